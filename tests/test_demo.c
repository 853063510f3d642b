/* SPDX-License-Identifier: GPL-2.0-or-later */
/* demo: each register of the simulated board, its bus, its clock, and the manual against the rows. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "access.h"
#include "backends.h"
#include "demo_board.h"

static struct physmon_target *t;
static struct physmon_error e;

static int close_demo(void **unused)
{
	physmon_close(t);
	t = NULL;
	return 0;
}

/* cmocka sets signal handlers of its own between set-up and test */
static void begin(void)
{
	assert_int_equal(physmon_open("demo", NULL, &t, &e), 0);
}

static uint64_t get(uint64_t addr, unsigned width)
{
	uint64_t v = 0;

	if (physmon_read(t, addr, width, &v, &e))
		fail_msg("%s", e.text);
	return v;
}

static void put(uint64_t addr, unsigned width, uint64_t v)
{
	if (physmon_write(t, addr, width, v, &e))
		fail_msg("%s", e.text);
}

static uint64_t get32(uint64_t addr)
{
	return get(addr, 4);
}

static void put32(uint64_t addr, uint64_t v)
{
	put(addr, 4, v);
}

static void wait_us(long us)
{
	const struct timespec ts = { .tv_nsec = us * 1000 };

	nanosleep(&ts, NULL);
}

static void assert_bus_error(uint64_t addr, unsigned width, const char *text)
{
	uint64_t v = 0x77;

	assert_int_equal(physmon_read(t, addr, width, &v, &e), -EFAULT);
	assert_int_equal(v, 0x77);
	assert_string_equal(e.text, text);
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	assert_int_equal(e.addr, addr);
	assert_int_equal(e.width, width);
	assert_int_equal(physmon_write(t, addr, width, 0, &e), -EFAULT);
	assert_non_null(strstr(e.text, "bus error writing "));
}

static void the_manual_tells_the_rows(void **unused)
{
	const char *const manual = be_demo.row.manual;
	const struct demo_block *block;
	const struct demo_reg *reg;
	const char *line, *end;
	char expected[80];
	size_t rows = 0, lines = 0;

	for (line = manual; *line; line = end + 1) {
		end = strchr(line, '\n');
		assert_non_null(end);
		assert_true(end - line <= 79);
		if (!strncmp(line, "  ", 2) && strspn(line + 2, "0123456789abcdef") == 4)
			lines++;
	}
	for (block = demo_board_blocks; block->name; block++) {
		snprintf(expected, sizeof(expected), "\n%04x-%04x %s, takes accesses of %s", block->first, block->last,
			 block->name, block->widths == 4 ? "32 bits only" : "8, 16 and 32 bits");
		if (!strstr(manual, expected))
			fail_msg("the manual lacks \"%s\"", expected + 1);
		for (reg = block->regs; reg->name; reg++, rows++) {
			snprintf(expected, sizeof(expected), "\n  %04x %s ", block->first + reg->offset, reg->name);
			line = strstr(manual, expected);
			if (!line)
				fail_msg("the manual lacks \"%s\"", expected + 1);
			line += strlen(expected);
			line += strspn(line, " ");
			assert_int_equal(!strncmp(line, "RO", 2), !(reg->write || reg->holds || reg->clears));
			assert_int_equal(!strncmp(line, "WO", 2), !(reg->read || reg->word));
		}
	}
	assert_int_equal(lines, rows); /* and it tells of no other */
	assert_non_null(strstr(manual, "\n4000-7fff nothing: each access is a bus error\n"));
	snprintf(expected, sizeof(expected), "\n%04x-%04x RAM, ", DEMO_RAM, DEMO_RAM + DEMO_RAM_SIZE - 1);
	assert_non_null(strstr(manual, expected));
}

