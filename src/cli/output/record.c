/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record: parses the format of a record and takes its arguments. */
#include <string.h>

#include "dump_format.h"
#include "hex.h"
#include "record.h"

/* The conversion behind the '%' before @p; returns its end. */
static const char *parse_conversion(struct record_item *i, const char *p)
{
	p += *p == '-';
	i->sized = *p == '*';
	p += i->sized;
	i->type = RECORD_HEX;
	if (*p == '.') {
		i->precise = p[1] == '*';
		i->type = i->precise ? RECORD_HEX : RECORD_SECONDS;
		p += 2;
	}
	for (; *p == 'l' || *p == 'z'; p++)
		i->longs++;
	if (*p == 's')
		i->type = RECORD_STRING;
	else if (*p == 'c')
		i->type = RECORD_FLAG;
	else if (*p == 'u' && i->type == RECORD_HEX)
		i->type = RECORD_DECIMAL;
	if (*++p != '{')
		return p;
	i->bare = *++p == '*';
	p += i->bare;
	i->text = p;
	i->len = strcspn(p, "}");
	return p + i->len + 1;
}

static void parse(struct record *r, const char *p)
{
	unsigned char group = 0, groups = 0;
	struct record_item *i;
	bool hidden = false;

	r->n = 0;
	while (*p && r->n < RECORD_ITEMS) {
		i = &r->items[r->n];
		*i = (struct record_item){ .type = RECORD_TEXT, .hidden = hidden, .group = group };
		if (*p == '%') {
			p = parse_conversion(i, p + 1);
			r->n++;
		} else if (*p == '|') {
			hidden = !hidden;
			p++;
		} else if (*p == '?' && p[1] == '(') {
			group = ++groups;
			p += 2;
		} else if (*p == ')' && group) {
			group = 0;
			p++;
		} else {
			i->text = p;
			i->len = 1 + strcspn(p + 1, group ? "%|?)" : "%|?");
			p += i->len;
			r->n++;
		}
	}
}

void record_vmake(struct record *r, const char *format, va_list ap)
{
	bool absent;
	int more;

	if (r->format != format)
		parse(r, format);
	r->format = format;
	r->absent = 0;
	for (struct record_item *i = r->items; i < r->items + r->n; i++) {
		if (i->type == RECORD_TEXT)
			continue;
		i->digits = i->sized ? (unsigned)va_arg(ap, int) : 0;
		absent = (int)i->digits < 0;
		more = i->precise ? va_arg(ap, int) : PHYSMON_DONE;
		if (i->type == RECORD_STRING) {
			i->s = va_arg(ap, const char *);
			absent |= !i->s;
			i->s = i->s ? i->s : "";
			i->n = i->precise ? strnlen(i->s, (size_t)more) : strlen(i->s);
		} else if (i->longs) {
			i->u = i->longs > 1 ? va_arg(ap, unsigned long long) : va_arg(ap, unsigned long);
		} else {
			i->u = va_arg(ap, unsigned);
		}
		i->state = (enum physmon_state)more;
		if (absent && i->group)
			r->absent |= 1u << i->group;
	}
}

void record_make(struct record *r, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	record_vmake(r, format, ap);
	va_end(ap);
}

char *record_number(char *p, const struct record_item *i)
{
	if (i->type == RECORD_SECONDS)
		return hex_put_fixed(p, i->u, 6);
	if (i->type == RECORD_DECIMAL)
		return hex_put_decimal(p, i->u);
	return dump_format_hex(p, i->u, hex_digits(i->u, i->digits ? i->digits : 1));
}
