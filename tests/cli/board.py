#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""board.py DIR - makes DIR: the proc, sys and boot of a made-up machine, for physmon --root=DIR.

A board whose buses move addresses (soc: 7e000000 is 3f000000 to the CPU), with two UARTs, a block of two ranges, a PCI
bridge, reserved memory, and things that have no address. Lines of TREE: "node", indented by its depth, or "name = value"
of the node above: <cells>, "strings", or nothing.
"""
import os
import re
import struct
import sys

TREE = """
#address-cells = <2>
#size-cells = <1>
compatible = "example,board"
aliases
 serial0 = "/soc/serial@7e201000"
 serial1 = "/soc/serial@7e215040"
 nothing = "/soc/absent@1"
memory@0
 device_type = "memory"
 reg = <0 0 0x20000000>
reserved-memory
 #address-cells = <2>
 #size-cells = <1>
 ranges =
 frames@10000000
  no-map =
  reg = <0 0x10000000 0x100000>
cpus
 #address-cells = <1>
 #size-cells = <0>
 cpu@1
  reg = <1>
soc
 #address-cells = <1>
 #size-cells = <1>
 compatible = "simple-bus"
 ranges = <0x7e000000 0 0x3f000000 0x1000000 0x40000000 0 0x40000000 0x1000>
 gpio@7e200000
  compatible = "example,gpio" "example,pins"
  reg = <0x7e200000 0xb4>
 serial@7e201000
  compatible = "arm,pl011" "arm,primecell"
  reg = <0x7e201000 0x200>
 serial@7e215040
  compatible = "example,uart"
  reg = <0x7e215040 0x40>
  status = "disabled"
 watchdog@7e100000
  compatible = "example,pm"
  reg = <0x7e100000 0x114 0x7e00a000 0x24>
  reg-names = "pm" "asb"
 beyond@7f000000
  reg = <0x7f000000 0x100>
 i2c@7e205000
  #address-cells = <1>
  #size-cells = <0>
  reg = <0x7e205000 0x200>
  sensor@48
   reg = <0x48>
pcie@600000000
 device_type = "pci"
 #address-cells = <3>
 #size-cells = <2>
 compatible = "example,pcie"
 reg = <6 0 0x10000>
 ranges = <0x02000000 0 0xc0000000 6 0xc0000000 0 0x40000000>
"""
IOMEM = """00000000-1fffffff : System RAM
  00210000-0185ffff : Kernel code
  10000000-100fffff : reserved
3f00a000-3f00a023 : 3f100000.watchdog asb
3f100000-3f100113 : 3f100000.watchdog pm
3f200000-3f2000b3 : 3f200000.gpio gpio@7e200000
3f201000-3f2011ff : serial@7e201000
  3f201000-3f2011ff : 3f201000.serial serial@7e201000
6c0000000-6ffffffff : pcie@600000000
  6c0000000-6c00fffff : 0000:00:01.0
    6c0000000-6c0003fff : nvme
  6c0100000-6c0100fff : 0000:00:02.0
"""
DEVICES = {"platform/devices/3f200000.gpio": ("soc/gpio@7e200000", "example-gpio"),
           "amba/devices/3f201000.serial": ("soc/serial@7e201000", "uart-pl011"),
           "platform/devices/3f100000.watchdog": ("soc/watchdog@7e100000", "example-pm")}
PCI = {"0000:00:01.0": ("nvme", "0x00000006c0000000 0x00000006c0003fff 0x0000000000140204\n"),
       "0000:00:02.0": (None, "0x00000006c0100000 0x00000006c0100fff 0x0000000000040200\n")}


def value(text):
    if text.startswith("<"):
        return b"".join(struct.pack(">I", int(w, 0)) for w in text.strip("<>").split())
    return b"".join(s.encode() + b"\0" for s in re.findall('"([^"]*)"', text))


def put(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data if isinstance(data, bytes) else data.encode())


def link(to, path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(to, path)


def board(top):
    path = []
    for line in TREE.strip("\n").split("\n"):
        depth = len(line) - len(line.lstrip(" "))
        name, equals, rest = line.strip().partition(" =")
        path[depth:] = []
        where = os.path.join(top, "proc/device-tree", *path)
        if equals:
            put(os.path.join(where, name), value(rest.strip()))
        else:
            path.append(name)
            os.makedirs(os.path.join(where, name))
    put(top + "/proc/iomem", IOMEM)
    put(top + "/proc/cmdline", "console=ttyAMA0\n")
    put(top + "/boot/config-" + os.uname().release, "CONFIG_DEVMEM=y\nCONFIG_STRICT_DEVMEM=y\nCONFIG_IO_STRICT_DEVMEM=y\n")
    for device, (node, driver) in DEVICES.items():
        link("../../../../firmware/devicetree/base/" + node, f"{top}/sys/bus/{device}/of_node")
        link("../../../../bus/x/drivers/" + driver, f"{top}/sys/bus/{device}/driver")
    for device, (driver, resource) in PCI.items():
        folder = f"{top}/sys/bus/pci/devices/{device}"
        put(folder + "/resource", resource)
        for name, number in (("vendor", "0x1234"), ("device", "0x5678"), ("class", "0x010802")):
            put(f"{folder}/{name}", number + "\n")
        if driver:
            link("../../../bus/pci/drivers/" + driver, folder + "/driver")


if __name__ == "__main__":
    board(sys.argv[1])
