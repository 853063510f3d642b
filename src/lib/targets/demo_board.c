/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * demo_board: the blocks of the demo board: for each the functions of its registers, then its rows; the table of blocks
 * is at the end.
 */
#include <string.h>
#include <time.h>

#include "demo_board.h"

#define DEMO_ANY (1u | 2u | 4u)
#define WORD(member) offsetof(struct demo_board, member)

static uint32_t demo_merge(uint32_t old, uint32_t value, uint32_t lanes)
{
	return (old & ~lanes) | (value & lanes);
}

/* --- SYSID: who the board is, its clock, what has happened to it --------------------------------------------- */

#define SYSID_MAGIC 0x504d4f4eu /* "PMON" */
#define SYSID_REVISION_1_0 0x00000100u

#define EVENT_POWER_ON (1u << 0)
#define EVENT_BUS_ERROR (1u << 1)
#define EVENT_TIMER (1u << 2)
#define EVENT_OVERRUN (1u << 3)
#define EVENT_ALL (EVENT_POWER_ON | EVENT_BUS_ERROR | EVENT_TIMER | EVENT_OVERRUN)

static uint32_t sysid_pending_read(struct demo_board *b)
{
	return b->events & b->enable;
}

/* The high half is held when the low one is read, so that the two belong together. */
static uint32_t sysid_uptime_lo_read(struct demo_board *b)
{
	b->uptime_high = (uint32_t)(b->now_us >> 32);
	return (uint32_t)b->now_us;
}

static const struct demo_reg sysid_regs[] = {
	{ "ID", 0x00, DEMO_ANY, .word = WORD(id) },
	{ "REVISION", 0x04, DEMO_ANY, .word = WORD(revision) },
	{ "SCRATCH", 0x08, DEMO_ANY, .word = WORD(scratch), .holds = UINT32_MAX },
	{ "STATUS", 0x0c, DEMO_ANY, .word = WORD(events), .clears = EVENT_ALL },
	{ "ENABLE", 0x10, DEMO_ANY, .word = WORD(enable), .holds = EVENT_ALL },
	{ "PENDING", 0x14, DEMO_ANY, .read = sysid_pending_read },
	{ "UPTIME_LO", 0x18, DEMO_ANY, .read = sysid_uptime_lo_read },
	{ "UPTIME_HI", 0x1c, DEMO_ANY, .word = WORD(uptime_high) },
	{ 0 },
};

/* --- GPIO: 32 pins ------------------------------------------------------------------------------------------- */

#define GPIO_OUTSIDE 0x0000a5c3u /* what is at the pins that aren't outputs */

static void gpio_set_write(struct demo_board *b, uint32_t value, uint32_t lanes)
{
	b->out |= value & lanes;
}

static void gpio_clr_write(struct demo_board *b, uint32_t value, uint32_t lanes)
{
	b->out &= ~(value & lanes);
}

static void gpio_toggle_write(struct demo_board *b, uint32_t value, uint32_t lanes)
{
	b->out ^= value & lanes;
}

static uint32_t gpio_in_read(struct demo_board *b)
{
	return (b->out & b->dir) | (GPIO_OUTSIDE & ~b->dir);
}

static const struct demo_reg gpio_regs[] = {
	{ "DATA_OUT", 0x00, DEMO_ANY, .word = WORD(out), .holds = UINT32_MAX },
	{ "SET", 0x04, DEMO_ANY, .noread = true, .write = gpio_set_write },
	{ "CLR", 0x08, DEMO_ANY, .noread = true, .write = gpio_clr_write },
	{ "TOGGLE", 0x0c, DEMO_ANY, .noread = true, .write = gpio_toggle_write },
	{ "DIR", 0x10, DEMO_ANY, .word = WORD(dir), .holds = UINT32_MAX },
	{ "IN", 0x14, DEMO_ANY, .read = gpio_in_read },
	{ 0 },
};

/* --- UART: a FIFO whose line is looped back, so that what is written can be read ------------------------ */

