#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Coverage: which lines and branches the tests run, file by file; and no uncovered line of src/lib without a reason.

usage: tests/coverage.py [-k] [-v]     "make coverage" calls it; O is a build with --coverage
-k reports on what ran before, without running the tests; -v lists the uncovered lines of the other wings as well.

A line of src/lib that no test runs must stand in tests/uncovered.txt as "FILE: TEXT ## REASON": by its file's name and
its text, so that both may move. Ends with "N passed, N failed": the tests' own numbers, one for each row of that list, and each line that is
missing there. What a program ran that a signal ended isn't counted: it takes its counts along.
"""
import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LIST = "tests/uncovered.txt"


def run_tests(build):
    """The tests of "make check" on the instrumented program; passed and failed."""
    for path in glob.glob(build + "/**/*.gcda", recursive=True):
        os.unlink(path)
    binaries = sorted(p for p in glob.glob(build + "/tests/test_*") if "." not in os.path.basename(p))
    p = subprocess.run(["tests/run", *binaries], env={**os.environ, "PHYSMON": build + "/physmon"},
                       stdout=subprocess.PIPE, text=True)
    print(p.stdout, end="")
    totals = re.search(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", p.stdout.splitlines()[-1])
    return (int(totals[1]), int(totals[2])) if totals else (0, 1)


class File:
    """Counts of a source file, from all objects that hold lines of it (an inline function stands in many)."""

    def __init__(self):
        self.lines, self.branches = {}, {}

    def add(self, lines):
        for line in lines:
            n = line["line_number"]
            self.lines[n] = self.lines.get(n, 0) + line["count"]
            for i, b in enumerate(line["branches"]):
                self.branches[n, i] = self.branches.get((n, i), 0) + b["count"]

    def uncovered(self):
        return sorted(n for n, count in self.lines.items() if not count)


def gather(build):
    """File by path, of all that gcov knows below src/. Some tests hold the source itself."""
    def lines_of(notes):
        text = subprocess.run(["gcov", "--json-format", "--stdout", "-b", notes], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, check=True).stdout
        # a build folder may hold notes on sources that are gone
        return [(one["file"], one["lines"]) for one in json.loads(text)["files"]
                if one["file"].startswith("src/") and os.path.exists(one["file"])]

    files = {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for found in pool.map(lines_of, sorted(glob.glob(build + "/**/*.gcno", recursive=True))):
            for path, lines in found:
                files.setdefault(path, File()).add(lines)
    return files


def reasons():
    """(file, text) of each row of the list."""
    rows = {}
    with open(LIST, encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            line = line.strip()
            if not line or line.startswith("# "):
                continue
            m = re.match(r"(\S+): (.*\S)\s+## (\S.*)$", line)
            if not m:
                sys.exit(f"{LIST}:{n}: this is not FILE: TEXT ## REASON")
            rows[m[1], m[2]] = m[3]
    return rows


def percent(part, whole):
    return f"{100 * part / whole:5.1f} %" if whole else "      -"


def main():
    os.chdir(TOP)
    build = os.environ.get("O", ".build/coverage")
    passed, failed = (0, 0) if "-k" in sys.argv else run_tests(build)
    files = gather(build)
    if not files:
        print("gcov knows of no file")
        print(f"{passed} passed, {failed + 1} failed")
        return 1
    known, used = reasons(), set()
    totals = {}
    print(f"{'':40} {'lines':>14} {'branches':>16}")
    for path, f in sorted(files.items()):
        done, n = sum(c > 0 for c in f.lines.values()), len(f.lines)
        bdone, bn = sum(c > 0 for c in f.branches.values()), len(f.branches)
        print(f"{path:40} {percent(done, n)} {n:6} {percent(bdone, bn)} {bn:7}")
        for key in (os.path.dirname(path), "all"):
            t = totals.setdefault(key, [0, 0, 0, 0])
            totals[key] = [a + b for a, b in zip(t, (done, n, bdone, bn))]
    for key, (done, n, bdone, bn) in sorted(totals.items(), key=lambda kv: (kv[0] == "all", kv[0])):
        print(f"{key:40} {percent(done, n)} {n:6} {percent(bdone, bn)} {bn:7}")
    for path, f in sorted(files.items()):
        ours = path.startswith("src/lib/")
        if not ours and "-v" not in sys.argv:
            continue
        with open(path, encoding="utf-8") as source:
            text = source.read().split("\n")
        for n in f.uncovered():
            row = os.path.basename(path), text[n - 1].strip()
            if row in known:
                used.add(row)
            else:
                failed += ours
                print(f"{'FAILED: no test runs' if ours else 'no test runs'} {path}:{n}: {row[1]}")
    for row in known:
        if row not in used:
            print(f"{LIST} gives a reason that isn't needed (here): {row[0]}: {row[1]}")
    print(f"{passed + len(used)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
