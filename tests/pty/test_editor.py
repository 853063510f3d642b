#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The prompt on a real terminal, with readline and without.

From the environment: PHYSMON, the program; PHYSMON_NOREADLINE, one built with READLINE=0 (where it isn't given readline is
hidden from PHYSMON); WRAPPER, a command before either. Arguments choose tests whose titles hold them.
"""
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time

import term
from term import Term, Tests, columns_of, never_under_valgrind, readline_only

tests = Tests()
TARGET = ["-q", "-t", "demo"]
TERMS = ("vt100", "xterm", "dumb", None)


def history_file(tmp):
    return os.path.join(tmp, "physmon", "history")


def contents(path):
    with open(path, "rb") as f:
        return f.read()


# --- Lines ---


@tests.test
def a_line_is_run_and_the_prompt_comes_back(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            assert b"0x83 = 0t131" in t.line("? 83")
            assert b"0000 = 4e" in t.line("r 0")


@tests.test
def the_prompt_is_the_width_after_the_target(argv, tmp):
    with Term(argv, term="dumb") as t:
        t.prompt(b"demo b- ")
        t.type("width d\n")
        t.prompt(b"demo d- ")


@tests.test
def a_line_of_300_characters_is_whole(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            line = "? " + "1+" * 148 + "2"
            assert b"0x96 = 0t150 " in t.line(line), t.seen


@tests.test
def a_paste_of_100_lines_arrives_whole(argv, tmp):
    for name in ("vt100", "dumb"):
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("".join("? 0t%d\n" % (1000 + i) for i in range(100)))
            for i in range(100):
                t.expect("= 0t%d " % (1000 + i))
            t.prompt()


@tests.test
def a_paste_may_hold_tabs(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.type("w\t9000\t1\t2\t55\n\tr\t9002\n")
        t.expect("9002 = 55")
        t.prompt()
        assert b"9000 = 01" in t.line("r 9000")


@tests.test
def an_empty_line_that_is_typed_repeats_a_read(argv, tmp):
    for name in TERMS:
        for enter in ("\n", "\r", "\r\n"):
            with Term(argv, term=name) as t:
                t.prompt()
                t.type("d 0 10" + enter)
                assert b"0000: 4e" in t.prompt()
                time.sleep(.1)  # as a person would: what comes right behind the prompt may be a paste
                t.type(enter)
                assert b"0010: " in t.prompt(), (name, enter, t.seen)
                time.sleep(.1)  # as a person would: what comes right behind the prompt may be a paste
                t.type(enter)
                assert b"0020: " in t.prompt(), (name, enter, t.seen)


@tests.test
def an_empty_line_in_a_paste_does_nothing(argv, tmp):
    for name in TERMS:
        for end in ("\n", "\r", "\r\n"):
            with Term(argv, term=name) as t:
                t.prompt()
                t.type(end.join(("r 2", "", "", "r 1", "")))
                t.expect("0001 = 4f")
                t.prompt()
                assert t.seen.count(b"0002 = ") == 1, (name, end, t.seen)
                t.type(end + "? 12" + end)
                t.expect("= 0t18 ")
                t.prompt()
                assert t.seen.count(b"0001 = ") == 1, (name, end, t.seen)


@tests.test
def a_slow_line_with_cr_lf_repeats_nothing(argv, tmp):
    for name in ("vt100", "dumb"):
        with Term(argv, term=name) as t:
            t.prompt()
            for c in "r 2\r\n\r\nr 1\r\n":  # as a UART hands them over
                t.type(c)
                t.more(0.001)
            t.expect("0001 = 4f")
            t.prompt()
            assert t.seen.count(b"0002 = ") == 1, t.seen


@tests.test
def a_line_end_of_cr_lf_skips_no_unit_of_e(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("e 9000\r\n")
            t.prompt(b"00009000 = 00 -> ")
            t.type("11\r\n")
            t.prompt(b"00009001 = 00 -> ")
            t.type("22\r\n33\r\n\r\n44\r\n")
            t.prompt(b"00009004 = 00 -> ")
            t.type(".\r\n")
            t.prompt()
            assert b"9000: 11 22 33 44 00" in t.line("d 9000 5"), t.seen


@tests.test
def the_lines_of_a_marked_paste_are_run(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("\033[200~r 2\rr 1\r\033[201~\r? 12\n")
            t.expect("0002 = 4d")
            t.expect("0001 = 4f")
            t.expect("= 0t18 ")
            t.prompt()


@tests.test
def a_nul_in_a_paste_is_an_error(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.type(b"w 9000 1\x002\n")
        assert b"NUL" in t.prompt()
        assert b"9000 = 00" in t.line("r 9000")


@tests.test
def what_is_typed_while_a_command_runs_is_run_after_it(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.type("sleep 300ms\n")
        time.sleep(0.1)
        t.type("? 1234\n? 12")
        t.expect("= 0t4660 ")
        time.sleep(0.1)
        t.type("35\n")
        t.expect("= 0t4661 ")


@tests.test
def letters_beyond_ascii_are_an_error_and_no_end(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.line("\u00e4\u00f6")
        assert b"0x1 " in t.line("? 1")


@tests.test
def the_caret_counts_columns(argv, tmp):
    path = os.path.join(tmp, "\u00e4\u00f6.bin")
    with open(path, "wb") as f:
        f.write(b"1234")
    with Term(argv) as t:
        t.prompt()
        t.line('echo "\u00e4\u00f6"; zz')
        assert "demo b- echo \"\u00e4\u00f6\"; zz\r\n                   ^\r\n".encode() in t.seen, t.seen
        t.line('echo "\u65e5\u672ce\u0301"; zz')
        assert "\u65e5\u672ce\u0301\"; zz\r\n                      ^\r\n".encode() in t.seen, t.seen
    with Term(argv + ["-t", "file:" + path], columns=200) as t:
        t.expect("b-")
        t.type("zz\n")
        before = t.expect("^")
        assert before.split(b"\n")[-1] == b" " * len(t.seen.decode().split("b-")[0].split("\n")[-1] + "b- "), t.seen


# --- Ctrl-C, Ctrl-D, and the rest ---


@tests.test
def ctrl_c_drops_what_was_typed(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("w 9000 77")
            t.more(0.1)
            t.type("\x03")
            assert b"^C\r\n" in t.prompt()
            t.type("\n")
            t.prompt()
            assert b"9000 = 00" in t.line("r 9000")


@tests.test
def ctrl_c_in_one_burst_with_text_is_never_lost(argv, tmp):
    for name in ("vt100", "dumb"):
        with Term(argv, term=name) as t:
            t.prompt()
            for i in range(50):
                t.type("junk %d\x03" % i)
                assert b"^C\r\n" in t.prompt(patience=5)
            assert b"0x1 " in t.line("? 1")
            assert b"unknown" not in t.seen


@tests.test
def ctrl_c_stops_a_long_read(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        for _ in range(3):
            t.type("r 18 10000000 0\n")
            t.expect("0018 = ")
            t.type("\x03")
            t.prompt()
        assert b"0x1 " in t.line("? 1")


@tests.test
def ctrl_c_stops_a_long_dump(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.type("d 8000 7000; " * 200 + "\n")
        t.expect("8000: ")
        t.type("\x03")
        t.prompt()
        assert t.seen.count(b"\n00008000: ") < 200
        assert b"0x1 " in t.line("? 1")


@tests.test
def ctrl_c_stops_sleep(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        start = time.monotonic()
        t.type("sleep 100s\n")
        time.sleep(0.3)
        t.type("\x03")
        t.prompt()
        assert time.monotonic() - start < 20
        assert b"0x1 " in t.line("? 1")


@tests.test
def ctrl_d_ends_with_status_0_on_a_line_of_its_own(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("nonsense\n")
            t.prompt()
            t.type("\x04")
            assert t.wait() == 0
            assert t.seen.endswith(b"b- \r\n"), t.seen


@tests.test
def ctrl_d_behind_text_ends_nothing(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.type("? 12")
        t.more(0.1)
        t.type("\x04")
        t.more(0.1)
        t.type("\x04")
        t.more(0.1)
        t.type("34\n")
        assert b"0t4660 " in t.prompt()


@tests.test
def a_hang_up_ends_the_program_and_runs_no_half_line(argv, tmp):
    path = os.path.join(tmp, "image")
    with open(path, "wb") as f:
        f.write(bytes(4096))
    for text in ("", "w 0 77"):
        with Term(argv[:-2] + ["-t", "file:" + path]) as t:
            t.prompt()
            t.type(text)
            t.more(0.1)
            t.close()
            start = time.monotonic()
            t.wait()
            assert time.monotonic() - start < 2 * term.SLOWNESS
        assert contents(path) == bytes(4096)


@tests.test
def a_hang_up_that_is_no_signal_ends_it_too(argv, tmp):
    with Term(["/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh"] + term.WRAPPER + argv) as t:
        t.prompt()
        t.type("? 1")
        t.more(0.1)
        t.close()
        start = time.monotonic()
        assert t.wait() == 0
        assert time.monotonic() - start < 2 * term.SLOWNESS


@tests.test
def the_terminal_is_in_order_between_lines_and_at_the_end(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.type("sleep 500ms\n")
        time.sleep(0.2)
        assert t.echoes()
        t.prompt()
        t.type("q\n")
        assert t.wait() == 0
        assert t.settings() == t.before


@tests.test
def the_terminal_is_in_order_after_a_signal(argv, tmp):
    for sig in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        with Term(argv) as t:
            t.prompt()
            os.kill(t.pid, sig)
            assert t.wait() == -sig
            assert t.settings() == t.before


@tests.test
def a_resize_while_typing_changes_no_line(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("? 1+")
            t.more(0.1)
            for columns in (40, 120, 80):
                t.resize(columns)
                t.more(0.05)
                t.type("1+")
                t.more(0.05)
            t.type("1\n")
            assert b"0x5 " in t.prompt()


@never_under_valgrind
@tests.test
def ctrl_z_stops_it_and_fg_shows_the_line_again(argv, tmp):
    quoted = " ".join("'%s'" % a for a in term.WRAPPER + argv)
    for text in ("", "? 1"):
        with Term(["/bin/sh", "-i"], term="dumb", env={"PS1": "SHELL:", "ENV": ""}) as t:
            t.prompt(b"SHELL:")
            t.type(quoted + "\n")
            t.prompt()
            for _ in range(3):
                t.type(text + "\x1a")
                t.prompt(b"SHELL:")
                t.type("fg\n")
                t.expect("b-")
                t.more(0.2)
                t.type("\x03")
                t.prompt()
                assert b"0x4 " in t.line("? 4")
            t.type("q\n")
            t.prompt(b"SHELL:")


@never_under_valgrind
@readline_only
@tests.test
def what_was_typed_is_there_after_fg(argv, tmp):
    quoted = " ".join("'%s'" % a for a in term.WRAPPER + argv)
    with Term(["/bin/sh", "-i"], term="dumb", env={"PS1": "SHELL:", "ENV": ""}) as t:
        t.prompt(b"SHELL:")
        t.type(quoted + "\n")
        t.prompt()
        t.type("? 12")
        t.more(0.2)
        t.type("\x1a")
        t.prompt(b"SHELL:")
        assert t.echoes()
        t.type("fg\n")
        t.prompt(b"b- ? 12")
        t.type("34\n")
        assert b"0t4660 " in t.prompt()


# --- Hints ---


@tests.test
def a_width_that_nobody_chose_is_told_once(argv, tmp):
    hint = b"physmon: 8-bit accesses (width b): 'width d' or 'rd' for 32\r\n"
    with Term(argv + ["-t", "none"]) as t:  # as mem, pci and uio: a target where the width matters
        t.prompt()
        for line in ("? 10; base 0; snap", "fill.d 0 4 0"):
            t.line(line)
        assert hint not in t.seen, t.seen
        for line in ("r 0", "d 0", "w 0 1"):
            t.line(line)
        assert t.seen.count(hint) == 1, t.seen
    for options, lines in (["-w", "b"], ["r 0"]), ([], ["rb 0", "r 0"]), ([], ["width b", "r 0"]), (["-w", "d"], ["r 0"]):
        with Term(argv + ["-t", "none"] + options) as t:
            t.expect("-")
            for line in lines:
                t.type(line + "\n")
                t.expect("none")
            t.type("? 12\n")
            t.expect("= 0t18 ")
            assert hint not in t.seen, t.seen
    with Term(argv) as t:  # a demo
        t.prompt()
        t.line("r 0")
        assert hint not in t.seen, t.seen


@tests.test
def a_number_where_a_register_stands_is_told_once(argv, tmp):
    hint = b"physmon: 00009004 is P.SET, a register of 32 bits: 'w P.SET' uses its width\r\n"
    with Term(argv) as t:
        t.prompt()
        t.line("def P.SET 9004 d; def P.CLR 9000 d")  # of the demo board's own a program without expat knows none
        t.line("r 9005; d 9004 4; w P.SET 1; ? 9004")
        assert hint not in t.seen, t.seen
        assert hint in t.line("w 9004 5"), t.seen
        t.line("r 9000")
        assert t.seen.count(b"uses its width") == 1, t.seen


# --- Poor terminals ---


@tests.test
def a_dumb_terminal_gets_no_escape_and_a_byte_for_each_key(argv, tmp):
    for name in ("dumb", None, ""):
        with Term(argv, term=name, state=tmp) as t:
            t.prompt()
            for c in "? 1+1+1+1 # it is only a comment from here":
                t.type(c)
                assert t.bytes_of_key() == c.encode(), t.seen
            t.type("\n")
            t.prompt()
            t.type("\x03")
            t.prompt()
            t.line("he")
            t.type("\x04")
            t.wait()
            assert b"\x1b" not in t.seen, t.seen


def keeps_to_79_columns(argv, columns):
    for name in ("dumb", None):
        with Term(argv, term=name, columns=columns) as t:
            t.prompt()
            ones = 0
            for i in range(200):
                c = "abcdefghijklmnopqrstuvwxyz"[i % 26]
                t.type(c)
                ones += t.bytes_of_key() == c.encode()
            # one key in a third of the line moves the window, and writes all of it anew
            assert ones >= 190, ones
            t.type("\x02\x02\x01\x05x\x0b\x03")
            t.prompt()
            t.type("\t")
            t.more(0.3)
            t.type("\t")
            t.expect("endian")
            t.more(0.3)
            t.type("\x03")
            t.prompt()
            assert b"\x1b" not in t.seen
            assert columns_of(t.seen) <= 79, columns_of(t.seen)


@readline_only
@tests.test
def a_dumb_terminal_keeps_to_79_columns(argv, tmp):
    keeps_to_79_columns(argv, 80)


@readline_only
@tests.test
def a_dumb_terminal_of_200_columns_keeps_to_79(argv, tmp):
    keeps_to_79_columns(argv, 200)


@readline_only
@tests.test
def a_dumb_terminal_of_unknown_size_keeps_to_79_columns(argv, tmp):
    keeps_to_79_columns(argv, 0)


@readline_only
@tests.test
def an_inputrc_brings_no_escapes_to_a_dumb_terminal(argv, tmp):
    rc = os.path.join(tmp, "inputrc")
    with open(rc, "w") as f:
        f.write("set enable-bracketed-paste on\nset enable-keypad on\nset enable-meta-key on\nset colored-stats on\n"
                "set colored-completion-prefix on\nset show-mode-in-prompt on\nset emacs-mode-string \\1\\e[1m\\2\n"
                "set enable-active-region on\nset blink-matching-paren on\nset page-completions on\n"
                "set horizontal-scroll-mode off\nset show-all-if-ambiguous on\n")
    with Term(argv, term="dumb", env={"INPUTRC": rc}) as t:
        t.prompt()
        t.type("(1)")
        t.more(0.2)
        t.type("\x03")
        t.prompt()
        t.type("e\t")
        t.more(0.3)
        t.type("x" * 100)
        t.more(0.3)
        t.type("\x03")
        t.prompt()
        assert b"\x1b" not in t.seen, t.seen
        assert columns_of(t.seen) <= 79, t.seen


@tests.test
def bracketed_paste_is_never_turned_on(argv, tmp):
    rc = os.path.join(tmp, "inputrc")
    with open(rc, "w") as f:
        f.write("set enable-bracketed-paste on\n")
    for name in ("vt100", "xterm", "xterm-256color", "linux"):
        with Term(argv, term=name, env={"INPUTRC": rc}) as t:
            t.prompt()
            t.line("? 1")
            t.type("\x03")
            t.prompt()
            t.type("\x04")
            t.wait()
            assert b"2004" not in t.seen, t.seen


# --- History and completion ---


@readline_only
@tests.test
def arrow_up_brings_the_last_line(argv, tmp):
    for name in TERMS:
        for key in ("\x1b[A", "\x1bOA", "\x10"):
            with Term(argv, term=name) as t:
                t.prompt()
                t.line("? 1234")
                t.type(key)
                t.expect("? 1234")
                t.type("5\n")
                t.expect("0t74565 ")


@readline_only
@tests.test
def history_lasts_from_session_to_session(argv, tmp):
    with Term(argv, state=tmp) as t:
        t.prompt()
        t.line("? 4321")
        t.type("q\n")
        t.wait()
    with Term(argv, state=tmp) as t:
        t.prompt()
        t.type("\x1b[A")
        t.expect("q")
        t.type("\x1b[A")
        t.expect("? 4321")


@tests.test
def history_is_listed_and_kept_in_a_file_of_ones_own(argv, tmp):
    with Term(argv, state=tmp) as t:
        t.prompt()
        t.line("? 4321")
        t.line("")
        t.line("? 4321")
        assert contents(history_file(tmp)) == b"? 4321\n"
        os.kill(t.pid, signal.SIGKILL)
        t.wait()
    assert stat.S_IMODE(os.stat(history_file(tmp)).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(history_file(tmp))).st_mode) == 0o700
    with Term(argv, state=tmp) as t:
        t.prompt()
        assert b"? 4321" in t.line("history")


@tests.test
def history_that_is_a_symbolic_link_is_left_alone(argv, tmp):
    os.mkdir(os.path.join(tmp, "physmon"), 0o700)
    victim = os.path.join(tmp, "victim")
    with open(victim, "w") as f:
        f.write("precious\n")
    os.symlink(victim, history_file(tmp))
    with Term(argv, state=tmp) as t:
        t.prompt()
        assert t.line("echo typed").count(b"\n") == 1
        assert b"precious" not in t.line("history")
    assert contents(victim) == b"precious\n"


@readline_only
@tests.test
def tab_completes_commands(argv, tmp):
    for name in TERMS:
        with Term(argv, term=name) as t:
            t.prompt()
            t.type("hel\t")
            t.expect("help ")
            t.type("\n")
            t.prompt()
            t.type("ech\t")
            t.expect("echo ")
            t.type("\x03")
            t.prompt()
            t.type("? 1; hel\t")
            t.expect("help ")
            t.type("\x03")
            t.prompt()


@readline_only
@tests.test
def tab_completes_names(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.line("def first.register 9000")
        t.line("def first.rubbish 9004")
        t.type("r 2+fir\t")
        t.expect("st.r")
        t.type("e\t")
        t.expect("egister")
        t.type("\n")
        assert b"9002 = " in t.prompt()


def tab_tab(t, text):
    """The second Tab lists what the first one couldn't choose from; what comes close to the text is pasted with it."""
    t.type(text)
    for _ in range(2):
        t.more(0.1)
        t.type("\t")