static void rows_stand_in_order_inside_their_blocks(void **unused)
{
	const struct demo_block *block;
	const struct demo_reg *reg;
	unsigned next_block = 0, next;

	for (block = demo_board_blocks; block->name; block++) {
		assert_int_equal(block->first, next_block);
		next_block = block->last + 1;
		for (reg = block->regs, next = 0; reg->name; reg++) {
			assert_true(reg->offset >= next && reg->offset % 4 == 0);
			assert_true(reg->widths && (reg->read || reg->word || reg->write));
			next = reg->offset + 4;
		}
		assert_true(block->first + next - 1 <= block->last);
	}
	assert_true(next_block <= DEMO_RAM);
}

static void each_width_a_register_takes(void **unused)
{
	const struct demo_block *block;
	const struct demo_reg *reg;
	uint64_t v, addr;
	unsigned width;
	int r;

	begin();
	for (block = demo_board_blocks; block->name; block++) {
		for (reg = block->regs; reg->name; reg++) {
			addr = block->first + reg->offset;
			for (width = 1; width <= 4; width *= 2) {
				r = reg->widths & width ? 0 : -EFAULT;
				assert_int_equal(physmon_read(t, addr + 4 - width, width, &v, &e), r);
				assert_int_equal(physmon_write(t, addr + 4 - width, width, 0, &e), r);
			}
			if (!(reg->read || reg->word))
				assert_int_equal(get32(addr), 0);
		}
	}
}

static void sysid(void **unused)
{
	begin();
	assert_int_equal(get32(0x0000), 0x504d4f4e);
	put32(0x0000, 0); /* as hardware does: no error, no effect */
	assert_int_equal(get32(0x0000), 0x504d4f4e);
	assert_int_equal(get32(0x0004), 0x100);
	put32(0x0008, 0x89abcdef);
	assert_int_equal(get32(0x0008), 0x89abcdef);
}

static void parts_of_a_register_are_little_endian(void **unused)
{
	begin();
	assert_int_equal(get(0x0000, 1), 0x4e);
	assert_int_equal(get(0x0003, 1), 0x50);
	assert_int_equal(get(0x0002, 2), 0x504d);
	put32(0x0008, 0x11223344);
	put(0x0009, 1, 0xaa);
	assert_int_equal(get32(0x0008), 0x1122aa44);
	put(0x000a, 2, 0xbbcc);
	assert_int_equal(get32(0x0008), 0xbbccaa44);
	put32(0x1000, 0);
	put(0x1005, 1, 0x81); /* SET */
	assert_int_equal(get32(0x1000), 0x8100);
}

static void status_is_cleared_by_ones(void **unused)
{
	uint64_t v;

	begin();
	assert_int_equal(get32(0x000c), 1); /* POWER_ON */
	assert_int_equal(get32(0x0014), 0); /* not enabled */
	put32(0x0010, 0xffffffff);
	assert_int_equal(get32(0x0010), 0xf);
	assert_int_equal(get32(0x0014), 1);
	assert_int_equal(physmon_read(t, 0x4000, 4, &v, &e), -EFAULT);
	assert_int_equal(get32(0x000c), 3);
	put32(0x000c, 0);
	assert_int_equal(get32(0x000c), 3);
	put32(0x000c, 1);
	assert_int_equal(get32(0x000c), 2);
	assert_int_equal(get32(0x0014), 2);
	put32(0x0010, 1);
	assert_int_equal(get32(0x0014), 0);
	put32(0x000c, 2);
	assert_int_equal(get32(0x000c), 0);
}

static void uptime_runs(void **unused)
{
	struct demo_board *b;
	uint64_t first, second;

	begin();
	first = get32(0x0018);
	wait_us(2000);
	second = get32(0x0018);
	assert_true(second - first >= 2000);
	assert_int_equal(get32(0x001c), 0);

	b = t->priv; /* more than an hour ago */
	b->start_us -= UINT64_C(3) << 32;
	assert_int_equal(get32(0x001c), 0); /* held since UPTIME_LO was read */
	get32(0x0018);
	assert_int_equal(get32(0x001c), 3);
}

