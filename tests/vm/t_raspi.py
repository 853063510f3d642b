# SPDX-License-Identifier: GPL-2.0-or-later
"""A Raspberry Pi 3: registers of a real board's device tree, one bus event of the asked size each."""
from check import Device, each, pm

GPIO = Device('gpio', 0x3f200000, 0x3f2000b3, 'bcm2835_gpio')
TIMER = Device('system timer', 0x3f003000, 0x3f00301f, 'bcm2835-sys-timer')
PL011 = Device('pl011', 0x3f201000, 0x3f2011ff, 'pl011')


def board(g, c):
    """With iomem=relaxed: drivers have claimed most of it."""
    # GPFSEL2: bits 21 to 23 are pin 27's function, 1 being an output; GPSET0, GPCLR0 and GPLEV0 hold a bit for each pin
    c.did('gpio: pin 27 is made an output, set, read back, cleared',
          pm(g, 'wd 3f200008 200000; r 3f200008; w 3f20001c 8000000; r 3f200034; w 3f200028 8000000; r 3f200034'),
          out='3f200008 = 00200000\n3f200034 = 08000000\n3f200034 = 00000000\n', device=GPIO,
          bus=[('write', 0x3f200008, 4), ('read', 0x3f200008, 4), ('write', 0x3f20001c, 4), ('read', 0x3f200034, 4),
               ('write', 0x3f200028, 4), ('read', 0x3f200034, 4)])
    r = pm(g, 'rd 3f003004; sleep 20ms; r 3f003004')
    seen = [int(line.split(' = ')[1], 16) for line in r.out.splitlines()]
    c.ok('system timer: it counts microseconds', r.status == 0 and len(seen) == 2 and
         20000 <= (seen[1] - seen[0]) % (1 << 32) < 5000000, r)
    for letter, width in (('w', 2), ('d', 4)):
        c.did('pl011 in %d bits' % (8 * width), pm(g, 'r%s 3f201018' % letter),
              out='3f201018 = %0*x\n' % (2 * width, 0x90), device=PL011, bus=each('read', 0x3f201018, width, 1))
    c.did('mailbox status', pm(g, 'rd 3f00b898'), out='3f00b898 = 40000000\n')
    # the same by the names of its device tree, whose addresses the bus moves: 7e200000 there is 3f200000 here
    c.did('@gpio: pin 27 is set and read back', pm(g, 'wd @gpio+8 200000; w @gpio+1c 8000000; r @gpio+34; w @gpio+28 8000000'),
          out='3f200034 = 08000000\n', device=GPIO,
          bus=[('write', 0x3f200008, 4), ('write', 0x3f20001c, 4), ('read', 0x3f200034, 4), ('write', 0x3f200028, 4)])
    c.did('@timer: its low word counts', pm(g, 'rd @"timer@7e003000"+4'), out=None, device=TIMER,
          bus=each('read', 0x3f003004, 4, 1))
    c.did('@serial0 is an alias, its registers a PL011', pm(g, 'rd @serial0+18'), out='3f201018 = 00000090\n')
    c.did('@"watchdog/asb": the second range of a node, by its name', pm(g, '? @"watchdog/asb"', '--bare'),
          out='0x3f00a000\n')
    c.did('@serial would be two: nothing is touched', pm(g, 'rd @serial+18'), status=2, device=PL011, bus=[],
          err='@serial is ambiguous: /soc/serial@7e201000 at 3f201000, /soc/serial@7e215040 at 3f215040')
    c.did('whatis: region, driver, node', pm(g, 'whatis 3f200034'),
          out='3f200000-3f2000b3 3f200000.gpio gpio@7e200000+34 (iomem: driver pinctrl-bcm2835, open)\n'
              '3f200000-3f2000b3 /soc/gpio@7e200000+34 (device tree: brcm,bcm2835-gpio)\n')
    c.did('System RAM: refused, and told so', pm(g, 'rd 38000000'), status=1, out='38000000 = --------\n',
          err=r'System RAM[^\n]*STRICT_DEVMEM')
    c.did('System RAM: a write is refused before the bus', pm(g, 'wd 38000000 1'), status=1, err='CONFIG_STRICT_DEVMEM keeps')


def claims(g, c):
    c.did('a claimed register: EPERM, with the claimant and the remedy', pm(g, 'rd 3f200034'), status=1,
          out='3f200034 = --------\n', device=GPIO, bus=[],
          err=r"^physmon: [^\n]*can't map 3f200034: 3f200000.gpio gpio@7e200000 \(driver pinctrl-bcm2835, node "
              r"/soc/gpio@7e200000, brcm,bcm2835-gpio\) has claimed 3f200000-3f2000b3[^\n]*iomem=relaxed[^\n]*\n$")
