/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * crc32: the CRC-32 of IEEE 802.3, as zlib, gzip, PNG and U-Boot's crc32 compute it: the polynomial 04c11db7 (IEEE Std
 * 802.3-2018, 3.2.9), least significant bit first, so edb88320; begins with all ones and ends inverted. Pure.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* crc32_begin() makes the tables, 8 KiB, so that only their users pay for them. */
struct crc32 {
	uint32_t table[8][256]; /* [k][b]: the CRC of byte b with k zero bytes behind it */
	uint32_t state;
};

/*
 * crc32_begin - start with no bytes. crc32_add - add @n bytes. crc32_end - return the sum; more bytes may be added
 * later.
 */
void crc32_begin(struct crc32 *c);
void crc32_add(struct crc32 *c, const void *bytes, size_t n);
uint32_t crc32_end(const struct crc32 *c);
