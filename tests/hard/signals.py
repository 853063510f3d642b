#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Signals, alone and in bursts, at scripts and at the prompt. What tests/pty/ shows of single ones isn't repeated.

usage: tests/hard/signals.py [--all] [WORD]...      a WORD takes only the tests whose title holds it
Ends with "N passed, N failed". From the environment: PHYSMON, the program.
"""
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time

import hard
from hard import PHYSMON, contents, image, run, start
import test_editor
from term import Term

tests = hard.Tests()
BURST = 20
UNIT = re.compile(rb"[0-9a-f]{8} = [0-9a-f]+")


def burst(pid, sig, n=BURST, gap=0.0005):
    for _ in range(n):
        try:
            os.kill(pid, sig)
        except ProcessLookupError:
            return
        time.sleep(gap)


def ended(p, patience=10):
    """Its status and what it had still to say; it must end by itself."""
    try:
        out, err = p.communicate(timeout=patience)
    except subprocess.TimeoutExpired:
        p.kill()
        out, err = p.communicate()
        raise AssertionError("it goes on after %r" % (out or b"")[-200:]) from None
    return p.returncode, out, err


def stopped(pid, patience=10):
    """Wait until it is stopped."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with open(f"/proc/{pid}/stat", "rb") as f:
            if f.read().rpartition(b")")[2].split()[0] == b"T":
                return
        time.sleep(0.005)
    raise AssertionError("it isn't stopped")


def meanwhile(work, p, text):
    """Give p the text and take what it says while work(event) goes on, which ends when the event is set."""
    done = threading.Event()
    worker = threading.Thread(target=work, args=(done,))
    worker.start()
    try:
        return p.communicate(text, timeout=60)
    except subprocess.TimeoutExpired:
        p.kill()
        raise
    finally:
        done.set()
        worker.join()


def editors():
    """Environments of the prompt: with readline, where there is one, and without."""
    folder = editors.folder
    if editors.found is None:
        editors.found = [{}]
        if test_editor.has_readline(PHYSMON):
            hidden = test_editor.hide_readline(PHYSMON, folder)
            if hidden is not None:
                editors.found.append(hidden)
    return editors.found


editors.found = None


# --- Scripts ---


@tests.test
def sigint_bursts_end_a_script_that_reads_by_sigint_with_whole_lines(tmp):
    for _ in range(5):
        p = start(["-t", "demo"])
        p.stdin.write(b"r 8000 10; rd 18 fffffff 0\n? 77\n")
        p.stdin.close()
        p.stdin = None
        first = os.read(p.stdout.fileno(), 65536)
        burst(p.pid, signal.SIGINT)
        status, out, err = ended(p)
        lines = (first + out).split(b"\n")
        assert status == -signal.SIGINT, (status, err)
        assert lines.pop() == b"" and all(UNIT.fullmatch(x) for x in lines), lines[-3:]
        assert not err, err


@tests.test
def sigint_bursts_end_a_script_that_dumps(tmp):
    path, _ = image(tmp, 8 << 20)
    for _ in range(5):
        p = start(["-t", "file:" + path, "-c", "d 0 800000; " * 100])
        first = os.read(p.stdout.fileno(), 1000)
        burst(p.pid, signal.SIGINT)
        status, out, err = ended(p)
        assert status == -signal.SIGINT and not err, (status, err)
        assert (first + out).endswith(b"\n")


@tests.test
def sigint_ends_a_script_whose_output_nobody_reads(tmp):
    path, _ = image(tmp, 8 << 20)
    p = start(["-t", "file:" + path, "-c", "d 0 800000; " * 10])
    time.sleep(0.3)
    began = time.monotonic()
    for _ in range(20):  # the first asks, the next ones insist
        burst(p.pid, signal.SIGINT, 1)
        time.sleep(0.05)
        if p.poll() is not None:
            break
    status = p.poll()
    p.kill()
    p.communicate()
    assert status == -signal.SIGINT, status
    assert time.monotonic() - began < 2


@tests.test
def sigint_ends_a_script_that_waits_after_all_answers(tmp):
    for _ in range(20):
        p = start(["-t", "demo"])
        p.stdin.write(b"r 8000\n")
        p.stdin.flush()
        answer = os.read(p.stdout.fileno(), 100)
        burst(p.pid, signal.SIGINT, 3)
        status, out, err = ended(p)
        assert UNIT.fullmatch(answer[:-1]), answer
        assert (status, out, err) == (-signal.SIGINT, b"", b""), (status, out, err)


