/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pmem: a plugin for QEMU's TCG (API version 1, QEMU 4.2 and later) that logs each load and store of user space whose
 * PHYSICAL address lies in a range asked for: RAM, which QEMU's own trace of memory regions doesn't see, and devices,
 * with the width of the instruction rather than what the bus made of it. Output goes through -d plugin.
 *
 *	-plugin pmem.so,range=4c000000-4fffffff,range=9000000-903ffff,pc=400000-5fffff
 *
 * Ranges are inclusive. pc= restricts it to instructions at these addresses: on x86 the firmware would be watched as
 * well, and booting take 20 s. The prototypes are written by hand: Debian ships no qemu-plugin.h.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef uint64_t qemu_plugin_id_t;
typedef uint32_t qemu_plugin_meminfo_t;
typedef struct qemu_info_t qemu_info_t;
struct qemu_plugin_tb;
struct qemu_plugin_insn;
struct qemu_plugin_hwaddr;
enum { CB_NO_REGS };
enum { MEM_RW = 3 };

void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, void (*)(qemu_plugin_id_t, struct qemu_plugin_tb *));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *, size_t);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *,
				      void (*)(unsigned, qemu_plugin_meminfo_t, uint64_t, void *), int, int, void *);
unsigned qemu_plugin_mem_size_shift(qemu_plugin_meminfo_t);
bool qemu_plugin_mem_is_store(qemu_plugin_meminfo_t);
struct qemu_plugin_hwaddr *qemu_plugin_get_hwaddr(qemu_plugin_meminfo_t, uint64_t);
uint64_t qemu_plugin_hwaddr_phys_addr(const struct qemu_plugin_hwaddr *);
void qemu_plugin_outs(const char *);

#define EXPORT __attribute__((visibility("default")))
extern EXPORT int qemu_plugin_version;
EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv);
EXPORT int qemu_plugin_version = 1;

#define USER_END UINT64_C(0x0001000000000000) /* user space lies below it on x86_64 and on arm64 with 48 bits */

struct range {
	uint64_t first, last;
};
static struct range ranges[16], pc = { 0, USER_END - 1 };
static unsigned nranges;

static void on_access(unsigned cpu, qemu_plugin_meminfo_t info, uint64_t vaddr, void *at)
{
	struct qemu_plugin_hwaddr *hw;
	uint64_t addr;
	char line[96];
	unsigned i;

	(void)cpu;
	if (vaddr >= USER_END)
		return;
	hw = qemu_plugin_get_hwaddr(info, vaddr);
	if (!hw)
		return;
	addr = qemu_plugin_hwaddr_phys_addr(hw);
	for (i = 0; i < nranges; i++)
		if (addr >= ranges[i].first && addr <= ranges[i].last) {
			snprintf(line, sizeof(line), "pmem %s addr 0x%" PRIx64 " size %u pc 0x%" PRIxPTR "\n",
				 qemu_plugin_mem_is_store(info) ? "store" : "load", addr,
				 1u << qemu_plugin_mem_size_shift(info), (uintptr_t)at);
			qemu_plugin_outs(line);
			return;
		}
}

static void on_translate(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	size_t i, n = qemu_plugin_tb_n_insns(tb);

	(void)id;
	for (i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		uint64_t at = qemu_plugin_insn_vaddr(insn);

		if (at >= pc.first && at <= pc.last)
			qemu_plugin_register_vcpu_mem_cb(insn, on_access, CB_NO_REGS, MEM_RW, (void *)(uintptr_t)at);
	}
}

EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info, int argc, char **argv)
{
	struct range r;
	int i;

	(void)info;
	for (i = 0; i < argc; i++) {
		if (sscanf(argv[i], "range=%" SCNx64 "-%" SCNx64, &r.first, &r.last) == 2 &&
		    nranges < sizeof(ranges) / sizeof(ranges[0]))
			ranges[nranges++] = r;
		else if (sscanf(argv[i], "pc=%" SCNx64 "-%" SCNx64, &r.first, &r.last) == 2)
			pc = r;
		else {
			fprintf(stderr, "pmem: %s is no range=FIRST-LAST or pc=FIRST-LAST\n", argv[i]);
			return -1;
		}
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translate);
	return 0;
}
