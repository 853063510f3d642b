# The physical address space of a made-up board: /proc/iomem, its device tree translated, its PCI BARs, its drivers.
$ $TESTS/cli/board.py board
$ physmon -t none --root=board -c map
@ needs python3
000000000-01fffffff System RAM (ram)
000210000-00185ffff   Kernel code (ram)
010000000-0100fffff   reserved (ram)
03f00a000-03f00a023 3f100000.watchdog asb (driver example-pm, claimed)
03f100000-03f100113 3f100000.watchdog pm (driver example-pm, claimed)
03f200000-03f2000b3 3f200000.gpio gpio@7e200000 (driver example-gpio, claimed)
03f201000-03f2011ff serial@7e201000 (claimed)
03f201000-03f2011ff   3f201000.serial serial@7e201000 (driver uart-pl011, claimed)
03f205000-03f2051ff i2c@7e205000 (open)
03f215040-03f21507f serial@7e215040 (disabled, open)
600000000-60000ffff pcie@600000000 (open)
6c0000000-6ffffffff pcie@600000000 (open)
6c0000000-6c00fffff   0000:00:01.0 (open)
6c0000000-6c0003fff     nvme (driver nvme, claimed)
6c0100000-6c0100fff   0000:00:02.0 (open)

# A glob selects by name, node, path, compatible strings, driver or BAR.
$ $TESTS/cli/board.py board
$ for g in 'serial@*' '/soc/i2c*' '*primecell*' example-pm '0000:00:02.0/0' 'Kernel*'; do
$ physmon -t none --root=board -c "map \"$g\""; done
@ needs python3
3f201000-3f2011ff serial@7e201000 (claimed)
3f201000-3f2011ff 3f201000.serial serial@7e201000 (driver uart-pl011, claimed)
3f215040-3f21507f serial@7e215040 (disabled, open)
3f205000-3f2051ff i2c@7e205000 (open)
3f201000-3f2011ff 3f201000.serial serial@7e201000 (driver uart-pl011, claimed)
3f00a000-3f00a023 3f100000.watchdog asb (driver example-pm, claimed)
3f100000-3f100113 3f100000.watchdog pm (driver example-pm, claimed)
6c0100000-6c0100fff 0000:00:02.0 (open)
00210000-0185ffff Kernel code (ram)

$ $TESTS/cli/board.py board
$ physmon -t none --root=board -c 'map gpio*; map "nobody*"'
@ needs python3
3f200000-3f2000b3 3f200000.gpio gpio@7e200000 (driver example-gpio, claimed)
! physmon: <-c>:1:16: no region, node, driver or BAR is called nobody*
= 1

# Whether it can be mapped goes by the kernel's command line and configuration.
$ $TESTS/cli/board.py board
$ echo iomem=relaxed >board/proc/cmdline
$ physmon -t none --root=board -c 'map "System*"; map "*gpio*"'
$ sed -i s/^CONFIG_STRICT_DEVMEM.*// board/boot/config-*
$ physmon -t none --root=board -c 'map "System*"'
$ mkdir -p board/sys/kernel/security
$ echo 'none [integrity] confidentiality' >board/sys/kernel/security/lockdown
$ physmon -t none --root=board -c 'map "System*"'
@ needs python3
00000000-1fffffff System RAM (ram)
3f200000-3f2000b3 3f200000.gpio gpio@7e200000 (driver example-gpio, open)
00000000-1fffffff System RAM (open)
00000000-1fffffff System RAM (closed)

# An ordinary user sees no addresses in /proc/iomem; the device tree tells them all the same.
$ $TESTS/cli/board.py board
$ sed -i 's/[0-9a-f]*-[0-9a-f]*/00000000-00000000/' board/proc/iomem
$ physmon -t none --root=board -c 'map "*serial*"; ? @gpio+34'
@ needs python3
3f201000-3f2011ff serial@7e201000 (driver uart-pl011, unknown)
3f215040-3f21507f serial@7e215040 (disabled, unknown)
0x3f200034 = 0t1059061812 = 0y111111001000000000000000110100
31   27   23   19   15   11   7    3
0011 1111 0010 0000 0000 0000 0011 0100
! physmon: /proc/iomem shows addresses only with CAP_SYS_ADMIN: this is what the device tree and sysfs tell

# A machine of which nothing is known.
$ mkdir empty; physmon -t none --root=empty -c 'map; whatis 0'
! physmon: /proc/iomem can't be read: this is what the device tree and sysfs tell
! physmon: <-c>:1:1: nothing is known of this machine: neither /proc/iomem nor a device tree can be read
= 1

$ $TESTS/cli/board.py board
$ physmon -t none --root=board --json -c 'map "*gpio*"; map "0000:00:02.0/0"'
$ physmon -t none --root=board --bare -c 'map "*gpio*"'
@ needs python3
{"first":"0x3f200000","last":"0x3f2000b3","name":"3f200000.gpio gpio@7e200000","depth":0,"driver":"example-gpio","devmem":"claimed","node":"/soc/gpio@7e200000","compatible":"example,gpio example,pins","pci":""}
{"first":"0x6c0100000","last":"0x6c0100fff","name":"0000:00:02.0","depth":1,"driver":"","devmem":"open","node":"","compatible":"","pci":"0000:00:02.0/0"}
0x3f200000 0x3f2000b3

