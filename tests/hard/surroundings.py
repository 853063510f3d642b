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


if __name__ == "__main__":
    sys.exit(T.run())
