/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor_targets: lists the targets of this machine by their specifications. It reads names of files and opens no
 * target.
 */
#ifndef CLI_DOCTOR_TARGETS_H
#define CLI_DOCTOR_TARGETS_H

#include "policy.h"

/*
 * doctor_targets_tell - calls @tell with each specification ("pci:0000:00:02.0/0") and what is known of it, or NULL.
 * Schemes with nothing to open here are left out, and what @lockdown closes. @root: put before every path.
 */
void doctor_targets_tell(const char *root, enum policy_lockdown lockdown,
			 void (*tell)(void *ctx, const char *spec, const char *hint), void *ctx);

#endif
