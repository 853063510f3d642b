#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Golden transcripts: run the command lines of tests/cli/*.t and compare what comes out, byte for byte.

usage: tests/cli/run.py [--accept] [--stop] [-v] [FILE.t | WORD]...

From the environment: PHYSMON, the program (default .build/physmon), and WRAPPER, a command put before it (valgrind).
A WORD runs the blocks whose command line holds it. --accept writes what came out into the files: read the diff. --stop begins no further block after one that fails.

A file consists of blocks. A block begins with one or more lines "$ ", a script that "sh -e" runs in a fresh folder of its
own, where physmon and devmem are commands (and $PHYSMON is the path, $TESTS this tree's tests/). What follows, up to the
next "$ ", tells what goes in and what must come out:

    # a comment
    $ physmon -t demo -c 'r 0'      the command line; several such lines are one script
    < r 0                           a line of standard input; "<" alone is an empty one. Without any: /dev/null
    00000000 = 4e                   a line of standard output
    > = 4                           the same, for a line that is empty or begins like one of these marks
    ~ [0-9a-f]{8} = ..              the same, matched as a whole by a regular expression (Python's)
    ! physmon: unknown command      a line of standard error; "!" alone is an empty one
    !~ physmon: .*                  the same, matched by a regular expression
    \\ no newline                    the line of output above (standard error: after "!") ends without a newline
    = 2                             the exit status, when it isn't 0; 128 + N: ended by signal N
    @ needs strace                  the block is skipped where a command is missing
    @ only native                   the block isn't run here at all: under a WRAPPER (native), not as root (root), as
                                    root (user), in a static program (dynamic), a 32-bit program (64bit), a 64-bit one
                                    (32bit), one with sanitizers (unsanitized), one that counts what it runs, in files
                                    of its own (uncounted), one without readline (readline), expat (expat) or zlib
                                    (zlib), one of the other byte order (littleendian, bigendian); where /dev/mem can
                                    be opened (nomem)

Empty lines separate blocks and mean nothing. Bytes that aren't UTF-8 stand for themselves.
"""
import argparse
import concurrent.futures
import difflib
import glob
import os
import platform
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
MARKS = ("$ ", "< ", "> ", "~ ", "! ", "!~ ", "= ", "@ ", "# ", "\\ ")
NO_NEWLINE = "\\ no newline"
FACTS = {"native", "dynamic", "root", "user", "64bit", "32bit", "unsanitized", "uncounted", "readline", "expat",
         "zlib", "littleendian", "bigendian", "nomem"}


class Bad(Exception):
    """A .t file that can't be read as one."""


class Block:
    def __init__(self, path, number):
        self.path, self.number = path, number
        self.before = []  # comment and empty lines above it
        self.script, self.input = [], []
        self.input_newline = True
        self.out, self.err = [], []  # rows (kind, text): "=" exact, "~" regular expression, "\\" no newline
        self.status = 0
        self.conditions = []
        self.raw = []  # its lines as they stand, for --accept

    def name(self):
        return f"{os.path.relpath(self.path, TOP)}:{self.number}"


def parse(path):
    """The blocks of a file, and the lines after the last."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="\n") as f:
        lines = f.read().split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    blocks, pending, block, last = [], [], None, None
    for number, line in enumerate(lines, 1):
        if line == "" or line == "#" or line.startswith("# "):
            pending.append(line)
            continue
        if line.startswith("$ ") and (block is None or pending or last != "script"):
            block = Block(path, number)
            block.before, pending = pending, []
            blocks.append(block)
        if block is None:
            raise Bad(f"{path}:{number}: nothing may stand before the first \"$ \" but comments")
        # comments and gaps inside a block stay where they are unless --accept has to write it anew
        block.raw += pending + [line]
        gap = bool(pending) and not line.startswith("$ ")
        pending = []
        last = None
        if line.startswith("$ "):
            block.script.append(line[2:])
            last = "script"
        elif line == "<" or line.startswith("< "):
            block.input.append(line[2:])
            last = "input"
        elif line.startswith("> ") or line == ">":
            block.out.append(("=", line[2:]))
            last = "out"
        elif line.startswith("~ "):
            block.out.append(("~", line[2:]))
            last = "out"
        elif line.startswith("!~ "):
            block.err.append(("~", line[3:]))
            last = "err"
        elif line == "!" or line.startswith("! "):
            block.err.append(("=", line[2:]))
            last = "err"
        elif line.startswith(NO_NEWLINE):
            if previous == "input":
                block.input_newline = False
            else:
                {"out": block.out, "err": block.err}[previous].append(("\\", ""))
        elif line.startswith("= "):
            block.status = int(line[2:])
        elif line.startswith("@ "):
            if gap:
                raise Bad(f"{path}:{number}: a condition comes after the command lines of its block")
            block.conditions.append(line[2:].split())
            kind, *words = block.conditions[-1]
            if kind not in ("needs", "only") or not words or (kind == "only" and not FACTS.issuperset(words)):
                raise Bad(f"{path}:{number}: no such condition: {line}")
        else:
            block.out.append(("=", line))
            last = "out"
        previous = last
    return blocks, pending


def split_output(data):
    """Bytes as rows to compare."""
    text = data.decode("utf-8", "surrogateescape")
    rows = text.split("\n")
    if rows[-1] == "":
        return [("=", r) for r in rows[:-1]]
    return [("=", r) for r in rows] + [("\\", "")]


def matches(want, got):
    if want[0] == "~":
        return got[0] == "=" and re.fullmatch(want[1], got[1]) is not None
    return want == got


def written(rows, error):
    """Rows as they stand in a file."""
    lines = []
    for kind, text in rows:
        if kind == "\\":
            lines.append(NO_NEWLINE)
        elif kind == "~":
            lines.append(("!~ " if error else "~ ") + text)
        elif error:
            lines.append("! " + text if text else "!")
        elif text == "" or text in (">", "<", "!", "#") or text.startswith(MARKS):
            lines.append("> " + text if text else ">")
        else:
            lines.append(text)
    return lines


def settle(want, got):
    """What --accept writes: got, but a regular expression that still matches stays; and whether all matched."""
    if len(want) == len(got) and all(map(matches, want, got)):
        return want, True
    new = list(got)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            new[c:d] = [w if matches(w, g) else g for w, g in zip(want[a:b], got[c:d])]
    return new, False


class Runner:
    def __init__(self, physmon, wrapper):
        self.physmon, self.wrapper = physmon, shlex.split(wrapper)
        self.bin = tempfile.mkdtemp(prefix="physmon-bin-")
        for name in ("physmon", "devmem"):
            path = os.path.join(self.bin, name)
            if self.wrapper:
                # the wrapper starts a link of the right name, since the program looks at its own
                os.makedirs(os.path.join(self.bin, "real"), exist_ok=True)
                real = os.path.join(self.bin, "real", name)
                os.symlink(physmon, real)
                with open(path, "w", encoding="utf-8") as f:
                    f.write(f"#!/bin/sh\nexec {shlex.join(self.wrapper)} {shlex.quote(real)} \"$@\"\n")
                os.chmod(path, 0o755)
            else:
                os.symlink(physmon, path)
        with open(physmon, "rb") as f:
            program = f.read()
        self.facts = {
            "native": not self.wrapper,
            "dynamic": b"/ld-" in program,  # its interpreter
            "root": os.geteuid() == 0,
            "user": os.geteuid() != 0,
            "64bit": program[4:5] == b"\x02",  # e_ident[EI_CLASS] is ELFCLASS64
            "32bit": program[4:5] == b"\x01",
            "unsanitized": b"__asan_init" not in program,
            "uncounted": b".gcda" not in program,
            "readline": b"rl_callback_handler_install" in program,
            "expat": b"XML_ParserCreate" in program,
            "zlib": b"inflateInit2_" in program,
            "bigendian": program[5:6] == b"\x02",
            "nomem": not os.access("/dev/mem", os.R_OK),
            "littleendian": program[5:6] == b"\x01",
        }
        self.env = {k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "LSAN_", "QEMU_"))}
        self.env.update(PATH=f"{self.bin}:{os.environ['PATH']}", LC_ALL="C", TERM="dumb", TZ="UTC0", PHYSMON=physmon,
                        TESTS=os.path.join(TOP, "tests"), INPUTRC="/dev/null",
                        GCOV_ERROR_FILE="/dev/null")  # a limit of file sizes holds for the counts, too
        self.timeout = 300 if self.wrapper else 60

    def close(self):
        shutil.rmtree(self.bin)

    def refused(self, block):
        """Why the block isn't run: (None, ""), ("skip", why) or ("absent", why)."""
        for kind, *words in block.conditions:
            for word in words:
                if kind == "needs" and not shutil.which(word):
                    return "skip", f"{word} is missing"
                if kind == "only" and not self.facts[word]:
                    return "absent", f"only {word}"
        return None, ""

    def run(self, block):
        """Returns (status, stdout, stderr) of the block's script; status None: it ran out of time."""
        with tempfile.TemporaryDirectory(prefix="physmon-cli-") as folder:
            with tempfile.TemporaryFile() as source:
                text = "\n".join(block.input) + ("\n" if block.input_newline else "")
                if block.input:
                    source.write(text.encode("utf-8", "surrogateescape"))
                    source.seek(0)
                p = subprocess.Popen(["sh", "-ec", "\n".join(block.script)], cwd=folder,
                                     env={**self.env, "HOME": folder, "TMPDIR": folder}, start_new_session=True,
                                     stdin=source if block.input else subprocess.DEVNULL,
                                     stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                try:
                    out, err = p.communicate(timeout=self.timeout)
                    status = p.returncode if p.returncode >= 0 else 128 - p.returncode
                except subprocess.TimeoutExpired:
                    os.killpg(p.pid, signal.SIGKILL)
                    out, err = p.communicate()
                    status = None
        return status, out, err


def judge(block, status, out, err):
    """Returns the block's lines as they should be, and a report of what differs ("" if nothing does)."""
    new_out, good_out = settle(block.out, split_output(out))
    new_err, good_err = settle(block.err, split_output(err))
    if good_out and good_err and status == block.status:
        return block.raw, ""
    head = ["$ " + line for line in block.script] + ["@ " + " ".join(c) for c in block.conditions]
    head += ["< " + line if line else "<" for line in block.input]
    if not block.input_newline:
        head.append(NO_NEWLINE)

    def tail(o, e, s):
        return written(o, False) + written(e, True) + ([f"= {s}"] if s else [])

    want, got = tail(block.out, block.err, block.status), tail(new_out, new_err, status)
    diff = difflib.unified_diff(want, got, "expected", "what came out", lineterm="", n=100)
    report = [f"--- {block.name()}"] + ["    " + line for line in head]
    if status is None:
        report.append("    it ran out of time")
    report += ["    " + line for line in list(diff)[3:]]
    return head + got, "\n".join(report) + "\n"


def main():
    ap = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    ap.add_argument("--accept", action="store_true")
    ap.add_argument("--stop", action="store_true")
    ap.add_argument("-v", action="store_true")
    ap.add_argument("what", nargs="*")
    args = ap.parse_args()
    paths = [a for a in args.what if a.endswith(".t")]
    words = [a for a in args.what if not a.endswith(".t")]
    files = {}
    failed = 0
    for path in map(os.path.abspath, paths or sorted(glob.glob(os.path.join(HERE, "*.t")))):
        try:
            files[path] = parse(path)
        except (Bad, ValueError, KeyError, re.error) as e:
            print(e if isinstance(e, Bad) else f"{path}: {type(e).__name__} {e}")
            failed += 1
    physmon = os.path.abspath(os.environ.get("PHYSMON", os.path.join(TOP, ".build/physmon")))
    runner = Runner(physmon, os.environ.get("WRAPPER", ""))
    passed = skipped = 0
    stopped = threading.Event()

    def one(block):
        if stopped.is_set() or words and not any(w in "\n".join(block.script) for w in words):
            return None, None
        verdict, why = runner.refused(block)
        if verdict:
            return verdict, why
        try:
            verdict, report = judge(block, *runner.run(block))
            if report and args.stop:
                stopped.set()
            return verdict, report
        except re.error as e:
            return block.raw, f"--- {block.name()}\n    a regular expression is wrong: {e}\n"

    try:
        with concurrent.futures.ThreadPoolExecutor(max(os.cpu_count() or 2, 2)) as pool:
            everything = [(path, b) for path, (blocks, _) in files.items() for b in blocks]
            done = dict(zip((b for _, b in everything), pool.map(one, (b for _, b in everything))))
    finally:
        runner.close()

    for path, (blocks, rest) in files.items():
        lines, good, bad = [], 0, 0
        for block in blocks:
            verdict, report = done[block]
            lines += block.before + (verdict if isinstance(verdict, list) else block.raw)
            if verdict == "skip":
                skipped += 1
                print(f"--- {block.name()}: skipped: {report}")
            elif isinstance(verdict, list) and report:
                bad += 1
                sys.stdout.buffer.write(report.encode("utf-8", "surrogateescape"))
                sys.stdout.flush()
            elif isinstance(verdict, list):
                good += 1
        passed, failed = passed + good, failed + bad
        if args.v or bad:
            print(f"{os.path.relpath(path, TOP)}: {good} passed, {bad} failed", flush=True)
        if args.accept and bad:
            with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as f:
                f.write("\n".join(lines + rest) + "\n")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="surrogateescape")
    sys.exit(main())
