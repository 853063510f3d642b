/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * policy: a folder of made-up /proc, /sys, /boot and /dev stands for a machine; the texts in it are those of real
 * kernels (6.1, arm64 virt and x86_64 pc in QEMU). Each fact, and each sentence by its cause.
 */
#include <errno.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cmocka.h>

#include "explain.h"
#include "optlib.h"

#define IOMEM_ARM64 \
	"09000000-09000fff : pl011@9000000\n" \
	"  09000000-09000fff : 9000000.pl011 pl011@9000000\n" \
	"09010000-09010fff : pl031@9010000\n" \
	"  09010000-09010fff : rtc-pl031\n" \
	"10000000-3efeffff : pcie@10000000\n" \
	"  10000000-100fffff : 0000:00:01.0\n" \
	"    10000000-100fffff : pmuio\n" \
	"  10100000-10100fff : 0000:00:03.0\n" \
	"40000000-4bffffff : System RAM\n" \
	"  40210000-4185ffff : Kernel code\n" \
	"  44000000-48272fff : reserved\n" \
	"8000000000-ffffffffff : pcie@10000000\n" \
	"  8000000000-80000fffff : 0000:00:02.0\n"

#define IOMEM_X86 \
	"00000000-00000fff : Reserved\n" \
	"00001000-0009fbff : System RAM\n" \
	"000a0000-000bffff : PCI Bus 0000:00\n" \
	"000f0000-000fffff : Reserved\n" \
	"  000f0000-000fffff : System ROM\n" \
	"00100000-0bffffff : System RAM\n" \
	"  05600000-06401d31 : Kernel code\n" \
	"10000000-febfffff : PCI Bus 0000:00\n" \
	"  fd000000-fdffffff : 0000:00:02.0\n" \
	"fec00000-fec003ff : IOAPIC 0\n" \
	"fee00000-fee00fff : Local APIC\n"

#define IOMEM_MASKED \
	"00000000-00000000 : pl011@9000000\n" \
	"00000000-00000000 : System RAM\n" \
	"  00000000-00000000 : Kernel code\n"

#define STATUS_ROOT "Name:\tphysmon\nUid:\t0\t0\t0\t0\nCapInh:\t0000000000000000\nCapEff:\t000001ffffffffff\n"
#define STATUS_USER \
	"Name:\tphysmon\nUid:\t1000\t1000\t1000\t1000\nCapInh:\t000001ffffffffff\nCapEff:\t0000000000000000\n"

static char root[64];

static void put_bytes(const char *name, const char *text, size_t nbytes)
{
	char path[512], *p;
	FILE *f;

	snprintf(path, sizeof(path), "%s%s", root, name);
	for (p = path + strlen(root) + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		if (mkdir(path, 0700))
			assert_int_equal(errno, EEXIST);
		*p = '/';
	}
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, nbytes, f), nbytes);
	assert_int_equal(fclose(f), 0);
}

static void put(const char *name, const char *text)
{
	put_bytes(name, text, strlen(text));
}

/* The configuration of the kernel that runs now: that is the name looked for. */
static void put_config(const char *before, const char *after, const char *text)
{
	struct utsname u;
	char name[256];

	assert_int_equal(uname(&u), 0);
	snprintf(name, sizeof(name), "%s%s%s", before, u.release, after);
	put(name, text);
}

static int setup(void **state)
{
	(void)state;
	snprintf(root, sizeof(root), P_tmpdir "/test_policy.XXXXXX");
	return mkdtemp(root) ? 0 : -1;
}

