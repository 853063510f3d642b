/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_symbols: text like /proc/kallsyms, and like /proc/self/maps and PAT's list. Whatever it is, every name is fit to
 * be printed, stands in order, and is found again by itself and by its address.
 */
#include <string.h>

#include "fuzz.h"
#include "mappings.h"
#include "symbols.h"

static void printable(const char *p, size_t most)
{
	FUZZ_HOLDS(strlen(p) < most, "it is too long");
	for (; *p; p++)
		FUZZ_HOLDS(*p > ' ' && *p <= '~', "it holds the byte %02x", (unsigned char)*p);
}

static void look_up(struct symbols *s, const struct symbol *x)
{
	const struct symbol *same, *near;
	uint64_t last = 0;
	size_t i;

	for (i = 0; (same = symbols_named(s, x->name, strlen(x->name), i)) && same != x; i++)
		FUZZ_HOLDS(!strcmp(same->name, x->name), "another name was found");
	FUZZ_HOLDS(same, "a name isn't found");
	near = symbols_near(s, x->addr, &last);
	FUZZ_HOLDS(near && near->addr == x->addr && last >= x->addr, "an address isn't found");
	near = symbols_near(s, x->addr + 1, &last);
	FUZZ_HOLDS(!near || (near->addr <= x->addr + 1 && last >= x->addr + 1), "an address before its symbol");
}

static void like_maps(const char *text)
{
	struct mapping m = { 0 };
	char type[10] = "";

	if (mappings_find(text, 0x1000, &m)) {
		FUZZ_HOLDS(m.first <= 0x1000 && 0x1000 <= m.last, "another line was found");
		printable(m.perms, sizeof(m.perms));
		printable(m.path, sizeof(m.path));
	}
	if (mappings_type(text, 0x1000, type, sizeof(type)))
		printable(type, sizeof(type));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	const struct symbol *x, *before = NULL;
	struct symbols *s = NULL;
	bool any = false;
	size_t i;

	memcpy(text, data, size);
	text[size] = '\0';
	like_maps(text);
	FUZZ_HOLDS(!symbols_parse(text, size, &s), "memory is out");
	for (i = 0; (x = symbols_by_name(s, i)); i++, before = x) {
		FUZZ_HOLDS(*x->name, "a symbol has no name");
		printable(x->name, size + 1);
		if (x->module)
			printable(x->module, size + 1);
		FUZZ_HOLDS(!before || strcmp(before->name, x->name) <= 0, "names are out of order");
		any |= x->addr != 0;
		if (i < 20)
			look_up(s, x);
	}
	FUZZ_HOLDS(symbols_hidden(s) == (i && !any), "hidden, with %zu symbols", i);
	FUZZ_HOLDS(symbols_after(s, "", 0) == 0, "a name comes before the empty one");
	symbols_free(s);
	return 0;
}
