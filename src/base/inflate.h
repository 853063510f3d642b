/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inflate: unpacks gzip (RFC 1952) in one piece, with zlib: /proc/config.gz on boards without /boot/config-*. */
#pragma once

#include <stddef.h>

/*
 * inflate_gzip - unpack the @nbytes at @in, any bytes, into @out, which has @room bytes: all members of the file; what
 * follows them and is none is ignored. *@got: number of bytes unpacked, 0 after an error. Returns 0; -ENOSPC: there are
 * more; -EBADMSG: not gzip, or damaged; -ENOTSUP: zlib isn't available, see optlib_zlib_why(); -ENOMEM.
 */
int inflate_gzip(const void *in, size_t nbytes, void *out, size_t room, size_t *got);