@readline_only
@tests.test
def tab_completes_options_with_their_dashes(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        t.type("regs -\t")
        t.expect("regs --def ")
        t.type("\x03")
        t.prompt()
        tab_tab(t, "find -")
        t.expect("-m  -n")
        t.type("\x03")
        t.prompt()
        t.line("def first 9000")
        t.type("? 9010-fir\t")
        t.expect("? 9010-first")
        t.type("\x03")
        t.prompt()


@readline_only
@tests.test
def tab_lists_some_words_and_counts_many(argv, tmp):
    for name in ("vt100", "dumb"):
        with Term(argv, term=name) as t:
            t.prompt()
            t.line("; ".join("def many%03d %x" % (i, 0x9000 + i) for i in range(150)))
            tab_tab(t, "r many12")
            t.expect("many120  many122")
            t.expect("many129")
            t.expect("demo b- r many12")
            t.type("\x03")
            t.prompt()
            tab_tab(t, "r many")
            t.expect("\r\n150 words begin like this: type more of it\r\ndemo b- r many")
            t.type("149\n")
            assert b"9095 = " in t.prompt()


@readline_only
@tests.test
def tab_completes_regions_behind_a_mark(argv, tmp):
    board = os.path.join(tmp, "board")
    maker = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../cli/board.py")
    subprocess.run([sys.executable, maker, board], check=True)
    with Term(argv + ["-t", "none", "--root=" + board]) as t:  # whose names no register has
        t.prompt()
        t.type("? @gp\t")
        t.expect("io")
        t.type("\n")
        assert b"0x3f200000 = " in t.prompt()
        t.type('? 8+@"/soc/gp\t')
        t.expect("io@7e200000")
        t.type('"\n')
        assert b"0x3f200008 = " in t.prompt()
        t.type("? @i2\t")
        t.expect("c")
        t.type("\n")
        assert b"0x3f205000 = " in t.prompt()
        t.type('? @"0000:00:02\t')
        t.expect(".0")
        t.type('/0"\n')
        assert b"0x6c0100000 = " in t.prompt()


@readline_only
@tests.test
def tab_completes_the_words_of_def(argv, tmp):
    with Term(argv) as t:
        t.prompt()
        tab_tab(t, "def BOX 9000 d r")
        t.expect("\r\nrc   re   rm   ro   rs   rw   rw1  \r\n")
        t.type("o\n")
        t.prompt()
        tab_tab(t, "def BOX.LOW [3:0] 1")
        t.expect("\r\n1c  1s  1t  \r\n")
        t.type("\x03")
        t.prompt()
        t.type("def BOX.LOW [3:0] pl\t")
        t.expect("plain")
        t.type("\n")
        t.prompt()
        said = t.line("fields BOX")
        assert b"LOW" in said, said


@readline_only
@tests.test
def tab_completes_targets_and_paths(argv, tmp):
    with open(os.path.join(tmp, "image.bin"), "wb") as f:
        f.write(b"\x5a" * 64)
    with Term(argv) as t:
        t.prompt()
        t.type("target fil\t")
        t.expect("file:")
        t.type("\x03")
        t.prompt()
        t.type("target file:%s/ima\t" % tmp)
        t.expect("image.bin")
        t.type("\n")
        t.prompt()
        assert b"= 5a" in t.line("r 10")


@readline_only
@tests.test
def tab_completes_files_where_a_command_takes_one(argv, tmp):
    for name in ("script-of-mine.pm", "script two.pm"):
        with open(os.path.join(tmp, name), "w") as f:
            f.write("? 41+1\n")
    with Term(argv) as t:
        t.prompt()
        t.type("base; source %s/scri\t" % tmp)
        t.expect("script-of-mine.pm")
        t.type("\n")
        assert b"0x42 = " in t.prompt()


@readline_only
@tests.test
def a_tab_where_no_word_fits_adds_nothing(argv, tmp):
    with open(os.path.join(tmp, "image.bin"), "wb") as f:
        f.write(b"x")
    with Term(["/bin/sh", "-c", 'cd "$0" && exec "$@"', tmp] + term.WRAPPER + [os.path.abspath(argv[0])] +
              argv[1:]) as t:
        t.prompt()
        t.type("? ima\t")
        t.more(0.2)
        assert b"image" not in t.seen
        t.type("\x03")
        t.prompt()


def has_readline(path, env=None):
    version = subprocess.run(term.WRAPPER + [path, "--version"], env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, timeout=60).stdout
    return b"libraries: readline" in version


def hide_readline(path, folder):
    """An environment in which the program finds no readline, or None: it holds its own."""
    for name in ("libreadline.so.8", "libreadline.so.7", "libreadline.so"):
        with open(os.path.join(folder, name), "w") as f:
            f.write("This stands in the way of a library of that name.\n")
    env = {"LD_LIBRARY_PATH": folder}
    return None if has_readline(path, env) else env


def main(tests=tests):
    """Run tests, these or another file's, with readline and without."""
    path = os.path.abspath(os.environ.get("PHYSMON", ".build/physmon"))
    plain = os.environ.get("PHYSMON_NOREADLINE")
    programs = []
    with tempfile.TemporaryDirectory() as hidden:
        env = {}
        if not has_readline(path):
            print("%s has no readline: its other editor is tested" % path)
            plain = path
        else:
            programs.append(("readline", [path] + TARGET, {}, True))
            if not plain:
                env = hide_readline(path, hidden)
                plain = None if env is None else path
        programs.append(("line discipline", [os.path.abspath(plain)] + TARGET if plain else None, env, False))
        return tests.run(programs)


if __name__ == "__main__":
    sys.exit(main())
