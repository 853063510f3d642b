# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers by name: one access for each that is read, two for a field that is written, none for what dumps leave out."""
import os, re, time

import build
from check import Device, pm
from t_devices import EACH_EDU

VIRT = os.path.join(build.HERE, 'virt.svd')
CHIPS = os.environ.get('PHYSMON_SVD') or os.path.join(build.TOP, '..', 'shared', 'svd')
BCM2837 = os.path.join(CHIPS, 'bcm2837_lpa.svd')
FILES = {'lib/virt.svd': VIRT}
if os.path.exists(BCM2837):
    FILES['lib/bcm2837.svd'] = BCM2837

# The console's own registers: the kernel uses them as well, so only what user space executes is looked at.
UART = Device('uart', 0x09000000, 0x09000fff)
RTC = Device('rtc', 0x09010000, 0x09010fff, 'pl031')
GPIO = Device('gpio', 0x09030000, 0x09030fff, 'pl061')
EDU = Device('edu', 0x10000000, 0x100fffff, 'edu-mmio')
WATCHED = ((0x9000000, 0x9000fff),)

FLAGS = '''09000018 = 0090  UART0.FR
09000018[8] = 0  RI
09000018[7] = 1  TXFE
09000018[6] = 0  RXFF
09000018[5] = 0  TXFF
09000018[4] = 1  RXFE
09000018[3] = 0  BUSY
09000018[2] = 0  DCD
09000018[1] = 0  DSR
09000018[0] = 0  CTS
'''
PINS = '''09030400 = %02x  GPIO.DIR
  7  6  5  4  3  2  1  0
+--+--+--+--+--+--+--+--+
|%s| 0| 0| 0| 1| 0| 0| 0|
+--+--+--+--+--+--+--+--+
  |  |  |  |  |  |  |  P0 = 0 (in)
  |  |  |  |  |  |  P1 = 0 (in)
  |  |  |  |  |  P2 = 0 (in)
  |  |  |  |  P3 = 1 (out)
  |  |  |  P4 = 0 (in)
  |  |  P5 = 0 (in)
  |  P6 = 0 (in)
  %s
'''


