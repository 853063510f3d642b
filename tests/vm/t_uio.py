# SPDX-License-Identifier: GPL-2.0-or-later
"""UIO: maps of devices, by uio_pci_generic and by a driver of our own (pmuio.c)."""
from check import Device, each, pm, rows
from guest import ARCH
from t_pci import FED, SENTENCE, SYS, USER, device_of, edu_of

GONE = r'[^\n]*uio0: the device is gone; its driver was unbound or unloaded\n'


def generic(g, c):
    """The kernel's own driver for PCI devices."""
    name = edu_of(g)
    dev = device_of(g, name, 0, 'edu-mmio')
    c.did('no UIO at all: told', pm(g, 'rd 0', '-t uio:0'), status=2, err=SENTENCE % 'nor any other UIO device')
    g.run('insmod /lib/uio.ko; insmod /lib/uio_pci_generic.ko; echo 1234 11e8 >/sys/bus/pci/drivers/uio_pci_generic/new_id')
    b = dev.first
    rows_of = [('rd 0', '00000000 = 010000ed\n', [('read', b, 4)]),
               ('wd 4 12345678; rd 4', '00000004 = edcba987\n', [('write', b + 4, 4), ('read', b + 4, 4)]),
               ('dd 0 8', rows(0, bytes.fromhex('ed00000187a9cbed'), 4), each('read', b, 4, 2)),
               ('rd ffffc', '000ffffc = ffffffff\n', [('read', b + 0xffffc, 4)])]
    if ARCH[g.arch].bits == 64:
        rows_of += [('wq 80 1122334455667788; rq 80', '00000080 = 1122334455667788\n',
                     [('write', b + 0x80, 8), ('read', b + 0x80, 8)])]
    for commands, out, bus in rows_of:
        c.did('uio_pci_generic: %s' % commands, pm(g, commands, '-t uio:0'), out=out, device=dev, bus=bus)
    c.did('uio_pci_generic: beyond the end: refused', pm(g, 'rd 100000', '-t uio:0/0'), status=1,
          err='last address is 000fffff', device=dev, bus=[])
    c.did('uio_pci_generic: no map 1', pm(g, 'rd 0', '-t uio:0/1'), status=2, err=SENTENCE % 'no map 1: 0 is its only one')
    c.did('no uio1: those that are there', pm(g, 'rd 0', '-t uio:1'), status=2, err=SENTENCE % 'no uio1: there is uio0')
    c.did('it claims nothing: pci has the BAR as well', pm(g, 'rd 0', '-t pci:%s/0' % name), out='00000000 = 010000ed\n',
          device=dev, bus=[('read', b, 4)])
    c.did('an ordinary user: told', g.run(USER % 'physmon -t uio:0 -c rb'), status=2, err=SENTENCE % 'mode keeps this user out')
    for spec in ('', ':', ':x', ':0x0', ':/0', ':0/', ':0/x', ':0/0/0', ':-1', ': 0'):
        c.did('-t "uio%s": told' % spec, g.run('physmon -t "uio%s" -c rb' % spec), status=2, err=SENTENCE % 'uio:N/M|uio:N')
    r = g.run(FED % ('echo "rd 0"; answered 1; echo %s >/sys/bus/pci/drivers/uio_pci_generic/unbind; echo "rd 0"; '
                     'echo "wd 4 1"' % name, '-k -t uio:0'))
    c.did('unbound while mapped: told, no access', r, status=1, out='00000000 = 010000ed\n00000000 = --------\n',
          err='^(physmon: %s){2}$' % GONE, device=dev, bus=[('read', b, 4)])
    g.run('rmmod uio_pci_generic')


def maps(g, c):
    """Our own: a BAR, two pages of memory, and 16 bytes in the middle of a page."""
    name = edu_of(g)
    dev = device_of(g, name, 0, 'edu-mmio')
    c.did('insmod pmuio.ko', g.run('insmod /lib/pmuio.ko'))
    c.did('pmuio: map 0 is the BAR', pm(g, 'rd 0', '-t uio:0'), out='00000000 = 010000ed\n', device=dev,
          bus=[('read', dev.first, 4)])
    c.did('pmuio claims it: pci says so', pm(g, 'rd 0', '-t pci:%s/0' % name), out='00000000 = --------\n', status=1,
          err=SENTENCE % 'driver pmuio has claimed it', device=dev, bus=[])
    first = 0xc000000000000000
    units = lambda a, b: b''.join((first + i).to_bytes(8, 'little') for i in range(a, b))
    c.did('pmuio: map 1 in each width', pm(g, 'rb 0; rw 0; rd 4; rq 8; rq 1ff8', '-t uio:0/1'),
          out='00000000 = 00\n00000000 = 0000\n00000004 = c0000000\n00000008 = %016x\n00001ff8 = %016x\n' %
          (first + 1, first + 0x3ff))
    c.did('pmuio: map 1 across its pages', pm(g, 'dq ff0 20', '-t uio:0/1'), out=rows(0xff0, units(0x1fe, 0x202), 8))
    c.did('pmuio: map 1: w, and another process sees it', pm(g, 'wq 10 1122334455667788; target uio:0/1; rq 8 3', '-t uio:0/1'),
          out='00000008 = %016x\n00000010 = 1122334455667788\n00000018 = %016x\n' % (first + 1, first + 3))
    c.did('pmuio: map 1: beyond its end', pm(g, 'rq 2000', '-t uio:0/1'), status=1, err='last address is 00001fff')
    c.did('pmuio: map 1: d stops at its end', pm(g, 'dq 1ff0', '-t uio:0/1'), out=rows(0x1ff0, units(0x3fe, 0x400), 8))
    c.did('pmuio: map 2 begins in the middle of a page', pm(g, 'dq 0; rb 8; wb f 5a; target uio:0/1; rb 1807', '-t uio:0/2'),
          out=rows(0, units(0x2ff, 0x301), 8) + '00000008 = 00\n00001807 = 5a\n')
    c.did('pmuio: map 2: beyond its end', pm(g, 'rb 10', '-t uio:0/2'), status=1, err='last address is 0000000f')
    c.did('pmuio: map 3 begins at an offset that its size includes', pm(g, 'wd 0 12345678; rd 0; rd f7c', '-t uio:0/3'),
          out='00000000 = 12345678\n00000f7c = ffffffff\n', device=dev,
          bus=[('write', dev.first + 0x80, 4), ('read', dev.first + 0x80, 4), ('read', dev.first + 0xffc, 4)])
    c.did('pmuio: map 3: beyond its end', pm(g, 'rd f80', '-t uio:0/3'), status=1, err='last address is 00000f7f')
    c.did('pmuio: map 4 is inside of a page', pm(g, 'rd 0', '-t uio:0/4'), status=1, out='00000000 = --------\n',
          err=r"map 4 is at [0-9a-f]+080, inside of a page, where the kernel maps none", device=dev, bus=[])
    c.did('pmuio: no map 5', pm(g, 'rb 0', '-t uio:0/5'), status=2, err=SENTENCE % r'uio0 \(pmuio\) has no map 5: it has 0 to 4')
    r = g.run(FED % ('echo "rq 18"; answered 1; echo 1 >%s%s/remove; echo "rq 18"' % (SYS, name), '-k -t uio:0/1'))
    c.did('pmuio: the device is removed while mapped: told', r, status=1,
          out='00000018 = %016x\n00000018 = %s\n' % (first + 3, '-' * 16), err='^physmon: %s$' % GONE)
    g.run('rmmod pmuio; rmmod uio; echo 1 >/sys/bus/pci/rescan')
