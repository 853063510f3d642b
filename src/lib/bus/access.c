/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * access: the only instructions that touch a target. On arm and arm64 they are inline assembly with a bare register as
 * the address, as in the kernel's readl(): for a C volatile access compilers emit post-indexed forms, which hypervisors
 * can't decode. On other architectures a volatile access is one plain instruction. The buffer is accessed the same way,
 * so that each instruction of a block is known.
 */
#include "access.h"

/* --- batches ------------------------------------------------------------------------------------------------- */

/*
 * A batch is eight units in a row, a load and a store each, or a load and a comparison, then one store of the count,
 * since counting a unit takes as long as moving it. Each unit takes equally many bytes of code on the CPUs below, so
 * the offset of a faulting instruction gives the number of units done. On other CPUs, and where MemorySanitizer must
 * see the stores, ACCESS_BATCHES is 0 and each unit is counted.
 */
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

/* --- single accesses ----------------------------------------------------------------------------------------- */

/* Out of line, neither cloned nor inlined: what tests/check-access.sh sees is what runs. */
#if defined(__clang__)
#define ALONE __attribute__((noinline))
#else
#define ALONE __attribute__((noipa))
#endif
#define INLINE static inline __attribute__((always_inline))

#if defined(__aarch64__) || defined(__arm__)

#if defined(__aarch64__)
#define REG32 "%w0"
#else
#define REG32 "%0"
#endif

