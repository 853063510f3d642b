# SPDX-License-Identifier: GPL-2.0-or-later
"""PCI: BARs and configuration space through sysfs. Each access arrives once, in exactly the width asked for; a device that is
off is told of and turned on, and off again however the session ends; whoever holds a BAR is named."""
import json, re

from check import LETTERS, Device, each, pm, rows
from guest import ARCH
from t_ram import pattern

ARM = ('arm64', 'armhf')
SYS = '/sys/bus/pci/devices/'
SENTENCE = r'^physmon: [^\n]*%s[^\n]*\n$'  # one, and nothing else
USER = 'su user -c "%s"'
OFF = r'^physmon: %s does not decode its %s BARs[^\n]*--enable[^\n]*\n$'


def find(g, ids):
    """The name of a device by vendor and device, "0x1234 0x11e8"."""
    names = g.run('for d in %s*; do if [ "$(cat $d/vendor) $(cat $d/device)" = "%s" ]; then echo ${d##*/}; fi; done' %
                  (SYS, ids)).out.split()
    return names[0]


def edu_of(g):
    return find(g, '0x1234 0x11e8')


def bar_of(g, name, bar):
    """First and last address."""
    return tuple(int(x, 16) for x in g.run('sed -n %dp %s%s/resource' % (bar + 1, SYS, name)).out.split()[:2])


def device_of(g, name, bar, region):
    return Device(name, *bar_of(g, name, bar), region)


def state_of(g, name):
    """Its enable count and COMMAND."""
    r = g.run('cat %s%s/enable; od -A n -t x1 -j 4 -N 2 %s%s/config' % (SYS, name, SYS, name)).out.split()
    return r[0], r[2] + r[1]


def listing(g, c):
    edu, shm, dev = find(g, '0x1234 0x11e8'), find(g, '0x1af4 0x1110'), find(g, '0x1b36 0x0005')
    r = g.run('physmon -t none -c pci')
    lines = r.out.splitlines()
    c.ok('pci lists edu, and its BAR by the target that opens it', r.status == 0 and not r.err and
         edu + '  1234:11e8  00ff00  -' in lines and
         '  %08x-%08x  pci:%s/0  32-bit       1M' % (*bar_of(g, edu, 0), edu) in lines, r.out)
    wide = '%x-%x' % bar_of(g, shm, 2)
    c.ok('pci lists ivshmem\'s 64-bit BAR', any(re.match(r'  0*%s  pci:%s/2  64-bit wc +1M$' % (wide, shm), l)
                                                 for l in lines), r.out)
    c.ok('pci lists I/O ports', any(re.match(r'  [0-9a-f]+-[0-9a-f]+  pci:%s/1  ports +100$' % dev, l) for l in lines),
         r.out)
    seen = [json.loads(l) for l in g.run('physmon -t none --json -c pci').out.splitlines()]
    c.ok('pci in JSON', {'device': edu, 'vendor': '0x1234', 'id': '0x11e8', 'class': '0x00ff00', 'driver': '-',
                         'name': ''} in seen and
         {'first': '0x%08x' % bar_of(g, edu, 0)[0], 'last': '0x%08x' % bar_of(g, edu, 0)[1], 'target': 'pci:%s/0' % edu,
          'kind': '32-bit', 'size': '1M'} in seen, seen)
    g.run('mkdir -p /usr/share/misc; printf "1234  Test vendor\\n\\t11e8  edu of QEMU\\nC 00  Old\\n" >'
          '/usr/share/misc/pci.ids')
    c.ok('pci takes names from pci.ids',
         edu + '  1234:11e8  00ff00  -                Test vendor edu of QEMU, Old' in
         g.run('physmon -t none -c pci').out.splitlines(), g.run('physmon -t none -c pci').out)
    g.run('rm -r /usr/share/misc')


