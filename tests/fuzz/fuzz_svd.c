/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_svd: any bytes as a register description. Whatever loads is in order, is found by its own name and at its own
 * address, matches a pattern that is its name, and its texts are fit for a terminal; what doesn't load says where and
 * why, and leaves the registers that were there. Needs expat: the program is built with it.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "reg_set.h"
#include "reg_set_internal.h"
#include "svd.h"

/* what every svd has before the input is loaded into it */
static const char first[] =
	"<device><peripherals><peripheral><name>FIRST</name><baseAddress>0x10</baseAddress><registers>"
	"<register><name>R</name><addressOffset>0</addressOffset></register></registers></peripheral>"
	"</peripherals></device>";

static void printable(const char *s)
{
	for (; *s; s++)
		FUZZ_HOLDS((unsigned char)*s >= ' ' && *s != 0x7f &&
				   ((unsigned char)*s != 0xc2 || (unsigned char)s[1] >= 0xa0),
			   "a text holds the byte %02x", (unsigned char)*s);
}

static void names_lead_back(struct reg_set *s, const struct reg *r)
{
	struct physmon_error e = { .text = "" };
	struct reg_hit hit;
	const int err = reg_find(s, r->name, strlen(r->name), &hit, &e);
	const struct reg *g, *at;
	struct reg_glob glob;
	bool there = false;
	size_t i = 0;

	FUZZ_HOLDS(!err || err == -EEXIST, "%s isn't found: %d", r->name, err);
	FUZZ_HOLDS(err || (hit.reg && hit.addr == r->addr && !strcmp(hit.reg->name, r->name)), "%s finds another one",
		   r->name);
	FUZZ_HOLDS(!!err == !!*e.text, "a sentence without an error");
	while ((at = reg_set_at(s, r->addr, &i))) {
		FUZZ_HOLDS(at->addr <= r->addr && r->addr - at->addr < reg_bytes(at), "%s doesn't stand there",
			   at->name);
		there |= at == r;
	}
	FUZZ_HOLDS(there, "%s isn't at its address", r->name);
	at = reg_width(r) ? reg_set_begins(s, r->addr, reg_width(r)) : r;
	FUZZ_HOLDS(at && at->addr == r->addr && at->bits == r->bits, "%s doesn't begin there", r->name);
	g = reg_glob_first(s, &glob, r->name, strlen(r->name));
	while (g && g != r)
		g = reg_glob_next(&glob);
	FUZZ_HOLDS(g == r || strpbrk(r->name, "*?"), "%s doesn't match itself", r->name);
}

static void fields_are_sound(const struct reg *r)
{
	struct physmon_error e = { .text = "" };

	for (size_t i = 0; i < r->nfields; i++) {
		const struct reg_field *f = &r->fields[i], *found = NULL, *in = NULL;
		int err;

		FUZZ_HOLDS(f->nbits && f->nbits <= 64 && f->lo <= 64 - f->nbits, "%s lies beyond 64 bits", f->name);
		FUZZ_HOLDS(!i || f[-1].lo <= f->lo, "fields are out of order");
		err = reg_find_field(r, f->name, strlen(f->name), &found, &e);
		FUZZ_HOLDS(err == -EEXIST || (!err && !strcmp(found->name, f->name)), "%s isn't found", f->name);
		FUZZ_HOLDS(reg_search(r, f->name, strlen(f->name), &in), "%s isn't in its register", f->name);
		printable(f->name);
		printable(f->description);
		for (size_t k = 0; k < f->nvalues; k++) {
			const struct reg_value *v = &f->values[k], *named = NULL;

			printable(v->name);
			printable(v->description);
			FUZZ_HOLDS(v->has_value || v->is_default, "a value that is none");
			FUZZ_HOLDS(!(v->value & ~v->mask), "a value in bits that don't count");
			if (v->has_value && v->read)
				FUZZ_HOLDS(reg_value_of(f, v->value, false), "%s has no name", v->name);
			reg_find_value(f, v->name, strlen(v->name), v->write, &named, &e);
		}
	}
}

#define MOST_STEPS 2000000

static void count(void *ctx, const char *name)
{
	printable(name);
	++*(size_t *)ctx;
}

