# SPDX-License-Identifier: GPL-2.0-or-later
"""physmon under the name devmem, beside busybox's own."""
import os

from check import Device
from guest import ARCH
from t_ram import ASIDE, pattern

# /bin/devmem: busybox's shell would take its own applet

# System RAM; claimed by a driver; a register to read
OTHERS = {'x86_64': (0x01000000, 0xfec00000, 0xfed00000), 'arm64': (0x48000000, 0x09010000, 0x08000008),
          'armhf': (0x48000000, 0x09010000, 0x08000008)}


def invocations(arch):
    """Everything in which the two must agree: standard output, status, and memory afterwards."""
    a = ASIDE[arch] + 0x200000
    ram, claimed, register = OTHERS[arch]
    at = lambda off: '0x%x' % (a + off)
    rows = [
        at(0), at(0) + ' 8', at(1) + ' 8', at(2) + ' 16', at(0) + ' 32', at(8) + ' 64',
        at(0) + ' b', at(2) + ' h', at(4) + ' w', at(8) + ' l', at(0) + ' B', at(2) + ' H', at(4) + ' W',
            at(8) + ' L',
        '%d' % a, '0%o' % a, '0X%X' % a, '%d 64' % a, '0%o b' % (a + 3), at(0) + ' 016', at(0) + ' 08', at(0xffc),
            at(0xfff) + ' 8', at(0xff8) + ' 64',
        '0x%x' % register, '0x%x 32' % register,
        at(0x20) + ' 8 0xff', at(0x22) + ' 16 0xbeef', at(0x24) + ' 32 0xdeadbeef',
            at(0x28) + ' 64 0x1122334455667788', at(0x30) + ' b 1',
        at(0x32) + ' h 65535', at(0x34) + ' w 4294967295', at(0x38) + ' l 0x%x' % ((1 << ARCH[arch].bits) - 1), at(0x40) + ' 32 010',
            at(0x44) + ' 32 0',
        at(0x4c) + ' 32 5 extra', at(0x40), at(0x38) + ' 64', at(0xffc) + ' 32 7',
        '', 'zz', '0x', '08', "''", '-4', "' 4'", 'fed00000', '0x10000000000000000', '--help', '--help 8',
        at(0) + ' 24', at(0) + ' 0', at(0) + ' 0x20', at(0) + ' q', at(0) + ' 8x', at(0) + ' bb', at(0) + " ''",
            at(0) + ' -8', at(0) + ' 4294967304',
        at(0) + ' 32 zz', at(0) + ' 32 0x12junk', at(0) + ' 32 -1', at(0) + " 32 ''",
            at(0) + ' 64 0x10000000000000000', 'zz 32',
        '0x%x' % ram, '0x%x 8 1' % ram, '0x%x' % claimed,
    ]
    # busybox lets a 32-bit processor make two accesses of 64 bits
    return [r for r in rows if ARCH[arch].bits == 64 or ' 64' not in r]