static void gpio(void **unused)
{
	begin();
	assert_int_equal(get32(0x1014), 0xa5c3);
	put32(0x1000, 0xf0f0f0f0);
	put32(0x1004, 0x0000000f);
	assert_int_equal(get32(0x1000), 0xf0f0f0ff);
	put32(0x1008, 0xf0000001);
	assert_int_equal(get32(0x1000), 0x00f0f0fe);
	put32(0x100c, 0xff000000);
	assert_int_equal(get32(0x1000), 0xfff0f0fe);
	assert_int_equal(get32(0x1004), 0);
	assert_int_equal(get32(0x1008), 0);
	assert_int_equal(get32(0x100c), 0);
	put32(0x1010, 0xffff0000);
	assert_int_equal(get32(0x1010), 0xffff0000);
	assert_int_equal(get32(0x1014), 0xfff0a5c3);
	put32(0x1014, 0);
	assert_int_equal(get32(0x1014), 0xfff0a5c3);
}

static void the_fifo_pops(void **unused)
{
	static const char text[] = "Hello from the demo board\n";
	char got[64] = "";
	struct physmon_xfer x = { .dir = PHYSMON_READ,
				  .width = 1,
				  .flags = PHYSMON_XFER_EXACT,
				  .addr = 0x2000,
				  .nunits = sizeof(text) - 1,
				  .buf = got };
	unsigned i;

	begin();
	assert_int_equal(get32(0x2004), sizeof(text) - 1);
	assert_int_equal(physmon_transfer(t, &x, &e), 0);
	assert_string_equal(got, text);
	assert_int_equal(get32(0x2004), 0x100); /* EMPTY */
	assert_int_equal(get32(0x2000), 0);
	assert_int_equal(get32(0x2004), 0x20100); /* UNDERRUN */
	put32(0x2004, 0x20000);
	assert_int_equal(get32(0x2004), 0x100);

	put(0x2000, 1, 'a');
	put(0x2000, 2, 'b');
	put32(0x2000, 0x12345600 | 'c');
	put(0x2001, 1, 'x'); /* not the byte that counts */
	assert_int_equal(get32(0x2004), 3);
	assert_int_equal(get32(0x2000), 'a');
	assert_int_equal(get(0x2000, 2), 'b');
	assert_int_equal(get(0x2000, 1), 'c');

	for (i = 0; i < DEMO_FIFO_DEPTH; i++)
		put(0x2000, 1, i);
	assert_int_equal(get32(0x2004), 0x200 | DEMO_FIFO_DEPTH); /* FULL */
	assert_int_equal(get32(0x000c) & 8, 0);
	put(0x2000, 1, 0xff);
	assert_int_equal(get32(0x2004), 0x10200 | DEMO_FIFO_DEPTH); /* OVERRUN */
	assert_int_equal(get32(0x000c) & 8, 8);
	for (i = 0; i < DEMO_FIFO_DEPTH; i++)
		assert_int_equal(get(0x2000, 1), i);
	put32(0x2004, 0xffffffff);
	assert_int_equal(get32(0x2004), 0x100);

	put32(0x2008, 2); /* REFILL */
	assert_int_equal(get32(0x2004), sizeof(text) - 1);
	assert_int_equal(get(0x2000, 1), 'H');
	put32(0x2008, 1); /* FLUSH */
	assert_int_equal(get32(0x2004), 0x100);
	put32(0x2008, 3);
	assert_int_equal(get(0x2000, 1), 'H');
}

