# SPDX-License-Identifier: GPL-2.0-or-later
"""A debugger on this side, physmon --gdb in the guest, a serial line between them: the bus sees what gdb was asked for."""
import os, re, shutil, subprocess, time

from check import Device, each
from guest import Run
from t_devices import PL011, PL031, edu_base

# a line beside the console's, and what the guest calls it
LINE = ('-chardev', 'socket,id=gdb,path=DIR/gdb,server=on,wait=off', '-device')
LINES = {'x86_64': LINE + ('isa-serial,chardev=gdb',), 'arm64': LINE + ('pci-serial,chardev=gdb',)}
TTY = {'x86_64': '/dev/ttyS1', 'arm64': '/dev/ttyS0'}
GDB = shutil.which('gdb-multiarch') or shutil.which('gdb')


def gdb(g, options, *commands):
    """What gdb prints of these commands, what physmon says in the guest, its status, and the events from beginning to end."""
    g.run('rm -f /tmp/gdb-status; stty -F %(tty)s raw -echo 115200; '
          '(physmon %(options)s <%(tty)s >%(tty)s 2>/tmp/gdb-err; echo $? >/tmp/gdb-status) &' %
          {'tty': TTY[g.arch], 'options': options})
    at = os.path.getsize(g.dir + '/trace')
    argv = [GDB, '-nx', '-batch', '-ex', 'set width 0', '-ex', 'target remote %s/gdb' % g.dir]
    for command in commands + ('detach',):
        argv += ['-ex', command]
    p = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                       env={**os.environ, 'LC_ALL': 'C', 'HOME': g.dir})
    events = g.events(at)
    end, status = time.monotonic() + 10, ''
    while not status and time.monotonic() < end:
        status = g.run('cat /tmp/gdb-status').out.strip()
    out = p.stdout.decode(errors='replace').split(' ()\n', 1)[-1]  # behind where gdb says that it is connected
    return Run(out, g.run('cat /tmp/gdb-err').out, int(status or -1), events)


def ask(g, c, what, dev, options, commands, shows, bus, err=''):
    r = gdb(g, options, *commands)
    if c.did('gdb: %s' % what, r, out=None, err=err, device=dev, bus=bus):
        c.ok('gdb: %s: what it shows' % what,
             re.search(shows, r.out) and 'detached' in r.out and not re.search('(?i)too long|truncated|xml', r.out), r.out)


def refused(g, c, dev, a, length):
    """The first @length bytes at @a are given, and no more; for reading only."""
    options = '--gdb=%x,%x' % (a, length)
    ask(g, c, 'to connect touches nothing', dev, options, ['info registers', 'info mem', 'info threads'],
        r'(?i)0x0*%x 0x0*%x rw' % (a, a + length), [])
    ask(g, c, 'what lies outside of the range is left alone', dev, options,
        ['x/1xw 0x%x' % (a + length), 'x/1xb 0x%x' % (a - 1)], 'Cannot access memory', [])
    ask(g, c, 'nothing is written unasked', dev, options, ['set var *(unsigned int *)0x%x = 1' % a], 'Cannot access memory', [],
        err=r'^physmon: writing %08x is refused: --gdb-writes lets gdb write\n$' % a)


def edu(g, c):
    b = edu_base(g)
    dev = Device('edu', b, b + 0xfffff, 'edu-mmio')
    refused(g, c, dev, b, 0x100)
    writes = '--gdb=%x,100 --gdb-writes' % b
    R, W = lambda a, n=1: each('read', b + a, 4, n), lambda a, n=1: each('write', b + a, 4, n)
    ask(g, c, 'x', dev, writes, ['x/1xw 0x%x' % b], r'(?i)0x%x:\t0x010000ed\n' % b, R(0))
    ask(g, c, 'set var and p', dev, writes,
        ['set var *(unsigned int *)0x%x = 0x12345678' % (b + 4), 'p/x *(unsigned int *)0x%x' % (b + 4)],
        r'\$1 = 0xedcba987\n', W(4) + R(4))
    ask(g, c, '64 bits', dev, writes,
        ['set var *(unsigned long long *)0x%x = 0x1122334455667788' % (b + 0x80), 'x/1xg 0x%x' % (b + 0x80)],
        '\t0x1122334455667788\n', [('write', b + 0x80, 8), ('read', b + 0x80, 8)])
    ask(g, c, 'dump memory, in units of the session', dev, '-w d ' + writes,
        ['dump binary memory %s/dump 0x%x 0x%x' % (g.dir, b, b + 12)], 'detached', R(0, 3))
    with open(g.dir + '/dump', 'rb') as f:
        c.equal('gdb: dump memory: the bytes', f.read(8), bytes.fromhex('ed00000187a9cbed'))
    ask(g, c, 'monitor', dev, writes, ['monitor rd %x' % b, 'monitor q'], r'%08x = 010000ed\n.*monitor command' % b, R(0))


def arm(g, c):
    refused(g, c, PL031, 0x9010fe0, 0x20)
    both = '--gdb=9000fc0,40 --gdb=9010000,1000'
    for size, letter in ((4, 'w'), (2, 'h'), (1, 'b')):
        ask(g, c, 'PL011, %d bits' % (8 * size), PL011, both, ['x/1x%s 0x9000fe0' % letter], r'0x9000fe0:\t0x0*11\n',
            each('read', 0x9000fe0, size, 1))
    ask(g, c, 'PL031: set var and p', PL031, both + ' --gdb-writes',
        ['set var *(unsigned int *)0x9010004 = 0x12345678', 'p/x *(unsigned int *)0x9010004'], r'\$1 = 0x12345678\n',
        each('write', 0x9010004, 4, 1) + each('read', 0x9010004, 4, 1))
    ask(g, c, 'dump memory, in units of the session', PL031, '-w d ' + both,
        ['dump binary memory %s/dump 0x9010fe0 0x9011000' % g.dir], 'detached', each('read', 0x9010fe0, 4, 8))
    with open(g.dir + '/dump', 'rb') as f:
        c.equal('gdb: dump memory: the bytes', f.read()[::4], bytes.fromhex('311014000df005b1'))
    ask(g, c, 'a bus error is no value, and ends nothing', PL031, '--gdb=a100000,10 --gdb=9010fe0,20',
        ['x/1xw 0xa100000', 'p/x *(unsigned int *)0x9010fe0'], r'Cannot access memory at address 0xa100000\n|\$1 = 0x31\n',
        each('read', 0x9010fe0, 4, 1), err='bus error reading 32 bits at 0a100000')
    if 'aarch64,' in subprocess.run([GDB, '-nx', '-batch', '-ex', 'set architecture'], stdout=subprocess.PIPE,
                                    stderr=subprocess.STDOUT).stdout.decode():
        ask(g, c, 'as aarch64', PL031, both + ' --gdb-arch=aarch64',
            ['show architecture', 'x/1xw 0x9010fe0'], r'currently "aarch64"[^$]*0x9010fe0:\t0x00000031\n',
            each('read', 0x9010fe0, 4, 1))