def virt(g, c):
    """PL011, PL031, PL061 and edu, described by virt.svd; with iomem=relaxed, since drivers have claimed the first three."""
    svd = '-s /lib/virt.svd'

    def did(what, commands, **kw):
        c.did(what, pm(g, commands, svd), **kw)

    did('r UART0.FR: one read of its own 16 bits, and its fields', 'r UART0.FR', out=FLAGS, device=UART,
        insns=[('load', 0x9000018, 2)])
    did('r of a field: one read', 'r UART0.LCR_H.WLEN', out='0900002c[6:5] = 3  WLEN (8bit)\n', device=UART,
        insns=[('load', 0x900002c, 2)])
    did('a typed width goes before the register\'s', 'rd UART0.PERIPHID[0]', device=UART,
        out='09000fe0 = 00000011  UART0.PERIPHID[0]\n09000fe0[7:0] = 11  ID\n', insns=[('load', 0x9000fe0, 4)])
    offsets = (0x04, 0x18, 0x20, 0x24, 0x28, 0x2c, 0x30, 0x34, 0x38, 0x3c, 0x40, 0x48, *range(0xfe0, 0x1000, 4))
    r = pm(g, 'd UART0', svd)
    c.did('d UART0: each register once, but DR, whose reading pops the FIFO, and ICR, which can\'t be read', r, out=None,
          err='2 units were left out', device=UART, insns=[('load', 0x9000000 + o, 2) for o in offsets])
    lines = r.out.splitlines()
    c.ok('d UART0: a line each, with its name', len(lines) == 22 and lines[0] == '09000000 = ~~~~  UART0.DR' and
         lines[2] == '09000018 = 0090  UART0.FR' and '09000044 = ~~~~  UART0.ICR' in lines, r.out)
    did('a plain dump leaves DR out, too', 'dw 9000000 4', out=None, err='1 unit was left out', device=UART,
        insns=[('load', 0x9000002, 2)])
    did('fields and decode: no access', 'fields UART0.LCR_H 70; decode 9000018 90', out=None, device=UART, insns=[])

    r = pm(g, 'r RTC.DR', svd)
    m = re.fullmatch(r'09010000 = ([0-9a-f]{8})  RTC\.DR\n', r.out)
    c.ok('RTC.DR tells the time', bool(m) and abs(int(m[1], 16) - time.time()) < 100, r.out)
    did('RTC.DR: one read of 32 bits', 'r RTC.DR', out=None, device=RTC, bus=[('read', 0x9010000, 4)])
    did('RTC.MR: written and read as 32 bits', 'w RTC.MR 12345678; r RTC.MR', out='09010004 = 12345678  RTC.MR\n', device=RTC,
        bus=[('write', 0x9010004, 4), ('read', 0x9010004, 4)])

    did('GPIO.DIR: written as 8 bits', 'w GPIO.DIR 0', device=GPIO, bus=[('write', 0x9030400, 1)])
    did('a field: one read, one write', 'w GPIO.DIR.P3 out', out='09030400 = 00 -> 08\n', device=GPIO,
        bus=[('read', 0x9030400, 1), ('write', 0x9030400, 1)])
    did('several fields: one read, one write', 'w GPIO.DIR P0=out P3=1 P7=in', out='09030400 = 08 -> 09\n', device=GPIO,
        bus=[('read', 0x9030400, 1), ('write', 0x9030400, 1)])
    did('a pin is set', 'w GPIO.DATA.P3 1; r GPIO.DATA.P3; r GPIO.MASKED[8]', device=GPIO,
        out='090303fc = 00 -> 08\n090303fc[3] = 1  P3\n09030020 = 08  GPIO.MASKED[8]\n',
        bus=[('read', 0x90303fc, 1), ('write', 0x90303fc, 1), ('read', 0x90303fc, 1), ('read', 0x9030020, 1)])
    did('a picture marks what has changed, in bold on this terminal', 'w GPIO.DIR 8; r -v GPIO.DIR; w GPIO.DIR.P7 out; r -v GPIO.DIR', device=GPIO,
        out=PINS % (8, ' 0', 'P7 = 0 (in)') + '09030400 = 08 -> 88\n' + PINS % (0x88, '\033[1m 1\033[0m', '\033[1m*P7 = 1 (out)\033[0m'),
        bus=[('write', 0x9030400, 1), ('read', 0x9030400, 1), ('read', 0x9030400, 1), ('write', 0x9030400, 1),
             ('read', 0x9030400, 1)])
    did('a write of bits that a 1 clears: no read', 'w GPIO.IC.P1 1', out=None, device=GPIO,
        bus=[('write', 0x903041c, 1)])
    r = pm(g, 'sample -n 3 -i 50ms -o /tmp/x.vcd RTC.DR GPIO.DIR', svd)
    c.did('sample by names: each read in its own width', r, err='6 reads', device=RTC, bus=[('read', 0x9010000, 4)] * 3)
    c.did('sample by names: the other, too', r, err='6 reads', device=GPIO, bus=[('read', 0x9030400, 1)] * 3)
    vcd = g.run('cat /tmp/x.vcd; rm /tmp/x.vcd').out
    c.ok('sample by names: a VCD of registers and fields', all(re.search(r'\$var wire %s ' % v, vcd) for v in (
        r'32 \S+ DR', r'8 \S+ DIR', r'1 \S+ P3', r'1 \S+ P7')) and 'b10001000 ' in vcd, vcd)
    did('snap and diff, told by names', 'snap x GPIO.DIR 1; w GPIO.DIR 8; diff x', out='09030400 = 88 -> 08  GPIO.DIR\n',
        device=GPIO, bus=[('read', 0x9030400, 1), ('write', 0x9030400, 1), ('read', 0x9030400, 1)])
    did('a wrong name: nothing is read', 'r GPIO.DIR; r GPIO.NOPE', status=2, err='GPIO.NOPE', device=GPIO, bus=[])
    r = pm(g, 'whatis 9030401; whatis 9000018', svd)
    c.ok('whatis: the register, the peripheral, the region',
         '09000018-09000019 UART0.FR (svd: Flags)' in r.out and
         'GPIO+401 (svd: ' in r.out and 'pl061' in r.out, r.out)

    g.run(EACH_EDU % 'echo 1 >$d/enable')
    did('EDU.ID and its fields', 'r EDU.ID', device=EDU, bus=[('read', 0x10000000, 4)],
        out='10000000 = 010000ed  EDU.ID\n10000000[31:24] = 01  MAJOR\n10000000[23:16] = 00  MINOR\n'
            '10000000[15:0] = 00ed  MAGIC\n')
    did('EDU.LIVENESS', 'w EDU.LIVENESS 12345678; r EDU.LIVENESS', out='10000004 = edcba987  EDU.LIVENESS\n', device=EDU,
        bus=[('write', 0x10000004, 4), ('read', 0x10000004, 4)])
    did('EDU.FACTORIAL', 'w EDU.FACTORIAL 5; sleep 100; r EDU.STATUS.COMPUTING; r EDU.FACTORIAL',
        out='10000020[0] = 0  COMPUTING (ready)\n10000008 = 00000078  EDU.FACTORIAL\n', device=EDU,
        bus=[('write', 0x10000008, 4), ('read', 0x10000020, 4), ('read', 0x10000008, 4)])
    did('EDU.DMA_SRC: one access of 64 bits', 'w EDU.DMA_SRC 1122334455667788; r EDU.DMA_SRC',
        out='10000080 = 1122334455667788  EDU.DMA_SRC\n', device=EDU, bus=[('write', 0x10000080, 8), ('read', 0x10000080, 8)])
    c.did('without expat: one sentence', g.run("physmon-plain -s /lib/virt.svd -c 'r UART0.FR'"), status=2,
          err=r'^physmon: [^\n]*expat[^\n]*\n$', device=UART, insns=[])


