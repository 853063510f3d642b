#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare man/physmon.8 with the program's own rows: commands, options and targets.

usage: tests/cli/manual.py [-v] [MAN_PAGE]

From the environment: PHYSMON, the program (default .build/physmon), and WRAPPER, a command put before it (valgrind).

Each command with its synopsis as "help" has it, each option as "--help" has it and each target as "target" lists it must
be the head (.It) of an entry with a text under COMMANDS, OPTIONS or TARGETS, in the program's order, and these sections
must have no other; nor may a head anywhere else in the page name a command or an option that isn't there. No macro's line
holds what a formatter takes for something else. And no line of help is too long for a terminal of 80 columns that wraps
early.
"""
import os
import re
import shlex
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COLUMNS = 79
MACROS = {"Ic", "Cm", "Ar", "Fl", "Oo", "Oc", "Op", "Ns", "No"}
ESCAPES = [("\\&", ""), ("\\-", "-"), ("\\(ti", "~"), ("\\(ha", "^")]


class Tally:
    def __init__(self, verbose):
        self.passed, self.failed, self.verbose = 0, 0, verbose

    def check(self, good, what, complaint):
        self.passed, self.failed = self.passed + bool(good), self.failed + (not good)
        if not good:
            print(complaint)
        elif self.verbose:
            print(f"{what}: passed")


def ask(*arguments):
    program = os.path.abspath(os.environ.get("PHYSMON", os.path.join(TOP, ".build/physmon")))
    p = subprocess.run([*shlex.split(os.environ.get("WRAPPER", "")), program, *arguments], stdin=subprocess.DEVNULL,
                       stdout=subprocess.PIPE, check=True, env={**os.environ, "LC_ALL": "C"}, timeout=120)
    return p.stdout.decode().splitlines()


def commands_of_program():
    """Usage, as "r[bwdq] [ADDR [COUNT [STEP]]]", by name; and all that help has to say."""
    listed = ask("--demo", "-c", "help")
    topics = next(line for line in listed if line.startswith("help COMMAND, or one of:"))
    rows = [re.match(r"\?|[a-z-]+", line)[0] for line in listed if line != topics and line[0] != " "]
    usages = {}
    said = list(listed)
    for name in rows:
        lines = ask("--demo", "-c", f"help {name}")
        usages[name] = lines[0].split(": ")[0].rstrip(":")
        said += lines
    for topic in topics.split(":")[1].split():
        said += ask("--demo", "-c", f"help {topic}")
    return usages, said


def options_of_program():
    listed = ask("--help")
    heads = [re.match(r" {2}(?: {4}|(?=-\w, --))((?:-\w, )?--\S+) ", line) for line in listed]
    return [m[1] for m in heads if m], listed


def targets_of_program():
    listed = ask("--demo", "-c", "target")
    return [line[2:].split()[0] for line in listed], listed


def shown(words):
    """What a formatter makes of the words of a .It line."""
    text, glue, flag = "", True, False
    for word in words:
        if word == "Ns":
            glue = True
        elif word == "Fl":
            flag = True
        elif word == "Oo":
            text += ("" if glue else " ") + "["
            glue = True
        elif word == "Oc":
            text += "]"
            glue = False
        elif word in MACROS:
            pass
        else:
            for escape, plain in ESCAPES:
                word = word.replace(escape, plain)
            text += ("" if glue or word in (",", ".") else " ") + ("-" if flag else "") + word
            glue = flag = False
    return text


def heads_of_page(path):
    """(line number, section, words of the head, whether a text follows) of each .It line."""
    section, heads, words = "", [], None
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if words is not None:
                heads[-1][3] = bool(line) and not line.startswith((".It", ".El"))
                words = None
            if line.startswith(".Sh "):
                section = line[4:]
            elif line.startswith(".It "):
                # Op encloses the rest of its line
                words = line[4:].split()
                words = [{"Op": "Oo"}.get(w, w) for w in words] + ["Oc"] * words.count("Op")
                heads.append([number, section, words, False])
    return heads


def lost_in_macros(path):
    """(line number, why) of each line of a macro that is shown as something else."""
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            if re.match(r'\.\w+ [^"]*\S {2,}\S', line):
                yield number, "several blanks become one: write \\ for each"
            if re.match(r"\.Ql [^\"]*\S [,.;:] \S", line):
                yield number, "what follows the comma gets into the quotes: it needs a line of its own"


def main():
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    page = arguments[0] if arguments else os.path.join(TOP, "man/physmon.8")
    tally = Tally("-v" in sys.argv[1:])
    usages, said = commands_of_program()
    options, help_lines = options_of_program()
    targets, target_lines = targets_of_program()
    heads = heads_of_page(page)

    for section, wanted in (("COMMANDS", list(usages.values())), ("OPTIONS", options), ("TARGETS", targets)):
        tally.check(wanted, section, f"the program lists nothing for {section}")
        found = {shown(words): (number, text) for number, where, words, text in heads if where == section}
        for row in wanted:
            tally.check(found.get(row, (0, False))[1], f"{section}: {row}",
                        f"the page has no entry under {section} with a text for: {row}" if row not in found
                        else f"line {found[row][0]}: nothing is said about {row}")
        order = [head for head in found if head in wanted]
        moved = next((pair for pair in zip(order, wanted) if pair[0] != pair[1]), None)
        tally.check(not moved, f"the order of {section}",
                    f"line {found[moved[0]][0] if moved else 0}: in the program's order, {moved and moved[1]} comes here")
        for head, (number, _) in found.items():
            tally.check(head in wanted, f"line {number}: {head}", f"line {number}: {section} has {head}, the program hasn't")

    names = {name for usage in usages.values() for name in re.split(r"[\[ ]", usage.replace(", ", ","))[0].split(",")}
    flags = {flag.split("=")[0] for option in options for flag in option.split(", ")}
    for number, where, words, _ in heads:
        if where in ("COMMANDS", "OPTIONS", "TARGETS") or words[0] not in ("Ic", "Fl"):
            continue
        head = shown(words).split()[0].split("=")[0]
        tally.check(head in (names if words[0] == "Ic" else flags), f"line {number}: {head}",
                    f"line {number}: {where} has {head}, the program hasn't")

    lost = list(lost_in_macros(page))
    tally.check(not lost, "lines of macros", "\n".join(f"line {number}: {why}" for number, why in lost))

    for line in said + help_lines + target_lines:
        tally.check(len(line) <= COLUMNS, line, f"{len(line)} columns are more than {COLUMNS}: {line}")

    print(f"{tally.passed} passed, {tally.failed} failed")
    return 1 if tally.failed else 0


if __name__ == "__main__":
    sys.exit(main())
