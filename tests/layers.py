#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers: holds src to the Makefile's table of folders, and its files to their names.

usage: tests/layers.py --list
       tests/layers.py CHECK... OBJECTS

--list prints the names of the checks. A check prints a line for each fault, and the status is 1 if there was one. The
checks of symbols read the objects of a build of all sources with nm: OBJECTS is the folder that it was made in. lint.sh
calls this. "make layers" prints the table: a line a folder, with the folders that it sees.
"""
import collections
import glob
import os
import re
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
README = "README.md"
WINGS = ["cli", "info", "lib"]  # the columns of README's picture


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def stem(path):
    return os.path.splitext(os.path.basename(path))[0]


def table():
    """Folder by folder, the set of folders that it sees."""
    text = subprocess.run(["make", "-s", "layers"], stdout=subprocess.PIPE, text=True, check=True).stdout
    return {folder: set(sees.split()) for folder, sees in (line.split(":") for line in text.splitlines())}


def files():
    return sorted(glob.glob("include/*.h") + glob.glob("src/**/*.[ch]", recursive=True))


def folder_of(path):
    return os.path.dirname(path).removeprefix("src/")


def headers():
    """Header by header, the paths of that name."""
    paths = collections.defaultdict(list)
    for path in files():
        if path.endswith(".h"):
            paths[os.path.basename(path)].append(path)
    return paths


def includes(path):
    """(line, name) of each include of a header of our own."""
    own = {os.path.basename(p) for p in files() if p.endswith(".h")}
    for n, line in enumerate(read(path).splitlines(), 1):
        m = re.match(r'\s*#\s*include\s*(.*)', line)
        name = m and re.match(r'(["<])(.+)[">]', m[1])
        if m and (not name or name[1] == '"' or ".." in name[2] or name[2].startswith("physmon") or name[2] in own):
            yield n, name[2] if name else m[1]


def circles(edges):
    """The strongly connected components of more than one node (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(v):
        index[v] = low[v] = len(index)
        stack.append(v)
        for w in sorted(edges[v]):
            if w not in index:
                visit(w)
                low[v] = min(low[v], low[w])
            elif w in stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            part = stack[stack.index(v):]
            del stack[stack.index(v):]
            if len(part) > 1:
                found.append(sorted(part))

    for v in sorted(edges):
        if v not in index:
            visit(v)
    return found


def circle_faults(edges):
    """@edges: node by node, the nodes that it needs, each with the reasons."""
    for part in circles(edges):
        yield "a circle of " + " ".join(part)
        for v in part:
            for w in part:
                if w in edges[v] and v != w:
                    yield f"    {v} needs {w}: {' '.join(sorted(edges[v][w])[:6])}"


def check_table(_):
    """each folder is in the table, which has no circle"""
    sees = table()
    for path in files():
        if path.startswith("src/") and folder_of(path) not in sees:
            yield f"{path}: its folder isn't in the Makefile's table"
    for folder in sees:
        if folder in sees[folder]:
            yield f"the Makefile's table: {folder} sees itself, which it does anyway"
        for other in sees[folder] - set(sees):
            yield f"the Makefile's table: {folder} sees {other}, which is no folder of the table"
    yield from circle_faults({f: {other: ["the Makefile's table"] for other in s & set(sees)} for f, s in sees.items()})


def check_names(_):
    """the names of files are unique"""
    paths = collections.defaultdict(list)
    for path in files():
        paths[os.path.basename(path)].append(path)
    for same in paths.values():
        if len(same) > 1:
            yield "one name for several files: " + " ".join(same)


def check_includes(_):
    """includes by bare name, of headers that the folder sees"""
    sees, known = table(), headers()
    for path in files():
        own = folder_of(path)
        for n, name in includes(path):
            if "/" in name:
                yield f"{path}:{n}: {name}: includes are by bare name"
            elif name not in known:
                yield f"{path}:{n}: {name}: there is no such header"
            elif not {folder_of(p) for p in known[name]} & ({own, "include"} | sees.get(own, set())):
                yield f"{path}:{n}: {name}: src/{own} doesn't see {os.path.dirname(known[name][0])}"


def modules():
    """
    Module by the stem of each file. x.c, x.h and x_internal.h are the module x. A header without a source that a single
    file includes is a part of that file's module.
    """
    stems, includers = {stem(p) for p in files()}, collections.defaultdict(set)
    for path in files():
        for _, name in includes(path):
            includers[stem(name)].add(stem(path))
    sources = {stem(p) for p in files() if p.endswith(".c")}
    module = {}
    for s in stems:
        public = s.removesuffix("_internal")
        module[s] = public if public in stems else s
        if s not in sources and len(includers[s]) == 1:
            module[s] = next(iter(includers[s]))
    return module


def check_include_circles(_):
    """no circle of files by includes"""
    module = modules()
    edges = {v: {} for v in module.values()}
    for path in files():
        for _, name in includes(path):
            v, w = module[stem(path)], module.get(stem(name))
            if w and v != w:
                edges[v].setdefault(w, []).append(f"{os.path.basename(path)}:{name}")
    yield from circle_faults(edges)


def symbols(objects):
    """(path of a source, type, symbol) of all that nm prints of its object; the type is "" if there is no object."""
    objs = {path: f"{objects}/{path[len('src/'):-2]}.o" for path in files() if path.endswith(".c")}
    for path, obj in objs.items():
        if not os.path.exists(obj):
            yield path, "", obj
    paths = {obj: path for path, obj in objs.items() if os.path.exists(obj)}
    text = subprocess.run(["nm", "-gA", *paths], stdout=subprocess.PIPE, text=True, check=True).stdout if paths else ""
    for line in text.splitlines():
        obj, _, rest = line.partition(".o:")
        *_, kind, name = rest.split()
        yield paths[obj + ".o"], kind, name


def check_symbols(objects):
    """an external symbol begins with its file's name"""
    for path, kind, name in symbols(objects):
        if not kind:
            yield f"{path}: it has no object {name}"
        elif kind not in "Uw" and not re.match(rf"({stem(path)}s?(_|\d|$)|physmon_)", name):
            yield f"{path}: {name} begins neither with {stem(path)} nor with physmon_"


LISTS_ABOVE = {("src/lib/backends.c", "lib/targets")}  # a list of rows that stand in a folder above


def check_reach(objects):
    """external symbols of folders that the folder sees, also where no header declares them"""
    sees, found = table(), list(symbols(objects))
    defined = {name: folder_of(path) for path, kind, name in found if kind and kind not in "Uw"}
    face = "".join(read(p) for p in glob.glob("include/*.h"))
    for path, kind, name in found:
        own, other = folder_of(path), defined.get(name)
        public = own.split("/")[0] == "cli" and re.search(rf"\b{name}\(", face)  # the library's
        if kind and kind in "Uw" and other and not (other == own or other in sees[own] or public or (path, other) in LISTS_ABOVE):
            yield f"{path}: {name} is in src/{other}, which src/{own} doesn't see"


def check_calls(objects):
    """no circle of files by calls"""
    defined, needed = {}, collections.defaultdict(set)
    for path, kind, name in symbols(objects):
        if kind in ("U", "w"):
            needed[stem(path)].add(name)
        elif kind:
            defined[name] = stem(path)
    edges = {v: {} for v in set(defined.values()) | set(needed)}
    for v, names in needed.items():
        for name in names:
            if defined.get(name, v) != v:
                edges[v].setdefault(defined[name], []).append(name)
    yield from circle_faults(edges)


def check_titles(_):
    """each file begins with a title"""
    for path in files():
        m = re.match(r"/\* SPDX-License-Identifier: [^\n]* \*/\n/\*(.*?)\*/", read(path), re.S)
        title = " ".join(re.sub(r"^ \*", "", m[1], flags=re.M).split()) if m else ""
        if not re.match(rf"{stem(path)}: (?!see \w+\.h)\S+ \S+ ", title + " "):
            yield f"{path}: the comment after the licence isn't a title: '{stem(path)}: what the file is for'"


def check_once(_):
    """each header is read once"""
    for path in files():
        if path.endswith(".h") and "\n#pragma once\n" not in read(path):
            yield f"{path}: no '#pragma once'"


LISTS = {  # lists that name sources: by which lines
    "tests/analyze.sh": r"^(?:gcc|tidy) (\w+\.[ch]) ",
    "tests/uncovered.txt": r"^(\w+\.[ch]): ",
    "tests/fuzz/run.py": r'\("(\w+\.[ch])", \d+\)',
}


def check_lists(_):
    """lists of the tests name sources that exist"""
    known = {os.path.basename(path) for path in files()}
    for path, row in LISTS.items():
        for name in sorted(set(re.findall(row, read(path), re.M)) - known):
            yield f"{path}: there is no source {name}"


def directly(sees, folder):
    """The folders that @folder sees and that no other folder it sees sees."""
    return {f for f in sees[folder] if not any(f in sees[other] for other in sees[folder])}


def picture(sees):
    """A folder is a line above all that it sees; a column for each wing."""
    level = {}
    while len(level) < len(sees):
        for f in sees:
            if f not in level and sees[f] <= set(level):
                level[f] = 1 + max((level[g] for g in sees[f]), default=-1)
    rows = []
    for n in range(max(level.values()), 0, -1):
        rows.append(["  ".join(sorted(f for f in sees if level[f] == n and f.split("/")[0] == w)) for w in WINGS])
    widths = [max(len(row[i]) for row in rows) for i in range(len(WINGS))]
    lines = ["  |  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows]
    base = " ".join(sorted(f for f in sees if not level[f]))
    return lines + [f" {base} ".center(sum(widths) + 5 * (len(widths) - 1), "-")]


def check_readme(_):
    """README draws the layers of the table"""
    sees, text = table(), read(README)
    if circles({f: sees[f] & set(sees) for f in sees}) or any(f in s or s - set(sees) for f, s in sees.items()):
        return  # check_table tells
    drawn = "\n".join(picture(sees))
    if f"```text\n{drawn}\n```" not in text:
        yield f"{README}: the picture of the layers is not that of the Makefile's table:\n{drawn}"
    rows = {m[1]: m[2] for m in re.finditer(r"^\| `src/(\S+)` \|.*\| ([^|]*) \|$", text, re.M)}
    for folder in sorted(set(sees) | set(rows)):
        wanted = " ".join(sorted(directly(sees, folder))) if folder in sees else "no folder"
        if rows.get(folder) != (wanted or "-"):
            yield f"{README}: the row of src/{folder} must end in: | {wanted or '-'} |"


CHECKS = {name.removeprefix("check_"): f for name, f in list(globals().items()) if name.startswith("check_")}


def main():
    os.chdir(TOP)
    if sys.argv[1:] == ["--list"]:
        print("\n".join(CHECKS))
        return 0
    faults = [fault for name in sys.argv[1:-1] for fault in CHECKS[name](sys.argv[-1])]
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
