/* SPDX-License-Identifier: GPL-2.0-or-later */
/* offers: what could be opened on a machine, as each back end knows. It opens nothing. */
#include <string.h>

#include "backend.h"

void physmon_specs(const char *scheme, physmon_spec_fn *add, void *ctx)
{
	for (size_t i = 0; backends[i]; i++)
		if (backends[i]->specs && !strcmp(backends[i]->row.scheme, scheme))
			backends[i]->specs("", add, ctx);
}

void physmon_offers(const char *root, physmon_spec_fn *add, void *ctx)
{
	const enum policy_lockdown lockdown = policy_lockdown(root);
	const struct backend *be;

	for (size_t i = 0; (be = backends[i]); i++) {
		if (be->offer)
			be->offer(root, lockdown, add, ctx);
		else if (be->specs)
			be->specs(root, add, ctx);
		else
			add(ctx, be->row.syntax, NULL);
	}
}
