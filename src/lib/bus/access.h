/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * access: the only instructions that touch a target. One unit is one load or store instruction of exactly its width, in
 * address order; nothing is repeated, merged, split or read back. No checks, no mappings, no fault handling here:
 * tests/check-access.sh disassembles access.c and checks that.
 *
 * To add an architecture, two places:
 * 1. access.c: if compilers make anything else than one plain load or store of a volatile access, write LOAD_STORE in
 *    assembly; give access_fence() the barrier that orders devices, too. For speed only: the macros of a batch, and the
 *    program counter in a ucontext_t.
 * 2. cli/gdb/gdb_map.c: its row, for gdb only.
 * Give tests/check-access.sh its instructions and tests/archs a line; "make cross" then builds and tests it.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/*
 * ACCESS_WIDTHS - mask of the widths in bytes that one instruction moves on this CPU. 64 bits only where pointers have
 * 64: 32-bit CPUs split them on the bus (armhf low word first, i386 high word first).
 */
#if defined(__LP64__)
#define ACCESS_WIDTHS 15u
#define ACCESS_HAS_64 1
#else
#define ACCESS_WIDTHS 7u
#define ACCESS_HAS_64 0
#endif

/* ACCESS_SEEKS - are there accessors that seek and swap? Not in the smallest build, where no command does. */
#if SMALL
#define ACCESS_SEEKS 0
#else
#define ACCESS_SEEKS 1
#endif

/* The number of units of a block that were done. In and after a signal handler add access_uncounted(). */
typedef volatile size_t access_count;

/*
 * access_get_blockN, access_put_blockN - @n units of N bits from the target at @p to @buf, or from @buf to the target.
 * @p, @buf: multiples of N / 8. @done: set to i + 1 once unit i was accessed and, for a read, is in @buf, or up to 7
 * units later; unchanged if @n is 0. If a unit faults and the handler jumps out, the number of units done is *@done
 * plus access_uncounted() of the faulting instruction, and that unit was tried once.
 */
typedef void access_block(volatile void *p, void *buf, size_t n, access_count *done);
access_block access_get_block8, access_get_block16, access_get_block32;
access_block access_put_block8, access_put_block16, access_put_block32;

/*
 * access_seekN - read units of N bits from @p on, @n at most, up to the first whose bits under @mask are @value's.
 * @p: a multiple of N / 8. @done: as above until one is found, undefined then. Returns the number of units before that
 * one, @n if there is none.
 */
typedef size_t access_seek(const volatile void *p, uint64_t value, uint64_t mask, size_t n, access_count *done);
access_seek access_seek8, access_seek16, access_seek32;

/*
 * access_swapN - @n units of N bits, from @p and @buf on upwards (@way 1) or downwards (@way -1): a unit is read, then
 * @buf's is written in its place, and what was read is put there. @p, @buf: multiples of N / 8. @done: i + 1 once unit
 * i was written and is in @buf. A unit that faults may have been read, and is not in @buf.
 */
typedef void access_swap(volatile void *p, void *buf, ptrdiff_t way, size_t n, access_count *done);
access_swap access_swap8, access_swap16, access_swap32;

#if ACCESS_HAS_64
access_block access_get_block64, access_put_block64;
access_seek access_seek64;
access_swap access_swap64;
#endif

/*
 * access_uncounted - the number of units that a block accessor, interrupted at instruction @pc, had done but not
 * counted in *@done. 0 if @pc is elsewhere, and on CPUs where each unit is counted.
 */
size_t access_uncounted(uintptr_t pc);

/*
 * access_pc - that instruction, from the ucontext_t that a signal handler gets; 0 on CPUs where each unit is counted.
 */
uintptr_t access_pc(const void *context);

/*
 * access_inN, access_outN - one in or out instruction of N bits at an x86 I/O port, which must be a multiple of N / 8.
 * Without the kernel's permission (ioperm) the CPU raises SIGSEGV, and the port isn't accessed.
 */
#if defined(__x86_64__) || defined(__i386__)
#define ACCESS_HAS_PORTS 1
uint8_t access_in8(uint16_t port);
uint16_t access_in16(uint16_t port);
uint32_t access_in32(uint16_t port);
void access_out8(uint16_t port, uint8_t v);
void access_out16(uint16_t port, uint16_t v);
void access_out32(uint16_t port, uint32_t v);
#else
#define ACCESS_HAS_PORTS 0
#endif

/* access_fence - orders every access before it against every one after it, memory and devices alike. */
void access_fence(void);
