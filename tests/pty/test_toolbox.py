#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands that talk to a person while they run: e, and what shows how far it is. As test_editor.py."""
import os
import re
import sys
import time

import test_editor
from term import Term, Tests, never_under_valgrind

tests = Tests()
TERMS = ("vt100", "dumb")


@tests.test
def e_shows_each_unit_and_takes_values(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("e 8000\n")
            t.prompt(b"00008000 = 54 -> ")
            t.type("41\n")
            t.prompt(b"00008001 = 68 -> ")
            t.type("\n")
            t.prompt(b"00008002 = 69 -> ")
            t.type("-\n")
            t.prompt(b"00008001 = 68 -> ")
            t.type(" 41+1 # a comment\n")
            t.prompt(b"00008002 = 69 -> ")
            t.type(".\n")
            t.prompt()
            assert b": 41 42 69 73" in t.line("d 8000 4")


@tests.test
def e_tells_what_is_wrong_under_the_word_and_asks_again(argv, tmp):
    with Term(argv, term="dumb") as t:
        t.prompt()
        t.type("ew 8000\n")
        prompt = t.prompt(b" -> ")[-15:] + b" -> "
        for wrong, column, sentence in (("1ffff", 0, b"value 1ffff does not fit 16 bits"),
                                        ("  zz", 2, b"zz is neither a number nor a known name"),
                                        ("1 2", 2, b"one value a line, '-' to go back, '.' to end")):
            t.type(wrong + "\n")
            said = t.prompt(b" -> ").replace(b"\r", b"").split(b"\n")
            assert said[1] == b" " * (len(prompt) + column) + b"^", (said, prompt)
            assert said[2] == b"physmon: " + sentence, said
        t.type("1234\n")
        t.prompt(b" -> ")
        t.type(".\n")
        t.prompt(b"w- ")
        t.type("r 8000\n")
        t.expect("8000 = 1234")


@tests.test
def what_a_person_answers_to_e_is_in_the_log(argv, tmp):
    log = os.path.join(tmp, "t.physmon")
    with Term(argv, term="dumb") as t:
        t.prompt()
        t.type(f"log {log}\n")
        t.prompt()
        t.type("e 8000\n")
        for answer in ("41", "", " zz", "55 # hi", "\x03"):
            t.prompt(b" -> ")
            t.type(answer + ("\n" if answer != "\x03" else ""))
        t.prompt()
        with open(log, encoding="ascii") as f:
            lines = [line.rstrip("\n") for line in f]
    assert lines[lines.index("e 8000"):] == [
        "e 8000", "# 00008000 = 54", "41", "# 00008001 = 68", "", "# 00008002 = 69",
        lines[-4], "55", "# 00008003 = 73", "."], lines
    assert lines[-4].endswith("zz is neither a number nor a known name") and lines[-4].startswith("# "), lines


@tests.test
def e_ends_by_ctrl_c_and_ctrl_d_and_the_session_goes_on(argv, tmp):
    for name in TERMS:
        for key in ("\x03", "\x04"):
            with Term(argv, term=name) as t:
                t.prompt()
                t.type("e 8000; echo more\n")
                t.prompt(b" -> ")
                t.type("55\n")
                t.prompt(b" -> ")
                t.type(key)
                said = t.prompt()
                assert (b"more" in said) == (key == "\x04"), said
                assert b"8000 = 55" in t.line("r 8000")


@tests.test
def answers_are_no_history(argv, tmp):
    with Term(argv, state=tmp) as t:
        t.prompt()
        t.type("e 8000\n")
        t.prompt(b" -> ")
        t.type("77\n")
        t.prompt(b" -> ")
        t.type(".\n")
        t.prompt()
        said = t.line("history")
        assert b"e 8000" in said and b"77" not in said, said


@tests.test
def e_goes_on_behind_a_bus_error(argv, tmp):
    with Term(argv, term="dumb") as t:
        t.prompt()
        t.type("ed 7ffc\n")
        said = t.prompt(b"00007ffc = -------- -> ")
        assert b"physmon: bus error reading 32 bits at 00007ffc" in said
        t.type("1\n")
        said = t.prompt(b"00007ffc = -------- -> ")
        assert b"physmon: bus error writing 32 bits" in said
        t.type("\n")
        t.prompt(b" -> ")
        t.type(".\n")
        t.prompt(b"d- ")


def endless(argv, tmp, nbytes=1 << 36):
    path = os.path.join(tmp, "endless")
    with open(path, "wb") as f:
        f.truncate(nbytes)
    return [*argv[:-1], "file:" + path]


@tests.test
@never_under_valgrind
def a_long_command_shows_how_far_it_is_and_ctrl_c_tells(argv, tmp):
    # one command takes as many units as a size_t can count
    with open(os.environ.get("PHYSMON", ".build/physmon"), "rb") as f:
        length, wide = (0xf0000000, rb"3.7 GiB") if f.read(5)[4] == 1 else (1 << 36, rb"64 GiB")
    with Term(endless(argv, tmp), term="dumb") as t:
        t.prompt()
        began = time.monotonic()
        t.type(f"find 0 {length:x} 55\n")
        t.expect("% ")
        assert time.monotonic() - began > 0.9
        t.expect(" left")
        assert re.search(rb"\r\d+%  [0-9.]+ [KMG]iB of " + wide + rb"  [0-9.]+ [KMG]iB/s  \d+ (s|min|h) left", t.seen), t.seen[-200:]
        t.type("\x03")
        said = t.prompt()
        assert re.search(rb"\r +\rphysmon: interrupted after [0-9a-f]+ of %x bytes\r\n" % length, said), said
        # what comes next begins at the start of a line, and the session is as it was
        assert b"0000 = 00" in t.line("r 0")


@tests.test
def a_short_command_shows_nothing(argv, tmp):
    with Term(argv, term="dumb") as t:
        t.prompt()
        said = t.line("find 8000 8000 99")
        assert b"%" not in said, said


if __name__ == "__main__":
    sys.exit(test_editor.main(tests))
