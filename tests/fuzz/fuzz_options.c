/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_options: the program's arguments, and those of devmem. The input is argv, a NUL between two; numbers of devmem
 * are compared with strtoull's.
 */
#include <fcntl.h>
#include <getopt.h>
#include <string.h>

#include "allow_words.h"
#include "devmem.h"
#include "emit.h"
#include "fuzz.h"
#include "options.h"

#define MOST 16

static struct emit *nowhere(void)
{
	static struct emit_storage storage;
	static struct emit *m;
	int fd;

	if (!m) {
		fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
		if (fd < 0)
			abort();
		m = emit_open(&storage, fd, fd, EMIT_TEXT, false);
	}
	return m;
}

static void as_physmon(int argc, char **argv)
{
	struct physmon_error e = { .text = "" };
	struct options o;
	size_t i;
	int r;

	optind = 0; /* glibc: begin anew */
	r = options_parse(argc, argv, &o, &e);
	FUZZ_HOLDS(!r || e.text[0], "arguments were refused without a sentence");
	FUZZ_HOLDS(!o.width || o.width == 1 || o.width == 2 || o.width == 4 || o.width == 8, "the width is %u bytes",
		   o.width);
	FUZZ_HOLDS(o.target && o.ntexts <= (size_t)argc && o.allow <= 7, "%zu texts of %d arguments", o.ntexts, argc);
	for (i = 0; i < o.ntexts; i++)
		FUZZ_HOLDS(o.texts[i].text && (r || o.texts[i].source), "text %zu is none", i);
	if (o.what == OPTIONS_HELP)
		options_help(nowhere());
	if (o.what == OPTIONS_VERSION)
		options_version(nowhere());
	options_free(&o);
}

static void as_devmem(int argc, char **argv)
{
	struct physmon_error e = { .text = "" };
	struct devmem_request q;
	int r = devmem_parse(argc, argv, &q, &e);

	if (r)
		return;
	FUZZ_HOLDS(argc > 1 && q.addr == strtoull(argv[1], NULL, 0), "%s became %llx", argv[1],
		   (unsigned long long)q.addr);
	FUZZ_HOLDS(q.width == 1 || q.width == 2 || q.width == 4 || q.width == 8, "the width is %u bytes", q.width);
	FUZZ_HOLDS(q.write == (argc > 3), "%d arguments", argc);
	if (q.write)
		FUZZ_HOLDS(q.value == strtoull(argv[3], NULL, 0) && (q.width == 8 || !(q.value >> (8 * q.width))),
			   "%s became %llx of %u bytes", argv[3], (unsigned long long)q.value, q.width);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), *argv[MOST + 1], *shuffled[MOST + 1], *p;
	struct physmon_error e;
	unsigned mask;
	int argc = 0;

	if (!text)
		abort();
	world_begin();
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	for (p = text; p <= text + size && argc < MOST; p += strlen(p) + 1)
		argv[argc++] = p;
	argv[argc] = NULL;
	memcpy(shuffled, argv, sizeof(argv)); /* getopt permutes */
	if (allow_words_parse(text, &mask, &e))
		FUZZ_HOLDS(e.text[0], "protection_parse gave no sentence");
	as_physmon(argc, shuffled);
	as_devmem(argc, argv);
	free(text);
	return 0;
}
