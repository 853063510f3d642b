/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_inflate: any bytes as gzip. Nothing is written or read outside (the sanitizers watch), and it has an end. */
#include <errno.h>

#include "fuzz.h"
#include "inflate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const size_t room = size ? data[0] * 64u : 0;
	uint8_t *out = malloc(room ? room : 1);
	size_t got = 0;
	int r;

	if (!out)
		abort();
	r = size ? inflate_gzip(data + 1, size - 1, out, room, &got) : 0;
	FUZZ_HOLDS(!r || r == -EBADMSG || r == -ENOSPC, "it says %d", r);
	FUZZ_HOLDS(got <= room && (!r || !got), "%zu bytes came out", got);
	free(out);
	return 0;
}
