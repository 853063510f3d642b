# SPDX-License-Identifier: GPL-2.0-or-later
"""A program on a real pseudo terminal: what is typed goes in at the master, what the screen would get comes out of it."""
import concurrent.futures
import fcntl
import multiprocessing
import os
import pty
import select
import shlex
import signal
import struct
import sys
import tempfile
import termios
import time

PROMPT = b"b- "
WRAPPER = shlex.split(os.environ.get("WRAPPER", ""))
SLOWNESS = 10 if WRAPPER else 1  # how much a wrapper may cost
PATIENCE = 20 * SLOWNESS


class Gone(Exception):
    """What was waited for did not come."""


class Term:
    """argv on a terminal of its own, in a session of its own, with an environment of nothing but what is given."""

    always = {}  # what every program gets beside

    def __init__(self, argv, env=None, term="vt100", columns=80, rows=24, state=None):
        full = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null"}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "LD_LIBRARY_PATH", "TERMINFO"):
            if name in os.environ:
                full[name] = os.environ[name]
        if term is not None:
            full["TERM"] = term
        full["XDG_STATE_HOME"] = state or "/dev/null/none"  # no folder can be made there, by root either
        full.update(self.always or {})
        full.update(env or {})
        self.seen = b""  # all that ever came
        self.at = 0  # what has been looked at already
        self.status = None
        begin, go = os.pipe()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                os.read(begin, 1)  # the terminal has been looked at
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                if argv[0] != "/bin/sh":  # a test that starts a shell wraps what it runs there
                    argv = WRAPPER + argv
                os.execvpe(argv[0], argv, full)
            finally:
                os._exit(127)
        self.before = self.settings()  # as the program found it
        os.write(go, b"1")
        os.close(go)
        os.close(begin)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
                os.kill(self.pid, signal.SIGCONT)
            except ProcessLookupError:
                pass
            os.waitpid(self.pid, 0)

    def close(self):
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def type(self, text):
        """Type text, a str or bytes; what comes meanwhile is read, so that neither side waits for the other."""
        data = text.encode() if isinstance(text, str) else text
        while data:
            r, w, _ = select.select([self.fd], [self.fd], [], PATIENCE)
            if r:
                self._read()
            if w:
                data = data[os.write(self.fd, data[:512]):]
            if not r and not w:
                raise Gone("the terminal takes no more input")

    def _read(self):
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.seen += data
        return data

    def expect(self, what, patience=None):
        """Wait for the bytes; returns what came before them, and goes on behind them."""
        what = what.encode() if isinstance(what, str) else what
        end = time.monotonic() + (patience or PATIENCE)
        while what not in self.seen[self.at:]:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0] or not self._read():
                raise Gone("no %r in %r" % (what, self.seen[self.at:][-400:]))
        found = self.seen.index(what, self.at)
        before = self.seen[self.at:found]
        self.at = found + len(what)
        return before

    def prompt(self, prompt=PROMPT, patience=None):
        """Wait for the prompt as the last thing on the screen."""
        end = time.monotonic() + (patience or PATIENCE)
        start = self.at
        while True:
            if self.seen[start:].endswith(prompt):
                if self.more(0.02):
                    continue
                self.at = len(self.seen)
                return self.seen[start:-len(prompt)]
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0] or not self._read():
                raise Gone("no prompt at the end of %r" % self.seen[start:][-400:])

    def more(self, seconds):
        """Read what comes within the time; the bytes."""
        data = b""
        end = time.monotonic() + seconds
        while True:
            left = max(0, end - time.monotonic())
            if not select.select([self.fd], [], [], left)[0]:
                return data
            new = self._read()
            data += new
            if not new or time.monotonic() >= end:  # there may be no end of it
                return data

    def line(self, text):
        """Type a line, wait for the next prompt: what the command printed, its echo left out."""
        self.type(text + "\n")
        answer = self.prompt()
        return answer.split(b"\n", 1)[1] if b"\n" in answer else answer

    def resize(self, columns, rows=24):
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def bytes_of_key(self):
        """What a key that was just typed brought to the screen."""
        data = b""
        while not data:
            if not select.select([self.fd], [], [], PATIENCE)[0]:
                raise Gone("a key without an echo")
            data = self._read()
        return data + self.more(0.003 * SLOWNESS)

    def settings(self):
        return termios.tcgetattr(self.fd)

    def echoes(self):
        """The terminal is in its normal mode: lines, echo."""
        flags = termios.tcgetattr(self.fd)[3]
        return bool(flags & termios.ICANON) and bool(flags & termios.ECHO)

    def wait(self, patience=None):
        """Wait for the program's end; its exit status, or minus the signal."""
        end = time.monotonic() + (patience or PATIENCE)
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                if self.fd >= 0:
                    self.more(0.1)
                break
            if time.monotonic() > end:
                raise Gone("the program is still there")
            if self.fd >= 0:
                self.more(0.02)
            else:
                time.sleep(0.02)
        return self.status


def columns_of(data):
    """How many columns the bytes fill, on a terminal that knows nothing but return, newline and backspace."""
    column = widest = 0
    for c in data:
        if c in b"\r\n":
            column = 0
        elif c == 8:
            column = max(0, column - 1)
        elif c >= 32 and c & 0xC0 != 0x80:
            column += 1
        widest = max(widest, column)
    return widest


class Tests:
    """Collects named tests and runs them: "N passed, N failed[, N skipped]" is the last line."""

    def __init__(self):
        self.tests = []

    def test(self, f):
        self.tests.append(f)
        return f

    def run(self, programs):
        """Each test on each program: (name, argv or None, environment, whether it has readline)."""
        only = sys.argv[1:]
        skipped, todo = 0, []
        for name, argv, env, has_readline in programs:
            for f in self.tests:
                title = "%s: %s" % (name, f.__name__.replace("_", " "))
                if getattr(f, "never", False) or only and not any(o in title for o in only):
                    continue
                if getattr(f, "readline_only", False) and not has_readline:
                    continue
                if argv is None:
                    print("skipped %s: no such program given" % title)
                    skipped += 1
                    continue
                todo.append((f, title, argv, env))
        # a test waits for most of its time, so there are more of them at once than processors
        jobs = (os.cpu_count() or 1) * (1 if WRAPPER else 2)
        good = 0
        with concurrent.futures.ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
            for passed, text in pool.map(run_one, *zip(*todo)):
                good += passed
                print(text, flush=True)
        text = "%d passed, %d failed" % (good, len(todo) - good)
        print(text + (", %d skipped" % skipped if skipped else ""))
        return 1 if good < len(todo) else 0


def run_one(f, title, argv, env):
    """A test in a process of its own: whether it passed, and what to print."""
    Term.always = env
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as tmp:
        try:
            f(argv, tmp)
        except (Gone, AssertionError, OSError) as e:
            return False, "FAILED %s: %s: %s" % (title, type(e).__name__, e)
    return True, "ok %s (%.1f s)" % (title, time.monotonic() - start)


def readline_only(f):
    """The line discipline can't do it."""
    f.readline_only = True
    return f


def never_under_valgrind(f):
    """It takes SIGTSTP for nothing."""
    f.never = any("valgrind" in w for w in WRAPPER)
    return f
