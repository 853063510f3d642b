# SPDX-License-Identifier: GPL-2.0-or-later
"""The kernel's own memory and symbols; memory that drivers map; RAM set aside; a PC's text screen."""
import re

from check import Device, each, pm, rows
from t_devices import EACH_EDU, edu_base
from t_policy import SENTENCE, USER

FIRST = 0xa0000000dead0000  # what pmtest's kmalloc'ed pages begin with; see there


def parameter(g, name):
    return int(g.run('cat /sys/module/pmtest/parameters/%s' % name).out)


def dumped(text):
    """The bytes that d printed, in bytes."""
    return b''.join(bytes.fromhex(line.split(': ')[1].split('  ')[0].replace(' ', '')) for line in text.splitlines())


def load(g, c):
    b = edu_base(g)
    g.run(EACH_EDU % 'echo 1 >$d/enable')
    c.did('insmod pmtest.ko', g.run('insmod /lib/pmtest.ko iophys=%d iosize=4096' % b))


def kcore(g, c):
    """kcore, by symbol, virtual and physical address, against /proc/version and the host's view of RAM."""
    if g.arch == 'x86_64':  # the others' kernels list functions only (no CONFIG_KALLSYMS_ALL)
        version = g.run('cat /proc/version').out
        r = pm(g, 'db linux_banner %x' % len(version), '-t kcore')
        c.ok('d linux_banner is /proc/version', r.status == 0 and not r.err and dumped(r.out) == version.encode(),
             (r.out[-200:], r.err))
        r = pm(g, 'rq jiffies_64; sleep 100ms; rq jiffies_64', '-t kcore')
        seen = [int(line.split(' = ')[1], 16) for line in r.out.splitlines()]
        c.ok('rq jiffies_64: the clock moves', r.status == 0 and len(seen) == 2 and 0 < seen[1] - seen[0] < 10000,
             (r.out, r.err))
    code = int(re.search('^ *([0-9a-f]+)-[0-9a-f]+ : Kernel code', g.run('cat /proc/iomem').out, re.M).group(1), 16)
    where = int(g.run("grep ' _stext$' /proc/kallsyms").out.split()[0], 16)
    first = g.ram(code, 4)
    c.did('sym:NAME is its address, on any target', pm(g, '? sym:_stext', '-t none --bare'), out='0x%x\n' % where)
    c.did('a bare name in a session that only then opens kcore', pm(g, 'target kcore; rd _stext; rd %x' % where),
          out='%x = %08x\n' % (where, int.from_bytes(first, 'little')) * 2)
    c.did('kcore:phys: the same by /proc/iomem', pm(g, 'rd %x' % code, '-t kcore:phys'),
          out='%08x = %08x\n' % (code, int.from_bytes(first, 'little')))
    c.did('bare symbols are no names of mem', pm(g, 'r _stext'), status=2, err='neither a number nor a known name')
    c.did('as an address of mem a symbol is refused', pm(g, 'r sym:_stext'), status=1,
          err=r'virtual address of the kernel, which mem doesn.t take')
    c.did('no such symbol', pm(g, 'rq no_such_symbol', '-t kcore'), status=2, err='no_such_symbol is neither')
    kphys, kvirt = parameter(g, 'kphys'), parameter(g, 'kvirt')
    c.did('kcore:phys shows System RAM, which /dev/mem refuses', pm(g, 'rq %x; rd %x' % (kphys, kphys + 0x3ffc),
                                                                     '-t kcore:phys'),
          out='%08x = %016x\n%08x = %08x\n' % (kphys, FIRST, kphys + 0x3ffc, FIRST + 0x7ff >> 32))
    c.did('kcore: the same page by its virtual address', pm(g, 'dq %x 20' % (kvirt + 0xff0), '-t kcore'),
          out=rows(kvirt + 0xff0, b''.join((FIRST + i).to_bytes(8, 'little') for i in range(0x1fe, 0x202)), 8))
    g.ram(kphys + 0x100, 8, b'physmon!')
    c.did('kcore: what the host writes there is seen', pm(g, 'd %x 8' % (kphys + 0x100), '-t kcore:phys'),
          out=rows(kphys + 0x100, b'physmon!', 1))
    c.did('kcore is for reading only', pm(g, 'w %x 1' % kvirt, '-t kcore'), status=1,
          err=SENTENCE % 'refused: kcore is read-only')
    c.did('kcore: what no segment holds', pm(g, 'rd %x' % 0xfffffffffffff000, '-t kcore'), status=1, out=None,
          err=SENTENCE % r'(beyond the end of kcore|no segment of /proc/kcore holds)')
    c.did('kcore:phys: registers are no memory', pm(g, 'rd %x' % edu_base(g), '-t kcore:phys'), status=1, out=None,
          err=SENTENCE % r'(the end of kcore:phys|no segment of /proc/kcore holds|before the start)')
    c.did('kcore: an ordinary user', g.run(USER % "physmon -t kcore -c 'rd 0'"), status=2,
          err=SENTENCE % r'/proc/kcore: its mode 0400')
    c.did('kallsyms: an ordinary user sees zeros', g.run(USER % "physmon -t none -c '? sym:_stext'"), status=2,
          err=SENTENCE % 'kptr_restrict is 0.: run as root')
    g.run('echo 2 >/proc/sys/kernel/kptr_restrict')
    c.did('kallsyms: with kptr_restrict 2 root does, too', pm(g, '? _stext', '-t kcore'), status=2,
          err=SENTENCE % 'kptr_restrict is 2.: set that to 0 or 1')
    g.run('echo 0 >/proc/sys/kernel/kptr_restrict; grep " [dDtTbBrR] _stext$" /proc/kallsyms >/tmp/System.map')
    c.did('--symbols: a System.map', pm(g, 'rd _stext', '-t kcore --symbols /tmp/System.map'),
          out='%x = %08x\n' % (where, int.from_bytes(first, 'little')))