# whatis: show what is at an address, and where in it.
$ $TESTS/cli/board.py board
$ physmon -k -t none --root=board -c 'whatis 3f201018; whatis 3f00a004; whatis 3f205000; whatis 6c0000010; whatis 500000; whatis 30000000'
@ needs python3
3f201000-3f2011ff 3f201000.serial serial@7e201000+18 (iomem: driver uart-pl011, claimed)
3f201000-3f2011ff /soc/serial@7e201000+18 (device tree: arm,pl011 arm,primecell)
3f00a000-3f00a023 3f100000.watchdog asb+4 (iomem: driver example-pm, claimed)
3f00a000-3f00a023 /soc/watchdog@7e100000+4 (device tree: example,pm, asb)
3f205000-3f2051ff /soc/i2c@7e205000 (device tree)
6c0000000-6c0003fff nvme+10 (iomem: driver nvme, claimed)
6c0000000-6c0003fff 0000:00:01.0/0+10 (pci: 1234:5678, driver nvme)
00210000-0185ffff Kernel code+2f0000 (iomem: ram)
00000000-1fffffff /memory@0+500000 (device tree)
! physmon: <-c>:1:92: nothing is known about 30000000
= 1

$ $TESTS/cli/board.py board
$ physmon -t none --root=board --json -c 'whatis @gpio+34'
$ physmon -t none --root=board -c 'base 3f200000; whatis 34'
@ needs python3
{"first":"0x3f200000","last":"0x3f2000b3","name":"3f200000.gpio gpio@7e200000","offset":"0x34","source":"iomem","detail":"driver example-gpio, claimed"}
{"first":"0x3f200000","last":"0x3f2000b3","name":"/soc/gpio@7e200000","offset":"0x34","source":"device tree","detail":"example,gpio example,pins"}
3f200000-3f2000b3 3f200000.gpio gpio@7e200000+34 (iomem: driver example-gpio, claimed)
3f200000-3f2000b3 /soc/gpio@7e200000+34 (device tree: example,gpio example,pins)

# Where addresses aren't physical ones, the machine has nothing to say of them.
$ physmon -t demo -c 'whatis 5000'
! physmon: <-c>:1:8: nothing is known about 00005000 in this target
= 1

# Names of regions, behind @ only.
$ $TESTS/cli/board.py board
$ for n in '@gpio' '@gpio+34' '@"gpio@7e200000"' '@"/soc/gpio@7e200000"' '@"3f200000.gpio"' '@serial0' \
$ '@"serial0/0"' '@watchdog' '@"watchdog/0"' '@"watchdog/1"' '@"watchdog/asb"' '@"/soc/watchdog@7e100000/asb"' \
$ '@"0000:00:02.0/0"' '@"00:02.0/0"+8' '@"Kernel code"' '@"memory@0"' '@reserved' '@i2c'
$ do physmon -t none --root=board --bare -c "? $n"; done
@ needs python3
0x3f200000
0x3f200034
0x3f200000
0x3f200000
0x3f200000
0x3f201000
0x3f201000
0x3f100000
0x3f100000
0x3f00a000
0x3f00a000
0x3f00a000
0x6c0100000
0x6c0100008
0x210000
0x0
0x10000000
0x3f205000

# One that stands for several addresses lists them; one that is unknown is just that.
$ $TESTS/cli/board.py board
$ for n in '@serial' '@"pcie@600000000"' gpio '@"watchdog/2"' '@"sensor@48"' '@"beyond@7f000000"' '@nothing' '@""'
$ do physmon -t none --root=board -c "? $n" || true; done
@ needs python3
! physmon: <-c>:1:3: @serial is ambiguous: /soc/serial@7e201000 at 3f201000, /soc/serial@7e215040 at 3f215040
! physmon: <-c>:1:3: @pcie@600000000 is ambiguous: /pcie@600000000 at 600000000, nvme at 6c0000000
! physmon: <-c>:1:3: gpio is neither a number nor a known name
! physmon: <-c>:1:3: watchdog/2 is not a known name: is @"watchdog/0" meant?
! physmon: <-c>:1:3: the name "sensor@48" is not known ('def "sensor@48" ADDR' defines it)
! physmon: <-c>:1:3: the name "beyond@7f000000" is not known ('def "beyond@7f000000" ADDR' defines it)
! physmon: <-c>:1:3: the name nothing is not known ('def nothing ADDR' defines it)
! physmon: <-c>:1:3: the name "" is not known ('def "" ADDR' defines it)

# What def says comes first. A board's dump is looked at by the board's names.
$ $TESTS/cli/board.py board
$ printf '0123456789abcdef' >dump
$ physmon --root=board -t file:dump@3f200000 -c 'r @gpio+4; def gpio 3f200008; r gpio; r @gpio'
@ needs python3
3f200004 = 34
3f200008 = 38
3f200008 = 38

# A plain read opens nothing of all that: no device tree, no sysfs, no description of the machine.
$ strace -f -e trace=open,openat,openat2,readlink,readlinkat -o calls physmon -t demo -c 'r 0; d 8000 10' >/dev/null
$ grep -c -e /sys -e device-tree -e iomem calls || true
@ needs strace
@ only native uncounted unsanitized
0
