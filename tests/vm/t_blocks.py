# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands over ranges, on RAM that the kernel was told to leave alone: each unit is one load, one store, or both."""
import os, time, zlib

from check import Device, each, pm
from t_ram import ASIDE, pattern


def ranges(g, c):
    ram = Device('ram', ASIDE[g.arch], ASIDE[g.arch] + 0x3ffffff)
    a = ram.first + 0x800000
    g.ram(a - 16, 0x120, b'\xa5' * 0x120)
    c.did('fill in 32 bits: one store a unit, no load', pm(g, 'fill.d %x 2c 12345678 9abcdef0' % a), device=ram,
          insns=each('store', a, 4, 11))
    want = (b'\x78\x56\x34\x12\xf0\xde\xbc\x9a' * 6)[:0x2c]
    c.equal('fill in 32 bits: the host sees it, and its neighbours untouched', g.ram(a - 16, 0x4c),
            b'\xa5' * 16 + want + b'\xa5' * 16)
    data = g.ram(a, 0x40, pattern(0x40, 0x31))
    for letter, width in (('b', 1), ('w', 2), ('d', 4)):
        c.did('copy in %d bits: one load and one store a unit' % (8 * width), pm(g, 'copy.%s %x 20 %x' % (letter, a, a + 0x80)),
              device=ram, insns=each('load', a, width, 0x20 // width) + each('store', a + 0x80, width, 0x20 // width))
        c.equal('copy in %d bits: the host sees it' % (8 * width), g.ram(a + 0x80, 0x28), data[:0x20] + b'\xa5' * 8)
        g.ram(a + 0x80, 0x20, b'\xa5' * 0x20)
    c.did('copy into what overlaps, upwards', pm(g, 'copy.d %x 30 %x' % (a, a + 8)), device=ram,
          insns=each('load', a, 4, 12) + each('store', a + 8, 4, 12))
    c.equal('copy into what overlaps: the host sees it', g.ram(a, 0x38), data[:8] + data[:0x30])
    data = g.ram(a, 0x40, pattern(0x40, 0x31))
    word = int.from_bytes(data[0x10:0x14], 'little')
    c.did('find in 32 bits: one load a unit', pm(g, 'find.d %x 40 %x' % (a, word)), out='%08x\n' % (a + 0x10), device=ram,
          insns=each('load', a, 4, 16))
    c.did('find in bytes, a text: one load a unit', pm(g, 'find.b %x 11 "\\x%02x\\x%02x"' % (a, data[15], data[16])),
          out='%08x\n' % (a + 15), device=ram, insns=each('load', a, 1, 17))
    c.did('find: nothing there', pm(g, 'find.d %x 40 12345678' % a), status=3, err='nothing in', device=ram,
          insns=each('load', a, 4, 16))
    g.ram(a + 0x100, 0x20, data[:0x20])
    g.ram(a + 0x108, 1, b'\x00')
    c.did('cmp: one load a unit of both, status 3', pm(g, 'cmp.w %x 10 %x' % (a, a + 0x100)), status=3,
          out='%08x = %s -> %s\n' % (a + 8, data[9:10].hex() + data[8:9].hex(), data[9:10].hex() + '00'),
          err='1 of 8 units differs', device=ram, insns=each('load', a, 2, 8) + each('load', a + 0x100, 2, 8))
    big = g.ram(a, 0x2000, pattern(0x2000, 5))
    c.did('crc: one load a unit, zlib\'s sum', pm(g, 'crc.d %x 2000' % a),
          out='%08x-%08x = %08x\n' % (a, a + 0x1fff, zlib.crc32(big)), device=ram, insns=each('load', a, 4, 0x800))
    c.did('fill beyond what may be written: refused as a whole', pm(g, 'fill.d %x 8 1' % (a + 2)), status=1, err='aligned',
          device=ram, insns=[])


def bits(g, c):
    ram = Device('ram', ASIDE[g.arch], ASIDE[g.arch] + 0x3ffffff)
    a = ram.first + 0x810000
    for command, old, new in (('set.d %x 81', 0x11223344, 0x112233c5), ('clr.d %x ff00', 0x11223344, 0x11220044),
                              ('tgl.d %x ffffffff', 0x11223344, 0xeeddccbb), ('mod.d %x f0 50', 0x11223344, 0x11223354)):
        g.ram(a, 4, old.to_bytes(4, 'little'))
        c.did('%s: one load, one store' % command.split('.')[0], pm(g, command % a), out='%08x = %08x -> %08x\n' % (a, old, new),
              device=ram, insns=[('load', a, 4), ('store', a, 4)])
        c.equal('%s: the host sees it' % command.split('.')[0], g.ram(a, 4), new.to_bytes(4, 'little'))
    g.ram(a, 8, bytes.fromhex('4433221188776655'))
    c.did('r of a range of bits: one load', pm(g, 'rd %x[15:8]; rw %x[4]' % (a, a)), device=ram,
          out='%08x[15:8] = 33\n%08x[4] = 0\n' % (a, a), insns=[('load', a, 4), ('load', a, 2)])
    c.did('w of a range of bits: one load, one store', pm(g, 'wd %x[15:8] a5' % a), device=ram,
          out='%08x = 11223344 -> 1122a544\n' % a, insns=[('load', a, 4), ('store', a, 4)])
    c.did('w of a range of bits: a value too wide: no access', pm(g, 'wd %x[15:8] 100' % a), status=2, err='100', device=ram,
          insns=[])
    c.equal('w of a range of bits: the host sees it, and nothing else', g.ram(a, 8), bytes.fromhex('44a5221188776655'))


def files(g, c):
    ram = Device('ram', ASIDE[g.arch], ASIDE[g.arch] + 0x3ffffff)
    a = ram.first + 0x820000
    data = g.ram(a, 0x40, pattern(0x40, 0x17))
    c.did('save: one load a unit', pm(g, 'save.d /tmp/f %x 40; save.d /tmp/f.hex %x 40' % (a, a)), device=ram,
          insns=each('load', a, 4, 16) * 2)
    c.equal('save: the file holds it', g.run('od -An -v -tx1 /tmp/f').out.split(), data.hex(' ').split())
    c.did('load: one store a unit, no load', pm(g, 'load.d /tmp/f %x' % (a + 0x100)), device=ram,
          insns=each('store', a + 0x100, 4, 16))
    c.did('load of rows: one store a unit, no load', pm(g, 'load.w /tmp/f.hex %x' % (a + 0x200)), device=ram,
          insns=each('store', a + 0x200, 2, 32))
    c.equal('load: the host sees both', g.ram(a + 0x100, 0x40) + g.ram(a + 0x200, 0x40), data * 2)
    c.did('save from System RAM on: no file where nothing was read', pm(g, 'save.d /tmp/g %x 20' % (ram.first - 16)),
          status=1, err='System RAM', out='')
    c.equal('save from System RAM on: there is none', g.run('ls /tmp/g 2>&1; echo').out.count('No such'), 1)


def ram_test(g, c):
    ram = Device('ram', ASIDE[g.arch], ASIDE[g.arch] + 0x3ffffff)
    a = ram.first + 0x830000
    before = g.ram(a - 16, 0x420, pattern(0x420, 9))
    c.did('test waits for allow ram, no access', pm(g, 'test.d %x 400' % a), status=1, err="'allow ram'", device=ram, insns=[])
    r = pm(g, 'allow ram; test.d %x 400' % a)
    c.did('test of good RAM', r, err='not restored.*no error in %08x' % a, out='')
    touched = {(e.addr, e.size) for e in r.events if e.kind in ('load', 'store') and ram.holds(e)}
    c.equal('test touches each unit of its range in its width, and nothing else', touched,
            {(a + i, 4) for i in range(0, 0x400, 4)})
    c.equal('test leaves its neighbours alone', g.ram(a - 16, 16) + g.ram(a + 0x400, 16), before[:16] + before[-16:])


def editing(g, c):
    """e, typed on the serial line."""
    ram = Device('ram', ASIDE[g.arch], ASIDE[g.arch] + 0x3ffffff)
    a = ram.first + 0x840000
    for term in ('vt100', 'dumb'):
        g.ram(a, 16, bytes(range(16)))
        at = os.path.getsize(g.dir + '/trace')
        g.send('TERM=%s physmon -q\r' % term)
        g.expect(rb'\nb- ')
        g.send('ed %x\r' % a)
        g.expect(rb'%08x = 03020100 -> ' % a)
        g.send('12345678\r')
        g.expect(rb'%08x = 07060504 -> ' % (a + 4))
        time.sleep(.2)  # an empty line that comes with other input is a paste
        g.send('\r')
        g.expect(rb'%08x = 0b0a0908 -> ' % (a + 8))
        g.send('-\r')
        g.expect(rb'%08x = 07060504 -> ' % (a + 4))
        g.send('.\r')
        g.expect(rb'\nd- ')
        g.send('q\r')
        g.expect(rb'GUEST% ')
        seen = [(e.kind, e.addr, e.size) for e in g.events(at) if e.kind in ('load', 'store') and ram.holds(e)]
        c.equal('e on a %s: one load for each unit shown, one store for each typed' % term, seen,
                [('load', a, 4), ('store', a, 4), ('load', a + 4, 4), ('load', a + 8, 4), ('load', a + 4, 4)])
        c.equal('e on a %s: the host sees it' % term, g.ram(a, 16), b'\x78\x56\x34\x12' + bytes(range(4, 16)))
