/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * access_batch: batches for the block accessors of access.c, which alone includes this: eight units in a row, a load
 * and a store each, or a load and a comparison, then one store of the count, since counting each unit takes as long as
 * moving it. Written out for the CPUs below, so that each unit takes equally many bytes of code: how many of them lie
 * between the first and where a fault happened is how many units were done. On other CPUs, and where MemorySanitizer
 * must see the stores, ACCESS_BATCHES is 0 and each unit is counted.
 */
#ifndef LIB_ACCESS_BATCH_H
#define LIB_ACCESS_BATCH_H

#include "access.h"

#if ACCESS_HAS_64 && (defined(__x86_64__) || defined(__aarch64__))
#define ACCESS_BATCHES 1
#else
#define ACCESS_BATCHES 0
#endif
#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#undef ACCESS_BATCHES
#define ACCESS_BATCHES 0
#endif
#endif

#if ACCESS_BATCHES

/* A unit at @from to one at @to: @ld to register @r, @st of register @s, @w bytes; @k counts from 1. */
#if defined(__x86_64__)

/* Each instruction has an offset of one byte; none, which is shorter, can't come up: both sides begin a unit early. */
#define BATCH_EARLY(w) (w)
#define BATCH_UNIT(ld, r, st, s, w, k) ld " " #w "*" #k "(%[from])," r "\n" st " " s "," #w "*" #k "(%[to])\n"
#define BATCH_ADVANCE(w) "addq $8*" #w ",%[from]\naddq $8*" #w ",%[to]\naddq $8,%[i]\n"
#define BATCH_COUNT "movq %[i],(%[done])\n"
#define BATCH_AGAIN "cmpq %[i],%[end]\njne "
/* these registers, since with others instructions are longer; AT&T's order and names */
#define BATCH_FROM "+D"
#define BATCH_TO "+S"
#define BATCH_V "=&a"
#define BATCH_8 "movzbl", "%%eax", "movb", "%%al", 1
#define BATCH_16 "movzwl", "%%eax", "movw", "%%ax", 2
#define BATCH_32 "movl", "%%eax", "movl", "%%eax", 4
#define BATCH_64 "movq", "%%rax", "movq", "%%rax", 8
/* the load is the comparison's */
#define SEEK_UNIT(name, ld, r, s, w, k) "cmp" ld " " s "," #w "*" #k "(%[from])\nje .L" name "_hit" #k "\n"
#define SEEK_ADVANCE(w) "addq $8*" #w ",%[from]\naddq $8,%[i]\n"
#define SEEK_END "jmp "
#define SEEK_NEXT "incq %[i]\n"
#define SEEK_WANT "a"
#define SEEK_8 "b", "", "%%al", 1
#define SEEK_16 "w", "", "%%ax", 2
#define SEEK_32 "l", "", "%%eax", 4
#define SEEK_64 "q", "", "%%rax", 8

#else

/* bare registers as addresses, see access.c */
#define BATCH_EARLY(w) 0
#define BATCH_UNIT(ld, r, st, s, w, k) \
	ld " " r ",[%[from]]\n" \
	   "add %[from],%[from],#" #w "\n" st " " s ",[%[to]]\n" \
	   "add %[to],%[to],#" #w "\n"
#define BATCH_ADVANCE(w) "add %[i],%[i],#8\n"
#define BATCH_COUNT "str %[i],[%[done]]\n"
#define BATCH_AGAIN "cmp %[i],%[end]\nb.ne "
#define BATCH_FROM "+r"
#define BATCH_TO "+r"
#define BATCH_V "=&r"
#define BATCH_8 "ldrb", "%w[v]", "strb", "%w[v]", 1
#define BATCH_16 "ldrh", "%w[v]", "strh", "%w[v]", 2
#define BATCH_32 "ldr", "%w[v]", "str", "%w[v]", 4
#define BATCH_64 "ldr", "%x[v]", "str", "%x[v]", 8
#define SEEK_UNIT(name, ld, r, s, w, k) \
	ld " " r ",[%[from]]\n" \
	   "add %[from],%[from],#" #w "\ncmp " r "," s "\nb.eq .L" name "_hit" #k "\n"
#define SEEK_ADVANCE(w) "add %[i],%[i],#8\n"
#define SEEK_END "b "
#define SEEK_NEXT "add %[i],%[i],#1\n"
#define SEEK_WANT "r"
#define SEEK_8 "ldrb", "%w[v]", "%w[want]", 1
#define SEEK_16 "ldrh", "%w[v]", "%w[want]", 2
#define SEEK_32 "ldr", "%w[v]", "%w[want]", 4
#define SEEK_64 "ldr", "%x[v]", "%x[want]", 8

#endif

