# SPDX-License-Identifier: GPL-2.0-or-later
"""A 32-bit ARM with 40 bits of physical address: RAM and a PCI device above 4 GiB."""
from check import LETTERS, Device, each, pm, rows
from guest import ARCH
from t_devices import EACH_PCI
from t_ram import pattern

HIGH = (0x100000000, 0x13fffffff)  # RAM: mem=1G of 4 GiB leaves it alone
BAR = 0x8000000000


def narrow(bits=32):
    return [(letter, width) for letter, width in LETTERS.items() if 8 * width <= bits]


def high(g, c):
    ram = Device('ram', *HIGH)
    for a in (HIGH[0], HIGH[1] & ~0xfff):
        for letter, width in narrow():
            data = g.ram(a, 32, pattern(32, a >> 12 & 0xff | width))
            bits = 8 * width
            c.did('%x: d in %d bits' % (a, bits), pm(g, 'd%s %x 20' % (letter, a)), out=rows(a, data, width),
                  device=ram, insns=each('load', a, width, 32 // width))
            c.did('%x: w in %d bits' % (a, bits), pm(g, 'w%s %x 7e 6f' % (letter, a + 8)), device=ram,
                  insns=each('store', a + 8, width, 2))
            c.equal('%x: w in %d bits: the host sees it, and nothing else' % (a, bits), g.ram(a, 32),
                    data[:8] + (0x7e).to_bytes(width, 'little') + (0x6f).to_bytes(width, 'little') +
                    data[8 + 2 * width:])
    data = g.ram(HIGH[0] - 16, 32, pattern(32, 0x33))
    out = rows(HIGH[0] - 16, data, 4).replace('fffffff0:', '0fffffff0:')
    c.did('d across 4 GiB', pm(g, 'dd fffffff0 20'), out=out, device=Device('ram', HIGH[0] - 16, HIGH[1]),
          insns=each('load', HIGH[0], 4, 4))
    last = int.from_bytes(g.ram(HIGH[1] - 3, 4, b'\x01\x02\x03\xf4'), 'little')
    c.did('the last unit of RAM', pm(g, 'rd %x' % (HIGH[1] - 3)), out='%08x = %08x\n' % (HIGH[1] - 3, last),
          device=ram, insns=[('load', HIGH[1] - 3, 4)])
    c.did('beyond RAM: a bus error', pm(g, 'rd 140000000'), status=1, out='140000000 = --------\n',
          err=r'^physmon: [^\n]*bus error[^\n]*140000000[^\n]*\n$')
    c.did('beyond 40 bits: refused, and the session goes on', pm(g, 'rd 10000000000; rd 8000008', '-k'), status=1,
          out='10000000000 = --------\n08000008 = 0000043b\n', err=r'^physmon: [^\n]*10000000000[^\n]*\n$')


def bar(g, c):
    """Memory of ivshmem, a PCI device, which the host has as a file; on the 64-bit kernel by programs of both kinds."""
    ivshmem(g, c, 'ivshmem by mem', 'physmon', ARCH[g.arch].bits)
    if ARCH[g.arch].bits == 64:
        ivshmem(g, c, '32-bit: ivshmem by mem', 'physmon32', 32)


def ivshmem(g, c, name, program, bits_most):
    pm = lambda g, commands: g.run("%s -c '%s'" % (program, commands))
    g.run(EACH_PCI % ('0x1110', 'echo 1 >$d/enable'))
    base = int(g.run(EACH_PCI % ('0x1110', 'sed -n 3p $d/resource')).out.split()[0], 16)
    c.equal(name + ': its BAR lies above 4 GiB', base, BAR)
    host = lambda off, n, data=None: g.ram(BAR + off, n, data, 'shm', BAR)
    for letter, width in narrow(bits_most):
        bits, at = 8 * width, 0x100 * width
        data = host(at - 16, 48, pattern(48, at >> 4 & 0xff))
        c.did('%s: d in %d bits' % (name, bits), pm(g, 'd%s %x 20' % (letter, BAR + at)),
              out=rows(BAR + at, data[16:], width))
        c.did('%s: w in %d bits' % (name, bits), pm(g, 'w%s %x 5a' % (letter, BAR + at)))
        c.equal('%s: w in %d bits: the host sees it, and nothing else' % (name, bits), host(at - 16, 48),
                data[:16] + (0x5a).to_bytes(width, 'little') + data[16 + width:])
    c.did(name + ': its last unit', pm(g, 'wd %x cafef00d; rd %x' % (BAR + 0xffffc, BAR + 0xffffc)),
          out='%x = cafef00d\n' % (BAR + 0xffffc))
    c.equal(name + ': its last unit: the host sees it', host(0xffffc, 4), bytes.fromhex('0df0feca'))
    if bits_most == 32:
        c.did(name + ': 64 bits are refused, and why', pm(g, 'rq %x' % BAR), status=1, err='this CPU would split it')
