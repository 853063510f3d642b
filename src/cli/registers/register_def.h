/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_def: the form in which def takes registers and fields, and regs --def prints them. What is printed for a
 * register defines the same register.
 *
 *	def NAME ADDR WIDTH WORD...	WIDTH: b w d q, or bits in decimal
 *	def NAME.FIELD [HI:LO] WORD...
 *
 * WORDs, in any order, each kind once:
 *	ro rw wo w1 rw1			access; rw by default, of a field that of its register
 *	1c 1s 1t 0c 0s 0t wc ws wm	effect of writing
 *	rc rs rm re			effect of reading
 *	plain				no effect; a field without any has the effects of its register
 *	reset=VALUE[/MASK]		of a register: what reset leaves in it, MASK: in these bits
 *	default-reset=VALUE[/MASK]	the same if it is the default of the device, perhaps not true of this register
 *	display="TEXT"			of a register: another name that find-reg finds
 *	VALUE=NAME[:"TEXT"]		of a field: the name of a value, any number of them. VALUE is a number, 0y1x0
 *					with bits that don't count, * for all others; r or w before it: only of
 *					values that are read or written
 *	"TEXT"				description
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#define REGISTER_DEF_NAME_MAX 500    /* bytes */
#define REGISTER_DEF_VALUES_MAX 4096 /* of one field */

struct operand;
struct reg;
struct reg_field;
struct session;

/*
 * register_def_compile - define, for the text that is being compiled, what the @n operands NAME, ADDR (or [HI:LO]) and
 * WORDs of def say. @addr: the value of ADDR. 0 or -errno with @e, and *@column of what is wrong.
 * register_def_remove - no register NAME is defined any more, as a constant takes its place. 0; -EINVAL, NAME would be
 * that of a field; or -ENOMEM, with @e.
 */
int register_def_compile(struct session *s, const struct operand *operands, size_t n, uint64_t addr, size_t *column,
			 struct physmon_error *e);
int register_def_remove(struct session *s, const struct operand *name, struct physmon_error *e);

/*
 * register_def_protect - keep d and others from reading what def @name defined, in the target that is open, if reading
 * has an effect. 0 or -ENOMEM with @e.
 */
int register_def_protect(struct session *s, const struct operand *name, struct physmon_error *e);

/* register_def_print_list - print address and name of all registers that def defined. */
void register_def_print_list(struct session *s);

/* register_def_print_word - word @i of those for access and effects, or NULL past the last. */
const char *register_def_print_word(size_t i);

/*
 * register_def_print - pass the definition of @r, then of each of its fields, to @put_line: "def NAME ADDR WORDS",
 * without ADDR for a @field; @name and @words are valid during the call only. Fields that lie outside their register
 * are left out, and so are values that no definition takes. 0; -ENOMEM: some lines are missing.
 */
typedef void register_def_line(void *ctx, const char *name, const struct reg *r, const struct reg_field *field,
			       const char *words);
int register_def_print(const struct reg *r, register_def_line *put_line, void *ctx);
