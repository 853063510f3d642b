/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_expand: turns the completed tree into registers: one for each element of each array of each cluster of each
 * peripheral, with its full name, its absolute address and all that it inherits. It counts them: a file may ask for any
 * number.
 */
#include <errno.h>
#include <string.h>

#include "svd_loading.h"
#include "svd_names.h"
#include "text.h"
#include "unit.h"

#define NAME_BYTES 4096
/* of clusters, which may derive ever deeper ones */
#define LEVELS_MAX 64
/* what comes of an element, in comparisons of names */
#define ELEMENT_STEPS 16

/* What a node hands down to those that stand in it: size, access, reset value and mask. */
#define INHERITED (1u << NUM_SIZE | 1u << NUM_ACCESS | 1u << NUM_RESET | 1u << NUM_RESET_MASK)

struct location {
	const struct reg_group *group;
	uint64_t addr;
	unsigned set, level;
	bool device_reset; /* the reset value is the device's */
	uint64_t num[NUM_RESET_MASK + 1];
	size_t len; /* of the name so far */
};

struct expander {
	struct svd_loading *l;
	char name[NAME_BYTES];
};

static struct location inherit(const struct location *from, const struct svd_node *n)
{
	struct location to = *from;

	for (unsigned i = 0; i <= NUM_RESET_MASK; i++)
		if (INHERITED >> i & n->set >> i & 1)
			to.num[i] = n->num[i];
	to.set |= n->set & INHERITED;
	to.device_reset &= !node_has(n, NUM_RESET);
	return to;
}

static uint64_t bits_of(const struct location *p)
{
	return p->set >> NUM_SIZE & 1 && p->num[NUM_SIZE] ? p->num[NUM_SIZE] : 32;
}

/* --- how many there are -------------------------------------------------------------------------------------- */

/* What can't be called, or reached, isn't there; an address that is missing is not 0. */
static bool present(const struct svd_node *n)
{
	return n->str[STR_NAME] && node_has(n, NUM_ADDRESS);
}

/* Say once what isn't there. */
static void note(struct svd_loading *l, struct svd_node *n)
{
	if (n->noted)
		return;
	n->noted = true;
	if (!n->str[STR_NAME])
		svd_loading_note(l, NOTE_NAME, &n->at, "a %s without name is left out", svd_loading_words[n->kind]);
	else
		svd_loading_note(l, NOTE_ADDRESS, &n->at, "a %s without %s is left out", svd_loading_words[n->kind],
				 n->kind == KIND_PERIPHERAL ? "baseAddress" : "addressOffset");
}

/* Count what comes of @n, @times over, before any of it is made: a small file may ask for any number. */
static int count(struct svd_loading *l, struct svd_node *n, uint64_t times)
{
	struct svd_elements els;
	int err = 0;

	if (!present(n)) {
		note(l, n);
		return 0;
	}
	svd_names_elements(&els, n);
	if (els.count > SVD_REGS_MAX)
		return svd_loading_bad(l, &n->at, E2BIG, "an array of %lu elements: more than %u registers aren't read",
				       (unsigned long)els.count, SVD_REGS_MAX);
	times *= els.count;
	*(n->kind == KIND_REGISTER ? &l->nregs : &l->ncontainers) += times;
	if (l->nregs > SVD_REGS_MAX)
		return svd_loading_bad(l, &n->at, E2BIG, "more than %u registers", SVD_REGS_MAX);
	if (l->ncontainers > SVD_REGS_MAX)
		return svd_loading_bad(l, NULL, E2BIG, "more than %u peripherals and clusters", SVD_REGS_MAX);
	for (const struct svd_kid *k = n->first; k && !err; k = k->next)
		if (k->node->kind == KIND_REGISTER || k->node->kind == KIND_CLUSTER)
			err = svd_loading_works(l, 1) ? -E2BIG : count(l, k->node, times);
		else if (k->node->kind == KIND_FIELD && !k->node->str[STR_NAME])
			note(l, k->node);
	return err;
}

static int too_long(const struct expander *x, const struct svd_node *n)
{
	return svd_loading_bad(x->l, &n->at, E2BIG, "a name is longer than %u bytes", NAME_BYTES);
}

/* --- elements one after the other ---------------------------------------------------------------------------- */

typedef int make(struct expander *x, struct svd_node *n, const struct svd_elements *els, struct location *p);