def bars(g, c):
    """edu's registers. On ARM nobody has turned its decoding on; on a PC the firmware has."""
    name = edu_of(g)
    t, dev, bits = '-t pci:%s/0' % name, device_of(g, name, 0, 'edu-mmio'), ARCH[g.arch].bits
    b = dev.first
    R, W = lambda a, n=1: each('read', b + a, 4, n), lambda a, n=1: each('write', b + a, 4, n)
    before = state_of(g, name)
    if g.arch in ARM:
        c.ok('edu is off', before[0] == '0' and not int(before[1], 16) & 7, before)
        c.did('edu: off: a note says so and how to turn it on, reads are all ones', pm(g, 'rd 0', t), out='00000000 = ffffffff\n',
              err=OFF % (name, 'memory'), device=dev, bus=[])
        t += ' --enable'
    table = [
        ('rd 0', '00000000 = 010000ed\n', R(0)),
        ('wd 4 12345678; rd 4', '00000004 = edcba987\n', W(4) + R(4)),
        ('dd 0 8', rows(0, bytes.fromhex('ed00000187a9cbed'), 4), R(0, 2)),
        ('rd 0 3 0', '00000000 = 010000ed\n' * 3, R(0) * 3),
        ('vd 80 ffffffff', '', W(0x80) + R(0x80)),
        ('wd 8 5; sleep 50ms; rd 8', '00000008 = 00000078\n', W(8) + R(8)),
    ]
    if bits == 64:
        table += [('wq 80 1122334455667788; rq 80', '00000080 = 1122334455667788\n',
                   [('write', b + 0x80, 8), ('read', b + 0x80, 8)])]
    g.run(pm_line('wd 4 12345678', t))
    for commands, out, bus in table:
        c.did('edu\'s BAR: %s' % commands, pm(g, commands, t), out=out, device=dev, bus=bus)
    if bits == 32:
        c.did('edu\'s BAR: 64 bits are refused, no access', pm(g, 'rq 80', t), status=1, err='this CPU would split',
              device=dev, bus=[])
    for letter, width in (('b', 1), ('w', 2)):
        arm = g.arch in ARM
        c.did('edu\'s BAR: r in %d bits, which it refuses: one access' % (8 * width), pm(g, 'r%s 0' % letter, t),
              out='00000000 = %s\n' % (('-' if arm else '0') * 2 * width), status=1 if arm else 0,
              err='bus error reading %d bits at 00000000 of BAR 0 of %s' % (8 * width, name) if arm else '',
              device=dev, bus=[('refused read', 0, width)])
    c.did('edu\'s BAR: its last unit', pm(g, 'rd ffffc', t), out='000ffffc = ffffffff\n', device=dev, bus=R(0xffffc))
    for what, commands, says in (('beyond the end', 'rd 100000', 'last address is 000fffff'),
                                 ('unaligned', 'rd 2', 'not aligned'),
                                 ('across the end', 'dd ffff0 20', 'beyond the end')):
        c.did('edu\'s BAR: %s: refused, no access' % what, pm(g, commands, t), status=1, err=says, device=dev, bus=[])
    c.did('edu\'s BAR: -r: no write', pm(g, 'wd 4 1', t + ' -r'), status=1, err='read-only', device=dev, bus=[])
    c.did('edu\'s BAR: a dry run turns nothing on', pm(g, 'rd 0', t + ' -n'), out='read32 00000000\n',
          err=OFF % (name, 'memory') if g.arch in ARM else '', device=dev, bus=[])
    c.did('edu\'s BAR: target switches to it, and back', pm(g, 'rd 0; target none; target pci:%s/0; rd 0' % name, t),
          out='00000000 = 010000ed\n' * 2, device=dev, bus=R(0) * 2)
    c.equal('edu is again as it was', state_of(g, name), before)
    if g.arch in ARM:
        ends(g, c, name, t, before)


def pm_line(commands, options):
    return "physmon %s -c '%s'" % (options, commands)


def pm32(g, commands, options):
    return g.run(pm_line(commands, options).replace('physmon ', 'physmon32 ', 1))


