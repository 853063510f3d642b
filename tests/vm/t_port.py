# SPDX-License-Identifier: GPL-2.0-or-later
"""I/O ports: each access one in or out of exactly its width; what a driver has claimed waits for "allow port"."""
from check import Device, each, pm
from t_pci import ARM, SENTENCE, USER, bar_of, find


def pc(g, c):
    ours = lambda name, first, last, region: Device(name, first, last, region)
    fw, cmos = ours('fw_cfg', 0x510, 0x511, 'fwcfg'), ours('cmos', 0x70, 0x71, None)
    conf, none = ours('0cf8', 0xcf8, 0xcff, None), ours('no port', 0x1234, 0x123b, 'io')
    for device, commands, options, out, bus in (
            (fw, 'ww 510 0; rb 511 4 0', '', ''.join('00000511 = %s\n' % x for x in ('51', '45', '4d', '55')),
             [('write', 0x510, 2)] + each('read', 0x511, 1, 4, 0)),
            (cmos, 'wb 70 a; rb 71', '--allow=port', '00000071 = 26\n', [('write', 0x70, 1), ('read', 0x71, 1)]),
            (cmos, 'wb 70 32; rb 71', '--allow=port', '00000071 = 20\n', [('write', 0x70, 1), ('read', 0x71, 1)]),
            (conf, 'wd cf8 80000000; rd cfc; rw cfe', '--allow=port', '00000cfc = 12378086\n00000cfe = 1237\n',
             [('write', 0xcf8, 4), ('read', 0xcfc, 4), ('read', 0xcfe, 2)]),
            (none, 'rb 1234; rw 1234; rd 1234', '', '00001234 = ff\n00001234 = ffff\n00001234 = ffffffff\n',
             [('read', 0x1234, 1), ('read', 0x1234, 2), ('read', 0x1234, 4)]),
            (none, 'wb 1235 1 2; ww 1236 3; wd 1238 4', '', '',
             each('write', 0x1235, 1, 2) + [('write', 0x1236, 2), ('write', 0x1238, 4)]),
            (none, 'dw 1234 8', '', '00001234: ffff ffff ffff ffff                      ........\n',
             each('read', 0x1234, 2, 4))):
        c.did('ports: %s' % commands, pm(g, commands, '-t port ' + options), out=out, device=device, bus=bus)
    # the UART is the console's own: its line status says that it has nothing to send
    c.did('a claimed port waits for leave, and is told whose it is', pm(g, 'rb 3fd', '-t port'), status=1,
          err=SENTENCE % "reading 000003fd is refused: serial has claimed ports 03f8-03ff; 'allow port'")
    c.did('with leave it is read', pm(g, 'allow port; rb 3fd', '-t port'), out='000003fd = 60\n')
    com2 = ours('com2', 0x2f8, 0x2ff, 'serial')  # a second one, which nobody else uses
    c.did('ports: the line status of a UART: one access', pm(g, 'rb 2fd', '-t port --allow=port'), out='000002fd = 60\n',
          device=com2, bus=[('read', 0x2fd, 1)])
    c.did('ports: its scratch register', pm(g, 'wb 2ff a5; rb 2ff; vb 2ff 5a', '-t port --allow=port'), out='000002ff = a5\n',
          device=com2, bus=[('write', 0x2ff, 1), ('read', 0x2ff, 1)] * 2)
    c.did('a claimed port is not written either, no access', pm(g, 'wd cf8 80000000', '-t port'), status=1,
          err=SENTENCE % 'PCI conf1 has claimed ports 0cf8-0cff', device=conf, bus=[])
    c.did('a range that holds one is refused as a whole', pm(g, 'db 60 20', '-t port'), status=1, err=SENTENCE % 'keyboard',
          device=cmos, bus=[])
    for what, commands, says in (('64 bits', 'rq 1234', '8-, 16- and 32-bit accesses only'), ('unaligned', 'rw 1235', 'not aligned'),
                                 ('beyond the end', 'rb 10000', 'last address is 0000ffff'),
                                 ('across the end', 'db fff8 10', 'beyond the end')):
        c.did('ports: %s: refused' % what, pm(g, commands, '-t port'), status=1, err=says, device=none, bus=[])
    c.did('ports: -r: no write', pm(g, 'wb 1234 1', '-t port -r'), status=1, err='read-only', device=none, bus=[])
    c.did('ports: a dry run', pm(g, 'rb 1234; wb 1234 1', '-t port -n'), out='read8 00001234\nwrite8 00001234 01\n',
          device=none, bus=[])
    c.did('-t port:1: told', pm(g, 'rb 0', '-t port:1'), status=2, err=SENTENCE % 'takes nothing after its name')
    c.did('an ordinary user: told', g.run(USER % 'physmon -t port -c rb'), status=2, err=SENTENCE % 'CAP_SYS_RAWIO')


def bar(g, c):
    """An I/O BAR. QEMU's pci-testdev takes bytes, which it is handed one by one, behind the instruction."""
    name = find(g, '0x1b36 0x0005')
    # on ARM ports are a window of memory, and the kernel's accesses are loads and stores in it
    first, last = (a + (0x3eff0000 if g.arch in ARM else 0) for a in bar_of(g, name, 1))
    dev = Device('pci-testdev', first, last, 'pci-testdev-portio')
    t = '--enable -t pci:%s/1' % name
    for commands, out, bus in (
            ('rb 0', '00000000 = 00\n', [('read', first, 1)]), ('rb ff', '000000ff = 00\n', [('read', last, 1)]),
            ('rw 10', '00000010 = 0000\n', each('read', first + 0x10, 1, 2)),
            ('rd 20', '00000020 = 00000000\n', each('read', first + 0x20, 1, 4)),
            ('wb 40 1', '', [('write', first + 0x40, 1)]), ('ww 42 1', '', each('write', first + 0x42, 1, 2)),
            ('wd 44 1', '', each('write', first + 0x44, 1, 4))):
        c.did('an I/O BAR: %s' % commands, pm(g, commands, t), out=out, device=dev, bus=bus)
    for what, commands, says in (('64 bits', 'rq 0', '8-, 16- and 32-bit accesses only|would split'),
                                 ('beyond the end', 'rb 100', 'last address is 000000ff')):
        c.did('an I/O BAR: %s: refused' % what, pm(g, commands, t), status=1, err=says, device=dev, bus=[])
    c.did('an I/O BAR: no :wc', pm(g, 'rb 0', t + ':wc'), status=2, err=SENTENCE % 'leave :wc out')


def others(g, c):
    """A machine without in and out: /dev/port moves bytes, by copy."""
    note = r'^physmon: [^\n]*/dev/port, 8 bits at a time\n'
    c.did('no in and out: /dev/port, and a note', pm(g, 'rb 3f8', '-t port'), out='000003f8 = ff\n', err=note + '$')
    c.did('no in and out: 16 bits are refused', pm(g, 'rw 3f8', '-t port'), status=1, err=note + r'[^\n]*8-bit accesses only\n$')
    bar(g, c)


def lockdown(g, c):
    for commands in ('rb 80', 'wb 80 0'):
        c.did('lockdown: ports: %s: EPERM told' % commands, pm(g, commands, '-t port'), status=2, err=SENTENCE % 'lockdown')
