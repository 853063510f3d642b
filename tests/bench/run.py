#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How quick and how small physmon is, as ratios to peers and to the least that the machine allows. No test, nor in one.

usage: make bench [QUICK=1]       or: O=FOLDER tests/bench/run.py [LINE]...

Prints a table and writes $O/bench.json (each figure, its samples' medians included). Takes about two minutes; QUICK=1
measures less and takes half of one. Each line compares in one run, the commands taking turns (A B A B), and gives the
median ratio and in brackets the least and the most; what is read is in the page cache. "must" and "goal" tell what is
wanted; the verdict is "goal", "ok" (the must is met), "MISS", or "-" with the reason where a peer can't be had. Where the
ratios scatter "noisy" stands beside it: measure again when the machine is quiet.

What is compared, and how it is kept fair:
 - peers are Debian's: the installed memtool and xxd, busybox in both linkages; what is missing is fetched by apt-get
   and unpacked below $O/bench, not installed: busybox and busybox-static exclude each other;
 - reference programs are those of this folder: one (the least one-read program), repl (naive scripted monitor), prompt
   (minimal readline loop), built with the same C library and linkage as the physmon that they stand against;
 - busybox's devmem opens /dev/mem only, which is missing or forbidden on many machines. So both sides of that line,
   busybox and physmon under its name devmem, run as copies in which the text "/dev/mem" is "mem.file", a file in the
   folder where they run: same bytes, same work, "devmem 0x1000". Against the least program physmon runs as built, with
   -t file:FILE -c "rd 1000";
 - the naive monitor's output must equal physmon's byte for byte, and a dump must hold memtool's words, before they are
   timed;
 - register descriptions aren't kept here: the largest of those in the folder PHYSMON_SVD (else ../shared/svd) is loaded;
 - peak memory is VmHWM at exit; system calls are counted by strace, the program's start included; a driving program
   and its partner share one processor.

How cost grows is shown for lines 2, 4 and 5 at 1, 10 and 100 times the work: bars of the cost of one unit (of the whole
peak, for memory), and the k of cost ~ work^k. Time must be a straight line (k at most 1.05), memory flat (0.03).
"""
import glob
import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

from measure import TOP, Broken, Missing, Place, Timers, exponent, is_static, ratios, run

QUICK = os.environ.get("QUICK", "") not in ("", "0")
OUT = os.path.join(TOP, os.environ.get("O", ".build"))
MIB = 1 << 20
NOISY = 1.3  # the greatest ratio to the least of one line: above it the machine had other things to do


class Report:
    """The figures as they come: printed at once, kept for the file."""

    def __init__(self):
        self.lines, self.growth = [], []
        self.row("", "what", "peer or limit", "ratio (least..most)", "must", "goal", "verdict")

    @staticmethod
    def row(*cells):
        print("%-2s %-50s %-22s %-25s %7s %7s  %s" % cells, flush=True)

    def add(self, line, what, against, figure, must=None, goal=None, more_is_better=False, unit="x", **details):
        """figure: (median, least, most), a number, or a Missing. must and goal: at most these, or at least."""
        entry = dict(line=line, what=what, against=against, must=must, goal=goal,
                     better="more" if more_is_better else "less", unit=unit)
        if isinstance(figure, Missing):
            entry.update(ratio=None, verdict="-", why=str(figure))
            shown, verdict = "-", "- (%s)" % figure
        else:
            middle, least, most = figure if isinstance(figure, tuple) else (figure, figure, figure)
            meets = (lambda limit: middle >= limit) if more_is_better else (lambda limit: middle <= limit)
            verdict = "goal" if goal is not None and meets(goal) else "ok" if must is None or meets(must) else "MISS"
            noisy = most > NOISY * least
            entry.update(ratio=middle, least=least, most=most, verdict=verdict, noisy=noisy, **details)
            verdict += ", noisy" if noisy else ""
            shown = number(middle) + unit
            if least != most:
                shown += " (%s..%s)" % (number(least), number(most))
        sign = ">=" if more_is_better else "<="
        self.lines.append(entry)
        wanted = ("-" if limit is None else sign + number(limit) for limit in (must, goal))
        self.row(line, what, against, shown, *wanted, verdict)

    def versus(self, line, what, against, ours, theirs, groups=5, rate=False, **limits):
        """The ratio of two lists of microseconds; of rates: how many times quicker ours is."""
        figure = ratios(theirs, ours, groups) if rate else ratios(ours, theirs, groups)
        self.add(line, what, against, figure, more_is_better=rate,
                 our_us=statistics.median(ours), their_us=statistics.median(theirs), rounds=len(ours), **limits)

    def grows(self, line, what, unit, sizes, costs, flat=False):
        """costs: of the whole work, or a peak if flat."""
        k = exponent(sizes, costs)
        limit = 0.03 if flat else 1.05
        verdict = "ok" if k <= limit else "MISS"
        bars = costs if flat else [cost / size for cost, size in zip(costs, sizes)]
        for times, bar in zip((1, 10, 100), bars):
            print("%-2s %-32s %5s %9s %s" % (line if times == 1 else "", what if times == 1 else "", "%dx" % times,
                                             number(bar), "#" * max(1, round(40 * bar / max(bars)))))
        print("%42s%s, %s ~ work^%.3f: %s" % ("", unit, "peak" if flat else "time", k, verdict), flush=True)
        self.growth.append(dict(line=line, what=what, unit=unit, work=sizes, cost=bars, exponent=k, must=limit,
                                verdict=verdict))


def number(v):
    return "%d" % v if v == int(v) and abs(v) < 1e6 else "%.0f" % v if abs(v) >= 100 else "%.3g" % v


class Bench:
    def __init__(self):
        self.place = Place(os.path.join(OUT, "bench"))
        self.timers = Timers(self.place)
        self.physmon = os.path.join(OUT, "physmon")
        self.report = Report()
        self.quick = 4 if QUICK else 1
        random.seed(1)

    # --- what is worked on ---

    def data(self, name, nbytes, sparse=False, whole=None):
        """whole: so many random bytes, again and again."""
        path = self.place.path(name)
        if not os.path.exists(path) or os.path.getsize(path) != nbytes:
            with open(path, "wb") as f:
                if not sparse:
                    block = random.randbytes(whole or nbytes)
                    for _ in range(nbytes // len(block)):
                        f.write(block)
                f.truncate(nbytes)
        return path

    def script(self, commands, span):
        """Lines "r 0x1234": scattered, aligned, below span; from 1 M lines on repeated."""
        path = self.place.path("script-%d-%d" % (commands, span))
        if not os.path.exists(path):
            text, state = [], 1
            for _ in range(min(commands, 1000000)):
                state = (state * 1664525 + 1013904223) & 0xFFFFFFFF
                text.append("r 0x%x\n" % ((state >> 4) % span & ~3))
            with open(path + ".new", "w") as f:
                for _ in range(max(1, commands // 1000000)):
                    f.writelines(text)
            os.rename(path + ".new", path)
        return path

    def musl(self, small=True):
        """The program for the smallest boards (SMALL=1), or all of it, without libraries."""
        if not shutil.which("musl-gcc"):
            raise Missing("no musl-gcc")
        folder = os.path.join(OUT, "small" if small else "musl")
        run([os.environ.get("MAKE", "make").split()[0], "-s", "-C", TOP, "O=" + folder, "CC=musl-gcc", "STATIC=1",
             "SMALL=1" if small else "READLINE=0", "all"], env=self.place.env)
        return os.path.join(folder, "physmon")

    def busybox(self, static):
        package = "busybox-static" if static else "busybox"
        installed = shutil.which("busybox")
        if installed and is_static(installed) == static:
            return installed
        return self.place.debian(package, "bin/busybox")

    def dumping(self, path, nbytes):
        return [self.physmon, "-t", "file:" + path, "-c", "dd 0 %x" % nbytes]

    def scripted(self, path):
        return [self.physmon, "-w", "d", "-t", "file:" + path]

    # --- the lines ---

    def line_1(self):
        r, rounds = self.report, 1500 // self.quick
        self.data("mem.file", MIB)
        for linkage, static in (("dynamic", False), ("static musl, SMALL=1", True)):
            what = "one read, whole process, %s" % linkage
            try:
                physmon = self.musl() if static else self.physmon
                one = self.place.build("one-" + linkage.split()[0], "one.c", *(["-static"] if static else []),
                                       compiler="musl-gcc" if static else "gcc")
                ours, least = self.timers.whole(rounds, [physmon, "-t", "file:mem.file", "-c", "rd 1000"],
                                                [one, "mem.file", "0x1000"], pinned=True)
                r.versus(1, what, "least C program", ours, least, must=1.3, goal=1.1)
            except Missing as e:
                r.add(1, what, "least C program", e, 1.3, 1.1)
            what = "  the same as devmem, %s" % linkage
            against = "busybox%s devmem" % ("-static" if static else "")
            goal = 0.4 if static else 0.85
            try:
                physmon = self.musl() if static else self.physmon
                ours, theirs = ([self.place.patched(program, folder, b"/dev/mem", b"mem.file"), "0x1000"]
                                for program, folder in ((physmon, "our-" + linkage.split()[0]),
                                                        (self.busybox(static), against.split()[0])))
                if self.place.run(ours) != self.place.run(theirs):
                    raise Broken("physmon's devmem and busybox's read different values")
                r.versus(1, what, against, *self.timers.whole(rounds, ours, theirs, pinned=True), goal=goal)
            except Missing as e:
                r.add(1, what, against, e, None, goal)

    def line_2(self):
        self.data("mem.file", MIB)
        repl = [self.place.build("repl", "repl.c"), "mem.file"]
        script = self.script(1000000, MIB)
        outputs = []
        for command in (self.scripted("mem.file"), repl):
            with open(self.script(100000, MIB), "rb") as f:
                outputs.append(self.place.run(command, stdin=f))
        if outputs[0] != outputs[1]:
            raise Broken("physmon and the naive monitor print different values")
        ours, theirs = self.timers.whole(20 // self.quick, self.scripted("mem.file"), repl, stdin=script)
        self.report.versus(2, "script of 1 M scattered r over 1 MiB: rate", "naive C monitor", ours, theirs, groups=20,
                           rate=True, must=1.0, goal=2.5)

    def line_3(self):
        r = self.report
        self.data("mem.file", MIB)
        big = self.data("mem.64m", 64 * MIB)
        for what, only, commands, path, must, goal in (
                ("system calls for each scripted command", None, 100000, "mem.file", 0.05, 0.02),
                ("mmap and munmap in 1 M reads over 64 MiB", "mmap,munmap", 1000000, big, 200, 100)):
            try:
                script = self.script(commands, os.path.getsize(self.place.path(path)))
                n = self.timers.calls(self.scripted(path), only, script)
                r.add(3, what, "limit", n if only else n / commands, must, goal, unit="", calls=n, commands=commands)
            except Missing as e:
                r.add(3, what, "limit", e, must, goal, unit="")
        ours, theirs = self.timers.reply(100 // self.quick, "r 1000", self.scripted("mem.file"), ["cat"])
        r.versus(3, "reply to a driving program", "cat", ours, theirs, groups=20, must=1.5, goal=1.25)

    def line_4(self):
        r, rounds = self.report, 7 if not QUICK else 3
        big = self.data("mem.64m", 64 * MIB)
        ours = self.dumping(big, 64 * MIB)
        for name, package, program, args, must, goal in (
                ("xxd", "xxd", "usr/bin/xxd", [big], 8, 20),
                ("memtool md", "memtool", "usr/bin/memtool", ["md", "-l", "-s", big, "0+0x%x" % (64 * MIB)], 18, 45)):
            what = "dump of 64 MiB, 32-bit reads, to /dev/null: rate"
            try:
                theirs = [self.place.peer(package, program), *args]
                if name != "xxd":
                    self.check_dump(big, theirs[0])
                r.versus(4, what, name, *self.timers.whole(rounds, ours, theirs), groups=rounds, rate=True, must=must,
                         goal=goal)
            except Missing as e:
                r.add(4, what, name, e, must, goal, more_is_better=True)
        what = "  the same into a pipe: rate"
        try:
            pipes = (["sh", "-c", '"$0" "$@" | exec cat', *command]
                     for command in (ours, [self.place.peer("xxd", "usr/bin/xxd"), big]))
            r.versus(4, what, "xxd | cat", *self.timers.whole(rounds, *pipes), groups=rounds, rate=True, must=4, goal=6)
        except Missing as e:
            r.add(4, what, "xxd | cat", e, 4, 6, more_is_better=True)

    def check_dump(self, path, memtool):
        """The first 64 KiB hold the same addresses and words."""
        ours = self.place.run(self.dumping(path, 65536)).splitlines()
        theirs = self.place.run([memtool, "md", "-l", "-s", path, "0+0x10000"]).splitlines()
        if len(ours) != 4096 or [row.split()[:5] for row in ours] != [row.split()[:5] for row in theirs]:
            raise Broken("physmon and memtool dump different words")

    def line_5(self):
        sparse = self.data("mem.1g", 1024 * MIB, sparse=True)
        for what, command, stdin in (
                ("peak memory, dump of 1 GiB, MiB", self.dumping(sparse, 1024 * MIB), "/dev/null"),
                ("peak memory, 1 M commands on stdin, MiB", self.scripted("mem.file"), self.script(1000000, MIB))):
            self.data("mem.file", MIB)
            self.report.add(5, what, "limit", self.timers.peak(command, stdin) / 1024, 16, 8, unit="")

    def line_6(self):
        def stripped(program, name):
            out = self.place.path(name)
            run(["strip", "-o", out, program])
            return os.path.getsize(out)

        for what, small, must, goal in (("size, static musl, SMALL=1, KiB", True, 128, 96),
                                        ("  the same with everything but libraries", False, None, None)):
            try:
                size = stripped(self.musl(small), "small" if small else "musl") / 1024
                self.report.add(6, what, "limit", size, must, goal, unit="")
            except Missing as e:
                self.report.add(6, what, "limit", e, must, goal, unit="")
        self.report.add(6, "size, whole dynamic program, stripped, KiB", "limit",
                        stripped(self.physmon, "whole") / 1024, 384, 256, unit="")

    def line_7(self):
        ours = [self.physmon, "-t", "demo"]
        what, rounds, prompt = "first prompt on a terminal", 400 // self.quick, "demo b- "
        try:
            loop = [self.place.build("prompt", "prompt.c", "-lreadline")]
            (first, keys), (theirs, _) = self.timers.prompt(rounds, prompt, ours, loop)
            self.report.versus(7, what, "minimal readline loop", first, theirs, must=1.2, goal=1.0)
        except Missing as e:
            self.report.add(7, what, "minimal readline loop", e, 1.2, 1.0)
            keys = self.timers.prompt(3, prompt, ours)[0][1]
        for term in ("xterm", "dumb"):
            if term == "dumb":
                keys = self.timers.prompt(3, prompt, ours, term=term)[0][1]
            self.report.add(7, "bytes for a key at a line's end, TERM=%s" % term, "limit", statistics.median(keys),
                            1, 1, unit="")

    def line_8(self):
        what, memory = "register description: load, whole process, ms", "peak memory, the same, MiB"
        folder = os.environ.get("PHYSMON_SVD", os.path.join(TOP, "..", "shared", "svd"))
        files = sorted(glob.glob(os.path.join(folder, "*.svd")), key=os.path.getsize)
        try:
            if not files:
                raise Missing("no files in %s; PHYSMON_SVD names their folder" % folder)
            with open(files[-1], encoding="utf-8", errors="replace") as f:
                name = re.search(r"<peripheral\b[^>]*>\s*<name>\s*(\w+)", f.read())[1]
            load = [self.physmon, "-t", "none", "-s", files[-1], "-c", "? " + name]
            took = [us / 1e3 for us in self.timers.whole(40 // self.quick, load)[0]]
            self.report.add(8, what, "limit", (statistics.median(took), min(took), max(took)), 100, 50, unit="",
                            nbytes=os.path.getsize(files[-1]))
            self.report.add(8, memory, "limit", self.timers.peak(load) / 1024, 64, 16, unit="")
        except Missing as e:
            self.report.add(8, what, "limit", e, 100, 50, unit="")

    def line_9(self):
        """Both read all of it, in the page cache; physmon's exit status 3 says that there is none."""
        big = self.data("mem.1g.random", 1024 * MIB, whole=64 * MIB)
        scan = [self.place.build("scan", "scan.c"), big, "deadbeef"]
        find = ["sh", "-c", '"$0" "$@" 2>/dev/null; [ $? = 3 ]', self.physmon, "-t", "file:" + big, "-c",
                "find.d 0 40000000 deadbeef"]
        rounds = 7 if not QUICK else 3
        ours, theirs = self.timers.whole(rounds, find, ["sh", "-c", '"$0" "$@"; true', *scan])
        self.report.versus(9, "find of an absent 32-bit value in 1 GiB: rate", "volatile loop", ours, theirs, groups=rounds,
                           rate=True, must=0.9, goal=1.8)

    def line_10(self):
        """Reads a second by sample, of one register of a file: as its own summary tells."""
        self.data("mem.file", MIB)
        rates = []
        for _ in range(3 if QUICK else 9):
            p = subprocess.run([self.physmon, "-t", "file:mem.file", "-c", "sample.d -n 5000000 100"], cwd=self.place.folder,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
            rates.append(int(re.search(rb"(\d+) a second", p.stderr)[1]) / 1e6)
        self.report.add(10, "sample of one register of a file: M reads a second", "limit",
                        (statistics.median(rates), min(rates), max(rates)), 5, 10, more_is_better=True, unit="")

    def line_11(self):
        """Blocks of a file in the page cache, by 32 bits; load beside dd, which moves them by write()."""
        mem = self.data("mem.64m", 64 * MIB, whole=64 * MIB)
        image = self.data("image.64m", 64 * MIB, whole=64 * MIB)
        blocks = self.place.build("blocks", "blocks.c")
        rounds = 3 if QUICK else 9
        for word, text in (("fill", "fill.d 0 4000000 5a5a5a5a"), ("copy", "copy.d 0 2000000 2000000")):
            ours, theirs = self.timers.whole(rounds, [self.physmon, "-t", "file:" + mem, "-c", text], [blocks, mem, word])
            self.report.versus(11, "%s of 64 MiB" % word, "volatile loop", ours, theirs, must=1.1)
        ours, theirs = self.timers.whole(rounds, [self.physmon, "-t", "file:" + mem, "-c", "load.d %s 0" % image],
                                         ["sh", "-c", '"$0" "$@" 2>/dev/null', "dd", "if=" + image, "of=" + mem, "bs=64k",
                                          "conv=notrunc"])
        self.report.versus(11, "load of 64 MiB", "dd", ours, theirs, must=1.3)

    def line_12(self):
        mem = self.data("mem.16m", 16 * MIB, whole=16 * MIB)
        ours, theirs = self.timers.whole(3 if QUICK else 9,
                                         ["sh", "-c", '"$0" "$@" 2>/dev/null', self.physmon, "--allow=ram", "-t",
                                          "file:" + mem, "-c", "test.d 0 1000000"],
                                         [self.place.build("blocks", "blocks.c"), mem, "test"])
        self.report.versus(12, "RAM test of 16 MiB of a file", "volatile loop", ours, theirs, must=2)

    def line_13(self):
        """A machine of 5000 regions, twenty in each of 250, as --root shows it."""
        os.makedirs(os.path.join(self.place.folder, "root", "proc"), exist_ok=True)
        with open(os.path.join(self.place.folder, "root", "proc", "iomem"), "w") as f:
            for i in range(250):
                f.write("%08x-%08x : bus%d\n" % (i << 20, (i << 20) + 0xfffff, i))
                f.writelines("  %08x-%08x : device%d.%d\n" % ((i << 20) + (k << 12), (i << 20) + (k << 12) + 0xfff, i, k)
                             for k in range(19))
        listing = [self.physmon, "-t", "none", "--root=root", "-c", "map"]
        took = [us / 1e3 for us in self.timers.whole(10, listing)[0]]
        self.report.add(13, "map of 5000 regions, ms", "limit", (statistics.median(took), min(took), max(took)), 100, unit="")
        self.report.add(13, "peak memory, the same, MiB", "limit", self.timers.peak(listing) / 1024, 32, unit="")

    # --- how cost grows ---

    def peak(self, rounds, *what):
        return statistics.median(self.timers.peak(*what) for _ in range(rounds))

    def growth(self, wanted):
        sparse = self.data("mem.1g", 1024 * MIB, sparse=True)
        self.data("mem.file", MIB)
        rounds = 1 if QUICK else 3
        counts = [n * 100000 for n in (1, 10, 100)]
        sizes = [n * 10 * MIB for n in (1, 10, 100)]  # a dump's memory may grow up to a window's 2 MiB
        dumps = [self.dumping(sparse, n) for n in sizes]
        scripts = [self.script(n, MIB) for n in counts]
        scripted = self.scripted("mem.file")

        print("\nHow cost grows: bars of the cost of one unit at 1, 10, 100 times the work; equal bars: straight line")
        if 2 in wanted:
            costs = [[], [], []]
            for _ in range(rounds):
                for cost, script in zip(costs, scripts):
                    cost.append(1e3 * self.timers.whole(1, scripted, stdin=script)[0][0])
            self.report.grows(2, "script of 100000.. commands", "ns for a command", counts,
                              [statistics.median(c) for c in costs])
        if 4 in wanted:
            costs = self.timers.whole(rounds, *dumps)
            self.report.grows(4, "dump of 10.. MiB", "us for a MiB", [n / MIB for n in sizes],
                              [statistics.median(c) for c in costs])
        if 5 in wanted:
            self.report.grows(5, "dump of 10.. MiB", "KiB", sizes,
                              [self.peak(rounds, self.dumping(sparse, n)) for n in sizes], flat=True)
            self.report.grows(5, "script of 100000.. commands", "KiB", counts,
                              [self.peak(rounds, scripted, script) for script in scripts], flat=True)


def main():
    wanted = {int(word) for word in sys.argv[1:]} or set(range(1, 14))
    began = time.monotonic()
    machine = dict(machine=platform.machine(), kernel=platform.release(), cpus=len(os.sched_getaffinity(0)),
                   load=os.getloadavg()[0], quick=QUICK)
    print("%(cpus)d CPUs, %(machine)s, Linux %(kernel)s, load %(load).1f at the start" % machine)
    bench = Bench()
    if not os.access(bench.physmon, os.X_OK):
        raise Broken("%s is missing: make it first" % bench.physmon)
    for n in sorted(wanted):
        getattr(bench, "line_%d" % n)()
    if wanted & {2, 4, 5}:
        bench.growth(wanted)
    report = bench.report
    out = os.path.join(OUT, "bench.json")
    with open(out, "w") as f:
        json.dump(dict(machine=machine, version=run([bench.physmon, "--version"]).decode().splitlines(),
                       seconds=round(time.monotonic() - began), lines=report.lines, growth=report.growth), f, indent=1)
        f.write("\n")
    count = [entry["verdict"] for entry in report.lines + report.growth]
    print("\n%d figures: %d at the goal, %d ok, %d missed, %d not measured; %.0f s; %s" % (
        len(count), count.count("goal"), count.count("ok"), count.count("MISS"), count.count("-"),
        time.monotonic() - began, out))


if __name__ == "__main__":
    try:
        main()
    except (Broken, Missing) as e:
        sys.exit("bench: %s" % e)
