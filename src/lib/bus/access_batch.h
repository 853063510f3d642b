/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * access_batch: batches for the block accessors; only access.c includes this. A batch is eight units in a row, a load
 * and a store each, or a load and a comparison, then one store of the count, since counting a unit takes as long as
 * moving it. Each unit takes equally many bytes of code on the CPUs below, so the offset of a faulting instruction
 * gives the number of units done. On other CPUs, and where MemorySanitizer must see the stores, ACCESS_BATCHES is 0 and
 * each unit is counted.
 */
#pragma once

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

#include <ucontext.h>

/*
 * BATCH_PC - the program counter in a signal handler's ucontext_t.
 * MOVE_UNIT - a unit at @from to one at @to: @ld to register @r, @st of register @s, @w bytes; @k counts from 1.
 * SEEK_UNIT - a unit at @from by @ld, to register @r, compared with @s; to the label _hit@k if they are equal.
 * MOVE_N, SEEK_N - what these take from @ld to @w, for units of N bits.
 */
#if defined(__x86_64__)

/* Each instruction has an offset of one byte; none, which is shorter, can't come up: both sides begin a unit early. */
#define BATCH_EARLY(w) (w)
#define BATCH_PC(context) (context)->uc_mcontext.gregs[REG_RIP]
#define MOVE_UNIT(name, ld, r, st, s, w, k) ld " " #w "*" #k "(%[from])," r "\n" st " " s "," #w "*" #k "(%[to])\n"
#define MOVE_ADVANCE(w) "addq $8*" #w ",%[from]\naddq $8*" #w ",%[to]\naddq $8,%[i]\n"
#define BATCH_COUNT "movq %[i],(%[done])\n"
#define BATCH_AGAIN "cmpq %[i],%[end]\njne "
/* these registers, since with others instructions are longer; AT&T's order and names */
#define BATCH_FROM "+D"
#define BATCH_TO "+S"
#define BATCH_V "=&a"
#define MOVE_8 "movzbl", "%%eax", "movb", "%%al", 1
#define MOVE_16 "movzwl", "%%eax", "movw", "%%ax", 2
#define MOVE_32 "movl", "%%eax", "movl", "%%eax", 4
#define MOVE_64 "movq", "%%rax", "movq", "%%rax", 8
/* the load is the comparison's */
#define SEEK_UNIT(name, ld, r, st, s, w, k) "cmp" ld " " s "," #w "*" #k "(%[from])\nje .L" name "_hit" #k "\n"
#define SEEK_ADVANCE(w) "addq $8*" #w ",%[from]\naddq $8,%[i]\n"
#define SEEK_END "jmp "
#define SEEK_NEXT "incq %[i]\n"
#define SEEK_WANT "a"
#define SEEK_8 "b", "", "", "%%al", 1
#define SEEK_16 "w", "", "", "%%ax", 2
#define SEEK_32 "l", "", "", "%%eax", 4
#define SEEK_64 "q", "", "", "%%rax", 8

#else

/* bare registers as addresses, see access.c */
#define BATCH_EARLY(w) 0
#define BATCH_PC(context) (context)->uc_mcontext.pc
#define MOVE_UNIT(name, ld, r, st, s, w, k) \
	ld " " r ",[%[from]]\n" \
	   "add %[from],%[from],#" #w "\n" st " " s ",[%[to]]\n" \
	   "add %[to],%[to],#" #w "\n"
#define MOVE_ADVANCE(w) "add %[i],%[i],#8\n"
#define BATCH_COUNT "str %[i],[%[done]]\n"
#define BATCH_AGAIN "cmp %[i],%[end]\nb.ne "
#define BATCH_FROM "+r"
#define BATCH_TO "+r"
#define BATCH_V "=&r"
#define MOVE_8 "ldrb", "%w[v]", "strb", "%w[v]", 1
#define MOVE_16 "ldrh", "%w[v]", "strh", "%w[v]", 2
#define MOVE_32 "ldr", "%w[v]", "str", "%w[v]", 4
#define MOVE_64 "ldr", "%x[v]", "str", "%x[v]", 8
#define SEEK_UNIT(name, ld, r, st, s, w, k) \
	ld " " r ",[%[from]]\n" \
	   "add %[from],%[from],#" #w "\ncmp " r "," s "\nb.eq .L" name "_hit" #k "\n"
#define SEEK_ADVANCE(w) "add %[i],%[i],#8\n"
#define SEEK_END "b "
#define SEEK_NEXT "add %[i],%[i],#1\n"
#define SEEK_WANT "r"
#define SEEK_8 "ldrb", "%w[v]", "", "%w[want]", 1
#define SEEK_16 "ldrh", "%w[v]", "", "%w[want]", 2
#define SEEK_32 "ldr", "%w[v]", "", "%w[want]", 4
#define SEEK_64 "ldr", "%x[v]", "", "%x[want]", 8

#endif

/* Batches of MOVE_UNIT or SEEK_UNIT until @i is @end; @name names the labels, so it can stand in one place only. */
#define BATCH_TEXT(unit_, advance, name, ld, r, st, s, w) \
	".p2align 4\n" \
	".L" name "_first:\n" unit_(name, ld, r, st, s, w, 1) ".L" name "_second:\n" unit_(name, ld, r, st, s, w, 2) \
		unit_(name, ld, r, st, s, w, 3) unit_(name, ld, r, st, s, w, 4) unit_(name, ld, r, st, s, w, 5) \
			unit_(name, ld, r, st, s, w, 6) unit_(name, ld, r, st, s, w, 7) \
				unit_(name, ld, r, st, s, w, 8) \
					advance(w) ".L" name "_count:\n" BATCH_COUNT BATCH_AGAIN ".L" name "_first\n"

#define MOVE_TEXT(...) BATCH_TEXT(MOVE_UNIT, MOVE_ADVANCE, __VA_ARGS__)
/* Unit k of a batch is what was sought where _hitk is reached: k - 1 units of it come before. */
#define SEEK_TEXT(name, ...) \
	BATCH_TEXT(SEEK_UNIT, SEEK_ADVANCE, name, __VA_ARGS__) \
	SEEK_END ".L" name "_end\n" \
		 ".L" name "_hit8:\n" SEEK_NEXT ".L" name "_hit7:\n" SEEK_NEXT ".L" name "_hit6:\n" SEEK_NEXT \
		 ".L" name "_hit5:\n" SEEK_NEXT ".L" name "_hit4:\n" SEEK_NEXT ".L" name "_hit3:\n" SEEK_NEXT \
		 ".L" name "_hit2:\n" SEEK_NEXT ".L" name "_hit1:\n.L" name "_end:\n"

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
