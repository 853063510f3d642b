#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""physmon on real Debian kernels in QEMU: what "make check-vm" runs.

usage: tests/vm/run.py [--jobs N] [--list] [BOOT|GUEST...]

Builds a static physmon for each guest, boots them, and checks what physmon prints, its status, and what QEMU saw on the
bus meanwhile. One line a check; the last line is "N passed, N failed, N skipped"; status 1 if anything failed. With
CI=true a check that can't be made is a failure, else it is skipped. BOOT, GUEST: only these, or all of that guest; some
run only if they are named (--list marks them). O names the build folder (.build).

Nothing here needs root. The first run downloads kernels and headers; 370 MB of them stay in
$XDG_CACHE_HOME/physmon-vm or ~/.cache/physmon-vm.
"""
import argparse, collections, concurrent.futures, glob, os, shutil, sys, time, traceback

sys.dont_write_bytecode = True  # what is built stays in the build folder

import build, t_arm32, t_blocks, t_compat, t_console, t_devices, t_devmem, t_extra, t_gdb, t_kernel, t_map, t_modules, t_policy, t_ram, t_raspi
import t_pci, t_port, t_registers, t_time, t_uio
from check import Checks, Totals
from fetch import DEBIAN, Unavailable, emulator, fetch
from guest import ARCH, Guest, cpu_of

PACKAGES = {'qemu-system-x86_64': 'qemu-system-x86', 'qemu-system-aarch64': 'qemu-system-arm', 'cpio': 'cpio',
            'setpriv': 'util-linux',
            'gdb': 'gdb', 'gcc': 'gcc', 'make': 'make', 'dpkg': 'dpkg', 'apt-get': 'apt'}

Boot = collections.namedtuple('Boot', 'name arch append devices watched modules sections asked', defaults=(False,))
EDU = ('-device', 'edu')
SHM = ('-object', 'memory-backend-file,id=shm,size=1M,mem-path=DIR/shm,share=on', '-device', 'ivshmem-plain,memdev=shm')
PCI = EDU + SHM + ('-device', 'pci-testdev')
SECOND = ('-object', 'memory-backend-ram,id=more,size=1M,share=on', '-device', 'ivshmem-plain,memdev=more')
COM2 = ('-chardev', 'null,id=com2', '-device', 'isa-serial,chardev=com2,index=1')
RAM = t_ram.WATCHED
BLOCKS = (t_blocks.ranges, t_blocks.bits, t_blocks.files, t_blocks.ram_test, t_blocks.editing)
BOOTS = [  # the longest first
    Boot('arm64-relaxed', 'arm64', 'mem=192M iomem=relaxed', EDU,
         (RAM['arm64'], (0x9000fc0, 0x9000fff), (0x9010000, 0x903ffff)), True,
         (t_ram.widths, t_ram.shapes, t_compat.compat, t_devices.arm, t_devices.edu, t_map.tree, t_map.arm_names, t_map.pci,
          t_console.console, t_console.plain, t_console.scripts, t_pci.ecam, t_pci.relaxed,
          t_time.polling, t_time.snapshots, t_time.recording, t_time.latency)),
    Boot('x86_64', 'x86_64', 'mem=192M', EDU + ('-device', 'pc-testdev'),
         (RAM['x86_64'], (0xfed00000, 0xfed000ef), (0xff000000, 0xff00ffff)), True,
         (t_ram.widths, t_ram.shapes, t_ram.refused, t_ram.edge, t_ram.first_mib, t_devices.x86,
          t_devices.claims_x86, t_devices.edu, t_devmem.table, t_devmem.accesses,
          t_devmem.differences, t_policy.users, t_map.tree, t_map.judged, t_map.x86_names, t_map.pci, t_map.doctor, t_map.users,
          t_modules.devices, t_modules.revoked)),
    Boot('arm64', 'arm64', 'mem=192M', EDU, (RAM['arm64'], (0x9000fc0, 0x9000fff), (0x9010000, 0x903ffff)), True,
         (t_ram.refused, t_ram.edge, t_devices.holes, t_devices.claims, t_devices.edu, t_devmem.table,
          t_devmem.accesses, t_devmem.differences,
          t_policy.users, t_map.tree, t_map.judged, t_map.arm_claims, t_map.doctor, t_map.users,
          t_modules.devices, t_modules.revoked)),
    Boot('arm64-registers', 'arm64', 'mem=192M iomem=relaxed', EDU, t_registers.WATCHED, False, (t_registers.virt,)),
    Boot('armhf-relaxed', 'armhf', 'mem=1G iomem=relaxed', EDU + SHM,
         (RAM['armhf'], t_arm32.HIGH, (0x9000fc0, 0x9000fff), (0x9010000, 0x903ffff)), False,
         (t_compat.compat, t_arm32.high, t_arm32.bar, t_devices.arm, t_map.tree, t_map.arm_names, t_map.pci)),
    Boot('armhf', 'armhf', 'mem=1G', EDU, (RAM['armhf'], (0x9000fc0, 0x9000fff), (0x9010000, 0x903ffff)), False,
         (t_ram.edge, t_devices.holes, t_devices.claims, t_devices.edu, t_map.judged, t_map.arm_claims,
          t_devmem.table, t_devmem.accesses, t_devmem.differences, t_kernel.without_kcore)),
    Boot('x86_64-kernel', 'x86_64', 'mem=192M memmap=1M$128M', EDU + ('-vga', 'std'), ((0xb8000, 0xb8fff),), True,
         (t_kernel.load, t_kernel.kcore, t_kernel.kmem, t_kernel.handed_on, t_kernel.memmap, t_kernel.screen,
          t_kernel.cached, t_kernel.beyond_x86, t_kernel.windows, t_kernel.whatis, t_kernel.locked)),
    Boot('arm64-kernel', 'arm64', 'mem=192M', EDU, (), True,
         (t_kernel.load, t_kernel.kcore, t_kernel.kmem, t_kernel.handed_on, t_kernel.cached, t_kernel.beyond, t_kernel.locked)),
    Boot('x86_64-pci', 'x86_64', 'mem=192M', PCI + COM2, (), True,
         (t_pci.listing, t_pci.bars, t_pci.memory, t_pci.config, t_pci.bad, t_port.pc, t_port.bar, t_uio.generic,
          t_pci.claimed, t_uio.maps, t_pci.removed)),
    Boot('arm64-pci', 'arm64', 'mem=192M', PCI + SECOND, (), True,
         (t_pci.listing, t_pci.bars, t_pci.memory, t_pci.small, t_pci.config, t_pci.bad, t_port.others, t_uio.generic,
          t_pci.claimed, t_uio.maps, t_pci.removed, t_arm32.bar)),
    Boot('armhf-pci', 'armhf', 'mem=1G', PCI + SECOND, (), False,
         (t_pci.listing, t_pci.bars, t_pci.memory, t_pci.small, t_pci.config, t_pci.bad, t_port.others, t_pci.removed)),
    Boot('x86_64-blocks', 'x86_64', 'mem=192M', (), (RAM['x86_64'],), False, BLOCKS),
    Boot('arm64-blocks', 'arm64', 'mem=192M', (), (RAM['arm64'],), False, BLOCKS),
    Boot('armhf-blocks', 'armhf', 'mem=1G', (), (RAM['armhf'],), False, BLOCKS),
    Boot('x86_64-gdb', 'x86_64', 'mem=192M', EDU + t_gdb.LINES['x86_64'], (), False, (t_gdb.edu,)),
    Boot('arm64-gdb', 'arm64', 'mem=192M iomem=relaxed', t_gdb.LINES['arm64'], (), False, (t_gdb.arm,)),
    Boot('x86_64-console', 'x86_64', 'mem=192M', (), (RAM['x86_64'],), False,
         (t_console.console, t_console.plain, t_console.scripts)),
    Boot('x86_64-lockdown', 'x86_64', 'mem=192M lockdown=integrity iomem=relaxed', EDU, (), False,
         (t_policy.lockdown, t_pci.lockdown, t_port.lockdown)),
    Boot('arm64-lockdown', 'arm64', 'mem=192M lockdown=integrity', EDU, (), False,
         (t_policy.lockdown, t_map.lockdown, t_pci.lockdown)),
    Boot('arm64-reserved', 'arm64', '', t_map.reserved_devices, (), False, (t_map.reserved,)),
    Boot('raspi3b', 'raspi3b', 'iomem=relaxed', (), (), False, (t_registers.raspi, t_raspi.board, t_map.tree)),
    Boot('raspi3b-strict', 'raspi3b', '', (), (), False, (t_raspi.claims, t_map.judged, t_map.users)),
    # pages of 64 KiB; and a kernel without CONFIG_STRICT_DEVMEM
    Boot('ppc64el', 'ppc64el', 'mem=768M', PCI, (RAM['ppc64el'],), False,
         (t_extra.pages, t_extra.private, t_ram.widths, t_ram.shapes, t_ram.refused, t_ram.edge, t_extra.edu,
          t_blocks.ranges, t_blocks.bits, t_blocks.files, t_blocks.ram_test, t_map.tree, t_extra.kcore, t_extra.no_ports,
          t_extra.doors, t_extra.units), True),
    Boot('mipsel', 'mipsel', 'mem=256M', ('-device', 'pci-testdev'), (RAM['mipsel'],), False,
         (t_compat.memory, t_extra.private, t_extra.system_ram, t_extra.kcore, t_map.tree, t_blocks.ranges, t_blocks.bits,
          t_extra.units), True),
]


def files_of(arch, out, modules):
    """What a guest holds besides busybox."""
    top = fetch(arch)
    plain = build.physmon(arch, out, False)
    program = build.physmon(arch, out) if DEBIAN[arch][2] else plain
    files = {'bin/physmon': program, 'bin/devmem': program, 'bin/physmon-plain': plain}
    if arch in t_devmem.OTHERS:
        files['lib/devmem.sh'] = t_devmem.script(arch, os.path.join(out, 'vm-' + arch, 'devmem.sh'))
    if arch == 'arm64':
        files['bin/physmon32'] = build.physmon('armhf', out, False)
    if arch in t_extra.ARCHS:
        files.update({'tests/' + name: path for name, path in build.unit_tests(arch, out).items()})
    for script in glob.glob(build.HERE + '/mirror*.physmon'):
        files['lib/mirror/' + os.path.basename(script)] = script
    if arch == 'arm64':
        files.update(t_registers.FILES)
    for config in glob.glob(top + '/boot/config-*'):
        files['boot/' + os.path.basename(config)] = config
    if modules:
        files.update({'lib/%s.ko' % name: path for name, path in build.modules(arch, out).items()})
    for path in glob.glob(top + '/lib/modules/*/kernel/drivers/uio/uio*.ko'):
        files['lib/' + os.path.basename(path)] = path
    for term in ('v/vt100', 'd/dumb'):
        for place in ('/lib/terminfo/', '/usr/share/terminfo/', '/etc/terminfo/'):
            if os.path.exists(place + term):
                files['lib/terminfo/' + term] = place + term
                break
    return files


def run_boot(boot, files, plugin, out, totals):
    c = Checks(totals, boot.name)
    started = time.monotonic()
    try:
        devices = boot.devices(out) if callable(boot.devices) else boot.devices
        g = Guest(boot.arch, files, boot.append, devices, plugin if boot.watched else None, boot.watched,
                  limit=900 if boot.asked else 280)  # the unit tests take long
    except Exception as e:
        c.ok('boots', False, e)
        return
    c.ok('boots (%.1f s)' % (time.monotonic() - started), True)
    try:
        for section in boot.sections:
            try:
                section(g, c)
            except Exception as e:  # the guest may be stuck in this section only
                at = traceback.extract_tb(e.__traceback__)
                where = [f for f in at if os.path.basename(f.filename).startswith('t_')][-1:] or at[-1:]
                c.ok('%s to its end' % section.__name__, False,
                     '%s:%d: %s: %s' % (os.path.basename(where[0].filename), where[0].lineno,
                                                                                  type(e).__name__, e))
                g.resync()
    except Exception as e:
        c.ok('the guest lives', False, '%s: %s' % (type(e).__name__, e))
    finally:
        g.close()
    print('      %s: %.1f s' % (boot.name, time.monotonic() - started), flush=True)


def main():
    ap = argparse.ArgumentParser(usage=__doc__.split('\n\n')[1].replace('usage: ', '', 1))
    ap.add_argument('--jobs', type=int, default=2)
    ap.add_argument('--list', action='store_true')
    ap.add_argument('boots', nargs='*')
    args = ap.parse_args()
    if args.list:
        print('\n'.join(b.name + (' (only if named)' if b.asked else '') for b in BOOTS))
        return 0
    unknown = set(args.boots) - {b.name for b in BOOTS} - {b.arch for b in BOOTS}
    if unknown:
        ap.error('no boot %s; --list shows them' % ', '.join(sorted(unknown)))
    boots = [b for b in BOOTS if b.name in args.boots or b.arch in args.boots or not args.boots and not b.asked]
    started, totals, ci = time.monotonic(), Totals(), os.environ.get('CI') == 'true'
    out = os.environ.get('O') or os.path.join(build.TOP, '.build')
    os.makedirs(out, exist_ok=True)

    def cannot(what, why):
        totals.line('FAIL' if ci else 'skip', 'set-up', what, why)

    missing = {p for command, p in PACKAGES.items() if not shutil.which(command)}
    archs = {cpu_of(b.arch) for b in boots}
    for arch in archs | ({'armhf'} if 'arm64' in archs else set()):
        if shutil.which('gcc') and not shutil.which(build.prefix_of(arch) + 'gcc'):
            missing |= {'gcc-' + build.prefix_of(arch)[:-1].replace('_', '-'),
                        'libc6-dev-%s-cross' % DEBIAN[arch][0]}
    if missing:
        cannot('real kernels', 'these packages are missing: apt-get install ' + ' '.join(sorted(missing)))
        boots = []
    files, plugin = {}, None
    try:
        for b in boots:
            emulator(ARCH[b.arch].qemu.split()[0])
        for cpu in sorted(archs):
            fetch(cpu)
            files[cpu] = files_of(cpu, out, any(b.modules for b in boots if cpu_of(b.arch) == cpu))
        if boots:
            plugin = build.plugin(out)
    except Unavailable as e:
        cannot('real kernels', 'the kernels can\'t be had from the archive: %s' % e)
        boots = []
    except build.Failed as e:
        totals.line('FAIL', 'set-up', 'builds', str(e))
        boots = []
    if boots:
        print('      built after %.1f s' % (time.monotonic() - started), flush=True)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        for done in [pool.submit(run_boot, b, files[cpu_of(b.arch)], plugin, out, totals) for b in boots]:
            done.result()
    if totals.failures:
        print('failed:\n  ' + '\n  '.join(totals.failures))
    print('%d passed, %d failed, %d skipped' % (totals.passed, totals.failed, totals.skipped), flush=True)
    return 1 if totals.failed else 0


if __name__ == '__main__':
    sys.exit(main())