static int drop(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int teardown(void **state)
{
	(void)state;
	return nftw(root, drop, 16, FTW_DEPTH | FTW_PHYS);
}

/* --- facts --------------------------------------------------------------------------------------------------- */

static void an_empty_machine_is_unknown(void **state)
{
	struct policy p;

	(void)state;
	policy_read(root, &p);
	assert_int_equal(p.euid, geteuid());
	assert_int_equal(p.rawio, POLICY_UNKNOWN);
	assert_int_equal(p.node, POLICY_NO);
	assert_int_equal(p.node_access, POLICY_NO);
	assert_int_equal(p.lockdown, LOCKDOWN_UNKNOWN);
	assert_int_equal(p.devmem, POLICY_UNKNOWN);
	assert_int_equal(p.strict, POLICY_UNKNOWN);
	assert_int_equal(p.io_strict, POLICY_UNKNOWN);
	assert_int_equal(p.relaxed, POLICY_UNKNOWN);
	assert_int_equal(p.iomem_masked, POLICY_UNKNOWN);
	assert_int_equal(p.address_bits, 0);
}

static void a_debian_machine_is_read(void **state)
{
	struct policy p;

	(void)state;
	put("/proc/self/status", STATUS_ROOT);
	put("/dev/mem", "");
	put("/sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
	put_config("/boot/config-", "",
		   "#\n# CONFIG_LOCK is not set\nCONFIG_DEVMEM=y\nCONFIG_STRICT_DEVMEM=y\n"
		   "CONFIG_IO_STRICT_DEVMEM=y\n");
	put("/proc/cmdline", "console=ttyS0 quiet iomem=relaxed\n");
	put("/proc/iomem", IOMEM_X86);
	put("/proc/cpuinfo", "processor\t: 0\naddress sizes\t: 40 bits physical, 48 bits virtual\n");
	policy_read(root, &p);
	assert_int_equal(p.euid, 0);
	assert_int_equal(p.rawio, POLICY_YES);
	assert_int_equal(p.node, POLICY_YES);
	assert_int_equal(p.node_access, POLICY_YES);
	assert_int_equal(p.lockdown, LOCKDOWN_NONE);
	assert_int_equal(p.devmem, POLICY_YES);
	assert_int_equal(p.strict, POLICY_YES);
	assert_int_equal(p.io_strict, POLICY_YES);
	assert_int_equal(p.relaxed, POLICY_YES);
	assert_int_equal(p.iomem_masked, POLICY_NO);
	assert_int_equal(p.address_bits, 40);
}

/* Made by gzip of "CONFIG_DEVMEM=y" and "CONFIG_STRICT_DEVMEM=y". */
static void the_running_kernels_own_configuration_is_unpacked_with_zlib(void **state)
{
	static const char packed[] =
		"\037\213\010\000\000\000\000\000\002\003\163\366\367\163\363\164\217\167\161\015\363\165\365\265"
		"\255\344\162\206\360\203\103\202\074\235\103\020\302\000\206\150\141\303\047\000\000\000";
	const enum policy_answer yes = optlib_zlib() ? POLICY_YES : POLICY_UNKNOWN;
	struct policy p;

	(void)state;
	put_bytes("/proc/config.gz", packed, sizeof(packed) - 1);
	policy_read(root, &p);
	assert_int_equal(p.devmem, yes);
	assert_int_equal(p.strict, yes);
	assert_int_equal(p.packed, !optlib_zlib());
	put_bytes("/proc/config.gz", packed, sizeof(packed) - 2);
	put_config("/boot/config-", "", "CONFIG_DEVMEM=y\n");
	policy_read(root, &p);
	assert_int_equal(p.devmem, POLICY_YES);
	assert_int_equal(p.strict, POLICY_NO);
}

static void an_unset_option_is_no_and_looked_for_in_both_places(void **state)
{
	struct policy p;

	(void)state;
	put_config("/lib/modules/", "/config", "CONFIG_DEVMEM=y\n# CONFIG_STRICT_DEVMEM is not set\n");
	policy_read(root, &p);
	assert_int_equal(p.devmem, POLICY_YES);
	assert_int_equal(p.strict, POLICY_NO);
	assert_int_equal(p.io_strict, POLICY_NO);
	put_config("/boot/config-", "", "# CONFIG_DEVMEM is not set\nNOT_CONFIG_STRICT_DEVMEM=y\n");
	policy_read(root, &p);
	assert_int_equal(p.devmem, POLICY_NO);
	assert_int_equal(p.strict, POLICY_NO);
}

static void a_capability_is_one_bit(void **state)
{
	struct policy p;

	(void)state;
	put("/proc/self/status", "Uid:\t1000\t1001\t1000\t1000\nCapEff:\t0000000000020000\n");
	policy_read(root, &p);
	assert_int_equal(p.euid, 1001);
	assert_int_equal(p.rawio, POLICY_YES);
	put("/proc/self/status", "CapEff:\tfffffffffffdffff\n");
	policy_read(root, &p);
	assert_int_equal(p.rawio, POLICY_NO);
	put("/proc/self/status", "CapEff:\n");
	policy_read(root, &p);
	assert_int_equal(p.rawio, POLICY_UNKNOWN);
}

static void lockdown_is_the_word_in_brackets(void **state)
{
	struct policy p;

	(void)state;
	put("/sys/kernel/security/lsm", "capability\n");
	policy_read(root, &p);
	assert_int_equal(p.lockdown, LOCKDOWN_NONE); /* securityfs is there, lockdown not built in */
	put("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	policy_read(root, &p);
	assert_int_equal(p.lockdown, LOCKDOWN_INTEGRITY);
	put("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
	policy_read(root, &p);
	assert_int_equal(p.lockdown, LOCKDOWN_CONFIDENTIALITY);
	put("/sys/kernel/security/lockdown", "none integrity\n");
	policy_read(root, &p);
	assert_int_equal(p.lockdown, LOCKDOWN_UNKNOWN);
	assert_string_equal(policy_lockdown_word(LOCKDOWN_CONFIDENTIALITY), "confidentiality");
}

static void the_last_iomem_word_counts(void **state)
{
	static const struct {
		const char *cmdline;
		enum policy_answer relaxed;
	} rows[] = {
		{ "", POLICY_NO },
		{ "quiet\n", POLICY_NO },
		{ "iomem=relaxed", POLICY_YES },
		{ "iomem=strict iomem=relaxed quiet\n", POLICY_YES },
		{ "iomem=relaxed iomem=strict\n", POLICY_NO },
		{ "xiomem=relaxed\n", POLICY_NO },
		{ "quiet -- iomem=relaxed\n", POLICY_NO },
	};
	struct policy p;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		put("/proc/cmdline", rows[i].cmdline);
		policy_read(root, &p);
		assert_int_equal(p.relaxed, rows[i].relaxed);
	}
}

static void a_masked_iomem_is_a_fact(void **state)
{
	struct policy p;

	(void)state;
	put("/proc/iomem", IOMEM_MASKED);
	policy_read(root, &p);
	assert_int_equal(p.iomem_masked, POLICY_YES);
}

/* --- sentences ----------------------------------------------------------------------------------------------- */

static void assert_open(int err, const char *sentence)
{
	struct physmon_error e;

	memset(&e, 0xff, sizeof(e));
	assert_int_equal(explain_open(root, err, &e), -err);
	assert_int_equal(e.kind, PHYSMON_E_OPEN);
	assert_int_equal(e.err, err);
	assert_string_equal(e.text, sentence);
}

static void assert_map(int err, uint64_t addr, uint64_t nbytes, const char *sentence)
{
	struct physmon_error e;

	memset(&e, 0xff, sizeof(e));
	assert_int_equal(explain_map(root, err, addr, nbytes, &e), -err);
	assert_int_equal(e.kind, PHYSMON_E_MAP);
	assert_int_equal(e.err, err);
	assert_true(e.addr == addr);
	assert_int_equal(e.width, 0);
	assert_int_equal(e.done, 0);
	assert_string_equal(e.text, sentence);
}

static void without_an_error_struct_nothing_is_read(void **state)
{
	(void)state;
	assert_int_equal(explain_open(NULL, EPERM, NULL), -EPERM);
	assert_int_equal(explain_map(NULL, EPERM, 0, 1, NULL), -EPERM);
	assert_int_equal(explain_bus(NULL, 0, 1, "reading", NULL), -EFAULT);
}

static void open_says_why_there_is_no_node(void **state)
{
	(void)state;
	assert_open(ENOENT,
		    "can't open /dev/mem: there is none: this kernel lacks CONFIG_DEVMEM, or a container hides it");
	put_config("/boot/config-", "", "CONFIG_DEVMEM=y\n");
	assert_open(
		ENOENT,
		"can't open /dev/mem: there is none, though this kernel has CONFIG_DEVMEM: a container hides it, or it"
		" wants \"mknod -m 600 /dev/mem c 1 1\"");
	put_config("/boot/config-", "", "# CONFIG_DEVMEM is not set\n");
	assert_open(ENOENT, "can't open /dev/mem: there is none, since this kernel lacks CONFIG_DEVMEM");
	assert_open(ENXIO, "can't open /dev/mem: the node has no driver behind it: this kernel lacks CONFIG_DEVMEM");
}

static void open_says_whom_the_mode_keeps_out(void **state)
{
	char path[128], sentence[256];

	(void)state;
	put("/dev/mem", "");
	put("/proc/self/status", STATUS_USER);
	snprintf(path, sizeof(path), "%s/dev/mem", root);
	assert_int_equal(chmod(path, 0640), 0);
	snprintf(sentence, sizeof(sentence),
		 "can't open /dev/mem: its mode 0640 (owner %lu, group %lu) keeps user 1000 out; run as root, for "
		 "instance with"
		 " sudo",
		 (unsigned long)geteuid(), (unsigned long)getegid());
	assert_open(EACCES, sentence);
	put("/proc/self/status", STATUS_ROOT);
	assert_open(EACCES,
		    "can't open /dev/mem: permission denied: by a security module (SELinux, AppArmor), or for want of"
		    " CAP_DAC_OVERRIDE");
}

static void open_tells_lockdown_from_a_missing_capability(void **state)
{
	(void)state;
	put("/proc/self/status", STATUS_ROOT);
	assert_open(EPERM, "can't open /dev/mem: not permitted, for a reason that can't be told: perhaps kernel "
			   "lockdown (see dmesg,"
			   " or mount securityfs on /sys/kernel/security), perhaps a container's rules");
	put("/sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
	assert_open(EPERM,
		    "can't open /dev/mem: not permitted, and neither lockdown nor a missing CAP_SYS_RAWIO explains it:"
		    " perhaps a container's rules (device cgroup, user namespace, seccomp)");
	put("/proc/self/status", STATUS_USER);
	assert_open(EPERM, "can't open /dev/mem: this process lacks CAP_SYS_RAWIO; run as root, for instance with "
			   "sudo, or give the"
			   " container that capability");
	put("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	assert_open(EPERM, "can't open /dev/mem: kernel lockdown (integrity) forbids it to everyone; lockdown comes "
			   "with Secure Boot"
			   " or with lockdown= on the kernel's command line, and ends by a boot without them");
	put("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
	assert_open(EPERM, "can't open /dev/mem: kernel lockdown (confidentiality) forbids it to everyone; lockdown "
			   "comes with Secure"
			   " Boot or with lockdown= on the kernel's command line, and ends by a boot without them");
}

static void open_leaves_the_rest_to_strerror(void **state)
{
	char sentence[128];

	(void)state;
	snprintf(sentence, sizeof(sentence), "can't open /dev/mem: %s", strerror(EMFILE));
	assert_open(EMFILE, sentence);
}

#define RAM_REMEDY \
	" is System RAM, which CONFIG_STRICT_DEVMEM keeps from /dev/mem; set RAM aside with mem= or memmap= on the" \
	" kernel's command line; 'target kcore:phys' reads this, nothing writes it"
#define CLAIM_REMEDY \
	" and CONFIG_IO_STRICT_DEVMEM keeps others out; put iomem=relaxed on the kernel's command line, or unbind the" \
	" driver"

static void map_names_system_ram(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_ARM64);
	assert_map(EPERM, 0x40300000, 0x1000, "can't map 40300000: 40000000-4bffffff" RAM_REMEDY);
	assert_map(EPERM, 0x44000010, 4,
		   "can't map 44000010: 40000000-4bffffff" RAM_REMEDY); /* "reserved" in it blames nobody */
	assert_map(EPERM, 0x3fff0000, 0x20000, "can't map 3fff0000: 40000000-4bffffff" RAM_REMEDY);
}

static void map_names_the_claimant(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_ARM64);
	assert_map(EPERM, 0x09000018, 4,
		   "can't map 09000018: 9000000.pl011 pl011@9000000 has claimed 09000000-09000fff" CLAIM_REMEDY);
	assert_map(EPERM, 0x10000000, 1, "can't map 10000000: pmuio has claimed 10000000-100fffff" CLAIM_REMEDY);
	put("/proc/iomem", IOMEM_X86);
	assert_map(EPERM, 0xfec00000, 1, "can't map fec00000: IOAPIC 0 has claimed fec00000-fec003ff" CLAIM_REMEDY);
}

static void map_judges_whole_pages(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_X86);
	/* the IOAPIC's page, past the 1 KiB that it claims */
	assert_map(EPERM, 0xfec00ff0, 4, "can't map fec00ff0: IOAPIC 0 has claimed fec00000-fec003ff" CLAIM_REMEDY);
}

static void map_of_many_pages_names_the_first_cause(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_ARM64);
	assert_map(EPERM, 0x08f00000, 0x200000,
		   "can't map 08f00000: 9000000.pl011 pl011@9000000 has claimed 09000000-09000fff" CLAIM_REMEDY);
	assert_map(EPERM, 0x09010000, 0x38000000,
		   "can't map 09010000: rtc-pl031 has claimed 09010000-09010fff" CLAIM_REMEDY);
	/* a bus window and a function without a driver block nobody: the RAM behind them does */
	assert_map(EPERM, 0x10100000, 0x30000000, "can't map 10100000: 40000000-4bffffff" RAM_REMEDY);
	/* where nothing else can be to blame, it is the innermost of those that have children */
	assert_map(EPERM, 0x20000000, 0x1000,
		   "can't map 20000000: pcie@10000000 has claimed 10000000-3efeffff" CLAIM_REMEDY);
	put("/proc/iomem", IOMEM_X86);
	assert_map(EPERM, 0xfd000000, 0x2000000,
		   "can't map fd000000: IOAPIC 0 has claimed fec00000-fec003ff" CLAIM_REMEDY);
}

static void the_first_mebibyte_is_open_on_x86(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_X86);
#if defined(__x86_64__) || defined(__i386__)
	assert_map(EPERM, 0x1000, 0x200000, "can't map 00001000: 00100000-0bffffff" RAM_REMEDY);
	assert_map(EPERM, 0x1000, 0x1000,
		   "can't map 00001000: not permitted, and nothing in /proc/iomem explains it; System RAM"
		   " is there; iomem=relaxed on the kernel's command line may help");
#else
	assert_map(EPERM, 0x1000, 0x200000, "can't map 00001000: 00001000-0009fbff" RAM_REMEDY);
#endif
}

