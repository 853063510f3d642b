# SPDX-License-Identifier: GPL-2.0-or-later
"""Who may use /dev/mem: the sentences when it isn't allowed, and what --doctor makes of it."""
from check import pm

SENTENCE = r'^physmon: [^\n]*%s[^\n]*\n$'  # one, and nothing else
USER = 'su user -c "%s"'


def users(g, c):
    probe = "physmon -c 'rd 0'"
    c.did('--doctor as root: 0', g.run('physmon --doctor'), out=None)
    c.did('an ordinary user: EACCES told', g.run(USER % probe), status=2, err=SENTENCE % r'/dev/mem[^\n]*root')
    r = g.run(USER % 'physmon --doctor')
    c.ok('--doctor as a user: works, and not 0', r.status not in (0, 2, 126, 127) and '/dev/mem' in r.out,
         (r.status, r.out, r.err))
    g.run('chmod 666 /dev/mem')
    c.did('a user without CAP_SYS_RAWIO: EPERM told', g.run(USER % probe), status=2, err=SENTENCE % 'CAP_SYS_RAWIO')
    r = g.run(USER % 'physmon --doctor')
    c.ok('--doctor as a user without CAP_SYS_RAWIO: not 0, and names it',
         r.status not in (0, 2, 126, 127) and 'CAP_SYS_RAWIO' in r.out,
         (r.status, r.out, r.err))
    g.run('chmod 600 /dev/mem; mv /dev/mem /dev/away')
    c.did('no /dev/mem: ENOENT told', pm(g, 'rd 0'), status=2, err=SENTENCE % r'/dev/mem[^\n]*(CONFIG_DEVMEM|mknod)')
    c.did('no /dev/mem: --doctor is not 0', g.run('physmon --doctor'), out=None, status=1)
    g.run('mv /dev/away /dev/mem; chmod 400 /dev/mem')
    g.run('chmod 600 /dev/mem')
    c.did('an ordinary user has targets all the same', g.run(USER % "physmon --bare -t none -c '? 83'"),
          out='0x83\n')


def lockdown(g, c):
    for commands in ('rd 0', 'wd 0 1'):
        c.did('lockdown: %s: EPERM told' % commands, pm(g, commands), status=2, err=SENTENCE % 'lockdown')
    r = g.run('physmon --doctor')
    c.ok('lockdown: --doctor is not 0 and says integrity', r.status == 1 and 'integrity' in r.out,
         (r.status, r.out, r.err))
    c.did('lockdown: devmem says it too', g.run('/bin/devmem 0'), status=1, err=r'^devmem: [^\n]*lockdown[^\n]*\n$')
    c.did('lockdown: other targets work', pm(g, 'rd 0', '-t file:/etc/passwd'), out='00000000 = 746f6f72\n')
