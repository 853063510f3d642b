/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * modify: the one read-modify-write: changes bits or fields of a unit and keeps the rest. One read and one write, or
 * the write alone; prints the change: "4c000010 = 83 -> 03".
 */
#pragma once

#include "program.h"

struct modify {
	uint64_t addr;
	unsigned width; /* bytes */
	/* what is written: ((read & keep) | put) ^ flip; as typed and printed, not as endian has it on the bus */
	uint64_t keep, put, flip;
	bool read;    /* read it first; without it the rest is written 0, and nothing is printed */
	bool unknown; /* put has a value that a dry run doesn't know */
};

/*
 * modify_unit - make that change. The write is checked before the read is made. A no-read register is refused. Returns
 * the exit status, with @e filled where it isn't 0.
 */
int modify_unit(struct session *s, const struct modify *ch, struct physmon_error *e);

/*
 * modify_refuse_read_only - while compiling: are @nunits units from the register on that the operand @o names to be
 * written, and one of them is a read-only register? -EPERM with @e, and step->at.column on the operand. 0: no; the
 * operand is a number, or the command's width was typed, which say that it is meant.
 */
int modify_refuse_read_only(struct step *step, const struct operand *o, size_t nunits, struct physmon_error *e);