static void map_goes_by_what_the_kernel_was_built_with(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_ARM64);
	put_config("/boot/config-", "", "CONFIG_DEVMEM=y\n# CONFIG_STRICT_DEVMEM is not set\n");
	assert_map(EPERM, 0x09010000, 0x1000,
		   "can't map 09010000: rtc-pl031 has claimed 09010000-09010fff exclusively; put"
		   " iomem=relaxed on the kernel's command line, or unbind the driver");
	put("/proc/cmdline", "iomem=relaxed\n");
#ifndef __s390__
	assert_map(EPERM, 0x40000000, 0x1000,
		   "can't map 40000000: not permitted, and nothing in /proc/iomem explains it; System RAM is"
		   " there");
	assert_map(EPERM, 0x09010000, 0x1000,
		   "can't map 09010000: not permitted, and nothing in /proc/iomem explains it; rtc-pl031 is"
		   " there");
#endif
	put("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	assert_map(EPERM, 0x09010000, 0x1000, "can't map 09010000: not permitted under kernel lockdown (integrity)");
}

static void map_says_that_a_masked_iomem_hides_the_cause(void **state)
{
	(void)state;
	assert_map(EPERM, 0x8000000000, 8,
		   "can't map 8000000000: not permitted, and the cause (System RAM, or a driver's claim) can't"
		   " be told, since /proc/iomem can't be read");
	put("/proc/iomem", IOMEM_MASKED);
	assert_map(EPERM, 0, 8,
		   "can't map 00000000: not permitted, and the cause (System RAM, or a driver's claim) can't be told,"
		   " since /proc/iomem shows its addresses only with CAP_SYS_ADMIN");
}