def ends(g, c, name, t, before):
    """A session with --enable that is ended by a signal."""
    for signal in ('TERM', 'INT', 'HUP', 'QUIT', 'KILL'):
        r = g.run('mkfifo /tmp/in; (physmon %s </tmp/in >/tmp/out 2>/tmp/err & echo $! >/tmp/pid; wait) & exec 7>/tmp/in;'
                  ' echo "rd 0" >&7; until grep -q = /tmp/out; do usleep 20000; done;'
                  ' cat %s%s/enable; kill -%s $(cat /tmp/pid); exec 7>&-; until ! ps | grep -q "[p]hysmon -t"; do'
                  ' usleep 20000; done; cat /tmp/err; rm /tmp/in /tmp/out' % (t, SYS, name, signal))
        note = re.match(r"1\n(physmon: .* undo it by '(.*)'\n)$", r.out)
        c.ok('--enable: on while it runs, and a note how to undo it by hand', note, r)
        if signal == 'KILL':
            c.ok('--enable: ended by SIGKILL, on', state_of(g, name)[0] == '1', state_of(g, name))
            undo = note[2].split('; setpci')[0] if note else ''
            g.run('%s; physmon -t pci:%s/config -c "ww 4 %s"' % (undo, name, before[1]))
            c.equal('--enable: ended by SIGKILL, undone by hand', state_of(g, name), before)
        else:
            c.equal('--enable: ended by SIG%s, undone' % signal, state_of(g, name), before)


def memory(g, c):
    """ivshmem's BAR 2 is memory that the host has as a file; on ARM it lies above 4 GiB."""
    name = find(g, '0x1af4 0x1110')
    t = '--enable -t pci:%s/2' % name
    if g.arch in ARM:
        c.equal('ivshmem: its BAR lies above 4 GiB', bar_of(g, name, 2)[0], 0x8000000000)
    host = lambda off, n, data=None: g.ram(off, n, data, 'shm', 0)
    for wc in ('', ':wc'):
        if wc and g.arch == 'armhf':
            c.did('ivshmem%s: no such memory type on this machine' % wc, pm(g, 'rd 0', t + wc), status=2,
                  err=SENTENCE % 'leave :wc out')
            break
        for letter, width in LETTERS.items():
            if 8 * width > ARCH[g.arch].bits:
                break
            bits, at = 8 * width, 0x1000 + 0x100 * width
            data = host(at - 16, 48, pattern(48, at >> 4 & 0xff))
            c.did('ivshmem%s: d in %d bits' % (wc, bits), pm(g, 'd%s %x 20' % (letter, at), t + wc),
                  out=rows(at, data[16:], width))
            c.did('ivshmem%s: w in %d bits' % (wc, bits), pm(g, 'w%s %x 5a' % (letter, at), t + wc))
            c.equal('ivshmem%s: w in %d bits: the host sees it, and nothing else' % (wc, bits), host(at - 16, 48),
                    data[:16] + (0x5a).to_bytes(width, 'little') + data[16 + width:])
    if g.arch == 'arm64':
        c.did('ivshmem: by a 32-bit program of the same kernel', pm32(g, 'wd 3000 deadbeef; rb 3000; rd 3000', t),
              out='00003000 = ef\n00003000 = deadbeef\n')
        c.equal('ivshmem: by a 32-bit program: the host sees it', host(0x3000, 4), bytes.fromhex('efbeadde'))
        c.did('ivshmem: a 32-bit program refuses 64 bits', pm32(g, 'rq 3000', t), status=1, err='this CPU would split')
    c.did('ivshmem: its last unit', pm(g, 'wd ffffc cafef00d; rd ffffc', t), out='000ffffc = cafef00d\n')
    c.equal('ivshmem: its last unit: the host sees it', host(0xffffc, 4), bytes.fromhex('0df0feca'))
    data = host(0xfff00, 0x100, pattern(0x100, 0x77))
    c.did('ivshmem: d from its last part on ends with it', pm(g, 'dd fff00', t), out=rows(0xfff00, data, 4))
    c.did('ivshmem: BAR 0 isn\'t prefetchable: no :wc', pm(g, 'rd 0', '-t pci:%s/0:wc' % name), status=2,
          err=SENTENCE % 'leave :wc out')
    c.did('ivshmem: BAR 3 is the upper half of BAR 2', pm(g, 'rd 0', '-t pci:%s/3' % name), status=2,
          err=SENTENCE % 'BAR 2 has 64 bits')
    c.did('ivshmem: no BAR 4', pm(g, 'rd 0', '-t pci:%s/4' % name), status=2,
          err=SENTENCE % r'no BAR 4: it has 0 \(memory\), 2 \(memory\)')