def kmem(g, c):
    """A device with /dev/kmem's mmap; the kernel itself has lost its own."""
    kphys, kvirt, dev = parameter(g, 'kphys'), parameter(g, 'kvirt'), '-t kmem:/dev/pmtest_m'
    for spec in ('kmem:/dev/pmtest_m', 'file:/dev/pmtest_k'):
        c.did('%s: an ordinary user' % spec, g.run(USER % ("physmon -t %s -c 'rd 0'" % spec)), status=2,
              err=SENTENCE % 'mode|[Pp]ermission')
    c.did('kmem: the kernel has none', pm(g, 'rd 0', '-t kmem'), status=2, err=SENTENCE % r'since 5\.13; kcore reads')
    for letter, width in (('b', 1), ('w', 2), ('d', 4), ('q', 8)):
        c.did('kmem: r in %d bits' % (8 * width), pm(g, 'r%s %x' % (letter, kvirt), dev),
              out='%x = %0*x\n' % (kvirt, 2 * width, FIRST & (1 << 8 * width) - 1))
    c.did('kmem: d over a page\'s edge', pm(g, 'dq %x 20' % (kvirt + 0xff0), dev),
          out=rows(kvirt + 0xff0, b''.join((FIRST + i).to_bytes(8, 'little') for i in range(0x1fe, 0x202)), 8))
    c.did('kmem: w waits for allow ram', pm(g, 'wq %x 1' % (kvirt + 0x200), dev), status=1,
          err=SENTENCE % r"the kernel's own memory; 'allow ram'")
    c.did('kmem: w', pm(g, 'wq %x 1122334455667788; rq %x' % (kvirt + 0x200, kvirt + 0x200), dev + ' --allow=ram'),
          out='%x = 1122334455667788\n' % (kvirt + 0x200))
    c.equal('kmem: the host sees it', g.ram(kphys + 0x200, 8), bytes.fromhex('8877665544332211'))
    c.did('kmem: what isn\'t mapped directly', pm(g, 'rd 1000; rd %x' % kvirt, dev + ' -k'), status=1,
          out='00001000 = --------\n%x = %08x\n' % (kvirt, FIRST & 0xffffffff), err=SENTENCE % "directly mapped memory")
    if g.arch == 'x86_64':
        version = g.run('cat /proc/version').out.encode()
        r = pm(g, 'db linux_banner 10', dev)
        c.ok('kmem: d linux_banner', dumped(r.out) == version[:16], (r.out, r.err))


