# SPDX-License-Identifier: GPL-2.0-or-later
"""What physmon knows of the machine: map, whatis, names of regions, and sentences about who stands somewhere."""
import json, os, re, struct, subprocess

from check import Device, each, pm
from guest import ARCH
from t_policy import SENTENCE, USER

PL011 = Device('pl011', 0x09000fc0, 0x09000fff, 'pl011')
PL031 = Device('pl031', 0x09010000, 0x09010fff, 'pl031')
PL061 = Device('pl061', 0x09030000, 0x09030fff, 'pl061')
GIC = Device('gic', 0x08000000, 0x08000fff, 'gic_dist')
FW_CTL = Device('fw_cfg selector', 0x09020008, 0x0902000f, 'fwcfg.ctl')


def regions(g):
    r = g.run("physmon -t none --json -c map")
    found = [json.loads(line) for line in r.out.splitlines()]
    for f in found:
        f['at'], f['to'] = int(f['first'], 16), int(f['last'], 16)
    return r, found


def tree(g, c):
    """All of /proc/iomem is there, in its order and nested as there; and more."""
    r, found = regions(g)
    c.ok('map: it works', r.status == 0 and r.err == '' and found, r)
    listed = []
    for line in g.run('cat /proc/iomem').out.splitlines():
        m = re.match(r'( *)([0-9a-f]+)-([0-9a-f]+) : (.*)', line)
        listed.append((int(m.group(2), 16), int(m.group(3), 16), m.group(4)))
    seen = [(f['at'], f['to'], f['name']) for f in found]
    c.equal('map: every line of /proc/iomem is there', [x for x in listed if x not in seen], [])
    c.equal('map: in order', [f['at'] for f in found], sorted(f['at'] for f in found))
    text = g.run('physmon -t none -c map').out.splitlines()
    c.ok('map: a line begins with its range, all of one width', len(text) == len(found) and
         len({len(t.split()[0]) for t in text}) == 1 and
         all(int(t.split('-')[0], 16) == f['at'] for t, f in zip(text, found)), text[:5])


def judged(g, c):
    """What map says of /dev/mem comes true: one unit of each region is asked for."""
    found = regions(g)[1]
    starts = {f['at']: f for f in found if f['devmem'] != 'unknown'}  # of several with one start, the innermost is last
    # not asked: what reading could upset - the console itself, and what the trace is full of
    some = [f for f in starts.values() if f['at'] + 16 < 1 << 40]
    text = '\n'.join('rd =%x' % f['at'] for f in some)
    r = g.run("printf '%s\\n' '" + "' '".join(text.split('\n')) + "' >/tmp/each; physmon -r -k -f /tmp/each", seconds=120)
    refused = {int(m, 16) for m in re.findall(r"can't map ([0-9a-f]+): [^\n]*(?:has claimed|System RAM|not permitted)", r.err)}
    wrong = [(f['first'], f['name'], f['devmem']) for f in some
             if (f['at'] in refused) != (f['devmem'] in ('ram', 'claimed'))]
    words = sorted({f['devmem'] for f in some})
    c.ok('map: whether /dev/mem lets one in comes true for %d regions (%s)' % (len(some), ' '.join(words)),
         not wrong and len(some) > 5, '%s\n%s' % (wrong, r.err[:2000]))


def arm_names(g, c):
    """With iomem=relaxed: names of the device tree stand for what the bus answers at."""
    rows = [('rd @pl011+fe0 4', ''.join('%08x = %08x\n' % (0x9000fe0 + 4 * i, v) for i, v in
                                        enumerate((0x11, 0x10, 0x14, 0))), PL011, each('read', 0x9000fe0, 4, 4)),
            ('rd @"pl031@9010000"+fe0', '09010fe0 = 00000031\n', PL031, each('read', 0x9010fe0, 4, 1)),
            ('rb @"/pl061@9030000"+fe0', '09030fe0 = 61\n', PL061, each('read', 0x9030fe0, 1, 1)),
            ('rd @intc+8', '08000008 = 0000043b\n', GIC, each('read', 0x8000008, 4, 1)),
            ('ww @"fw-cfg"+8 0; rd @"fw-cfg@9020000"', '09020000 = 554d4551\n', FW_CTL,
             each('write', 0x9020008, 2, 1)),
            ('rb @"9030000.pl061"+fe0', '09030fe0 = 61\n', PL061, each('read', 0x9030fe0, 1, 1))]
    for commands, out, device, bus in rows:
        c.did('names: ' + commands, pm(g, commands), out=out, device=device, bus=bus)
    c.did('names: an ambiguous one lists what it could be, and nothing is touched',
          pm(g, 'rd @pl011+fe0; rd @virtio_mmio'), status=2, device=PL011, bus=[],
          err=r'@virtio_mmio is ambiguous: /virtio_mmio@a000000 at 0a000000, [^\n]*and others')
    c.did('names: one of several meanings', pm(g, 'rd @"pcie@10000000"'), status=2, err='ambiguous')
    c.did('whatis: region, node, driver', pm(g, 'whatis 9000018'),
          out='09000000-09000fff 9000000.pl011 pl011@9000000+18 (iomem: driver uart-pl011, open)\n'
              '09000000-09000fff /pl011@9000000+18 (device tree: arm,pl011 arm,primecell)\n')
    c.did('whatis: what only the device tree knows', pm(g, 'whatis 8000008'),
          out='08000000-0800ffff /intc@8000000+8 (device tree: arm,cortex-a15-gic)\n')
    c.did('whatis: nobody', pm(g, 'whatis 60000000000'), status=1, err='nothing is known about 60000000000')