def config(g, c):
    """Configuration space: one access of the width, where the machine has it: at 0cfc, or in a window of its own."""
    name = edu_of(g)
    t, slot = '-t pci:%s/config' % name, int(name[8:10], 16)
    if g.arch in ARM:
        at = lambda a: slot << 15 | a
        dev = Device('config', at(0), at(0xfff), 'pcie-mmcfg-mmio')
    else:
        at = lambda a: 0xcfc + (a & 3)
        dev = Device('config', 0xcfc, 0xcff, 'pci-conf-data')
    for commands, out, bus in (
            ('rb 0', '00000000 = 34\n', [('read', at(0), 1)]),
            ('rb 1', '00000001 = 12\n', [('read', at(1), 1)]),
            ('rw 0', '00000000 = 1234\n', [('read', at(0), 2)]),
            ('rw 2', '00000002 = 11e8\n', [('read', at(2), 2)]),
            ('rd 0', '00000000 = 11e81234\n', [('read', at(0), 4)]),
            ('dd 0 8', None, [('read', at(0), 4), ('read', at(4), 4)]),
            ('wb 3c 5; rb 3c', '0000003c = 05\n', [('write', at(0x3c), 1), ('read', at(0x3c), 1)]),
            ('ww c 10; rw c', '0000000c = 0010\n', [('write', at(0xc), 2), ('read', at(0xc), 2)])):
        c.did('configuration space: %s' % commands, pm(g, commands, t), out=out, device=dev, bus=bus)
    for what, commands, says in (('64 bits', 'rq 0', '8-, 16- and 32-bit accesses only|would split'),
                                 ('beyond its end', 'rd 100', 'last address is 000000ff'),
                                 ('unaligned', 'rd 2', 'not aligned')):
        c.did('configuration space: %s: refused, no access' % what, pm(g, commands, t), status=1, err=says, device=dev,
              bus=[])
    c.did('configuration space: all of it by d', pm(g, 'dd', t), out=None, device=dev,
          bus=[('read', at(a), 4) for a in range(0, 256, 4)])
    c.did('configuration space: an ordinary user reads its first 64 bytes',
          g.run(USER % ('physmon -r %s -c \'rd 0\'' % t)), out='00000000 = 11e81234\n')
    c.did('configuration space: an ordinary user is told why not more',
          g.run(USER % ('physmon -r %s -c \'rd 40\'' % t)), out='00000040 = --------\n', status=1,
          err=SENTENCE % 'CAP_SYS_ADMIN', device=dev, bus=[])


def bad(g, c):
    """What isn't there."""
    name = edu_of(g)
    for spec, says in (('', 'needs a device and a BAR'), (':', 'needs a device and a BAR'), (':/0', 'does not begin with a PCI'),
                       (':%s' % name, 'says no BAR'), (':%s/' % name, 'says no BAR'), (':%s/6' % name, '0 to 5'),
                       (':%s/x' % name, 'is no BAR'), (':%s/00' % name, 'is no BAR'), (':%s/0:' % name, 'no memory type'),
                       (':%s/0:uc' % name, 'no memory type'), (':%s/config:wc' % name, 'nothing may follow config'),
                       (':02.0/0', 'does not begin with'), (':00:20.0/0', 'does not begin with'),
                       (':00:1f.7/0', 'no PCI device 0000:00:1f.7'), (':1234:00:01.0/0', 'no PCI device 1234:00:01.0'),
                       (':%s/1' % name, 'no BAR 1: it has 0 .memory.'), (':0000:00:00.0/0', 'no BAR at all'),
                       (':00:1f.7/config', 'no PCI device'), (': /0', 'does not begin with')):
        c.did('-t "pci%s": told' % spec, g.run('physmon -t "pci%s" -c "rb 0"' % spec), status=2, err=SENTENCE % says)
    c.did('an ordinary user may not map a BAR', g.run(USER % ('physmon -t pci:%s/0 -c rb' % name)), status=2,
          err=SENTENCE % 'only root may')
    c.did('an ordinary user may list them', g.run(USER % 'physmon -t none -c pci'), out=None)
    g.run('umount /sys/kernel/security; umount /sys')
    c.did('without sysfs: told', pm(g, 'pci', '-t none'), status=1, err=SENTENCE % r"/sys isn't mounted")
    c.did('without sysfs: the target, too', pm(g, 'rb 0', '-t pci:%s/0' % name), status=2, err=SENTENCE % "/sys isn't mounted")
    g.run('mount -t sysfs sys /sys; mount -t securityfs sec /sys/kernel/security')


