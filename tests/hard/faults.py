#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Faults: each call of the C library that physmon makes is made to fail, each in turn at each place.

usage: tests/hard/faults.py [--all] [-v] [WORD]...

A library of ours (inject.c, by LD_PRELOAD) lets the N-th open, mmap, read, write, malloc ... fail, N from 1 on until a
run doesn't get that far. What must hold, whatever fails:
  - no signal ends the program, and it ends in time;
  - standard output holds nothing but lines of the undisturbed run, in their order; a unit may show as "-";
  - where a line is missing, or the status isn't 0, there is a sentence, and then the status isn't 0 either;
  - a file that was to be written holds what it held before or what it must hold, nothing else, and not the former where
    the status is 0 and nothing was said; a log holds whole lines; nothing else lies beside them;
  - what the program allocated is freed where it exits;
  - the target's bytes are those after one of the writes, in order; all of them where the status is 0.
--all takes all runs and the prompt, more errnos, and calls that fail for good; a WORD takes only the runs whose name
holds it.
Ends with "N passed, N failed"; a run under one kind of fault is a test. From the environment: PHYSMON, the program; CC.
"""
import concurrent.futures
import errno
import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(TOP, "tests", "pty"))
import term  # noqa: E402
import test_editor  # noqa: E402
sys.path.insert(0, os.path.join(TOP, "tests"))
import promised  # noqa: E402

PHYSMON = os.path.abspath(os.environ.get("PHYSMON", os.path.join(TOP, ".build/physmon")))
PATIENCE = 20
E = errno

# How each call fails: always these, with --all also those. "short" moves one byte, "+" goes on for good.
FAULTS = {
    "open": ([E.EMFILE], [E.EACCES, E.EINTR, "24+"]),
    "openat": ([E.EACCES], [E.ENOMEM, "13+"]),
    "read": ([E.EIO, E.EINTR, "short"], [E.EAGAIN, "5+", "short+"]),
    "pread": ([E.EIO, E.EINTR, "short"], []),
    "write": ([E.ENOSPC, E.EINTR, E.EAGAIN, "short"], [E.EIO, E.EPIPE, E.EBADF, "28+", "short+"]),
    "mmap": ([E.ENOMEM, E.EPERM], [E.EAGAIN, E.EINVAL, E.ENODEV, "12+", "1+"]),
    "munmap": ([E.ENOMEM], ["12+"]),
    "malloc": ([E.ENOMEM], ["12+"]),
    "calloc": ([E.ENOMEM], ["12+"]),
    "realloc": ([E.ENOMEM], ["12+"]),
    "sigaction": ([E.EINVAL], ["22+"]),
    "sigprocmask": ([E.EINVAL], ["22+"]),
    "fstat": ([E.EIO], ["5+"]),
    "stat": ([E.EACCES], [E.ENOMEM]),
    "lseek": ([E.EINVAL], []),
    "close": ([E.EIO], ["5+"]),
    "fcntl": ([E.EINVAL], ["22+"]),
    "ioctl": ([E.ENOTTY], ["25+"]),
    "isatty": ([E.ENOTTY], ["25+"]),
    "tcgetattr": ([E.EIO], ["5+"]),
    "tcsetattr": ([E.EIO], ["5+"]),
    "tcdrain": ([E.EIO], []),
    "poll": ([E.ENOMEM], []),
    "ppoll": ([E.ENOMEM, E.EINTR], []),
    "fsync": ([E.EIO], []),
    "fdatasync": ([E.EIO], ["5+"]),
    "flock": ([E.EWOULDBLOCK], ["11+"]),
    "mkdirat": ([E.EROFS], []),
    "renameat": ([E.EROFS], []),
    "unlinkat": ([E.EROFS], []),
    "rename": ([E.EROFS], ["30+"]),
    "unlink": ([E.EROFS], []),
    "ftruncate": ([E.EIO], []),
    "mkostemp": ([E.ENOSPC, E.EACCES], ["28+", "13+"]),
    "fchown": ([E.EPERM], []),
    "fchmod": ([E.EPERM], []),
    "readlink": ([E.EACCES], []),
    "fork": ([E.EAGAIN], ["11+"]),
    "pipe2": ([E.EMFILE], ["24+"]),
    "memfd_create": ([E.ENOMEM], []),
    "strdup": ([E.ENOMEM], []),
    "uname": ([E.EFAULT], []),
    "dlopen": ([E.ENOENT], []),
    "fdopen": ([E.ENOMEM], []),
}

IMAGE = bytes((i * 7 + (i >> 8)) & 255 for i in range(8 << 20))
SMALL = IMAGE[:3 * 4096 + 40]

# What the scripts write, in order: (offset, bytes). The image after any number of these is fair, any other is not.
WRITES = [(0x10, b"\xaa"), (0x1000, b"\x11"), (0x1001, b"\x22"), (0x2004, b"\xef\xbe\xad\xde"), (0x20, b"\x55")]
SCRIPT = """# a comment
r 0 4
w 10 aa
r 10; ? 1+2
def buffer 1000
w buffer 11 22
wd 2004 deadbeef; rd 2004
d 40 40
rb buffer 3
base 100
rw 0 2; d 10 20
base 0
vb 20 55
rb 20 8 400
"""

FAR = "r 0\nr 200000\nr 400000\nr 600000\nr 7ffff0\nr 100\nr 3fffff 3\nd 5ffff0 20\nrd 7ffffc\n"


class Run:
    """A way to use the program: its options, what it reads, and what it may do to its target."""

    def __init__(self, name, argv, stdin="", image=SMALL, writes=(), pipe=False, json_lines=False, stderr_file=False,
                 lines=None, files=(), skip=(), made=()):
        self.name, self.argv, self.image, self.writes = name, argv, image, writes
        self.pipe, self.json, self.stderr_file, self.lines = pipe, json_lines, stderr_file, lines
        self.files = dict(files)
        self.made = made  # files that it writes, over those that hold OLD
        self.made_want = {}  # what the undisturbed run writes
        self.skip = skip
        self.stdin = stdin.encode()
        self.want = None  # standard output of the undisturbed run, in lines

    def after(self, image=None):
        """The target after all writes; given an image, after those of its leading writes that the image holds."""
        data = bytearray(self.image)
        for at, new in self.writes:
            unit = 4 if len(new) == 4 else 1
            for i in range(0, len(new), unit):
                if image is not None and image[at + i:at + i + unit] != new[i:i + unit]:
                    return bytes(data)
                data[at + i:at + i + unit] = new[i:i + unit]
        return bytes(data)


DEMO = "r 0 4\nwd 2008 2\nd 8000 40\nwd 1010 1; rd 1010\nrd 2000 3 0\n" \
    "wb 9000 1 2 3 4; r 9000 4\nv 9004 7\ndef x 9000; r x\n? 1<<4\n"
TARGETS = "target file:image\nr 0 2\ntarget demo\nr 0\ntarget file:image@1000\nrd 1000\n" \
    "allow all\nnoread 1000 4\nr 1000 8\nhelp r\n"
KEEP = "r 0\nr 3001\nrd 2\nnonsense\nr 4\nwb 10 1ff\nr 8 2\n? 5\n"
REGISTERS = "r UART0.LCR\nregs \"UART0.*\"\nfields UART0.LCR 83\nr \"UART0.*\"\nfind-reg lcr\nr UART0.LCR[1:0]\nd UART0\n" \
    "r -v UART0.LCR\nr -v \"UART0.L*\"\n"
TOOLS = "find -n 2 0 1000 55\ncrc 0 1000\ncmp 0 8 0\nsave out 0 100\nsnap a 0 20\ndiff a\nrepeat 3 \"r 0; r 4\"\n" \
    "expect 0 ff 0\nlog notes\nr 0\nlog --off\nfind 0 100 \"\\x07\\x0e\"\n"
WRITING = "wb 10 aa\nfill 20 8 1\ncopy 100 8 200\nset 300 80\nload rows.hex 400\n"
OLD = b"# old\n"
MADE = "save out 0 100\nsave rows.hex 0 40\nsnap -o kept a 0 20\nlog notes\nr 0\nr 4 2\nlog --off\n" \
    "sample -m 1 -n 3 -o t.vcd 0 4\nsample -m 1 -n 3 -o t.csv 0 4\n"
MACHINE = "map\nmap \"*pl011*\"\nwhatis 9000010\n? @pl011+18\n"
IOMEM = "00000000-00ffffff : System RAM\n  00080000-0047ffff : Kernel code\n09000000-09000fff : pl011@9000000\n" \
    "10000000-1fffffff : PCI Bus 0000:00\n  10000000-100fffff : 0000:00:01.0\n"
SYMBOLS = "? sym:start\n? sym:stop-sym:start\n"
with open(os.path.join(TOP, "tests/cli/board.svd"), encoding="utf-8") as f:
    BOARD = f.read()
RUNS = [
    Run("a script from a file", ["-t", "file:image"], SCRIPT, writes=WRITES),
    Run("a script from a pipe", ["-t", "file:image"], SCRIPT, writes=WRITES, pipe=True),
    Run("far apart", ["-t", "file:image"], FAR, image=IMAGE),
    Run("the demo board", ["-t", "demo"], DEMO),
    Run("-c and -f", ["-t", "file:image", "-c", "r 0; w 10 aa", "-f", "script", "-c", "r 10"], writes=WRITES[:3],
        files={"script": "w 1000 11 22\nsource other\n", "other": "d 1000 20\n? 7\n"}),
    Run("JSON", ["-t", "file:image", "--json"], SCRIPT, writes=WRITES, json_lines=True),
    Run("bare", ["-t", "file:image", "--bare"], SCRIPT, writes=WRITES),
    Run("trace", ["-t", "file:image", "--trace"], SCRIPT, writes=WRITES, stderr_file=True),
    Run("a dry run", ["-t", "file:image", "-n"], SCRIPT),
    Run("keep going", ["-t", "file:image", "-k"], KEEP),
    Run("targets", ["-t", "none"], TARGETS),
    Run("a long dump", ["-t", "file:image"], "d 0 60000\n", image=IMAGE, pipe=True),
    Run("a long line", ["-t", "file:image"], "w 0 " + "5a " * 40000 + "\nr 0 2\n", image=IMAGE[:65536],
        writes=[(0, b"\x5a" * 40000)]),
    Run("registers", ["-t", "file:image@8000", "-s", "board.svd"], REGISTERS, files={"board.svd": BOARD}),
    Run("a broken register", ["-t", "file:image@8000", "-s", "board.svd"], "r 8000\n",
        files={"board.svd": BOARD.replace("<addressOffset>", "<addressOffset>z", 1)}),
    Run("a cut description", ["-t", "file:image@8000", "-s", "board.svd"], "r 8000\n",
        files={"board.svd": BOARD[:len(BOARD) * 2 // 3]}),
    Run("the toolbox", ["-t", "file:image", "-k"], TOOLS),
    Run("blocks written", ["-t", "file:image"], WRITING, files={"rows.hex": "00000000: 61 62 63\n"},
        writes=[(0x10, b"\xaa"), (0x20, b"\1" * 8), (0x200, SMALL[0x100:0x108]),
                (0x300, bytes([SMALL[0x300] | 0x80])), (0x400, b"abc")]),
    Run("files written", ["-t", "file:image"], MADE, made=("out", "rows.hex", "kept", "notes", "t.vcd", "t.csv")),
    Run("the machine", ["-t", "none", "--root=root"], MACHINE, files={"root/proc/iomem": IOMEM}),
    Run("symbols", ["-t", "none", "--symbols=map"], SYMBOLS,
        files={"map": "ffff000000000010 T start\nffff000000000030 T stop\n"}),
    Run("doctor", ["--doctor"], lines="doctor"),
    Run("help and version", ["--version"]),
    Run("help", ["--help"]),
]
QUICK = ("a script from a file", "-c and -f", "JSON", "targets", "a long line", "files written")  # without --all
SENTENCE = b"physmon: "


def build_library(folder):
    path = os.path.join(folder, "inject.so")
    subprocess.run([*os.environ.get("CC", "cc").split(), "-shared", "-fPIC", "-O1", "-D_GNU_SOURCE", "-o", path,
                    os.path.join(HERE, "inject.c"), "-ldl"], check=True)
    return path


def environment(library, fault, fd):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "TERM": "dumb", "HOME": "/nonexistent", "INPUTRC": "/dev/null"}
    if fault:
        env.update(LD_PRELOAD=library, PHYSMON_INJECT=fault, PHYSMON_INJECT_FD=str(fd))
    return env


class Outcome:
    def __init__(self, status, out, err, hits, image, made=None, beside=(), leaks=()):
        self.status, self.out, self.err, self.hits, self.image = status, out, err, hits, image
        self.made, self.beside = made or {}, beside  # contents of the files written; other names in the folder
        self.leaks = leaks


def execute(run, library, fault):
    with tempfile.TemporaryDirectory(prefix="physmon-faults-") as folder:
        for name, text in [("image", run.image), *run.files.items(), *((name, OLD) for name in run.made)]:
            os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
            with open(os.path.join(folder, name), "wb") as f:
                f.write(text if isinstance(text, bytes) else text.encode())
        with open(os.path.join(folder, "in"), "wb") as f:
            f.write(run.stdin)
        with open(os.path.join(folder, "in"), "rb") as source, tempfile.TemporaryFile() as hits, \
                tempfile.TemporaryFile() as err:
            p = subprocess.Popen([PHYSMON, *run.argv], cwd=folder, env=environment(library, fault, hits.fileno()),
                                 stdin=subprocess.PIPE if run.pipe else source, stdout=subprocess.PIPE,
                                 stderr=err if run.stderr_file else subprocess.PIPE, pass_fds=[hits.fileno()])
            try:
                out, text = p.communicate(run.stdin if run.pipe else None, timeout=PATIENCE)
                status = p.returncode
            except subprocess.TimeoutExpired:
                p.kill()
                out, text = p.communicate()
                status = None
            if run.stderr_file:
                err.seek(0)
                text = err.read()
            hits.seek(0)
            told = hits.read().decode().splitlines()
            leaks = [hit for hit in told if hit.startswith("leak ")]
            told = [hit for hit in told if not hit.startswith("leak ")]
        with open(os.path.join(folder, "image"), "rb") as f:
            image = f.read()
        made = {}
        for name in run.made:
            with open(os.path.join(folder, name), "rb") as f:
                made[name] = f.read()
        beside = sorted(set(os.listdir(folder)) - {"image", "in", *run.made}) if run.made else ()
    return Outcome(status, out, text, told, image, made, beside, leaks)


def timeless(name, text):
    """A file's text without what differs from run to run: times and the values of a clock."""
    if name == "notes":
        return re.sub(rb"(?m)^# ([0-9.]+ |physmon .*)", b"# ", text)
    if name.startswith("t."):  # no row of a recording is cut: one that doesn't end so is left as it is
        return re.sub(rb"(?m)^(#?[0-9.]+(,0x[0-9a-f]{2})*|\$date .* \$end)\n|, \d+ deadlines missed", b"", text)
    return text


