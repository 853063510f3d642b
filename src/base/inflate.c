/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inflate: unpacks gzip with zlib, which is opened when it is first needed. */
#include <errno.h>
#include <limits.h>

#include "inflate.h"
#include "optlib.h"

#if HAVE_ZLIB

#define GZIP_ONLY (16 + MAX_WBITS)

int inflate_gzip(const void *in, size_t nbytes, void *out, size_t room, size_t *got)
{
	const struct optlib_zlib *z = optlib_zlib();
	z_stream s = { .next_in = (z_const Bytef *)in, .next_out = out };
	int result;

	*got = 0;
	if (!z)
		return -ENOTSUP;
	if (nbytes > UINT_MAX || room > UINT_MAX)
		return -EBADMSG;
	s.avail_in = (uInt)nbytes;
	s.avail_out = (uInt)room;
	do {
		if (z->inflateInit2_(&s, GZIP_ONLY, ZLIB_VERSION, sizeof(s)) != Z_OK)
			return -ENOMEM;
		result = z->inflate(&s, Z_FINISH);
		z->inflateEnd(&s);
	} while (result == Z_STREAM_END && s.avail_in > 1 && s.next_in[0] == 0x1f && s.next_in[1] == 0x8b);
	if (result == Z_STREAM_END) {
		*got = room - s.avail_out;
		return 0;
	}
	return result == Z_MEM_ERROR ? -ENOMEM : result == Z_BUF_ERROR && !s.avail_out ? -ENOSPC : -EBADMSG;
}

#else

int inflate_gzip(const void *in, size_t nbytes, void *out, size_t room, size_t *got)
{
	(void)in, (void)nbytes, (void)out, (void)room;
	*got = 0;
	return -ENOTSUP;
}

#endif
