#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Run every example of README.md and man/*.8 and compare the answers, byte for byte.

usage: tests/cli/examples.py [-v]

From the environment: PHYSMON, the program (default .build/physmon), and WRAPPER, a command put before it (valgrind).

README: the fenced blocks marked ```console. The man page: the blocks .Bd -literal that hold a line
"$ ". In a block, "$ " and what follows is a command line for sh (a line that ends in a backslash goes on in the
next), and the lines up to the next "$ " are what a terminal shows then: standard output and standard error together. The
commands of a block run one after the other in one fresh folder. ./.build/physmon and .build/physmon stand for PHYSMON.

A block whose answers hold prompts ("b- r 0", "demo d- q") is a session at a terminal: what stands behind the prompt
and its blank is typed into the program on a pseudo-terminal, each line when its prompt has come, and the whole screen
is compared.

Where a block needs what a program without expat can't do, its fence says ```console expat, in the man page the line before it
.\\" expat; such a program is spared it.

Examples that need a real board, or sudo, are marked ```text (in the man page: have "# " for a prompt) and aren't run.
"""
import difflib
import glob
import os
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
PROMPT = re.compile(r"^((?:\S+ ){0,2}[bwdq]- )(.*)$")
MDOC_ESCAPES = [("\\&", ""), ("\\e", "\\"), ("\\-", "-"), ("\\(aq", "'"), ("\\(dq", '"'), ("\\(ga", "`"), ("\\(ti", "~"),
                ("\\(ha", "^"), ("\\(rs", "\\")]


class Example:
    """A command line and what comes of it."""

    def __init__(self, where, command):
        self.where, self.command, self.answer = where, command, []


def readme_blocks(path, expat):
    """Lists of (line number, text) of each console block."""
    block = None
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f.read().split("\n"), 1):
            if block is None and (line.strip() == "```console" or (line.strip() == "```console expat" and expat)):
                block = []
            elif block is not None and line.strip() == "```":
                yield block
                block = None
            elif block is not None:
                block.append((number, line))


def man_blocks(path, expat):
    """The same of each literal block."""
    block, before = None, ""
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f.read().split("\n"), 1):
            if line.startswith(".Bd ") and "-literal" in line and (expat or before != '.\\" expat'):
                block = []
            elif block is not None and line.startswith(".Ed"):
                yield block
                block = None
            elif block is not None and not line.startswith('.\\"'):
                for escape, text in MDOC_ESCAPES:
                    line = line.replace(escape, text)
                block.append((number, line))
            before = line


def examples_of(path, block):
    examples, more = [], False
    for number, line in block:
        if more:
            examples[-1].command += "\n" + line
        elif line.startswith("$ "):
            examples.append(Example(f"{os.path.relpath(path, TOP)}:{number}", line[2:]))
        elif examples:
            examples[-1].answer.append(line)
        more = bool(examples) and not examples[-1].answer and examples[-1].command.endswith("\\")
    for e in examples:
        # an empty line before the next command, or at the block's end, is for the eye
        while e.answer and e.answer[-1] == "":
            e.answer.pop()
    return examples


def read_until(fd, seen, prompt, seconds):
    """Read until what is new ends with the prompt (None: until the end). Returns False at the end of the session."""
    start, deadline = len(seen), time.monotonic() + seconds
    while time.monotonic() < deadline:
        if prompt is not None and bytes(seen[start:]).endswith(prompt):
            return True
        if not select.select([fd], [], [], 0.2)[0]:
            continue
        try:
            data = os.read(fd, 65536)
        except OSError:
            return False
        if not data:
            return False
        seen += data
    return True


def run_session(example, env, folder, patience):
    """Type the lines of a session; returns what the screen showed."""
    pid, fd = pty.fork()
    if pid == 0:
        os.chdir(folder)
        os.execvpe("sh", ["sh", "-c", "stty cols 200 rows 50; " + example.command], env)
    seen = bytearray()
    for line in example.answer:
        at = PROMPT.match(line)
        if not at:
            continue
        if not read_until(fd, seen, at[1].encode(), patience):
            break
        os.write(fd, at[2].encode() + b"\n")
    read_until(fd, seen, None, 5 if patience < 60 else 30)
    os.close(fd)
    try:
        os.kill(pid, signal.SIGHUP)
    except ProcessLookupError:
        pass
    os.waitpid(pid, 0)
    return seen.decode("utf-8", "replace").replace("\r", "")


def main():
    verbose = "-v" in sys.argv[1:]
    physmon = os.path.abspath(os.environ.get("PHYSMON", os.path.join(TOP, ".build/physmon")))
    wrapper = os.environ.get("WRAPPER", "")
    patience = 120 if wrapper else 20
    commands = tempfile.mkdtemp(prefix="physmon-bin-")
    for name in ("physmon", "devmem"):
        link = os.path.join(commands, name)
        real = os.path.join(commands, "real")
        os.makedirs(real, exist_ok=True)
        os.symlink(physmon, os.path.join(real, name))
        with open(link, "w", encoding="utf-8") as f:
            f.write(f"#!/bin/sh\nexec {wrapper} {shlex.quote(os.path.join(real, name))} \"$@\"\n")
        os.chmod(link, 0o755)
    env = {k: v for k, v in os.environ.items() if k.startswith(("ASAN_", "UBSAN_", "LSAN_", "QEMU_"))}
    env.update(PATH=f"{commands}:{os.environ['PATH']}", LC_ALL="C.UTF-8", TERM="dumb", TZ="UTC0", INPUTRC="/dev/null")

    with open(physmon, "rb") as f:
        expat = b"XML_ParserCreate" in f.read()
    blocks = []
    for path in (os.path.join(TOP, "README.md"), *sorted(glob.glob(os.path.join(TOP, "man/*.8")))):
        if os.path.exists(path):
            blocks += [examples_of(path, b) for b in (man_blocks if path.endswith(".8") else readme_blocks)(path, expat)]
    passed = failed = 0
    for block in blocks:
        with tempfile.TemporaryDirectory(prefix="physmon-example-") as folder:
            here = {**env, "HOME": folder, "TMPDIR": folder}
            for e in block:
                e.command = re.sub(r"(?<![\w/])(\./)?\.build/physmon\b", "physmon", e.command)
                want = "".join(line + "\n" for line in e.answer)
                if any(PROMPT.match(line) for line in e.answer):
                    got = run_session(e, here, folder, patience)
                else:
                    p = subprocess.run(["sh", "-c", e.command], cwd=folder, env=here, stdin=subprocess.DEVNULL,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=10 * patience, check=False)
                    got = p.stdout.decode("utf-8", "replace")
                got = got.rstrip("\n") + "\n" if got.strip("\n") else ""
                if got == want:
                    passed += 1
                    if verbose:
                        print(f"{e.where}: {e.command}: passed")
                    continue
                failed += 1
                print(f"--- {e.where}: {e.command}")
                for line in list(difflib.unified_diff(want.split("\n"), got.split("\n"), lineterm="", n=100))[3:]:
                    print("    " + line)
    shutil.rmtree(commands)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
