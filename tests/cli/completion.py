#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What "physmon --completion bash" prints, in a real bash at a terminal: keys are typed, and what the program would get
of them is told by a function in its place.

usage: tests/cli/completion.py [WORD]...      a WORD takes only the tests whose title holds it
Ends with "N passed, N failed, N skipped". From the environment: PHYSMON, the program; WRAPPER, a command put before it.
"""
import os
import re
import shlex
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


class Bash(Term):
    """A bash with the script, in @tmp, in a folder of known files."""

    def __init__(self, tmp, package=False, before=""):
        os.makedirs(tmp + "/files/inner")
        for name in ("chip.svd", "board one.svd", "dump.bin", "inner/x"):
            with open(tmp + "/files/" + name, "w", encoding="utf-8"):
                pass
        status, script, _ = program("--completion", "bash")
        assert status == 0
        with open(tmp + "/script", "w", encoding="utf-8") as f:
            f.write(script)
        with open(tmp + "/rc", "w", encoding="utf-8") as f:
            f.write((f". {PACKAGE}\n" if package else "") + before + f"""
. {shlex.quote(tmp)}/script
physmon() {{ printf '%s:' got; printf ' <%s>' "$@"; printf ' %s\\n' end; }}
cd {shlex.quote(tmp)}/files
PS1='ready'': '
bind 'set bell-style none'
bind 'set page-completions off'
bind 'set completion-query-items 0'
""")
        super().__init__(["/bin/sh", "-c", "exec bash --noprofile --rcfile " + shlex.quote(tmp + "/rc") + " -i"],
                         columns=2000)
        self.expect(b"ready: ")

    def words(self, keys):
        """What physmon gets when these keys and Enter are typed behind its name."""
        self.type("physmon " + keys + "\r")
        self.expect("got:")
        words = self.expect("end\r\n").decode()
        self.expect(b"ready: ")
        return re.findall("<([^>]*)>", words)


def every_kind(b, tmp):
    """The same with and without the package bash-completion."""
    for keys, words in (
            ("--targ" + TAB + "me" + TAB, ["--target=mem"]),
            ("--tr" + TAB, ["--trace"]), ("--tr" + TAB + "--js" + TAB, ["--trace", "--json"]),
            ("-t fi" + TAB + "du" + TAB, ["-t", "file:dump.bin"]),
            ("--target=fi" + TAB + "du" + TAB, ["--target=file:dump.bin"]),
            ("--target fi" + TAB + "inn" + TAB + TAB, ["--target", "file:inner/x"]),
            ("-t k" + ALL, ["-t", "kcore", "kmem"]),
            ("-w " + ALL, ["-w", "16", "32", "64", "8", "b", "d", "q", "w"]),
            ("--width=" + ALL, ["--width=16", "32", "64", "8", "b", "d", "q", "w"]),
            ("--allow no" + TAB, ["--allow", "noread"]), ("--allow ram,no" + TAB, ["--allow", "ram,noread"]),
            ("--allow=ram,port,a" + TAB, ["--allow=ram,port,all"]),
            ("--gdb-arch=riscv:rv6" + TAB, ["--gdb-arch=riscv:rv64"]),
            ("--gdb-arch i386:" + TAB, ["--gdb-arch", "i386:x86-64"]),
            ("--gdb-arch i" + ALL, ["--gdb-arch", "i386", "i386:x86-64"]),
            ("--completion " + TAB, ["--completion", "bash"]),
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
def every_option_of_help_is_completed(tmp):
    listed = set()
    for line in program("--help")[1].splitlines():
        m = re.match(r" {2}(?:(-\w), |    )(--[\w-]+)(=?)", line)
        if m:
            listed |= {m[2] + m[3]} | ({m[1]} if m[1] else set())
    assert len(listed) > 30, listed
    with Bash(tmp) as b:
        assert set(b.words("-" + ALL)) == listed
        assert set(b.words("-r --" + ALL)) == {"-r"} | {w for w in listed if w.startswith("--")}


@test
def every_target_and_value_is_one_that_the_program_takes(tmp):
    listed = [re.match(r"[*>]?\s*(\w+:?)", line)[1] for line in program("-t", "none", "-c", "target")[1].splitlines()]
    with Bash(tmp) as b:
        offered = b.words("-t " + ALL)[1:]
        assert sorted(w.rstrip(":") for w in offered) == sorted(w.rstrip(":") for w in listed), (offered, listed)
        for option in ("--width", "--allow", "--gdb-arch", "--completion"):
            values = b.words(option + " " + ALL)[1:]
            assert values
            for value in values:
                status, _, err = program("-t", "none", option, value, "-c", "? 1")
                assert status == 0, (option, value, err)


@test
def script_is_made_for_bash_and_for_no_other(tmp):
    status, out, err = program("--completion", "zsh")
    assert (status, out) == (2, "") and "bash is the only shell" in err and "zsh" in err, err
    status, out, err = program("--completion")
    assert (status, out) == (2, "") and "--completion needs its SHELL" in err, err
    status, out, err = program("--completion", "bash", "-t", "file:/nonexistent")  # nothing is opened for it
    assert status == 0 and err == "" and out.endswith("complete -F _physmon physmon\n"), err


if __name__ == "__main__":
    sys.exit(tests.run())
