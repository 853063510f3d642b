# SPDX-License-Identifier: GPL-2.0-or-later
"""A real Debian kernel in QEMU with programs of ours inside, driven over its serial line, its bus watched from outside.

    g = Guest('arm64', files={'bin/physmon': '.build/vm-arm64/physmon'}, append='mem=192M iomem=relaxed')
    r = g.run('physmon -c "rd 9000fe0"')    # r.out, r.err, r.status, r.events
    g.ram(0x4c000000, 16)                   # bytes of guest RAM, read from the host's side
    g.close()

Always TCG, never KVM: only TCG tells of each access. QEMU ends with the thread that made the guest, however that ends.
"""
import atexit, collections, os, re, select, shutil, socket, subprocess, tempfile, time

from fetch import emulator, fetch

# kind: 'read' 'write' 'refused read' 'refused write': what the bus saw (a refused one may carry the offset in its
# region); 'load' 'store': an instruction of user space, from the plugin. size in bytes; region: the bus's name for it,
# or None.
Event = collections.namedtuple('Event', 'kind addr size value region')
Run = collections.namedtuple('Run', 'out err status events')
Arch = collections.namedtuple('Arch', 'qemu memory console ram pc bits cpu', defaults=(None,))
# The command; how much RAM; the console; the physical address of its first byte, for the host's view of it; the plugin's
# pc=, where it must not watch the firmware or a kernel below 2^48 (where our programs are linked to); how wide an
# access may be; and whose programs and kernel it runs, where that isn't its own name. TOP stands for these files.
ARCH = {
    'x86_64': Arch('qemu-system-x86_64 -M pc -nodefaults -vga none', '256M', 'ttyS0', 0, ',pc=400000-7fffff', 64),
    'arm64': Arch('qemu-system-aarch64 -M virt -cpu cortex-a57', '256M', 'ttyAMA0', 0x40000000, '', 64),
    'armhf': Arch('qemu-system-arm -M virt -cpu cortex-a15', '4G', 'ttyAMA0', 0x40000000, ',pc=10000-ffffff', 32),
    # what it does to be safe from side channels costs time and isn't in TCG
    'ppc64el': Arch('qemu-system-ppc64 -M pseries,cap-cfpc=broken,cap-sbbc=broken,cap-ibs=broken,cap-ccf-assist=off'
                    ' -cpu POWER9 -vga none', '1G', 'hvc0', 0, ',pc=10000000-1fffffff', 64),
    # its RAM appears a second time, and whole, at 80000000
    'mipsel': Arch('qemu-system-mipsel -M malta -cpu 24Kf -vga none', '512M', 'ttyS0', 0x80000000,
                   ',pc=400000-ffffff', 32),
    # a Raspberry Pi 3: arm64's kernel, and the device tree of that board; the console is its second UART. It halts, but
    # it never powers off
    'raspi3b': Arch('qemu-system-aarch64 -M raspi3b -dtb TOP/bcm2837-rpi-3-b.dtb -serial null', '1G', 'ttyS1,115200', 0,
                    '', 64, 'arm64'),
}


def cpu_of(guest):
    """Whose programs, kernel and modules it runs."""
    return ARCH[guest].cpu or guest


APPLETS = '''sh mount umount cat echo poweroff ls dmesg insmod rmmod sleep usleep grep sed od stty setsid cttyhack head
tail mknod dd uname cut tr wc chmod mkdir ln cp mv seq test true find xxd env id printf kill ps sync su touch rm'''.split()
INIT = '''#!/bin/sh
export PATH=/bin:/sbin HOME=/root TERM=%s
mount -t devtmpfs dev /dev; mount -t proc proc /proc; mount -t sysfs sys /sys
mkdir -p /dev/pts; mount -t devpts devpts /dev/pts; mount -t securityfs sec /sys/kernel/security
dmesg -n 1; stty cols 80 rows 24
PS1="GUEST%% " setsid cttyhack sh
poweroff -f
'''


def initramfs(top, files, term, out):
    with tempfile.TemporaryDirectory() as root:
        for d in ('', 'bin', 'sbin', 'dev', 'proc', 'sys', 'tmp', 'root', 'etc', 'lib'):
            os.makedirs(root + '/' + d, exist_ok=True)
            # the top folder too: an ordinary user must get in
            os.chmod(root + '/' + d, 0o1777 if d == 'tmp' else 0o755)
        shutil.copy(top + '/bin/busybox', root + '/bin/busybox')
        for a in APPLETS:
            os.symlink('busybox', root + '/bin/' + a)
        with open(root + '/etc/passwd', 'w') as f:
            f.write('root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/tmp:/bin/sh\n')
        with open(root + '/init', 'w') as f:
            f.write(INIT % term)
        os.chmod(root + '/init', 0o755)
        for dest, src in files.items():
            os.makedirs(os.path.dirname(root + '/' + dest), exist_ok=True)
            shutil.copy(src, root + '/' + dest)
        names = subprocess.run('find . | LC_ALL=C sort', shell=True, cwd=root, stdout=subprocess.PIPE,
                               check=True).stdout
        with open(out, 'wb') as f:
            subprocess.run(['cpio', '--quiet', '-o', '-H', 'newc', '-R', '0:0'], input=names, stdout=f, cwd=root,
                           check=True)


