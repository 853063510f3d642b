#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Debian's gdb, and lldb, with physmon --gdb behind a pipe: what it shows, and which accesses that made, as --trace announces them.

usage: tests/gdb/realgdb.py [WORD]...      a WORD takes only the tests whose title holds it
Ends with "N passed, N failed, N skipped". From the environment: PHYSMON, the program.
"""
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "hard"))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "pty"))

from client import PHYSMON
from term import Term
import hard

tests = hard.Tests()
GDB = shutil.which("gdb-multiarch") or shutil.which("gdb")
RAM = b"This is the RAM of the demo board"
COMPLAINTS = re.compile(r"(?i)too long|truncated|unknown arch|xml|mismatch|malformed|invalid|packet error")
ORDER = "little" if sys.byteorder == "little" else "big"


def test(f):
    @tests.test
    def run(tmp):
        return f(tmp) if GDB else "there is no gdb"
    tests.tests[-1] = (run, False)
    run.__name__ = f.__name__


def server(tmp, *options):
    """What gdb opens a pipe to; its standard error and its status are left in files."""
    line = shlex.join([PHYSMON, "--demo", "--trace", *options]) + f" 2>{tmp}/err; echo $? >{tmp}/status"
    return "target remote | " + line


def gdb(tmp, *commands, options=("--gdb",), patience=60):
    """What gdb prints, and the accesses. Every test sees that gdb finds nothing to complain of, and that the server ends."""
    for name in ("err", "status"):
        if os.path.exists(f"{tmp}/{name}"):
            os.unlink(f"{tmp}/{name}")
    argv = [GDB, "-nx", "-batch", "-ex", "set confirm off", "-ex", "set width 0", "-ex", server(tmp, *options)]
    for c in commands:
        argv += ["-ex", c]
    p = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=patience,
                       env={**os.environ, "LC_ALL": "C", "HOME": tmp})
    out = p.stdout.decode(errors="replace")
    assert not COMPLAINTS.search(out), out
    return out, accesses(tmp)


def ended(tmp, patience=20):
    """The server's status, once it has one."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if os.path.exists(f"{tmp}/status") and os.path.getsize(f"{tmp}/status"):
            with open(f"{tmp}/status", encoding="ascii") as f:
                return int(f.read())
        time.sleep(0.01)
    raise AssertionError("the server goes on")


def accesses(tmp):
    assert ended(tmp) == 0
    with open(f"{tmp}/err", encoding="utf-8", errors="replace") as f:
        return [line for line in f.read().splitlines() if line.startswith(("read", "write"))]


def number(data):
    return int.from_bytes(data, ORDER)


@test
def gdb_reads_nothing_on_its_own(tmp):
    out, seen = gdb(tmp, "info registers", "info threads", "info mem", "detach")
    assert seen == [] and re.search(r"0x0+ 0x0*10000 rw", out) and "Inferior 1 (Remote target) detached" in out, (out, seen)
    out, seen = gdb(tmp, "info mem", options=("--gdb=8000,10", "--gdb=0,4"))
    assert seen == [] and len(re.findall(r"^\d+ +y", out, re.M)) == 2, (out, seen)


@test
def one_examined_unit_is_one_access(tmp):
    out, seen = gdb(tmp, *("x/1x%s 0x8008" % c for c in "bhwg"))
    assert seen == ["read8 00008008", "read16 00008008", "read32 00008008", "read64 00008008"], (out, seen)
    for n in (1, 2, 4, 8):
        assert "0x8008:\t0x%0*x\n" % (2 * n, number(RAM[8:8 + n])) in out, out


@test
def printed_and_set_variables_are_one_access(tmp):
    out, seen = gdb(tmp, "p/x *(unsigned int *)0x8004", "set var *(unsigned short *)0x8010 = 0xbeef", "set {char}0x8013 = 1",
                    "set var *(unsigned long long *)0x8018 = 0x1122334455667788", "p/x *(unsigned short *)0x8010",
                    options=("--gdb=8000,100", "--gdb-writes"))
    assert seen == ["read32 00008004", "write16 00008010 beef", "write8 00008013 01", "write64 00008018 1122334455667788",
                    "read16 00008010"], (out, seen)
    assert "$1 = 0x%x\n" % number(RAM[4:8]) in out and "$2 = 0xbeef\n" in out, out


