/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_element: the table of elements, and the parsers of their texts. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "hex.h"
#include "svd_loading.h"

/* The words of the standard, then what files have in their place. */
static const struct svd_choice accesses[] = {
	{ "read-write", REG_RW },
	{ "read-only", REG_RO },
	{ "write-only", REG_WO },
	{ "writeOnce", REG_W1 },
	{ "read-writeOnce", REG_RW1 },
	{ "read", REG_RO },
	{ "write", REG_WO },
	{ "ro", REG_RO },
	{ "wo", REG_WO },
	{ "rw", REG_RW },
	{ "r", REG_RO },
	{ "w", REG_WO },
	{ "w1", REG_W1 },
	{ "rw1", REG_RW1 },
	{ NULL, 0 },
};
static const struct svd_choice read_actions[] = {
	{ "clear", REG_READ_CLEAR },
	{ "set", REG_READ_SET },
	{ "modify", REG_READ_MODIFY },
	{ "modifyExternal", REG_READ_MODIFY_EXTERNAL },
	{ "modifyExternalLegacy", REG_READ_MODIFY_EXTERNAL },
	{ NULL, 0 },
};
static const struct svd_choice modified_writes[] = {
	{ "modify", REG_WRITE_MODIFY },
	{ "oneToClear", REG_WRITE_1_CLEAR },
	{ "oneToSet", REG_WRITE_1_SET },
	{ "oneToToggle", REG_WRITE_1_TOGGLE },
	{ "zeroToClear", REG_WRITE_0_CLEAR },
	{ "zeroToSet", REG_WRITE_0_SET },
	{ "zeroToToggle", REG_WRITE_0_TOGGLE },
	{ "clear", REG_WRITE_CLEAR },
	{ "set", REG_WRITE_SET },
	{ NULL, 0 },
};
static const struct svd_choice usages[] = {
	{ "read", USAGE_READ },
	{ "write", USAGE_WRITE },
	{ "read-write", USAGE_BOTH },
	{ NULL, 0 },
};

#define D (1u << KIND_DEVICE)
#define P (1u << KIND_PERIPHERAL)
#define C (1u << KIND_CLUSTER)
#define R (1u << KIND_REGISTER)
#define F (1u << KIND_FIELD)
#define S (1u << KIND_ENUMS)
#define V (1u << KIND_ENUM)
#define B (1u << KIND_BLOCK)

/* In the order of strcmp. */
static const struct svd_element elements[] = {
	{ "access", IS_CHOICE, D | P | C | R | F, NUM_ACCESS, accesses },
	{ "addressBlock", IS_NODE, P, KIND_BLOCK, NULL },
	{ "addressOffset", IS_NUMBER, C | R, NUM_ADDRESS, NULL },
	{ "alternateGroup", IS_NAME, R, STR_ALTERNATE, NULL },
	{ "baseAddress", IS_NUMBER, P, NUM_ADDRESS, NULL },
	{ "bitOffset", IS_NUMBER, F, NUM_OFFSET, NULL },
	{ "bitRange", IS_RANGE, F, 0, NULL },
	{ "bitWidth", IS_NUMBER, F, NUM_WIDTH, NULL },
	{ "cluster", IS_NODE, P | C, KIND_CLUSTER, NULL },
	{ "description", IS_TEXT, D | P | C | R | F | V, STR_DESCRIPTION, NULL },
	{ "dim", IS_NUMBER, P | C | R | F, NUM_DIM, NULL },
	{ "dimIncrement", IS_NUMBER, P | C | R | F, NUM_DIM_INCREMENT, NULL },
	{ "dimIndex", IS_TEXT, P | C | R | F, STR_DIM_INDEX, NULL },
	{ "displayName", IS_TEXT, R, STR_DISPLAY, NULL },
	{ "enumeratedValue", IS_NODE, S, KIND_ENUM, NULL },
	{ "enumeratedValues", IS_NODE, F, KIND_ENUMS, NULL },
	{ "field", IS_NODE, R, KIND_FIELD, NULL },
	{ "fields", IS_WRAP, R, 0, NULL },
	{ "isDefault", IS_TRUTH, V, NUM_DEFAULT, NULL },
	{ "lsb", IS_NUMBER, F, NUM_LSB, NULL },
	{ "modifiedWriteValues", IS_CHOICE, R | F, NUM_MODIFIED_WRITE, modified_writes },
	{ "msb", IS_NUMBER, F, NUM_MSB, NULL },
	{ "name", IS_NAME, D | P | C | R | F | S | V, STR_NAME, NULL },
	{ "offset", IS_NUMBER, B, NUM_ADDRESS, NULL },
	{ "peripheral", IS_NODE, D, KIND_PERIPHERAL, NULL },
	{ "peripherals", IS_WRAP, D, 0, NULL },
	{ "readAction", IS_CHOICE, R | F, NUM_READ_ACTION, read_actions },
	{ "register", IS_NODE, P | C, KIND_REGISTER, NULL },
	{ "registers", IS_WRAP, P, 0, NULL },
	{ "resetMask", IS_VALUE, D | P | C | R, NUM_RESET_MASK, NULL },
	{ "resetValue", IS_VALUE, D | P | C | R, NUM_RESET, NULL },
	{ "size", IS_NUMBER, D | P | C | R | B, NUM_SIZE, NULL },
	{ "usage", IS_CHOICE, S, NUM_USAGE, usages },
	{ "value", IS_VALUE, V, NUM_VALUE, NULL },
};