def script(arch, path):
    """A file for the guest: runs all of it with the program given to it."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w') as f:
        for line in invocations(arch):
            f.write('"$@" %s 2>/dev/null; echo "= $?"\n' % line)
    return path


def table(g, c):
    a, rows = ASIDE[g.arch] + 0x200000, invocations(g.arch)
    seen = []
    for program in ('busybox devmem', '/bin/devmem'):
        g.ram(a, 0x1000, pattern(0x1000, 0x42))
        out = g.run('sh /lib/devmem.sh %s' % program, 120).out
        answers = out.split('= ')
        # each answer: what was printed, before it the status of the one before
        seen.append(([(answers[i].split('\n', 1)[-1] if i else answers[0], answers[i + 1].split('\n')[0])
                      for i in range(len(answers) - 1)],
                     g.ram(a, 0x1000)))
    (theirs, their_ram), (ours, our_ram) = seen
    c.equal('devmem: busybox and we answer %d invocations each' % len(rows), (len(theirs), len(ours)),
            (len(rows), len(rows)))
    for row, t, o in zip(rows, theirs, ours):
        c.equal('devmem %s: as busybox (%s)' % (row, ' '.join(t[0].split() + ['status', t[1]])), o, t)
    differ = ['%x: seen %02x, want %02x' % (a + i, o, t) for i, (o, t) in enumerate(zip(our_ram, their_ram)) if o != t]
    c.equal('devmem: memory is the same afterwards', differ, [])


def accesses(g, c):
    """One load or store, of the width asked for."""
    a = ASIDE[g.arch] + 0x200000
    ram = Device('ram', a, a + 0xffff)
    g.ram(a, 16, pattern(16, 0x42))
    for width in (1, 2, 4, 8):
        if 8 * width > ARCH[g.arch].bits:
            c.did('devmem in 64 bits: refused, no access', g.run('/bin/devmem %d 64' % (a + 8)), status=1,
                  err='^devmem: 64-bit access [^\n]*\n$', device=ram, insns=[])
            break
        value = int.from_bytes(pattern(16, 0x42)[8:8 + width], 'little')
        c.did('devmem in %d bits: one load' % (8 * width), g.run('/bin/devmem %d %d' % (a + 8, 8 * width)),
              out='0x%0*X\n' % (2 * width, value),
              device=ram, insns=[('load', a + 8, width)])
        c.did('devmem in %d bits: one store, no load' % (8 * width),
              g.run('/bin/devmem %d %d 0x12' % (a + 16, 8 * width)), device=ram,
              insns=[('store', a + 16, width)])


def differences(g, c):
    """Where busybox does harm, we refuse."""
    a = ASIDE[g.arch] + 0x200000
    ram = Device('ram', a, a + 0xffff)
    g.ram(a, 16, b'\xa5' * 16)
    c.did('devmem: busybox writes a value too wide, cut', g.run('busybox devmem %d 8 0x1234' % a), device=ram,
          insns=[('store', a, 1)])
    g.ram(a, 16, b'\xa5' * 16)
    for args, says in (('8 0x1234', 'value 1234 does not fit 8 bits'), ('16 65536', '16 bits'),
                       ('32 0x100000000', '32 bits')):
        c.did('devmem: a value too wide for %s is refused, no access' % args.split()[0],
              g.run('/bin/devmem %d %s' % (a, args)), status=1,
              err='^devmem: [^\n]*%s\n$' % says, device=ram, insns=[])
    for off, width in ((1, 16), (2, 32), (1, 32), (4, 64)):
        c.did('devmem: unaligned at +%d in %d bits is refused, no access' % (off, width),
              g.run('/bin/devmem %d %d' % (a + off, width)), status=1,
              err='^devmem: [^\n]*%08x[^\n]*\n$' % (a + off), device=ram, insns=[])
        c.did('devmem: unaligned w at +%d in %d bits is refused, no access' % (off, width),
              g.run('/bin/devmem %d %d 1' % (a + off, width)), status=1,
              err='^devmem: [^\n]*%08x[^\n]*\n$' % (a + off), device=ram, insns=[])
    c.equal('devmem: memory is as it was', g.ram(a, 16), b'\xa5' * 16)
    ramaddr, claimed, _ = OTHERS[g.arch]
    c.did('devmem: System RAM is told', g.run('/bin/devmem %d' % ramaddr), status=1,
          err='^devmem: [^\n]*System RAM[^\n]*\n$')
    c.did('devmem: w into System RAM: the kernel refuses, not we', g.run('/bin/devmem %d 32 1' % ramaddr), status=1,
          err='^devmem: [^\n]*STRICT_DEVMEM[^\n]*\n$')
    c.did('devmem: a claim is told', g.run('/bin/devmem %d' % claimed), status=1,
          err='^devmem: [^\n]*iomem=relaxed[^\n]*\n$')
    if g.arch in ('arm64', 'armhf'):
        hole = Device('hole', 0xa100000, 0xa100fff)
        c.did('devmem: busybox dies of a bus error', g.run('busybox devmem 0xa100000'), status=135, err='Bus error')
        for args, kind in (('', 'read'), ('32 1', 'write')):
            c.did('devmem: a bus error is told, status 1, ONE %s' % kind, g.run('/bin/devmem 0xa100000 %s' % args),
                  status=1,
                  err='^devmem: [^\n]*bus error[^\n]*0a100000[^\n]*\n$', device=hole,
                  bus=[('refused ' + kind, 0xa100000, 4)])
    else:
        c.did('devmem: busybox maps a page too many, and is refused', g.run('busybox devmem 0xffff0'), status=1,
              err='Operation not permitted')
        c.did('devmem: no page is mapped that is not needed', g.run('/bin/devmem 0xffff0 8'), out='0xEA\n')