def arm_claims(g, c):
    """Strict: the sentence names driver and node."""
    c.did('a claim: driver, node and compatible string', pm(g, 'rd 9000018'), status=1, out='09000018 = --------\n',
          err=r'^physmon: [^\n]*can\'t map 09000018: 9000000.pl011 pl011@9000000 \(driver uart-pl011, node '
              r'/pl011@9000000, arm,pl011 arm,primecell\) has claimed 09000000-09000fff[^\n]*iomem=relaxed[^\n]*or unbind the'
          r' driver: echo 9000000.pl011 >/sys/bus/amba/drivers/uart-pl011/unbind\n$')
    # 8 bits of the interrupt controller's identification: QEMU's refuses none; a hole inside its node's range does
    c.did('a bus error: the node that stands there', pm(g, 'rd 8001000'), status=1, out='08001000 = --------\n',
          err=r'bus error reading 32 bits at 08001000: intc@8000000 \(node /intc@8000000, arm,cortex-a15-gic\) is there')
    c.did('a hole is nobody', pm(g, 'rd a100000'), status=1, out='0a100000 = --------\n',
          err=r'nothing is listed there in /proc/iomem')


def pci(g, c):
    """The BAR of edu, by its name; disabled or not, mapped through /dev/mem."""
    device = g.run("grep -l 0x11e8 /sys/bus/pci/devices/*/device").out.split('/')[-2]
    base = int(g.run('head -n 1 /sys/bus/pci/devices/%s/resource' % device).out.split()[0], 16)
    g.run('echo 1 >/sys/bus/pci/devices/%s/enable' % device)
    edu = Device('edu', base, base + 0xfffff, 'edu-mmio')
    for name in ('%s/0' % device, '%s/0' % device[5:]):
        c.did('a BAR by its name: @"%s"' % name, pm(g, 'rd @"%s"' % name), out='%08x = 010000ed\n' % base,
              device=edu, bus=each('read', base, 4, 1))
    c.did('whatis: a BAR', pm(g, 'whatis %x' % (base + 8)), out=None)
    r = pm(g, 'whatis %x' % (base + 8))
    c.ok('whatis: the device and its BAR', '%08x-%08x %s/0+8 (pci: 1234:11e8, no driver)' %
         (base, base + 0xfffff, device) in r.out, r)


def x86_names(g, c):
    hpet = Device('hpet', 0xfed00000, 0xfed000ef, 'hpet')
    c.did('names: rd @"HPET 0"', pm(g, 'rd @"HPET 0"'), out='fed00000 = 8086a201\n', device=hpet,
          bus=each('read', 0xfed00000, 4, 1))
    c.did('names: @"Local APIC" is claimed, and told so', pm(g, 'rd @"Local APIC"'), status=1,
          out='fee00000 = --------\n', err=SENTENCE % r'Local APIC has claimed[^\n]*iomem=relaxed')
    c.did('names: @reserved would be several', pm(g, 'rd @Reserved'), status=2, err='@Reserved is ambiguous')


def users(g, c):
    """An ordinary user sees no addresses in /proc/iomem; the device tree is for all."""
    r = g.run(USER % 'physmon -t none -c map')
    tree_there = 'intc@8000000' in r.out or 'gpio@7e200000' in r.out
    c.ok('map as a user: what the device tree and sysfs tell, and why it is less', r.status == 0 and
         'CAP_SYS_ADMIN' in r.err and 'closed' in r.out and (tree_there or g.arch == 'x86_64'), r)
    if g.arch == 'arm64':
        c.did('@pl011 as a user', g.run(USER % "physmon -t none --bare -c '? @pl011'"), out='0x9000000\n')


