#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Mutation testing: one token of src/lib or src/cli is changed, and the tests must notice.

usage: tests/mutants.py [--seed SEED] [--only WORD] [N]

In a copy of the tree, N random mutants (default 20) are built, one after the other, and tested until a suite fails: the
mutant is killed. A mutant that doesn't compile, or whose object is the same as without it, isn't counted. --only WORD
takes only files whose path holds WORD. The list of survivors ends the output: each is a line that no test looks at, or a
change that can't be seen. The suites are those of make check; a suite that fails without any mutant ends the run.
"""
import argparse
import glob
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SOURCES = ["src/lib/**/*.c", "src/cli/**/*.c"]
MAKE = ["make", "-s", f"-j{os.cpu_count() or 2}", "O=.build", "CFLAGS=-O2"]  # no -g: objects are compared

# clang-format puts blanks around operators of two operands only
SWAPS = {"==": "!=", "!=": "==", "<": "<=", "<=": "<", ">": ">=", ">=": ">", "&&": "||", "||": "&&", "+": "-", "-": "+",
         "&": "|", "|": "&", "<<": ">>", ">>": "<<", "+=": "-=", "-=": "+=", "|=": "=", "&=": "=", "%": "/", "/": "*"}
RULES = [  # what is changed, and into what
    (re.compile(r"(?<= )(%s)(?= )" % "|".join(map(re.escape, sorted(SWAPS, key=len, reverse=True)))), lambda m: SWAPS[m[0]]),
    (re.compile(r"\+\+|--"), lambda m: {"++": "--", "--": "++"}[m[0]]),
    (re.compile(r"\b(?:true|false)\b"), lambda m: {"true": "false", "false": "true"}[m[0]]),
    (re.compile(r"(?<![\w.])\d+(?=u?\b)(?![.x])"), lambda m: str(int(m[0]) + 1)),
    (re.compile(r"(?<=\bif \().+(?=\)(?: \{)?$)"), lambda m: f"!({m[0]})"),
    (re.compile(r"(?<=\bwhile \().+(?=\)(?: \{)?$)"), lambda m: f"!({m[0]})"),
    (re.compile(r"(?<=\t)(?!return|break|continue|goto)[\w>.\[\]*-]+(?:\(.*\)| \S?= .*|\+\+|--)(?=;$)"), lambda m: ""),
]

# A suite, and the sources that it is run for; those that tell soonest come first.
SUITES = [
    (["tests/cli/run.py", "--stop"], r""),
    (["tests/run", "--only", "tests/test_", *["{tests}"]], r""),
    (["tests/gdb/packets.py"], r"src/cli/(gdb|program|main|options)"),
    (["tests/model/model.py"], r"src/(lib|cli/(language|program|transfer|commands|output))"),
    (["tests/run", "--only", "pty/"], r"src/cli/(terminal|prompt|main)"),
]


def code_of(text):
    """The text with blanks for comments, strings and lines of the preprocessor."""
    def blank(m):
        return re.sub(r"[^\n]", " ", m[0])

    text = re.sub(r"/\*.*?\*/", blank, text, flags=re.S)
    text = re.sub(r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", lambda m: m[0][0] + "~" * (len(m[0]) - 2) + m[0][0], text)
    return re.sub(r"^[ \t]*#(?:.*\\\n)*.*$", blank, text, flags=re.M)


def sites(path):
    """(path, line number, first and last column, new text) of all that can be changed: lines inside of functions."""
    with open(path, encoding="utf-8") as f:
        lines = code_of(f.read()).splitlines()
    for n, line in enumerate(lines):
        if not line.startswith("\t") or re.match(r"\s*[.{]", line):
            continue
        for rule, change in RULES:
            for m in rule.finditer(line.rstrip()):
                yield path, n, m.start(), m.end(), change


def run(argv, seconds):
    """True if the command ends well in time."""
    env = {**os.environ, "PHYSMON": os.path.abspath(".build/physmon"), "LC_ALL": "C"}
    with subprocess.Popen(argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                          start_new_session=True) as p:
        try:
            return p.wait(timeout=seconds) == 0
        except subprocess.TimeoutExpired:
            os.killpg(p.pid, signal.SIGKILL)
            return False


def suites(path):
    """The commands that test the source at @path: its own test first."""
    tests = [t[:-2] for t in sorted(glob.glob("tests/test_*.c"))]
    own = f"tests/test_{os.path.basename(path)[:-2]}"
    if own in tests:
        yield [*MAKE, f".build/{own}"]
        yield [f".build/{own}"]
    for argv, served in SUITES:
        if re.match(served, path):
            if "{tests}" in argv:
                yield [*MAKE, "tests"]
                argv = argv[:-1] + [f".build/{t}" for t in tests]
            yield argv


def read(path, mode="r"):
    with open(path, mode, encoding=None if "b" in mode else "utf-8") as f:
        return f.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def judge(path, mutant, seconds):
    """What became of the mutant: "killed", "survived", "equal", or "no program"."""
    obj = ".build/" + path[len("src/"):-2] + ".o"
    text, was = read(path), read(obj, "rb")
    write(path, mutant)
    try:
        if not run([*MAKE, obj], 120):
            return "no program"
        if read(obj, "rb") == was:
            return "equal"
        if not run([*MAKE, "all"], 120):
            return "no program"
        return "survived" if all(run(argv, seconds) for argv in suites(path)) else "killed"
    finally:
        write(path, text)


def copy_tree(folder):
    """What git tracks and what lies beside it for the tests, in a folder to play with."""
    names = subprocess.run(["git", "ls-files", "-z"], stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")
    for name in filter(os.path.exists, filter(None, names)):
        os.makedirs(os.path.dirname(os.path.join(folder, "tree", name)), exist_ok=True)
        shutil.copy2(name, os.path.join(folder, "tree", name))
    if os.path.isdir("../shared"):
        os.symlink(os.path.abspath("../shared"), os.path.join(folder, "shared"))
    os.chdir(os.path.join(folder, "tree"))


def main():
    ap = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1].removeprefix("usage: "))
    ap.add_argument("--seed", default="1")
    ap.add_argument("--only", default="")
    ap.add_argument("n", nargs="?", type=int, default=20)
    args = ap.parse_args()
    for sig in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):  # a job in the background is started with them ignored
        signal.signal(sig, signal.SIG_DFL)
    os.chdir(TOP)
    with tempfile.TemporaryDirectory(prefix="physmon-mutants-") as folder:
        copy_tree(folder)
        paths = sorted(p for pattern in SOURCES for p in glob.glob(pattern, recursive=True) if args.only in p)
        drawn = [site for path in paths for site in sites(path)]
        random.Random(args.seed).shuffle(drawn)
        if not run([*MAKE, "all", "tests"], 1800):
            sys.exit("mutants: the tree doesn't build")
        start = time.monotonic()
        for argv in suites("src/cli/main.c"):
            if not run(argv, 1800):
                sys.exit(f"mutants: without any mutant {' '.join(argv[:3])} fails")
        seconds = 20 + 2 * (time.monotonic() - start)
        count = dict.fromkeys(("killed", "survived", "equal", "no program"), 0)
        survivors = []
        for path, n, first, last, change in drawn:
            lines = read(path).splitlines(keepends=True)
            old = lines[n][first:last]
            new = change(re.match(r".*", old))
            lines[n] = lines[n][:first] + new + lines[n][last:]
            result = judge(path, "".join(lines), seconds)
            count[result] += 1
            told = f"{path}:{n + 1}: {old} -> {new or 'nothing'}\n    {lines[n].strip()}"
            if result in ("killed", "survived"):
                print(f"{result}: {told}", flush=True)
            if result == "survived":
                survivors.append(told)
            if count["killed"] + count["survived"] >= args.n:
                break
    print("\nsurvivors:" if survivors else "\nno survivors", *survivors, sep="\n")
    print(f"seed {args.seed}: " + ", ".join(f"{n} {what}" for what, n in count.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