static void map_compares_the_address_with_the_cpu(void **state)
{
	(void)state;
	assert_map(EINVAL, 0x10000000000, 0x1000,
		   "can't map 10000000000: this is more than the CPU or its kernel can address");
	put("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu\naddress sizes\t: 40 bits physical, 48 bits virtual\n");
	assert_map(EINVAL, 0x10000000000, 0x1000,
		   "can't map 10000000000: this is more than the CPU can address (40 bits)");
	assert_map(EINVAL, 0xffffff0000, 0x20000,
		   "can't map ffffff0000: this is more than the CPU can address (40 bits)");
	assert_map(EINVAL, UINT64_MAX, 2,
		   "can't map ffffffffffffffff: this is more than the CPU can address (40 bits)");
	assert_map(EINVAL, 0xffff000000, 0x1000,
		   "can't map ffff000000: the kernel maps it with another memory type already (on x86"
		   " see /sys/kernel/debug/x86/pat_memtype_list)");
}

static void map_explains_the_other_errors(void **state)
{
	char sentence[128];

	(void)state;
	assert_map(EAGAIN, 0xb8000, 0x1000,
		   "can't map 000b8000: the kernel maps it with another memory type already (on x86 see"
		   " /sys/kernel/debug/x86/pat_memtype_list)");
	assert_map(ENOMEM, 0xb8000, 0x1000,
		   "can't map 000b8000: out of memory, or this process has too many mappings"
		   " (vm.max_map_count) or too little room (ulimit -v)");
	assert_map(ENXIO, 0xb8000, 0x1000, "can't map 000b8000: the driver behind /dev/mem knows no such address");
	snprintf(sentence, sizeof(sentence), "can't map 000b8000: %s", strerror(ENFILE));
	assert_map(ENFILE, 0xb8000, 0x1000, sentence);
}

