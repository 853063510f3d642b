/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_policy: what /proc, /sys and /boot may say. The input is the text of each file in turn, a NUL between two;
 * slurp() is given these instead of files. Facts and all three explanations must hold together whatever they are.
 */
#include <errno.h>
#include <string.h>

#include "explain.h"
#include "fuzz.h"
#include "slurp.h"

static const char *const files[] = {
	"/proc/self/status", "/sys/kernel/security/lockdown", "config", "/proc/cmdline", "/proc/iomem",
	"/proc/cpuinfo",     "/sys/kernel/security/lsm",      ""
};
#define NFILES (sizeof(files) / sizeof(files[0]))

static struct {
	const char *text;
	size_t nbytes;
} contents[NFILES];

/* In the place of src/base/slurp.c. */
int slurp(const char *root, const char *path, size_t most, char **text, size_t *nbytes)
{
	size_t i;

	(void)root;
	for (i = 0; i < NFILES - 1 && !strstr(path, files[i]); i++)
		;
	if (!contents[i].text)
		return -ENOENT;
	*nbytes = contents[i].nbytes < most ? contents[i].nbytes : most;
	*text = malloc(*nbytes + 1);
	if (!*text)
		return -ENOMEM;
	memcpy(*text, contents[i].text, *nbytes);
	(*text)[*nbytes] = '\0';
	return 0;
}

static void sentence(int r, int expected, const struct physmon_error *e)
{
	size_t n = strnlen(e->text, sizeof(e->text)), i;

	FUZZ_HOLDS(r == expected, "it returned %d", r);
	FUZZ_HOLDS(n && n < sizeof(e->text) && e->text[n - 1] != '.', "the sentence is '%.*s'", (int)n, e->text);
	for (i = 0; i < n; i++)
		FUZZ_HOLDS(e->text[i] >= ' ' && e->text[i] <= '~', "a sentence holds the byte %02x",
			   (unsigned char)e->text[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int errors[] = { EPERM, EACCES, ENOENT, EAGAIN, EINVAL, ENXIO, ENODEV, EBUSY };
	const uint8_t *p = data, *end = data + size, *nul;
	struct physmon_error e;
	struct policy policy;
	uint64_t addr;
	size_t i;
	int err;

	if (size < 10)
		return 0;
	struct fuzz_bytes b = { p, end };
	err = errors[fuzz_take(&b, 1) % 8];
	addr = fuzz_take(&b, 8);
	p = b.p;
	memset(contents, 0, sizeof(contents));
	/* a file of the one byte 1 is absent */
	for (i = 0; i < NFILES && p < end; i++, p = nul + 1) {
		nul = memchr(p, '\0', (size_t)(end - p));
		if (!nul)
			nul = end;
		if (nul - p != 1 || *p != 1) {
			contents[i].text = (const char *)p;
			contents[i].nbytes = (size_t)(nul - p);
		}
		if (nul == end)
			break;
	}
	policy_read("/nowhere", &policy);
	FUZZ_HOLDS(policy.address_bits <= 64, "%u address bits", policy.address_bits);
	FUZZ_HOLDS(policy_lockdown_word(policy.lockdown)[0], "lockdown has no word");
	sentence(explain_open("/nowhere", err, &e), -err, &e);
	sentence(explain_map("/nowhere", err, addr & ~(uint64_t)0xfff, 0x1000 << (addr & 7), &e), -err, &e);
	sentence(explain_bus("/nowhere", addr, 1u << (addr & 3), addr & 4 ? "writing" : "reading", &e), -EFAULT, &e);
	return 0;
}