static int add_array(struct expander *x, const struct svd_elements *els, const struct svd_node *n,
		     const struct location *p, uint64_t addr, const char *first, const char *last)
{
	struct svd_loading *l = x->l;
	const size_t stem = svd_names_stem(n->str[STR_NAME]);
	char *name;

	if (!els->array || !els->brackets || !els->count)
		return 0;
	/* the stem after what x->name holds */
	if (stem < sizeof(x->name) - p->len)
		memcpy(x->name + p->len, n->str[STR_NAME], stem);
	name = reg_set_text(l->set, x->name, p->len + stem);
	return name && !reg_set_add_array(l->set, p->group, name, addr, first, last) ? 0 : svd_loading_no_memory(l);
}

/* Each element of @n in @at, by @how, with its name in x->name and its address in a place of its own. */
static int each(struct expander *x, struct svd_node *n, const struct location *at, make *how)
{
	const size_t end = at->len;
	const char *first = NULL, *last = NULL;
	struct svd_elements els;
	uint64_t step, from;
	int err = 0;

	if (!present(n))
		return 0;
	svd_names_elements(&els, n);
	from = at->addr + n->num[NUM_ADDRESS];
	step = n->num[NUM_DIM_INCREMENT];
	if (els.count > 1 && !node_has(n, NUM_DIM_INCREMENT)) {
		const struct location p = inherit(at, n);

		if (n->kind != KIND_REGISTER)
			return svd_loading_bad(x->l, &n->at, EINVAL, "an array needs a dimIncrement");
		step = (bits_of(&p) + 7) / 8;
	}
	for (uint64_t i = 0; i < els.count && !err; i++) {
		struct location p = inherit(at, n);

		if (svd_loading_works(x->l, ELEMENT_STEPS))
			return -E2BIG;
		svd_names_next(&els);
		p.len += svd_names_put(&els, n->str[STR_NAME], true, x->name + end, sizeof(x->name) - end);
		/* one more for the dot */
		if (p.len + 1 >= sizeof(x->name))
			return too_long(x, n);
		p.addr = from + i * step;
		err = how(x, n, &els, &p);
		if (!err && els.array && els.brackets && (!i || i + 1 == els.count)) {
			last = reg_set_text(x->l->set, x->name, p.len);
			first = i ? first : last;
			err = last ? 0 : svd_loading_no_memory(x->l);
		}
	}
	return err ? err : add_array(x, &els, n, at, from, first, last);
}

/* --- what the elements are ----------------------------------------------------------------------------------- */

/* Has another register of the peripheral, or peripheral of the file, the name at hand? */
static bool taken(const struct expander *x, const struct svd_node *n, const struct location *p)
{
	const struct reg_group *g;

	if (n->kind == KIND_REGISTER)
		return n->str[STR_ALTERNATE] && reg_set_named(x->l->set, p->group, x->name, p->len);
	g = reg_find_group(x->l->set, x->l->before, x->name, p->len);
	return g && g->addr != p->addr;
}

/* Then an alternate register is NAME_GROUP, the next NAME_GROUP_2, and a peripheral at another address NAME_2. */
static int name_apart(struct expander *x, const struct svd_node *n, struct location *p)
{
	const size_t end = p->len, size = sizeof(x->name);

	for (unsigned i = 1; taken(x, n, p); i++) {
		if (svd_loading_works(x->l, ELEMENT_STEPS))
			return -E2BIG;
		p->len = end;
		if (n->str[STR_ALTERNATE])
			p->len += text_print(x->name + p->len, size - p->len, "_%s", n->str[STR_ALTERNATE]);
		else
			i += i == 1;
		if (i > 1 && p->len < size)
			p->len += text_print(x->name + p->len, size - p->len, "_%u", i);
		if (p->len + 1 >= size)
			return too_long(x, n);
	}
	return 0;
}

static int make_register(struct expander *x, struct svd_node *n, const struct svd_elements *els, struct location *p)
{
	struct svd_loading *l = x->l;
	const uint64_t bits = bits_of(p), all = unit_bits((unsigned)bits);
	struct reg r = { .format = "svd", .group = p->group, .addr = p->addr, .bits = (unsigned)bits };
	int err;

	if (bits > 65536)
		return svd_loading_bad(l, &n->at, EINVAL, "a register of %lu bits", (unsigned long)bits);
	r.access = p->set >> NUM_ACCESS & 1 ? (enum reg_access)p->num[NUM_ACCESS] : REG_RW;
	err = svd_fields_make(l, n, r.access);
	if (err)
		return err;
	err = name_apart(x, n, p);
	if (err)
		return err;
	r.name = reg_set_text(l->set, x->name, p->len);
	r.description = svd_names_keep(els, node_text(n, STR_DESCRIPTION), false, l->set);
	r.display_name = svd_names_keep(els, node_text(n, STR_DISPLAY), false, l->set);
	if (!r.name || !r.description || !r.display_name)
		return svd_loading_no_memory(l);
	r.on_read = (enum reg_on_read)n->num[NUM_READ_ACTION];
	r.on_write = (enum reg_on_write)n->num[NUM_MODIFIED_WRITE];
	r.has_reset = p->set >> NUM_RESET & 1;
	r.reset_default = p->device_reset;
	if (r.has_reset) {
		r.reset_mask = p->set >> NUM_RESET_MASK & 1 ? p->num[NUM_RESET_MASK] & all : all;
		r.reset_value = p->num[NUM_RESET] & all;
	}
	r.fields = n->fields;
	r.nfields = n->nfields;
	/* read-write by default only */
	if (!node_has(n, NUM_ACCESS) && r.access == REG_RW && n->write_only)
		r.access = REG_WO;
	return reg_set_add(l->set, &r) ? 0 : svd_loading_no_memory(l);
}