#define UART_EMPTY (1u << 8)
#define UART_FULL (1u << 9)
#define UART_OVERRUN (1u << 16)
#define UART_UNDERRUN (1u << 17)
#define UART_FLUSH (1u << 0)
#define UART_REFILL (1u << 1)

static void uart_push(struct demo_board *b, uint8_t byte)
{
	if (b->fifo_level == DEMO_FIFO_DEPTH) {
		b->fifo_errors |= UART_OVERRUN;
		b->events |= EVENT_OVERRUN;
		return;
	}
	b->fifo[(b->fifo_head + b->fifo_level++) % DEMO_FIFO_DEPTH] = byte;
}

static void uart_refill(struct demo_board *b)
{
	b->fifo_level = 0;
	for (const char *s = "Hello from the demo board\n"; *s; s++)
		uart_push(b, (uint8_t)*s);
}

static uint32_t uart_data_read(struct demo_board *b)
{
	const uint8_t byte = b->fifo[b->fifo_head];

	if (!b->fifo_level) {
		b->fifo_errors |= UART_UNDERRUN;
		return 0;
	}
	b->fifo_head = (b->fifo_head + 1) % DEMO_FIFO_DEPTH;
	b->fifo_level--;
	return byte;
}

static void uart_data_write(struct demo_board *b, uint32_t value, uint32_t lanes)
{
	if (lanes & 0xff)
		uart_push(b, (uint8_t)value);
}

static uint32_t uart_status_read(struct demo_board *b)
{
	return b->fifo_level | (b->fifo_level ? 0 : UART_EMPTY) | (b->fifo_level == DEMO_FIFO_DEPTH ? UART_FULL : 0) |
	       b->fifo_errors;
}

static void uart_control_write(struct demo_board *b, uint32_t value, uint32_t lanes)
{
	if (value & lanes & UART_FLUSH)
		b->fifo_level = 0;
	if (value & lanes & UART_REFILL)
		uart_refill(b);
}

static const struct demo_reg uart_regs[] = {
	{ "DATA", 0x00, DEMO_ANY, .noread = true, .read = uart_data_read, .write = uart_data_write },
	{ "STATUS", 0x04, DEMO_ANY, .read = uart_status_read, .word = WORD(fifo_errors),
	  .clears = UART_OVERRUN | UART_UNDERRUN },
	{ "CONTROL", 0x08, DEMO_ANY, .noread = true, .write = uart_control_write },
	{ 0 },
};

/* --- TIMER: counts microseconds down; 32-bit accesses only --------------------------------------------------- */

#define TIMER_ENABLE (1u << 0)
#define TIMER_PERIODIC (1u << 1)
#define TIMER_EXPIRED (1u << 0)
#define TIMER_RESET_LOAD 1000000u

/* Bring the timer to the present: it was not looked at meanwhile. */
static void timer_run(struct demo_board *b)
{
	const uint64_t elapsed = b->now_us - b->timer_start_us;

	if (!(b->timer_control & TIMER_ENABLE))
		return;
	if (elapsed < b->timer_load) {
		b->timer_left = b->timer_load - (uint32_t)elapsed;
		return;
	}
	b->timer_status |= TIMER_EXPIRED;
	b->events |= EVENT_TIMER;
	if (b->timer_control & TIMER_PERIODIC && b->timer_load) {
		b->timer_start_us += elapsed / b->timer_load * b->timer_load;
		b->timer_left = b->timer_load - (uint32_t)(b->now_us - b->timer_start_us);
	} else {
		b->timer_control &= ~TIMER_ENABLE;
		b->timer_left = 0;
	}
}

static void timer_load_write(struct demo_board *b, uint32_t value, uint32_t lanes)
{
	b->timer_load = demo_merge(b->timer_load, value, lanes);
	b->timer_left = b->timer_load;
	b->timer_start_us = b->now_us;
}