def judge_made(run, o, told):
    """What is wrong with the files that it wrote, or None."""
    for name, text in o.made.items():
        want, got = run.made_want[name], timeless(name, text)
        if got == want:
            continue
        if text == OLD and (o.status or told):
            continue
        lines = got.splitlines(keepends=True)
        if name == "notes" and (o.status or told) and text.startswith(OLD) and text.endswith(b"\n") and all(
                line in want.splitlines(keepends=True) or line.startswith(b"# ") for line in lines):
            continue
        return f"{name} holds {got[-200:]}"
    if o.beside and not any(hit.split()[0] in ("unlink", "unlinkat") for hit in o.hits):
        return f"{o.beside[0]} is left behind"
    return None


def alike(got, want):
    """The line of the undisturbed run, but for units that could not be read."""
    if got == want or set(got) == {0x2d} and want.startswith(b"0x") and len(got) == len(want) - 2:
        return True
    if want.startswith(b"libraries: "):
        return got.startswith(b"libraries: ")
    if got[8:10] == b": " and want.startswith(got.split(b"  ")[0]):  # the rest of the row wasn't read any more
        return True
    return len(got) == len(want) and all(g == w or g == 0x2d or (g == 0x20 and i >= 58) for i, (g, w) in
                                         enumerate(zip(got, want)))


