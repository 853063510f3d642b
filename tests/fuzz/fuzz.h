/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz: what every fuzz_*.c has in common. Each is one libFuzzer target: a room, any bytes, and what must hold whatever
 * they are. Only here and in world.c is anything put in the place of the real thing.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* libFuzzer calls it with each input; it returns 0. What is found ends the program. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/*
 * world_begin - the clock of world.c stands at 0 again: an input does the same each time. world_interrupted - did it
 * press Ctrl-C since, as the input took too long?
 */
void world_begin(void);
bool world_interrupted(void);

/* FUZZ_HOLDS - what must be true of every input; the sentence after it is for printf(). */
#define FUZZ_HOLDS(condition, ...) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, "%s:%d: %s does not hold: ", __FILE__, __LINE__, #condition); \
			fprintf(stderr, __VA_ARGS__); \
			fprintf(stderr, "\n"); \
			abort(); \
		} \
	} while (0)

/* A cursor over the input, for targets that take numbers out of it. Behind the end there are zeros. */
struct fuzz_bytes {
	const uint8_t *p, *end;
};

static inline uint64_t fuzz_take(struct fuzz_bytes *b, unsigned nbytes)
{
	uint64_t v = 0;

	while (nbytes--)
		v = v << 8 | (b->p < b->end ? *b->p++ : 0);
	return v;
}
