/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * optlib: see optlib.h. The struct of a library is the one thing here that changes, once, when it is first asked for: a
 * library is there once for the whole process, whoever asks.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "optlib.h"
#include "text.h"

#ifndef OPTLIB_STATIC
#define OPTLIB_STATIC 0
#endif

#if HAVE_READLINE && OPTLIB_STATIC

#define OPTLIB_ADDRESS(symbol) .symbol = &symbol,
static const struct optlib_readline linked = { OPTLIB_READLINE(OPTLIB_ADDRESS) };

const struct optlib_readline *optlib_readline(void)
{
	return &linked;
}

const char *optlib_readline_why(void)
{
	return NULL;
}

#elif HAVE_READLINE

#include <dlfcn.h>

/* One pointer of a library's struct. Another library is another table of these. */
struct row {
	const char *symbol;
	size_t offset;
};

struct library {
	const char *const *sonames; /* newest first, NULL at the end */
	const struct row *rows;
	size_t nrows;
};

#define OPTLIB_ROW(name) { #name, offsetof(struct optlib_readline, name) },
static const struct row readline_rows[] = { OPTLIB_READLINE(OPTLIB_ROW) };
/* the last one comes with the development files only, and stands for versions that nobody has seen yet */
static const char *const readline_sonames[] = { "libreadline.so.8", "libreadline.so.7", "libreadline.so", NULL };
static const struct library readline_library = {
	readline_sonames,
	readline_rows,
	sizeof(readline_rows) / sizeof(readline_rows[0]),
};

static struct {
	struct optlib_readline pointers;
	bool tried, have;
	char why[256];
} opened;

/* Fills @pointers, a struct of data pointers and function pointers; POSIX lets dlsym() give both. */
static bool fill(const struct library *lib, void *pointers, char *why, size_t why_size)
{
	const char *problem;
	void *handle = NULL;

	/* the first sentence is the one to keep: it names the version that should be there */
	for (size_t i = 0; !handle && lib->sonames[i]; i++) {
		handle = dlopen(lib->sonames[i], RTLD_NOW | RTLD_LOCAL);
		problem = handle || i ? NULL : dlerror();
		if (!handle && !i)
			text_print(why, why_size, "%s", problem ? problem : "the library can't be opened");
	}
	if (!handle)
		return false;
	for (size_t i = 0; i < lib->nrows; i++) {
		void *symbol = dlsym(handle, lib->rows[i].symbol);

		if (!symbol) {
			text_print(why, why_size, "the library found is too old: it has no %s", lib->rows[i].symbol);
			dlclose(handle);
			return false;
		}
		memcpy((char *)pointers + lib->rows[i].offset, &symbol, sizeof(symbol));
	}
	return true;
}

const struct optlib_readline *optlib_readline(void)
{
	if (!opened.tried) {
		opened.tried = true;
		opened.have = fill(&readline_library, &opened.pointers, opened.why, sizeof(opened.why));
	}
	return opened.have ? &opened.pointers : NULL;
}

const char *optlib_readline_why(void)
{
	return optlib_readline() ? NULL : opened.why;
}

#else

const struct optlib_readline *optlib_readline(void)
{
	return NULL;
}

const char *optlib_readline_why(void)
{
	return "built without readline";
}

#endif

const char *optlib_readline_version(void)
{
#if HAVE_READLINE
	const struct optlib_readline *rl = optlib_readline();

	return rl ? *rl->rl_library_version : NULL;
#else
	return NULL;
#endif
}