static int by_tag(const void *tag, const void *element)
{
	return strcmp(tag, ((const struct svd_element *)element)->tag);
}

const struct svd_element *svd_element(const char *tag, enum svd_kind in)
{
	const struct svd_element *el =
		bsearch(tag, elements, sizeof(elements) / sizeof(elements[0]), sizeof(elements[0]), by_tag);

	return el && el->in >> in & 1 ? el : NULL;
}

/* --- numbers: texts have no blanks around them --------------------------------------------------------------- */

/* k M G T: powers of 1024, 0 for anything else */
static unsigned scale(char c)
{
	static const char letters[] = "kmgt";
	const char *p = c ? strchr(letters, c | 0x20) : NULL;

	return p ? 10 * (unsigned)(p - letters + 1) : 0;
}

/* What may follow the digits: a scale, or the suffix of a C constant. */
static int finish(const char *s, uint64_t *v)
{
	const unsigned shift = scale(*s);

	if (shift) {
		if (*v >> (64 - shift))
			return -ERANGE;
		*v <<= shift;
		s++;
	} else {
		s += strspn(s, "uUlL");
	}
	return *s ? -EINVAL : 0;
}

static int digits(const char *s, unsigned base, uint64_t *v)
{
	char *end;

	/* strtoull() would take blanks, a sign and another 0x before them */
	if (hex_digit(*s) < 0 || (base == 16 && (s[1] | 0x20) == 'x'))
		return -EINVAL;
	errno = 0;
	*v = strtoull(s, &end, (int)base);
	if (errno)
		return -ERANGE;
	return end == s ? -EINVAL : finish(end, v);
}

/*
 * Decimal, 0x1F, 0X1f, 0b101, #101, with an optional + before, and k M G T after it (2^10 to 2^40); a C suffix (U, UL)
 * is ignored. Binary digits may be x: don't care. *@mask: UINT64_MAX without such, else the other bits. Digits a to f
 * without 0x are an error, since they are ambiguous. Returns 0, -EINVAL, -ERANGE (more than 64 bits).
 */
