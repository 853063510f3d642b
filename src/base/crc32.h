/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * crc32: the CRC-32 of IEEE 802.3, as zlib, gzip, PNG and U-Boot's crc32 compute it: the polynomial 04c11db7 (IEEE Std
 * 802.3-2018, 3.2.9), least significant bit first, so edb88320; begins with all ones and ends inverted. Pure.
 */
#ifndef BASE_CRC32_H
#define BASE_CRC32_H

#include <stddef.h>
#include <stdint.h>

/* The tables, 8 KiB, are made by crc32_begin(): nobody pays for them who asks for no sum. */
struct crc32 {
	uint32_t table[8][256]; /* [k][b]: what byte b does, with k bytes of zeros behind it */
	uint32_t state;
};

/* crc32_begin - of no bytes yet. crc32_add - @n bytes more, in their order. crc32_end - the sum; more may be added. */
void crc32_begin(struct crc32 *c);
void crc32_add(struct crc32 *c, const void *bytes, size_t n);
uint32_t crc32_end(const struct crc32 *c);

#endif
