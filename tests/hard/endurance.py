#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Endurance: long sessions keep their memory and descriptors flat, and many windows, targets and sessions stay right.

usage: tests/hard/endurance.py [--all] [WORD]...      --all: the long ones too; a WORD takes only titles that hold it
Ends with "N passed, N failed". From the environment: PHYSMON, the program.
"""
import os
import random
import subprocess
import sys
import threading

import hard
from hard import contents, image, start

tests = hard.Tests()


def resident(pid):
    """KiB of memory that are the program's own: resident, not shared with a file."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as f:
        fields = f.read().split()
    return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGESIZE") // 1024


def virtual(pid):
    """KiB of address space."""
    with open(f"/proc/{pid}/statm", encoding="ascii") as f:
        return int(f.read().split()[0]) * os.sysconf("SC_PAGESIZE") // 1024


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def mappings(pid):
    with open(f"/proc/{pid}/maps", encoding="ascii", errors="replace") as f:
        return len(f.readlines())


class Driven:
    """A session whose other end is a program: lines go in, an answer to each comes back."""

    def __init__(self, argv, **more):
        self.p = start(argv, stderr=subprocess.PIPE, **more)

    def ask(self, lines, nanswers):
        """Send the text; the lines of its answer, of which the number is known."""
        self.p.stdin.write(lines)
        self.p.stdin.flush()
        return [self.p.stdout.readline() for _ in range(nanswers)]

    def end(self):
        out, err = self.p.communicate(timeout=60)
        return self.p.returncode, out, err


