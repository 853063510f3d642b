/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bit_diagram: lays out the diagram. A row of bits is a ruler, a box, and below it a line ("|") from each field's
 * lowest bit down to its label. Labels are placed from right to left, so that each may extend to the right as far as
 * the page goes; labels that don't touch share a line.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "bit_diagram.h"
#include "text.h"

#define ROW_BITS 16
#define BIT_COLUMNS 3 /* "| 1" */
#define MOST_LINES 3  /* of a label beside the box: a longer one is below, where lines are longer */
#define LABEL_GAP 2   /* columns at least between a label and what is to its right */
#define SET_IN 2      /* columns, of a label's lines after its first */
#define BITS_MAX 28   /* "[4294967295:4294967295]": what a strange description may ask for */
#define SGR_BOLD "\033[1m"
#define SGR_PLAIN "\033[0m"
#define NOBODY SIZE_MAX

struct canvas {
	char text[BIT_DIAGRAM_COLUMNS];
	bool bold[BIT_DIAGRAM_COLUMNS];
	bool escapes;
	void (*line)(void *ctx, const char *text);
	void *ctx;
};

/* A field's part of one row, from bit @first down to @last; its label, of which @rest is still to be set. */
struct part {
	const char *rest;
	unsigned first, last, column;
	bool begun, bold;
};

struct drawing {
	const struct bit_diagram *p;
	size_t owner[64]; /* of each bit: a field, or NOBODY */
	char **labels;	  /* of each field */
	bool *below;	  /* its label is below the picture */
	struct canvas page;
};

/* --- ASCII --------------------------------------------------------------------------------------------------- */

/* What descriptions of chips hold outside ASCII, and how one would type it. */
static const struct {
	const char *utf8, *ascii;
} nearest[] = {
	{ "\xc2\xa0", " " },	   { "\xc2\xb5", "u" },	     { "\xce\xbc", "u" },      { "\xc2\xb1", "+-" },
	{ "\xc3\x97", "x" },	   { "\xe2\x80\x93", "-" },  { "\xe2\x80\x94", "-" },  { "\xe2\x80\x98", "'" },
	{ "\xe2\x80\x99", "'" },   { "\xe2\x80\x9c", "\"" }, { "\xe2\x80\x9d", "\"" }, { "\xe2\x80\xa2", "*" },
	{ "\xe2\x80\xa6", "..." }, { "\xe2\x89\xa4", "<=" }, { "\xe2\x89\xa5", ">=" }, { "\xe2\x89\xa0", "!=" },
	{ "\xe2\x86\x92", "->" },
};

/* The character at *@s in ASCII; *@s moves behind it. */
static const char *ascii_of(const char **s, char one[2])
{
	const unsigned char c = (unsigned char)**s;
	size_t n;

	if (c < 0x80) {
		one[0] = c <= ' ' || c == 0x7f ? ' ' : (char)c;
		++*s;
		return one;
	}
	for (size_t i = 0; i < sizeof(nearest) / sizeof(nearest[0]); i++) {
		n = strlen(nearest[i].utf8);
		if (!strncmp(*s, nearest[i].utf8, n)) {
			*s += n;
			return nearest[i].ascii;
		}
	}
	for (++*s; ((unsigned char)**s & 0xc0) == 0x80; ++*s)
		;
	return "?";
}

size_t bit_diagram_ascii(char *out, size_t size, const char *s)
{
	bool gap = false;
	size_t n = 0;
	char one[2] = "";

	while (*s) {
		for (const char *a = ascii_of(&s, one); *a; a++) {
			if (*a == ' ') {
				gap = n > 0;
				continue;
			}
			if (gap && n++ + 1 < size)
				out[n - 1] = ' ';
			gap = false;
			if (n++ + 1 < size)
				out[n - 1] = *a;
		}
	}
	if (size)
		out[n < size ? n : size - 1] = '\0';
	return n;
}

/* --- lines --------------------------------------------------------------------------------------------------- */

static void page_clear(struct canvas *page)
{
	memset(page->text, ' ', sizeof(page->text));
	memset(page->bold, 0, sizeof(page->bold));
}

static void page_put(struct canvas *page, unsigned column, const char *s, size_t n, bool bold)
{
	memcpy(page->text + column, s, n);
	memset(page->bold + column, bold, n);
}

static void page_print(struct canvas *page)
{
	char text[BIT_DIAGRAM_COLUMNS * (sizeof(SGR_BOLD SGR_PLAIN)) + 1], *out = text;
	size_t i, n = BIT_DIAGRAM_COLUMNS;
	bool bold = false;

	while (n && page->text[n - 1] == ' ')
		n--;
	for (i = 0; i < n; i++) {
		if (page->escapes && page->bold[i] != bold) {
			bold = !bold;
			out = stpcpy(out, bold ? SGR_BOLD : SGR_PLAIN);
		}
		*out++ = page->text[i];
	}
	strcpy(out, bold ? SGR_PLAIN : "");
	page->line(page->ctx, text);
	page_clear(page);
}

