#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random programs of the command language, run by physmon over files and by a model of the language over bytes.

usage: tests/model/model.py [--streams N] [--seed S] [--jobs N] [COMMAND...]

A stream is some tens of random lines over a fresh file; several streams are one process, on standard input with -k, or
without, or as one text with -f. What is printed, which lines have errors, the exit status and the files' final contents
must be the model's. COMMAND runs physmon, for instance "qemu-s390x .build/physmon"; by default it is $WRAPPER $PHYSMON, or
.build/physmon. The byte order of its processor, and whether it makes 64-bit accesses, stands in the program's ELF header.
A batch that fails is kept, and told. The last line is "N passed, N failed"; the status is 1 if anything failed.
"""
import argparse
import concurrent.futures
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from expression import Dull, Wrong  # noqa: E402
from language import Session, compile_text  # noqa: E402

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LINES = 24  # of a stream


class Writer:
    """Random lines, most of them right."""

    def __init__(self, rng, session):
        self.rng, self.s = rng, session

    def pick(self, *choices):
        return self.rng.choice(choices)

    def near(self, width=1):
        """A number close to the file, often aligned."""
        v = self.s.first - self.s.base + self.rng.randrange(-8, len(self.s.bytes) + 8)
        if self.rng.random() < 0.85:
            v -= (v + self.s.base) % width
        if self.rng.random() < 0.9:
            v = max(v, self.s.first - self.s.base)
        return v

    def number(self, v=None):
        if v is None:
            v = self.pick(self.rng.randrange(16), self.rng.randrange(256), self.rng.getrandbits(16), self.rng.getrandbits(32),
                          self.rng.getrandbits(64), 1 << self.rng.randrange(64), (1 << self.rng.randrange(65)) - 1)
        if v < 0:
            return "-" + self.number(-v)
        text = f"{v:x}"
        style = self.rng.random()
        if style < 0.70:
            pass
        elif style < 0.76:
            text = "0x" + text
        elif style < 0.82:
            text = f"0t{v}"
        elif style < 0.85:
            text = f"0y{v:b}"
        elif style < 0.88:
            text = text.upper()
        elif style < 0.91 and len(text) > 2:
            text = text[:1] + "_" + text[1:]
        elif style < 0.93 and v and v % 1024 == 0:
            text = f"{v // 1024}k"
        elif style < 0.95:
            text = "0" * self.rng.randrange(8) + text
        if text[0].isdigit() and self.rng.random() < 0.05:
            text += self.pick("u", "L", "ul", "LLU", "ull", "uu")
        return text

    def expr(self, depth=0, v=None):
        kind = self.rng.random()
        if depth > 3 or kind < 0.5:
            kind = self.rng.random()
            if v is not None or kind < 0.6:
                return self.number(v)
            if kind < 0.75:
                return "."
            if kind < 0.88:
                return "$"
            return self.name()
        if v is not None:  # the same, said differently
            k = self.rng.randrange(64)
            return self.pick(f"{self.number((v + k) % (1 << 64))}-{k:x}", f"({self.number((v - k) % (1 << 64))} + {k:x})",
                             f"{k:x}+{self.number((v - k) % (1 << 64))}", f"~{self.number(~v % (1 << 64))}", f"({self.number(v)})")
        if kind < 0.62:
            return self.pick("-", "~") + self.expr(depth + 1)
        if kind < 0.75:
            blank = self.pick("", " ")
            return f"({blank}{self.expr(depth + 1)}{blank})"
        op = self.pick("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>")
        right = f"{self.rng.randrange(66):{self.pick('d', 'd', '#x')}}" if op in ("<<", ">>") and self.rng.random() < 0.8 else self.expr(depth + 1)
        return self.expr(depth + 1) + op + right

    def chain(self):
        """Several operators in a row: who binds stronger?"""
        text = self.expr(3)
        for _ in range(self.rng.randrange(1, 6)):
            op = self.pick("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>")
            text += op + self.pick("", "", "-", "~").replace("-", "" if op == "-" else "-")
            text += f"{self.rng.randrange(1, 34)}" if op in ("<<", ">>") else self.expr(3, self.rng.getrandbits(self.pick(4, 20, 64)))
        return text

    def name(self):
        if self.s.names and self.rng.random() < 0.9:
            return self.pick("", "@") + self.pick(*self.s.names)
        return self.pick("X", "dead.beef", "UART", "ADC", "@ADC", "a[1].b", "_")

    def address(self, width=1):
        kind = self.rng.random()
        if kind < 0.7:
            v = self.near(width)
            return self.number(v) if v < 0 or self.rng.random() < 0.8 else self.expr(0, v)
        if kind < 0.8:
            return "=" + self.number(self.near(width) + self.s.base)
        if kind < 0.9:
            return "." + self.pick("", "", f"+{self.rng.randrange(16) * width:x}", f"-{self.rng.randrange(16) * width:x}")
        return self.expr()

    def separated(self, head, *operands):
        text = head + " " + self.pick(" ", "", "\t") + self.pick(" ", " ", "  ", ", ").join(operands)
        if operands and operands[0][0].isdigit() and self.rng.random() < (0.2 if len(head) > 1 else 0.02) and head[-1].isalpha():
            text = head + " ".join(operands)
        return text

    def dump_or_read(self):
        letter = self.pick("d", "r")
        head, w = self.letter(letter)
        if self.rng.random() < 0.15:
            return head
        a = self.address(w)
        kind = self.rng.random()
        if kind < 0.25:
            return self.separated(head, a)
        n = self.rng.randrange(1, 40)
        if kind < 0.45 and re.fullmatch(r"=?-?[0-9a-f]+", a):
            start = int(a.strip("="), 16)
            return self.separated(head, f"{a}..{self.pick('', '', '=') if a[0] == '=' else ''}{self.number(start + n * w - self.pick(0, 1, w))}" +
                                  (self.pick("", f" {2 * w:x}", f" {self.rng.randrange(3) * w:x}") if letter == "r" else ""))
        if letter == "d":
            return self.separated(head, a, self.number(n * self.pick(w, w, w, 1)))
        if kind < 0.8:
            return self.separated(head, a, self.number(n))
        return self.separated(head, a, self.number(n), self.pick("0", f"{w * self.rng.randrange(1, 5):x}", f"{self.rng.randrange(9):x}",
                                                                 f"-{w:x}", self.expr()))

    def letter(self, letter):
        kind = self.rng.random()
        if kind < 0.5:
            return letter, self.s.width
        w = self.pick(*("bwdq" if 8 in self.s.widths or self.rng.random() < 0.1 else "bwd"))
        width = {"b": 1, "w": 2, "d": 4, "q": 8}[w]
        if kind < 0.9:
            return letter + w, width
        return f"{letter}.{self.pick(w, str(8 * width))}", width

    def value(self, w):
        limit = 1 << 8 * w
        kind = self.rng.random()
        if kind < 0.7:
            return self.number(self.rng.randrange(limit))
        if kind < 0.85:
            return "-" + self.number(self.rng.randrange(limit // 2 + 2))
        return self.expr()

    def bits(self, w):
        top = 8 * w if self.rng.random() < 0.95 else 66
        hi = self.rng.randrange(top)
        lo = self.rng.randrange(hi + 1) if self.rng.random() < 0.97 else self.rng.randrange(64)
        return (f"[{hi}:{lo}]" if self.rng.random() < 0.7 else f"[{hi}]"), max(hi - lo + 1, 1)

    def part(self):
        letter = self.pick("r", "r", "w", "w", "w", "v" if self.rng.random() < 0.1 else "r")
        head, w = self.letter(letter)
        where, n = self.bits(w)
        a = self.address(w) + where
        if letter == "r":
            return self.separated(head, *self.pick([a], [a], [a, f"{self.rng.randrange(1, 9):x}"], [a, f"{self.rng.randrange(1, 9):x}", "0"]))
        value = self.pick(self.number(self.rng.getrandbits(n)), self.number(self.rng.getrandbits(n)), f"-{self.rng.getrandbits(n):x}", "$",
                          f"$&{self.rng.getrandbits(n):x}", self.expr())
        return self.separated(head, a, value, *(["1"] if self.rng.random() < 0.02 else []))

    def write(self):
        letter = self.pick("w", "w", "w", "v")
        head, w = self.letter(letter)
        n = 1 if letter == "v" else self.pick(1, 1, 1, 2, 3, self.rng.randrange(1, 30))
        return self.separated(head, self.address(w), *[self.value(w) for _ in range(n)])

    def block(self):
        """A command over a range, or over the bits of a mask."""
        name = self.pick("set", "clr", "tgl", "mod", "fill", "copy", "cmp", "crc", "find")
        width = self.pick("", "", "", ".b", ".w", ".16", ".d", ".32")
        w = {"": self.s.width, ".b": 1, ".w": 2, ".16": 2, ".d": 4, ".32": 4}[width]
        a, n = self.address(w), self.number(w * self.rng.randrange(1, 40))
        mask = self.rng.getrandbits(8 * w)
        if name in ("set", "clr", "tgl"):
            operands = [a, self.number(mask)]
        elif name == "mod":
            operands = [a, self.number(mask), self.number(mask & self.rng.getrandbits(8 * w)) if self.rng.random() < 0.9
                        else self.value(w)]
        elif name in ("fill", "find"):
            values = [self.value(w) for _ in range(self.pick(1, 1, 2, 3))]
            if name == "find" and self.rng.random() < 0.6:
                values = [self.number(self.pick(0, 0x41, int("41" * w, 16)))] * self.pick(1, 1, 2)
            operands = [a, n, *values]
        elif name == "crc":
            operands = [a, n]
        else:
            operands = [a, n, self.address(w)]
        return self.separated(name + width, *operands)

    def state(self):
        first = self.s.first
        return self.pick("base", f"base {self.expr(0, first + 8 * self.rng.randrange(4))}", f"base {self.number(first)}", "base 0",
                         f"base {self.expr()}", f"base {self.number(first)}", "width", "width d", "width 16", "width b",
                         f"width {self.pick('b', 'w', 'd', '8', '32', 'x', '64')}",
                         "endian", "endian big", "endian little", "endian native", "def",
                         f"def {self.pick('X', 'UART', '@ADC', 'a[1].b', 'P', '_')} {self.number(max(0, self.near(8)) + self.s.base)}",
                         f"def {self.pick('X', 'UART', 'dead.beef', 'ADC', '9x')} {self.expr()}",
                         f"? {self.expr()}", f"? {self.chain()}", f"? {self.chain()}", f"?{self.expr()}", f"echo {self.pick('a', 'b  c', '')}",
                         f"noread {self.address()} {self.number(self.rng.randrange(9))}", f"noread {self.number(self.near(4))}..{self.number(self.near(4))}",
                         "allow noread" if self.rng.random() < 0.1 else "allow ram", "# words", "")

    def rubbish(self):
        text = self.dump_or_read()
        at = self.rng.randrange(len(text) + 1)
        return text[:at] + self.pick(" ", ";", "..", "=", "x", "g", "(", ")", "-", "--", "0", "k", "@", ".", "$", "#", "\0", "/0",
                                     "\r", "\t", "q", "1_", "_1", "[0]") + text[at + self.rng.randrange(2):]

    def line(self):
        parts = []
        for _ in range(self.pick(1, 1, 1, 2, 3)):
            kind = self.rng.random()
            parts.append(self.dump_or_read() if kind < 0.33 else self.write() if kind < 0.57 else self.part() if kind < 0.64
                         else self.block() if kind < 0.76 else self.state() if kind < 0.93 else self.rubbish())
        return self.pick("", "", " ") + self.pick(";", " ; ", "; ").join(parts) + self.pick("", "", "", " # end", "\r", ";")


def make_batch(rng, folder, args):
    """Some streams for one process: how to run it, its input, and what must come of it."""
    how = rng.choices(["-k", "stop", "-f"], [6, 2, 2])[0]
    session = Session(args.big, (1, 2, 4) if args.no64 else (1, 2, 4, 8))
    count = rng.randrange(4, 12) if how == "-k" else 1
    lines, out, wrong, failed, status = [], [], [], [], 0
    origins = []  # of each line of output: the line of input
    for i in range(count):
        size = rng.choice([0x10, 0x100, 0x123, 0x1000, 0x1004, 0x2200])
        first = rng.choice([0, 0, 0x1000, 0x8, 0x4c000000, 0xfffffff8, 0x100000000, 0xffffffffffff0000, (1 << 64) - 0x3000])
        path = os.path.join(folder, f"f{i}")
        contents = bytes(rng.choice([rng.randrange(256), 0, 0x41]) for _ in range(64)) * (size // 64 + 1)
        with open(path, "wb") as f:
            f.write(contents[:size])
        spec = f"file:{path}" + (f"@{first:x}" if first or rng.random() < 0.5 else "")
        session.targets[spec] = (first, bytearray(contents[:size]))
    specs = list(session.targets)
    session.start(specs[0])
    writer = Writer(rng, session)
    worse = lambda a, b: max(a, b, key=[0, 3, 1, 2].index)  # noqa: E731

    def one_line(line):
        """Run it in the model. False: it isn't worth it."""
        nonlocal status
        saved = session.snapshot()
        st, printed = 0, []
        try:
            printed, st = session.run(compile_text(session, [line]), how == "-k")
        except Wrong:
            st, session.loud = 2, True
        except Dull:
            session.restore(saved)
            return False
        lines.append(line)
        out.extend(printed)
        origins.extend([len(lines)] * len(printed))
        status = worse(status, st)
        if st and session.loud:
            wrong.append(len(lines))
        failed.extend([True] * bool(st))
        return True

    if how == "-f":
        while True:
            lines = [writer.line() for _ in range(rng.randrange(1, 8))]
            saved = session.snapshot()
            try:
                out, status = session.run(compile_text(session, lines), False)
                break
            except Wrong:
                out, status = [], 2
                if rng.random() < 0.2:
                    break
            except Dull:
                pass
            session.restore(saved)
        wrong = None
    else:
        for i in range(count):
            if i:
                one_line(f"target {specs[i]}")
            for _ in range(LINES):
                one_line(writer.line())
                if session.over or (failed and how == "stop"):
                    break
            if session.over or (failed and how == "stop"):
                break
    if rng.random() < 0.5 and not session.over and how == "-k":
        one_line("q")
    return how, specs, lines, out, origins, wrong, status, session, count