@test
def nothing_is_written_unless_that_was_asked_for(tmp):
    out, seen = gdb(tmp, "set var *(int *)0x8000 = 1", "monitor wd 8000 1", "x/1xw 0x8000")
    assert seen == ["read32 00008000"] and "Cannot access memory at address 0x8000" in out and "read-only" in out, (out, seen)


@test
def what_lies_outside_of_the_ranges_is_not_touched(tmp):
    out, seen = gdb(tmp, "x/1xw 0x8010", "x/1xb 0", "p *(int *)0x800e", "x/2xw 0x800c", "info frame", "bt",
                    options=("-w", "d", "--gdb=8000,10"))
    assert all(0x8000 <= int(a.split()[1], 16) < 0x8010 for a in seen), (out, seen)
    assert out.count("Cannot access memory") >= 3, out


@test
def a_block_is_made_of_units_of_the_session(tmp):
    path = tmp + "/dump"
    _, seen = gdb(tmp, f"dump binary memory {path} 0x8000 0x8020", options=("-w", "d", "--gdb"))
    assert seen == ["read32 %08x" % a for a in range(0x8000, 0x8020, 4)] and hard.contents(path) == RAM[:32], seen
    with open(path, "wb") as f:
        f.write(bytes(range(256)) * 8)  # more would be slow: each access is announced, and synced
    _, seen = gdb(tmp, f"restore {path} binary 0x9000", f"dump binary memory {path}2 0x9000 0x9800",
                  options=("-w", "q", "--gdb=9000,800", "--gdb-writes"))
    assert hard.contents(path + "2") == bytes(range(256)) * 8
    assert [a.split()[:2] for a in seen] == [[kind, "%08x" % a] for kind in ("write64", "read64") for a in range(0x9000, 0x9800, 8)]


@test
def find_stays_in_its_range(tmp):
    out, seen = gdb(tmp, "find /b 0x8000, +0x100, 'R', 'A', 'M'", "find /w 0x8000, +0x100, 0x12345678")
    assert "0x%x\n1 pattern found." % (0x8000 + RAM.index(b"RAM")) in out and "Pattern not found." in out, out
    assert {a.split()[0] for a in seen} <= {"read8"} and seen, seen
    assert all(0x8000 <= int(a.split()[1], 16) < 0x8100 for a in seen), seen


@test
def a_bus_error_is_no_value(tmp):
    out, seen = gdb(tmp, "x/1xw 0x4000", "p *(int *)0x4000", "x/1xw 0x8000")
    assert out.count("Cannot access memory at address 0x4000") == 2 and "0x8000:\t0x%08x" % number(RAM[:4]) in out, out
    assert seen == ["read32 00004000", "read32 00004000", "read32 00008000"], seen


@test
def monitor_prints_what_commands_print(tmp):
    out, seen = gdb(tmp, "monitor rd 8000 2", "monitor r 4000", "monitor nonsense", "monitor q", "monitor d 8000 1000")
    assert "00008000 = %08x\n00008004 = %08x\n" % (number(RAM[:4]), number(RAM[4:8])) in out, out
    assert "bus error reading 32 bits at 00004000" in out and "nonsense" in out and "monitor command" in out, out
    assert len(re.findall(r"^0000[0-9a-f]{4}: ", out, re.M)) == 0x100 and "00008ff0: " in out, out
    assert len(seen) == 2 + 1 + 0x400, len(seen)


@test
def detach_disconnect_kill_and_the_end_of_gdb_end_it(tmp):
    for command in ("detach", "disconnect", "kill", "quit", "target remote | false"):
        gdb(tmp, command)  # it looks at the server's status