static void dumps_leave_the_fifo_alone(void **unused)
{
	static const unsigned noread[][2] = { { 0x1004, 0x100f }, { 0x2000, 0x2003 }, { 0x2008, 0x200b } };
	const struct physmon_range *r;
	uint8_t buf[16], state[16];
	struct physmon_xfer x = {
		.dir = PHYSMON_READ, .width = 1, .step = 1, .addr = 0x1ffc, .nunits = 16, .buf = buf, .state = state
	};
	unsigned i;

	begin();
	/* and what tells nothing */
	for (i = 0; i < 3; i++) {
		r = physmon_protected(t, i);
		assert_non_null(r);
		assert_true(r->first == noread[i][0] && r->last == noread[i][1] && r->what == PHYSMON_PROTECT_NOREAD);
	}
	assert_null(physmon_protected(t, i));
	assert_int_equal(physmon_transfer(t, &x, &e), 0);
	for (i = 0; i < 16; i++)
		assert_int_equal(state[i], (i >= 4 && i < 8) || i >= 12 ? PHYSMON_LEFT_OUT : PHYSMON_DONE);
	assert_int_equal(buf[8], 26);
	assert_int_equal(get32(0x2004), 26);
}

static void the_timer_counts_down(void **unused)
{
	uint64_t v;

	begin();
	assert_int_equal(get32(0x3000), 1000000);
	assert_int_equal(get32(0x3004), 1000000);
	assert_int_equal(get32(0x3008), 0);
	wait_us(1000);
	assert_int_equal(get32(0x3004), 1000000); /* it stands */
	put32(0x3000, 500000000);
	put32(0x3008, 0xffffffff);
	assert_int_equal(get32(0x3008), 3);
	wait_us(1000);
	v = get32(0x3004);
	assert_true(v <= 500000000 - 1000 && v > 400000000);
	put32(0x3008, 0);
	v = get32(0x3004);
	wait_us(1000);
	assert_int_equal(get32(0x3004), v);
	assert_int_equal(get32(0x300c), 0);

	put32(0x3000, 1000);
	put32(0x3008, 1); /* once */
	wait_us(1500);
	assert_int_equal(get32(0x3004), 0);
	assert_int_equal(get32(0x3008), 0);
	assert_int_equal(get32(0x300c), 1);
	assert_int_equal(get32(0x000c) & 4, 4);
	put32(0x300c, 1);
	assert_int_equal(get32(0x300c), 0);

	put32(0x3000, 1000);
	put32(0x3008, 3); /* again and again */
	wait_us(3500);
	v = get32(0x3004);
	assert_true(v > 0 && v <= 1000);
	assert_int_equal(get32(0x3008), 3);
	put32(0x300c, 1);
	wait_us(1500);
	assert_int_equal(get32(0x300c), 1);

	put32(0x3000, 0); /* no time at all */
	get32(0x3004);
	assert_int_equal(get32(0x3008), 2);
}

static void the_timer_takes_32_bits_only(void **unused)
{
	begin();
	assert_bus_error(0x3000, 1, "bus error reading 8 bits at 00003000: TIMER takes 32-bit accesses only");
	assert_bus_error(0x300e, 2, "bus error reading 16 bits at 0000300e: TIMER takes 32-bit accesses only");
	assert_bus_error(0x3800, 1, "bus error reading 8 bits at 00003800: TIMER takes 32-bit accesses only");
	assert_int_equal(get32(0x3000), 1000000);
	if (ACCESS_WIDTHS & 8)
		assert_bus_error(0x0000, 8,
				 "bus error reading 64 bits at 00000000: SYSID takes 8-, 16- and 32-bit accesses only");
}

static void nothing_answers_in_the_hole(void **unused)
{
	begin();
	assert_bus_error(0x4000, 4,
			 "bus error reading 32 bits at 00004000: nothing answers there; on a real board the block "
			 "might be unclocked or in reset");
	assert_bus_error(0x7fff, 1,
			 "bus error reading 8 bits at 00007fff: nothing answers there; on a real board the block "
			 "might be unclocked or in reset");
	assert_int_equal(get32(0x3ffc), 0); /* in a block, but no register */
	put32(0x3ffc, 1);
	assert_int_equal(get32(0x3ffc), 0);
	assert_int_equal(get(0x0020, 1), 0);
}

