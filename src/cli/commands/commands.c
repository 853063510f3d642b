/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * commands: the list of the families of commands.
 *
 * To add a command:
 * 1. Write its function, static int run_NAME(struct call *c, struct physmon_error *e), in the cmd_*.c of its family.
 *    args.h gets addresses, lengths and values out of the call; emit.h prints results; the function returns an exit
 *    status, STATUS_OK if all is well.
 * 2. Add its row to the table at the end of that file. The signature names the operands and options: operand.c lists
 *    their kinds. A function compile_NAME() may check more before anything is run.
 * 3. A new family is a new file with a table of its own, which commands.h declares and the list below names. If the
 *    small build leaves it out, variable "beyond" of the Makefile names it too.
 * 4. Describe it in the section COMMANDS of man/physmon.8, in the order of the list below, which is that of help.
 * 5. Show it in a transcript, tests/cli/NAME.t.
 *
 * Tests that check it: tests/test_command.c reads each row (the kinds of its signature, help in 79 columns);
 * tests/cli/manual.py compares the manual page with the rows; tests/cli/help.t holds what help prints.
 */
#include <stddef.h>

#include "commands.h"

#if SMALL
command_families commands = { cmd_dump, cmd_read, cmd_write, cmd_state, cmd_target, cmd_basic, NULL };
#else
command_families commands = { cmd_dump,	  cmd_read,   cmd_write, cmd_edit,  cmd_bits,	cmd_range,  cmd_find,
			      cmd_save,	  cmd_load,   cmd_test,	 cmd_state, cmd_target, cmd_svd,    cmd_regs,
			      cmd_fields, cmd_map,    cmd_pci,	 cmd_poll,  cmd_watch,	cmd_sample, cmd_snap,
			      cmd_log,	  cmd_repeat, cmd_basic, NULL };
#endif