#define LOAD_STORE(bits, type, ldr, str, reg) \
	INLINE uint##bits##_t load##bits(const volatile void *p) \
	{ \
		type v; \
		__asm__ volatile(ldr " " reg ", [%1]" : "=r"(v) : "r"(p) : "memory"); \
		return (uint##bits##_t)v; \
	} \
	INLINE void store##bits(volatile void *p, uint##bits##_t v) \
	{ \
		__asm__ volatile(str " " reg ", [%1]" : : "r"((type)v), "r"(p) : "memory"); \
	}

LOAD_STORE(8, uint32_t, "ldrb", "strb", REG32)
LOAD_STORE(16, uint32_t, "ldrh", "strh", REG32)
LOAD_STORE(32, uint32_t, "ldr", "str", REG32)
#if ACCESS_HAS_64
LOAD_STORE(64, uint64_t, "ldr", "str", "%x0")
#endif

#else

/* The barriers keep the compiler from moving a unit's store into the buffer past the next unit's access. */
#define LOAD_STORE(bits) \
	INLINE uint##bits##_t load##bits(const volatile void *p) \
	{ \
		const uint##bits##_t v = *(const volatile uint##bits##_t *)p; \
		__asm__ volatile("" : : : "memory"); \
		return v; \
	} \
	INLINE void store##bits(volatile void *p, uint##bits##_t v) \
	{ \
		*(volatile uint##bits##_t *)p = v; \
		__asm__ volatile("" : : : "memory"); \
	}

LOAD_STORE(8)
LOAD_STORE(16)
LOAD_STORE(32)
#if ACCESS_HAS_64
LOAD_STORE(64)
#endif

#endif

/* --- blocks -------------------------------------------------------------------------------------------------- */

/* Unit i + k of a block. */
#define MOVE(bits, k) \
	do { \
		store##bits(to + i + k, load##bits(from + i + k)); \
		*done = i + k + 1; \
	} while (0)
/* Eight in a row: the loop's own cost would be a third of a short unit's. */
#if ACCESS_BATCHES
#define MOVE_BATCHES(name, ld, r, st, s, w) \
	do { \
		uintptr_t from_ = (uintptr_t)from - BATCH_EARLY(w), to_ = (uintptr_t)to - BATCH_EARLY(w), v_; \
		const size_t end = n & ~(size_t)7; \
		if (end) \
			__asm__ volatile(MOVE_TEXT(name, ld, r, st, s, w) \
					 : [from] BATCH_FROM(from_), [to] BATCH_TO(to_), [v] BATCH_V(v_), [i] "+r"(i) \
					 : [end] "r"(end), [done] "r"(done) \
					 : "cc", "memory"); \
	} while (0)
/* Returns where one is found; without a mask. */
#define SEEK_BATCHES(name, ld, r, st, s, w) \
	do { \
		uintptr_t from_ = (uintptr_t)from - BATCH_EARLY(w), v_ = 0; \
		const size_t end = n & ~(size_t)7; \
		if (end) \
			__asm__ volatile(SEEK_TEXT(name, ld, r, st, s, w) \
					 : [from] BATCH_FROM(from_), [v] "+r"(v_), [i] "+r"(i) \
					 : [want] SEEK_WANT((uintptr_t)want), [end] "r"(end), [done] "r"(done) \
					 : "cc", "memory"); \
		if (i < end) \
			return i; \
	} while (0)
/* once more, so that MOVE_N and SEEK_N become arguments */
#define MOVE_BATCHES_(...) MOVE_BATCHES(__VA_ARGS__)
#define SEEK_BATCHES_(...) SEEK_BATCHES(__VA_ARGS__)
#define MOVE_EIGHTS(name, bits) MOVE_BATCHES_(name, MOVE_##bits)
#define SEEK_EIGHTS(name, bits) \
	if (care == (uint##bits##_t) - 1) \
	SEEK_BATCHES_(name, SEEK_##bits)
#else
#define SEEK_EIGHTS(name, bits) \
	do { \
	} while (0)
#define MOVE_EIGHTS(name, bits) \
	for (; n - i >= 8; i += 8) { \
		MOVE(bits, 0); \
		MOVE(bits, 1); \
		MOVE(bits, 2); \
		MOVE(bits, 3); \
		MOVE(bits, 4); \
		MOVE(bits, 5); \
		MOVE(bits, 6); \
		MOVE(bits, 7); \
	}
#endif

#define BLOCK(bits) \
	ALONE void access_get_block##bits(volatile void *p, void *buf, size_t n, access_count *done) \
	{ \
		const volatile uint##bits##_t *const from = p; \
		uint##bits##_t *const to = buf; \
		size_t i = 0; \
		MOVE_EIGHTS("get" #bits, bits); \
		for (; i < n; i++) \
			MOVE(bits, 0); \
	} \
	ALONE void access_put_block##bits(volatile void *p, void *buf, size_t n, access_count *done) \
	{ \
		const uint##bits##_t *const from = buf; \
		volatile uint##bits##_t *const to = p; \
		size_t i = 0; \
		MOVE_EIGHTS("put" #bits, bits); \
		for (; i < n; i++) \
			MOVE(bits, 0); \
	}

#define SEEK(bits) \
	ALONE size_t access_seek##bits(const volatile void *p, uint64_t value, uint64_t mask, size_t n, \
				       access_count *done) \
	{ \
		const volatile uint##bits##_t *const from = p; \
		const uint##bits##_t want = (uint##bits##_t)value, care = (uint##bits##_t)mask; \
		size_t i = 0; \
		SEEK_EIGHTS("seek" #bits, bits); \
		for (; i < n; i++) { \
			const uint##bits##_t v = load##bits(from + i); \
			*done = i + 1; \
			if (!((v ^ want) & care)) \
				break; \
		} \
		return i; \
	}

BLOCK(8)
BLOCK(16)
BLOCK(32)
#if ACCESS_HAS_64
BLOCK(64)
#endif

#define SWAP(bits) \
	ALONE void access_swap##bits(volatile void *p, void *buf, ptrdiff_t way, size_t n, access_count *done) \
	{ \
		volatile uint##bits##_t *at = p; \
		uint##bits##_t *unit = buf; \
		for (size_t i = 0; i < n; i++, at += way, unit += way) { \
			const uint##bits##_t was = load##bits(at), v = load##bits(unit); \
			store##bits(at, v); \
			store##bits(unit, was); \
			*done = i + 1; \
		} \
	}

#if ACCESS_SEEKS
SEEK(8)
SEEK(16)
SEEK(32)
SWAP(8)
SWAP(16)
SWAP(32)
#if ACCESS_HAS_64
SEEK(64)
SWAP(64)
#endif
#endif

#if ACCESS_BATCHES
BATCH_LABELS(get8);
BATCH_LABELS(get16);
BATCH_LABELS(get32);
BATCH_LABELS(get64);
BATCH_LABELS(put8);
BATCH_LABELS(put16);
BATCH_LABELS(put32);
BATCH_LABELS(put64);
#if ACCESS_SEEKS
BATCH_LABELS(seek8);
BATCH_LABELS(seek16);
BATCH_LABELS(seek32);
BATCH_LABELS(seek64);
#endif
#endif

uintptr_t access_pc(const void *context)
{
#if ACCESS_BATCHES
	return (uintptr_t)BATCH_PC((const ucontext_t *)context);
#else
	(void)context;
	return 0;
#endif
}

size_t access_uncounted(uintptr_t pc)
{
#if ACCESS_BATCHES
	static const struct batch batches[] = {
		BATCH_ROW(get8),
		BATCH_ROW(get16),
		BATCH_ROW(get32),
		BATCH_ROW(get64),
		BATCH_ROW(put8),
		BATCH_ROW(put16),
		BATCH_ROW(put32),
		BATCH_ROW(put64),
#if ACCESS_SEEKS
		BATCH_ROW(seek8),
		BATCH_ROW(seek16),
		BATCH_ROW(seek32),
		BATCH_ROW(seek64),
#endif
	};
	size_t unit;

	for (const struct batch *b = batches; b < batches + sizeof(batches) / sizeof(*batches); b++) {
		if (pc < (uintptr_t)b->first || pc > (uintptr_t)b->count)
			continue;
		unit = (pc - (uintptr_t)b->first) / (size_t)(b->second - b->first);
		return unit < 8 ? unit : 8; /* from there to the store of the count */
	}
#else
	(void)pc;
#endif
	return 0;
}

#if ACCESS_HAS_PORTS
/* Never the string forms: each repeats, and moves memory of its own. */
#define PORT(bits, suffix, reg) \
	ALONE uint##bits##_t access_in##bits(uint16_t port) \
	{ \
		uint##bits##_t v; \
		__asm__ volatile("in" suffix " %w1, %" reg "0" : "=a"(v) : "d"(port) : "memory"); \
		return v; \
	} \
	ALONE void access_out##bits(uint16_t port, uint##bits##_t v) \
	{ \
		__asm__ volatile("out" suffix " %" reg "0, %w1" : : "a"(v), "d"(port) : "memory"); \
	}

PORT(8, "b", "b")
PORT(16, "w", "w")
PORT(32, "l", "k")
#endif

ALONE void access_fence(void)
{
#if defined(__aarch64__) || (defined(__arm__) && __ARM_ARCH >= 7)
	__asm__ volatile("dsb sy" : : : "memory");
#elif defined(__x86_64__) || (defined(__i386__) && defined(__SSE2__))
	__asm__ volatile("mfence" : : : "memory");
#elif defined(__powerpc__)
	__asm__ volatile("sync" : : : "memory");
#elif defined(__riscv)
	__asm__ volatile("fence iorw, iorw" : : : "memory");
#else
	__sync_synchronize();
#endif
}