def handed_on(g, c):
    """A driver that ioremaps a device's registers and lets others map them: one access each, as through /dev/mem."""
    b = edu_base(g)
    dev = Device('edu', b, b + 0xfffff, 'edu-mmio')
    c.equal('the driver reads the register itself', parameter(g, 'ioid'), 0x010000ed)
    spec = '-t file:/dev/pmtest_i'
    c.did('registers handed on: r', pm(g, 'rd 0', spec), out='00000000 = 010000ed\n', device=dev, bus=[('read', b, 4)])
    c.did('registers handed on: w', pm(g, 'wd 4 12345678; rd 4', spec), out='00000004 = edcba987\n', device=dev,
          bus=[('write', b + 4, 4), ('read', b + 4, 4)])
    c.did('registers handed on: 64 bits', pm(g, 'wq 80 1122334455667788; rq 80', spec),
          out='00000080 = 1122334455667788\n', device=dev, bus=[('write', b + 0x80, 8), ('read', b + 0x80, 8)])
    c.did('registers handed on: past their end', pm(g, 'rd 1000', spec), status=1, out='00001000 = --------\n',
          err=SENTENCE % r'00001000 is beyond the 1000 bytes that the driver of /dev/pmtest_i maps',
          device=dev, bus=[])
    c.did('--private is for regular files', pm(g, 'rd 0', spec + ' --private'), status=2,
          err=SENTENCE % 'a device, which can.t be opened with --private', device=dev, bus=[])


def memmap(g, c):
    """RAM set aside in the middle, by memmap=1M$128M."""
    a = 0x08000000
    c.did('memmap=: it is no System RAM', g.run('grep -i "^08000000-080fffff : reserved" /proc/iomem'), out=None)
    c.did('memmap=: w and r without allow', pm(g, 'wd %x cafe; rd %x' % (a + 0x1000, a + 0x1000)),
          out='08001000 = 0000cafe\n')
    c.equal('memmap=: the host sees it', g.ram(a + 0x1000, 4), bytes.fromhex('feca0000'))
    c.did('memmap=: behind it System RAM begins', pm(g, 'rd 8100000'), status=1, out='08100000 = --------\n',
          err=SENTENCE % 'STRICT_DEVMEM')


SCREEN = Device('screen', 0xb8000, 0xb8fff)


def screen(g, c):
    """The text screen of a PC: 25 lines of 80 cells, a character and its colour each."""
    c.did('the screen: what the firmware wrote', pm(g, 'rq b8000'), out='000b8000 = 0742076107650753\n')
    text = b'physmon was here'
    c.did('the screen: w: a store for each cell', pm(g, 'ww b80a0 %s' % ' '.join('%x' % (0x1f00 | b) for b in text)),
          device=SCREEN, insns=each('store', 0xb80a0, 2, len(text)))
    c.did('the screen: r: one load', pm(g, 'rw b80a0'), out='000b80a0 = 1f70\n', device=SCREEN, insns=[('load', 0xb80a0, 2)])
    before = dumped(pm(g, 'db b8000 fa0').out)
    c.equal('the screen: d', before[0xa0:0xa0 + 2 * len(text)], b''.join(bytes((b, 0x1f)) for b in text))
    r = g.run('cd /lib/mirror; physmon -f mirror.physmon >/dev/null')
    c.did('the screen: a script mirrors each line', r)
    done = [(e.kind, e.size) for e in r.events if e.kind in ('load', 'store') and SCREEN.holds(e)]
    c.equal('the screen: to change two cells\' places takes three loads and three stores of 16 bits; one load ends a line',
            (done.count(('load', 2)), done.count(('store', 2)), len(done)), (25 * 121, 25 * 120, 25 * 241))
    after = dumped(pm(g, 'db b8000 fa0').out)
    lines = [[data[at + i:at + i + 2] for i in range(0, 160, 2)] for data in (before, after)
             for at in range(0, 4000, 160)]
    c.ok('the screen: each line is mirrored', len(lines) == 50 and
         all(list(reversed(lines[i])) == lines[25 + i] for i in range(25)), (before, after))
    g.run('cd /lib/mirror; physmon -f mirror.physmon >/dev/null')
    c.equal('the screen: mirrored again, it is as it was', dumped(pm(g, 'db b8000 fa0').out), before)


def cached(g, c):
    a = {'x86_64': 0x0c000000, 'arm64': 0x4c000000}[g.arch] + 0x200000
    if g.arch == 'arm64':
        c.did('mem:cached: changes nothing on arm64', pm(g, 'rd %x' % a, '-t mem:cached'), status=2,
              err=SENTENCE % 'arm64')
        return
    g.ram(a, 8, b'abcdefgh')
    c.did('mem:cached: RAM set aside', pm(g, 'rd %x; wd %x 1234; rd %x' % (a, a + 4, a + 4), '-t mem:cached'),
          out='%08x = 64636261\n%08x = 00001234\n' % (a, a + 4))
    c.equal('mem:cached: the host sees it', g.ram(a + 4, 4), bytes.fromhex('34120000'))