def long_session(tmp, total):
    """@total commands of many kinds on one standard input; memory and descriptors at ten places on the way."""
    path, _ = image(tmp, 4 << 20)
    chance = random.Random(3)
    lines = []
    for i in range(10000):
        kind = i % 10
        at = chance.randrange((1 << 20) - 8) * 4
        lines.append({0: b"wd %x %x" % (at, i), 1: b"d %x 20" % at, 2: b"? (%x+3)*2" % at,
                      3: b"def n%d %x" % (i // 10 % 50, at), 4: b"r @n%d" % (i // 10 % 50),
                      5: b"base %x" % (at & 0xfff000), 6: b"base 0", 7: b"vd %x %x" % (at, i), 8: b"r %x..%x" % (at, at + 3)}.get(kind, b"rd %x" % at))
    block = b"\n".join(lines) + b"\n"
    p = start(["-t", "file:" + path], stdout=subprocess.DEVNULL)
    samples = []
    for i in range(total // len(lines)):
        try:
            p.stdin.write(block)
        except BrokenPipeError:
            break
        if i % max(1, total // len(lines) // 10) == 1:
            samples.append((resident(p.pid), virtual(p.pid), descriptors(p.pid), mappings(p.pid)))
    _, err = p.communicate(timeout=120)
    assert (p.returncode, err) == (0, b""), (p.returncode, err[-300:])
    first, last = samples[1], samples[-1]
    assert last[0] <= first[0] + 64 and last[1] <= first[1] + 64, samples
    assert last[2] == first[2] and last[3] <= first[3] + 2, samples


@tests.test
def a_session_of_half_a_million_commands_stays_flat(tmp):
    long_session(tmp, 500000)


@tests.slow
def a_session_of_ten_million_commands_stays_flat(tmp):
    long_session(tmp, 10000000)


@tests.test
def a_thousand_targets_are_opened_and_closed(tmp):
    path, data = image(tmp)
    s = Driven(["-t", "none"])
    samples = []
    for i in range(1000):
        spec = (b"file:image", b"demo", b"file:image@10000", b"file:absent", b"none")[i % 5 if i % 5 != 3 else 2]
        at = 0x10000 if spec.endswith(b"@10000") else 0
        if spec == b"none":
            answer = s.ask(b"target none\necho here\n", 1)
            assert answer == [b"here\n"], answer
        else:
            spec_here = spec.replace(b"image", path.encode())
            answer = s.ask(b"target " + spec_here + b"\nr %x\n" % (at + 5 * (spec != b"demo")), 1)
            want = b"%08x = %02x\n" % (at + 5, data[5]) if spec != b"demo" else b"00000000 = 4e\n"
            assert answer == [want], (spec, answer)
        if i % 100 == 99:
            samples.append((resident(s.p.pid), virtual(s.p.pid), descriptors(s.p.pid), mappings(s.p.pid)))
    assert s.end() == (0, b"", b"")
    assert samples[0][1:3] == samples[-1][1:3] and samples[-1][0] <= samples[0][0] + 32, samples


@tests.test
def targets_that_cannot_be_opened_leave_nothing_behind(tmp):
    path, data = image(tmp)
    s = Driven(["-t", "file:" + path, "-k"])
    counts = set()
    for i in range(300):
        bad = (b"file:/nonexistent/x", b"nothing", b"file:", b"file:%s@3" % path.encode(), b"file:/", b"demo:x")[i % 6]
        answer = s.ask(b"target " + bad + b"\nr %x\n" % i, 1)
        assert answer == [b"%08x = %02x\n" % (i, data[i])], (bad, answer)
        counts.add((descriptors(s.p.pid), mappings(s.p.pid)))
    status, out, err = s.end()
    assert (status, out, err.count(b"physmon: ")) == (1, b"", 300), (status, err[-300:])
    assert len(counts) <= 2, counts


@tests.test
def windows_under_random_pressure_show_the_file(tmp):
    size = 96 << 20  # more than all windows hold
    path = os.path.join(tmp, "image")
    with open(path, "wb") as f:
        f.truncate(size)
    chance = random.Random(4)
    model = {}
    text, want = [], []
    hot = [chance.randrange(size // 8) * 8 for _ in range(40)]
    for i in range(40000):
        at = chance.choice(hot) if chance.random() < 0.3 else chance.randrange(size // 8) * 8
        width, letter = chance.choice(((1, b"b"), (2, b"w"), (4, b"d"), (8, b"q")))
        at += chance.randrange(8 // width) * width
        if i % 3 == 0:
            value = chance.getrandbits(8 * width)
            for k, byte in enumerate(value.to_bytes(width, sys.byteorder)):
                model[at + k] = byte
            text.append(b"w%s %x %x" % (letter, at, value))
        else:
            value = int.from_bytes(bytes(model.get(at + k, 0) for k in range(width)), sys.byteorder)
            text.append(b"r%s %x" % (letter, at))
            want.append(b"%08x = %0*x" % (at, 2 * width, value))
    # long rows across the windows' edges
    for edge in range(2 << 20, size, 2 << 20):
        text.append(b"rq %x 4" % (edge - 16))
        for at in range(edge - 16, edge + 16, 8):
            value = int.from_bytes(bytes(model.get(at + k, 0) for k in range(8)), sys.byteorder)
            want.append(b"%08x = %016x" % (at, value))
    status, out, err = hard.run(["-t", "file:" + path], b"\n".join(text))
    assert (status, err) == (0, b""), (status, err)
    got = out.splitlines()
    assert len(got) == len(want)
    assert got == want, next((g, w) for g, w in zip(got, want) if g != w)
    with open(path, "rb") as f:
        for at, byte in sorted(model.items()):
            f.seek(at)
            assert f.read(1)[0] == byte, "%x" % at


@tests.test
def two_sessions_on_one_file_see_each_others_writes(tmp):
    path, data = image(tmp)
    a, b = Driven(["-t", "file:" + path]), Driven(["-t", "file:" + path + "@100000"])
    for i in range(2000):
        at = i * 37 % len(data) & ~3
        writer, reader, shift = (a, b, 0x100000) if i % 2 else (b, a, -0x100000)
        here = at if i % 2 else at + 0x100000
        writer.ask(b"wd %x %x; rd %x\n" % (here, i, here), 1)
        assert reader.ask(b"rd %x\n" % (here + shift), 1) == [b"%08x = %08x\n" % (here + shift, i)]
    assert a.end() == (0, b"", b"") and b.end() == (0, b"", b"")


@tests.test
def a_file_that_grows_and_shrinks_under_a_session_is_followed(tmp):
    path, _ = image(tmp, 1 << 20)
    s = Driven(["-t", "file:" + path, "-k"])
    for i in range(60):
        size = (1 + i * 7 % 16) << 16
        with open(path, "r+b") as f:
            f.truncate(size)
            f.seek(size - 1)
            f.write(bytes([i]))
        answer = s.ask(b"r %x\nr %x\necho next\n" % (size - 1, size), 2)
        if answer[1] == b"%08x = --\n" % size:  # the end was known to lie further on: the bus told
            answer[1] = s.ask(b"", 1)[0]
        assert answer[0] == b"%08x = %02x\n" % (size - 1, i) and answer[1] == b"next\n", (i, answer)
    status, out, err = s.end()
    assert (status, out, err.count(b"physmon: <stdin>:")) == (1, b"", 60), (status, out, err[-300:])


@tests.test
def a_driving_program_gets_each_answer_before_its_next_question(tmp):
    path, data = image(tmp)
    s = Driven(["-t", "file:" + path])
    for i in range(5000):
        assert s.ask(b"r %x\n" % i, 1) == [b"%08x = %02x\n" % (i, data[i])]
    assert s.end() == (0, b"", b"")
    s = Driven(["-t", "file:" + path, "--json", "-k"])
    for i in range(1000):
        answer = s.ask(b"r %x\n" % i if i % 3 else b"nonsense\n", 2)
        assert b'"line":%d,' % (i + 1) in answer[1] and (b'"status":0' in answer[1]) == bool(i % 3), answer
    s.end()


@tests.test
def sixteen_sessions_at_once_write_each_their_own_part(tmp):
    path, _ = image(tmp)
    part = 4096
    failed = []

    def session(n):
        text = b"".join(b"wd %x %x\n" % (n * part + i * 4, n << 16 | i) for i in range(part // 4))
        status, _, err = hard.run(["-t", "file:" + path], text * 5)
        if status or err:
            failed.append(err)

    threads = [threading.Thread(target=session, args=(n,)) for n in range(16)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed, failed[0]
    now = contents(path)
    for n in range(16):
        for i in range(part // 4):
            at = n * part + i * 4
            assert int.from_bytes(now[at:at + 4], sys.byteorder) == n << 16 | i


if __name__ == "__main__":
    sys.exit(tests.run())
