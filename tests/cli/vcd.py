#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare value change dumps, value by value.

usage: tests/cli/vcd.py FILE.vcd [OTHER.vcd]

With two files: do they tell the same of each variable at each time? What others make of a dump (vcd2fst, fst2vcd) may name
and order things differently, so names of scopes and variables count, identifiers don't. Of several values at one time the
last counts. Prints the number of variables, or what differs; the status is 1 then. With one file: prints each variable and
its values, but for the unknown one that it begins with: a first read within the first unit of time replaces it.
"""
import re
import sys


def load(path):
    names, scopes, values, now = {}, [], {}, 0
    with open(path, encoding="ascii") as f:
        words = f.read().split()
    at = 0
    while at < len(words):
        word = words[at]
        if word in ("$date", "$version", "$comment", "$timescale", "$var"):
            end = words.index("$end", at)
            if word == "$timescale":
                names[""] = "".join(words[at + 1:end])
            elif word == "$var":
                name = re.sub(r"\[.*\]$", "", "".join(words[at + 4:end]))
                names.setdefault(words[at + 3], []).append((".".join(scopes + [name]), int(words[at + 2])))
            at = end
        elif word == "$scope":
            scopes.append(words[at + 2])
            at += 3
        elif word == "$upscope":
            scopes.pop()
            at += 1
        elif word[0] == "#":
            now = int(word[1:])
        elif word[0] in "b01xz" and not word.startswith("$"):
            if word[0] == "b":
                value, at = word[1:], at + 1
                ids = words[at]
            else:
                value, ids = word[0], word[1:]
            for name, bits in names[ids]:
                number = "x" if set(value) & set("xz") else int(value, 2)
                if number != "x" and number >> bits:
                    sys.exit(f"{path}: {value} has more than {bits} bits")
                values.setdefault(name, {})[now] = number
        at += 1
    changes = {}
    for name, history in values.items():
        changes[name] = []
        for time in sorted(history):
            if not changes[name] or changes[name][-1][1] != history[time]:
                changes[name].append((time, history[time]))
    return names[""], changes


def main():
    scale, ours = load(sys.argv[1])
    if len(sys.argv) == 2:
        for name in sorted(ours):
            told = [value if value == "x" else format(value, "x") for _, value in ours[name]]
            print(name, *(told[1:] if told[0] == "x" else told))
        return 0
    other, theirs = load(sys.argv[2])
    bad = scale != other
    for name in sorted(set(ours) | set(theirs)):
        if ours.get(name) != theirs.get(name):
            print(name, ours.get(name), theirs.get(name))
            bad = True
    print(len(ours), "variables,", sum(map(len, ours.values())) > len(ours) and "more values", "in", scale)
    return bad


if __name__ == "__main__":
    sys.exit(main())
