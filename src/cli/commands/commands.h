/* SPDX-License-Identifier: GPL-2.0-or-later */
/* commands: the families of commands, each a literal table at the end of its cmd_*.c, ended by a row without a name. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "command.h"

extern const struct command cmd_dump[], cmd_read[], cmd_write[], cmd_state[], cmd_svd[], cmd_regs[], cmd_fields[],
	cmd_pci[], cmd_basic[], cmd_poll[], cmd_repeat[];
extern const struct command cmd_map[], cmd_target[];
extern const struct command cmd_range[], cmd_find[], cmd_edit[], cmd_save[], cmd_load[], cmd_bits[];
extern const struct command cmd_snap[], cmd_log[], cmd_sample[], cmd_watch[];
extern const struct command cmd_test[];

/* commands - all families, in the order in which help lists them, then NULL. */
extern command_families commands;

#endif