static void assert_bus(uint64_t addr, unsigned width, const char *doing, const char *sentence)
{
	struct physmon_error e;

	memset(&e, 0xff, sizeof(e));
	assert_int_equal(explain_bus(root, addr, width, doing, &e), -EFAULT);
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	assert_int_equal(e.err, EFAULT);
	assert_true(e.addr == addr);
	assert_int_equal(e.width, width);
	assert_int_equal(e.done, 0);
	assert_string_equal(e.text, sentence);
}

static void a_bus_error_names_who_stands_there(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_ARM64);
	assert_bus(0x0a100000, 4, "reading",
		   "bus error reading 32 bits at 0a100000: nothing is listed there in /proc/iomem; the"
		   " address may be a hole, or the block unclocked or in reset");
	assert_bus(0x09000018, 8, "writing",
		   "bus error writing 64 bits at 09000018: 9000000.pl011 pl011@9000000 is there; it"
		   " may be unclocked, in reset, or refuse this width");
	put_bytes("/proc/device-tree/intc@8000000/reg", "\x08\0\0\0\0\x01\0\0", 8);
	put_bytes("/proc/device-tree/intc@8000000/compatible", "arm,gic", 8);
	assert_bus(0x08000004, 4, "reading",
		   "bus error reading 32 bits at 08000004: intc@8000000 (node /intc@8000000, arm,gic) is"
		   " there; it may be unclocked, in reset, or refuse this width");
	put("/proc/iomem", IOMEM_MASKED);
	assert_bus(0x08000004, 4, "reading",
		   "bus error reading 32 bits at 08000004: intc@8000000 (node /intc@8000000, arm,gic) is"
		   " there; it may be unclocked, in reset, or refuse this width");
	assert_bus(0x10000000000, 1, "reading",
		   "bus error reading 8 bits at 10000000000: the address may be a hole, or the block"
		   " unclocked, in reset, or without this width; what is there is not known,"
		   " since /proc/iomem shows its addresses only with CAP_SYS_ADMIN");
}