static void a_read_across_the_edge_of_the_hole_goes_on(void **unused)
{
	uint32_t buf[6];
	uint8_t state[6];
	struct physmon_xfer x = {
		.dir = PHYSMON_READ, .width = 4, .step = 4, .addr = 0x7ff8, .nunits = 4, .buf = buf, .state = state
	};

	begin();
	put32(0x8000, 0x01020304);
	assert_int_equal(physmon_transfer(t, &x, &e), -EFAULT);
	assert_int_equal(e.addr, 0x7ff8);
	assert_int_equal(state[0], PHYSMON_FAULT);
	assert_int_equal(state[1], PHYSMON_FAULT);
	assert_int_equal(state[2], PHYSMON_DONE);
	assert_int_equal(buf[2], 0x01020304);
	x.addr = 0x7ff8;
	x.dir = PHYSMON_WRITE;
	assert_int_equal(physmon_transfer(t, &x, &e), -EFAULT);
	assert_int_equal(x.done, 1);
	assert_int_equal(get32(0x8000), 0x01020304);
}

static void ram_is_ram(void **unused)
{
	char text[64] = "";
	uint32_t v32;
	uint64_t a;
	struct physmon_xfer x = {
		.dir = PHYSMON_READ, .width = 1, .step = 1, .addr = 0x8000, .nunits = 63, .buf = text
	};

	begin();
	assert_int_equal(physmon_transfer(t, &x, &e), 0);
	assert_non_null(strstr(text, "RAM of the demo board"));
	for (a = 0x8040; a < 0x10000; a += 4)
		assert_int_equal(get32(a), 0);
	put(0xfffc, 1, 0x11);
	put(0xfffd, 1, 0x22);
	put(0xfffe, 2, 0x3333);
	x.addr = 0xfffc;
	x.nunits = 4;
	assert_int_equal(physmon_transfer(t, &x, &e), 0);
	memcpy(&v32, text, 4);
	assert_int_equal(get32(0xfffc), v32); /* bytes and words agree as in the host's own memory */
	assert_int_equal(get32(0xfff8), 0);
	if (ACCESS_WIDTHS & 8) {
		put(0xfff8, 8, UINT64_C(0x0123456789abcdef));
		assert_true(get(0xfff8, 8) == UINT64_C(0x0123456789abcdef));
	}
	assert_int_equal(physmon_write(t, 0x10000, 1, 0, &e), -ERANGE);
	assert_string_equal(e.text, "00010000 is beyond the end of demo, whose last address is 0000ffff");
}

static void each_start_is_a_power_on(void **unused)
{
	begin();
	put32(0x0008, 5);
	put32(0x9000, 5);
	put32(0x2008, 1);
	physmon_close(t);
	begin();
	assert_int_equal(get32(0x0008), 0);
	assert_int_equal(get32(0x9000), 0);
	assert_int_equal(get32(0x2004), 26);
	assert_int_equal(get32(0x000c), 1);
}

#define T(name) cmocka_unit_test_teardown(name, close_demo)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_manual_tells_the_rows),
		T(rows_stand_in_order_inside_their_blocks),
		T(each_width_a_register_takes),
		T(sysid),
		T(parts_of_a_register_are_little_endian),
		T(status_is_cleared_by_ones),
		T(uptime_runs),
		T(gpio),
		T(the_fifo_pops),
		T(dumps_leave_the_fifo_alone),
		T(the_timer_counts_down),
		T(the_timer_takes_32_bits_only),
		T(nothing_answers_in_the_hole),
		T(a_read_across_the_edge_of_the_hole_goes_on),
		T(ram_is_ram),
		T(each_start_is_a_power_on),
	};

	return cmocka_run_group_tests_name("demo", tests, NULL, NULL);
}