def alike_json(got, want):
    got, want = json.loads(got), json.loads(want)
    if "status" in got and "line" in got and "line" in want:
        return got["line"] == want["line"]
    for one in (got, want):
        for key in ("state", "states"):
            one.pop(key, None)
    if got.keys() != want.keys():
        return {k: v for k, v in got.items() if v is not None}.items() <= want.items()
    return all(g == want[k] or g is None or (isinstance(g, list) and all(a == b or a is None for a, b in zip(g, want[k])))
               for k, g in got.items())


def strangers(run, out, status):
    """Lines on standard output that the undisturbed run doesn't have there; and how many of its lines are missing."""
    lines = out.split(b"\n")
    last = lines.pop()
    at, odd, found = 0, [], 0
    errors = 0
    for line in lines:
        if run.json:
            try:
                if not {"error", "note"}.isdisjoint(json.loads(line)):
                    errors += 1
                    continue
            except ValueError:
                odd.append(line)
                continue
        for i in range(at, len(run.want)):
            if alike_json(line, run.want[i]) if run.json else alike(line, run.want[i]):
                at = i + 1
                found += line == run.want[i] or line.startswith(b"libraries: ")
                break
        else:
            odd.append(line)
    if last and not any(want.startswith(last) for want in run.want[at:]) and not (run.json and status):
        odd.append(last)
    return odd, len(run.want) - found, errors


