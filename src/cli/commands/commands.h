/* SPDX-License-Identifier: GPL-2.0-or-later */
/* commands: the families of commands, each a literal table at the end of its cmd_*.c, ended by a row without a name. */
#pragma once

#include "command.h"

/* commands - all families, in the order in which help lists them, then NULL. */
extern command_families commands;
