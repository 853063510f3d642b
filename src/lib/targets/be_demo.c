/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_demo: the target "demo", a small simulated board inside the program, for users without root or board. It finds the
 * block at an address, refuses accesses as hardware does, and never touches real memory.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "backend.h"
#include "demo_board.h"
#include "error.h"
#include "mapped.h"
#include "unit.h"

static const char demo_manual[] = "The demo board is simulated inside the program: nothing real is touched, and\n"
				  "each start of it finds the board as after power-on. Registers are 32 bits.\n"
				  "RO ignores writes; WO reads as 0, and a dump leaves it out (~); W1C: writing 1\n"
				  "to a bit clears it.\n"
				  "\n"
				  "0000-0fff SYSID, takes accesses of 8, 16 and 32 bits\n"
				  "  0000 ID        RO   504d4f4e\n"
				  "  0004 REVISION  RO   MAJOR [15:8], MINOR [7:0]\n"
				  "  0008 SCRATCH   RW   holds what is written\n"
				  "  000c STATUS    W1C  POWER_ON [0], BUS_ERROR [1], TIMER [2], OVERRUN [3]\n"
				  "  0010 ENABLE    RW   which bits of STATUS show in PENDING\n"
				  "  0014 PENDING   RO   STATUS & ENABLE\n"
				  "  0018 UPTIME_LO RO   microseconds since power-on; reading it holds UPTIME_HI\n"
				  "  001c UPTIME_HI RO   the upper 32 bits that belong to UPTIME_LO\n"
				  "1000-1fff GPIO, takes accesses of 8, 16 and 32 bits; a bit for each pin\n"
				  "  1000 DATA_OUT  RW   what the outputs drive\n"
				  "  1004 SET       WO   writing 1 sets the bit in DATA_OUT\n"
				  "  1008 CLR       WO   writing 1 clears it\n"
				  "  100c TOGGLE    WO   writing 1 inverts it\n"
				  "  1010 DIR       RW   1: output, 0: input\n"
				  "  1014 IN        RO   outputs as driven; inputs see 0000a5c3\n"
				  "2000-2fff UART, takes accesses of 8, 16 and 32 bits; its line is looped back\n"
				  "  2000 DATA      RW   reading takes a byte from the FIFO, writing puts one in;\n"
				  "                      a dump leaves it out (~)\n"
				  "  2004 STATUS    W1C  LEVEL [7:0], EMPTY [8], FULL [9] (these three are RO),\n"
				  "                      OVERRUN [16], UNDERRUN [17]\n"
				  "  2008 CONTROL   WO   1: FLUSH the FIFO [0], REFILL it with a text [1]\n"
				  "3000-3fff TIMER, takes accesses of 32 bits only; others are bus errors\n"
				  "  3000 LOAD      RW   microseconds to count\n"
				  "  3004 VALUE     RO   microseconds left\n"
				  "  3008 CONTROL   RW   ENABLE [0], PERIODIC [1]; enabling starts from LOAD\n"
				  "  300c STATUS    W1C  EXPIRED [0]\n"
				  "4000-7fff nothing: each access is a bus error\n"
				  "8000-ffff RAM, takes accesses of 8, 16, 32 and 64 bits\n"
				  "What lies between the registers of a block reads as 0 and ignores writes.\n"
				  "The bus ends at ffff. Addresses are hexadecimal.\n";

static int demo_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		     struct physmon_error *e)
{
	uint64_t addr;
	int r;

	(void)rest;
	(void)o;
	t->info.last = DEMO_LAST;
	t->info.extent_known = true;
	for (const struct demo_block *block = demo_board_blocks; block->name; block++) {
		for (const struct demo_reg *reg = block->regs; reg->name; reg++) {
			addr = block->first + reg->offset;
			r = reg->noread ? physmon_protect(t, addr, addr + 3, PHYSMON_PROTECT_NOREAD, e) : 0;
			if (r)
				return r;
		}
	}
	demo_board_reset(t->priv);
	return 0;
}

static int demo_bus_error(struct demo_board *b, const struct demo_block *block, unsigned widths,
			  const struct physmon_xfer *x, uint64_t addr, struct physmon_error *e)
{
	const char *const doing = mapped_doing(x);
	const unsigned bits = 8 * x->width;
	int r;

	demo_board_bus_error(b);
	if (block)
		r = error_set(e, PHYSMON_E_BUS, EFAULT,
			      "bus error %s %u bits at %08" PRIx64 ": %s takes %s accesses only", doing, bits, addr,
			      block->name, widths == 4 ? "32-bit" : "8-, 16- and 32-bit");
	else
		r = error_set(e, PHYSMON_E_BUS, EFAULT,
			      "bus error %s %u bits at %08" PRIx64 ": nothing answers there; on a real board the block "
			      "might be unclocked or in reset",
			      doing, bits, addr);
	error_at(e, addr, x->width, x->done);
	return r;
}

static int demo_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	struct demo_board *const b = t->priv;
	const struct demo_block *block;
	const struct demo_reg *reg;
	unsigned widths;
	unsigned char *buf = x->buf, *ram;
	uint64_t addr = x->addr;

	for (x->done = 0; x->done < x->nunits; x->done++, addr += x->step, buf += x->width) {
		if (addr >= DEMO_RAM) {
			ram = b->ram + (addr - DEMO_RAM);
			if (x->dir == PHYSMON_READ)
				memcpy(buf, ram, x->width);
			else
				memcpy(ram, buf, x->width);
			continue;
		}
		block = demo_board_block(addr);
		reg = block ? demo_board_reg(block, addr) : NULL;
		widths = reg ? reg->widths : block ? block->widths : 0;
		if (!(widths & x->width)) {
			*bad = 1;
			return demo_bus_error(b, block, widths, x, addr, e);
		}
		if (x->dir == PHYSMON_READ)
			unit_put(buf, x->width, demo_board_read(b, reg, addr, x->width));
		else
			demo_board_write(b, reg, addr, x->width, unit_get(buf, x->width));
	}
	return 0;
}

const struct backend be_demo = {
	.row = { "demo", "demo", "a small simulated board, to try things on", demo_manual, false },
	.widths = 1 | 2 | 4 | 8,
	.private_ok = true,
	.priv_size = sizeof(struct demo_board),
	.registers = demo_svd,
	.open = demo_open,
	.transfer = demo_transfer,
};
