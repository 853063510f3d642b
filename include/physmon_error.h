/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * physmon_error: the error type: kind, errno, access, and a sentence for people. A part of physmon.h for parsers, which
 * need nothing else of it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Why something failed. The command line maps kinds to exit statuses; the texts are for people. */
enum physmon_kind {
	PHYSMON_E_NONE,
	PHYSMON_E_SYSTEM,    /* out of memory, or a system call failed unexpectedly */
	PHYSMON_E_SPEC,	     /* a target specification that no scheme understands */
	PHYSMON_E_OPEN,	     /* the target can't be opened: absent, refused, not mappable */
	PHYSMON_E_NO_BUS,    /* the target has nothing to access (target "none") */
	PHYSMON_E_WIDTH,     /* the target or this CPU can't make a single access of that width */
	PHYSMON_E_UNALIGNED, /* address or step is no multiple of the width */
	PHYSMON_E_WRAP,	     /* the range runs past the last address, 2^64-1 */
	PHYSMON_E_EXTENT,    /* before the target's start or beyond its end */
	PHYSMON_E_READ_ONLY, /* a write to a target opened read-only */
	PHYSMON_E_PROTECTED, /* a protected range: see physmon_protect() */
	PHYSMON_E_MAP,	     /* the kernel or a driver refused the mapping */
	PHYSMON_E_BUS,	     /* the access caused SIGBUS or SIGSEGV */
	PHYSMON_E_STOPPED,   /* an observer said PHYSMON_STOP */
};

#define PHYSMON_ERROR_TEXT 512

struct physmon_error {
	enum physmon_kind kind;
	int err;	/* errno of the cause, positive; 0 if there is none */
	uint64_t addr;	/* the first address that failed, if the error is about an address */
	unsigned width; /* bytes; 0 if the error isn't about an access */
	size_t done;	/* units done before the failing one */
	char text[PHYSMON_ERROR_TEXT];
};
