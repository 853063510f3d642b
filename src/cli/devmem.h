/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devmem: a replacement for busybox's applet devmem (1.35): one access per process. Same arguments, same output, same
 * statuses; a value too wide, an unaligned address or a bus error, which busybox gets wrong, is refused or reported.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <physmon.h>

struct devmem_request {
	uint64_t addr;	/* physical */
	unsigned width; /* bytes: 1, 2, 4, 8 */
	bool write;
	uint64_t value; /* where write */
};

/*
 * devmem_parse - what "devmem ADDRESS [WIDTH [VALUE]]" asks for. Pure. Numbers as C has them: 0x10, 020, 16; WIDTH is
 * decimal bits or b, h, w, l (a C long); what follows VALUE is ignored, as busybox does.
 * @r, @e: neither may be NULL.
 * Returns 0; -EDESTADDRREQ: ADDRESS is missing or no number (busybox shows its usage); -EINVAL: a bad WIDTH or VALUE;
 * -ERANGE: VALUE has more bits than WIDTH. @e->text names the culprit, and is empty where ADDRESS is missing.
 */
int devmem_parse(int argc, char *const argv[], struct devmem_request *r, struct physmon_error *e);

/*
 * devmem_main - the whole program under its name "devmem": reads or writes one unit of physical memory.
 * @out_fd: gets the value read; @err_fd: sentences and the usage. Both stay the caller's.
 * Returns the exit status, 0 or 1.
 */
int devmem_main(int argc, char *const argv[], int out_fd, int err_fd);
