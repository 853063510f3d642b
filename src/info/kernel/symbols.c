/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbols: parses and indexes the kernel's symbols. They are kept in one array by address, which is nearly the file's
 * order; their names in the text itself. The index by name is sorted at the first look-up, by the first eight bytes of
 * each name, so that sorting seldom reads the text.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "hex.h"
#include "slurp.h"
#include "symbols.h"

/* A kernel with all its modules loaded has some 250 000 lines, 20 MiB. More than this is no list of symbols. */
#define SYMBOLS_MOST (256u << 20)

struct entry {
	uint64_t key; /* the first eight bytes of the name, as a number that sorts as they do */
	const struct symbol *symbol;
};

struct symbols {
	struct symbol *v;
	struct entry *names; /* NULL: not sorted yet */
	size_t n, room;
	char *text;
	bool sorted, any; /* any: an address other than 0 */
};

static int add(struct symbols *s, const struct symbol *x)
{
	s->sorted &= !s->n || s->v[s->n - 1].addr <= x->addr;
	s->any |= x->addr != 0;
	return array_add(&s->v, &s->room, &s->n, x, sizeof(*x));
}

static char *graph_end(char *p, const char *end)
{
	while (p < end && (unsigned char)(*p - '!') <= '~' - '!')
		p++;
	return p;
}

/* One line; false if it isn't one of a symbol. Ends the names in place: @end is the newline. */
static bool parse_line(char *line, char *end, struct symbol *x)
{
	char *p = line, *name, *module;

	while (p < end && hex_digit(*p) >= 0)
		p++;
	if (hex_parse(line, p, &x->addr) || end - p < 4 || p[0] != ' ' || p[1] <= ' ' || p[1] > '~' || p[2] != ' ')
		return false;
	x->type = p[1];
	name = p + 3;
	p = graph_end(name, end);
	if (p == name)
		return false;
	x->module = NULL;
	module = p;
	while (module < end && (*module == ' ' || *module == '\t'))
		module++;
	if (module < end && *module == '[') {
		end = graph_end(++module, end);
		if (end > module && end[-1] == ']') {
			end[-1] = '\0';
			x->module = module;
		}
	} else if (module < end && *module != '\r') {
		return false;
	}
	*p = '\0';
	x->name = name;
	return true;
}

static int parse_lines(struct symbols *s, size_t nbytes)
{
	char *line = s->text, *const stop = s->text + nbytes, *end;
	struct symbol x;

	*stop = '\n';
	for (; line < stop; line = end + 1) {
		end = memchr(line, '\n', (size_t)(stop - line) + 1);
		if (parse_line(line, end, &x) && add(s, &x))
			return -ENOMEM;
	}
	return 0;
}

/* Where addresses are equal, what the file says first stays first: names lie in its order. */
static int by_address(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;

	if (x->addr != y->addr)
		return x->addr < y->addr ? -1 : 1;
	return x->name < y->name ? -1 : x->name > y->name;
}

int symbols_parse(char *text, size_t nbytes, struct symbols **out)
{
	struct symbols *s = calloc(1, sizeof(*s));

	if (!s) {
		free(text);
		return -ENOMEM;
	}
	s->text = text;
	s->sorted = true;
	if (parse_lines(s, nbytes)) {
		symbols_free(s);
		return -ENOMEM;
	}
	if (!s->sorted)
		qsort(s->v, s->n, sizeof(*s->v), by_address);
	*out = s;
	return 0;
}

int symbols_load(const char *path, struct symbols **s)
{
	size_t nbytes;
	char *text;
	int r = slurp_path(path, 0, SYMBOLS_MOST, &text, &nbytes);

	if (r)
		return r;
	if (nbytes == SYMBOLS_MOST) {
		free(text);
		return -EFBIG;
	}
	return symbols_parse(text, nbytes, s);
}

void symbols_free(struct symbols *s)
{
	if (!s)
		return;
	free(s->names);
	free(s->v);
	free(s->text);
	free(s);
}

bool symbols_hidden(const struct symbols *s)
{
	return s->n && !s->any;
}

static uint64_t key_of(const char *name, size_t len)
{
	uint64_t key = 0;

	for (size_t i = 0; i < 8; i++)
		key = key << 8 | (i < len ? (unsigned char)name[i] : 0);
	return key;
}

static int by_name(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int r;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	/* the same eight bytes; a shorter name has a NUL among them */
	r = x->key & 0xff ? strcmp(x->symbol->name + 8, y->symbol->name + 8) : 0;
	if (r)
		return r;
	return x->symbol->addr < y->symbol->addr ? -1 : x->symbol->addr > y->symbol->addr;
}

/* false: memory is out, and there are no names then. */
static bool sort_names(struct symbols *s)
{
	if (s->names || !s->n)
		return s->names;
	s->names = malloc(s->n * sizeof(*s->names));
	if (!s->names)
		return false;
	for (size_t i = 0; i < s->n; i++)
		s->names[i] = (struct entry){ key_of(s->v[i].name, strlen(s->v[i].name)), &s->v[i] };
	qsort(s->names, s->n, sizeof(*s->names), by_name);
	return true;
}

/* How @x's name compares with the @len bytes at @name, which hold no NUL. */
static int compare(const struct entry *x, uint64_t key, const char *name, size_t len)
{
	int r;

	if (x->key != key)
		return x->key < key ? -1 : 1;
	r = strncmp(x->symbol->name, name, len);
	return r ? r : x->symbol->name[len] ? 1 : 0;
}

size_t symbols_after(struct symbols *s, const char *prefix, size_t len)
{
	const uint64_t key = key_of(prefix, len);
	size_t low = 0, high = sort_names(s) ? s->n : 0, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (compare(&s->names[mid], key, prefix, len) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

const struct symbol *symbols_by_name(struct symbols *s, size_t i)
{
	return sort_names(s) && i < s->n ? s->names[i].symbol : NULL;
}

const struct symbol *symbols_named(struct symbols *s, const char *name, size_t len, size_t i)
{
	const size_t at = symbols_after(s, name, len) + i;
	const struct symbol *x = memchr(name, '\0', len) ? NULL : symbols_by_name(s, at);

	return x && !strncmp(x->name, name, len) && !x->name[len] ? x : NULL;
}

static bool is_global(const struct symbol *x)
{
	return x->type >= 'A' && x->type <= 'Z';
}

const struct symbol *symbols_near(const struct symbols *s, uint64_t addr, uint64_t *last)
{
	size_t low = 0, high = s->n, mid;
	uint64_t start;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (s->v[mid].addr <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	if (!low || addr - s->v[low - 1].addr > SYMBOLS_FAR)
		return NULL;
	start = s->v[low - 1].addr;
	*last = low < s->n ? s->v[low].addr - 1 : UINT64_MAX;
	if (*last - start > SYMBOLS_FAR)
		*last = addr;
	for (high = low; low && s->v[low - 1].addr == start;)
		low--;
	for (mid = low; mid < high; mid++) /* the first global one of those that stand there, or the first */
		if (is_global(&s->v[mid]))
			return &s->v[mid];
	return &s->v[low];
}
