# SPDX-License-Identifier: GPL-2.0-or-later
"""What run.py measures with: the programs it compares, timers, medians. It doesn't know what is wanted of physmon."""
import glob
import math
import os
import shlex
import shutil
import statistics
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
C_FLAGS = ["-std=gnu11", "-D_GNU_SOURCE", "-D_FILE_OFFSET_BITS=64", "-O2", "-Wall", "-Wextra"]


class Missing(Exception):
    """A peer or a tool that can't be had here: its lines say so, the others are measured."""


class Broken(Exception):
    """Something that must work did not."""


def run(command, **kw):
    """Standard output of a command that must succeed."""
    kw.setdefault("stdin", subprocess.DEVNULL)
    kw.setdefault("timeout", 600)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kw)
    if done.returncode:
        raise Broken("%s: status %d: %s" % (shlex.join(command)[:200], done.returncode,
                                            done.stderr.decode(errors="replace").strip()[-1000:]))
    return done.stdout


class Place:
    """The folder of all that is made here, and what is built or fetched into it. Commands run in it."""

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)
        os.makedirs(self.folder, exist_ok=True)
        unwanted = ("MAKEFLAGS", "MFLAGS", "INPUTRC")
        self.env = {name: value for name, value in os.environ.items() if name not in unwanted}
        self.env.update(HOME=self.folder, XDG_STATE_HOME=os.path.join(self.folder, "state"), LC_ALL="C")

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def run(self, command, **kw):
        kw.setdefault("env", self.env)
        return run(command, cwd=self.folder, **kw)

    def build(self, name, source, *flags, compiler="gcc"):
        """A program of tests/bench, from source."""
        if not shutil.which(compiler):
            raise Missing("no %s" % compiler)
        out = self.path(name)
        try:
            run([compiler, *C_FLAGS, os.path.join(HERE, source), "-o", out, *flags])
        except Broken as e:
            raise Missing("%s can't be built: %s" % (source, str(e).splitlines()[-1]))
        return out

    def patched(self, program, folder, old, new):
        """A copy of a program, named devmem, that opens another file: in it each text old is new, as long as old."""
        with open(program, "rb") as f:
            data = f.read()
        if old not in data or len(old) != len(new):
            raise Missing("%s has no %s to replace" % (program, old.decode()))
        os.makedirs(self.path(folder), exist_ok=True)
        out = self.path(folder, "devmem")
        with open(out, "wb") as f:
            f.write(data.replace(old, new))
        os.chmod(out, 0o755)
        return out

    def debian(self, package, program):
        """A program out of a Debian package that is unpacked, not installed: packages may exclude each other."""
        root = self.path("deb", package)
        out = os.path.join(root, program)
        if os.path.exists(out):
            return out
        if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
            raise Missing("no apt-get to fetch %s with" % package)
        os.makedirs(root, exist_ok=True)
        command = ["apt-get", "-qq", "-o", "Acquire::Retries=3", "download", package]
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        for before in (None, [*sudo, "apt-get", "-qq", "update"]):
            if before and (not sudo or shutil.which("sudo")):
                subprocess.run(before, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if not subprocess.run(command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                  stderr=subprocess.DEVNULL).returncode:
                break
        for deb in glob.glob(os.path.join(glob.escape(root), "*.deb")):
            run(["dpkg-deb", "-x", deb, root])
        if not os.path.exists(out):
            raise Missing("apt-get could not fetch %s" % package)
        return out

    def peer(self, package, program):
        """The installed program, else the one that Debian has."""
        return shutil.which(os.path.basename(program)) or self.debian(package, program)


def is_static(program):
    """Whether an ELF program asks for no loader; its segments' headers stand at the beginning of the file."""
    with open(program, "rb") as f:
        return b"/ld-" not in f.read(4096)


class Timers:
    """Each returns a list of samples for each command. Commands take turns, so that noise meets all of them alike."""

    def __init__(self, place):
        self.place = place
        for name in ("spawn", "pingpong", "peak"):
            place.build(name, name + ".c")
        place.build("pty", "pty.c", "-lutil")

    def _samples(self, command, pinned=False, **kw):
        cpu = max(os.sched_getaffinity(0))
        pin = (lambda: os.sched_setaffinity(0, {cpu})) if pinned else None
        out = self.place.run(command, preexec_fn=pin, **kw).decode()
        return [[float(word) for word in line.split()] for line in out.splitlines()]

    def whole(self, rounds, *commands, pinned=False, stdin="/dev/null"):
        """Microseconds of whole processes."""
        words = [word for command in commands for word in ("--", stdin, *command)]
        return self._samples([self.place.path("spawn"), str(rounds), *words], pinned)

    def reply(self, blocks, line, *commands):
        """Microseconds of a round trip, everything on one processor: over two it would be the scheduler's figures."""
        words = [word for command in commands for word in ("--", *command)]
        return self._samples([self.place.path("pingpong"), str(blocks), line, *words], pinned=True)

    def prompt(self, rounds, prompt, *commands, term="xterm"):
        """(microseconds to the first prompt, bytes to the terminal for each key) of each command."""
        words = [word for command in commands for word in ("--", *command)]
        out = self._samples([self.place.path("pty"), str(rounds), prompt, *words], env=dict(self.place.env, TERM=term))
        return list(zip(out[0::2], out[1::2]))

    def peak(self, command, stdin="/dev/null"):
        """The most KiB of memory that were resident."""
        with open(stdin, "rb") as f:
            return int(self.place.run([self.place.path("peak"), *command], stdin=f))

    def calls(self, command, only=None, stdin="/dev/null"):
        """How often a process entered the kernel, its start included."""
        if not shutil.which("strace"):
            raise Missing("no strace")
        log = self.place.path("strace.log")
        filters = ["-e", "trace=" + only, "--seccomp-bpf"] if only else []
        with open(stdin, "rb") as f:
            try:
                self.place.run(["strace", "-f", "-c", "-o", log, *filters, *command], stdin=f)
            except Broken as e:
                raise Missing("strace does not work here: %s" % str(e).splitlines()[-1])
        with open(log) as f:
            rows = [line.split() for line in f]
        # % time, seconds, usecs/call, calls, [errors,] name
        return sum(int(row[3]) for row in rows if len(row) >= 5 and row[3].isdigit() and row[-1] != "total")


def ratios(ours, theirs, groups):
    """ours / theirs, as (median, least, most) of as many groups of rounds that follow each other."""
    size = max(1, len(ours) // groups)
    each = [statistics.median(ours[i:i + size]) / statistics.median(theirs[i:i + size])
            for i in range(0, len(ours) - size + 1, size)]
    return statistics.median(each), min(each), max(each)


def exponent(work, cost):
    """The k of cost ~ work^k, by least squares over logarithms: 1 is a straight line, 0 is flat."""
    x, y = [math.log(w) for w in work], [math.log(c) for c in cost]
    mx, my = statistics.fmean(x), statistics.fmean(y)
    return sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)
