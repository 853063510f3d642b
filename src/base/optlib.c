/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * optlib: opens an optional library with dlopen() and looks up its symbols, once in the life of the process. The struct
 * of a library is the only state that changes here.
 */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "optlib.h"
#include "text.h"

#ifndef OPTLIB_STATIC
#define OPTLIB_STATIC 0
#endif

#if (HAVE_READLINE || HAVE_EXPAT) && !OPTLIB_STATIC

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

struct opened {
	bool tried, have;
	char why[256];
};

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

static bool opens(const struct library *lib, void *pointers, struct opened *o)
{
	if (!o->tried) {
		o->tried = true;
		o->have = fill(lib, pointers, o->why, sizeof(o->why));
	}
	return o->have;
}

#endif

#define OPTLIB_ADDRESS(symbol) .symbol = &symbol,

/* --- readline --- */

#if HAVE_READLINE && OPTLIB_STATIC

static const struct optlib_readline linked_readline = { OPTLIB_READLINE(OPTLIB_ADDRESS) };

const struct optlib_readline *optlib_readline(void)
{
	return &linked_readline;
}

const char *optlib_readline_why(void)
{
	return NULL;
}

#elif HAVE_READLINE

#define OPTLIB_ROW(name) { #name, offsetof(struct optlib_readline, name) },
static const struct row readline_rows[] = { OPTLIB_READLINE(OPTLIB_ROW) };
#undef OPTLIB_ROW
/* the last one comes with the development files only, and stands for versions that nobody has seen yet */
static const char *const readline_sonames[] = { "libreadline.so.8", "libreadline.so.7", "libreadline.so", NULL };
static const struct library readline_library = {
	readline_sonames,
	readline_rows,
	sizeof(readline_rows) / sizeof(readline_rows[0]),
};
static struct optlib_readline readline_pointers;
static struct opened readline_opened;

const struct optlib_readline *optlib_readline(void)
{
	return opens(&readline_library, &readline_pointers, &readline_opened) ? &readline_pointers : NULL;
}

const char *optlib_readline_why(void)
{
	return optlib_readline() ? NULL : readline_opened.why;
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

/* --- expat --- */

#if HAVE_EXPAT && OPTLIB_STATIC

static const struct optlib_expat linked_expat = { OPTLIB_EXPAT(OPTLIB_ADDRESS) };

const struct optlib_expat *optlib_expat(void)
{
	return &linked_expat;
}

const char *optlib_expat_why(void)
{
	return NULL;
}

#elif HAVE_EXPAT

#define OPTLIB_ROW(name) { #name, offsetof(struct optlib_expat, name) },
static const struct row expat_rows[] = { OPTLIB_EXPAT(OPTLIB_ROW) };
#undef OPTLIB_ROW
static const char *const expat_sonames[] = { "libexpat.so.1", NULL };
static const struct library expat_library = {
	expat_sonames,
	expat_rows,
	sizeof(expat_rows) / sizeof(expat_rows[0]),
};
static struct optlib_expat expat_pointers;
static struct opened expat_opened;

const struct optlib_expat *optlib_expat(void)
{
	return opens(&expat_library, &expat_pointers, &expat_opened) ? &expat_pointers : NULL;
}

const char *optlib_expat_why(void)
{
	return optlib_expat() ? NULL : expat_opened.why;
}

#else

const struct optlib_expat *optlib_expat(void)
{
	return NULL;
}

const char *optlib_expat_why(void)
{
	return "built without expat";
}

#endif