static void check(struct reg_set *s)
{
	const struct reg *r;
	size_t i, ways = 0;

	for (i = 0; (r = reg_set_reg(s, i)); i++) {
		const struct reg *before = i ? reg_set_reg(s, i - 1) : NULL;

		FUZZ_HOLDS(!before || before->addr <= r->addr, "registers are out of order");
		FUZZ_HOLDS(*r->name && r->bits && r->bits <= 65536, "%s has %u bits", r->name, r->bits);
		FUZZ_HOLDS(!(r->reset_value & ~(r->bits < 64 ? (UINT64_C(1) << r->bits) - 1 : UINT64_MAX)),
			   "a wide reset");
		if (i > 200 || i * reg_set_nregs(s) > MOST_STEPS) /* looking one up may walk over all */
			continue;
		FUZZ_HOLDS(reg_set_group_at(s, r->addr), "a register in no peripheral");
		printable(r->name);
		printable(r->description);
		printable(r->display_name);
		names_lead_back(s, r);
		fields_are_sound(r);
		reg_complete(s, r->name, strlen(r->name), count, &ways);
		FUZZ_HOLDS(ways, "%s isn't offered", r->name);
		FUZZ_HOLDS(*reg_access_words[r->access] && (reg_readable(r->access) || reg_noread(r)), "an access");
		FUZZ_HOLDS(reg_readable(r->access) || reg_writable(r->access), "neither read nor written");
	}
	FUZZ_HOLDS(i == reg_set_nregs(s), "%zu registers of %zu", i, reg_set_nregs(s));
	for (i = 0; i < s->nitems; i++)
		if (s->items[i].container && s->items[i].container->kind == REG_IS_PERIPHERAL)
			printable(s->items[i].container->group->description);
	reg_complete(s, "", 0, count, &ways);
	reg_set_group_at(s, 0x1000);
}

/* A name or pattern that the file chooses. */
static void look_up(struct reg_set *s, const char *name)
{
	const size_t len = strlen(name);
	struct physmon_error e = { .text = "" };
	const struct reg *r;
	const struct reg_field *f;
	const struct reg_value *v;
	struct reg_glob g;
	struct reg_hit hit;
	size_t ways = 0;
	int err = reg_find(s, name, len, &hit, &e);

	FUZZ_HOLDS(!!*e.text == (err && err != -ENOENT), "the sentence \"%s\" for %d", e.text, err);
	FUZZ_HOLDS(err || hit.group, "in no peripheral");
	for (r = reg_glob_first(s, &g, name, len); r; r = reg_glob_next(&g))
		FUZZ_HOLDS(reg_search(r, "", 0, &f), "no text holds nothing");
	reg_complete(s, name, len, count, &ways);
	for (size_t i = 0; (r = reg_set_reg(s, i)) && i < 50; i++) {
		reg_search(r, name, len, &f);
		reg_find_field(r, name, len, &f, &e);
		for (size_t k = 0; k < r->nfields; k++)
			reg_find_value(&r->fields[k], name, len, false, &v, &e);
	}
}

/* What is no description as it is may be one as a file: packed by gzip, or with bytes that aren't UTF-8. */
static void load_file(struct reg_set *s, const uint8_t *data, size_t size)
{
	static int fd = -1;
	static char path[32];
	struct physmon_error e = { .text = "" };
	int err;

	if (fd < 0) {
		fd = memfd_create("svd", MFD_CLOEXEC);
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	}
	FUZZ_HOLDS(fd >= 0 && !ftruncate(fd, 0) && pwrite(fd, data, size, 0) == (ssize_t)size, "no file");
	err = svd_load(s, path, &e);
	FUZZ_HOLDS(!err || (e.err == -err && !strncmp(e.text, path, strlen(path))), "%d is told as %s", err, e.text);
	FUZZ_HOLDS(!err || reg_set_nregs(s) == 1, "what was refused left something");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct physmon_error e = { .text = "" };
	struct reg_set *s;
	int err;

	FUZZ_HOLDS(!reg_set_new(&s), "memory is out");
	FUZZ_HOLDS(!svd_load_memory(s, "first", first, sizeof(first) - 1, &e), "%s", e.text);
	err = svd_load_memory(s, "x", data, size, &e);
	if (err) {
		FUZZ_HOLDS(e.err == -err && !strncmp(e.text, "x:", 2), "%d is told as %s", err, e.text);
		FUZZ_HOLDS(reg_set_nregs(s) == 1, "what was refused left something");
	}
	if (err == -EILSEQ)
		load_file(s, data, size);
	check(s);
	for (size_t i = 0; i < s->nitems && i < 20; i++)
		if (s->items[i].container && s->items[i].container->kind == REG_IS_PERIPHERAL)
			look_up(s, s->items[i].container->group->description);
	if (!size) {
		FUZZ_HOLDS(svd_load(s, "/nonexistent/chip.svd", &e) == -ENOENT, "a file that isn't there was loaded");
		FUZZ_HOLDS(svd_load(s, "/dev/null", &e) == -EILSEQ, "an empty file was loaded");
		FUZZ_HOLDS(svd_load(s, "/", &e) == -EISDIR, "a folder was loaded");
	}
	reg_set_free(s);
	reg_set_free(NULL);
	return 0;
}
