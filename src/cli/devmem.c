/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devmem: the arguments, the access and the output of devmem. The behaviour of busybox was found by running it. There
 * is no session and no emit: a script that calls this a thousand times pays for one open, one mapping of one page and
 * one access each.
 */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "devmem.h"
#include "error.h"
#include "out.h"
#include "text.h"

static const char usage[] = "Usage: devmem ADDRESS [WIDTH [VALUE]]\n\n"
			    "Read/write from physical address\n\n"
			    "\tADDRESS\tAddress to act upon\n"
			    "\tWIDTH\tWidth (8/16/32/64, or b/h/w/l)\n"
			    "\tVALUE\tData to be written\n";

/* A whole C number. strtoull also takes blanks and signs before it: busybox refuses those, and so do we. */
static int number_parse(const char *s, int base, uint64_t *v)
{
	char *end;

	if (!isalnum((unsigned char)s[0]))
		return -EINVAL;
	errno = 0;
	*v = strtoull(s, &end, base);
	if (*end)
		return -EINVAL;
	return -errno;
}

/* Bytes, or 0. */
static unsigned width_parse(const char *s)
{
	static const char letters[] = "bhwl";
	const char *letter = s[0] && !s[1] ? strchr(letters, tolower((unsigned char)s[0])) : NULL;
	uint64_t bits;

	if (letter)
		return *letter == 'l' ? sizeof(long) : 1u << (letter - letters);
	if (number_parse(s, 10, &bits))
		return 0;
	return bits == 8 || bits == 16 || bits == 32 || bits == 64 ? (unsigned)bits / 8 : 0;
}

int devmem_parse(int argc, char *const argv[], struct devmem_request *r, struct physmon_error *e)
{
	*r = (struct devmem_request){ .width = 4 };
	if (argc < 2)
		return error_set(e, PHYSMON_E_NONE, EDESTADDRREQ, "%s", "");
	if (number_parse(argv[1], 0, &r->addr))
		return error_set(e, PHYSMON_E_NONE, EDESTADDRREQ, "address '%.64s' is no number of up to 64 bits",
				 argv[1]);
	if (argc < 3)
		return 0;
	r->width = width_parse(argv[2]);
	if (!r->width)
		return error_set(e, PHYSMON_E_WIDTH, EINVAL, "width '%.64s' is none of 8 16 32 64 b h w l", argv[2]);
	if (argc < 4)
		return 0;
	r->write = true;
	if (number_parse(argv[3], 0, &r->value))
		return error_text(e, "value '%.64s' is no number of up to 64 bits", argv[3]);
	if (r->width < 8 && r->value >> (8 * r->width))
		return error_set(e, PHYSMON_E_NONE, ERANGE, "value %" PRIx64 " does not fit %u bits", r->value,
				 8 * r->width);
	return 0;
}

static int complain(int err_fd, const char *sentence)
{
	char line[PHYSMON_ERROR_TEXT + 16];

	text_print(line, sizeof(line), "devmem: %s\n", sentence);
	out_text(err_fd, line); /* if this fails, too, only the exit status can say so */
	return 1;
}

static int access_once(struct devmem_request *r, struct physmon_error *e)
{
	const struct physmon_options options = { .read_only = !r->write, .narrow = true };
	struct physmon_target *t;
	int rc;

	rc = physmon_open("mem", &options, &t, e);
	if (rc)
		return rc;
	/* busybox guards no System RAM, and whoever typed a whole devmem command has named the address on purpose */
	physmon_allow(t, PHYSMON_PROTECT_RAM | PHYSMON_PROTECT_PORT | PHYSMON_PROTECT_NOREAD);
	if (r->write)
		rc = physmon_write(t, r->addr, r->width, r->value, e);
	else
		rc = physmon_read(t, r->addr, r->width, &r->value, e);
	physmon_close(t);
	return rc;
}

int devmem_main(int argc, char *const argv[], int out_fd, int err_fd)
{
	struct devmem_request r;
	struct physmon_error e = { .text = "" };
	char line[32];
	int rc;

	if (argc == 2 && !strcmp(argv[1], "--help")) {
		out_text(err_fd, usage);
		return 0;
	}
	rc = devmem_parse(argc, argv, &r, &e);
	if (rc) {
		if (e.text[0])
			complain(err_fd, e.text);
		if (rc == -EDESTADDRREQ)
			out_text(err_fd, usage);
		return 1;
	}
	if (access_once(&r, &e))
		return complain(err_fd, e.text);
	if (r.write)
		return 0;
	text_print(line, sizeof(line), "0x%0*llX\n", (int)(2 * r.width), (unsigned long long)r.value);
	rc = out_text(out_fd, line);
	if (rc) {
		error_set(&e, PHYSMON_E_SYSTEM, -rc, "standard output can't be written: %s", strerror(-rc));
		return complain(err_fd, e.text);
	}
	return 0;
}
