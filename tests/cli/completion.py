#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The files of .completion in a real bash, zsh and fish: the options, targets and values are those of the program, and a
row added to the program is completed too. In bash and zsh keys are typed at a terminal, and a function in the program's
place prints its arguments.

usage: tests/cli/completion.py [WORD]...      a WORD takes only the tests whose title holds it
Ends with "N passed, N failed, N skipped". From the environment: PHYSMON, the program; WRAPPER, a command put before it.
"""
import os
import re
import shlex
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "hard"))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "pty"))

from term import WRAPPER, Term
import hard

tests = hard.Tests()
test = tests.test
PACKAGE = "/usr/share/bash-completion/bash_completion"
TAB, ALL = "\t", "\x1b*"  # complete what is the only one; put all there are in its place


def program(*arguments):
    p = subprocess.run([*WRAPPER, hard.PHYSMON, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                       stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"}, timeout=120)
    return p.returncode, p.stdout.decode(), p.stderr.decode()


def files(tmp):
    os.makedirs(tmp + "/files/inner")
    for name in ("chip.svd", "board one.svd", "dump.bin", "inner/x"):
        with open(tmp + "/files/" + name, "w", encoding="utf-8"):
            pass
    return shlex.quote(tmp + "/files")


def path(tmp):
    """A PATH whose physmon is the program, with some rows more."""
    os.makedirs(tmp + "/bin")
    with open(tmp + "/bin/physmon", "w", encoding="utf-8") as f:
        f.write(f"""#!/bin/sh
{shlex.quote(hard.PHYSMON)} "$@" | sed 's/|mem none/& planted:/; s/riscv:rv32/& z80/'
echo '|--planted|||a form of output'
echo '-z|--zeal=|ZEAL|up down|an option [with a value]: planted'
""")
    os.chmod(tmp + "/bin/physmon", 0o755)
    return tmp + "/bin:" + os.environ["PATH"]


def source(name):
    return os.path.join(os.path.dirname(os.path.dirname(HERE)), ".completion", name)


class Shell(Term):
    """An interactive shell in a folder of known files; @setup sets its prompt to "ready: " without this word in itself."""

    def __init__(self, argv, tmp, setup, **more):
        with open(tmp + "/.zshrc", "w", encoding="utf-8") as f:
            f.write(f"""
PATH={shlex.quote(path(tmp))}
physmon() {{ printf '%s:' got; printf ' <%s>' "$@"; printf ' %s\\n' end; }}
cd {files(tmp)}
PS1='ready'': '
""" + setup)
        super().__init__(["/bin/sh", "-c", "exec " + argv], columns=2000, **more)
        self.expect(b"ready: ")

    def words(self, keys):
        """What physmon gets when these keys and Enter are typed behind its name."""
        self.type("physmon " + keys + "\r")
        self.expect("got:")
        words = self.expect("end\r\n").decode()
        self.expect(b"ready: ")
        return re.findall("<([^>]*)>", words)


class Bash(Shell):
    def __init__(self, tmp, package=False, before=""):
        super().__init__("bash --noprofile --rcfile " + shlex.quote(tmp + "/.zshrc") + " -i", tmp,
                         (f". {PACKAGE}\n" if package else "") + before + f"""
. {shlex.quote(source("physmon.bash"))}
bind 'set bell-style none'
bind 'set page-completions off'
bind 'set completion-query-items 0'
""")


class Zsh(Shell):
    def __init__(self, tmp):
        super().__init__("zsh -i", tmp, f"""