FED = ('answered() { until [ $(wc -l </tmp/out) -ge $1 ]; do usleep 20000; done; }; : >/tmp/out; '
       '(%s) | (physmon %s >>/tmp/out; s=$?; cat /tmp/out; exit $s)')


def claimed(g, c):
    """A driver that holds the BAR, before and while it is mapped."""
    name = edu_of(g)
    t, dev = '-t pci:%s/0' % name, device_of(g, name, 0, 'edu-mmio')
    holds = r'BAR 0 of %s: driver pmclaim has claimed it[^\n]*unbind[^\n]*iomem=relaxed' % name
    comes, goes = 'insmod /lib/pmclaim.ko; ', 'rmmod pmclaim; '
    g.run(comes)
    c.did('a driver\'s BAR: EINVAL, its name and the remedies', pm(g, 'rd 0', t), out='00000000 = --------\n', status=1,
          err=SENTENCE % holds, device=dev, bus=[])
    c.did('a driver\'s BAR: --enable leaves it alone', pm(g, 'rd 0', t + ' --enable'), out='00000000 = --------\n', status=1,
          err=SENTENCE % holds, device=dev, bus=[])
    c.ok('pci names the driver', re.search(r'%s  1234:11e8  00ff00  pmclaim\n' % name, pm(g, 'pci', '-t none').out), '')
    c.did('a driver\'s device: configuration space can be read', pm(g, 'rw 0', '-t pci:%s/config' % name),
          out='00000000 = 1234\n')
    g.run(goes)
    c.did('the driver has gone: it can be mapped', pm(g, 'rd 0', t), out='00000000 = 010000ed\n', device=dev,
          bus=[('read', dev.first, 4)])
    r = g.run(FED % ('echo "rd 0"; answered 1; %s echo "rd 0"; answered 2; %s echo "rd 0"' % (comes, goes), '-k ' + t))
    c.did('a driver comes while it is mapped: dashes, its name, and the session goes on', r, status=1,
          out='00000000 = 010000ed\n00000000 = --------\n00000000 = 010000ed\n', err=SENTENCE % holds, device=dev,
          bus=[('read', dev.first, 4)] * 2)


def ecam(g, c):
    """ARM with iomem=relaxed: the window of configuration space through /dev/mem."""
    name = edu_of(g)
    slot = int(name[8:10], 16)
    at, off = 0x4010000000 + (slot << 15), slot << 15
    c.did('configuration space by mem', pm(g, 'rd %x; rw %x' % (at, at + 2)), out='%x = 11e81234\n%x = 11e8\n' % (at, at + 2),
          device=Device('config', off, off + 0xfff, 'pcie-mmcfg-mmio'), bus=[('read', off, 4), ('read', off + 2, 2)])


def relaxed(g, c):
    """A driver that holds the BAR, with iomem=relaxed: sysfs and /dev/mem let one in all the same."""
    name = edu_of(g)
    dev = device_of(g, name, 0, 'edu-mmio')
    g.run('insmod /lib/pmclaim.ko')
    c.did('iomem=relaxed: a driver\'s BAR', pm(g, 'rd 0; wd 4 12345678; rd 4', '-t pci:%s/0' % name),
          out='00000000 = 010000ed\n00000004 = edcba987\n', device=dev,
          bus=[('read', dev.first, 4), ('write', dev.first + 4, 4), ('read', dev.first + 4, 4)])
    c.did('iomem=relaxed: the same by mem', pm(g, 'rd @"%s/0"' % name), out='%08x = 010000ed\n' % dev.first, device=dev,
          bus=[('read', dev.first, 4)])
    g.run('rmmod pmclaim')


