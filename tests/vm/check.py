# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks: each prints one line and is counted. Shared by all boots; used by one thread of each."""
import re, threading

# the note of --enable, which t_pci.ends looks for; no test else is about it
ENABLED = r'physmon: \S+ decodes its BARs while physmon has it open; [^\n]*\n'
LETTERS = {'b': 1, 'w': 2, 'd': 4, 'q': 8}


class Totals:
    def __init__(self, verbose=False):
        self.lock, self.passed, self.failed, self.skipped, self.failures = threading.Lock(), 0, 0, 0, []

    def line(self, result, where, what, detail=''):
        with self.lock:
            if result == 'ok':
                self.passed += 1
            elif result == 'skip':
                self.skipped += 1
            else:
                self.failed += 1
                self.failures.append('%s: %s' % (where, what))
            print('%-5s%s: %s%s' % (result, where, what, detail and '\n     ' + detail.replace('\n', '\n     ')),
                  flush=True)


class Device:
    """A range of addresses that is watched. region: the bus's name of it, which refused accesses carry."""

    def __init__(self, name, first, last, region=None):
        self.name, self.first, self.last, self.region = name, first, last, region

    def holds(self, e):
        if e.kind.startswith('refused'):
            if e.region == '(null)':
                return self.first <= e.addr <= self.last
            return e.region == self.region  # the address is an offset there
        named = e.region is None or self.region is None or e.region == self.region
        return named and self.first <= e.addr <= self.last


def listed(accesses):
    text = ' '.join('%s %x/%d' % a for a in accesses[:20])
    return (text or 'none') + (' ... %d in all' % len(accesses) if len(accesses) > 20 else '')


class Checks:
    def __init__(self, totals, where):
        self.totals, self.where = totals, where

    def ok(self, what, good, detail=''):
        self.totals.line('ok' if good else 'FAIL', self.where, what, '' if good else str(detail))
        return good

    def equal(self, what, seen, wanted):
        return self.ok(what, seen == wanted, 'seen %r\nwant %r' % (seen, wanted))

    def skip(self, what, why):
        self.totals.line('skip', self.where, what, why)

    def did(self, what, r, out='', status=0, err='', device=None, bus=None, insns=None):
        """One run of a program: its whole standard output (None: any), its status, a pattern for its standard error
        ('': nothing at all), and the accesses of device, in order: bus [(kind, addr, size)] as the bus saw them, insns
        as they were executed."""
        wrong = []
        r = r._replace(err=re.sub(ENABLED, '', r.err))
        if out is not None and r.out != out:
            wrong.append('output  %r\nwanted  %r' % (r.out, out))
        if r.status != status:
            wrong.append('status  %d, wanted %d' % (r.status, status))
        if (r.err != '') if err == '' else not re.search(err, r.err, re.S):
            wrong.append('errors  %r, wanted %r' % (r.err, err))
        for name, wanted, kinds in (('bus', bus, ('read', 'write', 'refused read', 'refused write')),
                                    ('insns', insns, ('load', 'store'))):
            if wanted is None:
                continue
            seen = [(e.kind, e.addr, e.size) for e in r.events if e.kind in kinds and device.holds(e)]
            if seen != list(wanted):
                wrong.append('%-8s%s\nwanted  %s' % (name, listed(seen), listed(wanted)))
        return self.ok(what, not wrong, '\n'.join(wrong + ['errors  ' + r.err.strip()]))


def pm(g, commands, options='', **kw):
    """physmon with commands, in the guest."""
    return g.run("physmon %s -c '%s'" % (options, commands), **kw)


def each(kind, addr, width, nunits, step=None):
    """The accesses of nunits units."""
    return [(kind, addr + i * (width if step is None else step), width) for i in range(nunits)]


def rows(addr, data, width):
    """What d prints of data, which stands at addr in a little-endian guest; None in data: a byte that can't be read."""
    text = ''
    for at in range(0, len(data), 16):
        row = list(data[at:at + 16])
        units = []
        for i in range(0, len(row), width):
            unit = row[i:i + width]
            if None in unit:
                units.append('-' * (2 * width))
            else:
                units.append('%0*x' % (2 * width, int.from_bytes(bytes(unit), 'little')))
        chars = ''.join(' ' if b is None else chr(b) if 32 <= b < 127 else '.' for b in row)
        full = (16 // width) * (2 * width + 1) - 1
        text += '%08x: %-*s  %s\n' % (addr + at, full, ' '.join(units), chars)
    return text
