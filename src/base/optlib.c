/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * optlib: opens an optional library with dlopen() and looks up its symbols, once in the life of the process. A static
 * build takes their addresses instead.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "optlib.h"
#include "text.h"

/* Both functions of a library that isn't built in. */
#define OPTLIB_ABSENT(name) \
	const struct optlib_##name *optlib_##name(void) \
	{ \
		return NULL; \
	} \
	const char *optlib_##name##_why(void) \
	{ \
		return "built without " #name; \
	}

/*
 * Both functions of a library that is. LIST: its symbols, as in optlib.h. sonames: its files, newest first, each with a
 * NUL. soname: the one that packagers' tools are told of, purpose: what it is good for.
 */
#ifdef OPTLIB_STATIC

#define OPTLIB_ADDRESS(symbol) .symbol = &symbol,
#define OPTLIB_LIBRARY(name, LIST, sonames, soname, purpose) \
	const struct optlib_##name *optlib_##name(void) \
	{ \
		static const struct optlib_##name linked = { LIST(OPTLIB_ADDRESS) }; \
		return &linked; \
	} \
	const char *optlib_##name##_why(void) \
	{ \
		return NULL; \
	}

#elif HAVE_READLINE || HAVE_EXPAT || HAVE_ZLIB

#include <dlfcn.h>

#define WHY_SIZE 256

struct library {
	const char *sonames, *symbols; /* each text ends with a NUL, the list with another */
	void *pointers;		       /* one for each symbol, in the same order */
	char *why;		       /* WHY_SIZE bytes */
	bool tried, have;
};

/* Data pointers and function pointers: POSIX lets dlsym() give both. */
static bool fill(const struct library *lib)
{
	const char *problem;
	char *to = lib->pointers;
	void *handle = NULL, *symbol;

	/* the first sentence is the one to keep: it names the version that should be there */
	for (const char *name = lib->sonames; !handle && *name; name += strlen(name) + 1) {
		handle = dlopen(name, RTLD_NOW | RTLD_LOCAL);
		problem = handle || name != lib->sonames ? NULL : dlerror();
		if (!handle && name == lib->sonames)
			text_print(lib->why, WHY_SIZE, "%s", problem ? problem : "the library can't be opened");
	}
	if (!handle)
		return false;
	for (const char *name = lib->symbols; *name; name += strlen(name) + 1, to += sizeof(symbol)) {
		symbol = dlsym(handle, name);
		if (!symbol) {
			text_print(lib->why, WHY_SIZE, "the library found is too old: it has no %s", name);
			dlclose(handle);
			return false;
		}
		memcpy(to, &symbol, sizeof(symbol));
	}
	return true;
}

static bool opens(struct library *lib)
{
	if (!lib->tried)
		lib->have = fill(lib);
	lib->tried = true;
	return lib->have;
}

/*
 * A note in the program for the tools of distributions, since nothing else shows them what dlopen() will look for:
 * systemd's "ELF dlopen metadata" (systemd.io/ELF_DLOPEN_METADATA): owner FDO, type 407c0c0a, JSON.
 */
#define OPTLIB_JSON(name, soname, purpose) \
	"[{\"feature\":\"" name "\",\"description\":\"" purpose \
	"\",\"priority\":\"recommended\",\"soname\":[\"" soname "\"]}]"
#define OPTLIB_NOTE(name, soname, purpose) \
	static const struct { \
		uint32_t owner_size, text_size, type; \
		char owner[4], text[sizeof(OPTLIB_JSON(#name, soname, purpose))]; \
	} name##_note __attribute__((section(".note.dlopen"), used, aligned(4))) = { \
		4, sizeof(OPTLIB_JSON(#name, soname, purpose)), 0x407c0c0a, "FDO", OPTLIB_JSON(#name, soname, purpose) \
	};

#define OPTLIB_NAME(symbol) #symbol "\0"
#define OPTLIB_LIBRARY(name, LIST, sonames, soname, purpose) \
	OPTLIB_NOTE(name, soname, purpose) \
	static struct optlib_##name name##_pointers; \
	static char name##_why[WHY_SIZE]; \
	static struct library name##_library = { \
		sonames, LIST(OPTLIB_NAME), &name##_pointers, name##_why, false, false \
	}; \
	const struct optlib_##name *optlib_##name(void) \
	{ \
		return opens(&name##_library) ? &name##_pointers : NULL; \
	} \
	const char *optlib_##name##_why(void) \
	{ \
		return opens(&name##_library) ? NULL : name##_why; \
	}

#endif

#if HAVE_READLINE
/* the last one comes with the development files only, for versions newer than these */
OPTLIB_LIBRARY(readline, OPTLIB_READLINE, "libreadline.so.8\0libreadline.so.7\0libreadline.so\0", "libreadline.so.8",
	       "line editor with history and completion")
#else
OPTLIB_ABSENT(readline)
#endif

#if HAVE_EXPAT
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations" /* see optlib.h */
OPTLIB_LIBRARY(expat, OPTLIB_EXPAT, "libexpat.so.1\0", "libexpat.so.1", "registers by name (SVD files)")
#pragma GCC diagnostic pop
#else
OPTLIB_ABSENT(expat)
#endif

#if HAVE_ZLIB
OPTLIB_LIBRARY(zlib, OPTLIB_ZLIB, "libz.so.1\0", "libz.so.1", "packed files")
#else
OPTLIB_ABSENT(zlib)
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

const char *optlib_expat_version(void)
{
#if HAVE_EXPAT
	const struct optlib_expat *x = optlib_expat();
	const char *version = x ? x->XML_ExpatVersion() : NULL; /* expat_2.5.0 */

	return version && !strncmp(version, "expat_", 6) ? version + 6 : version;
#else
	return NULL;
#endif
}
