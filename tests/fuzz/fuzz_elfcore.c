/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_elfcore: a file that may be an ELF core, read in pieces of any size. Whatever it is, segments are in order
 * within themselves, lie in the file's range of offsets, and what is found for an address holds it.
 */
#include <errno.h>
#include <string.h>

#include "elfcore.h"
#include "fuzz.h"

struct file {
	const uint8_t *data;
	size_t size, reads;
};

static int64_t file_read(void *ctx, uint64_t offset, void *buf, size_t nbytes)
{
	struct file *f = ctx;
	size_t most = 1 + (f->reads++ * 37) % 200;

	FUZZ_HOLDS(nbytes, "nothing is asked for");
	FUZZ_HOLDS(f->reads < 100000, "it reads for ever");
	if (offset >= f->size)
		return 0;
	if (nbytes > f->size - offset)
		nbytes = f->size - (size_t)offset;
	if (nbytes > most)
		nbytes = most;
	memcpy(buf, f->data + offset, nbytes);
	return (int64_t)nbytes;
}

static void look_up(const struct elfcore *c, enum elfcore_by by, uint64_t addr)
{
	const struct elfcore_segment *s = elfcore_find(c, by, addr);
	uint64_t next = 0, first = 0, last = 0;
	const bool any = elfcore_ends(c, by, &first, &last), more = elfcore_next(c, by, addr, &next);

	if (s) {
		FUZZ_HOLDS(s->first <= addr && addr <= s->last, "another address was found");
		FUZZ_HOLDS(s->offset + (s->last - s->first) >= s->offset, "a segment wraps around in the file");
		FUZZ_HOLDS(any && first <= s->first && s->last <= last, "a segment lies outside of all");
	}
	if (more) {
		FUZZ_HOLDS(next > addr && elfcore_find(c, by, next), "the next address is none");
		FUZZ_HOLDS(any && first <= next && next <= last, "the next address lies outside of all");
	}
	FUZZ_HOLDS(more == (any && last > addr), "the next address is missing, or too much");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct file f = { data, size, 0 };
	struct elfcore *c = NULL;
	const char *why = NULL;
	uint64_t first, last;
	int by, r;

	r = elfcore_read(file_read, &f, &c, &why);
	FUZZ_HOLDS(r == 0 || r == -ENOEXEC, "elfcore_read() returns %d", r);
	FUZZ_HOLDS(why && !*why == !r, "a reason is missing, or too much");
	if (r)
		return 0;
	for (by = ELFCORE_VIRTUAL; by <= ELFCORE_PHYSICAL; by++) {
		look_up(c, by, 0);
		look_up(c, by, UINT64_MAX);
		look_up(c, by, 0xffff888000000000);
		if (!elfcore_ends(c, by, &first, &last))
			continue;
		FUZZ_HOLDS(first <= last, "the ends are in disorder");
		look_up(c, by, first);
		look_up(c, by, first - 1);
		look_up(c, by, last);
		look_up(c, by, last + 1);
		look_up(c, by, first + (last - first) / 2);
	}
	elfcore_free(c);
	return 0;
}
