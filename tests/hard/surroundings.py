#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Surroundings: the program where descriptors are closed, full or don't block, limits are low, and paths are FIFOs.

usage: tests/hard/surroundings.py [--all] [WORD]...

Whatever they are: no signal ends the program but one that was sent, the target holds what was written to it and nothing
else, a file is whole or as it was, and status 0 means that all of it is there. Ends with "N passed, N failed".
"""
import itertools
import os
import resource
import select
import signal
import subprocess
import sys
import time

import faults
import promised  # found where faults finds it
from hard import ENV, PHYSMON, Tests, contents, image, run

T = Tests()
OLD = b"# old\n"
WRITERS = {"out": "save out 0 1000", "rows.hex": "save rows.hex 0 400", "kept": "snap -o kept a 0 400",
           "t.vcd": "sample -n 1 -o t.vcd 0 4 8 c 10 14 18 1c 20 24", "notes": "log notes; d 0 400; log --off"}


def limited(tmp, argv, limits, closed=(), seconds=20):
    """The program run under limits, without some of its descriptors: its status, output and errors."""
    def prepare():
        for which, most in limits.items():
            resource.setrlimit(which, (most, most))
        for fd in closed:
            os.close(fd)
    p = subprocess.run([PHYSMON, *argv], cwd=tmp, env=ENV, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, preexec_fn=prepare, timeout=seconds)
    return p.returncode, p.stdout, p.stderr


@T.test
def closed_descriptors_and_few_of_them_spoil_no_target(tmp):
    path, data = image(tmp, 8192)
    script = "w 10 aa; d 0 40; save out 0 8; log notes; r 4"
    want = run(["-t", f"file:{path}", "-c", "r 4"])[1]
    for n in range(4):
        for closed in itertools.combinations((0, 1, 2), n):
            for most in (1, 2, 3, 4, 5, 6, 8):
                with open(path, "wb") as f:
                    f.write(data)
                for name in ("out", "notes"):
                    if os.path.exists(os.path.join(tmp, name)):
                        os.unlink(os.path.join(tmp, name))
                status, out, err = limited(tmp, ["-t", f"file:{path}", "-c", script], {resource.RLIMIT_NOFILE: most},
                                           closed)
                where = (closed, most, status, err)
                assert status >= 0, where
                assert contents(path) in (data, data[:16] + b"\xaa" + data[17:]), where
                assert status or out.endswith(want), where
                assert status or contents(os.path.join(tmp, "out")) == data[:8], where
                assert status or contents(os.path.join(tmp, "notes")).endswith(b" = " + want[-3:]), where
                assert not status or err or 2 in closed, where


@T.test
def files_that_may_not_grow_are_whole_or_as_they_were(tmp):
    path, data = image(tmp, 8192)
    for name, command in WRITERS.items():
        whole = None
        for most in (1 << 20, 0, 1, 100, 1000, 4096):
            file = os.path.join(tmp, name)
            with open(file, "wb") as f:
                f.write(OLD)
            status, _, err = limited(tmp, ["-t", f"file:{path}", "-c", command], {resource.RLIMIT_FSIZE: most})
            got = contents(file)
            whole = whole or got
            where = (command, most, status, err, got[-100:])
            assert contents(path) == data, where
            assert status == (len(whole) > most), where
            assert not status or b"File too large" in err, where
            assert not status or got == OLD or (name == "notes" and got.startswith(OLD) and got.endswith(b"\n")), where
            assert sorted(os.listdir(tmp)) == sorted({"image", name} | set(os.listdir(tmp)) & set(WRITERS)), where


@T.test
def little_memory_is_told(tmp):
    path, data = image(tmp, 8192)
    for name, command in WRITERS.items():
        for most in range(3 << 20, 24 << 20, 3 << 20):
            file = os.path.join(tmp, name)
            with open(file, "wb") as f:
                f.write(OLD)
            status, _, err = limited(tmp, ["-t", f"file:{path}", "-c", command], {resource.RLIMIT_AS: most})
            where = (command, most, status, err)
            assert status >= 0 and contents(path) == data, where
            assert status or contents(file) != OLD, where
            assert not status or (err and (contents(file) == OLD or name == "notes")), where


def slow(argv, which):
    """What arrives by a pipe that doesn't block, read slowly, and the status."""
    r, w = os.pipe()
    os.set_blocking(w, False)
    p = subprocess.Popen([PHYSMON, *argv], env=ENV, stdin=subprocess.DEVNULL,
                         **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, which: w})
    os.close(w)
    time.sleep(0.1)
    got = b""
    while piece := os.read(r, 65536):
        got += piece
        time.sleep(0.001)
    os.close(r)
    return got, p.wait()