@test
def every_processor_finds_its_registers(tmp):
    names = ["i386:x86-64", "i386", "aarch64", "arm", "riscv:rv64", "riscv:rv32"]
    listed = subprocess.run([GDB, "-nx", "-batch", "-ex", "set architecture"], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, check=False).stdout.decode()
    known = [n for n in names if f" {n}," in listed.replace("are ", "are  ")]
    assert known, listed
    for name in known:
        out, seen = gdb(tmp, "show architecture", "p/x $pc", "p/x $sp", "info registers", "x/1xw 0x8000",
                        options=("--gdb", "--gdb-arch", name))
        assert seen == ["read32 00008000"], (name, out, seen)
        assert f'(currently "{name}")' in out and "0x8000:\t0x%08x" % number(RAM[:4]) in out, (name, out)
        assert re.search(r"\$1 = 0xf+[ef]\n\$2 = 0xf+\n", out), (name, out)  # bit 0 of an ARM pc tells of Thumb


class Desk(Term):
    """gdb at a terminal."""

    def __init__(self, tmp, *options):
        super().__init__([GDB, "-nx", "-q", "-ex", "set style enabled off", "-ex", "set confirm off", "-ex",
                          server(tmp, *options)], {"HOME": tmp}, term="dumb")
        self.prompt(b"(gdb) ")

    def say(self, line):
        self.type(line + "\r")
        return self.prompt(b"(gdb) ").decode()


@test
def ctrl_c_at_the_desk_ends_no_session(tmp):
    with Desk(tmp, "--gdb") as t:
        t.type("\x03")
        t.prompt(b"(gdb) ")
        assert "0x8000:\t0x%08x" % number(RAM[:4]) in t.say("x/1xw 0x8000")
        t.say("detach")
        assert accesses(tmp) == ["read32 00008000"]


@test
def ctrl_c_twice_ends_a_command_that_lasts(tmp):
    with Desk(tmp, "--gdb") as t:
        t.type("monitor watch 8000 4\r")
        time.sleep(1)
        t.type("\x03")
        time.sleep(0.5)
        t.type("\x03")  # it asks, and takes "y" for the answer
        t.prompt(b"(gdb) ")
        t.say("disconnect")
        accesses(tmp)


@test
def it_ends_with_a_gdb_that_is_killed(tmp):
    for command in ("", "monitor sleep 60s", "monitor watch 8000 4"):
        with Desk(tmp, "--gdb") as t:
            if command:
                t.type(command + "\r")
                time.sleep(0.5)
            os.kill(t.pid, signal.SIGKILL)
            ended(tmp)
            os.unlink(tmp + "/status")


def lldb(tmp, *commands, options=()):
    """What lldb prints, and the accesses. It takes no pipe, so a socket stands between."""
    with socket.create_server(("127.0.0.1", 0)) as listener, open(f"{tmp}/err", "wb") as err:
        def serve():
            with listener.accept()[0] as link:
                status = subprocess.call([PHYSMON, "--demo", "--trace", *options], stdin=link, stdout=link, stderr=err)
            with open(f"{tmp}/status", "w", encoding="ascii") as f:
                f.write(str(status))
        server_of = threading.Thread(target=serve, daemon=True)
        server_of.start()
        argv = [shutil.which("lldb"), "-x", "-b", "-o", "settings set target.process.disable-memory-cache true", "-o",
                "gdb-remote %d" % listener.getsockname()[1]]
        for c in (*commands, "process detach"):
            argv += ["-o", c]
        p = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
                           env={**os.environ, "LC_ALL": "C", "HOME": tmp})
        server_of.join(20)
    return p.stdout.decode(errors="replace"), accesses(tmp)


@tests.test
def lldb_reads_what_it_is_asked_for_without_its_cache(tmp):
    if not shutil.which("lldb"):
        return "there is no lldb"
    out, seen = lldb(tmp, "memory read -s4 -fx -c2 0x0", "memory read -s4 -fx -c1 0x8004", "memory read -s2 -fx -c1 0x8008",
                     "memory write -s4 0x8100 0x12345678", "process plugin packet monitor rd 8100",
                     options=("-w", "d", "--gdb=0,10000", "--gdb-writes"))
    assert seen == ["read32 00000000", "read32 00000004", "read32 00008004", "read16 00008008", "write32 00008100 12345678",
                    "read32 00008100"], (out, seen)
    assert "0x00000000: 0x504d4f4e 0x00000100\n" in out and "0x00008004: 0x%08x\n" % number(RAM[4:8]) in out, out
    assert "00008100 = 12345678\n" in out, out


if __name__ == "__main__":
    sys.exit(tests.run())