def doctor(g, c):
    """--doctor tells the kernel's facts, and each target that is there, which then can be opened."""
    r = g.run('physmon --doctor')
    lines = [re.sub(' +', ' ', line) for line in r.out.splitlines()]
    bits = [line for line in lines if line.startswith('info address bits')]
    c.ok('--doctor: address bits', bits == ['info address bits 40'] if g.arch == 'x86_64' else
         len(bits) == 1 and bits[0].startswith('info address bits at least '), bits)
    for line in ('ok capability CAP_SYS_RAWIO', 'ok capability CAP_SYS_ADMIN', 'ok lockdown none',
                 'info STRICT_DEVMEM yes: System RAM is refused', 'info iomem=relaxed no: not on the kernel\'s command line'):
        c.ok('--doctor: ' + line, line in lines, r.out)
    offered = [line.split(' -t ')[1].split(': ')[0] for line in lines if line.startswith('info target')]
    c.ok('--doctor: BARs are among the targets', any(re.match(r'pci:\S+/0$', o) for o in offered), offered)
    for spec in offered:
        if not re.search(r'[\[\]A-Z]', spec):
            r = g.run("physmon -t %s -c 'base'" % spec)
            c.ok('--doctor: %s can be opened' % spec, r.status == 0, r)


def lockdown(g, c):
    words = {f['devmem'] for f in regions(g)[1]}
    c.equal('lockdown: map says that /dev/mem is closed', words, {'closed'})


def reserved(g, c):
    """Memory that the device tree keeps from the kernel (no-map), and some that it only sets aside."""
    c.did('reserved memory: known by its name, written and read back',
          pm(g, 'wq @"frames@47000000"+8 1122334455667788; rq @"/reserved-memory/frames@47000000"+8'),
          out='47000008 = 1122334455667788\n')
    c.equal('reserved memory: it is RAM, seen from the host', g.ram(0x47000008, 8).hex(), '8877665544332211')
    c.did('reserved memory: whatis', pm(g, 'whatis 47000000'),
          out='47000000-470fffff reserved (iomem: open)\n'
              '47000000-470fffff /reserved-memory/frames@47000000 (device tree: example,frames)\n')
    c.did('memory that is mapped by the kernel all the same is System RAM', pm(g, 'rd @"pool@47800000"'), status=1,
          out='47800000 = --------\n', err='System RAM')


# ---- a device tree with reserved memory in it ----

BEGIN, END, PROP, NOP, LAST = 1, 2, 3, 4, 9  # tokens of a flattened device tree


def with_reserved(blob):
    """A flattened device tree with /reserved-memory added: at the end of its root, and of its strings."""
    head = list(struct.unpack('>10I', blob[:40]))
    structure, strings = blob[head[2]:head[2] + head[9]], blob[head[3]:head[3] + head[8]]

    def prop(name, value):
        nonlocal strings
        at = len(strings)
        strings += name.encode() + b'\0'
        return struct.pack('>3I', PROP, len(value), at) + value + bytes(-len(value) % 4)

    def node(name, *inside):
        name = name.encode() + b'\0'
        return struct.pack('>I', BEGIN) + name + bytes(-len(name) % 4) + b''.join(inside) + struct.pack('>I', END)

    cells = lambda *v: struct.pack('>%dI' % len(v), *v)
    more = node('reserved-memory', prop('#address-cells', cells(2)), prop('#size-cells', cells(2)), prop('ranges', b''),
                node('frames@47000000', prop('compatible', b'example,frames\0'), prop('no-map', b''),
                     prop('reg', cells(0, 0x47000000, 0, 0x100000))),
                node('pool@47800000', prop('reg', cells(0, 0x47800000, 0, 0x100000))))
    end = struct.pack('>2I', END, LAST)
    at = structure.rindex(end)
    structure = structure[:at] + more + end
    reserve = blob[head[4]:head[4] + 16 * (blob[head[4]:head[2]].index(bytes(16)) // 16 + 1)]
    head[4] = 40
    head[2] = 40 + len(reserve)
    head[3] = head[2] + len(structure)
    head[8], head[9] = len(strings), len(structure)
    head[1] = head[3] + len(strings)
    return struct.pack('>10I', *head) + reserve + structure + strings


def reserved_devices(out):
    """More of QEMU's command for the guest of reserved(): its device tree, from QEMU's own."""
    path, a = os.path.abspath(os.path.join(out, 'reserved.dtb')), ARCH['arm64']
    command, *machine = a.qemu.split()
    machine[machine.index('virt')] = 'virt,dumpdtb=' + path
    subprocess.run([command, *machine, '-m', a.memory, '-nic', 'none', '-display', 'none'], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    with open(path, 'rb') as f:
        blob = with_reserved(f.read())
    with open(path, 'wb') as f:
        f.write(blob)
    return '-dtb', path
