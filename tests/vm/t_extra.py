# SPDX-License-Identifier: GPL-2.0-or-later
"""Guests that run only if they are named: one with pages of 64 KiB, one without CONFIG_STRICT_DEVMEM. Both pass the unit
tests as well."""
import re

from check import LETTERS, Device, each, pm, rows
from t_devices import EACH_EDU, edu_base
from t_pci import SENTENCE, edu_of, find
from t_ram import ASIDE, pattern

ARCHS = ('ppc64el', 'mipsel')
PAGE = 0x10000


def units(g, c):
    for name in g.run('ls /tests').out.split():
        r = g.run('cd /tmp; /tests/%s >/tmp/log 2>&1' % name, 300)
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


def private(g, c):
    """--private: what is written stays in the session, also in a file's last page, which is not whole."""
    page = int(g.run('physmon --doctor | grep "page size"').out.split()[3])
    g.run('seq 20000 | head -c %d >/tmp/file; cp /tmp/file /tmp/was' % (page + 32))
    c.did('--private: w and r', pm(g, 'wd %x 12345678; rd %x; wb %x a5; rb %x' % (page, page, page + 31, page + 31),
                                   '-t file:/tmp/file --private'), out='%08x = 12345678\n%08x = a5\n' % (page, page + 31))
    c.did('--private: the file is as it was', g.run('cmp /tmp/file /tmp/was 2>/dev/null || [ "$(xxd /tmp/file)" = '
                                                    '"$(xxd /tmp/was)" ]'))
    r = pm(g, 'rb 0; target -v', '-t file:/tmp/file')
    m = re.fullmatch(r'00000000 = 31\n00000000-([0-9a-f]{8}) ([0-9a-f]+)-([0-9a-f]+) rw-s /tmp/file\n', r.out)
    c.ok('target -v: whole pages', bool(m) and int(m[1], 16) == 2 * page - 1 and not int(m[2], 16) % page and
         int(m[3], 16) + 1 - int(m[2], 16) == 2 * page, r.out)


def kcore(g, c):
    """The kernel's memory, by symbol and by physical address, and over the edge of a page."""
    page = int(g.run('physmon --doctor | grep "page size"').out.split()[3])
    where = int(g.run("grep ' _stext$' /proc/kallsyms").out.split()[0], 16)
    r = pm(g, 'rd _stext; rd %x' % where, '-t kcore')
    seen = [line.split(' = ')[1] for line in r.out.splitlines()]
    c.ok('kcore: a symbol and its address', r.status == 0 and len(seen) == 2 and seen[0] == seen[1] != '00000000', (r.out, r.err))
    edge = (where | page - 1) + 1
    first = pm(g, 'rd %x; rd %x' % (edge - 4, edge), '-t kcore').out.split()
    c.did('kcore: d over the edge of a page', pm(g, 'dd %x 8' % (edge - 4), '-t kcore'),
          out=rows(edge - 4, b''.join(int(v, 16).to_bytes(4, 'little') for v in (first[2], first[5])), 4))
    c.did('kcore: w is refused', pm(g, 'wd %x 1' % where, '-t kcore'), status=1, err='read-only')


def no_ports(g, c):
    c.did('no /dev/port: told', pm(g, 'rb 80', '-t port'), status=2, err=SENTENCE % 'this machine has no I/O ports')


def doors(g, c):
    """edu by sysfs and by UIO, which maps whole pages; memory of ivshmem."""
    name = edu_of(g)
    p = edu_base(g) - 0x200000000000
    dev = Device('edu', p, p + 0xfffff, 'edu-mmio')
    accesses = [('read', p, 4), ('write', p + 4, 4), ('read', p + 4, 4), ('read', p + 0xffffc, 4), ('write', p + 0x80, 8),
                ('read', p + 0x80, 8)]
    commands = 'rd 0; wd 4 12345678; rd 4; rd ffffc; wq 80 1122334455667788; rq 80'
    out = '00000000 = ed000001\n00000004 = edcba987\n000ffffc = ffffffff\n00000080 = 1122334455667788\n'
    c.did('a BAR by sysfs', pm(g, commands, '--enable -t pci:%s/0' % name), out=out, device=dev, bus=accesses)
    c.did('a BAR by sysfs: beyond its end', pm(g, 'rd 100000', '-t pci:%s/0' % name), status=1, err='last address is 000fffff')
    c.did('configuration space', pm(g, 'rd 0; rw 2; rb 1', '-t pci:%s/config' % name),
          out='00000000 = 11e81234\n00000002 = 11e8\n00000001 = 12\n')
    shm = find(g, '0x1af4 0x1110')
    data = g.ram(0xfff0, 32, pattern(32, 0x44), 'shm', 0)
    t = '--enable -t pci:%s/2' % shm
    c.did('ivshmem: d over the edge of a page', pm(g, 'dd fff0 20', t), out=rows(0xfff0, data, 4))
    c.did('ivshmem: w', pm(g, 'wd ffffc cafef00d', t))
    c.equal('ivshmem: the host sees it', g.ram(0xffffc, 4, None, 'shm', 0), bytes.fromhex('0df0feca'))
    g.run('insmod /lib/uio.ko; insmod /lib/uio_pci_generic.ko; echo 1234 11e8 >/sys/bus/pci/drivers/uio_pci_generic/new_id')
    c.did('the same by UIO', pm(g, commands, '-t uio:0'), out=out, device=dev, bus=accesses)
    c.did('UIO: beyond its end', pm(g, 'rd 100000', '-t uio:0'), status=1, err='last address is 000fffff')
    c.did('UIO: no map 1', pm(g, 'rd 0', '-t uio:0/1'), status=2, err='no map 1: 0 is its only one')


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
