# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers of devices: each access arrives at the bus once, in exactly the width asked for, and nothing else does.

A device that takes no 64-bit access has it cut in two by QEMU, behind the instruction: there the plugin shows that the
instruction was one.
"""
import re

from check import Device, each, pm, rows as dump
from guest import ARCH

# Rows: device, what is typed, what is printed, what the bus sees, what is executed (None: not looked at).


def table(g, c, rows):
    for device, commands, out, bus, insns in rows:
        if ARCH[g.arch].bits == 32 and re.search(r'\b[rdwv]q ', commands):
            c.did('%s: %s: 64 bits are refused, no access' % (device.name, commands), pm(g, commands), status=1,
                  err='64-bit', device=device, bus=[])
            continue
        c.did('%s: %s' % (device.name, commands), pm(g, commands), out=out, device=device, bus=bus, insns=insns)


def nothing(g, c, device, addr):
    """What is refused, or only announced, never arrives."""
    c.did('%s: unaligned r, no access' % device.name, pm(g, 'rd %x' % (addr + 2)), status=1, err='%08x' % (addr + 2),
          device=device, bus=[])
    c.did('%s: unaligned w, no access' % device.name, pm(g, 'wd %x 1' % (addr + 1)), status=1,
          err='%08x' % (addr + 1), device=device, bus=[])
    c.did('%s: w with -r, no access' % device.name, pm(g, 'wd %x 1' % addr, '-r'), status=1, err='read-only',
          device=device, bus=[])
    c.did('%s: dry run, no access' % device.name, pm(g, 'rd %x; wd %x 1; dd %x 10' % (addr, addr, addr), '-n'),
          device=device, bus=[],
          out='read32 %08x\nwrite32 %08x 00000001\n' % (addr, addr) +
          ''.join('read32 %08x\n' % (addr + 4 * i) for i in range(4)))
    c.did('%s: value too wide, no access' % device.name, pm(g, 'wd %x 100000000' % addr), status=2,
          err='does not fit 32 bits', device=device,
          bus=[])


EACH_PCI = 'for d in /sys/bus/pci/devices/*; do if grep -q %s $d/device; then %s; fi; done'
EACH_EDU = EACH_PCI.replace('%s', '0x11e8', 1)
ARM = ('arm64', 'armhf')  # where nobody answers the access is a bus error, which a PC doesn't know


def edu_base(g):
    return int(g.run(EACH_EDU % 'head -n 1 $d/resource').out.split()[0], 16)


def edu(g, c):
    """A PCI device: an identification, a register that reads as its complement, 64-bit registers of a DMA engine."""
    b = edu_base(g)
    dev = Device('edu', b, b + 0xfffff, 'edu-mmio')
    if g.arch in ARM:
        c.did('edu: all ones while it is not decoded', pm(g, 'rd %x' % b), out='%08x = ffffffff\n' % b, device=dev,
              bus=[])
        g.run(EACH_EDU % 'echo 1 >$d/enable')
    R, W = lambda a, n=1: each('read', b + a, 4, n), lambda a, n=1: each('write', b + a, 4, n)
    table(g, c, [
        (dev, 'rd %x' % b, '%08x = 010000ed\n' % b, R(0), None),
        (dev, 'wd %x 12345678' % (b + 4), '', W(4), None),
        (dev, 'rd %x' % (b + 4), '%08x = edcba987\n' % (b + 4), R(4), None),
        (dev, 'dd %x 8' % b, dump(b, bytes.fromhex('ed00000187a9cbed'), 4), R(0, 2), None),
        (dev, 'rd %x 3 0' % b, ('%08x = 010000ed\n' % b) * 3, R(0) * 3, None),
        (dev, 'vd %x ffffffff' % (b + 0x80), '', W(0x80) + R(0x80), None),
        (dev, 'wq %x 1122334455667788' % (b + 0x80), '', [('write', b + 0x80, 8)], None),
        (dev, 'rq %x' % (b + 0x80), '%08x = 1122334455667788\n' % (b + 0x80), [('read', b + 0x80, 8)], None),
        (dev, 'dq %x 10' % (b + 0x80), dump(b + 0x80, bytes.fromhex('8877665544332211') + bytes(8), 8),
         each('read', b + 0x80, 8, 2), None),
        (dev, 'wd %x 5; sleep 50ms; rd %x' % (b + 8, b + 8), '%08x = 00000078\n' % (b + 8), W(8) + R(8), None),
    ])
    c.did('edu: v that differs: status 3', pm(g, 'vd %x 1' % b), out='%08x = 00000001 -> 010000ed\n' % b, status=3,
          device=dev, bus=W(0) + R(0))
    # the device takes no 8 and 16 bits: the bus refuses the one access; ARM tells of it, a PC reads zeros
    for letter, width in (('b', 1), ('w', 2)):
        dashes = '-' if g.arch in ARM else '0'
        c.did('edu: r in %d bits, which it refuses: one access' % (8 * width), pm(g, 'r%s %x' % (letter, b)),
              device=dev,
              out='%08x = %s\n' % (b, dashes * 2 * width), status=1 if g.arch in ARM else 0,
              err='bus error' if g.arch in ARM else '', bus=[('refused read', 0, width)])
        c.did('edu: w in %d bits, which it refuses: one access' % (8 * width), pm(g, 'w%s %x 1' % (letter, b + 4)),
              device=dev,
              status=1 if g.arch in ARM else 0, err='bus error' if g.arch in ARM else '',
              bus=[('refused write', 4, width)])
    nothing(g, c, dev, b)


HPET_ID = bytes.fromhex('01a2868080969800')
HPET = Device('hpet', 0xfed00000, 0xfed000ef, 'hpet')  # at f0 stands the counter, which the kernel reads
SCRATCH = Device('scratch', 0xff000000, 0xff00ffff, 'pc-testdev-iomem')


def x86(g, c):
    h, s = 0xfed00000, 0xff000000
    rows = [
        (HPET, 'rd fed00000', 'fed00000 = 8086a201\n', each('read', h, 4, 1), each('load', h, 4, 1)),
        (HPET, 'rd fed00004', 'fed00004 = 00989680\n', each('read', h + 4, 4, 1), each('load', h + 4, 4, 1)),
        (HPET, 'dd fed00000 8', dump(h, HPET_ID, 4), each('read', h, 4, 2), each('load', h, 4, 2)),
        (HPET, 'rq fed00000', 'fed00000 = 009896808086a201\n', each('read', h, 4, 2), each('load', h, 8, 1)),
        (HPET, 'dq fed00000 8', dump(h, HPET_ID, 8), each('read', h, 4, 2), each('load', h, 8, 1)),
    ]
    # QEMU's test device: 64 KiB of registers that take 8, 16 and 32 bits; 64 bits reach it as two accesses
    for letter, width, value, shown in (('b', 1, 'a5', 'a5'), ('w', 2, 'c0de', 'c0de'),
                                        ('d', 4, 'deadbeef', 'deadbeef'),
                                        ('q', 8, '1122334455667788', '1122334455667788')):
        on_bus, n = (width, 1) if width < 8 else (4, 2)
        at = s + 0x100 * width
        rows += [
            (SCRATCH, 'w%s %x %s' % (letter, at, value), '', each('write', at, on_bus, n),
             each('store', at, width, 1)),
            (SCRATCH, 'r%s %x' % (letter, at), '%08x = %s\n' % (at, shown), each('read', at, on_bus, n),
             each('load', at, width, 1)),
            (SCRATCH, 'd%s %x 10' % (letter, at), None, each('read', at, on_bus, 16 // on_bus),
             each('load', at, width, 16 // width)),
            (SCRATCH, 'v%s %x 12' % (letter, at), '', each('write', at, on_bus, n) + each('read', at, on_bus, n),
             each('store', at, width, 1) + each('load', at, width, 1)),
            (SCRATCH, 'w%s %x 1 2 3' % (letter, at), '', each('write', at, on_bus, 3 * n),
             each('store', at, width, 3)),
        ]
    table(g, c, rows)
    for letter, width in (('b', 1), ('w', 2)):
        c.did('hpet: r in %d bits, which it refuses: one access' % (8 * width), pm(g, 'r%s fed00000' % letter),
              device=HPET,
              out='fed00000 = %s\n' % ('00' * width), bus=[('refused read', 0, width)], insns=[('load', h, width)])
    hole = Device('hole', 0x20000000, 0x20000fff)
    c.did('a hole of a PC: one access, zeros, no signal', pm(g, 'rd 20000000'), out='20000000 = 00000000\n',
          device=hole,
          bus=[('refused read', 0x20000000, 4)])
    nothing(g, c, HPET, h)


PL011 = Device('pl011', 0x09000fc0, 0x09000fff, 'pl011')  # its identification: what lies below is the console's own
PL031 = Device('pl031', 0x09010000, 0x09010fff, 'pl031')
PL061 = Device('pl061', 0x09030000, 0x09030fff, 'pl061')
FW_DATA = Device('fw_cfg', 0x09020000, 0x09020007, 'fwcfg.data')
FW_CTL = Device('fw_cfg selector', 0x09020008, 0x0902000f, 'fwcfg.ctl')


def fw_cfg(g, c):
    """QEMU's configuration device: reading pops bytes off a FIFO, so that an access too many shows inside as well."""
    d, s = 0x09020000, 0x09020008
    table(g, c, [
        (FW_CTL, 'ww 9020008 0', '', each('write', s, 2, 1), each('store', s, 2, 1)),
        (FW_DATA, 'rb 9020000 4 0', ''.join('09020000 = %s\n' % x for x in ('51', '45', '4d', '55')),
         each('read', d, 1, 4, 0),
         each('load', d, 1, 4, 0)),
        (FW_DATA, 'ww 9020008 0; rw 9020000 2 0', '09020000 = 4551\n09020000 = 554d\n', each('read', d, 2, 2, 0),
         each('load', d, 2, 2, 0)),
        (FW_DATA, 'ww 9020008 0; rd 9020000', '09020000 = 554d4551\n', each('read', d, 4, 1), each('load', d, 4, 1)),
        (FW_DATA, 'ww 9020008 0; rq 9020000', '09020000 = 00000000554d4551\n', each('read', d, 8, 1),
         each('load', d, 8, 1)),
        (FW_DATA, 'ww 9020008 0; dq 9020000 8', dump(d, b'QEMU\0\0\0\0', 8), each('read', d, 8, 1),
         each('load', d, 8, 1)),
    ])


