/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * decoding: turns the decoding of a PCI device's BARs on and back. "enable" counts (drivers/pci/pci-sysfs.c,
 * enable_store()); writing 0 takes one away, clears bus mastering and leaves the decoding itself on (drivers/pci/pci.c,
 * do_pci_disable_device()), which is why COMMAND is put back as well.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
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

	if (!pci_path(path, sizeof(path), root, name, "enable") && !slurp("", path, 64, &text, &n)) {
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

/* Those that are to be put back. A signal handler walks the list: one store links or unlinks a device. */
static struct decoding *_Atomic enabled;

/* System calls only: a signal handler may call it. */
static void decoding_undo(const struct decoding *d)
{
	unsigned now;

	/* the kernel refuses it if a driver is bound by now: the device is the driver's then */
	if (pwrite(d->enable, "0", 1, 0) != 1)
		return;
	if (command_read(d->config, &now) && (now ^ d->command) & COMMAND_OURS)
		command_write(d->config, (now & ~COMMAND_OURS) | (d->command & COMMAND_OURS));
}

void physmon_abandon(void)
{
	for (const struct decoding *d = enabled; d; d = d->next)
		decoding_undo(d);
}

/* Forget @d, which is in the list. */
static void decoding_drop(struct decoding *d)
{
	struct decoding *before = enabled;

	if (before == d) {
		enabled = d->next;
	} else {
		while (before->next != d)
			before = before->next;
		before->next = d->next;
	}
	close(d->config);
	close(d->enable);
	d->on = false;
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
	int r;

	d->on = false;
	if (decoding_enabled(root, name))
		return 0;
	d->enable = decoding_open(root, name, "enable", O_RDWR);
	if (d->enable < 0)
		return decoding_failed(name, "enable", -d->enable, e);
	d->config = decoding_open(root, name, "config", O_RDWR);
	if (d->config < 0) {
		r = decoding_failed(name, "config", -d->config, e);
		goto no_config;
	}
	if (!command_read(d->config, &d->command)) {
		r = decoding_failed(name, "its configuration space can't be read", EIO, e);
		goto no_command;
	}
	/* into the list first: a signal between the two undoes nothing, but leaves nothing on either */
	d->next = enabled;
	enabled = d;
	d->on = true;
	if (pwrite(d->enable, "1", 1, 0) == 1)
		return 0;
	r = decoding_failed(name, "enable", errno, e);
	decoding_drop(d);
	return r;

no_command:
	close(d->config);
no_config:
	close(d->enable);
	return r;
}

void decoding_restore(struct decoding *d)
{
	if (!d->on)
		return;
	decoding_undo(d);
	decoding_drop(d);
}