/*
 * How much of @s fits into @columns: whole words, or a part of one that is longer than a line; *@next is
 * where it goes on. *@whole is cleared if a word had to be broken.
 */
static size_t line_of(const char *s, size_t columns, const char **next, bool *whole)
{
	size_t n = strlen(s), i;

	if (n <= columns) {
		*next = s + n;
		return n;
	}
	for (i = columns; i && s[i] != ' '; i--)
		;
	if (!i) {
		*whole = false;
		*next = s + columns;
		return columns;
	}
	*next = s + i + 1;
	return i;
}

/* Does @s stand in MOST_LINES lines of @columns, no word broken? */
static bool stands_beside(const char *s, size_t columns)
{
	bool whole = true;
	unsigned lines = 0;

	for (; *s && whole && lines <= MOST_LINES; lines++)
		line_of(s, lines ? columns - SET_IN : columns, &s, &whole);
	return whole && lines <= MOST_LINES;
}

/* --- a row of bits ------------------------------------------------------------------------------------------- */

/* "[7:4]" or "[4]", into BITS_MAX characters. Returns its length. */
static unsigned bits_put(char *p, unsigned first, unsigned last)
{
	return (unsigned)text_print(p, BITS_MAX, first == last ? "[%u]" : "[%u:%u]", first, last);
}

/* Bits of one number stand below each other; a register of a single row begins at the left. */
static unsigned column_of(const struct drawing *d, unsigned bit)
{
	const unsigned bits = d->p->width < ROW_BITS ? d->p->width : ROW_BITS;

	return (bits - 1 - bit % ROW_BITS) * BIT_COLUMNS + 2;
}

/* Is there a border between @bit and the one above it, which a row of bits from @top on begins with? */
static bool border(const struct drawing *d, unsigned bit, unsigned top)
{
	return bit == top || d->owner[bit] != d->owner[bit + 1];
}

static void draw_box(struct drawing *d, unsigned top, unsigned bottom)
{
	struct canvas *const page = &d->page;
	char number[24], mark[2];
	const struct bit_diagram_field *f;
	unsigned column, i;

	for (unsigned bit = top + 1; bit-- > bottom;) {
		i = (unsigned)text_print(number, sizeof(number), "%u", bit);
		page_put(page, column_of(d, bit) + 1 - i, number, i, false);
	}
	page_print(page);
	for (int line = 0; line < 3; line++) {
		for (unsigned bit = top + 1; bit-- > bottom;) {
			column = column_of(d, bit);
			if (border(d, bit, top))
				page->text[column - 2] = line == 1 ? '|' : '+';
			else
				page->text[column - 2] = line == 1 ? ' ' : '-';
			f = d->owner[bit] == NOBODY ? NULL : &d->p->fields[d->owner[bit]];
			memcpy(mark, line == 1 ? "  " : "--", 2);
			if (line == 1 && d->p->known)
				mark[1] = d->p->value >> bit & 1 ? '1' : '0';
			else if (line == 1 && (f ? f->mark : d->p->mark))
				memcpy(mark, f ? f->mark : d->p->mark, 2);
			page_put(page, column - 1, mark, 2, line == 1 && d->p->known && f && f->changed);
		}
		page->text[column_of(d, bottom) + 1] = line == 1 ? '|' : '+';
		page_print(page);
	}
}

/*
 * What is at a part's column on the line at hand, @limit being the first column to the right that is taken. Returns
 * the column that limits what is to the left.
 */
static unsigned set_part(struct canvas *page, struct part *x, unsigned limit)
{
	const unsigned column = x->column + (x->begun ? SET_IN : 0);
	const char *const s = x->rest;
	bool whole = true;
	size_t n;

	if (x->begun && !*s)
		return limit;
	if (limit < BIT_DIAGRAM_COLUMNS && x->column + strlen(s) + LABEL_GAP > limit) {
		page_put(page, x->column, "|", 1, false);
		return x->column;
	}
	x->begun = true;
	n = line_of(s, BIT_DIAGRAM_COLUMNS - column, &x->rest, &whole);
	page_put(page, column, s, n, x->bold);
	return column;
}

static void set_parts(struct canvas *page, struct part *parts, size_t n)
{
	unsigned limit;

	for (;;) {
		limit = BIT_DIAGRAM_COLUMNS;
		for (size_t i = n; i--;)
			limit = set_part(page, &parts[i], limit);
		if (limit == BIT_DIAGRAM_COLUMNS)
			return;
		page_print(page);
	}
}

/* The label of a field in the rows below its first: its name and the bits that stand there. */
static void label_continued(const struct bit_diagram_field *f, struct part *x, char label[BIT_DIAGRAM_COLUMNS + 1])
{
	const size_t most = BIT_DIAGRAM_COLUMNS - x->column - BITS_MAX;
	size_t n = bit_diagram_ascii(label, BIT_DIAGRAM_COLUMNS, f->name);

	if (n > most)
		n = 0;
	else
		label[n++] = ' ';
	bits_put(label + n, x->first, x->last);
	x->rest = label;
}

