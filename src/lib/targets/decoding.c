/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * decoding: see decoding.h. "enable" counts (drivers/pci/pci-sysfs.c, enable_store()); writing 0 takes one away, clears
 * bus mastering and leaves the decoding itself on (drivers/pci/pci.c, do_pci_disable_device()), which is why COMMAND is
 * put back as well.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "decoding.h"
#include "error.h"
#include "slurp.h"

/* Of include/uapi/linux/pci_regs.h: PCI_COMMAND, and its bits for I/O space, memory space and bus mastering. */
#define COMMAND 4
#define COMMAND_IO 1u
#define COMMAND_MEMORY 2u
#define COMMAND_OURS 7u

/* Configuration space is little-endian, and the kernel hands it out so. */
static bool command_read(int fd, unsigned *v)
{
	unsigned char bytes[2];

	if (pread(fd, bytes, sizeof(bytes), COMMAND) != sizeof(bytes))
		return false;
	*v = bytes[0] | (unsigned)bytes[1] << 8;
	return true;
}

static bool command_write(int fd, unsigned v)
{
	const unsigned char bytes[2] = { (unsigned char)v, (unsigned char)(v >> 8) };

	return pwrite(fd, bytes, sizeof(bytes), COMMAND) == sizeof(bytes);
}

static int decoding_open(const char *root, const char *name, const char *file, int flags)
{
	char path[PATH_MAX];
	int fd, r = pci_path(path, sizeof(path), root, name, file);

	if (r)
		return r;
	fd = open(path, flags | O_CLOEXEC);
	return fd < 0 ? -errno : fd;
}

/* The count; 0 if it can't be read. */
static bool decoding_enabled(const char *root, const char *name)
{
	char path[PATH_MAX], *text;
	bool enabled = false;
	size_t n;

	if (!pci_path(path, sizeof(path), root, name, "enable") && !slurp(path, 64, &text, &n)) {
		enabled = *text >= '1' && *text <= '9';
		free(text);
	}
	return enabled;
}

enum decoding_state decoding_state(const char *root, const char *name, enum pci_space space)
{
	enum decoding_state s = DECODING_UNKNOWN;
	unsigned command;
	int fd;

	if (decoding_enabled(root, name))
		return DECODING_ON;
	fd = decoding_open(root, name, "config", O_RDONLY);
	if (fd < 0)
		return s;
	if (command_read(fd, &command))
		s = command & (space == PCI_IO ? COMMAND_IO : COMMAND_MEMORY) ? DECODING_ON : DECODING_OFF;
	close(fd);
	return s;
}

/* What the keeper does: system calls only. @command: what it was before. */
static void keeper_undo(int enable, int config, unsigned command)
{
	unsigned now;

	/* refused if a driver is bound by now: then it is the driver's */
	if (pwrite(enable, "0", 1, 0) != 1)
		return;
	if (command_read(config, &now) && (now ^ command) & COMMAND_OURS)
		command_write(config, (now & ~COMMAND_OURS) | (command & COMMAND_OURS));
}

static void keeper_run(int wait_on, int enable, int config, unsigned command) __attribute__((noreturn));
static void keeper_run(int wait_on, int enable, int config, unsigned command)
{
	char byte;
	int fd;

	/*
	 * not with the group of a terminal or a shell, whose signals are for physmon; and nobody's pipe is to be held
	 * open
	 */
	setsid();
	for (fd = 0; fd < 1024; fd++)
		if (fd != wait_on && fd != enable && fd != config)
			close(fd);
	while (read(wait_on, &byte, 1) < 0 && errno == EINTR)
		;
	keeper_undo(enable, config, command);
	_exit(0);
}

/* Start it, deaf to all signals that can be blocked. 0 or -errno. */
static int keeper_start(struct decoding *d, int enable, int config, unsigned command)
{
	sigset_t all, old;
	int ends[2], r = 0;

	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &old);
	d->keeper = fork();
	if (!d->keeper) {
		close(ends[1]);
		keeper_run(ends[0], enable, config, command);
	}
	if (d->keeper < 0)
		r = -errno;
	sigprocmask(SIG_SETMASK, &old, NULL);
	close(ends[0]);
	if (r) {
		close(ends[1]);
		d->keeper = 0;
		return r;
	}
	d->hold = ends[1];
	return 0;
}

static void keeper_wait(struct decoding *d)
{
	while (waitpid(d->keeper, NULL, 0) < 0 && errno == EINTR)
		;
	d->keeper = 0;
}

static int decoding_failed(const char *name, const char *what, int err, struct physmon_error *e)
{
	if (err == EACCES)
		return error_set(e, PHYSMON_E_OPEN, err, "can't enable %s: only root may; run with sudo, for instance",
				 name);
	if (err == EBUSY)
		return error_set(e, PHYSMON_E_OPEN, err,
				 "can't enable %s: a driver is bound to it, and has it disabled", name);
	return error_set(e, PHYSMON_E_OPEN, err, "can't enable %s: %s: %s", name, what, strerror(err));
}

int decoding_enable(struct decoding *d, const char *root, const char *name, struct physmon_error *e)
{
	unsigned command = 0;
	int enable, config, r = 0;

	d->keeper = 0;
	if (decoding_enabled(root, name))
		return 0;
	enable = decoding_open(root, name, "enable", O_RDWR);
	if (enable < 0)
		return decoding_failed(name, "enable", -enable, e);
	config = decoding_open(root, name, "config", O_RDWR);
	if (config < 0) {
		r = decoding_failed(name, "config", -config, e);
		goto no_config;
	}
	if (!command_read(config, &command)) {
		r = decoding_failed(name, "its configuration space can't be read", EIO, e);
		goto out;
	}
	/* first the keeper: between the two nothing may be left on */
	r = keeper_start(d, enable, config, command);
	if (r) {
		r = decoding_failed(name, "no process to undo it later", -r, e);
		goto out;
	}
	if (pwrite(enable, "1", 1, 0) != 1) {
		r = errno;
		/* nothing is to be undone */
		kill(d->keeper, SIGKILL);
		keeper_wait(d);
		close(d->hold);
		r = decoding_failed(name, "enable", r, e);
	}
out:
	close(config);
no_config:
	close(enable);
	return r;
}

void decoding_restore(struct decoding *d)
{
	if (!d->keeper)
		return;
	close(d->hold);
	keeper_wait(d);
}