PI_GPIO = Device('gpio', 0x3f200000, 0x3f2000b3, 'bcm2835_gpio')
PI_TIMER = Device('system timer', 0x3f003000, 0x3f00301f, 'bcm2835-sys-timer')


def readme_example():
    """README's block of a Raspberry Pi 3: [command, lines] each."""
    with open(os.path.join(build.TOP, 'README.md'), encoding='utf-8') as f:
        block = re.search(r'^```text raspi3b\n(.*?)^```$', f.read(), re.M | re.S)[1]
    commands = []
    for line in block.splitlines():
        if line.startswith('# '):
            commands.append([line[2:], []])
        else:
            commands[-1][1].append(line)
    return commands


def raspi(g, c):
    """A Raspberry Pi 3, described by the file that others made of its manual."""
    if 'lib/bcm2837.svd' not in FILES:
        c.skip('registers of the Raspberry Pi 3 by name',
               'bcm2837_lpa.svd is neither in PHYSMON_SVD nor in ../shared/svd')
        return
    # as a board that was just switched on
    for command, lines in readme_example():
        r = g.run(command.replace('bcm2837_lpa.svd', '/lib/bcm2837.svd').replace('physmon', 'TERM=dumb physmon', 1))
        # the time is another one
        clock = lambda line: re.sub(r'^(3f003004 = )[0-9a-f]{8}\b', r'\1TIME', line)
        c.equal('README: ' + command, [clock(line) for line in r.out.splitlines() + r.err.splitlines()],
                [clock(line) for line in lines])
    svd = '-s /lib/bcm2837.svd'

    def did(what, commands, **kw):
        c.did(what, pm(g, commands, svd), **kw)

    r = pm(g, 'r SYSTMR.CLO; sleep 20; r SYSTMR.CLO', svd)
    seen = [int(line.split()[2], 16) for line in r.out.splitlines() if ' = ' in line]
    c.did('SYSTMR.CLO: one read each', r, out=None, device=PI_TIMER, bus=[('read', 0x3f003004, 4)] * 2)
    c.ok('SYSTMR.CLO counts microseconds', len(seen) == 2 and 20000 <= (seen[1] - seen[0]) % (1 << 32) < 5000000, r.out)
    did('a pin is made an output by its field\'s name',
        'w GPIO.GPFSEL2 0; w GPIO.GPFSEL2.FSEL27 OUTPUT; r GPIO.GPFSEL2.FSEL27', out='3f200008 = 00000000 -> 00200000\n3f200008[23:21] = 1  FSEL27 (OUTPUT)\n', device=PI_GPIO,
        bus=[('write', 0x3f200008, 4), ('read', 0x3f200008, 4), ('write', 0x3f200008, 4), ('read', 0x3f200008, 4)])
    did('it is set, read back and cleared',
        'w GPIO.GPSET0.SET27 1; r GPIO.GPLEV0.LEV27; w GPIO.GPCLR0.CLR27 1; r GPIO.GPLEV0.LEV27',
        out='3f200034[27] = 1  LEV27\n3f200034[27] = 0  LEV27  *\n', device=PI_GPIO,
        bus=[('write', 0x3f20001c, 4), ('read', 0x3f200034, 4), ('write', 0x3f200028, 4), ('read', 0x3f200034, 4)])
    r = pm(g, 'd GPIO', svd)
    lines = r.out.splitlines()
    c.did('d GPIO: what can\'t be read is left out', r, out=None, err='left out')
    c.ok('d GPIO: a line each', len(lines) == 30 and lines[2] == '3f200008 = 00200000  GPIO.GPFSEL2' and
         '3f20001c = ~~~~~~~~  GPIO.GPSET0' in lines, r.out)