def without_kcore(g, c):
    """armhf: no kcore, but symbols."""
    c.did('kcore: this kernel has none', pm(g, 'rd 0', '-t kcore'), status=2, err=SENTENCE % 'CONFIG_PROC_KCORE')
    where = int(g.run("grep ' _stext$' /proc/kallsyms").out.split()[0], 16)
    c.did('symbols all the same', pm(g, '? sym:_stext', '-t none --bare'), out='0x%x\n' % where)
    c.ok('a symbol is a 32-bit address there', re.fullmatch('[0-9a-f]{8}', '%x' % where), hex(where))


def locked(g, c):
    """The kernel is locked down while it runs, by both degrees. What a driver maps itself stays open."""
    b = edu_base(g)
    dev, kvirt = Device('edu', b, b + 0xfffff, 'edu-mmio'), parameter(g, 'kvirt')
    g.run('insmod /lib/uio.ko; insmod /lib/uio_pci_generic.ko; echo 1234 11e8 >/sys/bus/pci/drivers/uio_pci_generic/new_id')
    code = int(re.search('^ *([0-9a-f]+)-[0-9a-f]+ : Kernel code', g.run('cat /proc/iomem').out, re.M).group(1), 16)
    first = int.from_bytes(g.ram(code, 4), 'little')
    for degree in ('integrity', 'confidentiality'):
        c.did('lockdown=%s from now on' % degree, g.run('echo %s >/sys/kernel/security/lockdown' % degree))
        for commands, spec, out, bus in (
                ('rd 0', 'uio:0', '00000000 = 010000ed\n', [('read', b, 4)]),
                ('wd 4 12345678; rd 4', 'uio:0', '00000004 = edcba987\n', [('write', b + 4, 4), ('read', b + 4, 4)]),
                ('rd 0', 'file:/dev/pmtest_i', '00000000 = 010000ed\n', [('read', b, 4)]),
                ('rd 0', 'file:/dev/pmtest_k', '00000000 = %08x\n' % (FIRST & 0xffffffff), []),
                ('rd %x' % kvirt, 'kmem:/dev/pmtest_m', '%x = %08x\n' % (kvirt, FIRST & 0xffffffff), [])):
            c.did('lockdown=%s: %s on %s' % (degree, commands, spec), pm(g, commands, '-t ' + spec), out=out, device=dev, bus=bus)
        for spec in ('mem', 'port'):
            c.did('lockdown=%s: %s' % (degree, spec), pm(g, 'rb 80', '-t ' + spec), status=2,
                  err=SENTENCE % (r'kernel lockdown \(%s\)' % degree))
        if degree == 'integrity':
            c.did('lockdown=integrity: kcore is open', pm(g, 'rd %x' % code, '-t kcore:phys'), out='%08x = %08x\n' % (code, first))
        else:
            c.did('lockdown=confidentiality: kcore', pm(g, 'rd 0', '-t kcore'), status=2,
                  err=SENTENCE % r'/proc/kcore: kernel lockdown \(confidentiality\)')
        lines = g.run('physmon --doctor').out.splitlines()
        offered = {re.sub(r'(?<=:).*/', '', line.split(' -t ')[1].split(': ')[0]) for line in lines
                   if line.startswith('info  target')}
        c.ok('lockdown=%s: --doctor offers what is left' % degree, 'config' in str(offered) and not offered & {'mem', 'port'} and
             not any(re.match(r'pci:\d', o) for o in offered) and ('kcore' in offered) == (degree == 'integrity') and
             'uio:0' in offered, sorted(offered))