def small(g, c):
    """A BAR of 256 bytes that begins in the middle of a page; another device's stand before it."""
    names = g.run('grep -l 0x1110 %s*/device' % SYS).out.split()
    name, before = [n.split('/')[-2] for n in reversed(names)]
    dev, other = (device_of(g, n, 0, 'ivshmem-mmio') for n in (name, before))
    page = int(g.run('physmon --doctor | grep "page size"').out.split()[3])
    c.ok('a small BAR: it begins inside a page, which is not its own', dev.first % page == 0x100 and
         dev.first - 0x100 == other.first and dev.last == dev.first + 0xff, (hex(dev.first), hex(other.first)))
    t, b = '--enable -t pci:%s/0' % name, dev.first
    c.did('a small BAR: r and w: one access each, behind its first byte', pm(g, 'wd 0 5a5a; rd 0', t),
          out='00000000 = 00005a5a\n', device=dev, bus=[('write', b, 4), ('read', b, 4)])
    c.did('a small BAR: d', pm(g, 'dd 0 8', t), out=None, device=dev, bus=each('read', b, 4, 2))
    c.did('a small BAR: its neighbour is another', pm(g, 'rd 0', '--enable -t pci:%s/0' % before),
          out='00000000 = 00000000\n', device=other, bus=[('read', other.first, 4)])
    for what, commands, says in (('beyond its end', 'rd 100', 'last address is 000000ff'),
                                 ('across its end', 'dd f8 10', 'beyond the end'), ('before it', 'rd -4', '.')):
        for device in (dev, other):
            c.did('a small BAR: %s: refused, no access' % what, pm(g, commands, t), status=1, err=says, device=device, bus=[])


def removed(g, c):
    """echo 1 > remove while it is mapped: nothing is accessed any more, also once another device may have its place."""
    name = edu_of(g)
    t, dev = '-k -t pci:%s/0' % name, device_of(g, name, 0, 'edu-mmio')
    g.run('echo 1 >%s%s/enable' % (SYS, name))
    gone = r'[^\n]*%s: it was removed[^\n]*rescan[^\n]*\n' % name
    away = 'echo 1 >%s%s/remove; ' % (SYS, name)
    back = 'echo 1 >/sys/bus/pci/rescan; '
    r = g.run(FED % ('echo "rd 0"; answered 1; %s echo "rd 0"; echo "wd 4 1"; answered 2; %s echo "rd 0"' % (away, back), t))
    c.did('removed while mapped: told, no access; nor after a rescan', r, status=1,
          out='00000000 = 010000ed\n00000000 = --------\n00000000 = --------\n',
          err=r'^(physmon: %s){3}$' % gone, device=dev, bus=[('read', dev.first, 4)])
    r = g.run(back + FED % ('echo "echo open"; answered 1; %s echo "rd 0"' % away, t))
    c.did('removed before it was mapped: told', r, status=1, out='open\n00000000 = --------\n', err=gone)
    c.did('removed: it can\'t be opened', pm(g, 'rd 0', t), status=2, err=SENTENCE % ('no PCI device ' + name))
    r = g.run(back + FED % ('echo "rd 0"; answered 1; %s echo "rd 0"' % away, '-k -t pci:%s/config' % name))
    c.did('removed: configuration space, too', r, status=1, out='00000000 = 11e81234\n00000000 = --------\n', err=gone)
    g.run(back)
    c.did('it is back', pm(g, 'rd 0', '--enable ' + t), out='00000000 = 010000ed\n')


def lockdown(g, c):
    name = edu_of(g)
    t = '-t pci:%s/0' % name
    dev = device_of(g, name, 0, 'edu-mmio')
    c.did('lockdown: a BAR: EPERM told', pm(g, 'rd 0', t + ' --enable'), out='00000000 = --------\n', status=1,
          err=SENTENCE % r'BAR 0 of %s: kernel lockdown \(integrity\)' % name, device=dev, bus=[])
    c.did('lockdown: configuration space can be read', pm(g, 'rd 0', '-t pci:%s/config' % name), out='00000000 = 11e81234\n')
    c.did('lockdown: configuration space can\'t be written', pm(g, 'wb 3c 1', '-t pci:%s/config' % name), status=1,
          err=SENTENCE % 'not permitted; kernel lockdown')