@tests.test
def sigint_that_was_ignored_stays_ignored(tmp):
    p = subprocess.Popen(["sh", "-c", "trap '' INT; exec \"$@\"", "sh", PHYSMON, "-t", "demo"], env=hard.ENV,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    p.stdin.write(b"rd 18 200000 0\n")
    p.stdin.flush()
    got = os.read(p.stdout.fileno(), 1000)
    burst(p.pid, signal.SIGINT)
    status, out, err = ended(p, 60)
    assert (status, err) == (0, b""), (status, err)
    assert (got + out).count(b"\n") == 0x200000


@tests.test
def sigint_amid_writes_leaves_the_first_of_them(tmp):
    path, data = image(tmp)
    text = b"".join(b"w %x %x\n" % (i, data[i] ^ 255) for i in range(200000))
    for delay in (0.01, 0.03, 0.05):
        image(tmp)
        p = start(["-t", "file:" + path], stdin=subprocess.PIPE)
        os.set_blocking(p.stdin.fileno(), False)
        killer = time.monotonic() + delay
        sent = 0
        while time.monotonic() < killer and sent < len(text):
            try:
                sent += os.write(p.stdin.fileno(), text[sent:sent + 65536])
            except BlockingIOError:
                time.sleep(0.0005)
        burst(p.pid, signal.SIGINT, 3)
        status, _, err = ended(p)
        assert status == -signal.SIGINT and not err, (status, err)
        now = contents(path)
        n = next((i for i in range(200000) if now[i] == data[i]), 200000)
        assert now == bytes(b ^ 255 for b in data[:n]) + data[n:], "writes are missing amid others"


@tests.test
def sigterm_and_sighup_end_a_script_at_once(tmp):
    for sig in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        for text in (b"", b"rd 18 fffffff 0\n", b"sleep 100s\n"):
            p = start(["-t", "demo"], stdout=subprocess.DEVNULL)
            p.stdin.write(text)
            p.stdin.flush()
            time.sleep(0.05)
            os.kill(p.pid, sig)
            status, _, err = ended(p)
            assert (status, err) == (-sig, b""), (status, err)


@tests.test
def a_reader_that_goes_away_ends_it_quietly_with_status_1(tmp):
    path, _ = image(tmp)
    for argv, text in ((["-c", "d 0 100000"], b""), ([], b"r 0\n" * 100000), (["--json"], b"r 0\n" * 100000),
                       (["--bare", "-k"], b"r 0\n" * 100000)):
        p = start(["-t", "file:" + path, *argv])
        time.sleep(0.01)
        p.stdout.close()
        p.stdout = None
        try:
            p.stdin.write(text)
        except BrokenPipeError:
            pass
        status, _, err = ended(p)
        assert (status, err) == (1, b""), (argv, status, err)


@tests.test
def being_stopped_again_and_again_changes_no_script(tmp):
    path, _ = image(tmp)
    text = b"".join(b"rd %x 4; ? %x\n" % (i * 4, i) for i in range(30000))
    text = text.replace(b"00\n", b"00\nsleep 2ms\n") + b"d 0 40000\n"
    want = run(["-t", "file:" + path], text)
    assert want[0] == 0
    p = start(["-t", "file:" + path])
    chance = random.Random(1)

    def again_and_again(done):
        while not done.is_set():
            p.send_signal(signal.SIGSTOP if chance.random() < 0.5 else signal.SIGTSTP)
            time.sleep(chance.random() * 0.004)
            p.send_signal(signal.SIGCONT)
            time.sleep(chance.random() * 0.004)
        p.send_signal(signal.SIGCONT)

    out, err = meanwhile(again_and_again, p, text)
    assert (p.returncode, out, err) == want, "the output differs"


@tests.test
def signals_that_mean_nothing_change_no_script(tmp):
    path, _ = image(tmp)
    text = b"".join(b"rd %x 4; ? %x\n" % (i * 4, i) for i in range(60000)) + b"d 0 40000\n"
    want = run(["-t", "file:" + path], text)
    p = start(["-t", "file:" + path])

    def again_and_again(done):
        while not done.is_set():
            for sig in (signal.SIGWINCH, signal.SIGCONT, signal.SIGURG, signal.SIGCHLD):
                p.send_signal(sig)
            time.sleep(0.0002)

    out, err = meanwhile(again_and_again, p, text)
    assert (p.returncode, out, err) == want, "the output differs"


@tests.test
def a_fault_signal_that_someone_sends_is_no_value(tmp):
    path, data = image(tmp)
    for sig in (signal.SIGBUS, signal.SIGSEGV):
        p = start(["-t", "file:" + path], cwd=tmp)
        p.stdin.write(b"r 0\n")
        p.stdin.flush()
        os.read(p.stdout.fileno(), 100)
        os.kill(p.pid, sig)
        assert ended(p)[0] == -sig
        # amid an access it looks like one of the bus: the unit is missing then, with a sentence
        for _ in range(10):
            p = start(["-t", "file:" + path, "-c", "r 0 fffff"], cwd=tmp)
            got = os.read(p.stdout.fileno(), 100)
            os.kill(p.pid, sig)
            status, out, err = ended(p)
            lines = (got + out).split(b"\n")
            assert status == -sig or (status == 1 and b"reading 8 bits" in err), (status, err)
            for i, line in enumerate(lines[:-1]):
                assert line in (b"%08x = %02x" % (i, data[i]), b"%08x = --" % i), line
            assert status == -sig or len(lines) == 0x100000


# For each command a line that does something, again and again.
LINES = {
    "d": "d 8000 40", "r": "r 8000 4", "w": "w 8000 1", "v": "v 8000 1", "e": "e 8000", "set": "set 8000 1", "clr": "clr 8000 1",
    "tgl": "tgl 8000 1", "mod": "mod 8000 f 1", "fill": "fill 8000 40 1", "copy": "copy 8000 40 9000", "cmp": "cmp 8000 40 9000",
    "crc": "crc 8000 40", "find": "find 8000 40 77", "save": "save saved 8000 40", "load": "load image 8000", "test": "test 8000 40",
    "base": "base 0", "width": "width b", "def": "def X 8000", "allow": "allow", "noread": "noread", "endian": "endian little",
    "target": "target demo", "svd": "svd", "regs": "regs", "find-reg": "find-reg TIMER", "fields": "fields TIMER.CONTROL",
    "decode": "decode 3008 3", "map": "map", "whatis": "whatis 8000", "pci": "pci", "poll": "poll 8000 77 5ms",
    "expect": "expect 8000 77", "watch": "watch -n 1ms 8000 4", "sample": "sample -n 3 -i 1ms 8000", "snap": "snap A 8000 40",
    "diff": "diff A", "log": "log a.log; log --off", "repeat": 'repeat 3 "set 8000 1"', "time": 'time "r 8000"', "?": "? 5",
    "help": "help", "echo": "echo x", "sleep": "sleep 1ms", "source": "source sourced", "history": "history",
}
ENDS = {"q", "quit", "exit"}


def interrupted(p, files):
    """SIGINT while it is stopped, and its end: how long that took. What files hold before and after."""
    os.kill(p.pid, signal.SIGSTOP)
    stopped(p.pid)
    before = [contents(f) for f in files]
    os.kill(p.pid, signal.SIGINT)
    os.kill(p.pid, signal.SIGCONT)
    began = time.monotonic()
    status = p.wait(timeout=10)
    assert status == -signal.SIGINT, status
    return time.monotonic() - began, before, [contents(f) for f in files]


@tests.test
def sigint_ends_each_command_soon_and_with_its_last_access(tmp):
    board = os.path.join(hard.TOP, "tests", "cli", "board.py")
    subprocess.run([board, os.path.join(tmp, "board")], check=True)
    image(tmp, 64)
    with open(os.path.join(tmp, "sourced"), "w", encoding="ascii") as f:
        f.write("r 8000\n")
    names = [re.match("[a-z-]+|[?]", line)[0] for line in run(["-t", "none", "-c", "help"])[1].decode().splitlines()
             if re.match("[a-z?]", line) and not line.startswith("help COMMAND,")]
    assert set(names) | ENDS == set(LINES) | ENDS, set(names) ^ set(LINES)
    for name, line in LINES.items():
        text = line.replace("\\", "\\\\").replace('"', '\\"')
        argv = ["-k", "-t", "demo", "--root=board", "--allow=all", "--trace", "-c", "snap A 8000 40", "-c",
                "def TIMER.CONTROL 3008 d; def TIMER.CONTROL.ENABLE [0]", "-c",
                'repeat 1000000000 "%s"' % text, "-i"]
        if name == "e":  # it takes lines of standard input
            del argv[-3:-1]
        out, err = os.path.join(tmp, "out"), os.path.join(tmp, "err")
        for attempt in range(3):  # the machine may be busy
            with open(out, "wb") as o, open(err, "wb") as e:
                p = start(argv, stdout=o, stderr=e, cwd=tmp)
            p.stdin.write(b"e 8000\n" + b"1\n" * 2000)
            p.stdin.flush()
            time.sleep(0.1)
            try:
                seconds, before, after = interrupted(p, (out, err))
            except AssertionError as why:
                raise AssertionError(line, why, contents(err)[-200:]) from None
            p.stdin.close()
            if seconds < 0.5:
                break
        assert seconds < 0.5, (line, seconds)
        assert after[0][-1:] in (b"", b"\n"), (line, after[0][-100:])
        accesses = re.findall(rb"^(?:read|write)\d+ ", after[1][before[1].rfind(b"\n") + 1:], re.M)
        assert len(accesses) <= 2, (line, len(accesses))


@tests.test
def sigint_ends_scripts_that_are_compiled_or_wait_for_files(tmp):
    os.mkfifo(os.path.join(tmp, "fifo"))
    with open(os.path.join(tmp, "three"), "w", encoding="ascii") as f:
        f.write("source three\n" * 3)
    with open(os.path.join(tmp, "many"), "w", encoding="ascii") as f:
        f.write("set 8000 1\n" * 2000000)
    os.makedirs(os.path.join(tmp, "root", "proc"))
    os.mkfifo(os.path.join(tmp, "root", "proc", "iomem"))
    descriptions = (["-s", "fifo"], ["-s", "/dev/fd/0"], ["-c", "svd fifo"])
    if b"without expat" in run(["--version"])[1]:
        descriptions = ()  # which aren't opened then
    for argv in (["-f", "fifo"], ["-f", "/dev/fd/0"], *descriptions, ["-c", "source fifo"],
                 ["-c", "repeat 2 \"source fifo\""], ["-c", "snap -i fifo A"],
                 ["--symbols=fifo", "-c", "? sym:x"], ["-c", "echo x; snap -i fifo A"], ["-f", "three"], ["-f", "many"]):
        for delay in (0.05, 0.3, 0.6) if argv[-1] == "many" else (0.2,):
            p = start(["-t", "demo", *argv], cwd=tmp)
            time.sleep(delay)
            began = time.monotonic()
            os.kill(p.pid, signal.SIGINT)
            status, out, err = ended(p)
            assert (status, err) == (-signal.SIGINT, b""), (argv, status, err)
            assert time.monotonic() - began < 1, argv
            if argv[-1] == "many":  # compiled in less time, it may have begun
                assert out[-1:] in (b"", b"\n"), out[-100:]
            else:
                assert out == (b"x\n" if "echo" in argv[1] else b""), (argv, out)
    for argv in (["-c", "map"], ["-c", "whatis 0"], ["-c", "? @x"], ["--doctor"]):  # it isn't waited for
        assert run(["-t", "none", "--root=root", *argv], cwd=tmp)[0] in (0, 1, 2), argv


# --- The prompt ---


@tests.test
def bursts_of_ctrl_c_bring_back_the_prompt_each_time(tmp):
    for env in editors():
        with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
            t.prompt()
            for i in range(15):
                t.type("junk %d\x03\x03\x03w 9000 1\x03\x03" % i + "\x03" * i)
                t.more(0.02)
            t.type("\n? 4d2\n")
            t.expect("= 0t1234 ")
            t.prompt()
            assert b"9000 = 00" in t.line("r 9000")
            assert b"not a command" not in t.seen, t.seen


@tests.test
def ctrl_c_in_bursts_stops_commands_and_no_session(tmp):
    for env in editors():
        with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
            t.prompt()
            for line, sign in (("r 8 fffffff 0", "08 = "), ("d 8000 7000; " * 100, "8000: "), ("sleep 99s", "99s")):
                for n in (1, 2, 7):
                    t.type(line + "\n")
                    t.expect(sign)
                    t.type("\x03" * n)
                    t.prompt()
            assert b"0t1234 " in t.line("? 4d2")


@tests.test
def ctrl_c_ends_loops_and_files_that_are_waited_for(tmp):
    fifo = os.path.join(tmp, "fifo")
    os.mkfifo(fifo)
    for env in editors():
        with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
            t.prompt()
            for line in ('repeat 1000000000 "set 8000 1"', 'repeat 1000000000 "whatis 8000"', 'repeat 1000000000 ""',
                         f"def A 5; source {fifo}", f"svd {fifo}", f"snap -i {fifo} B"):
                t.type(line + "\n")
                t.more(0.2)
                t.type("\x03")
                t.prompt(patience=2)
            assert b"A is not known" in t.line("? @A").replace(b"name ", b""), t.seen[-300:]
            assert b"0t1234 " in t.line("? 4d2")


@tests.test
def sigint_at_any_time_ends_a_command_and_no_session(tmp):
    chance = random.Random(2)
    for env in editors():
        with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
            t.prompt()
            for i in range(60):
                t.type("rd 18 %x 0\n" % (1 << chance.randrange(12)))
                time.sleep(chance.random() * 0.004)
                burst(t.pid, signal.SIGINT, chance.randrange(1, 4), chance.random() * 0.001)
                t.more(0.01)
                # whatever became of it, the next line is a line of its own
                t.type("\n? %x\n" % (0x10000 + i))
                t.expect("= 0t%d " % (0x10000 + i))
            t.type("q\n")
            assert t.wait() == 0


@tests.test
def a_hang_up_saves_the_history(tmp):
    for env in editors():
        for how in ("close", signal.SIGHUP, signal.SIGTERM):
            state = os.path.join(tmp, "%s-%s" % (how, len(env)))
            os.mkdir(state)
            with Term([PHYSMON, "-q", "-t", "demo"], env=env, state=state) as t:
                t.prompt()
                t.line("? 12")
                t.type("rd 18 fffff 0\n")
                t.expect("18 = ")
                if how == "close":
                    t.close()
                else:
                    os.kill(t.pid, how)
                assert t.wait() != 0
            assert contents(os.path.join(state, "physmon", "history")) == b"? 12\nrd 18 fffff 0\n"


@tests.test
def a_command_can_be_stopped_and_goes_on(tmp):
    for env in editors():
        with Term(["/bin/sh", "-i"], env={**env, "PS1": "SHELL:", "ENV": ""}, term="dumb") as t:
            t.prompt(b"SHELL:")
            t.type("'%s' -q -t demo\n" % PHYSMON)
            t.prompt()
            t.type("sleep 300ms; ? 4d2\n")
            time.sleep(0.1)
            t.type("\x1a")
            t.prompt(b"SHELL:")
            t.type("fg\n")
            t.expect("0t1234 ")
            t.prompt()
            t.type("q\n")
            t.prompt(b"SHELL:")


@tests.test
def sigterm_amid_a_command_leaves_the_terminal_in_order(tmp):
    for env in editors():
        for sig in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
                t.prompt()
                t.type("rd 18 fffffff 0\n")
                t.expect("18 = ")
                os.kill(t.pid, sig)
                assert t.wait() == -sig
                assert t.settings() == t.before


@tests.test
def bursts_of_resizes_change_no_line(tmp):
    for env in editors():
        with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
            t.prompt()
            for i in range(10):
                for c in "? %x" % (0x10000 + i):
                    t.type(c)
                    t.resize(30 + 7 * i)
                    burst(t.pid, signal.SIGWINCH, 5)
                t.type("\n")
                t.expect("= 0t%d " % (0x10000 + i))
                t.prompt()
            t.type("d 8000 400; ? 4d2\n")
            burst(t.pid, signal.SIGWINCH, 50)
            t.expect("0t1234 ")
            t.prompt()


@tests.test
def stops_in_bursts_with_text_lose_no_key(tmp):
    for env in editors():
        with Term([PHYSMON, "-q", "-t", "demo"], env=env) as t:
            t.prompt()
            for i in range(10):
                for c in "? %x" % (0x10000 + i):
                    os.kill(t.pid, signal.SIGSTOP)
                    stopped(t.pid)
                    t.type(c)
                    os.kill(t.pid, signal.SIGCONT)
                t.type("\n")
                t.expect("= 0t%d " % (0x10000 + i))
                t.prompt()


if __name__ == "__main__":
    import tempfile
    with tempfile.TemporaryDirectory(prefix="physmon-hidden-") as editors.folder:
        sys.exit(tests.run())
