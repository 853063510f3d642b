/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fake_root: a folder that stands for the root of a machine: files of /proc, /sys and /dev as a test wants them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* fake_root_make, fake_root_remove - a cmocka set-up and its teardown; make leaves an empty folder. */
int fake_root_make(void **state);
int fake_root_remove(void **state);

/* fake_root - its path. fake_path - "NAME" within; in one of four buffers in turn. */
const char *fake_root(void);
const char *fake_path(const char *name);

/*
 * fake_put - write a file, and the folders above it. fake_link - make a symbolic link. fake_drop - remove what is
 * there.
 */
void fake_put(const char *name, const char *text);
void fake_put_bytes(const char *name, const void *bytes, size_t nbytes);
void fake_link(const char *name, const char *to);
void fake_drop(const char *name);

/*
 * fake_busy - make a link to this program, which no user may write while it runs (ETXTBSY). False: it may be written
 * here, under an emulator or valgrind.
 */
bool fake_busy(const char *name);

/* fake_get - the text of a file, cut to 4095 bytes; in one static buffer. */
const char *fake_get(const char *name);

/* fake_pci - a device with these files: "vendor", "device", "class", "resource"; @driver NULL: none is bound. */
void fake_pci(const char *name, const char *vendor, const char *device, const char *class_code, const char *resource,
	      const char *driver);
