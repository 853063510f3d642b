/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devtree: the physical address ranges of a device tree's nodes: the `reg` of each node, translated upwards through
 * each bus's `ranges`. The tree is built node by node and property by property, from any bytes; devtree_load() does
 * that with the live tree. It touches no bus. Malformed properties are left out.
 *
 * Terms are those of the Devicetree Specification (devicetree.org), 2.2 and 2.3; where it is silent, this follows
 * drivers/of/address.c of the kernel.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Limits, larger than those of any real tree. The rest of a larger tree is left out: devtree_cut(). */
#define DEVTREE_NODES 32768u
#define DEVTREE_DEPTH 32u
#define DEVTREE_BYTES (8u << 20)     /* of all that is kept */
#define DEVTREE_PROPERTY (64u << 10) /* of one property */
#define DEVTREE_RANGES 65536u
#define DEVTREE_ROOT 0u /* the root's number */

struct devtree;

struct devtree_node {
	const char *name;	/* "gpio@7e200000"; "" is the root's */
	const char *path;	/* "/soc/gpio@7e200000"; "/" is the root's */
	const char *compatible; /* its strings, a blank between; NULL: it has none */
	uint32_t parent;	/* the root is its own */
	unsigned depth;		/* the root has 0 */
	bool disabled;		/* its status is neither "okay" nor "ok" */
};

/* A range of CPU physical addresses. */
struct devtree_range {
	uint64_t first, last; /* inclusive */
	uint32_t node;
	unsigned index;	  /* which of its node's `reg` */
	const char *name; /* from `reg-names`, or NULL */
};

/* Another name of a node: of /aliases, or a label of /__symbols__. */
struct devtree_alias {
	const char *name;
	uint32_t node;
};

/*
 * devtree_new - a tree with the root only.
 * devtree_add - a node below @parent; its number, counted in the order of adding, in *@node. -E2BIG: the tree is too
 * large or too deep for it: it is left out.
 * devtree_wants - does devtree_property() keep this property? Others need not be read.
 * devtree_property - @nbytes of any bytes. -E2BIG: too large. Properties without a meaning here are ignored, with 0.
 * devtree_finish - the tree is complete: fill ranges and aliases. Call it once.
 * All return 0, -ENOMEM or the errors above.
 */
int devtree_new(struct devtree **t);
int devtree_add(struct devtree *t, uint32_t parent, const char *name, uint32_t *node);
bool devtree_wants(const struct devtree *t, uint32_t node, const char *name);
int devtree_property(struct devtree *t, uint32_t node, const char *name, const void *value, size_t nbytes);
int devtree_finish(struct devtree *t);
void devtree_free(struct devtree *t); /* NULL is fine */

/*
 * devtree_load - the live tree, finished. @root: put before every path, "" for this machine. 0; -ENOENT: this machine
 * has none; -ENOMEM; -errno of opening its folder. Links aren't followed; files that can't be read are left out; after
 * DEVTREE_SECONDS the rest is left out.
 */
#define DEVTREE_SECONDS 5
int devtree_load(const char *root, struct devtree **t);

/*
 * devtree_cut - part of the tree was left out, since it is too large, or reading it took too long. devtree_set_cut -
 * set that.
 */
bool devtree_cut(const struct devtree *t);
void devtree_set_cut(struct devtree *t);

/* The i-th, or NULL past the last; ranges in the order of their nodes. @t may be NULL: there are none. */
const struct devtree_node *devtree_node(const struct devtree *t, uint32_t i);
const struct devtree_range *devtree_range(const struct devtree *t, size_t i);
const struct devtree_alias *devtree_alias(const struct devtree *t, size_t i);

/* devtree_is_pci - is a node of this name a PCI bus? */
bool devtree_is_pci(const struct devtree *t, const char *name);
