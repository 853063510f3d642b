#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random copies that overlap, against a model: what copy, fill, load and save leave in memory.

usage: tests/hard/copies.py [WORD]...      a WORD takes only the tests whose title holds it
Ends with "N passed, N failed". From the environment: PHYSMON, the program; SEED.

The model follows the manual page: a copy leaves at DEST what stood at ADDR before it, wherever the two overlap, in
each width, from one unit to several pieces of 64 KiB.
"""
import os
import random
import sys

import hard
from hard import contents, run

tests = hard.Tests()
SIZE = 1 << 20
WIDTHS = {"b": 1, "w": 2, "d": 4, "q": 8}
PIECE = 65536


def some_copy(chance, widths):
    """Width, ADDR, LENGTH and DEST, most of them such that both overlap, often by next to nothing or by a piece."""
    width = chance.choice(widths)
    n = WIDTHS[width]
    length = chance.choice([chance.randrange(1, 40), chance.randrange(1, 5000), PIECE + chance.randrange(-3000, 3000),
                            chance.randrange(1, 300000)]) // n * n or n
    addr = chance.randrange(0, SIZE - length) // n * n
    distance = chance.choice([0, n, 2 * n, length, length - n, PIECE, PIECE - n, chance.randrange(0, length + 1),
                              chance.randrange(0, SIZE)])
    dest = max(0, min(SIZE - length, addr + chance.choice([-1, 1]) * distance)) // n * n
    return width, addr, length, dest


def typed(chance, base, addr, length):
    """One of the ways to type a range."""
    return chance.choice(["=%x %x" % (addr, length), "=%x..=%x" % (addr, addr + length - 1),
                          "%s %x" % ("%x" % (addr - base) if addr >= base else "-%x" % (base - addr), length)])


def differs(tmp, chance, widths):
    """Forty copies in one script; None, or the first of them that leaves something else than the model."""
    before = chance.randbytes(SIZE)
    path = os.path.join(tmp, "memory")
    base = chance.randrange(0, SIZE)
    model, lines = bytearray(before), ["base %x" % base]
    for _ in range(40):
        width, addr, length, dest = some_copy(chance, widths)
        model[dest:dest + length] = bytes(model[addr:addr + length])
        lines.append("copy.%s %s =%x" % (width, typed(chance, base, addr, length), dest))
    with open(path, "wb") as f:
        f.write(before)
    status, out, err = run(["-t", "file:" + path], "\n".join(lines).encode() + b"\n")
    assert (status, out, err) == (0, b"", b""), (status, out[-200:], err[-200:])
    return None if contents(path) == bytes(model) else lines


@tests.test
def copies_leave_what_the_manual_says(tmp):
    seed = int(os.environ.get("SEED", "1"))
    chance = random.Random(seed)
    widths = list(WIDTHS) if sys.maxsize > 1 << 32 and run(["--demo", "-c", "rq 8000"])[0] == 0 else list("bwd")
    for _ in range(12):
        lines = differs(tmp, chance, widths)
        assert not lines, ("seed %d" % seed, lines)


@tests.test
def copy_onto_itself_reads_and_writes_each_unit_once(tmp):
    path = os.path.join(tmp, "memory")
    with open(path, "wb") as f:
        f.write(bytes(range(16)))
    status, _, err = run(["--trace", "-t", "file:" + path, "-c", "copy.d 0 10 0"])
    trace = err.decode().split("\n")[:-1]
    assert status == 0 and contents(path) == bytes(range(16))
    for addr in range(0, 16, 4):
        assert trace.count("read32 %08x" % addr) == 1, trace
        assert sum(line.startswith("write32 %08x " % addr) for line in trace) == 1, trace


if __name__ == "__main__":
    sys.exit(tests.run())
