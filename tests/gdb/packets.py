#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What gdb asks, packet by packet, and what nobody should send: answers, accesses (as --trace announces them), ends.

usage: tests/gdb/packets.py [WORD]...      a WORD takes only the tests whose title holds it
Ends with "N passed, N failed". From the environment: PHYSMON, the program; WRAPPER, a command put before it.
"""
import os
import random
import signal
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "hard"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "pty"))

from client import PATIENCE, PHYSMON, WRAPPER, Client, frame
from term import Term
import hard

tests = hard.Tests()
test = tests.test
RAM = b"This is the RAM of the demo board"


def accesses(err):
    return [line for line in err.splitlines() if line.startswith(("read", "write"))]


@test
def gdb_is_told_what_there_is(tmp):
    with Client("--demo", "--gdb") as c:
        c.raw(b"+")
        said = c.ask("qSupported:multiprocess+;swbreak+;xmlRegisters=i386")
        assert b"PacketSize=4000;" in said and b"QStartNoAckMode+" in said and b"qXfer:memory-map:read+" in said, said
        assert c.ask("vMustReplyEmpty") == b""
        assert c.ask("Hg0") == b"OK"
        assert c.ask("qTStatus") == b""
        assert c.ask("?") == b"S05"
        assert c.ask("qfThreadInfo") == b"m1"
        assert c.ask("qsThreadInfo") == b"l"
        assert c.ask("qC") == b"QC1"
        assert c.ask("qAttached") == b"1"
        assert c.ask("qAttached:1") == b"1"
        assert c.ask("T1") == b"OK"
        assert c.ask("g") == b"ff" * 8 * 17
        assert c.ask("P0=00") == c.ask("c") == c.ask("s") == b"E01"
        assert c.ask("Z0,0,1") == c.ask("qCRC:0,1") == c.ask("qCx") == c.ask("") == b""
        xml = c.ask("qXfer:features:read:target.xml:0,ffb")
        assert xml.startswith(b"l<?xml") and b"<architecture>i386:x86-64</architecture>" in xml, xml
        parts, at = b"", 0
        while True:
            part = c.ask("qXfer:memory-map:read::%x,10" % at)
            parts += part[1:]
            at += 0x10
            if part[:1] == b"l":
                break
            assert part[:1] == b"m" and len(part) == 0x11, part
        assert b'start="0x0" length="0x10000"' in parts, parts
        assert c.ask("qXfer:memory-map:read::ffff,10") == b"E16"
        assert c.ask("qXfer:memory-map:read::x,10") == b"E16"
        status, err = c.end()
        assert (status, accesses(err)) == (0, []), err


@test
def the_map_holds_the_ranges_given_and_nothing_else_is_touched(tmp):
    with Client("--demo", "--gdb=0x8000,10", "--gdb=0,4") as c:
        xml = c.ask("qXfer:memory-map:read::0,1000")
        assert xml.count(b"<memory ") == 2 and b'start="0x8000" length="0x10"' in xml and b'start="0x0" length="0x4"' in xml, xml
        assert c.ask("m8000,10") == RAM[:16].hex().encode()
        assert c.ask("m0,4") == b"4e4f4d50"
        assert c.ask("m8008,10") == c.ask("m4,4") == c.ask("m7fff,2") == b"E01"
        assert c.ask("mffffffffffffffff,1") == b"E22"  # nor is it within the target
        status, err = c.end()
        assert accesses(err) == ["read8 %08x" % a for a in range(0x8000, 0x8010)] + ["read32 00000000"], err
    with Client("-t", "none", "--gdb") as c:  # no extent is known: a map without memory
        xml = c.ask("qXfer:memory-map:read::0,1000")
        assert xml.endswith(b"<memory-map>\n</memory-map>\n"), xml


@test
def the_ranges_and_read_only_bind_monitor_too(tmp):
    with Client("--demo", "-c", "r 100", "--gdb=8000,10", "--gdb=0,8", "--gdb=4,8") as c:
        for line in ("r 100", "rd c", "d 7ff8 10", "find 8000 20 1", "allow all; r 8010", "r 100 2 4", "repeat 2 \"r 100\"",
                     "r 2000", "def X 100; r X", "base 100; r 0"):
            said, last = c.monitor("base 0; " + line)
            assert "is outside of the ranges given to --gdb" in said and last == b"OK", (line, said)
        assert c.monitor("base 0; rd 8; d 8000 10")[0].startswith("00000008 = ")
        for line in ("w 8000 1", "fill 8000 4 1", "copy 0 4 8000", "set 8000 1"):
            assert "read-only" in c.monitor(line)[0], line
        err = c.end()[1]
        assert not any(a.startswith("write") for a in accesses(err)), err
        assert {int(a.split()[1], 16) & ~15 for a in accesses(err)[1:]} == {0, 0x8000}, err
    with Client("--demo", "--gdb=8000,10", "--gdb-writes", "--allow=all") as c:
        assert "= " not in c.monitor("w 8010 1; wq 8008 1 2; fill 7fff 2 0")[0]
        assert c.monitor("w 8000 1; r 8000")[0] == "00008000 = 01\n"
        assert c.ask("M8010,1:00") == c.ask("M800e,4:00000000") == b"E01"
        assert [a.split()[1] for a in accesses(c.end()[1])] == ["00008000", "00008000"]
    with Client("--demo", "--gdb=0,8000", "--gdb=8000,7fffffffffff8000", "--gdb=8000000000000000,8000000000000000") as c:
        assert c.ask("m7ffe,2") != b"E01" and c.ask("m8000,4") == RAM[:4].hex().encode()


@test
def files_and_targets_are_for_the_local_user(tmp):
    secret, out = os.path.join(tmp, "secret"), os.path.join(tmp, "out")
    with open(secret, "w") as f:
        f.write("8000: 00\n")
    with Client("--demo", "--gdb", "--gdb-writes") as c:
        assert c.monitor("snap A 8000 4")[1] == b"OK"
        for line in ("target file:" + secret, "target mem", "save %s 8000 10" % out, "load %s 8000" % secret, "svd " + secret,
                     "snap -i " + secret, "snap -o %s A" % out, "sample -n 1 -o %s 8000" % out, "source " + secret, "log " + out,
                     "repeat 2 \"save %s 8000 10\"" % out):
            said, last = c.monitor(line)
            assert "is nothing for a debugger's monitor command" in said and last == b"OK", (line, said)
        said = c.monitor("target; sample -n 1 8000")[0]
        assert "* demo" in said and "00008000 = 54\n" in said, said
        assert not os.path.exists(out) and accesses(c.end()[1])[-1:] == ["read8 00008000"]


@test
def an_aligned_piece_is_one_access_of_its_width(tmp):
    with Client("--demo", "--gdb") as c:
        for width in (1, 2, 4, 8):
            assert c.ask("m%x,%x" % (0x8000 + width, width)) == RAM[width:2 * width].hex().encode()
        status, err = c.end()
        assert accesses(err) == ["read8 00008001", "read16 00008002", "read32 00008004", "read64 00008008"], err


@test
def other_lengths_are_made_of_units_of_the_session_or_refused(tmp):
    with Client("--demo", "-w", "d", "--gdb") as c:
        assert c.ask("m8000,c") == RAM[:12].hex().encode()
        assert c.ask("m8001,2") == c.ask("m8002,4") == c.ask("m8000,6") == c.ask("m8000,0") == b"E16"
        assert c.ask("m8000") == c.ask("m,4") == c.ask("mx,4") == c.ask("m8000,") == c.ask("m" + "1" * 20 + ",4") == b"E16"
        status, err = c.end()
        assert accesses(err) == ["read32 00008000", "read32 00008004", "read32 00008008"], err
    with Client("--demo", "--gdb") as c:
        assert c.ask("m8001,2") == RAM[1:3].hex().encode()
        status, err = c.end()
        assert accesses(err) == ["read8 00008001", "read8 00008002"], err


@test
def what_fails_is_no_value(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("m4000,4") == b"E0e"  # nothing answers there
        assert c.ask("m2ffe,4") == b"0000"  # its end is another block's, which takes no bytes
        assert c.ask("mfffe,4") == b"E22"  # past the end: none of it is read
        assert c.ask("m1ffc,8") == b"00000000"  # up to a register that a read would change
        status, err = c.end()
        assert "bus error reading 32 bits at 00004000" in err, err
        assert [a for a in accesses(err) if a.endswith("00002000")] == [], err


@test
def nothing_is_written_unless_that_was_asked_for(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("X8000,0:") == b"OK"
        assert c.ask("M8000,4:01020304") == c.ask(b"X8000,4:abcd") == b"E01"
        said, last = c.monitor("w 8000 1")
        assert "read-only" in said and last == b"OK", said
        assert c.ask("m8000,4") == RAM[:4].hex().encode()
        status, err = c.end()
        assert [a for a in accesses(err) if a.startswith("write")] == [], err


@test
def a_register_that_must_not_be_read_is_left_to_monitor(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("m2000,4") == c.ask("m2000,1") == c.ask("m2002,2") == b"E01"
        assert c.ask("m1ffc,100") == b"00000000"  # up to it, and nothing behind it
        assert c.monitor("rd 2000")[0] == "00002000 = 00000048\n"
        status, err = c.end()
        assert "reading 00002000 would change it: 'monitor r' reads it, --allow=noread lets gdb" in err, err
        assert accesses(err) == ["read%d %08x" % (8, a) for a in range(0x1ffc, 0x2000)] + ["read32 00002000"], err
    with Client("--demo", "--gdb", "--allow=noread") as c:
        assert c.ask("m2000,4") == b"48000000"
        assert accesses(c.end()[1]) == ["read32 00002000"]
    with Client("--demo", "--gdb") as c:  # what monitor allows is for monitor
        assert c.monitor("allow noread")[1] == b"OK"
        assert c.ask("m2000,4") == b"E01" and c.ask("m1ffc,100") == b"00000000"
        assert c.monitor("dd 2000 4")[0].startswith("00002000: 00000048")


@test
def a_width_that_was_given_bounds_the_accesses(tmp):
    with Client("--demo", "-w", "d", "--gdb", "--gdb-writes") as c:
        assert c.ask("m8000,8") == RAM[:8].hex().encode()
        assert c.ask("m8008,2") == RAM[8:10].hex().encode()
        assert c.ask("M8100,8:0102030405060708") == b"OK"
        err = c.end()[1]
        assert [a.split()[:2] for a in accesses(err)] == [
            ["read32", "00008000"], ["read32", "00008004"], ["read16", "00008008"], ["write32", "00008100"],
            ["write32", "00008104"]], err
    for options, widths in ((("-c", "width d"), [32, 32]), (("-c", "width w; rb 0"), [16] * 4), (("-c", "rd 0"), [64])):
        with Client("--demo", *options, "--gdb") as c:
            assert c.monitor("width b")[1] == b"OK"
            assert c.ask("m8000,8") == RAM[:8].hex().encode()
            seen = [a.split()[0] for a in accesses(c.end()[1]) if int(a.split()[1], 16) >= 0x8000]
            assert seen == ["read%d" % w for w in widths], (options, seen)
    with Client("--demo", "--gdb") as c:
        assert c.monitor("rd 8000")[1] == b"OK"  # it changes nothing for packets
        assert c.ask("m8001,3") == RAM[1:4].hex().encode()
        assert accesses(c.end()[1])[1:] == ["read8 00008001", "read8 00008002", "read8 00008003"]


@test
def every_error_is_told_in_words(tmp):
    asks = (("m8002,4", "4 bytes from 00008002 on can't be accessed by units of 32 bits", b"E16"),
            ("m4000,4", "bus error reading 32 bits at 00004000", b"E0e"), ("m1,1", "is outside of the ranges", b"E01"),
            ("M8000,1:00", "--gdb-writes lets gdb write", b"E01"), ("c", "nothing runs", b"E01"), ("mx,1", "malformed: mx,1", b"E16"))
    options = ("--demo", "-w", "d", "--gdb=4000,5000")
    with Client(*options) as c:
        for ask, _, code in asks:
            assert c.ask(ask) == code, ask
        err = c.end()[1]
        assert all(says in err for _, says, _ in asks), err
    with Client(*options) as c:
        assert b";error-message+" in c.ask("qSupported:error-message+;swbreak+")
        for ask, says, _ in asks:
            said = c.ask(ask).decode()
            assert said.startswith("E.") and says in said, said


@test
def writes_are_of_the_same_widths(tmp):
    with Client("--demo", "--gdb", "--gdb-writes") as c:
        assert c.ask("M8000,4:01020304") == b"OK"
        assert c.ask(b"X8008,8:}$#*+-\x03\x00") == b"OK"
        assert c.ask("M8011,3:aabbcc") == b"OK"
        assert c.ask("m8008,8") == b"7d24232a2b2d0300"
        assert c.ask("M8000,4:010203") == c.ask("M8000,4:0102030g") == c.ask("M8000,4") == b"E16"
        assert c.ask(b"X8000,4:abc") == c.ask(b"X8000,4:abcde") == b"E16"
        assert c.ask("M4000,4:01020304") == b"E0e"
        status, err = c.end()
        value = "%08x" % int.from_bytes(b"\1\2\3\4", sys.byteorder)
        long = "%016x" % int.from_bytes(b"}$#*+-\3\0", sys.byteorder)
        assert [a for a in accesses(err) if a.startswith("write")] == [
            "write32 00008000 " + value, "write64 00008008 " + long, "write8 00008011 aa", "write8 00008012 bb",
            "write8 00008013 cc", "write32 00004000 " + value], err


@test
def monitor_runs_commands_but_those_for_who_is_there(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.monitor("rd 0; db 8000 10") == (
            "00000000 = 504d4f4e\n"
            "00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM \n", b"OK")
        for line in ("q", "quit", "source x", "repeat 2 \"q\"", "r 0; log x", "e 8000"):
            said, last = c.monitor(line)
            assert "is nothing for a debugger's monitor command" in said and last == b"OK", (line, said)
        assert "= ff" not in c.monitor("nonsense")[0]
        assert c.monitor("def X 8004") == ("", b"OK")
        assert c.monitor("r X")[0] == "00008004 = 20\n"
        assert c.ask("qRcmd,7") == c.ask("qRcmd,7x") == b"E16"
        said, last = c.monitor("d 8000 8000; d 8000 8000")  # many packets
        assert len(said.splitlines()) == 2 * 0x800 and last == b"OK"
        status, err = c.end()
        assert (status, [line for line in err.splitlines() if not line.startswith(("read", "physmon: <monitor>", "physmon: gdb's packet is malformed: qRcmd"))]) == (0, []), err


@test
def no_acks_after_they_are_switched_off(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("QStartNoAckMode") == b"OK"
        c.raw(b"+" + frame(b"?"))
        assert c.reply(ack=False) == b"S05"
        c.raw(b"$?#00" + frame(b"qC"))  # a wrong checksum is dropped in silence
        assert c.reply(ack=False) == b"QC1"


@test
def what_arrives_spoilt_is_asked_for_again(tmp):
    with Client("--demo", "--gdb") as c:
        c.raw(b"noise$?#00")
        assert c.take() == b"-"
        c.raw(b"$?#3g$?#g3$lost$?#3f")
        assert c.take(2) == b"--" and c.reply() == b"S05"
        c.raw(b"-")
        assert c.reply(ack=False) == b"S05"
        c.raw(b"\x03")
        assert c.reply(ack=False) == b"S02"
        c.raw(frame(b"m8000,1" + b" " * 20000))  # longer than any packet may be
        assert c.take() == b"-"
        assert c.ask("m8000,1") == b"54"


@test
def it_ends_when_gdb_detaches_kills_or_hangs_up(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("D") == b"OK"
        assert c.p.wait(PATIENCE) == 0
    with Client("--demo", "--gdb") as c:
        c.raw(frame(b"k"))
        assert c.take(2) == b"+" and c.p.wait(PATIENCE) == 0
    with Client("--demo", "--gdb") as c:
        c.raw(b"$m8000,")
        assert c.end()[0] == 0
    with Client("--demo", "--gdb") as c:
        c.p.stdout.close()
        c.raw(frame(b"m8000,4") * 100)
        assert c.p.wait(PATIENCE) == 0
        c.p.stdout = open(os.devnull, "rb")


@test
def a_connection_that_fails_is_a_failure(tmp):
    folder = os.open(tmp, os.O_RDONLY)  # which can't be read
    p = subprocess.run([*WRAPPER, PHYSMON, "--demo", "--gdb"], stdin=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                       timeout=PATIENCE, check=False)
    os.close(folder)
    assert p.returncode == 1 and not p.stdout and p.stderr.startswith(b"physmon: "), p


@test
def ctrl_c_ends_a_command_and_no_session(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("?") == b"S05"  # it has begun
        os.kill(c.p.pid, signal.SIGINT)
        assert c.ask("?") == b"S05"
        c.raw(frame(b"qRcmd," + b"sleep 60s".hex().encode()))
        assert c.take() == b"+"
        time.sleep(0.3)
        os.kill(c.p.pid, signal.SIGINT)
        said = c.reply(ack=False)
        while said != b"OK":
            said = c.reply(ack=False)
        assert c.ask("?") == b"S05"


@test
def a_break_ends_a_command_and_is_no_question_of_its_own(tmp):
    with Client("--demo", "--gdb") as c:
        began = time.monotonic()
        c.raw(frame(b"qRcmd," + b"r 0; sleep 60s".hex().encode()))
        assert c.take() == b"+"
        time.sleep(0.2)
        c.raw(b"\x03")
        assert bytes.fromhex(c.reply(ack=False)[1:].decode()).startswith(b"00000000 = 4e\n")
        assert b"interrupted" in bytes.fromhex(c.reply(ack=False)[1:].decode()) and c.reply(ack=False) == b"OK"
        assert c.ask("m0,1") == b"4e" and time.monotonic() - began < PATIENCE


@test
def a_command_that_nobody_waits_for_any_more_is_ended_and_not_answered(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("QStartNoAckMode") == b"OK"
        for command in (b"sleep 60s", b"watch 0 4", b"repeat 1000000 \"sleep 1ms; r 0\""):
            began = time.monotonic()
            c.raw(b"+" + frame(b"qRcmd," + command.hex().encode()))
            time.sleep(0.2)
            c.raw(frame(b"m8000,4"))  # as gdb goes on after two Ctrl-C
            said = c.reply(ack=False)
            while said.startswith(b"O"):  # what came until then
                said = c.reply(ack=False)
            assert said == RAM[:4].hex().encode(), command
            assert time.monotonic() - began < PATIENCE
        c.raw(frame(b"qRcmd," + b"sleep 60s".hex().encode()))
        time.sleep(0.2)
        assert c.end()[0] == 0  # it hung up


@test
def a_byte_behind_a_packet_hides_no_hang_up(tmp):
    for behind in (b"+", b"\n", b"-", b"noise #00"):
        for wait in (0, 0.2):
            with Client("--demo", "--gdb") as c:
                assert c.ask("QStartNoAckMode") == b"OK"
                c.raw(b"+" + frame(b"qRcmd," + b"sleep 600s".hex().encode()) + (b"" if wait else behind))
                time.sleep(0.2)
                if wait:
                    c.raw(behind)
                    time.sleep(wait)
                assert c.end()[0] == 0, behind


@test
def output_comes_while_a_command_runs_and_takes_no_memory(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("QStartNoAckMode") == b"OK"
        c.raw(b"+" + frame(b"qRcmd," + b"r 8000; sleep 1ms; r 8001; sleep 600s".hex().encode()))
        assert bytes.fromhex(c.reply(ack=False)[1:].decode()) == b"00008000 = 54\n"
        assert bytes.fromhex(c.reply(ack=False)[1:].decode()) == b"00008001 = 68\n"
        c.raw(b"\3")
        while c.reply(ack=False) != b"OK":
            pass
        c.raw(frame(b"qRcmd," + b"repeat 100000000 \"? ffff\"".hex().encode()))
        time.sleep(0.5)  # nobody reads
        with open("/proc/%d/statm" % c.p.pid) as f:
            assert WRAPPER or int(f.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") < 16 << 20
        for _ in range(64):
            assert os.read(c.p.stdout.fileno(), 65536)
        c.raw(b"\3")
        tail = b""
        while not tail.endswith(frame(b"OK")):
            tail = tail[-5:] + os.read(c.p.stdout.fileno(), 65536)


@test
def a_debugger_may_grumble_while_a_command_runs(tmp):
    with Client("--demo", "--gdb") as c:
        assert c.ask("QStartNoAckMode") == b"OK"
        c.raw(b"+" + frame(b"qRcmd," + b"sleep 500ms; r 0".hex().encode()))
        for _ in range(4):
            time.sleep(0.05)
            c.raw(b"-")  # as gdb does every two seconds
        assert bytes.fromhex(c.reply(ack=False)[1:].decode()) == b"00000000 = 4e\n"
        assert c.reply(ack=False) == b"OK" and c.got == b""


@test
def packets_that_come_at_once_are_all_answered(tmp):
    with Client("--demo", "--gdb") as c:
        c.raw(frame(b"QStartNoAckMode") + frame(b"qRcmd," + b"sleep 100ms; r 0".hex().encode()) + frame(b"?"))
        assert c.reply() == b"OK"
        assert c.reply(ack=False) == b"O" + b"00000000 = 4e\n".hex().encode() and c.reply(ack=False) == b"OK"
        assert c.reply(ack=False) == b"S05"


@test
def ctrl_c_at_a_terminal_ends_it(tmp):
    with Term([PHYSMON, "--demo", "--gdb"]) as t:
        t.type("$?#3f\n")
        t.expect("$S05#b8")
        t.type("\x03")
        assert t.wait() == -signal.SIGINT, t.status


@test
def results_of_texts_leave_the_protocol_alone(tmp):
    with Client("--demo", "-c", "def X 8000; r X; base 8000", "--gdb") as c:
        assert c.ask("?") == b"S05"
        assert c.monitor("r 4")[0] == "00008004 = 20\n"
        assert "00008000 = 54" in c.end()[1]
    p = subprocess.run([*WRAPPER, PHYSMON, "--demo", "-c", "r 4000", "--gdb"], input=frame(b"?"), stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, timeout=PATIENCE)
    assert p.returncode == 1 and p.stdout == b"", p


@test
def bad_options_are_told(tmp):
    for options, sentence in (
            (["--gdb=1"], "a range is ADDR,LENGTH"), (["--gdb=1,0"], "a range is ADDR,LENGTH"),
            (["--gdb=,1"], "a range is ADDR,LENGTH"), (["--gdb=ffffffffffffffff,2"], "a range is ADDR,LENGTH"),
            (["--gdb=1,2,3"], "a range is ADDR,LENGTH"), (["--gdb=0,1"] * 17, "one range too many"),
            (["--gdb", "--gdb-arch=z80"], "it is one of i386:x86-64, "), (["--gdb", "-n"], "--gdb")):
        p = subprocess.run([*WRAPPER, PHYSMON, "--demo", *options], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, timeout=PATIENCE)
        assert p.returncode == 2 and p.stdout == b"" and sentence.encode() in p.stderr, (options, p)


@test
def the_processor_is_the_one_asked_for(tmp):
    for name, size in (("i386", 36), ("aarch64", 264), ("arm", 64), ("riscv:rv64", 264), ("riscv:rv32", 132)):
        with Client("--demo", "--gdb", "--gdb-arch=" + name) as c:
            assert b"<architecture>%s</architecture>" % name.encode() in c.ask("qXfer:features:read:target.xml:0,ffb")
            assert c.ask("g") == b"ff" * size


@test
def rubbish_reads_nothing_that_it_doesnt_ask_for(tmp):
    chance = random.Random(5)
    words = [b"m8000,4", b"M8000,1:55", b"X8000,1:U", b"qRcmd,72", b"qXfer:features:read:target.xml:0,5", b"H", b"?", b"g"]
    with Client("--demo", "--gdb=8000,8") as c:
        for _ in range(300):
            body = bytearray(chance.choice(words))
            for _ in range(chance.randrange(4)):
                at = chance.randrange(len(body) + 1)
                body[at:at + chance.randrange(2)] = bytes(chance.randrange(256) for _ in range(chance.randrange(3)))
            if body[:1] in (b"D", b"k") or b"Rcmd" in body:
                continue
            c.raw(frame(bytes(body)))
            c.reply()
        assert c.ask("?") == b"S05"
        status, err = c.end()
        assert status == 0 and all(0x8000 <= int(a.split()[1], 16) < 0x8008 for a in accesses(err)), err
        assert not any(a.startswith("write") for a in accesses(err)), err


if __name__ == "__main__":
    sys.exit(tests.run())
