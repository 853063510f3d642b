/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command: the rows: found by exact name, counted and shown from their signatures. Pure. */
#include <string.h>

#include "command.h"
#include "text.h"

#if SMALL
static const struct command *const families[] = { cmd_dump, cmd_read, cmd_write, cmd_state, cmd_target, cmd_basic };
#else
static const struct command *const families[] = { cmd_dump,  cmd_read,	 cmd_write,  cmd_edit, cmd_bits,   cmd_range,
						  cmd_find,  cmd_save,	 cmd_load,   cmd_test, cmd_state,  cmd_target,
						  cmd_svd,   cmd_regs,	 cmd_fields, cmd_map,  cmd_pci,	   cmd_poll,
						  cmd_watch, cmd_sample, cmd_snap,   cmd_log,  cmd_repeat, cmd_basic };
#endif

const struct command *command_at(size_t i)
{
	const struct command *c;
	size_t f;

	for (f = 0; f < sizeof(families) / sizeof(families[0]); f++)
		for (c = families[f]; c->name; c++)
			if (!i--)
				return c;
	return NULL;
}

static bool is_name(const char *name, size_t len, const char *full)
{
	size_t i = 0;

	if (!full)
		return false;
	while (i < len && full[i] == name[i])
		i++;
	return i == len && !full[i];
}

const struct command *command_find(const char *name, size_t len)
{
	const struct command *c;
	size_t f;

	for (f = 0; f < sizeof(families) / sizeof(families[0]); f++)
		for (c = families[f]; c->name; c++)
			if (is_name(name, len, c->name) || is_name(name, len, c->alias))
				return c;
	return NULL;
}

static bool small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* The name of the option that the signature @s begins with, or NULL; *@next: what follows the option. */
static const char *option_here(const char *s, const char **next)
{
	if (s[0] != '[' || s[1] != '-')
		return NULL;
	*next = s + strcspn(s, "]") + 1;
	*next += **next == ' ';
	return s + 2 + (s[2] == '-');
}

/* The signature behind the options. */
static const char *operands_of(const struct command *c)
{
	const char *s = c->signature;

	while (option_here(s, &s))
		;
	return s;
}

static size_t option_length(const char *name)
{
	size_t n = 0;

	while (small(name[n]))
		n++;
	return n;
}

const char *command_option_at(const struct command *c, size_t i)
{
	const char *s = c->signature, *name;

	while ((name = option_here(s, &s)) && i--)
		;
	return name;
}

const char *command_option(const struct command *c, const char *s, const char *end, char *kind, size_t *len)
{
	const char *name;
	size_t i, n;

	for (i = 0; (name = command_option_at(c, i)); i++) {
		n = option_length(name);
		*kind = name[n] == ' ' ? name[n + 1] : '\0';
		*len = n + (n > 1 ? 2 : 1);
		if ((size_t)(end - s) >= *len && !memcmp(s, name - (*len - n), *len) &&
		    ((size_t)(end - s) == *len || (n == 1 && *kind)))
			return name;
	}
	return NULL;
}

const struct operand *args_step_option(const struct step *step, const struct operand *operands, const char *name)
{
	uint32_t i;
	size_t n;

	if (!step->noptions)
		return NULL;
	n = strlen(name);
	for (i = 1; i <= step->noptions; i++)
		if (option_length(operands[-(ptrdiff_t)i].option) == n &&
		    !memcmp(operands[-(ptrdiff_t)i].option, name, n))
			return &operands[-(ptrdiff_t)i];
	return NULL;
}

const struct operand *args_option(const struct call *c, const char *name)
{
	return args_step_option(c->step, c->operands, name);
}

char command_operand_kind(const struct command *c, size_t i)
{
	const char *s = operands_of(c);
	char last = '\0';

	for (; *s; s++) {
		if (*s == '.')
			return last;
		if (*s < 'A' || *s > 'Z')
			continue;
		last = *s;
		if (!i--)
			return last;
	}
	return '\0';
}

size_t command_least(const struct command *c)
{
	const char *s = operands_of(c);
	size_t n = 0, depth = 0;

	for (; *s; s++) {
		depth += *s == '[';
		depth -= *s == ']';
		n += !depth && *s >= 'A' && *s <= 'Z';
	}
	return n;
}

void command_usage(const struct command *c, char *out, size_t size)
{
	const char *s;
	size_t n;

	text_print(out, size, "%s%s%s%s%s", c->name, c->alias ? ", " : "", c->alias ? c->alias : "",
		   c->flags & COMMAND_LETTER  ? "[bwdq]"
		   : c->flags & COMMAND_WIDTH ? "[.WIDTH]"
					      : "",
		   *c->signature ? " " : "");
	for (s = c->signature; *s; s++) {
		n = strlen(out);
		if (*s >= 'A' && *s <= 'Z')
			text_print(out + n, size - n, "%s", operand_shown(*s));
		else
			text_print(out + n, size - n, "%c", *s);
	}
}

int command_status_worse(int a, int b)
{
	static const unsigned char weight[] = {
		[STATUS_OK] = 0, [STATUS_DIFFERS] = 1, [STATUS_FAILED] = 2, [STATUS_TEXT] = 3, [STATUS_INTERRUPTED] = 4
	};

	return weight[a] >= weight[b] ? a : b;
}
