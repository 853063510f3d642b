# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes into the guests: physmon, static, for each of them; kernel modules; and the plugin for QEMU."""
import glob, os, shutil, subprocess

from fetch import fetch, headers_of, lib_of

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
MODULES = ('pmtest', 'pmclaim', 'pmuio')


class Failed(Exception):
    """Something of ours didn't build."""


def run(what, cmd, more=(), **kw):
    # the make that called us must not hand its own variables and goals down
    env = {k: v for k, v in os.environ.items() if k not in ('MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'MAKEOVERRIDES',
                                                            'CC', 'CFLAGS', 'LDFLAGS')}
    env.update(more)
    r = subprocess.run(cmd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, **kw)
    if r.returncode:
        raise Failed('%s did not build:\n%s' % (what, r.stdout.decode(errors='replace')[-2000:]))


def prefix_of(arch):
    """CROSS_COMPILE, which is empty where the machine is one itself."""
    with open(TOP + '/tests/archs') as f:
        triplet = dict(line.split()[:2] for line in f if not line.startswith('#'))[arch]
    own = subprocess.run(['gcc', '-dumpmachine'], stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    return '' if own == triplet else triplet + '-'


def physmon(arch, out, whole=True):
    """A static physmon, with readline and expat or (not whole) without; returns its path, without symbols."""
    prefix = prefix_of(arch)
    o = os.path.abspath(os.path.join(out, 'vm-' + arch if whole else arch))
    with_it = ['READLINE=0', 'WERROR=1']  # as "make cross" builds it, in the same folder
    if whole:
        top = fetch(arch)
        with_it = ['READLINE=1', 'EXPAT=1', 'CPPFLAGS=-idirafter %s/usr/include' % top, 'LDFLAGS=-L' + lib_of(top)]
    run('physmon for ' + arch, ['make', '-C', TOP, '-j2', 'O=' + o, 'CROSS_COMPILE=' + prefix, 'STATIC=1', *with_it])
    small = os.path.join(o, 'physmon.stripped')
    run('physmon for ' + arch, [prefix + 'strip', '-o', small, os.path.join(o, 'physmon')])
    return small


def unit_tests(arch, out):
    """The unit tests' programs, static; {name: path}."""
    env = {'O': os.path.abspath(out), 'ARCHS': arch, 'RUN': '0'}
    run('unit tests for ' + arch, [os.path.join(TOP, 'tests/cross.sh')], env)
    names = [os.path.basename(p)[:-2] for p in sorted(glob.glob(TOP + '/tests/test_*.c'))]
    return {n: os.path.join(out, arch, 'tests', n) for n in names}


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