#define BATCH_TEXT(name, ld, r, st, s, w) \
	".p2align 4\n" \
	".L" name "_first:\n" BATCH_UNIT(ld, r, st, s, w, 1) ".L" name "_second:\n" BATCH_UNIT(ld, r, st, s, w, 2) \
		BATCH_UNIT(ld, r, st, s, w, 3) BATCH_UNIT(ld, r, st, s, w, 4) BATCH_UNIT(ld, r, st, s, w, 5) \
			BATCH_UNIT(ld, r, st, s, w, 6) BATCH_UNIT(ld, r, st, s, w, 7) BATCH_UNIT(ld, r, st, s, w, 8) \
				BATCH_ADVANCE(w) ".L" name "_count:\n" BATCH_COUNT BATCH_AGAIN ".L" name "_first\n"

/*
 * BATCH_MOVE - all whole batches of @n units from @p to @buf; @name names the labels, so it can stand in one place
 * only. Its value is how many units these were.
 */
#define BATCH_MOVE_(name, p, buf, n, done_, ld, r, st, s, w) \
	({ \
		uintptr_t from_ = (uintptr_t)(p)-BATCH_EARLY(w), to_ = (uintptr_t)(buf)-BATCH_EARLY(w), v_; \
		const size_t end_ = (n) & ~(size_t)7; \
		size_t i_ = 0; \
		if (end_) \
			__asm__ volatile(BATCH_TEXT(name, ld, r, st, s, w) \
					 : [from] BATCH_FROM(from_), [to] BATCH_TO(to_), [v] BATCH_V(v_), [i] "+r"(i_) \
					 : [end] "r"(end_), [done] "r"(done_) \
					 : "cc", "memory"); \
		i_; \
	})
#define BATCH_MOVE(name, p, buf, n, done, ...) BATCH_MOVE_(name, p, buf, n, done, __VA_ARGS__)

/* What was sought is unit k of a batch where _hitk is reached: k - 1 units of it come before. */
#define SEEK_TEXT(name, ld, r, s, w) \
	".p2align 4\n" \
	".L" name "_first:\n" SEEK_UNIT(name, ld, r, s, w, 1) ".L" name "_second:\n" SEEK_UNIT(name, ld, r, s, w, 2) \
		SEEK_UNIT(name, ld, r, s, w, 3) SEEK_UNIT(name, ld, r, s, w, 4) SEEK_UNIT(name, ld, r, s, w, 5) \
			SEEK_UNIT(name, ld, r, s, w, 6) SEEK_UNIT(name, ld, r, s, w, 7) \
				SEEK_UNIT(name, ld, r, s, w, 8) \
					SEEK_ADVANCE(w) ".L" name "_count:\n" BATCH_COUNT BATCH_AGAIN ".L" name \
							"_first\n" SEEK_END ".L" name "_end\n" \
							".L" name "_hit8:\n" SEEK_NEXT ".L" name "_hit7:\n" SEEK_NEXT \
							".L" name "_hit6:\n" SEEK_NEXT ".L" name "_hit5:\n" SEEK_NEXT \
							".L" name "_hit4:\n" SEEK_NEXT ".L" name "_hit3:\n" SEEK_NEXT \
							".L" name "_hit2:\n" SEEK_NEXT ".L" name "_hit1:\n.L" name \
							"_end:\n"

/*
 * BATCH_SEEK - look for @want_ in all whole batches of @n units from @p. Its value is how many units come before the
 * first one that is @want_, or how many these were.
 */
#define BATCH_SEEK_(name, p, want_, n, done_, ld, r, s, w) \
	({ \
		uintptr_t from_ = (uintptr_t)(p)-BATCH_EARLY(w), v_ = 0; \
		const size_t end_ = (n) & ~(size_t)7; \
		size_t i_ = 0; \
		if (end_) \
			__asm__ volatile(SEEK_TEXT(name, ld, r, s, w) \
					 : [from] BATCH_FROM(from_), [v] "+r"(v_), [i] "+r"(i_) \
					 : [want] SEEK_WANT((uintptr_t)(want_)), [end] "r"(end_), [done] "r"(done_) \
					 : "cc", "memory"); \
		i_; \
	})
#define BATCH_SEEK(name, p, want, n, done, ...) BATCH_SEEK_(name, p, want, n, done, __VA_ARGS__)

/* What access_uncounted() finds its way by. */
struct batch {
	const char *first, *second, *count;
};
#define BATCH_LABELS(name) \
	extern const char name##_first[] __asm__(".L" #name "_first"); \
	extern const char name##_second[] __asm__(".L" #name "_second"); \
	extern const char name##_count[] __asm__(".L" #name "_count")
#define BATCH_ROW(name) \
	{ \
		name##_first, name##_second, name##_count \
	}

#endif

#endif