def strangers_doctor(run, out):
    """The doctor may know less, never something else: each row is there, or one of the facts that may be missing."""
    facts = [line[6:22] for line in run.want[:-1]]
    lines = out.split(b"\n")[:-1]
    verdicts = (b"ok", b"no", b"?", b"info")
    odd = [line for line in lines[:-1] if line[6:22] not in facts or line[:4].strip() not in verdicts]
    return odd, 0, 0


def judge(run, o, quiet):
    """What is wrong with the outcome, or None; quiet: nobody reads what it writes, so it need not say anything."""
    if o.status is None:
        return "it hung"
    if o.status < 0:
        return f"killed by {signal.Signals(-o.status).name}"
    if o.status not in (0, 1, 2, 3):
        return f"status {o.status}"
    if o.leaks:
        return f"not freed: {o.leaks[:5]}"
    if run.lines == "doctor":
        odd, missing, errors = strangers_doctor(run, o.out)
    else:
        odd, missing, errors = strangers(run, o.out, o.status)
    if odd:
        return f"on standard output: {odd[:3]}"
    silent = any(hit == "write 2" for hit in o.hits) or (run.json and any(hit == "write 1" for hit in o.hits))
    silent = silent or (run.lines == "doctor" and o.out)
    silent = silent or (quiet and "write 1" in o.hits)
    told = (SENTENCE in o.err and (not run.err or o.err != run.err)) or errors
    if b"too long to be read" in o.err:
        return "a lack of memory is taken for a text that is too long"
    bad = judge_made(run, o, told or silent)
    if bad:
        return bad
    if missing and not o.status:
        return f"{missing} lines are missing and the status is 0"
    if (missing or o.status != run.status) and not told and not silent:
        return f"status {o.status} without a sentence ({missing} lines missing)"
    if o.image != run.after(o.image):
        return "the target holds what nobody wrote"
    if o.status == run.status and not told and o.image != run.after():
        return "a write is missing and the status is 0"
    return None