static void a_driver_is_unbound_by_a_line_to_paste(void **state)
{
	static const char iomem[] = "09010000-09010fff : 9010000.rtc rtc@9010000\n";
	struct physmon_error e;
	char command[1200];

	(void)state;
	put("/proc/iomem", iomem);
	snprintf(command, sizeof(command),
		 "mkdir -p '%s/sys/bus/amba/devices/9010000.rtc' &&"
		 " ln -s ../../../bus/amba/drivers/rtc-pl031 '%s/sys/bus/amba/devices/9010000.rtc/driver'",
		 root, root);
	assert_int_equal(system(command), 0);
	explain_map(root, EPERM, 0x09010000, 4, &e);
	assert_non_null(strstr(e.text, "command line, or unbind the driver: echo 9010000.rtc"
				       " >/sys/bus/amba/drivers/rtc-pl031/unbind"));
}

static void ram_is_closed_where_the_kernel_is_known_to_keep_it(void **state)
{
	(void)state;
	put("/proc/iomem", IOMEM_ARM64);
	assert_false(explain_ram_closed(root, 0x40300000)); /* the configuration isn't known */
	put_config("/boot/config-", "", "CONFIG_STRICT_DEVMEM=y\n");
	assert_true(explain_ram_closed(root, 0x40300000));
	assert_false(explain_ram_closed(root, 0x09010000));
	put_config("/boot/config-", "", "# CONFIG_STRICT_DEVMEM is not set\n");
	assert_false(explain_ram_closed(root, 0x40300000));
}

