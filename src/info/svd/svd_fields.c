/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_fields: makes the fields of a register and the names of their values from the tree. They are made once for all
 * registers that share them: elements of arrays, peripherals that derive from each other.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "svd_loading.h"
#include "svd_names.h"

bool svd_fields_bits(const struct svd_node *n, uint64_t *lsb, uint64_t *width)
{
	if (node_has(n, NUM_LSB) && node_has(n, NUM_MSB) && n->num[NUM_MSB] >= n->num[NUM_LSB]) {
		*lsb = n->num[NUM_LSB];
		*width = n->num[NUM_MSB] - n->num[NUM_LSB] + 1;
		return true;
	}
	if (!node_has(n, NUM_OFFSET) && !node_has(n, NUM_LSB))
		return false;
	*lsb = n->num[node_has(n, NUM_OFFSET) ? NUM_OFFSET : NUM_LSB];
	*width = node_has(n, NUM_WIDTH) ? n->num[NUM_WIDTH] : 1;
	return true;
}

/* --- the names of values ------------------------------------------------------------------------------------- */

static void put_enum(struct reg_value *v, const struct svd_node *n, const struct svd_node *all)
{
	const enum svd_usage usage = (enum svd_usage)(node_has(all, NUM_USAGE) ? all->num[NUM_USAGE] : USAGE_BOTH);

	v->name = node_text(n, STR_NAME);
	v->description = node_text(n, STR_DESCRIPTION);
	v->has_value = node_has(n, NUM_VALUE);
	v->is_default = n->num[NUM_DEFAULT];
	v->mask = v->has_value ? n->num[NUM_MASK] : 0;
	v->value = v->has_value ? n->num[NUM_VALUE] & v->mask : 0;
	v->read = usage != USAGE_WRITE;
	v->write = usage != USAGE_READ;
}

static int make_enums(struct svd_loading *l, struct svd_node *field)
{
	struct reg_value *made;
	size_t n = 0;

	for (const struct svd_kid *s = field->first; s; s = s->next)
		for (const struct svd_kid *v = s->node->first; v; v = v->next)
			n++;
	if (svd_loading_works(l, n))
		return -E2BIG;
	made = n ? reg_set_take(l->set, n * sizeof(*made)) : NULL;
	if (n && !made)
		return svd_loading_no_memory(l);
	field->values = made;
	field->nvalues = 0;
	for (const struct svd_kid *s = field->first; s; s = s->next)
		for (const struct svd_kid *v = s->node->first; v; v = v->next)
			/* neither a value nor what others mean: there is nothing to tell */
			if (node_has(v->node, NUM_VALUE) || v->node->num[NUM_DEFAULT])
				put_enum(&made[field->nvalues++], v->node, s->node);
	field->made = true;
	return 0;
}

/* --- fields -------------------------------------------------------------------------------------------------- */

/* How many elements of a field there are within 64 bits: the others don't count. */
static uint64_t count_field(const struct svd_node *n, uint64_t *step)
{
	struct svd_elements els;
	uint64_t lsb, width;

	if (!n->str[STR_NAME] || !svd_fields_bits(n, &lsb, &width) || !width || width > 64 || lsb > 64 - width)
		return 0;
	svd_names_elements(&els, n);
	*step = node_has(n, NUM_DIM_INCREMENT) && n->num[NUM_DIM_INCREMENT] ? n->num[NUM_DIM_INCREMENT] : width;
	if (els.count && (64 - width - lsb) / *step < els.count - 1)
		return (64 - width - lsb) / *step + 1;
	return els.count;
}

static int put_field(struct svd_loading *l, struct reg_field *f, struct svd_node *n, const struct svd_node *reg,
		     enum reg_access access, const struct svd_elements *els)
{
	uint64_t lsb, width;
	int err;

	if (!n->made) {
		err = make_enums(l, n);
		if (err)
			return err;
	}
	svd_fields_bits(n, &lsb, &width);
	f->name = svd_names_keep(els, n->str[STR_NAME], true, l->set);
	f->description = svd_names_keep(els, node_text(n, STR_DESCRIPTION), false, l->set);
	if (!f->name || !f->description)
		return svd_loading_no_memory(l);
	f->lo = (unsigned)lsb;
	f->nbits = (unsigned)width;
	f->access = node_has(n, NUM_ACCESS) ? (enum reg_access)n->num[NUM_ACCESS] : access;
	f->on_read = (enum reg_on_read)(node_has(n, NUM_READ_ACTION) ? n : reg)->num[NUM_READ_ACTION];
	f->on_write = (enum reg_on_write)(node_has(n, NUM_MODIFIED_WRITE) ? n : reg)->num[NUM_MODIFIED_WRITE];
	f->values = n->values;
	f->nvalues = n->nvalues;
	return 0;
}

int svd_fields_make(struct svd_loading *l, struct svd_node *reg, enum reg_access access)
{
	struct svd_elements els;
	struct reg_field *made;
	uint64_t n = 0, step = 0, count;
	size_t i = 0;
	int err = 0;

	if (reg->made && reg->made_for == access)
		return 0;
	for (const struct svd_kid *k = reg->first; k; k = k->next) {
		count = count_field(k->node, &step);
		svd_names_elements(&els, k->node);
		if (count < els.count && !k->node->noted) {
			k->node->noted = true;
			svd_loading_note(l, NOTE_BITS, &k->node->at,
					 "a field without a place in bits 63 to 0 is left out");
		}
		n += count;
	}
	if (svd_loading_works(l, n))
		return -E2BIG;
	made = n ? reg_set_take(l->set, n < SIZE_MAX / sizeof(*made) ? (size_t)n * sizeof(*made) : SIZE_MAX) : NULL;
	if (n && !made)
		return svd_loading_no_memory(l);
	for (const struct svd_kid *k = reg->first; k && !err; k = k->next) {
		count = count_field(k->node, &step);
		svd_names_elements(&els, k->node);
		for (uint64_t e = 0; e < count && !err; e++) {
			svd_names_next(&els);
			err = put_field(l, &made[i], k->node, reg, access, &els);
			made[i++].lo += (unsigned)(e * step);
		}
	}
	if (err)
		return err;
	if (i)
		qsort(made, i, sizeof(*made), reg_field_order);
	reg->write_only = i;
	for (size_t k = 0; k < i; k++)
		reg->write_only &= !reg_readable(made[k].access);
	reg->fields = made;
	reg->nfields = i;
	reg->made = true;
	reg->made_for = access;
	return 0;
}
