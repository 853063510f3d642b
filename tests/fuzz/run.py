#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Fuzz physmon's parsers, and whole scripts against an oracle, with libFuzzer (clang).

usage: tests/fuzz/run.py fuzz [--seconds N] [--seed N] [--only WORD] [--jobs N]
       tests/fuzz/run.py cover
       tests/fuzz/run.py merge [--only WORD]

fuzz builds each target of the table below with address and undefined behaviour sanitizers and runs it for N seconds
(default 60) or its share of them, as many at a time as there are processors, beginning with tests/fuzz/corpus/NAME; with
--seed a run is much like the next with the same one, else each is another. cover tells which lines of the parsers the
committed corpus reaches. merge takes what earlier runs found into the committed corpus, minimised.
From the environment: O, the folder to build in (default .build), and MAKE. Inputs that break something are left in
$O/fuzz/broken.
The last line is "N passed, N failed"; the status is 1 if anything failed.
"""
import argparse
import concurrent.futures
import glob
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))

# name, other sources of tests/fuzz, dictionary, longest input in bytes, share of the time: a third where half a minute
# finds no edge that the corpus doesn't reach
TARGETS = [
    ("expr", ["oracle", "oracle_compile", "oracle_expr", "world"], "language", 200, 1),
    ("script", ["oracle", "oracle_compile", "oracle_expr", "world"], "language", 1000, 1),
    ("options", ["world"], "options", 300, 1 / 3),
    ("iomem", ["world"], "kernel", 1000, 1 / 3),
    ("elfcore", ["world"], None, 600, 1 / 3),
    ("symbols", ["world"], "kernel", 600, 1 / 3),
    ("policy", ["world"], "kernel", 1000, 1 / 3),
    ("devtree", ["tree", "world"], None, 600, 1 / 3),
    ("machine", ["tree", "world"], "kernel", 1000, 1),
    ("pci", ["world"], "kernel", 400, 1 / 3),
    ("protect", ["world"], None, 400, 1 / 3),
    ("history", ["world"], None, 6000, 1 / 3),
    ("svd", ["world"], "svd", 20000, 1),
    ("complete", ["world"], "language", 120, 1),
    ("registers", ["world"], "registers", 120, 1),
    ("def", ["world"], "def", 600, 1),
    ("dump_parse", ["world"], None, 120, 1 / 3),
    ("snapshot", ["world"], None, 600, 1 / 3),
    ("gdb", ["world"], "gdb", 400, 1),
]

# Files that parse, and the least part of their lines, in percent, that the committed corpus must reach. Most of the
# rest is for want of memory.
COVERED = [
    ("parse.c", 90), ("expr.c", 90), ("expr_atom.c", 90), ("operand.c", 90), ("program.c", 90), ("program_compile.c", 90),
    ("command.c", 90), ("options.c", 90), ("names.c", 90), ("allow_words.c", 90),
    ("complete.c", 90), ("dump_parse.c", 90), ("iomem.c", 90), ("protect.c", 90),
    ("policy.c", 90), ("devtree.c", 90), ("machine_names.c", 75),
    ("history.c", 80),  # the rest is about folders
    ("pci_ids.c", 75), ("pci_spec.c", 20),  # the rest reads sysfs
    ("snapshot.c", 85),
    ("svd_read.c", 88), ("svd_element.c", 90), ("svd_names.c", 90),
    ("svd_derive.c", 90), ("svd_expand.c", 90), ("svd_fields.c", 90),
    ("svd_load.c", 90), ("svd_loading.c", 75), ("reg.c", 90), ("reg_set.c", 85), ("reg_find.c", 90),
    ("reg_glob.c", 90), ("reg_complete.c", 90),
    ("register_selection.c", 85), ("register_write_plan.c", 85), ("register_value.c", 85),
    ("register_def.c", 78), ("register_def_print.c", 83),
    ("gdb_packet.c", 95), ("gdb_memory.c", 95), ("gdb_serve.c", 85), ("gdb_monitor.c", 80),
    ("gdb_map.c", 70),  # not the processors' names
    ("devmem.c", 35),  # its parser; the rest makes the access
]

FLAGS = {
    "fuzz": ("-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined",
             "-fsanitize=fuzzer,address,undefined"),
    "cover": ("-O0 -g -fprofile-instr-generate -fcoverage-mapping", "-fsanitize=fuzzer -fprofile-instr-generate"),
}
WARNINGS = "-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror"


def tool(name):
    for path in (name, name + "-14", name + "-15", name + "-16", name + "-19"):
        if shutil.which(path):
            return path
    sys.exit(f"{name} is missing: apt-get install clang llvm libclang-rt-dev")


def build(out, kind, targets):
    """Compile all sources but main.c, through the Makefile, then the targets. Returns their paths by name."""
    cflags, ldflags = FLAGS[kind]
    clang = tool("clang")
    make = shlex.split(os.environ.get("MAKE", "make")) + ["-s", f"-j{os.cpu_count() or 2}"]
    env = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES")}
    # world_clock: see world.c; _FORTIFY_SOURCE would hide reads from the sanitizer
    archives = [f"{out}/libcli.a", f"{out}/libphysmon.a"]
    subprocess.run(make + [f"O={out}", f"CC={clang}", "READLINE=0", "EXPAT=1", f"CFLAGS={cflags}",
                           "CPPFLAGS=-D_FORTIFY_SOURCE=0 -Dclock_gettime=world_clock"] + archives, check=True, env=env)
    flags = subprocess.run(make + ["sources"], check=True, env=env, stdout=subprocess.PIPE, text=True).stdout
    flags = next(line for line in flags.splitlines() if line.startswith("tests/fuzz/world.c ")).split()[1:]
    # physmon's edges count, not those of what watches it
    compiler = [clang] + flags + f"{WARNINGS} {cflags.replace('fuzzer-no-link,', '')}".split()
    mine = {name: [f"fuzz_{name}"] + others for name, others, *_ in targets}
    programs = {name: f"{out}/fuzz_{name}" for name in mine}

    def compile_one(source):
        subprocess.run(compiler + ["-c", "-o", f"{out}/{source}.o", f"tests/fuzz/{source}.c"], check=True)

    def link_one(name):
        # what a target defines in the place of physmon's own comes first
        subprocess.run([clang] + [f"{out}/{source}.o" for source in mine[name]] + archives + ldflags.split() +
                       ["-Wl,--allow-multiple-definition,--wrap=interrupt_wait,--wrap=interrupt_pending", "-ldl",
                        "-o", programs[name]], check=True)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        list(pool.map(compile_one, sorted(set().union(*mine.values()))))
        list(pool.map(link_one, programs))
    return programs


def environment():
    # the guard's handlers must not come in the way of the sanitizer's
    return {**os.environ, "ASAN_OPTIONS": "allow_user_segv_handler=0:detect_leaks=1:handle_abort=0",
            "UBSAN_OPTIONS": "print_stacktrace=1"}


def options(target):
    name, _, dictionary, longest, _ = target
    # keeping count of rare features would take half of the time
    # a description may fill a million registers, which takes sanitizers seconds, on a busy machine many
    opts = [f"-max_len={longest}", "-timeout=30", "-rss_limit_mb=2048", "-entropic=0"]
    if dictionary:
        opts.append(f"-dict=tests/fuzz/{dictionary}.dict")
    return opts


def fuzz_one(target, program, out, seconds, seed):
    """Run one target. Returns its name, and what is to be told of it."""
    name = target[0]
    found, broken = f"{out}/found/{name}", f"{out}/broken/{name}-"
    os.makedirs(found, exist_ok=True)
    os.makedirs(os.path.dirname(broken), exist_ok=True)
    argv = [program] + options(target) + [f"-max_total_time={seconds}", f"-seed={seed}", "-print_final_stats=1",
                                          f"-artifact_prefix={broken}", found, f"tests/fuzz/corpus/{name}"]
    start = time.monotonic()
    p = subprocess.Popen(argv, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment(), text=True,
                         errors="replace")
    edges = []  # (when, how many)
    tail, runs = [], 0
    for line in p.stderr:
        m = re.match(r"#(\d+)\s.*\bcov: (\d+)", line)
        if m:
            edges.append((time.monotonic() - start, int(m[2])))
            continue
        m = re.match(r"stat::number_of_executed_units:\s+(\d+)", line)
        if m:
            runs = int(m[1])
        elif not line.startswith("stat::"):
            tail = (tail + [line])[-60:]
    status = p.wait()
    took = time.monotonic() - start
    late = 0
    if edges:
        late = edges[-1][1] - max([n for when, n in edges if when <= 0.9 * took] or [0])
    return name, runs, edges[-1][1] if edges else 0, late, status, tail


def fuzz(args):
    out = os.path.join(os.environ.get("O", ".build"), "fuzz")
    targets = [t for t in TARGETS if args.only in t[0]]
    programs = build(out, "fuzz", targets)
    passed = failed = total = 0
    print(f"{'target':10} {'executions':>12} {'edges':>7} {'new in the last tenth':>22} {'findings':>9}", flush=True)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        work = lambda t: fuzz_one(t, programs[t[0]], out, max(1, round(args.seconds * t[4])), args.seed)  # noqa: E731
        for name, runs, edges, late, status, tail in pool.map(work, targets):
            bad = status != 0 or not runs
            passed, failed, total = passed + (not bad), failed + bad, total + runs
            print(f"{name:10} {runs:12} {edges:7} {late:22} {int(bad):9}", flush=True)
            if bad:
                sys.stdout.write("".join(tail))
                print(f"fuzz_{name} ended with status {status}; its input is in {out}/broken", flush=True)
    print(f"{total} executions in all")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


def cover(_):
    out = os.path.join(os.environ.get("O", ".build"), "fuzz-cover")
    programs = build(out, "cover", TARGETS)
    raw, objects = [], []
    for target in TARGETS:
        raw.append(f"{out}/{target[0]}.profraw")
        subprocess.run([programs[target[0]]] + options(target) + ["-runs=0", f"tests/fuzz/corpus/{target[0]}"], check=True,
                       env={**os.environ, "LLVM_PROFILE_FILE": raw[-1]}, stderr=subprocess.DEVNULL)
        objects += ["-object", programs[target[0]]]
    subprocess.run([tool("llvm-profdata"), "merge", "-o", f"{out}/all.profdata"] + raw, check=True)
    text = subprocess.run([tool("llvm-cov"), "export", "-summary-only", f"-instr-profile={out}/all.profdata"] + objects[1:],
                          check=True, stdout=subprocess.PIPE).stdout
    lines = {os.path.basename(f["filename"]): f["summary"]["lines"] for f in json.loads(text)["data"][0]["files"]}
    passed = failed = 0
    for path, least in COVERED:
        n = lines.get(path, {"percent": 0, "covered": 0, "count": 0})
        good = n["percent"] >= least
        passed, failed = passed + good, failed + (not good)
        print(f"{path:26} {n['covered']:5} of {n['count']:5} lines, {n['percent']:5.1f} %"
              f"{'' if good else f': less than {least} %'}")
    if args_show:
        subprocess.run([tool("llvm-cov"), "show", f"-instr-profile={out}/all.profdata"] + objects[1:] +
                       [p for name, _ in COVERED for p in glob.glob(f"src/**/{name}", recursive=True)], check=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def merge(args):
    out = os.path.join(os.environ.get("O", ".build"), "fuzz")
    targets = [t for t in TARGETS if args.only in t[0]]
    programs = build(out, "fuzz", targets)
    for target in targets:
        name = target[0]
        corpus, new, found = f"tests/fuzz/corpus/{name}", f"{out}/merged/{name}", f"{out}/found/{name}"
        shutil.rmtree(new, ignore_errors=True)
        os.makedirs(new)
        os.makedirs(found, exist_ok=True)
        subprocess.run([programs[name]] + options(target) + ["-set_cover_merge=1", "-use_counters=0", new, corpus, found],
                       check=True, env=environment(), stderr=subprocess.DEVNULL)
        shutil.rmtree(corpus)
        shutil.copytree(new, corpus)
        print(f"{name}: {len(os.listdir(corpus))} inputs")
    return 0


def main():
    global args_show
    ap = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    ap.add_argument("what", choices=["fuzz", "cover", "merge"])
    ap.add_argument("--seconds", type=int, default=60)
    ap.add_argument("--seed", type=int, default=0)  # 0: libFuzzer takes a new one
    ap.add_argument("--only", default="")
    ap.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    ap.add_argument("--show", action="store_true")
    args = ap.parse_args()
    args_show = args.show
    os.chdir(TOP)
    return {"fuzz": fuzz, "cover": cover, "merge": merge}[args.what](args)


if __name__ == "__main__":
    sys.exit(main())