class Guest:
    def __init__(self, arch, files=(), append='', devices=(), plugin=None, ranges=(), term='vt100', limit=280):
        """devices: more of QEMU's command; DIR in it is the guest's own folder. plugin: pmem.so, which then watches
        ranges [(first, last), ...]. term: TERM inside. limit: seconds it may live."""
        self.arch, a, top = arch, ARCH[arch], fetch(cpu_of(arch))
        self.dir = tempfile.mkdtemp(prefix='physmon-guest-')
        atexit.register(self.close)
        p = lambda n: os.path.join(self.dir, n)
        initramfs(top, dict(files), term, p('initrd'))
        watch = []
        if plugin:
            spec = ''.join(',range=%x-%x' % r for r in ranges)
            watch = ['-plugin', plugin + spec + a.pc]
        command, *machine = a.qemu.replace('TOP', top).split()
        cmd = ['setpriv', '--pdeathsig', 'TERM', 'timeout', '-k', '5', str(limit), *emulator(command), *machine,
               '-accel', 'tcg', '-m', a.memory, '-machine', 'memory-backend=ram', '-object',
               'memory-backend-file,id=ram,size=%s,mem-path=%s,share=on' % (a.memory, p('ram')),
               *(d.replace('DIR', self.dir) for d in devices),
               '-kernel', top + '/kernel', '-initrd', p('initrd'),
               '-append', 'console=%s quiet %s' % (a.console, append),
               '-display', 'none', '-monitor', 'none', '-nic', 'none', '-no-reboot',
               '-serial', 'unix:%s,server=on,wait=off' % p('ser'), *watch,
               '-trace', 'memory_region_ops_*', '-d', 'guest_errors,plugin', '-D', p('trace')]
        with open(p('qemu'), 'wb') as err:
            self.proc = subprocess.Popen(cmd, stdin=subprocess.DEVNULL, stdout=err, stderr=err)
        self.ser, self.buf = None, b''
        self._connect(p('ser'))
        self.expect(rb'GUEST% ', 90)

    def _connect(self, path):
        for _ in range(2000):
            s = socket.socket(socket.AF_UNIX)
            try:
                s.connect(path)
                self.ser = s
                return
            except OSError:
                s.close()
                if self.proc.poll() is not None:
                    break
                time.sleep(.01)
        with open(self.dir + '/qemu', errors='replace') as f:
            raise RuntimeError('qemu did not start: %s' % f.read()[-400:].strip())

    def send(self, data):
        self.ser.sendall(data if isinstance(data, bytes) else data.encode())

    def expect(self, pattern, seconds=60):
        """Bytes of the serial line up to the end of the first match."""
        end = time.monotonic() + seconds
        while True:
            m = re.search(pattern, self.buf, re.S)
            if m:
                out, self.buf = self.buf[:m.end()], self.buf[m.end():]
                return out
            if not select.select([self.ser], [], [], max(0, end - time.monotonic()))[0]:
                raise TimeoutError('%r not seen on the serial line within %d s; its last bytes: %r' %
                                   (pattern, seconds, self.buf[-300:]))
            data = self.ser.recv(65536)
            if not data:
                raise EOFError('the guest ended; its last bytes: %r' % self.buf[-300:])
            self.buf += data

    def run(self, line, seconds=60):
        """One command of the guest's shell: its standard output and error, its status, and the events meanwhile."""
        at = os.path.getsize(self.dir + '/trace')
        # marks of our own around the output: the shell's echo of a long line wraps, and output may lack its newline
        marks = "printf '\\n@%d@\\n' $?; cat /tmp/err; printf '\\n@%s@\\n' end"
        self.send("echo @''@; { %s\n} 2>/tmp/err </dev/null; %s\r" % (line, marks))
        out = self.expect(rb'\n@\d+@\r?\n.*\n@end@\r?\n.*?GUEST% ', seconds)
        out = out.decode(errors='replace').replace('\r', '')
        m = re.search(r'^@@\n(.*?)\n?^@(\d+)@\n(.*)\n@end@$', out, re.M | re.S)
        return Run(m.group(1), m.group(3), int(m.group(2)), self.events(at))

    def resync(self):
        """Back at the shell's prompt, whatever stood in the way."""
        self.send(b'\x03')
        time.sleep(.3)
        self.send("\rq\recho @''again@\r")
        self.expect(rb'@again@\r?\n.*?GUEST% ', 10)

    def events(self, at=0):
        found = []
        with open(self.dir + '/trace', errors='replace') as f:
            f.seek(at)
            for l in f:
                m = re.match(r"memory_region_ops_(read|write) cpu (-?\d+) mr \S+ addr (0x[0-9a-f]+) "
                             r"value (0x[0-9a-f]+) size (\d+) name '(.*)'", l)
                if m and m.group(2) != '-1':
                    found.append(Event(m.group(1), int(m.group(3), 16), int(m.group(5)), int(m.group(4), 16),
                                       m.group(6)))
                m = re.match(r"Invalid (read|write) at addr (0x[0-9A-Fa-f]+), size (\d+), region '(.*?)'", l)
                if m:
                    found.append(Event('refused ' + m.group(1), int(m.group(2), 16), int(m.group(3)), None,
                                       m.group(4)))
                m = re.match(r'pmem (load|store) addr (0x[0-9a-f]+) size (\d+)', l)
                if m:
                    found.append(Event(m.group(1), int(m.group(2), 16), int(m.group(3)), None, None))
        return found

    def ram(self, addr, nbytes, data=None, name='ram', first=None):
        """Guest-physical RAM from the host's side: read, or with data written. name: another file in DIR, which first
        is the address of."""
        with open('%s/%s' % (self.dir, name), 'r+b', buffering=0) as f:
            f.seek(addr - (ARCH[self.arch].ram if first is None else first))
            if data is None:
                return f.read(nbytes)
            f.write(data)
            return data

    def close(self):
        if getattr(self, 'proc', None) and self.proc.poll() is None:
            self.proc.terminate()
            self.proc.wait()
        if getattr(self, 'ser', None):
            self.ser.close()
        shutil.rmtree(self.dir, ignore_errors=True)
        atexit.unregister(self.close)
