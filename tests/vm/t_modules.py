# SPDX-License-Identifier: GPL-2.0-or-later
"""Kernel modules: character devices that can be mmapped as targets, and a driver that takes a mapping away."""
from check import Device, pm, rows
from t_devices import edu_base


def devices(g, c):
    """pmtest: /dev/pmtest_k maps only within its four pages; /dev/pmtest_v maps anything, and faults past them."""
    c.did('insmod pmtest.ko', g.run('insmod /lib/pmtest.ko'))
    for name, first in (('k', 0xa0000000dead0000), ('v', 0xb0000000beef0000)):
        dev = '-t file:/dev/pmtest_%s' % name
        c.did('pmtest_%s: r in each width' % name, pm(g, 'rb 0; rw 0; rd 0; rq 0; rq 3ff8', dev),
              out='00000000 = %02x\n00000000 = %04x\n00000000 = %08x\n00000000 = %016x\n00003ff8 = %016x\n'
              % (first & 0xff, first & 0xffff, first & 0xffffffff, first, first + 0x7ff))
        c.did('pmtest_%s: d over a page\'s edge' % name, pm(g, 'dq ff0 20', dev),
              out=rows(0xff0, b''.join((first + i).to_bytes(8, 'little') for i in range(0x1fe, 0x202)), 8))
        c.did('pmtest_%s: w' % name, pm(g, 'wq 2008 1122334455667788; rq 2000 3', dev),
              out='00002000 = %016x\n00002008 = 1122334455667788\n00002010 = %016x\n' %
              (first + 0x400, first + 0x402))
        c.did('pmtest_%s: another process sees it' % name, pm(g, 'rd 200c', dev), out='0000200c = 11223344\n')
        c.did('pmtest_%s: at an address of its own' % name, pm(g, 'rq 80000008', dev + '@80000000'),
              out='80000008 = %016x\n' % (first + 1))
        c.did('pmtest_%s: r past the end' % name, pm(g, 'rd 4000', dev), status=1, out='00004000 = --------\n',
              err=r'^physmon: [^\n]*00004000[^\n]*\n$')
        c.did('pmtest_%s: d over the end: values, then dashes' % name, pm(g, 'dq 3ff0 20', dev), status=1,
              err='00004000',
              out=rows(0x3ff0, list(b''.join((first + i).to_bytes(8, 'little') for i in (0x7fe, 0x7ff))) +
                       [None] * 16, 8))
        c.did('pmtest_%s: w past the end' % name, pm(g, 'wd 4000 1', dev), status=1, err='00004000')
        c.did('pmtest_%s: after that the session goes on' % name, pm(g, 'rd 4000; rd 0', dev + ' -k'), status=1,
              err='00004000',
              out='00004000 = --------\n00000000 = %08x\n' % (first & 0xffffffff))
    # of the pages of _k, quadword 401 was written
    for name, size in (('o', 0x4000), ('a', 0x1000), ('x', 0x4000)):
        dev = '-t file:/dev/pmtest_%s' % name
        last = size - 8
        c.did('pmtest_%s: no page but its own, whatever its driver does with the offset' % name,
              pm(g, 'rq 0; rq %x; rq %x; rq 100000' % (last, size), dev + ' -k'), status=1,
              out='00000000 = a0000000dead0000\n%08x = %016x\n%08x = %s\n00100000 = %s\n'
              % (last, 0xa0000000dead0000 + last // 8, size, '-' * 16, '-' * 16),
              err=r'%08x is beyond the %x bytes that the driver of /dev/pmtest_%s maps\n' % (size, size, name))
    c.did('pmtest_x: with its size given', pm(g, 'rq 3ff8; rq 4000', '-k -t file:/dev/pmtest_x@0+4000'), status=1,
          out='00003ff8 = a0000000dead07ff\n', err='whose last address is 00003fff')
    c.did('pmtest_x: with less than its size', pm(g, 'rq 0', '-t file:/dev/pmtest_x@0+3000'), status=1,
          out='00000000 = %s\n' % ('-' * 16), err='pmtest_x: Invalid argument')
    kphys = int(g.run('cat /sys/module/pmtest/parameters/kphys').out)
    c.did('its pages are System RAM, closed to /dev/mem', pm(g, 'rq %x' % kphys), status=1,
          out='%08x = %s\n' % (kphys, '-' * 16),
          err='STRICT_DEVMEM')
    c.equal('the host sees what was written to pmtest_k', g.ram(kphys + 0x2008, 8), bytes.fromhex('8877665544332211'))


# A session that is fed through a pipe, and that waits for more while a driver comes and goes. answered N: until it has
# printed N lines, which it does before it waits.
FED = ('answered() { until [ $(wc -l </tmp/out) -ge $1 ]; do usleep 20000; done; }; : >/tmp/out; '
       '(%s) | (physmon %s >>/tmp/out; s=$?; cat /tmp/out; exit $s)')


def revoked(g, c):
    """A driver claims edu while a window onto it is cached: the kernel takes the mapping away."""
    b = edu_base(g)
    dev = Device('edu', b, b + 0xfffff, 'edu-mmio')
    zero = pm(g, 'rd 0').out
    comes = 'echo "rd %x"; answered 1; insmod /lib/pmclaim.ko; ' % b
    goes = 'rmmod pmclaim; '
    r = g.run(FED % (comes + 'echo "rd %x"; echo "rd 0"; answered 3; ' % b + goes + 'echo "rd %x"' % b, '-k'))
    c.did('a driver takes the window away: dashes, its name, and the session goes on', r, status=1,
          out='%08x = 010000ed\n%08x = --------\n%s%08x = 010000ed\n' % (b, b, zero, b),
          err=r'^physmon: [^\n]*pmclaim[^\n]*\n$', device=dev,
          bus=[('read', b, 4)] * 2)
    c.did('a driver has come and gone: the window is mapped again, one access',
          g.run(FED % (comes + goes + 'echo "rd %x"' % b, '')),
          out='%08x = 010000ed\n' % b * 2, device=dev, bus=[('read', b, 4)] * 2)
    r = g.run(FED % (comes + goes + 'echo "wd %x 12345678"; echo "rd %x"' % (b + 4, b + 4), ''))
    c.did('the same before a w: one access', r, out='%08x = 010000ed\n%08x = edcba987\n' % (b, b + 4), device=dev,
          bus=[('read', b, 4), ('write', b + 4, 4), ('read', b + 4, 4)])
