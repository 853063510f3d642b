/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_word: see command_word.h. */
#include <errno.h>
#include <stdbool.h>

#include "command.h"
#include "command_word.h"
#include "error.h"
#include "parse.h"

/* what a user of the whole program may wonder about */
#if SMALL
#define IN_SMALL " of this small build"
#else
#define IN_SMALL ""
#endif

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static int unknown_command(const char *s, const char *end, struct physmon_error *e)
{
	const char *w = parse_word_end(s, end);

	if (!parse_letter(*s) && (unsigned char)*s >= 0x20 && (unsigned char)*s < 0x7f)
		return error_set(e, PHYSMON_E_NONE, EINVAL, "a command must stand here, not '%c' ('help' lists them)",
				 *s);
	if (!parse_letter(*s))
		return error_set(e, PHYSMON_E_NONE, EINVAL, "a command must stand here, not the byte %02x",
				 (unsigned char)*s);
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%.*s is not a command" IN_SMALL " ('help' lists them)",
			 parse_shown(s, w), s);
}

int command_word(const char **s, const char *end, const struct command **c, unsigned *width, struct physmon_error *e)
{
	const char *start = *s, *p = start, *w;

	*width = 0;
	if (*p == '?') {
		*c = command_find("?", 1);
		*s = p + 1;
		return 0;
	}
	while (p < end && (parse_letter(*p) || (*p == '-' && p > start && end - p > 1 && parse_letter(p[1]))))
		p++;
	if (p == start)
		return unknown_command(start, end, e);
	*c = command_find(start, (size_t)(p - start));
	if (!*c && p - start == 2) {
		*c = command_find(start, 1);
		*width = parse_width(start + 1, p);
		if (*c && (!((*c)->flags & COMMAND_LETTER) || !*width))
			*c = NULL;
	}
	if (!*c)
		return unknown_command(start, end, e);
	if (p < end && *p == '.') {
		w = ++p;
		if (p < end && parse_letter(*p))
			p++;
		else
			while (p < end && digit(*p))
				p++;
		if (!((*c)->flags & COMMAND_WIDTH) || *width)
			return error_set(e, PHYSMON_E_NONE, EINVAL,
					 *width ? "%s has its width already" : "%s takes no width", (*c)->name);
		*width = parse_width(w, p);
		if (!*width)
			return error_set(e, PHYSMON_E_NONE, EINVAL,
					 ".%.*s is not a width: .b or .8, .w or .16, .d or .32, .q or .64",
					 (int)(p - w), w);
	}
	if (p < end && !parse_blank(*p) && *p != ';' && !digit(*p)) {
		if (parse_letter(*p) || (*p == '.' && *width))
			return unknown_command(start, end, e);
		return error_set(e, PHYSMON_E_NONE, EINVAL, "a blank must stand between %s and what follows",
				 (*c)->name);
	}
	*s = p;
	return 0;
}