static void timer_control_write(struct demo_board *b, uint32_t value, uint32_t lanes)
{
	const uint32_t old = b->timer_control;

	b->timer_control = demo_merge(old, value, lanes) & (TIMER_ENABLE | TIMER_PERIODIC);
	if (b->timer_control & ~old & TIMER_ENABLE) {
		b->timer_start_us = b->now_us;
		b->timer_left = b->timer_load;
	}
}

static const struct demo_reg timer_regs[] = {
	{ "LOAD", 0x00, 4, .word = WORD(timer_load), .write = timer_load_write },
	{ "VALUE", 0x04, 4, .word = WORD(timer_left) },
	{ "CONTROL", 0x08, 4, .word = WORD(timer_control), .write = timer_control_write },
	{ "STATUS", 0x0c, 4, .word = WORD(timer_status), .clears = TIMER_EXPIRED },
	{ 0 },
};

/* --- the board ----------------------------------------------------------------------------------------------- */

const struct demo_block demo_board_blocks[] = {
	{ "SYSID", 0x0000, 0x0fff, DEMO_ANY, sysid_regs },
	{ "GPIO", 0x1000, 0x1fff, DEMO_ANY, gpio_regs },
	{ "UART", 0x2000, 0x2fff, DEMO_ANY, uart_regs },
	{ "TIMER", 0x3000, 0x3fff, 4, timer_regs },
	{ 0 },
};

static uint64_t demo_clock_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

void demo_board_reset(struct demo_board *b)
{
	static const char greeting[] = "This is the RAM of the demo board: 32 KiB, yours to write to.\n";

	memcpy(b->ram, greeting, sizeof(greeting) - 1);
	b->start_us = demo_clock_us();
	b->id = SYSID_MAGIC;
	b->revision = SYSID_REVISION_1_0;
	b->events = EVENT_POWER_ON;
	b->timer_load = b->timer_left = TIMER_RESET_LOAD;
	uart_refill(b);
}

const struct demo_block *demo_board_block(uint64_t addr)
{
	for (const struct demo_block *block = demo_board_blocks; block->name; block++)
		if (addr >= block->first && addr <= block->last)
			return block;
	return NULL;
}

const struct demo_reg *demo_board_reg(const struct demo_block *block, uint64_t addr)
{
	for (const struct demo_reg *reg = block->regs; reg->name; reg++)
		if (addr - block->first - reg->offset < 4)
			return reg;
	return NULL;
}

/* Time passes for the board only when it is accessed. */
static void demo_catch_up(struct demo_board *b)
{
	b->now_us = demo_clock_us() - b->start_us;
	timer_run(b);
}

static uint32_t demo_lanes(uint64_t addr, unsigned width)
{
	return (uint32_t)((UINT64_C(1) << (8 * width)) - 1) << (8 * (addr & 3));
}

static uint32_t *demo_word(struct demo_board *b, const struct demo_reg *reg)
{
	return (uint32_t *)(void *)((char *)b + reg->word);
}

uint64_t demo_board_read(struct demo_board *b, const struct demo_reg *reg, uint64_t addr, unsigned width)
{
	uint32_t v = 0;

	demo_catch_up(b);
	if (reg && reg->read)
		v = reg->read(b);
	else if (reg && reg->word)
		v = *demo_word(b, reg);
	return (v & demo_lanes(addr, width)) >> (8 * (addr & 3));
}

void demo_board_write(struct demo_board *b, const struct demo_reg *reg, uint64_t addr, unsigned width, uint64_t value)
{
	const uint32_t v = (uint32_t)value << (8 * (addr & 3)), lanes = demo_lanes(addr, width);
	uint32_t *word;

	demo_catch_up(b);
	if (reg && reg->write) {
		reg->write(b, v, lanes);
	} else if (reg && reg->word) {
		word = demo_word(b, reg);
		*word = demo_merge(*word, v, lanes & reg->holds) & ~(v & lanes & reg->clears);
	}
}

void demo_board_bus_error(struct demo_board *b)
{
	b->events |= EVENT_BUS_ERROR;
}