def places(call, how):
    """At which calls to fail: all of the first, then ever fewer."""
    n = 1
    while True:
        yield n
        n += 1 if n < 150 else n // 20


def try_fault(run, library, call, how):
    """All places of one kind of fault in one run: (number of places, problems)."""
    problems, done = [], 0
    for n in places(call, how):
        suffix = "+" if str(how).endswith("+") else ""
        fault = f"{call}:{n}:{str(how).rstrip('+')}{suffix}"
        o = execute(run, library, fault)
        if not o.hits and o.status is not None:
            break
        done += 1
        bad = judge(run, o, str(how).rstrip("+") == str(E.EPIPE))
        if bad:
            problems.append(f"{run.name}: {fault} ({', '.join(o.hits[:3])}): {bad}; status {o.status}, "
                            f"it said {o.err[-200:]}")
    return done, problems


# --- The prompt, on a terminal ---

TYPED = b"r 0 2\nw 10 aa\nr 10\nv 20 55\n? 83\nd 40 10\nq\n"
PROMPT_WANTS = [b"00000000 = 00", b"00000001 = 07", b"00000010 = aa", b"0x83 = 0t131", b"00000040: c0 c7 ce"]


def converse(library, fault, hide, folder):
    """What the terminal shows, the status and the hits when TYPED is typed, line by line as prompts come."""
    import pty
    with tempfile.TemporaryFile() as hits:
        with open(os.path.join(folder, "image"), "wb") as f:
            f.write(SMALL)
        env = environment(library, fault, hits.fileno())
        env.update(XDG_STATE_HOME=folder, TERM="vt100", **hide)
        os.set_inheritable(hits.fileno(), True)
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(folder)
            os.execve(PHYSMON, [PHYSMON, "-q", "-t", "file:image"], env)
        seen, status, end = b"", None, time.monotonic() + PATIENCE
        lines = TYPED.splitlines(keepends=True)
        asked = 0
        while time.monotonic() < end:
            if select.select([fd], [], [], 0.25)[0]:
                try:
                    data = os.read(fd, 65536)
                except OSError:
                    data = b""
                if not data:
                    break
                seen += data
                ready = seen.endswith(b"b- ")
            else:
                ready = asked < len(lines)  # a prompt that could not be written: type on
            if ready and lines:
                os.write(fd, lines.pop(0))
            elif ready and time.monotonic() > end - PATIENCE + 5:
                break
        while time.monotonic() < end and status is None:
            done, raw = os.waitpid(pid, os.WNOHANG)
            if done:
                status = os.waitstatus_to_exitcode(raw)
            else:
                time.sleep(0.005)
        if status is None:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        os.close(fd)
        hits.seek(0)
        told = hits.read().decode().splitlines()
    with open(os.path.join(folder, "image"), "rb") as f:
        return Outcome(status, seen, b"", told, f.read())


