/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dump_file: writes and checks the lines around the rows. */
#include <string.h>

#include "dump_file.h"
#include "dump_format.h"
#include "error.h"
#include "text.h"

#define FIRST "# dump, up to \"# end\""
#define LAST "# end: "
#define LAST_ROOM 64
#define ROW 16 /* bytes */

void dump_file_begin(struct dump_file *d)
{
	*d = (struct dump_file){ 0 };
	crc32_begin(&d->crc);
}

void dump_file_add(struct dump_file *d, const void *units, const uint8_t *states, unsigned width, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (states[i] != PHYSMON_DONE)
			continue;
		crc32_add(&d->crc, (const char *)units + i * width, width);
		d->nbytes += width;
	}
	d->ended = false;
}

static size_t last_line(const struct dump_file *d, char *line)
{
	return text_print(line, LAST_ROOM, LAST "%llu bytes, crc32 %08x", (unsigned long long)d->nbytes,
			  (unsigned)crc32_end(&d->crc));
}

static bool line_is(const char *s, const char *end, const char *text, size_t n)
{
	return (size_t)(end - s) == n && !memcmp(s, text, n);
}

int dump_file_comment(struct dump_file *d, const char *s, const char *end, struct physmon_error *e)
{
	char line[LAST_ROOM];

	if (line_is(s, end, FIRST, strlen(FIRST))) {
		dump_file_begin(d);
		d->begun = true;
	}
	if ((size_t)(end - s) < strlen(LAST) || memcmp(s, LAST, strlen(LAST)))
		return 0;
	if (!line_is(s, end, line, last_line(d, line)))
		return error_text(e,
				  "rows are missing or changed: they hold %s (without this line they aren't checked)",
				  line + strlen(LAST));
	d->ended = true;
	return 0;
}

int dump_file_whole(const struct dump_file *d, struct physmon_error *e)
{
	return d->ended || !d->begun ? 0 : error_text(e, "the file is cut: its line '# end' is missing");
}

void dump_file_first(struct out *o)
{
	out_str(o, FIRST "\n");
}

void dump_file_rows(struct dump_file *d, struct out *o, struct emit_row row, size_t n)
{
	const unsigned per_row = ROW / row.width;
	char *p;

	dump_file_add(d, row.units, row.state, row.width, n);
	for (; n; n -= row.nunits) {
		row.nunits = n < per_row ? (unsigned)n : per_row;
		p = dump_format_row(out_reserve(o, FORMAT_MAX), &row);
		*p++ = '\n';
		out_used(o, p);
		row.addr += row.nunits * row.width;
		row.units = (const char *)row.units + row.nunits * row.width;
		row.state += row.nunits;
	}
}

void dump_file_last(const struct dump_file *d, struct out *o)
{
	char line[LAST_ROOM];

	out_put(o, line, last_line(d, line));
	out_put(o, "\n", 1);
}
