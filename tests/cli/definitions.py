#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers of descriptions through regs --def and back, and many definitions.

usage: tests/cli/definitions.py [-v]

From the environment: PHYSMON, the program (default .build/physmon), WRAPPER, a command put before it (valgrind), and
PHYSMON_SVD, the folder of the vendors' files (default ../shared/svd beside the tree; they are skipped where it is missing).

For each description, what regs --def prints is sourced by a session without the description: regs, fields and decode of
all its registers answer the same, byte for byte, and regs --def prints the same again. And twice as many definitions take
no more than about twice the instructions' time and memory: the ratio is bounded, not the time.
"""
import glob
import os
import re
import resource
import shlex
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PHYSMON = shlex.split(os.environ.get("WRAPPER", "")) + [os.path.abspath(os.environ.get("PHYSMON", f"{TOP}/.build/physmon"))]
VENDORS = os.environ.get("PHYSMON_SVD", f"{TOP}/../shared/svd")
OURS = [f"{TOP}/tests/svd/features.svd", f"{TOP}/tests/cli/board.svd", f"{TOP}/tests/vm/virt.svd"]
tally = {"passed": 0, "failed": 0, "skipped": 0}


def count(result, what, why=""):
    tally[result] += 1
    if result != "passed" or "-v" in sys.argv[1:]:
        print(f"{what}: {result} {why}".rstrip())


def ask(*arguments):
    p = subprocess.run([*PHYSMON, "-k", *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"})
    return p.stdout, p.stderr


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(data)
    return path


def questions(registers):
    """fields of each register; decode of each with 0, all ones and a pattern."""
    for line in registers.decode().splitlines():
        addr, bits, _, name = line.split(None, 3)
        digits = min(max(int(bits) // 4, 1), 16)
        yield f"fields @{name}" if re.fullmatch(r"\w+", name) else f"fields {name}"
        for value in ("0", "f" * digits, "a5c396b4a5c396b4"[:digits]):
            yield f"decode {addr} {value}"


def round_trip(folder, what, *source):
    definitions, errors = ask(*source, "-c", "regs --def")
    notes = errors if b"is left out" in errors else b""  # of what the description holds in vain
    if errors != notes or not definitions:
        return count("failed", what, errors.decode())
    script = write(folder, "names", definitions)
    registers = ask(*source, "-c", "regs")[0]
    asked = write(folder, "questions", "\n".join(questions(registers)).encode() + b"\n")
    target = ["-t", "none", "-f", script]
    answers, complaints = ask(*source, "-f", asked)
    same = [ask(*target, "-c", "regs --def") == (definitions, b""), ask(*target, "-c", "regs") == (registers, b""),
            ask(*target, "-f", asked) == (answers, complaints.removeprefix(notes))]
    count("passed" if all(same) else "failed", what, f"same definitions, regs, fields and decode: {same}")


def cost(folder, lines):
    """Seconds of processor time and KiB of memory that a session takes for these definitions."""
    script = write(folder, "many", "\n".join(lines).encode() + b"\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    code = ("import resource, subprocess, sys; p = subprocess.run(sys.argv[1:]);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(p.returncode)")
    p = subprocess.run([sys.executable, "-c", code, *PHYSMON, "-t", "none", "-f", script], stdout=subprocess.PIPE)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, int(p.stdout), p.returncode


def registers(n):
    return [f"def R{i}.X {4 * i:x} d" for i in range(n)]


def fields(n):
    return [f"def R{i // 10}.X {4 * i:x} d" if i % 10 == 0 else f"def R{i // 10}.X.F{i % 10} [{i % 10}] 0=A" for i in range(n)]


def same_name(n):
    return [f"def R.X {4 * i:x} d" for i in range(n)]


def main():
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(glob.glob(f"{VENDORS}/*.svd"))
        if b"with expat" in ask("--version")[0]:
            for path in OURS + files:
                round_trip(folder, os.path.basename(path), "-t", "none", "-s", path)
            round_trip(folder, "the demo board", "--demo")
            if not files:
                count("skipped", f"the vendors' files: there are none in {VENDORS}")
        else:
            print("descriptions: there is no expat to read them")
        for make in registers, fields, same_name:
            once, memory, status = cost(folder, make(20000))
            twice, more, _ = cost(folder, make(40000))
            good = status == 0 and twice < 5 * max(once, 0.05) and more < 2.5 * memory
            count("passed" if good else "failed", make.__name__, f"{once:.2f} s {memory} KiB, twice {twice:.2f} s {more} KiB")
    print(f"{tally['passed']} passed, {tally['failed']} failed, {tally['skipped']} skipped")
    sys.exit(1 if tally["failed"] else 0)


if __name__ == "__main__":
    main()