def judge_prompt(o):
    if o.status is None:
        return "it hung"
    if o.status < 0:
        return f"killed by {signal.Signals(-o.status).name}"
    missing = [want for want in PROMPT_WANTS if want not in o.out]
    told = SENTENCE in o.out or re.search(b"out of (virtual )?memory", o.out, re.I)
    hung_up = any(hit.startswith("read ") for hit in o.hits)
    unwritten = any(hit == "write 1" for hit in o.hits)
    if missing and not told and not hung_up and not unwritten:
        return f"{missing} is missing without a sentence, status {o.status}"
    data = bytearray(SMALL)
    states = [bytes(data)]
    for at, value in ((0x10, 0xaa), (0x20, 0x55)):
        data[at] = value
        states.append(bytes(data))
    if o.image not in states and o.image[:0x10] + o.image[0x11:] != SMALL[:0x10] + SMALL[0x11:]:
        data = bytearray(SMALL)
        data[0x20] = 0x55
        if o.image != bytes(data) or not told:
            return "the target holds what nobody wrote"
    if not missing and not told and not hung_up and not unwritten and o.image != states[-1]:
        return "a write is missing without a word"
    return None


def prompt_places(all_of_them):
    n = 1
    while True:
        yield n
        n += 1 if n < (60 if all_of_them else 12) else max(1, n // (8 if all_of_them else 2))


def try_prompt(library, name, hide, call, how, all_of_them):
    problems, done = [], 0
    with tempfile.TemporaryDirectory(prefix="physmon-faults-") as folder:
        for n in prompt_places(all_of_them):
            fault = f"{call}:{n}:{how}"
            o = converse(library, fault, hide, folder)
            if not o.hits and o.status is not None:
                break
            done += 1
            bad = judge_prompt(o)
            if bad:
                problems.append(f"{name}: {fault} ({', '.join(o.hits[:3])}): {bad}; it showed {o.out[-300:]}")
    return done, problems


def main():
    words = [a for a in sys.argv[1:] if not a.startswith("-")]
    everything, verbose = "--all" in sys.argv, "-v" in sys.argv
    passed = failed = total = 0
    with tempfile.TemporaryDirectory(prefix="physmon-faults-") as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        library = build_library(folder)
        jobs = []
        for run in RUNS:
            if not any(w in run.name for w in words) if words else not everything and run.name not in QUICK:
                continue
            o = execute(run, library, None)
            run.want = o.out.split(b"\n")[:-1]
            run.status, run.err = o.status, o.err
            run.made_want = {name: timeless(name, text) for name, text in o.made.items()}
            if o.image != run.after() or (o.status and run.name not in ("keep going", "doctor", "a broken register", "a cut description")):
                print(f"FAILED {run.name}: undisturbed, status {o.status}, {o.err.decode()}")
                failed += 1
                continue
            for call, (always, more) in FAULTS.items():
                for how in always + (more if everything else []):
                    jobs.append((run.name, call, how, pool.submit(try_fault, run, library, call, how)))
        hidden = os.path.join(folder, "hidden")
        os.mkdir(hidden)
        editors = [("the prompt, readline", {})] if test_editor.has_readline(PHYSMON) else []
        plain = test_editor.hide_readline(PHYSMON, hidden) if editors else {}
        if plain is not None:
            editors.append(("the prompt, line discipline", plain))
        for name, hide in editors:
            if not any(w in name for w in words) if words else not everything:
                continue
            for call, (always, more) in FAULTS.items():
                for how in [h for h in always + (more if everything else []) if not str(h).endswith("+")]:
                    jobs.append((name, call, how, pool.submit(try_prompt, library, name, hide, call, how, everything)))
        for name, call, how, job in jobs:
            done, problems = job.result()
            total += done
            for p in problems[:None if verbose else 5]:
                print("FAILED", p)
            if len(problems) > 5 and not verbose:
                print(f"       and at {len(problems) - 5} more places")
            if done and verbose:
                print(f"ok {name}: {call} fails with {how}: {done} places" if not problems else "")
            passed += bool(done) and not problems
            failed += bool(problems)
            sys.stdout.flush()
    print(f"{total} places where a call was made to fail")
    short = None if words else promised.broken("places where a call fails", total)
    if short:
        print("FAILED", short)
        failed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