static void a_long_name_is_cut_not_the_sentence(void **state)
{
	char text[3000], *p = text;
	struct physmon_error e;

	(void)state;
	p += sprintf(p, "09000000-09000fff : ");
	memset(p, 'x', 2500);
	strcpy(p + 2500, "\n");
	put("/proc/iomem", text);
	explain_map(root, EPERM, 0x09000000, 1, &e);
	assert_non_null(strstr(e.text, "xxxx has claimed 09000000-09000fff"));
	assert_non_null(strstr(e.text, "or unbind the driver"));
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(an_empty_machine_is_unknown),
		T(a_debian_machine_is_read),
		T(an_unset_option_is_no_and_looked_for_in_both_places),
		T(the_running_kernels_own_configuration_is_unpacked_with_zlib),
		T(a_capability_is_one_bit),
		T(lockdown_is_the_word_in_brackets),
		T(the_last_iomem_word_counts),
		T(a_masked_iomem_is_a_fact),
		T(without_an_error_struct_nothing_is_read),
		T(open_says_why_there_is_no_node),
		T(open_says_whom_the_mode_keeps_out),
		T(open_tells_lockdown_from_a_missing_capability),
		T(open_leaves_the_rest_to_strerror),
		T(map_names_system_ram),
		T(map_names_the_claimant),
		T(map_judges_whole_pages),
		T(map_of_many_pages_names_the_first_cause),
		T(the_first_mebibyte_is_open_on_x86),
		T(map_goes_by_what_the_kernel_was_built_with),
		T(map_says_that_a_masked_iomem_hides_the_cause),
		T(map_compares_the_address_with_the_cpu),
		T(map_explains_the_other_errors),
		T(a_bus_error_names_who_stands_there),
		T(a_long_name_is_cut_not_the_sentence),
		T(a_driver_is_unbound_by_a_line_to_paste),
		T(ram_is_closed_where_the_kernel_is_known_to_keep_it),
	};

	return cmocka_run_group_tests_name("policy", tests, NULL, NULL);
}