static void draw_row(struct drawing *d, unsigned top, unsigned bottom)
{
	struct part parts[ROW_BITS], *x;
	char bits[ROW_BITS][BITS_MAX], continued[BIT_DIAGRAM_COLUMNS + 1];
	const struct bit_diagram_field *f;
	size_t n = 0, owner;

	draw_box(d, top, bottom);
	for (unsigned bit = top + 1; bit-- > bottom;) {
		owner = d->owner[bit];
		if (owner == NOBODY)
			continue;
		if (border(d, bit, top))
			parts[n++] =
				(struct part){ .first = bit, .column = column_of(d, bit), .rest = d->labels[owner] };
		parts[n - 1].last = bit;
	}
	for (x = parts; x < parts + n; x++) {
		owner = d->owner[x->first];
		f = &d->p->fields[owner];
		x->bold = f->changed;
		if (x->first != f->lsb + f->width - 1) {
			label_continued(f, x, continued);
		} else if (!stands_beside(x->rest, BIT_DIAGRAM_COLUMNS - x->column)) {
			d->below[owner] = true;
			bits_put(bits[x - parts], f->lsb + f->width - 1, f->lsb);
			x->rest = bits[x - parts];
		}
	}
	set_parts(&d->page, parts, n);
}

/* --- the whole ----------------------------------------------------------------------------------------------- */

/* The labels that found no place beside their fields: the bits, the label, all lines but the first set in. */
static void draw_below(struct drawing *d, size_t i)
{
	const struct bit_diagram_field *const f = &d->p->fields[i];
	struct canvas *const page = &d->page;
	const char *s = d->labels[i], *next;
	char bits[BITS_MAX];
	bool whole = true;
	unsigned column;
	size_t n;

	column = bits_put(bits, f->width ? f->lsb + f->width - 1 : f->lsb, f->lsb);
	page_put(page, 0, bits, column++, f->changed);
	do {
		n = line_of(s, BIT_DIAGRAM_COLUMNS - column, &next, &whole);
		page_put(page, column, s, n, f->changed);
		page_print(page);
		column = SET_IN;
		s = next;
	} while (*s);
}

/* Whose each bit is; a field that another has bits of, or that the register ends in, is listed below. */
static void share_out(struct drawing *d)
{
	const struct bit_diagram *const p = d->p;
	const struct bit_diagram_field *f;

	for (unsigned bit = 0; bit < 64; bit++)
		d->owner[bit] = NOBODY;
	for (size_t i = 0; i < p->nfields; i++) {
		f = &p->fields[i];
		d->below[i] = !f->width || f->lsb >= p->width || f->width > p->width - f->lsb;
		for (unsigned bit = f->lsb; !d->below[i] && bit < f->lsb + f->width; bit++)
			d->below[i] = d->owner[bit] != NOBODY;
		for (unsigned bit = f->lsb; !d->below[i] && bit < f->lsb + f->width; bit++)
			d->owner[bit] = i;
	}
}

/* The labels, "*NAME" and what follows it, in one piece of memory behind the arrays. */
static void make_labels(struct drawing *d, char *buffer)
{
	const struct bit_diagram_field *f;

	for (size_t i = 0; i < d->p->nfields; i++) {
		f = &d->p->fields[i];
		d->labels[i] = buffer;
		if (f->changed)
			*buffer++ = '*';
		buffer += bit_diagram_ascii(buffer, SIZE_MAX, f->name);
		if (f->note && *f->note == ' ')
			*buffer++ = ' ';
		buffer += bit_diagram_ascii(buffer, SIZE_MAX, f->note ? f->note : "");
		*buffer++ = '\0';
	}
}

int bit_diagram_draw(const struct bit_diagram *p, void (*line)(void *ctx, const char *text), void *ctx)
{
	struct drawing d = { .p = p, .page = { .escapes = p->bold, .line = line, .ctx = ctx } };
	size_t i, n = 0;
	char *buffer;

	/* no character becomes longer in ASCII */
	for (i = 0; i < p->nfields; i++)
		n += strlen(p->fields[i].name) + strlen(p->fields[i].note ? p->fields[i].note : "") + 3;
	buffer = malloc(p->nfields * (sizeof(*d.labels) + sizeof(*d.below)) + n + 1);
	if (!buffer)
		return -ENOMEM;
	d.labels = (char **)(void *)buffer;
	d.below = (bool *)(d.labels + p->nfields);
	make_labels(&d, (char *)(d.below + p->nfields));
	share_out(&d);
	page_clear(&d.page);
	for (unsigned top = p->width; top; top = (top - 1) / ROW_BITS * ROW_BITS)
		draw_row(&d, top - 1, (top - 1) / ROW_BITS * ROW_BITS);
	for (i = 0; i < p->nfields; i++)
		if (d.below[i])
			draw_below(&d, i);
	free(buffer);
	return 0;
}
