/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inflate: unpacks gzip (RFC 1952) in one piece, for /proc/config.gz on boards without /boot/config-*. It is small
 * rather than fast. Any input is safe; the caller limits the size of the output.
 */
#ifndef BASE_INFLATE_H
#define BASE_INFLATE_H

#include <stddef.h>

/*
 * inflate_gzip - unpack the first member of @nbytes at @in into @out, which has @room bytes. *@got: number of bytes
 * unpacked. Returns 0; -ENOSPC: there are more; -EBADMSG: not gzip, or damaged (the length is checked, the checksum
 * isn't).
 */
int inflate_gzip(const void *in, size_t nbytes, void *out, size_t room, size_t *got);

#endif