static int pattern(const char *s, uint64_t *v, uint64_t *mask)
{
	uint64_t n = 0, care = UINT64_MAX;
	const char *start;

	s += *s == '+';
	*mask = UINT64_MAX;
	if (*s == '0' && (s[1] | 0x20) == 'x')
		return digits(s + 2, 16, v);
	if (*s == '#')
		s++;
	else if (*s == '0' && (s[1] | 0x20) == 'b')
		s += 2;
	else
		return digits(s, 10, v);
	for (start = s; *s == '0' || *s == '1' || (*s | 0x20) == 'x'; s++) {
		if (n >> 63)
			return -ERANGE;
		n = n << 1 | (*s == '1');
		care = care << 1 | ((*s | 0x20) != 'x');
	}
	if (s == start)
		return -EINVAL;
	*v = n;
	*mask = care;
	return finish(s, v);
}

/* The same without x. */
static int number(const char *s, uint64_t *v)
{
	uint64_t mask;
	const int err = pattern(s, v, &mask);

	return err ? err : mask != UINT64_MAX ? -EINVAL : 0;
}

/* "[7:4]" or "[5]", also without brackets. -EINVAL where it is none. */
static int range(const char *s, uint64_t *msb, uint64_t *lsb)
{
	uint64_t n[2] = { 0, 0 };
	unsigned i = 0;

	s += *s == '[';
	for (;;) {
		s += strspn(s, " ");
		if (*s < '0' || *s > '9')
			return -EINVAL;
		for (; *s >= '0' && *s <= '9'; s++) {
			if (n[i] > UINT32_MAX)
				return -EINVAL;
			n[i] = n[i] * 10 + (unsigned)(*s - '0');
		}
		s += strspn(s, " ");
		if (i || *s != ':')
			break;
		i = 1;
		s++;
	}
	s += *s == ']';
	*msb = n[0];
	*lsb = i ? n[1] : n[0];
	return *s ? -EINVAL : 0;
}

/* --- what a text says ---------------------------------------------------------------------------------------- */

static void set(struct svd_node *n, enum svd_num i, uint64_t v)
{
	n->num[i] = v;
	n->set |= 1u << i;
	n->own = n->set;
}

/* The same letters and digits, in any case, whatever is between them: "Read Only" is "read-only". */
static bool same_word(const char *a, const char *b)
{
	for (;; a++, b++) {
		while (*a && !isalnum((unsigned char)*a))
			a++;
		while (*b && !isalnum((unsigned char)*b))
			b++;
		if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
			return false;
		if (!*a)
			return true;
	}
}

static int take_choice(struct svd_node *n, const struct svd_element *el, const char *text)
{
	for (const struct svd_choice *c = el->choices; c->word; c++) {
		if (same_word(text, c->word)) {
			set(n, (enum svd_num)el->i, c->value);
			return 0;
		}
	}
	return -ENOENT;
}

/* Values are told only, no address depends on them: one that can't be read is as good as none. */
static void take_value(struct svd_node *n, const struct svd_element *el, const char *text)
{
	uint64_t v, mask;

	if (pattern(text, &v, &mask))
		return;
	if (n->kind != KIND_ENUM && mask != UINT64_MAX)
		return;
	set(n, (enum svd_num)el->i, v);
	if (n->kind == KIND_ENUM)
		set(n, NUM_MASK, mask);
}

static int take_range(struct svd_node *n, const char *text)
{
	uint64_t msb, lsb;

	if (range(text, &msb, &lsb) || msb < lsb)
		return -EINVAL;
	set(n, NUM_OFFSET, lsb);
	set(n, NUM_WIDTH, msb - lsb + 1);
	return 0;
}

int svd_element_take(struct svd_node *n, const struct svd_element *el, const char *text)
{
	uint64_t v;
	int err;

	switch (el->what) {
	case IS_NUMBER:
		err = number(text, &v);
		if (!err)
			set(n, (enum svd_num)el->i, v);
		return err;
	case IS_RANGE:
		return take_range(n, text);
	case IS_CHOICE:
		return take_choice(n, el, text);
	case IS_VALUE:
		take_value(n, el, text);
		return 0;
	default:
		set(n, (enum svd_num)el->i, !strcasecmp(text, "true") || !strcmp(text, "1"));
		return 0;
	}
}
