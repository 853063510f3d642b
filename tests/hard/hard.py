# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests of hard circumstances share: the program, running it, and totals at the end."""
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, "tests", "pty"))

PHYSMON = os.path.abspath(os.environ.get("PHYSMON", os.path.join(TOP, ".build/physmon")))
ALL = "--all" in sys.argv
WORDS = [a for a in sys.argv[1:] if not a.startswith("-")]
# readline is searched for in LD_LIBRARY_PATH
ENV = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TERM": "dumb", "HOME": "/nonexistent", "INPUTRC": "/dev/null"}


def start(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more):
    return subprocess.Popen([PHYSMON, *argv], stdin=stdin, stdout=stdout, stderr=stderr, env=ENV, **more)


def run(argv, text=b"", **more):
    """The program run to its end: status, standard output, standard error."""
    p = subprocess.run([PHYSMON, *argv], input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV,
                       timeout=120, **more)
    return p.returncode, p.stdout, p.stderr


def image(tmp, nbytes=1 << 20):
    """A file of that size, its bytes known, and its path."""
    data = bytes((i * 7 + (i >> 8)) & 255 for i in range(65536)) * (nbytes // 65536 + 1)
    path = os.path.join(tmp, "image")
    with open(path, "wb") as f:
        f.write(data[:nbytes])
    return path, data[:nbytes]


def contents(path):
    with open(path, "rb") as f:
        return f.read()


class Tests:
    """Named tests, each with a folder of its own; those marked slow are run with --all only."""

    def __init__(self):
        self.tests = []

    def test(self, f):
        self.tests.append((f, False))
        return f

    def slow(self, f):
        self.tests.append((f, True))
        return f

    def run(self):
        """Runs them; "N passed, N failed[, N skipped]" is the last line. Returns the exit status."""
        passed = failed = skipped = 0
        for f, slow in self.tests:
            title = f.__name__.replace("_", " ")
            if (slow and not ALL and not WORDS) or (WORDS and not any(w in title for w in WORDS)):
                continue
            began = time.monotonic()
            with tempfile.TemporaryDirectory(prefix="physmon-hard-") as tmp:
                try:
                    why = f(tmp)
                    if why:
                        skipped += 1
                        print(f"skipped {title}: {why}")
                        continue
                    passed += 1
                    print(f"ok {title} ({time.monotonic() - began:.1f} s)")
                except Exception as e:  # whatever it is, it is this test that failed
                    failed += 1
                    where = e.__traceback__
                    while where.tb_next:
                        where = where.tb_next
                    print(f"FAILED {title}: line {where.tb_lineno}: {type(e).__name__}: {str(e)[:1000]}")
            sys.stdout.flush()
        print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
        return 1 if failed else 0
