#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Privilege: what a program that root runs must not do, as strace sees it.

Every descriptor is closed on exec, nothing is executed, nothing but what is known is opened, no environment variable
names a file to run, files are made for their owner only, and -r opens and maps for reading only.
usage: tests/hard/privilege.py [WORD]...      a WORD takes only the tests whose title holds it
Ends with "N passed, N failed". From the environment: PHYSMON, the program.
"""
import os
import re
import shutil
import stat
import subprocess
import sys

import hard
from hard import PHYSMON, contents, image, run
from term import Term

tests = hard.Tests()
NAMES = "%file,%process,%network,%desc,mmap,mprotect"

# What may be opened beside what the command line names: the loader's, the terminal library's, and what the kernel tells.
KNOWN = re.compile(rb"/etc/ld\.so\.(cache|preload)$|/(usr/)?lib[^ ]*\.so(\.[0-9.]+)?$|/(etc|lib|usr/(share|lib))/terminfo/|"
                   rb"/proc/(self/status|iomem|cmdline|cpuinfo|config\.gz|sys/kernel/osrelease)$|/boot/config-|"
                   rb"/sys/kernel/security/(lockdown|lsm)$|(/proc/device-tree|/sys/firmware/devicetree)(/|$)|"
                   rb"/sys/bus/pci/devices(/[^/]*/(vendor|device|class|resource|driver|enable))?$|/sys/class/uio(/|$)|"
                   rb"/dev/(null|tty|mem)$|/etc/inputrc$|/usr/lib/locale/|/usr/share/locale|/usr/lib/[^ ]*gconv")

# What would run something.
RUNS = re.compile(rb"\b(system|popen|exec[lv]\w*|posix_spawn\w*|vfork)\(")
# The only source that makes a process: it survives an address that kills.
FORKS = {"forked_access.c"}
# What libraries open for themselves.
THEIRS = re.compile(rb"/terminfo/|/gconv/|/usr/lib/locale/|/inputrc$")


class Trace:
    """What a run did: its calls, as pairs of name and text."""

    def __init__(self, path):
        self.calls = []
        for line in contents(path).splitlines():
            m = re.match(rb"(?:\d+ +)?(\w+)\((.*)\) += (.*)$", line)
            if m and not m[3].startswith(b"-1"):
                self.calls.append((m[1].decode(), m[2], m[3]))

    def named(self, *names):
        return [text for name, text, _ in self.calls if name in names]

    def opened(self):
        """Path, flags and result of each open."""
        for name, text, result in self.calls:
            m = re.match(rb'(?:AT_FDCWD|\d+)(?:<[^>]*>)?, "([^"]*)", ([A-Z_|0-9]+)', text) if name == "openat" else \
                re.match(rb'"([^"]*)", ([A-Z_|0-9]+)', text) if name == "open" else None
            if m:
                yield m[1], m[2].split(b"|"), result.split(b"<")[0]


def traced(tmp, argv, text=b"", **more):
    path = os.path.join(tmp, "strace.out")
    p = subprocess.run(["strace", "-f", "-y", "-s", "300", "-e", "trace=" + NAMES, "-o", path, PHYSMON, *argv], input=text,
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
                       env={**hard.ENV, **more.pop("env", {})}, **more)
    return Trace(path), p


def typed(tmp, lines, env=None, state=None, term="vt100"):
    """The trace of a session at a prompt."""
    path = os.path.join(tmp, "strace.out")
    with Term(["strace", "-f", "-y", "-s", "300", "-e", "trace=" + NAMES, "-o", path, PHYSMON, "-q", "-t", "demo"], env=env,
              state=state, term=term) as t:
        t.prompt()
        for line in lines:
            t.type(line + "\n")
            t.prompt()
        t.type("he\t\t\x15q\n")
        assert t.wait() == 0, t.seen[-300:]
    return Trace(path)


def can_trace():
    if not shutil.which("strace"):
        return "strace is missing"
    p = subprocess.run(["strace", "-o", "/dev/null", "true"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return "strace may not trace here" if p.returncode else None


def harmless(trace, known):
    """Nothing that no run of the program should do; @known: what it was told to open."""
    assert trace.named("execve", "execveat") and len(trace.named("execve", "execveat")) == 1, trace.named("execve")
    for name in ("fork", "vfork", "clone", "clone3", "socket", "socketpair", "connect", "pipe", "pipe2", "chmod", "fchmod",
                 "chown", "unlink", "rename", "link", "symlink", "dup", "dup2", "memfd_create"):
        assert not trace.named(name), (name, trace.named(name))
    for text in trace.named("fcntl"):
        assert b"F_DUPFD" not in text or b"F_DUPFD_CLOEXEC" in text, text
    for path, flags, fd in trace.opened():
        # libraries read tables of theirs and close them again
        assert b"O_CLOEXEC" in flags or THEIRS.search(path), path
        assert KNOWN.search(path) or path in known, path
    protections = [text.split(b", ")[2] for text in trace.named("mmap", "mprotect") if text.count(b", ") >= 2]
    assert not any(b"PROT_WRITE" in p and b"PROT_EXEC" in p for p in protections), protections


@tests.test
def a_script_opens_its_target_and_its_files_alone(tmp):
    why = can_trace()
    if why:
        return why
    path, _ = image(tmp)
    source = os.path.join(tmp, "script")
    with open(source, "w", encoding="ascii") as f:
        f.write("r 0\nw 4 1\n")
    trace, p = traced(tmp, ["-t", "file:" + path, "--trace", "-f", source], cwd=tmp)
    assert p.returncode == 0, p.stderr
    harmless(trace, (path.encode(), source.encode()))
    trace, p = traced(tmp, ["-t", "none"], b"target file:%s\nr 0\nsource %s\ntarget demo\n" % (path.encode(), source.encode()))
    assert p.returncode == 0, p.stderr
    harmless(trace, (path.encode(), source.encode()))
    return None


@tests.test
def the_doctor_and_the_helps_only_look(tmp):
    why = can_trace()
    if why:
        return why
    for argv in (["--doctor"], ["--version"], ["--help"], ["-t", "none", "-c", "help; help demo; target"], ["-c", "r 0"]):
        trace, _ = traced(tmp, argv)
        harmless(trace, ())
        for path, flags, _ in trace.opened():
            assert path == b"/dev/mem" or not {b"O_WRONLY", b"O_RDWR", b"O_CREAT"} & set(flags), (path, flags)
    return None


@tests.test
def the_prompt_executes_nothing_whatever_the_environment_names(tmp):
    why = can_trace()
    if why:
        return why
    marker, evil = os.path.join(tmp, "executed"), os.path.join(tmp, "inputrc")
    with open(evil, "w", encoding="ascii") as f:
        f.write("#!/bin/sh\ntouch '%s'\n" % marker)
    os.chmod(evil, 0o755)
    env = {name: evil for name in ("PAGER", "EDITOR", "VISUAL", "SHELL", "BROWSER", "FCEDIT", "PHYSMON", "PHYSMONRC", "ENV",
                                   "BASH_ENV", "READLINE", "PHYSMON_PAGER", "LESSOPEN", "MANPAGER", "GDB", "INPUTRC")}
    state = os.path.join(tmp, "state")
    for term in ("vt100", "dumb"):
        os.makedirs(state, exist_ok=True)
        trace = typed(tmp, ["help", "help r", "r 0", "history", "target", "echo $(%s)" % evil, "def x 9000"], env=env,
                      state=state, term=term)
        assert not os.path.exists(marker)
        harmless(trace, (b"/", evil.encode(), b"physmon", b"history") + tuple(state.encode().split(b"/")))
    return None


@tests.test
def no_variable_but_four_is_asked_for(tmp):
    """By our sources; readline and the C library ask for theirs."""
    asked = set()
    for folder, _, names in os.walk(os.path.join(hard.TOP, "src")):
        for name in names:
            asked |= set(re.findall(rb'\b(?:secure_)?getenv\(([^)]*)\)', contents(os.path.join(folder, name))))
            assert not RUNS.search(contents(os.path.join(folder, name))), name
            assert name in FORKS or b"fork(" not in contents(os.path.join(folder, name)), name
    assert asked <= {b'"HOME"', b'"XDG_STATE_HOME"', b'"TERM"', b'"COLUMNS"'}, asked


@tests.test
def files_are_made_for_their_owner_only(tmp):
    old = os.umask(0)
    try:
        home = os.path.join(tmp, "home")
        os.mkdir(home, 0o755)
        for env, below in (({"HOME": home, "XDG_STATE_HOME": ""}, "home/.local/state/physmon"),
                           ({"XDG_STATE_HOME": home}, "home/physmon")):
            with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
                t.prompt()
                t.line("? 12")
                t.type("q\n")
                assert t.wait() == 0
            made = os.path.join(tmp, below)
            assert contents(os.path.join(made, "history")) == b"? 12\nq\n"
            for folder, folders, names in os.walk(home):
                for name in names:
                    assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o600, name
                for name in folders:
                    assert stat.S_IMODE(os.stat(os.path.join(folder, name)).st_mode) == 0o700, name
    finally:
        os.umask(old)


@tests.test
def a_home_of_another_user_is_left_alone(tmp):
    if os.geteuid():
        # one that is anybody's is as bad
        home = os.path.join(tmp, "home")
        os.mkdir(home)
        os.mkdir(os.path.join(home, "physmon"))
        os.chmod(os.path.join(home, "physmon"), 0o777)
    else:
        home = os.path.join(tmp, "home")
        os.mkdir(home)
        os.chown(home, 12345, 12345)
    with Term([PHYSMON, "-q", "-t", "demo"], env={"XDG_STATE_HOME": home}) as t:
        t.prompt()
        t.line("? 12")
        t.type("q\n")
        assert t.wait() == 0
    for _, _, names in os.walk(home):
        assert not names, names


@tests.test
def read_only_is_opened_and_mapped_so(tmp):
    why = can_trace()
    if why:
        return why
    path, data = image(tmp, 8 << 20)
    text = b"r 0\nd 1000 100\nr 400000\nrd 600000\n"
    for argv, more in (["-r"], b""), (["-r", "-n"], b""), (["-r", "-k"], b"w 0 1\nv 0 1\n"):
        trace, p = traced(tmp, ["-t", "file:" + path, *argv], text + more)
        assert p.returncode == (1 if more else 0), (p.returncode, p.stderr)
        assert contents(path) == data
        flags = [f for name, f, _ in trace.opened() if name == path.encode()]
        assert flags and all(b"O_RDONLY" in f for f in flags), flags
        maps = [text for text in trace.named("mmap") if path.encode() in text]
        assert len(maps) >= (1 if "-n" not in argv else 0), maps
        for m in maps:
            assert m.split(b", ")[2] == b"PROT_READ", m
        assert not [m for m in trace.named("mprotect") if b"PROT_WRITE" in m and path.encode() in m]
    # and without it, both
    trace, p = traced(tmp, ["-t", "file:" + path], text)
    assert all(m.split(b", ")[2] == b"PROT_READ|PROT_WRITE" for m in trace.named("mmap") if path.encode() in m)
    # /dev/mem, where there is one
    trace, p = traced(tmp, ["-r", "-c", "r 0"])
    assert all(b"O_RDONLY" in f for name, f, _ in trace.opened() if name == b"/dev/mem")
    return None


@tests.test
def closed_standard_descriptors_are_given_to_no_file(tmp):
    path, data = image(tmp)
    for closed in ("0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"):
        subprocess.run(["sh", "-c", 'exec "$@" ' + closed, "sh", PHYSMON, "-t", "file:" + path, "-c", "r 0; nonsense 1"],
                       env=hard.ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        subprocess.run(["sh", "-c", 'exec "$@" ' + closed, "sh", PHYSMON, "-t", "file:" + path, "-c", "r 0; r ffffffff"],
                       env=hard.ENV, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        assert contents(path) == data


if __name__ == "__main__":
    sys.exit(tests.run())