@T.test
def descriptors_that_do_not_block_lose_nothing(tmp):
    path, _ = image(tmp, 1 << 20)
    argv = ["-t", f"file:{path}", "-c", "d 0 80000"]
    assert slow(argv, "stdout") == (run(argv)[1], 0)
    argv = ["--trace", "-t", "demo", "-c", "r 8000 4e20 0"]
    assert slow(argv, "stderr") == (b"read8 00008000\n" * 20000, 0)
    argv = ["-t", "none", "-k", "-c", "r 0; " * 2000]
    assert slow(argv, "stderr") == (run(argv)[2], 1)


@T.test
def ctrl_c_ends_who_waits_for_a_reader_of_the_trace(tmp):
    for blocking in (True, False):
        r, w = os.pipe()
        os.set_blocking(w, blocking)
        with open(os.path.join(tmp, "f"), "wb") as f:
            f.write(b"\0" * 65536)
        p = subprocess.Popen([PHYSMON, "--trace", "-t", f"file:{tmp}/f", "-c", "fill 0 10000 1"], env=ENV, stderr=w,
                             stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(w)
        while select.select([r], [], [], 0)[0] == [] or contents(os.path.join(tmp, "f")).count(1) < 2000:
            time.sleep(0.01)
        time.sleep(0.1)
        p.send_signal(signal.SIGINT)
        began = time.monotonic()
        assert p.wait(10) == -signal.SIGINT and time.monotonic() - began < 0.5
        os.set_blocking(r, False)
        announced = os.read(r, 1 << 20).count(b"\n")
        made = contents(os.path.join(tmp, "f")).count(1)
        assert announced - 1 <= made <= announced, (blocking, announced, made)
        os.close(r)


@T.test
def paths_that_are_fifos_are_refused_or_wait_for_ctrl_c(tmp):
    for name in ("f", "f.hex", "f.vcd"):
        os.mkfifo(os.path.join(tmp, name))
    demo = ["-t", "demo", "-c"]
    for argv in (["-t", "file:f", "-c", "r 0"], [*demo, "load f 8000"], [*demo, "load f.hex 8000"], [*demo, "log f"],
                 [*demo, "save f 8000 4"], [*demo, "snap -o f a 8000 4"], [*demo, "sample -n 1 -o f.vcd 0"]):
        p = subprocess.Popen([PHYSMON, *argv], cwd=tmp, env=ENV, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
        try:
            _, err = p.communicate(timeout=0.3)
            assert p.returncode in (1, 2) and err.startswith(b"physmon: "), (argv, p.returncode, err)
        except subprocess.TimeoutExpired:
            p.send_signal(signal.SIGINT)
            began = time.monotonic()
            try:
                p.communicate(timeout=5)
            except subprocess.TimeoutExpired:
                p.kill()
                p.communicate()
            assert p.returncode == -signal.SIGINT and time.monotonic() - began < 0.5, (argv, p.returncode)


@T.test
def a_file_that_shrinks_while_it_is_loaded_ends_the_load_where_it_ends(tmp):
    path, data = image(tmp, 1 << 20)
    new = b"\x5a" * 200000
    with open(os.path.join(tmp, "new"), "wb") as f:
        f.write(new)
    library = faults.build_library(tmp)
    cut = 0
    for n in range(1, 6):
        with open(path, "wb") as f:
            f.write(data)
        env = {**ENV, "LD_PRELOAD": library, "PHYSMON_INJECT": f"pread:{n}:end"}
        p = subprocess.run([PHYSMON, "-t", f"file:{path}", "-c", f"load {tmp}/new 100"], env=env, timeout=20,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        where = (n, p.returncode, p.stderr)
        if p.returncode:
            cut += b"became shorter" in p.stderr
            there = (n - 1) * 65536  # pieces that were read and written before
            assert contents(path) == data[:256] + new[:there] + data[256 + there:], where
        else:
            assert contents(path) == data[:256] + new + data[256 + len(new):], where
    assert cut


# The matrix: each way to use the program in each surrounding, and SIGINT at each of these times after its start.
USES = (["-f", "fifo"], ["-s", "fifo"], ["--symbols=fifo"], ["--root=root", "-c", "map"], ["-c", "source fifo"],
        ["-c", "svd fifo"], ["-c", "snap -i fifo A"], ["-c", "load fifo 0"], ["-c", "load fifo.hex 0"],
        ["-c", "save fifo 0 4"], ["-c", "log fifo"], ["-c", "snap -o fifo a 0 4"], ["-c", "sample -n 1 -o fifo.vcd 0"],
        ["-c", "repeat 100000000 \"w 10 aa\""], ["-c", "repeat 1000 \"d 0 400\""], ["--trace", "-c", "set 20 1 1000"],
        ["--doctor"])
CLOSED = ((), (0,), (1,), (2,), (0, 1, 2))
LIMITS = ({}, {resource.RLIMIT_NOFILE: 4}, {resource.RLIMIT_FSIZE: 0}, {resource.RLIMIT_AS: 12 << 20})
MOMENTS = (0.0, 0.02, 0.2)


def begin_use(tmp, argv, closed, limits, blocks):
    """The program started that way on an image of its own; its outputs are pipes that nobody reads before its end."""
    def prepare():
        for which, most in limits.items():
            resource.setrlimit(which, (most, most))
        for fd in closed:
            os.close(fd)
        for fd in {1, 2} - set(closed):
            os.set_blocking(fd, blocks)
    path, data = image(tmp, 4096)
    own = f"{path}{time.monotonic_ns()}"
    os.rename(path, own)
    p = subprocess.Popen([PHYSMON, "-t", f"file:{own}", *argv], cwd=tmp, env=ENV, stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=prepare)
    return p, own, data


def end_use(p, own, data, where):
    """It ends soon after SIGINT, by SIGINT or before it with a status of its own, and nothing else was written."""
    try:
        _, err = p.communicate(timeout=5)
    except subprocess.TimeoutExpired:
        p.kill()
        p.communicate()
        raise AssertionError(where + ("SIGINT doesn't end it",)) from None
    where += (p.returncode, err[-200:])
    assert p.returncode in (-signal.SIGINT, 0, 1, 2, 3), where
    assert p.returncode <= 0 or err or 2 in where[1] or where[0] == ["--doctor"], where
    got = contents(own)
    assert got in (data, data[:16] + b"\xaa" + data[17:]) or where[0][0] == "--trace" and got[:32] == data[:32], where
    os.unlink(own)


@T.slow
def each_use_in_each_surrounding_ends_by_sigint_or_with_a_sentence(tmp):
    for name in ("fifo", "fifo.hex", "fifo.vcd", "root/proc/iomem"):
        os.makedirs(os.path.dirname(os.path.join(tmp, name)), exist_ok=True)
        os.mkfifo(os.path.join(tmp, name))
    number = len(USES) * len(CLOSED) * len(LIMITS) * len(MOMENTS) * 2
    assert not promised.broken("runs in other surroundings", number), number
    for closed, limits, blocks in itertools.product(CLOSED, LIMITS, (True, False)):
        for moment in MOMENTS:
            begun = [(argv, begin_use(tmp, argv, closed, limits, blocks)) for argv in USES]
            time.sleep(moment)
            for _, (p, _, _) in begun:
                p.send_signal(signal.SIGINT)
            for argv, (p, own, data) in begun:
                end_use(p, own, data, (argv, closed, limits, blocks, moment))


if __name__ == "__main__":
    sys.exit(T.run())
