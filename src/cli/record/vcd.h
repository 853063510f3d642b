/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vcd: value change dumps (IEEE 1364, 18.2), which waveform viewers read: the text of a header, of variables in their
 * scopes and of their changes. Pure: it writes into an out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct out;

/*
 * vcd_begin - the header, before the variables. @made: a date or nothing; @about: a comment; @nanoseconds: the unit of
 * times, else us.
 */
void vcd_begin(struct out *o, const char *made, const char *about, bool nanoseconds);

/*
 * vcd_variable - declare variable @id of @bits bits, called @name: the parts before its last '.' are scopes. With
 * @below its own name is a scope as well, and the variable in it is called @below. @split: a variable for each bit, @id
 * on.
 */
void vcd_variable(struct out *o, size_t id, const char *name, const char *below, unsigned bits, bool split);

/* What ends the declarations. */
#define VCD_DEFINED "$upscope $end\n$enddefinitions $end\n"

/* vcd_time - the following changes are at @t. */
void vcd_time(struct out *o, uint64_t t);

/* vcd_value - variable @id is now @v; @known false: x. */
void vcd_value(struct out *o, size_t id, unsigned bits, uint64_t v, bool known);
