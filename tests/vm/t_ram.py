# SPDX-License-Identifier: GPL-2.0-or-later
"""RAM that the kernel was told to leave alone (mem=), 64 MiB of it, seen by physmon inside and by the host outside."""
from check import LETTERS, Device, each, pm, rows

ASIDE = {'x86_64': 0x0c000000, 'arm64': 0x4c000000, 'armhf': 0x80000000, 'ppc64el': 0x30000000, 'mipsel': 0x90000000}
WATCHED = {a: (first, first + 0x3ffffff) for a, first in ASIDE.items()}
VALUE = 0x8877665544332211


def pattern(nbytes, seed):
    return bytes((seed + 37 * i) & 0xff for i in range(nbytes))


def widths(g, c):
    ram = Device('ram', *WATCHED[g.arch])
    a = ram.first + 0x100000
    for n, (letter, width) in enumerate(LETTERS.items()):
        bits, value = 8 * width, VALUE & (1 << 8 * width) - 1
        at = a + 0x40 * n
        g.ram(at - 16, 48, b'\xa5' * 48)
        c.did('w in %d bits: one store of that width, no load' % bits, pm(g, 'w%s %x %x' % (letter, at, value)),
              device=ram,
              insns=[('store', at, width)])
        c.equal('w in %d bits: the host sees the value, and its neighbours untouched' % bits, g.ram(at - 16, 48),
                b'\xa5' * 16 + value.to_bytes(width, 'little') + b'\xa5' * (32 - width))
        data = g.ram(at, width, pattern(width, 0x91 + n))
        c.did('r in %d bits: one load, what the host wrote' % bits, pm(g, 'r%s %x' % (letter, at)), device=ram,
              out='%08x = %0*x\n' % (at, 2 * width, int.from_bytes(data, 'little')), insns=[('load', at, width)])
        data = g.ram(at, 64, pattern(64, 0x11 * n))
        c.did('d in %d bits: %d loads in order, what the host wrote' % (bits, 64 // width),
              pm(g, 'd%s %x 40' % (letter, at)),
              device=ram, out=rows(at, data, width), insns=each('load', at, width, 64 // width))
        wanted = [0x41 + i for i in range(3)]
        c.did('w in %d bits, three values: three stores in order' % bits,
              pm(g, 'w%s %x %s' % (letter, at, ' '.join('%x' % v for v in wanted))),
              device=ram, insns=each('store', at, width, 3))
        c.equal('w in %d bits, three values: the host sees them' % bits, g.ram(at, 3 * width),
                b''.join(v.to_bytes(width, 'little') for v in wanted))
        c.did('v in %d bits: one store, one load' % bits, pm(g, 'v%s %x 5a' % (letter, at)), device=ram,
              insns=[('store', at, width), ('load', at, width)])


def shapes(g, c):
    ram = Device('ram', *WATCHED[g.arch])
    a = ram.first + 0x101000
    data = g.ram(a - 32, 64, pattern(64, 7))
    c.did('d over the edge of a page', pm(g, 'dd %x 40' % (a - 32)), device=ram, out=rows(a - 32, data, 4),
          insns=each('load', a - 32, 4, 16))
    c.did('d of an odd number of bytes touches no byte more', pm(g, 'db %x 13' % (a - 32)), device=ram,
          out=rows(a - 32, data[:19], 1),
          insns=each('load', a - 32, 1, 19))
    big = g.ram(a, 0x2000, pattern(0x2000, 3))
    c.did('d of 8 KiB in 64 bits: 1024 loads', pm(g, 'dq %x 2000' % a), device=ram, out=rows(a, big, 8),
          insns=each('load', a, 8, 1024))
    word = lambda off: int.from_bytes(big[off:off + 4], 'little')
    c.did('r with COUNT and STEP leaves out what lies between', pm(g, 'rd %x 3 10' % a), device=ram,
          out=''.join('%08x = %08x\n' % (a + 16 * i, word(16 * i)) for i in range(3)),
          insns=each('load', a, 4, 3, 16))
    c.did('r with STEP 0 reads one address again and again', pm(g, 'rd %x 4 0' % a), device=ram,
          out=('%08x = %08x\n' % (a, word(0))) * 4, insns=each('load', a, 4, 4, 0))
    c.did('a range A..B ends with the unit that holds B', pm(g, 'rd %x..%x' % (a, a + 5)), device=ram,
          out=''.join('%08x = %08x\n' % (a + 4 * i, word(4 * i)) for i in range(2)), insns=each('load', a, 4, 2))
    c.did('$ is the last unit read: a pointer is followed', pm(g, 'wd %x %x; rd %x; rd =$' % (a, a + 8, a)),
          device=ram,
          out='%08x = %08x\n%08x = %08x\n' % (a, a + 8, a + 8, word(8)),
          insns=[('store', a, 4), ('load', a, 4), ('load', a + 8, 4)])
    c.did('base-relative addresses', g.run("physmon -c 'rd 8' %x" % a), device=ram,
          out='%08x = %08x\n' % (a + 8, word(8)), insns=[('load', a + 8, 4)])
    g.ram(a, 4, b'\0\0\0\0')
    c.did('a script through standard input', g.run("printf 'wd %x cafe\\nrd %x\\n' | physmon" % (a, a)), device=ram,
          out='%08x = 0000cafe\n' % a, insns=[('store', a, 4), ('load', a, 4)])


def refused(g, c):
    """Nothing reaches the bus of what is refused."""
    ram = Device('ram', *WATCHED[g.arch])
    a = ram.first + 0x104000
    before = g.ram(a, 64, pattern(64, 0x55))
    for letter, width in list(LETTERS.items())[1:]:
        for off in (1, width // 2):
            c.did('unaligned r at +%d in %d bits: refused, no access' % (off, 8 * width),
                  pm(g, 'r%s %x' % (letter, a + off)), status=1,
                  err=r'%x.*%d' % (a + off, 8 * width), device=ram, insns=[])
        c.did('unaligned w in %d bits: refused, no access' % (8 * width), pm(g, 'w%s %x 1' % (letter, a + 1)),
              status=1,
              err=r'%x.*%d' % (a + 1, 8 * width), device=ram, insns=[])
    c.did('w with -r: refused, no access', pm(g, 'wd %x 1' % a, '-r'), status=1, err='read-only', device=ram,
          insns=[])
    c.did('r with -r works', pm(g, 'rd %x' % a, '-r'),
          out='%08x = %08x\n' % (a, int.from_bytes(before[:4], 'little')), device=ram,
          insns=[('load', a, 4)])
    c.did('dry run of w: announced, no access', pm(g, 'wd %x 1; wb %x 2 3' % (a, a), '-n'), device=ram, insns=[],
          out='write32 %08x 00000001\nwrite8 %08x 02\nwrite8 %08x 03\n' % (a, a, a + 1))
    c.did('dry run of r and d: announced, no access', pm(g, 'rq %x; dw %x 4' % (a, a), '-n'), device=ram, insns=[],
          out='read64 %08x\nread16 %08x\nread16 %08x\n' % (a, a, a + 2))
    c.did('a value too wide: status 2, no access', pm(g, 'wb %x 1ff' % a), status=2, err='1ff does not fit 8 bits',
          device=ram, insns=[])
    c.did('an error later in the text: nothing of it runs', pm(g, 'wb %x 1; rb %x; wb %x 100' % (a, a, a)), status=2,
          err='100 does not fit',
          device=ram, insns=[])
    c.did('an unknown command later in the text: nothing of it runs', pm(g, 'wb %x 1; dead' % a), status=2,
          err='dead', device=ram, insns=[])
    c.did('past 2^64: refused, no access', pm(g, 'rd fffffffffffffffc 2'), status=1,
          err='fffffffffffffffc|wrap|2\\^64', device=ram, insns=[])
    c.equal('memory is as it was', g.ram(a, 64), before)
    c.did('--trace announces what is done', pm(g, 'wd %x 12345678; rd %x' % (a, a), '--trace'),
          out='%08x = 12345678\n' % a,
          err='write32 %08x 12345678\nread32 %08x\n' % (a, a), device=ram, insns=[('store', a, 4), ('load', a, 4)])


def edge(g, c):
    """From System RAM, which the kernel keeps to itself, into what was set aside."""
    ram = Device('ram', ASIDE[g.arch], ASIDE[g.arch] + 0xfff)
    a = ram.first
    data = g.ram(a, 32, pattern(32, 0x21))
    c.did('d from System RAM into RAM set aside: dashes, then values', pm(g, 'dd %x 40' % (a - 32)), status=1,
          out=rows(a - 32, [None] * 32 + list(data), 4),
          err=r'%08x.*System RAM.*CONFIG_STRICT_DEVMEM.*mem=' % (a - 32), device=ram,
          insns=each('load', a, 4, 8))
    c.did('r of System RAM: one sentence, with the range, the cause and the remedy', pm(g, 'rd %x' % (a - 0x1000)),
          status=1,
          out='%08x = --------\n' % (a - 0x1000),
          err=r'^physmon: [^\n]*System RAM[^\n]*STRICT_DEVMEM[^\n]*(mem=|memmap=)[^\n]*\n$')
    c.did('w into System RAM: refused, with what helps', pm(g, 'wd %x 1' % (a - 0x1000)), status=1,
          err=r'^physmon: [^\n]*System RAM, which CONFIG_STRICT_DEVMEM keeps from /dev/mem; set RAM aside with mem= or'
          r" memmap= on the kernel's command line\n$")
    c.did('allow ram: then the kernel refuses', pm(g, 'allow ram; wd %x 1' % (a - 0x1000)), status=1,
          err=r'STRICT_DEVMEM')
    c.did('--allow=ram does the same', pm(g, 'wd %x 1' % (a - 0x1000), '--allow=ram'), status=1, err=r'STRICT_DEVMEM')
    g.run('sed "s/[0-9a-f]*-[0-9a-f]* :/00000000-00000000 :/" /proc/iomem >/tmp/masked')
    g.run('mount --bind /tmp/masked /proc/iomem')
    c.did('where /proc/iomem is masked any w is refused', pm(g, 'wd %x 1' % a), status=1, err='allow', device=ram,
          insns=[])
    c.did('where /proc/iomem is masked allow ram opens it', pm(g, 'allow ram; wd %x 1' % a), device=ram,
          insns=[('store', a, 4)])
    g.run('umount /proc/iomem')


def first_mib(g, c):
    """x86: the first MiB can be mapped, System RAM or not."""
    low = Device('low', 0x3000, 0x3fff)
    before = g.ram(0x3000, 4)
    c.did('w into System RAM of the first MiB is refused, no access', pm(g, 'wd 3000 12345678'), status=1,
          err='System RAM.*allow')
    c.equal('the first MiB is as it was', g.ram(0x3000, 4), before)
    c.did('allow ram: w into the first MiB', pm(g, 'allow ram; wd 3000 12345678; rd 3000'),
          out='00003000 = 12345678\n')
    c.equal('the host sees it', g.ram(0x3000, 4), b'\x78\x56\x34\x12')
    g.ram(0x3000, 4, before)
    r = pm(g, 'db ffff0 10')
    c.ok('d of the BIOS at the reset vector', r.out.startswith('000ffff0: ea 5b e0 00 f0 ') and r.status == 0
         and not r.err, r)