def arm(g, c):
    """With iomem=relaxed, since drivers have claimed them."""
    rows, ids = [], {PL011: (0x9000fe0, (0x11, 0x10, 0x14, 0)), PL031: (0x9010fe0, (0x31, 0x10, 0x14, 0)),
                     PL061: (0x9030fe0, (0x61, 0x10, 4, 0))}
    for dev, (a, ident) in ids.items():
        for letter, width in (('b', 1), ('w', 2), ('d', 4)):
            rows.append((dev, 'r%s %x' % (letter, a), '%08x = %0*x\n' % (a, 2 * width, ident[0]),
                         each('read', a, width, 1),
                         each('load', a, width, 1)))
            rows.append((dev, 'd%s %x 10' % (letter, a), None, each('read', a, width, 16 // width),
                         each('load', a, width, 16 // width)))
        rows.append((dev, 'rd %x 4' % a, ''.join('%08x = %08x\n' % (a + 4 * i, ident[i]) for i in range(4)),
                     each('read', a, 4, 4),
                     each('load', a, 4, 4)))
        # 64 bits reach these as two accesses, low half first
        rows.append((dev, 'rq %x' % a, '%08x = %08x%08x\n' % (a, ident[1], ident[0]), each('read', a, 4, 2),
                     each('load', a, 8, 1)))
        rows.append((dev, 'dq %x 10' % a, None, each('read', a, 4, 4), each('load', a, 8, 2)))
    rows += [
        (PL031, 'wd 9010004 12345678', '', each('write', 0x9010004, 4, 1), each('store', 0x9010004, 4, 1)),
        (PL031, 'rd 9010004', '09010004 = 12345678\n', each('read', 0x9010004, 4, 1), each('load', 0x9010004, 4, 1)),
        (PL061, 'wb 9030400 ff', '', each('write', 0x9030400, 1, 1), each('store', 0x9030400, 1, 1)),
        (PL061, 'wb 9030400 55; rb 9030400', '09030400 = 55\n', [('write', 0x9030400, 1), ('read', 0x9030400, 1)],
         [('store', 0x9030400, 1), ('load', 0x9030400, 1)]),
        (PL061, 'ww 9030400 33; rw 9030400', '09030400 = 0033\n', [('write', 0x9030400, 2), ('read', 0x9030400, 2)],
         [('store', 0x9030400, 2), ('load', 0x9030400, 2)]),
        (PL061, 'wd 9030400 55; rd 9030400', '09030400 = 00000055\n',
         [('write', 0x9030400, 4), ('read', 0x9030400, 4)],
         [('store', 0x9030400, 4), ('load', 0x9030400, 4)]),
        (PL061, 'wb 90303fc ff; rb 90303fc; rb 9030010', '090303fc = 55\n09030010 = 04\n',
         [('write', 0x90303fc, 1), ('read', 0x90303fc, 1), ('read', 0x9030010, 1)], None),
        (PL061, 'vq 9030400 0', '', each('write', 0x9030400, 4, 2) + each('read', 0x9030400, 4, 2),
         each('store', 0x9030400, 8, 1) +
         each('load', 0x9030400, 8, 1)),
    ]
    table(g, c, rows)
    fw_cfg(g, c)
    nothing(g, c, PL061, 0x9030400)


HOLE = Device('hole', 0x0a100000, 0x0a100fff)


def holes(g, c):
    """ARM: nobody answers, and the access is a bus error."""
    for letter, width in (('b', 1), ('w', 2), ('d', 4), ('q', 8)):
        if 8 * width > ARCH[g.arch].bits:
            break
        c.did('a hole in %d bits: r shows dashes, ONE rejected access' % (8 * width), pm(g, 'r%s a100000' % letter),
              status=1,
              out='0a100000 = %s\n' % ('--' * width), err=r'^physmon: [^\n]*bus error[^\n]*0a100000[^\n]*\n$',
              device=HOLE,
              bus=[('refused read', 0xa100000, width)])
        c.did('a hole in %d bits: w is ONE rejected access' % (8 * width), pm(g, 'w%s a100000 1' % letter), status=1,
              err=r'bus error[^\n]*0a100000', device=HOLE, bus=[('refused write', 0xa100000, width)])
    c.did('a hole: d tries each unit once', pm(g, 'dd a100000 20'), status=1, device=HOLE,
          bus=each('refused read', 0xa100000, 4, 8),
          out=dump(0xa100000, [None] * 32, 4), err=r'0a100000')
    c.did('a hole: a w of three values stops at the first', pm(g, 'wd a100000 1 2 3'), status=1, err='bus error',
          device=HOLE,
          bus=[('refused write', 0xa100000, 4)])
    c.did('a hole: a script stops there', pm(g, 'rd a100000; rd 8000008'), status=1, out='0a100000 = --------\n',
          err='bus error')
    c.did('a hole: with -k it goes on', pm(g, 'rd a100000; rd 8000008', '-k'), status=1,
          out='0a100000 = --------\n08000008 = 0000043b\n',
          err='bus error')
    c.did('d from a hole into a device: dashes, then values', pm(g, 'ww 9020008 0; dd 901fff0 14'), status=1,
          err='bus error[^\n]*0901fff0',
          out=dump(0x901fff0, [None] * 16 + list(b'QEMU'), 4),
          device=FW_DATA, bus=each('read', 0x9020000, 4, 1))
    R = lambda n: each('refused read', 0xa100000, 4, n)
    for commands, bus, says in (
            ('find.d a100000 20 1', R(8), '7 more units failed'), ('crc.d a100000 20', R(8), '7 more units failed'),
            ('cmp.d a100000 20 8000000', R(8), '7 more units failed'),
            ('save.d /tmp/f a100000 20', R(8), '7 more units failed'), ('snap.d x a100000 8', R(2), '1 more unit failed'),
            ('copy.d a100000 20 901fff0', R(8), '0 of 20 bytes were copied'),
            ('fill.d a100000 20 1', [('refused write', 0xa100000, 4)], 'bus error writing'),
            ('set.d a100000 1', R(1), 'bus error reading'), ('w a100000[3:0] 5', [('refused read', 0xa100000, 1)], 'bus error'),
            ('poll.d a100000 0 100ms', R(1), 'bus error'), ('expect.d a100000 0', R(1), 'bus error'),
            ('vd a100000 1', [('refused write', 0xa100000, 4)], 'bus error')):
        c.did('a hole: %s: each unit is tried once, one sentence' % commands, pm(g, commands), status=1, device=HOLE, bus=bus,
              err=r'^physmon: (?=[^\n]* at 0a100000: )[^\n]*%s[^\n]*\n$' % says)
    c.did('an address above what the kernel maps', pm(g, 'rd 1000000000000'), status=1,
          out='1000000000000 = --------\n', err='1000000000000')


def claims(g, c):
    """ARM, strict: registers that a driver has claimed, and their neighbours."""
    for a, name in ((0x9000018, 'pl011'), (0x9010000, 'pl031|rtc'), (0x9030000, 'pl061|gpio')):
        c.did('claimed %08x: EPERM, with the claimant and the remedy' % a, pm(g, 'rd %x' % a), status=1,
              out='%08x = --------\n' % a,
              err=r'^physmon: [^\n]*(%s)[^\n]*iomem=relaxed[^\n]*\n$' % name,
              device=Device('x', a & ~0xfff, a | 0xfff, 'pl'), bus=[])
    c.did('w to a claimed register says the same', pm(g, 'wd 9030400 1'), status=1, err='iomem=relaxed',
          device=PL061, bus=[])
    # the window of 2 MiB around fw_cfg holds all three, and is refused: its page alone is not
    fw_cfg(g, c)
    c.did('several windows in one session', pm(g, 'rd 8000008; rd 9010000; rd 8000fe8; ww 9020008 0; rd 9020000',
                                               '-k'), status=1,
          out='08000008 = 0000043b\n09010000 = --------\n08000fe8 = 0000002b\n09020000 = 554d4551\n',
          err='iomem=relaxed')


def claims_x86(g, c):
    """x86: the same of interrupt controllers; HPET, which stands in the same window of 2 MiB, was read above."""
    for a, name in ((0xfec00000, 'IOAPIC'), (0xfee00000, 'Local APIC')):
        c.did('claimed %08x: EPERM, with the claimant and the remedy' % a, pm(g, 'rd %x' % a), status=1,
              out='%08x = --------\n' % a,
              err=r'^physmon: [^\n]*%s[^\n]*iomem=relaxed[^\n]*\n$' % name)
