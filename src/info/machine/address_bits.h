/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * address_bits: the size of physical addresses that this machine's CPU may access, and the effect of accesses beyond.
 * It reads /proc and the device tree, which costs time: ask only for addresses from ADDRESS_BITS_SURE on.
 */
#pragma once

#include <stdint.h>

#define ADDRESS_BITS_SURE ((uint64_t)1 << 32) /* addresses below it are valid on every CPU */

/* ADDRESS_BITS_TRY can come: on arm64, for programs of 64 and of 32 bits. */
#if defined(__aarch64__) || defined(__arm__)
#define ADDRESS_BITS_TRIES 1
#else
#define ADDRESS_BITS_TRIES 0
#endif

struct address_bits {
	uint64_t last; /* the last address that is sure; UINT64_MAX: all are, or the kernel itself refuses the others */
	unsigned bits; /* of addresses up to last */
	enum {
		ADDRESS_BITS_REFUSE, /* x86: more than the CPU has, by "address sizes" of /proc/cpuinfo */
		/*
		 * arm64: the CPU's bits can't be asked. An access above them, but below 2^48, is an address size fault,
		 * which the kernel answers with a SIGKILL that can't be caught (arch/arm64/mm/fault.c, fault_info[]).
		 */
		ADDRESS_BITS_TRY,
	} beyond;
};

/*
 * address_bits_read - @root: put before every path, "" for this machine. @machine: as uname() calls it ("aarch64",
 * "x86_64"). Facts that can't be read refuse no address.
 */
void address_bits_read(const char *root, const char *machine, struct address_bits *r);