def run_batch(number, args):
    """Returns how many streams there were, and what is wrong, or None."""
    rng = random.Random(f"{args.seed}/{number}")
    with tempfile.TemporaryDirectory(prefix="physmon-model-") as folder:
        how, specs, lines, out, origins, wrong, status, session, count = make_batch(rng, folder, args)
        text = "\n".join(lines) + rng.choice(["\n", ""])
        argv = args.command + ["-t", specs[0]]
        if how == "-k":
            argv.append("-k")
        elif how == "-f":
            script = os.path.join(folder, "script")
            with open(script, "wb") as f:
                f.write(text.encode("latin-1"))
            argv += ["-f", script]
        p = subprocess.run(argv, input=text.encode("latin-1") if how != "-f" else b"", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                           timeout=120, check=False)
        problem = None
        got = p.stdout.decode("latin-1")
        expected = "".join(f"{line}\n" for line in out)
        complaints = sorted({int(m) for m in re.findall(r"^physmon: <stdin>:(\d+):", p.stderr.decode("latin-1"), re.M)})
        if p.returncode != status:
            problem = f"exit status {p.returncode}, expected {status}"
        elif got != expected:
            a, b = got.split("\n"), expected.split("\n")
            at = next((i for i in range(min(len(a), len(b))) if a[i] != b[i]), min(len(a), len(b)))
            where = origins[min(at, len(origins) - 1)] if origins else 0
            problem = (f"output line {at + 1} is {a[at:at + 1]}, expected {b[at:at + 1]}, about input line {where}: "
                       f"{lines[where - 2:where + 1]}")
        elif wrong is not None and complaints != wrong:
            problem = f"errors in lines {complaints}, expected {wrong}"
        else:
            for spec, (_, contents) in session.targets.items():
                with open(re.match(r"file:([^@]*)", spec)[1], "rb") as f:
                    if f.read() != bytes(contents):
                        problem = f"{spec} holds something else"
        if problem:
            kept = tempfile.mkdtemp(prefix="physmon-model-kept-")
            with open(os.path.join(kept, "script"), "wb") as f:
                f.write(text.encode("latin-1"))
            with open(os.path.join(kept, "expected"), "w", encoding="latin-1") as f:
                f.write(expected)
            with open(os.path.join(kept, "got"), "w", encoding="latin-1") as f:
                f.write(got)
            problem = (f"batch {number} of seed {args.seed}: {problem}\n  {' '.join(argv)} ({how}); kept in {kept}\n"
                       + p.stderr.decode("latin-1")[:600])
        return count, problem


def main():
    ap = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    wrapper = shlex.split(os.environ.get("WRAPPER", ""))
    ap.add_argument("--streams", type=int, default=40 if wrapper else 1000)
    ap.add_argument("--seed", default="1")
    ap.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ap.add_argument("command", nargs=argparse.REMAINDER)
    args = ap.parse_args()
    args.command = args.command or wrapper + [os.environ.get("PHYSMON", os.path.join(TOP, ".build/physmon"))]
    with open(args.command[-1], "rb") as f:
        elf = f.read(6)
    args.no64, args.big = elf[4] == 1, elf[5] == 2
    # python's own work is most of it, so the jobs are processes
    passed = failed = number = 0
    with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
        while passed + failed < args.streams:
            some = [pool.submit(run_batch, number + i, args) for i in range(2 * args.jobs)]
            number += len(some)
            for one in some:
                count, problem = one.result()
                if problem:
                    failed += count
                    print(problem, flush=True)
                else:
                    passed += count
            if failed > 200:
                break
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
