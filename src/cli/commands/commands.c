/* SPDX-License-Identifier: GPL-2.0-or-later */
/* commands: the list of the families of commands. */
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