def beyond(g, c):
    """arm64: addresses above the CPU's are tried in a child, once, and the session lives on."""
    a, killed = 0x100000000000, r'reading 32 bits at 100000000000 was answered by SIGKILL'
    r = pm(g, 'rd %x; rd 8000008' % a, '-k')
    c.did('an address that the CPU can\'t issue: told, and the session goes on', r, status=1,
          out='%x = --------\n08000008 = 0000043b\n' % a, err=SENTENCE % killed)
    c.did('w is the same', pm(g, 'wd %x 1; rd 8000008' % a, '-k'), status=1, out='08000008 = 0000043b\n',
          err=SENTENCE % 'writing 32 bits at 100000000000 was answered by SIGKILL')
    c.did('d: the page is not tried again', pm(g, 'dd %x 40' % a), status=1,
          out=rows(a, [None] * 64, 4), err=SENTENCE % (killed + r'[^\n]*; 15 more units failed'))
    c.did('find: the same', pm(g, 'find.d %x 40 0' % a), status=1, err=SENTENCE % (killed + r'[^\n]*; 15 more units failed'))
    c.did('devmem survives as well', g.run('/bin/devmem 0x%x 32' % a), out=None, status=1,
          err=r'^devmem: [^\n]*SIGKILL[^\n]*\n$')
    c.did('a hole above the highest region: the child\'s bus error', pm(g, 'rd 10000000000'), status=1,
          out='10000000000 = --------\n', err=SENTENCE % 'bus error reading 32 bits at 10000000000')
    c.did('below, no child: a hole', pm(g, 'rd a100000'), status=1, out='0a100000 = --------\n',
          err=SENTENCE % 'bus error')
    c.did('the same from a program of 32 bits', g.run("physmon32 -k -c 'rd %x; rd 8000008'" % a), status=1,
          out='%x = --------\n08000008 = 0000043b\n' % a, err=SENTENCE % '100000000000')
    c.did('above 2^48: refused by mmap', pm(g, 'rd 1000000000000'), status=1, out='1000000000000 = --------\n',
          err=SENTENCE % "can't map 1000000000000")


def beyond_x86(g, c):
    """x86: refused, by what /proc/cpuinfo says; nothing is mapped."""
    bits = int(re.search(r'address sizes\s*: (\d+) bits physical', g.run('cat /proc/cpuinfo').out).group(1))
    a = 1 << bits
    c.did('more than the CPU can address', pm(g, 'rd %x; rd b8000' % a, '-k'), status=1, out=None,
          err=SENTENCE % (r"can't map %x: this is more than the CPU can address \(%d bits\)" % (a, bits)))
    c.did('the last page that it can', pm(g, 'rd %x' % (a - 4)), out=None)
    for commands in 'dd %x 20', 'find.d %x 20 12345678':
        c.did('a range over that edge: ' + commands[:4], pm(g, commands % (a - 16)), status=1, out=None,
              err=SENTENCE % (r"can't map %x: this is more[^\n]*; 3 more units failed" % a))


def windows(g, c):
    """target -v: what is mapped, and on x86 the memory type that the kernel keeps for it."""
    a = {'x86_64': 0x0c000000, 'arm64': 0x4c000000}[g.arch]
    line = r'%08x-%08x [0-9a-f]+000-[0-9a-f]+fff rw-s /dev/mem%s\n' % (a, a + 0xffff, '%s')
    r = pm(g, 'rd %x; target -v' % a)
    c.ok('target -v: the window and its path', r.status == 0 and re.fullmatch(r'.*\n' + line % '( [(].*)?', r.out),
         (r.out, r.err))
    r = pm(g, 'target -v; rd 0; target -v; rd %x; target -v' % a, '-k -t kcore:phys')
    c.ok('target -v: kcore is copied', re.search('nothing of kcore:phys is mapped: the kernel copies', r.err),
         (r.out, r.err))
    if g.arch != 'x86_64':
        return
    g.run('mkdir -p /sys/kernel/debug; mount -t debugfs debugfs /sys/kernel/debug')
    r = pm(g, 'rd fed00000; rd %x; target -v' % a)
    c.ok('target -v: the memory types of the PAT', r.status == 0 and re.search(line % ' [(]uncached-minus[)]', r.out) and
         re.search(r'fed00000-fed0ffff [^\n]* [(]uncached-minus[)]\n', r.out), (r.out, r.err))
    r = pm(g, 'rd %x; target -v' % a, '-t mem:cached')
    c.ok('target -v: mem:cached is another', r.status == 0 and re.search(line % ' [(]write-back[)]', r.out),
         (r.out, r.err))


def whatis(g, c):
    where = int(g.run("grep ' _stext$' /proc/kallsyms").out.split()[0], 16)
    r = pm(g, 'whatis %x; whatis sym:_stext+4' % where, '-t kcore')
    c.ok('whatis: the symbol and the offset', r.status == 0 and
         re.fullmatch(r'%x-[0-9a-f]+ \w+ [(]symbols[)]\n%x-[0-9a-f]+ \w+[+]4 [(]symbols[)]\n' % (where, where), r.out),
         (r.out, r.err))
    c.did('whatis: where no symbol is', pm(g, 'whatis 1000000', '-t kmem:/dev/pmtest_m'), status=1, out=None,
          err='nothing is known about 01000000 in this target')
