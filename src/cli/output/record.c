/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record: parses the format of a record and takes its arguments. */
#include <string.h>

#include "record.h"

struct parser {
	struct record *r;
	const char *p;
	bool hidden;
	bool absent; /* an argument of this group is */
};

static struct record_item *add(struct parser *ps, enum record_type type)
{
	struct record *r = ps->r;
	struct record_item *i = &r->items[r->n];

	*i = (struct record_item){ .type = type, .hidden = ps->hidden, .state = PHYSMON_DONE };
	r->n += r->n + 1 < RECORD_ITEMS;
	return i;
}

static uint64_t number(struct parser *ps, va_list *ap)
{
	unsigned longs = 0;

	for (; *ps->p == 'l'; ps->p++)
		longs++;
	if (*ps->p == 'z') {
		ps->p++;
		return va_arg(*ap, size_t);
	}
	return longs > 1 ? va_arg(*ap, unsigned long long) : longs ? va_arg(*ap, unsigned long) : va_arg(*ap, unsigned);
}

/* A conversion, behind its '%'. */
static void conversion(struct parser *ps, va_list *ap)
{
	struct record_item *i = add(ps, RECORD_HEX);
	const char *end;
	int digits = 0;

	ps->p += *ps->p == '-';
	if (*ps->p == '*') {
		digits = va_arg(*ap, int);
		ps->absent |= digits < 0;
		i->digits = (unsigned)digits;
		ps->p++;
	}
	if (*ps->p == '.' && ps->p[1] == '*')
		i->state = (enum physmon_state)va_arg(*ap, int);
	else if (*ps->p == '.')
		i->type = RECORD_SECONDS;
	ps->p += *ps->p == '.' ? 2 : 0;
	if (*ps->p == 's') {
		i->type = RECORD_STRING;
		i->s = va_arg(*ap, const char *);
		ps->absent |= !i->s;
		i->s = i->s ? i->s : "";
	} else if (*ps->p == 'c') {
		i->type = RECORD_FLAG;
		i->u = va_arg(*ap, int) != 0;
	} else {
		i->u = number(ps, ap);
		if (*ps->p == 'u' && i->type == RECORD_HEX)
			i->type = RECORD_DECIMAL;
	}
	ps->p++;
	if (*ps->p != '{')
		return;
	i->bare = *++ps->p == '*';
	ps->p += i->bare;
	end = strchr(ps->p, '}');
	i->text = ps->p;
	i->len = (size_t)(end - ps->p);
	ps->p = end + 1;
}

void record_make(struct record *r, const char *format, va_list *ap)
{
	struct parser ps = { .r = r, .p = format };
	struct record_item *text;
	bool inside = false;
	size_t before = 0;

	r->n = 0;
	while (*ps.p) {
		if (*ps.p == '%') {
			ps.p++;
			conversion(&ps, ap);
		} else if (*ps.p == '|') {
			ps.p++;
			ps.hidden = true;
		} else if (*ps.p == '?' && ps.p[1] == '(') {
			ps.p += 2;
			inside = true;
			before = r->n;
			ps.absent = false;
		} else if (*ps.p == ')' && inside) {
			ps.p++;
			inside = false;
			r->n = ps.absent ? before : r->n;
		} else {
			text = add(&ps, RECORD_TEXT);
			text->text = ps.p;
			text->len = 1 + strcspn(ps.p + 1, inside ? "%|?)" : "%|?");
			ps.p += text->len;
		}
	}
}
