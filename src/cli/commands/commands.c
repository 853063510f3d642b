/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * commands: the list of the families of commands.
 *
 * To add a command:
 * 1. Write its function, static int run_NAME(struct call *c, struct physmon_error *e), in the cmd_*.c of its family.
 *    args.h gets addresses, lengths and values out of the call; emit.h prints results; the function returns 0
 *    or -errno with a sentence in *e.
 * 2. Add its row to the table at the end of that file. The signature names the operands and options: operand.c lists
 *    their kinds. A function compile_NAME() may check more before anything is run.
 * 3. A new family is a new file with a table of its own, cmd_NAME[], and its line in the list below.
 * 4. Describe it in the section COMMANDS of man/physmon.8, in the order of the list below, which is that of help.
 * 5. Show it in a transcript, tests/cli/NAME.t.
 *
 * Tests that check it: tests/test_command.c reads each row (the kinds of its signature, help in 79 columns);
 * tests/cli/manual.py compares the manual page with the rows; tests/cli/help.t holds what help prints.
 */
#include <stddef.h>

#include "commands.h"

#if SMALL
#define FAMILIES(F) F(cmd_dump), F(cmd_read), F(cmd_write), F(cmd_state), F(cmd_target), F(cmd_basic)
#else
#define FAMILIES(F) \
	F(cmd_dump), F(cmd_read), F(cmd_write), F(cmd_edit), F(cmd_bits), F(cmd_range), F(cmd_find), F(cmd_save), \
		F(cmd_load), F(cmd_test), F(cmd_state), F(cmd_target), F(cmd_svd), F(cmd_regs), F(cmd_fields), \
		F(cmd_map), F(cmd_pci), F(cmd_poll), F(cmd_watch), F(cmd_sample), F(cmd_snap), F(cmd_log), \
		F(cmd_repeat), F(cmd_basic)
#endif

#define DECLARED(name) name[]
extern const struct command FAMILIES(DECLARED);

#define LISTED(name) name
command_families commands = { FAMILIES(LISTED), NULL };
