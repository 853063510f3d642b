# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes into the guests: physmon, static, for each of them; kernel modules; and the plugin for QEMU."""
import os, shutil, subprocess

from fetch import fetch, headers_of, lib_of

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
CROSS = {'x86_64': ('x86_64', 'x86_64-linux-gnu-'), 'arm64': ('aarch64', 'aarch64-linux-gnu-')}  # machine, prefix
MODULES = ('pmtest', 'pmclaim')


class Failed(Exception):
    """Something of ours didn't build."""


def run(what, cmd, **kw):
    # the make that called us must not hand its own variables and goals down
    env = {k: v for k, v in os.environ.items() if k not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'MAKEOVERRIDES',
                                                            'CC', 'CFLAGS', 'LDFLAGS')}
    r = subprocess.run(cmd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, **kw)
    if r.returncode:
        raise Failed('%s did not build:\n%s' % (what, r.stdout.decode(errors='replace')[-2000:]))


def prefix_of(arch):
    return '' if os.uname().machine == CROSS[arch][0] else CROSS[arch][1]


def physmon(arch, out, readline=True):
    """A static physmon; returns its path, without symbols."""
    top, prefix = fetch(arch), prefix_of(arch)
    o = os.path.abspath(os.path.join(out, 'vm-' + arch, '' if readline else 'plain'))
    with_it = ['READLINE=1', 'CPPFLAGS=-idirafter %s/usr/include' % top, 'LDFLAGS=-L' + lib_of(top)]
    run('physmon for ' + arch, ['make', '-C', TOP, '-j2', 'O=' + o, 'CROSS_COMPILE=' + prefix, 'STATIC=1',
                                *(with_it if readline else ['READLINE=0'])])
    small = os.path.join(o, 'physmon.stripped')
    run('physmon for ' + arch, [prefix + 'strip', '-o', small, os.path.join(o, 'physmon')])
    return small


def physmon32(out):
    """A static 32-bit physmon for arm, which runs under the arm64 kernel as well; None without a compiler for it."""
    prefix, o = 'arm-linux-gnueabihf-', os.path.abspath(os.path.join(out, 'vm-armhf'))
    if not shutil.which(prefix + 'gcc'):
        return None
    run('physmon for armhf', ['make', '-C', TOP, '-j2', 'O=' + o, 'CROSS_COMPILE=' + prefix, 'STATIC=1',
                              'READLINE=0'])
    small = os.path.join(o, 'physmon.stripped')
    run('physmon for armhf', [prefix + 'strip', '-o', small, os.path.join(o, 'physmon')])
    return small


def modules(arch, out):
    """The kernel modules; returns {name: path}."""
    top, work = fetch(arch), os.path.abspath(os.path.join(out, 'vm-' + arch, 'modules'))
    os.makedirs(work, exist_ok=True)
    for m in MODULES:
        src, dest = os.path.join(HERE, m + '.c'), os.path.join(work, m + '.c')
        if not os.path.exists(dest) or os.path.getmtime(src) > os.path.getmtime(dest):
            shutil.copy2(src, dest)
    with open(work + '/Makefile', 'w') as f:
        f.write('obj-m := %s\n' % ' '.join(m + '.o' for m in MODULES))
    prefix = prefix_of(arch)
    run('the kernel modules for ' + arch, ['make', '-C', headers_of(top), 'M=' + work,
                                           *(['CROSS_COMPILE=' + prefix] if prefix else []), 'modules'])
    for m in MODULES:
        run('the kernel modules for ' + arch, [prefix + 'strip', '--strip-debug', '%s/%s.ko' % (work, m)])
    return {m: '%s/%s.ko' % (work, m) for m in MODULES}


def plugin(out):
    os.makedirs(out, exist_ok=True)
    so = os.path.abspath(os.path.join(out, 'pmem.so'))
    run('the plugin for QEMU', ['gcc', '-O2', '-Wall', '-Wextra', '-shared', '-fPIC', '-o', so, HERE + '/pmem.c'])
    return so
