/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * policy: reads the facts of policy.h from /proc, /sys and /boot. Each file may be absent, unreadable or malformed:
 * then its fact is "unknown". explain.c makes the sentences.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "inflate.h"
#include "iomem.h"
#include "policy.h"
#include "root_path.h"
#include "slurp.h"
#include "text.h"

/* More than any of these files holds, the kernel's configuration (300 KiB) included. */
#define POLICY_MOST (4u << 20)
/* CAP_SYS_RAWIO and CAP_SYS_ADMIN of <linux/capability.h>. */
#define POLICY_RAWIO 17
#define POLICY_ADMIN 21

/* --- files --------------------------------------------------------------------------------------------------- */

/* The first @most bytes of a file as a string; NULL if it can't be read. To be freed. */
static char *policy_text(const char *root, const char *name, size_t most)
{
	size_t nbytes;
	char *text;

	return slurp(root, name, most, &text, &nbytes) ? NULL : text;
}

static enum policy_answer policy_answer(bool yes)
{
	return yes ? POLICY_YES : POLICY_NO;
}

/* What follows @key at the start of a line. */
static const char *policy_line(const char *text, const char *key)
{
	const size_t n = strlen(key);
	const char *p = text;

	while (p && strncmp(p, key, n)) {
		p = strchr(p, '\n');
		if (p)
			p++;
	}
	return p ? p + n : NULL;
}

/* --- facts --------------------------------------------------------------------------------------------------- */

static void policy_process(const char *root, struct policy *p)
{
	char *text = policy_text(root, "/proc/self/status", POLICY_MOST), *end;
	const char *caps = text ? policy_line(text, "CapEff:") : NULL;
	const char *uids = text ? policy_line(text, "Uid:") : NULL;
	unsigned long long v;

	p->euid = geteuid();
	p->rawio = p->admin = POLICY_UNKNOWN;
	if (caps) {
		v = strtoull(caps, &end, 16);
		if (end != caps) {
			p->rawio = policy_answer(v >> POLICY_RAWIO & 1);
			p->admin = policy_answer(v >> POLICY_ADMIN & 1);
		}
	}
	if (uids) {
		strtoull(uids, &end, 10); /* the real one */
		uids = end;
		v = strtoull(uids, &end, 10);
		if (end != uids)
			p->euid = (uid_t)v;
	}
	free(text);
}

static void policy_node(const char *root, struct policy *p)
{
	char path[PATH_MAX];
	struct stat st;

	p->node = p->node_access = POLICY_UNKNOWN;
	if (root_path(path, sizeof(path), root, "/dev/mem"))
		return;
	if (stat(path, &st)) {
		if (errno == ENOENT || errno == ENOTDIR)
			p->node = p->node_access = POLICY_NO;
		return;
	}
	p->node = POLICY_YES;
	p->node_access = policy_answer(!faccessat(AT_FDCWD, path, R_OK | W_OK, AT_EACCESS));
}

/* "[none] integrity confidentiality": the one in force is in brackets. */
enum policy_lockdown policy_lockdown(const char *root)
{
	char *text = policy_text(root, "/sys/kernel/security/lockdown", POLICY_MOST), *lsm;
	enum policy_lockdown l = LOCKDOWN_UNKNOWN;
	char word[20];

	if (!text) {
		/* Where securityfs is mounted and holds no such file, the kernel was built without lockdown. */
		lsm = policy_text(root, "/sys/kernel/security/lsm", POLICY_MOST);
		if (lsm)
			l = LOCKDOWN_NONE;
		free(lsm);
		return l;
	}
	for (unsigned i = LOCKDOWN_NONE; i <= LOCKDOWN_CONFIDENTIALITY; i++) {
		text_print(word, sizeof(word), "[%s]", policy_lockdown_word((enum policy_lockdown)i));
		if (strstr(text, word))
			l = (enum policy_lockdown)i;
	}
	free(text);
	return l;
}

static enum policy_answer policy_option(const char *config, const char *name)
{
	const char *value = config ? policy_line(config, name) : NULL;

	return !config ? POLICY_UNKNOWN : policy_answer(value && value[0] == 'y');
}

