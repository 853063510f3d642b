# SPDX-License-Identifier: GPL-2.0-or-later
"""Guests that run only if they are named: one with pages of 64 KiB, one without CONFIG_STRICT_DEVMEM. Both pass the unit
tests as well."""
from check import LETTERS, Device, each, pm, rows
from t_devices import EACH_EDU, edu_base
from t_ram import ASIDE, pattern

ARCHS = ('ppc64el', 'mipsel')
PAGE = 0x10000


def units(g, c):
    for name in g.run('ls /tests').out.split():
        r = g.run('cd /tmp; /tests/%s >/tmp/log 2>&1' % name, 120)
        if not c.ok('unit tests: ' + name, r.status == 0, 'status %d' % r.status):
            print(g.run('grep -v "OK\\|RUN" /tmp/log').out)


def pages(g, c):
    """64 KiB pages: what a smaller page would have let through, and what a wrong one would have missed."""
    r = g.run('physmon --doctor')
    c.ok('--doctor tells the size of a page', 'page size         65536 bytes' in r.out, r.out)
    a = ASIDE[g.arch] + PAGE
    ram = Device('ram', a - PAGE, a + 2 * PAGE)
    data = g.ram(a - 32, 64, pattern(64, 0x29))
    for letter, width in LETTERS.items():
        c.did('d over the edge of a page in %d bits' % (8 * width), pm(g, 'd%s %x 40' % (letter, a - 32)),
              out=rows(a - 32, data, width), device=ram, insns=each('load', a - 32, width, 64 // width))
    for off in (0x1000, 0x8000, 0xf000):
        g.ram(a + off, 4, b'\x78\x56\x34\x12')
        c.did('in the middle of a page', pm(g, 'rd %x; wd . 87654321' % (a + off)), out='%08x = 12345678\n' % (a + off),
              device=ram, insns=[('load', a + off, 4), ('store', a + off + 4, 4)])
    g.run('seq 100000 | head -c %d >/tmp/file' % (PAGE + 16))
    text = ''.join('%d\n' % i for i in range(1, 100000))[:PAGE + 16].encode()
    c.did('a file of a page and a bit: d up to its end', pm(g, 'db %x' % (PAGE - 16), '-t file:/tmp/file'),
          out=rows(PAGE - 16, text[PAGE - 16:], 1))
    c.did('a file of a page and a bit: r past its end', pm(g, 'rb %x' % (PAGE + 16), '-t file:/tmp/file'), status=1,
          err='%08x' % (PAGE + 16))


def edu(g, c):
    """QEMU's edu has the byte order of the machine's firmware, which is not the kernel's."""
    b = edu_base(g)
    p = b - 0x200000000000  # the bus tells PCI's own addresses
    dev = Device('edu', p, p + 0xfffff, 'edu-mmio')
    g.run(EACH_EDU % 'echo 1 >$d/enable')
    c.did('edu: r', pm(g, 'rd %x' % b), out='%x = ed000001\n' % b, device=dev, bus=[('read', p, 4)])
    c.did('edu: w and r', pm(g, 'wd %x 12345678; rd %x' % (b + 4, b + 4)), out='%x = edcba987\n' % (b + 4), device=dev,
          bus=[('write', p + 4, 4), ('read', p + 4, 4)])
    c.did('edu: 64 bits are one access', pm(g, 'wq %x 1122334455667788; rq %x' % (b + 0x80, b + 0x80)), device=dev,
          out='%x = 1122334455667788\n' % (b + 0x80), bus=[('write', p + 0x80, 8), ('read', p + 0x80, 8)])


def system_ram(g, c):
    """The kernel lets anyone with /dev/mem read and write its own memory: we ask first before writing."""
    a = 0x2000000
    seen = g.ram(0x80000000 + a, 16)
    c.did('System RAM is readable', pm(g, 'dd %x 10' % a), out=rows(a, seen, 4))
    c.did('w into System RAM is refused until allowed, no access', pm(g, 'wd %x 12345678' % a), status=1,
          err=r'^physmon: [^\n]*System RAM[^\n]*allow ram[^\n]*\n$')
    c.equal('System RAM is as it was', g.ram(0x80000000 + a, 16), seen)
    c.did('allow ram: it is written', pm(g, 'allow ram; wd %x 12345678; rd %x' % (a, a)), out='%08x = 12345678\n' % a)
    c.equal('the host sees it', g.ram(0x80000000 + a, 4), b'\x78\x56\x34\x12')
    c.did('--allow=ram: it is written back', pm(g, 'wd %x %x' % (a, int.from_bytes(seen[:4], 'little')), '--allow=ram'))
    c.equal('the host sees it as it was', g.ram(0x80000000 + a, 16), seen)
    c.did('64 bits are refused, no access', pm(g, 'rq %x' % a), status=1, err='64')
    r = g.run('physmon --doctor')
    c.ok('--doctor: no CONFIG_STRICT_DEVMEM, and all is well', r.status == 0 and 'STRICT_DEVMEM' in r.out, r)
