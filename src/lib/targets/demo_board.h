/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * demo_board: the registers of the demo board, in rows, and their state. It doesn't know targets, transfers or errors:
 * be_demo does.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DEMO_LAST 0xffffu /* the last address of the board's bus */
#define DEMO_RAM 0x8000u
#define DEMO_RAM_SIZE 0x8000u
#define DEMO_FIFO_DEPTH 64u

struct demo_board {
	uint64_t start_us; /* of CLOCK_MONOTONIC, at reset */
	uint64_t now_us;   /* since reset, at the current access */

	uint32_t id, revision, scratch, events, enable, uptime_high;
	uint32_t out, dir;
	uint8_t fifo[DEMO_FIFO_DEPTH];
	unsigned fifo_head, fifo_level;
	uint32_t fifo_errors;
	uint32_t timer_load, timer_left, timer_control, timer_status;
	uint64_t timer_start_us;
	uint8_t ram[DEMO_RAM_SIZE];
};

/*
 * One register of 32 bits. It is little-endian: an access of fewer bits at offset + n takes its bytes from n on, and
 * the number is the same on every host.
 */
struct demo_reg {
	const char *name;
	unsigned offset; /* in its block */
	unsigned widths; /* mask of the bytes that one access may have: another is answered by a bus error */
	bool noread;	 /* reading it changes the board, or has no meaning: dumps leave it out */
	size_t word;	 /* the offset of its state in struct demo_board; 0: none */
	uint32_t holds;	 /* bits that take what is written */
	uint32_t clears; /* bits that writing 1 clears */
	/* Instead of that. Bits outside @lanes stay. NULL, and no word: reads as 0, ignores writes. */
	uint32_t (*read)(struct demo_board *b);
	void (*write)(struct demo_board *b, uint32_t value, uint32_t lanes);
};

/* A block of registers. Addresses without a register read as 0 and ignore writes. */
struct demo_block {
	const char *name;
	unsigned first, last;
	unsigned widths;	     /* where there is no register */
	const struct demo_reg *regs; /* name NULL at the end */
};

/* The blocks, name NULL at the end. Addresses outside of blocks and RAM cause a bus error. */
extern const struct demo_block demo_board_blocks[];

/* demo_board_reset - as after power-on. @b: zeroed. */
void demo_board_reset(struct demo_board *b);

/* demo_board_block - the block at @addr, or NULL. demo_board_reg - the register of @block at @addr, or NULL. */
const struct demo_block *demo_board_block(uint64_t addr);
const struct demo_reg *demo_board_reg(const struct demo_block *block, uint64_t addr);

/*
 * demo_board_read, demo_board_write - one aligned access of @width bytes at @addr, to @reg of a block, or to an address
 * of it without a register (@reg NULL). The caller has checked the width.
 */
uint64_t demo_board_read(struct demo_board *b, const struct demo_reg *reg, uint64_t addr, unsigned width);
void demo_board_write(struct demo_board *b, const struct demo_reg *reg, uint64_t addr, unsigned width, uint64_t value);

#if HAVE_EXPAT
extern const char demo_svd[]; /* its registers, as the text of a CMSIS-SVD file */
#else
#define demo_svd NULL
#endif

/* demo_board_bus_error - an access has failed: sets the flag in SYSID.STATUS. */
void demo_board_bus_error(struct demo_board *b);