static make make_cluster;

static int make_kids(struct expander *x, const struct svd_node *n, struct location *p)
{
	int err = 0;

	x->name[p->len++] = '.';
	for (const struct svd_kid *k = n->first; k && !err; k = k->next)
		if (k->node->kind == KIND_REGISTER)
			err = each(x, k->node, p, make_register);
		else if (k->node->kind == KIND_CLUSTER)
			err = each(x, k->node, p, make_cluster);
	p->len--;
	return err;
}

static int make_cluster(struct expander *x, struct svd_node *n, const struct svd_elements *els, struct location *p)
{
	const char *name;

	(void)els;
	if (++p->level > LEVELS_MAX)
		return svd_loading_bad(x->l, &n->at, E2BIG, "more than %u clusters are nested in each other",
				       LEVELS_MAX);
	name = reg_set_text(x->l->set, x->name, p->len);
	if (!name || reg_set_add_cluster(x->l->set, p->group, name, p->addr))
		return svd_loading_no_memory(x->l);
	return make_kids(x, n, p);
}

static int make_blocks(struct svd_loading *l, struct reg_group *to, const struct svd_node *n)
{
	struct reg_block *b = NULL;
	size_t nblocks = 0;

	for (const struct svd_kid *k = n->first; k; k = k->next)
		nblocks += k->node->kind == KIND_BLOCK && k->node->num[NUM_SIZE];
	if (nblocks && !(b = reg_set_take(l->set, nblocks * sizeof(*b))))
		return svd_loading_no_memory(l);
	to->blocks = b;
	for (const struct svd_kid *k = n->first; k; k = k->next) {
		if (k->node->kind != KIND_BLOCK || !k->node->num[NUM_SIZE])
			continue;
		b->first = to->addr + k->node->num[NUM_ADDRESS];
		b->last = b->first + (k->node->num[NUM_SIZE] - 1);
		/* beyond the last address: up to it */
		if (b->last < b->first)
			b->last = UINT64_MAX;
		b++;
		to->nblocks++;
	}
	return 0;
}

static int make_peripheral(struct expander *x, struct svd_node *n, const struct svd_elements *els, struct location *p)
{
	struct svd_loading *l = x->l;
	struct reg_group group = { .format = "svd", .addr = p->addr };
	const size_t len = p->len;
	int err = name_apart(x, n, p);

	if (err)
		return err;
	if (p->len > len)
		svd_loading_note(l, NOTE_RENAMED, &n->at, "a second peripheral %.*s, at %llx, is called %.50s",
				 len < 40 ? (int)len : 40, x->name, (unsigned long long)p->addr, x->name);
	if (reg_find_group(l->set, l->before, x->name, p->len))
		svd_loading_note(l, NOTE_TWICE, &n->at, "peripheral %.40s is described twice: the later one counts",
				 x->name);
	group.name = reg_set_text(l->set, x->name, p->len);
	group.description = svd_names_keep(els, node_text(n, STR_DESCRIPTION), false, l->set);
	if (!group.name || !group.description)
		return svd_loading_no_memory(l);
	err = make_blocks(l, &group, n);
	if (err)
		return err;
	p->group = reg_set_add_group(l->set, &group);
	return p->group ? make_kids(x, n, p) : svd_loading_no_memory(l);
}

int svd_expand(struct svd_loading *l)
{
	struct expander *x = svd_loading_take(l, sizeof(*x));
	struct location top = inherit(&(struct location){ 0 }, l->device);
	int err = 0;

	if (!x)
		return svd_loading_no_memory(l);
	x->l = l;
	top.device_reset = top.set >> NUM_RESET & 1;
	for (const struct svd_kid *k = l->device->first; k && !err; k = k->next)
		err = count(l, k->node, 1);
	for (const struct svd_kid *k = l->device->first; k && !err; k = k->next)
		err = each(x, k->node, &top, make_peripheral);
	return err;
}