unset zle_bracketed_paste
unsetopt beep auto_menu
PROMPT_EOL_MARK=
fpath=({shlex.quote(os.path.dirname(source("_physmon")))} $fpath)
autoload -Uz compinit; compinit -u -D
zstyle ':completion:all:*' completer _all_matches _complete
zstyle ':completion:all:*' insert true
zle -C all complete-word _generic
bindkey '\\e*' all
""", term="dumb", env={"ZDOTDIR": tmp})


def fish(tmp, line):
    """What fish offers for the last word of the line."""
    p = subprocess.run(["fish", "--no-config", "-c", "source %s; complete -C %s" % (
        shlex.quote(source("physmon.fish")), shlex.quote("physmon " + line))], cwd=tmp + "/files", stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, env={**os.environ, "HOME": tmp, "LC_ALL": "C.UTF-8", "PATH": tmp + "/bin:" + os.environ["PATH"]},
        timeout=60, check=True)
    return {l.split("\t")[0].rstrip("/") for l in p.stdout.decode().splitlines()}


PLANTED = {"--planted", "-z", "--zeal="}


def options():
    """Of --help: each spelling, with = behind a long one that needs a value."""
    listed = set()
    for line in program("--help")[1].splitlines():
        m = re.match(r" {2}(?:(-\w), |    )(--[\w-]+)(=?)", line)
        if m:
            listed |= {m[2] + m[3]} | ({m[1]} if m[1] else set())
    assert len(listed) > 30, listed
    return listed | PLANTED


def targets():
    return sorted(["planted"] + [re.match(r"[*>]?\s*(\w+)", line)[1] for line in program("-t", "none", "-c", "target")[1].splitlines()])


VALUES = {"-w": "b w d q", "--allow": "ram port noread all", "--zeal": "up down",
          "--gdb-arch": "i386:x86-64 i386 aarch64 arm riscv:rv64 riscv:rv32 z80"}


def every_kind(b, tmp):
    """The same with and without the package bash-completion."""
    for keys, words in (
            ("--targ" + TAB + "me" + TAB, ["--target=mem"]),
            ("--tr" + TAB, ["--trace"]), ("--tr" + TAB + "--js" + TAB, ["--trace", "--json"]),
            ("-t fi" + TAB + "du" + TAB, ["-t", "file:dump.bin"]),
            ("--target=fi" + TAB + "du" + TAB, ["--target=file:dump.bin"]),
            ("--target fi" + TAB + "inn" + TAB + TAB, ["--target", "file:inner/x"]),
            ("-t k" + ALL, ["-t", "kcore", "kmem"]),
            ("-w " + ALL, ["-w", "b", "d", "q", "w"]),
            ("--width=" + ALL, ["--width=b", "d", "q", "w"]),
            ("--allow no" + TAB, ["--allow", "noread"]), ("--allow ram,no" + TAB, ["--allow", "ram,noread"]),
            ("--allow=ram,port,a" + TAB, ["--allow=ram,port,all"]),
            ("--gdb-arch=riscv:rv6" + TAB, ["--gdb-arch=riscv:rv64"]),
            ("--gdb-arch i386:" + TAB, ["--gdb-arch", "i386:x86-64"]),
            ("--gdb-arch i" + ALL, ["--gdb-arch", "i386", "i386:x86-64"]),
            ("-s ch" + TAB + "--gdb-w" + TAB, ["-s", "chip.svd", "--gdb-writes"]),
            ("--svd bo" + TAB, ["--svd", "board one.svd"]), ("-s 'bo" + TAB, ["-s", "board one.svd"]),
            ("-f d" + TAB, ["-f", "dump.bin"]), ("--symbols=d" + TAB, ["--symbols=dump.bin"]),
            ("--root " + ALL, ["--root", "inner"]),
            ("-c 'r 0; w 1 2' --js" + TAB, ["-c", "r 0; w 1 2", "--json"]),
            ("-c --tr" + TAB, ["-c", "--tr"]),  # the commands of -c, whatever they look like
            ("d" + TAB, ["d"]), ("--gdb=8" + TAB, ["--gdb=8"])):  # BASE is no file, and so are ranges none
        seen = [w.rstrip("/") for w in b.words(keys)]
        assert seen == words, (keys, seen, words)


@test
def words_are_completed_by_bash_alone(tmp):
    with Bash(tmp) as b:
        every_kind(b, tmp)


@test
def words_are_completed_with_the_package_bash_completion(tmp):
    if not os.path.exists(PACKAGE):
        return "there is no package bash-completion"
    with Bash(tmp, package=True) as b:
        every_kind(b, tmp)


@test
def words_are_completed_where_bash_parts_at_blanks_only(tmp):
    with Bash(tmp, before="COMP_WORDBREAKS=$' \\t\\n\"\\'><;|&('\n") as b:
        for keys, words in (
                ("--targ" + TAB + "me" + TAB, ["--target=mem"]), ("-t fi" + TAB + "du" + TAB, ["-t", "file:dump.bin"]),
                ("--gdb-arch=riscv:rv6" + TAB, ["--gdb-arch=riscv:rv64"]),
                ("--allow ram,no" + TAB, ["--allow", "ram,noread"])):
            seen = b.words(keys)
            assert seen == words, (keys, seen, words)


@test
def bash_offers_every_option_and_value(tmp):
    listed = options()
    with Bash(tmp) as b:
        assert set(b.words("-" + ALL)) == listed
        assert set(b.words("-r --" + ALL)) == {"-r"} | {w for w in listed if w.startswith("--")}
        assert sorted(w.rstrip(":") for w in b.words("-t " + ALL)[1:]) == targets()
        for option, values in VALUES.items():
            assert set(b.words(option + " " + ALL)[1:]) == set(values.split())


@test
def the_list_is_that_of_help_and_its_values_are_taken(tmp):
    rows = [row.split("|") for row in program("--list-options")[1].splitlines()]
    assert {o for row in rows for o in row[:2] if o} == options() - PLANTED, rows
    assert {row[1]: row[3] for row in rows if row[3]}.keys() == {"--target=", "--width=", "--allow=", "--gdb-arch="}
    for _, option, _, words, _ in rows:
        for word in words.split() if option != "--target=" else []:
            status, _, err = program("-t", "none", option + word, "-c", "? 1")
            assert status == 0, (option, word, err)
    said = set(re.findall(r"[\w:-]+", program("--gdb-arch", "nosuch")[2].rsplit(": ", 1)[1])) - {"it", "is", "one", "of"}
    assert said | {"z80"} == set(VALUES["--gdb-arch"].split()), said


@test
def zsh_completes_the_same(tmp):
    if not shutil.which("zsh"):
        return "there is no zsh"
    listed = {w.rstrip("=") for w in options()}
    with Zsh(tmp) as z:
        assert set(z.words("-" + ALL)) == listed, z.words("-" + ALL)
        assert sorted(w.rstrip(":") for w in z.words("-t " + ALL)[1:]) == targets()
        for option, values in VALUES.items():
            assert set(z.words(option + " " + ALL)[1:]) == set(values.split())
        for keys, words in (
                ("--targ" + TAB + "me" + TAB, ["--target=mem"]), ("--tr" + TAB + "--js" + TAB, ["--trace", "--json"]),
                ("-t fi" + TAB + "du" + TAB, ["-t", "file:dump.bin"]),
                ("--target=fi" + TAB + "du" + TAB, ["--target=file:dump.bin"]),
                ("--allow ram,no" + TAB, ["--allow", "ram,noread"]), ("--allow=ram,port,a" + TAB, ["--allow=ram,port,all"]),
                ("--gdb-arch=riscv:rv6" + TAB, ["--gdb-arch=riscv:rv64"]),
                ("--gdb-arch i386:" + TAB, ["--gdb-arch", "i386:x86-64"]),
                ("-s ch" + TAB + "--gdb-w" + TAB, ["-s", "chip.svd", "--gdb-writes"]),
                ("--svd bo" + TAB, ["--svd", "board one.svd"]), ("-f d" + TAB, ["-f", "dump.bin"]),
                ("--symbols=d" + TAB, ["--symbols=dump.bin"]), ("--root " + ALL, ["--root", "inner"]),
                ("-c --tr" + TAB, ["-c", "--tr"]), ("d" + TAB, ["d"]), ("--gdb=8" + TAB, ["--gdb=8"])):
            seen = [w.rstrip("/") for w in z.words(keys)]
            assert seen == words, (keys, seen, words)


@test
def fish_completes_the_same(tmp):
    if not shutil.which("fish"):
        return "there is no fish"
    files(tmp)
    path(tmp)
    assert fish(tmp, "-") == {w.rstrip("=") for w in options()}, fish(tmp, "-")
    assert sorted(w.rstrip(":") for w in fish(tmp, "-t ")) == targets()
    for option, values in VALUES.items():
        assert fish(tmp, option + " ") == set(values.split())
    everything = {"chip.svd", "board one.svd", "dump.bin", "inner"}
    for line, words in (
            ("-t file:d", {"file:dump.bin"}), ("--target=file:", {"--target=file:" + f for f in everything}),
            ("--allow ram,n", {"ram,noread"}), ("--allow=ram,port,a", {"--allow=ram,port,all"}), ("-s ", everything),
            ("--svd ch", {"chip.svd"}), ("-f d", {"dump.bin"}), ("--root ", {"inner"}), ("-c ", set()), ("d", set())):
        assert fish(tmp, line) == words, (line, fish(tmp, line), words)


if __name__ == "__main__":
    sys.exit(tests.run())
