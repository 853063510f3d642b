/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fuzz_snapshot: files of snapshots. What is understood must be the same when it is printed and read again. */
#include <string.h>

#include "fuzz.h"
#include "out.h"
#include "snapshot.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char buf[1 << 20];
	struct snapshot *a, *b;
	struct physmon_error e;
	struct out out;
	size_t i;
	bool swap;

	if (!size)
		return 0;
	swap = data[0] & 1;
	e.text[0] = '\0';
	if (snapshot_parse(&a, "a", "file", (const char *)data + 1, size - 1, swap, &e)) {
		FUZZ_HOLDS(e.text[0], "no sentence says what is wrong");
		return 0;
	}
	FUZZ_HOLDS(a->nunits && !(a->addr % a->width) && snapshot_last(a) >= a->addr, "a range that can't be");
	out_init(&out, -1, buf, sizeof(buf));
	snapshot_print(a, &out, swap);
	FUZZ_HOLDS(!out.err, "it doesn't fit");
	FUZZ_HOLDS(!snapshot_parse(&b, "a", "file", buf, out.len, swap, &e), "what was printed isn't understood: %s",
		   e.text);
	FUZZ_HOLDS(a->addr == b->addr && a->width == b->width && a->nunits == b->nunits, "another range");
	for (i = 0; i < a->nunits; i++)
		FUZZ_HOLDS(a->states[i] == b->states[i], "another state of unit %zu", i);
	FUZZ_HOLDS(!memcmp(a->units, b->units, a->nunits * a->width), "other values");
	snapshot_free(a);
	snapshot_free(b);
	return 0;
}