/* /proc/config.gz, where the kernel keeps its configuration (CONFIG_IKCONFIG_PROC): the one of the kernel that runs. */
static char *policy_config_gz(const char *root, struct policy *p)
{
	char *packed, *text;
	size_t npacked, n;
	int err;

	p->packed = false;
	if (SMALL || slurp(root, "/proc/config.gz", POLICY_MOST, &packed, &npacked))
		return NULL;
	text = malloc(POLICY_MOST + 1);
	err = text ? inflate_gzip(packed, npacked, text, POLICY_MOST, &n) : -ENOMEM;
	free(packed);
	p->packed = err == -ENOTSUP;
	if (err) {
		free(text);
		return NULL;
	}
	text[n] = '\0';
	return text;
}

/* The running kernel's; a copy of another machine's files holds that one's. */
static void policy_release(const char *root, char *out, size_t room)
{
	char *text = policy_text(root, "/proc/sys/kernel/osrelease", 256);
	struct utsname u;

	if (text)
		text_print(out, room, "%.*s", (int)strcspn(text, "\n"), text);
	else
		text_print(out, room, "%s", uname(&u) ? "" : u.release);
	free(text);
}

static void policy_config(const char *root, struct policy *p)
{
	static const char *const places[][2] = { { "/boot/config-", "" }, { "/lib/modules/", "/config" } };
	char name[PATH_MAX], release[256], *config = policy_config_gz(root, p);

	policy_release(root, release, sizeof(release));
	for (size_t i = 0; !config && i < sizeof(places) / sizeof(places[0]); i++) {
		text_print(name, sizeof(name), "%s%s%s", places[i][0], release, places[i][1]);
		config = policy_text(root, name, POLICY_MOST);
	}
	p->devmem = policy_option(config, "CONFIG_DEVMEM=");
	p->strict = policy_option(config, "CONFIG_STRICT_DEVMEM=");
	p->io_strict = policy_option(config, "CONFIG_IO_STRICT_DEVMEM=");
	free(config);
}

/* As kernel/resource.c reads it, strict_iomem(): the last "iomem=" counts; after "--" the words are init's. */
static enum policy_answer policy_relaxed(const char *root)
{
	char *text = policy_text(root, "/proc/cmdline", POLICY_MOST), *word, *rest = NULL;
	enum policy_answer a = POLICY_NO;

	if (!text)
		return POLICY_UNKNOWN;
	for (word = strtok_r(text, " \t\n", &rest); word && strcmp(word, "--"); word = strtok_r(NULL, " \t\n", &rest)) {
		if (strncmp(word, "iomem=", 6))
			continue;
		if (strstr(word, "strict"))
			a = POLICY_NO;
		else if (strstr(word, "relaxed"))
			a = POLICY_YES;
	}
	free(text);
	return a;
}

static enum policy_answer policy_masked(const char *root)
{
	struct iomem *m;
	bool masked;

	if (iomem_load(root, "/proc/iomem", &m))
		return POLICY_UNKNOWN;
	masked = iomem_masked(m);
	iomem_free(m);
	return policy_answer(masked);
}

/* x86 tells "address sizes : 40 bits physical, 48 bits virtual" for each CPU; the first is enough. */
static unsigned policy_address_bits(const char *root)
{
	char *text = policy_text(root, "/proc/cpuinfo", 16384);
	const char *p = text ? policy_line(text, "address sizes") : NULL;
	unsigned long bits = 0;

	if (p)
		bits = strtoul(p + strspn(p, " \t:"), NULL, 10);
	free(text);
	return bits <= 64 ? (unsigned)bits : 0;
}

void policy_read(const char *root, struct policy *p)
{
	policy_process(root, p);
	policy_node(root, p);
	p->lockdown = policy_lockdown(root);
	policy_config(root, p);
	p->relaxed = policy_relaxed(root);
	p->iomem_masked = policy_masked(root);
	p->address_bits = policy_address_bits(root);
}

const char *policy_lockdown_word(enum policy_lockdown l)
{
	static const char *const words[] = { "unknown", "none", "integrity", "confidentiality" };

	return words[l];
}
