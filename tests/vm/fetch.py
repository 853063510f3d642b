# SPDX-License-Identifier: GPL-2.0-or-later
"""Debian's kernels, busybox, kernel headers, static readline and expat of each guest, fetched once and kept in CACHE.

Everything of one guest comes from one state of the archive, so that modules fit their kernel. Nothing of the machine's
own apt setup is changed: see aptroot.sh.
"""
import fcntl, glob, lzma, os, re, shutil, struct, subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
CACHE = os.path.join(os.environ.get('XDG_CACHE_HOME') or os.path.expanduser('~/.cache'), 'physmon-vm')
DEBIAN = {  # its name of the processor, the kernel, and whether modules and a program with its libraries are built for it
    'x86_64': ('amd64', 'linux-image-amd64', True),
    'arm64': ('arm64', 'linux-image-arm64', True),
    'armhf': ('armhf', 'linux-image-armmp-lpae', False),
    'ppc64el': ('ppc64el', 'linux-image-powerpc64le', False),
    'mipsel': ('mipsel', 'linux-image-4kc-malta', False),
}
EMULATORS = {'qemu-system-ppc64': 'qemu-system-ppc', 'qemu-system-mipsel': 'qemu-system-mips'}
BOARDS = {'arm64': ('broadcom/bcm2837-rpi-3-b.dtb',)}  # device trees of boards, to stand beside the kernel
FORMAT = 3  # counts up when what is kept changes: older folders are then left alone and not used


class Unavailable(Exception):
    """The archive can't be reached, or lacks something."""


def sh(*cmd, **kw):
    r = subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **kw)
    if r.returncode:
        raise Unavailable('%s: %s' % (' '.join(os.path.basename(c) for c in cmd[:4]),
                                      r.stdout.decode(errors='replace')[-300:].strip()))
    return r.stdout.decode(errors='replace')


def apt(deb, *args, **kw):
    return sh(HERE + '/aptroot.sh', deb, *args, env=dict(os.environ, APTROOT=CACHE + '/apt', LC_ALL='C'), **kw)


def unpack(top, name, what=('.',)):
    path = glob.glob(top + '/' + name + '_*.deb')[0]
    tar = subprocess.Popen(['dpkg', '--fsys-tarfile', path], stdout=subprocess.PIPE)
    r = subprocess.run(['tar', '-x', '-C', top, '--wildcards', *what], stdin=tar.stdout, stderr=subprocess.PIPE)
    if tar.wait() or r.returncode:
        raise Unavailable('%s lacks %s: %s' % (name, ' '.join(what), r.stderr.decode(errors='replace')[-200:]))
    os.unlink(path)


def kernel_unpack(top):
    """On x86 the unpacked kernel boots 3 s sooner under TCG (PVH entry); elsewhere the image is taken as it is."""
    b = open(glob.glob(top + '/boot/vmlinu*')[0], 'rb').read()
    if b[0x202:0x206] == b'HdrS' or b[0x1fe:0x200] == b'\x55\xaa':
        offset, length = struct.unpack_from('<II', b, 0x248)  # payload_offset, payload_length of the boot protocol
        start = ((b[0x1f1] or 4) + 1) * 512 + offset
        b = lzma.LZMADecompressor().decompress(b[start:start + length - 4])
    with open(top + '/kernel', 'wb') as f:
        f.write(b)


def fetch(arch):
    """The folder of a guest's files: kernel, bin/busybox, and where they are wanted lib/modules,
    usr/src/linux-headers-*, static readline and expat, and boards' *.dtb."""
    deb, kernel, whole = DEBIAN[arch]
    top = os.path.join(CACHE, '%s-%d' % (deb, FORMAT))
    if os.path.exists(top + '/done'):
        return top
    os.makedirs(CACHE, exist_ok=True)
    # one run at a time for all architectures, since they share the private apt state; the second finds it done
    with open(CACHE + '/lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(top + '/done'):
            shutil.rmtree(top, ignore_errors=True)
            os.makedirs(top)
            fetch_into(top, deb, kernel, whole)
            open(top + '/done', 'w').close()
    return top


def emulator(command):
    """The beginning of a command line: the command where it is installed, else one of our own."""
    if shutil.which(command) or command not in EMULATORS:
        return [command]
    top = os.path.join(CACHE, EMULATORS[command])
    os.makedirs(CACHE, exist_ok=True)
    with open(CACHE + '/lock', 'w') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(top + '/done'):
            shutil.rmtree(top, ignore_errors=True)
            os.makedirs(top)
            host = host_name()
            apt(host, 'update')
            apt(host, 'download', EMULATORS[command], cwd=top)
            unpack(top, EMULATORS[command], ('./usr/bin',))
            open(top + '/done', 'w').close()
    return [top + '/usr/bin/' + command, '-L', '/usr/share/qemu']


def host_name():
    return sh('dpkg', '--print-architecture').strip()


def fetch_into(top, deb, kernel, whole):
    with open('/etc/os-release') as f:
        if not re.search(r'^ID="?debian"?$', f.read(), re.M):
            raise Unavailable('they are Debian\'s, and this is not a Debian machine')
    host = host_name()
    for a in {deb, host} if whole else {deb}:
        apt(a, 'update')
    image = re.search(r'Depends: (\S+)', apt(deb, 'cache', 'depends', kernel)).group(1)
    if not whole:
        apt(deb, 'download', image, 'busybox-static', cwd=top)
        unpack(top, image, ('./boot', './lib/modules/*/kernel/drivers/uio'))
        unpack(top, 'busybox-static', ('./bin/busybox',))
        kernel_unpack(top)
        return
    headers = image.replace('linux-image-', 'linux-headers-')
    depends = apt(deb, 'cache', 'depends', headers)
    common = re.search(r'Depends: (linux-headers-\S+)', depends).group(1)
    kbuild = re.search(r'Depends: (linux-kbuild-[^\s:]+)', depends).group(1)
    apt(deb, 'download', image, 'busybox-static', headers, common, 'libreadline-dev', 'libncurses-dev',
        'libexpat1-dev', cwd=top)
    apt(host, 'download', kbuild, cwd=top)
    boards = tuple('./usr/lib/linux-image-*/' + b for b in BOARDS.get(deb, ()))
    unpack(top, image, ('./boot', './lib/modules/*/kernel/drivers/uio', *boards))
    for path in glob.glob(top + '/usr/lib/linux-image-*/*/*.dtb'):
        shutil.copy(path, top)
    unpack(top, 'busybox-static', ('./bin/busybox',))
    for name in (headers, common, kbuild):
        unpack(top, name)
    unpack(top, 'libreadline-dev', ('./usr/include/readline', './usr/lib/*/libreadline.a',
                                    './usr/lib/*/libhistory.a'))
    unpack(top, 'libncurses-dev', ('./usr/lib/*/libtinfo.a',))
    unpack(top, 'libexpat1-dev', ('./usr/include/expat*.h', './usr/lib/*/libexpat.a'))
    makefile = headers_of(top) + '/Makefile'
    text = open(makefile).read().replace('include /usr/src/', 'include %s/usr/src/' % top)
    with open(makefile, 'w') as f:
        f.write(text)
    kernel_unpack(top)


def headers_of(top):
    """The folder to build modules in: the one of the kernel's flavour, not the common one."""
    return [p for p in glob.glob(top + '/usr/src/linux-headers-*') if not p.endswith('-common')][0]


def lib_of(top):
    return os.path.dirname(glob.glob(top + '/usr/lib/*/libreadline.a')[0])
