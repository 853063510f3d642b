/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_read: reads a file into a tree, by expat, in one pass. It knows the elements that have a meaning, and where; all
 * others are skipped with their contents. It limits the depth, entities and length of texts of a file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "optlib.h"
#include "svd_loading.h"

/* handed to expat at a time; the first one must hold <device> */
#define PIECE_BYTES ((size_t)1 << 20)
/* one token of expat (a tag, a comment) must fit with its copies */
#define TOKEN_BYTES ((size_t)16 << 20)
#define NAME_MAX_BYTES 256
#define ENTITY_BYTES 64
#define ENTITIES_MAX 1024
/* elements and attributes that mean nothing here: expat keeps their names */
#define UNKNOWN_MAX (1u << 20)

struct level {
	struct svd_node *node;
	const struct svd_element *element; /* NULL: means nothing */
	struct svd_at at;
};

struct reader {
	struct svd_loading *l;
	const struct optlib_expat *x;
	XML_Parser parser;
	struct level levels[SVD_DEPTH_MAX];
	unsigned depth;	  /* of elements that mean something, and one that doesn't */
	unsigned skipped; /* elements in that one */
	unsigned unknown, entities;
	int err;    /* said already */
	bool blank; /* a blank is to come before the next character */
	bool cut;
	size_t len;
	char text[SVD_TEXT_MAX + 8];
};

static void stop(struct reader *r, int err)
{
	if (!r->err)
		r->x->XML_StopParser(r->parser, XML_FALSE);
	r->err = r->err ? r->err : err;
}

/* Where expat is now. */
static struct svd_at here(const struct reader *r)
{
	return (struct svd_at){ (unsigned)r->x->XML_GetCurrentLineNumber(r->parser) + r->l->lines_before,
				(unsigned)r->x->XML_GetCurrentColumnNumber(r->parser) + 1 };
}

#define WRONG(r, where, code, ...) stop((r), svd_loading_bad((r)->l, (where), (code), __VA_ARGS__))

static struct svd_node *add_node(struct reader *r, struct svd_node *parent, enum svd_kind kind,
				 const XML_Char **attributes)
{
	struct svd_loading *l = r->l;
	struct svd_node *n = svd_loading_take(l, sizeof(*n));
	struct svd_kid *kid = svd_loading_take(l, sizeof(*kid));

	if (!n || !kid) {
		stop(r, svd_loading_no_memory(l));
		return NULL;
	}
	n->kind = kind;
	n->at = r->levels[r->depth].at;
	n->parent = parent;
	n->end = &n->first;
	if (parent) {
		kid->node = n;
		*parent->end = kid;
		parent->end = &kid->next;
	}
	for (; *attributes; attributes += 2) {
		if (strcmp(attributes[0], "derivedFrom"))
			continue;
		if (strlen(attributes[1]) > 4 * NAME_MAX_BYTES)
			WRONG(r, &n->at, E2BIG, "derivedFrom is longer than %u bytes", 4 * NAME_MAX_BYTES);
		n->str[STR_DERIVED] = svd_loading_copy(l, attributes[1], strlen(attributes[1]));
		if (!n->str[STR_DERIVED])
			stop(r, svd_loading_no_memory(l));
		l->derived |= 1u << kind | (strchr(attributes[1], '.') ? 1u << 31 : 0);
	}
	return n;
}

static void XMLCALL on_start(void *ctx, const XML_Char *tag, const XML_Char **attributes)
{
	struct reader *r = ctx;
	struct level *up = r->depth ? &r->levels[r->depth - 1] : NULL, *now = &r->levels[r->depth];
	const struct svd_at at = here(r);

	if (r->err)
		return;
	if (r->depth + r->skipped >= SVD_DEPTH_MAX) {
		WRONG(r, &at, E2BIG, "more than %u elements are nested in each other", SVD_DEPTH_MAX);
		return;
	}
	now->at = at;
	if (!up) {
		if (strcmp(tag, "device"))
			WRONG(r, &at, EILSEQ, "this is no SVD file: it begins with <%.40s>, not with <device>%s", tag,
			      strstr(tag, ":component") ? "; IP-XACT can't be read" : "");
		else
			now->node = r->l->device = add_node(r, NULL, KIND_DEVICE, attributes);
		r->depth = 1;
		return;
	}
	now->element = r->skipped || !up->node ? NULL : svd_element(tag, up->node->kind);
	/* nor does an element in a text */
	if (up->element && svd_element_is_text(up->element))
		now->element = NULL;
	r->unknown += !now->element;
	for (const XML_Char **a = attributes; *a; a += 2)
		r->unknown++;
	if (r->unknown > UNKNOWN_MAX) {
		WRONG(r, &at, E2BIG, "more than %u elements and attributes that mean nothing", UNKNOWN_MAX);
		return;
	}
	if (!now->element) {
		r->skipped++;
		return;
	}
	now->node = up->node;
	if (now->element->what == IS_NODE)
		now->node = add_node(r, up->node, (enum svd_kind)now->element->i, attributes);
	r->len = 0;
	r->blank = r->cut = false;
	r->depth++;
}

/* --- texts: white space in rows is one blank, none is at the ends ---------------------------------------- */

static void XMLCALL on_text(void *ctx, const XML_Char *s, int len)
{
	struct reader *r = ctx;
	const struct svd_element *el = r->depth ? r->levels[r->depth - 1].element : NULL;

	if (r->err || r->skipped || !el || !svd_element_is_text(el))
		return;
	for (int i = 0; i < len && !r->cut; i++) {
		const unsigned char c = (unsigned char)s[i];

		/* terminals take U+0080 to U+009f for controls: c2 80 to c2 9f */
		if (c <= ' ' || c == 0x7f ||
		    (c >= 0x80 && c < 0xa0 && r->len && (unsigned char)r->text[r->len - 1] == 0xc2)) {
			if (c >= 0x80) {
				r->len--;
				r->len -= r->len && r->text[r->len - 1] == ' ';
			}
			r->blank = r->len != 0;
			continue;
		}
		r->cut = r->len + 2 > SVD_TEXT_MAX;
		if (r->blank && !r->cut)
			r->text[r->len++] = ' ';
		r->blank = false;
		if (!r->cut)
			r->text[r->len++] = (char)c;
	}
}

static const char *keep_text(struct reader *r, const struct svd_element *el)
{
	const char *p;

	if (r->cut && el->what == IS_TEXT) {
		/* not within a character of several bytes */
		while (r->len && ((unsigned char)r->text[r->len - 1] & 0xc0) == 0x80)
			r->len--;
		if (r->len && (unsigned char)r->text[r->len - 1] >= 0xc0)
			r->len--;
		memcpy(r->text + r->len, "...", 3);
		r->len += 3;
	}
	p = reg_set_text(r->l->set, r->text, r->len);
	if (!p)
		stop(r, svd_loading_no_memory(r->l));
	return p;
}

static void take(struct reader *r, const struct level *level)
{
	const struct svd_element *el = level->element;
	const int err = svd_element_take(level->node, el, r->text);

	if (err == -ENOENT)
		svd_loading_note(r->l, NOTE_WORD, &level->at, "the unknown %s \"%.40s\" is ignored", el->tag, r->text);
	else if (err)
		WRONG(r, &level->at, EINVAL, "%s \"%.40s\" is no %s%s", el->tag, r->text,
		      el->what == IS_RANGE ? "range of bits" : "number", err == -ERANGE ? " of up to 64 bits" : "");
}

static void take_name(struct reader *r, const struct level *level)
{
	if (r->cut || r->len > NAME_MAX_BYTES) {
		WRONG(r, &level->at, E2BIG, "a %s is longer than %u bytes", level->element->tag, NAME_MAX_BYTES);
		return;
	}
	for (char *p = r->text; *p; p++)
		if (*p == ' ')
			*p = '_';
	level->node->str[level->element->i] = keep_text(r, level->element);
}

static void XMLCALL on_end(void *ctx, const XML_Char *tag)
{
	struct reader *r = ctx;
	const struct level *level;

	(void)tag;
	if (r->err)
		return;
	if (r->skipped) {
		r->skipped--;
		return;
	}
	level = &r->levels[--r->depth];
	/* what is empty says nothing */
	if (!r->depth || !svd_element_is_text(level->element) || !r->len)
		return;
	r->text[r->len] = '\0';
	if (level->element->what == IS_NAME)
		take_name(r, level);
	else if (level->element->what == IS_TEXT)
		level->node->str[level->element->i] = keep_text(r, level->element);
	else
		take(r, level);
}

/* --- what XML allows and SVD files have no need of ----------------------------------------------------------- */

/*
 * Entities of a few characters (&nbsp;) are fine. Long ones, and those made of others, are how a small file grows
 * large.
 */
static void XMLCALL on_entity(void *ctx, const XML_Char *name, int parameter, const XML_Char *value, int len,
			      const XML_Char *base, const XML_Char *system, const XML_Char *public,
			      const XML_Char *notation)
{
	struct reader *r = ctx;
	const struct svd_at at = here(r);

	(void)parameter, (void)base, (void)system, (void)public, (void)notation;
	if (r->err)
		return;
	if (++r->entities > ENTITIES_MAX)
		WRONG(r, &at, E2BIG, "more than %u entities are declared", ENTITIES_MAX);
	else if (value && (len > ENTITY_BYTES || memchr(value, '&', (size_t)len) || memchr(value, '%', (size_t)len)))
		WRONG(r, &at, E2BIG, "entity %.40s is made of others, or longer than %u bytes: such files aren't read",
		      name, ENTITY_BYTES);
}

/*
 * Names of encodings that expat doesn't know: those of one byte are read as ISO-8859-1, which at worst spells words
 * wrong.
 */
static int XMLCALL on_encoding(void *ctx, const XML_Char *name, XML_Encoding *info)
{
	(void)ctx, (void)name;
	for (int i = 0; i < 256; i++)
		info->map[i] = i;
	info->data = NULL;
	info->convert = NULL;
	info->release = NULL;
	return XML_STATUS_OK;
}

/* errno tells what expat doesn't: a token is too long (E2BIG), or there is no memory (ENOMEM). */
static void *token_realloc(void *p, size_t size)
{
	if (size <= TOKEN_BYTES)
		return realloc(p, size);
	errno = E2BIG;
	return NULL;
}

static void *token_malloc(size_t size)
{
	return token_realloc(NULL, size);
}

static const XML_Memory_Handling_Suite token_memory = { token_malloc, token_realloc, free };

static int not_well_formed(struct reader *r)
{
	const int error = errno;
	const enum XML_Error code = r->x->XML_GetErrorCode(r->parser);
	const struct svd_at at = here(r);

	if (r->err)
		return r->err;
	if (code == XML_ERROR_NO_MEMORY && error == ENOMEM)
		return svd_loading_no_memory(r->l);
	if (code == XML_ERROR_NO_MEMORY)
		return svd_loading_bad(r->l, &at, E2BIG, "a tag or comment is too long to be read");
	return svd_loading_bad(
		r->l, &at, EILSEQ, "%s%s", r->x->XML_ErrorString(code),
		code == XML_ERROR_NO_ELEMENTS || code == XML_ERROR_UNCLOSED_TOKEN ? ": the file is cut off" : "");
}

static int feed(struct reader *r, const char *text, size_t nbytes)
{
	size_t at = 0, n;
	int err = 0;

	do {
		n = nbytes - at < PIECE_BYTES ? nbytes - at : PIECE_BYTES;
		if (at + n > SVD_FILE_MAX)
			err = svd_loading_bad(r->l, NULL, E2BIG, "it is larger than %u MiB", SVD_FILE_MAX >> 20);
		else if (at && !r->l->device)
			err = svd_loading_bad(r->l, NULL, EILSEQ,
					      "this is no SVD file: its first MiB holds no <device>");
		else if (r->x->XML_Parse(r->parser, text + at, (int)n, at + n == nbytes) != XML_STATUS_OK)
			err = not_well_formed(r);
		/* expat goes on to the end of the tag before it stops */
		if (!err)
			err = r->err;
		at += n;
	} while (at < nbytes && !err);
	return err;
}

int svd_read(struct svd_loading *l, const char *text, size_t nbytes)
{
	const struct optlib_expat *x = optlib_expat();
	struct reader *r;
	int err;

	if (!x)
		return error_set(l->e, PHYSMON_E_SYSTEM, ENOSYS,
				 "%s can't be read without expat (%s); def lines can replace it", l->path,
				 optlib_expat_why());
	r = calloc(1, sizeof(*r));
	if (!r)
		return svd_loading_no_memory(l);
	r->l = l;
	r->x = x;
	r->parser = x->XML_ParserCreate_MM(NULL, &token_memory, NULL);
	if (!r->parser) {
		free(r);
		return svd_loading_no_memory(l);
	}
	x->XML_SetUserData(r->parser, r);
	x->XML_SetElementHandler(r->parser, on_start, on_end);
	x->XML_SetCharacterDataHandler(r->parser, on_text);
	x->XML_SetEntityDeclHandler(r->parser, on_entity);
	x->XML_SetUnknownEncodingHandler(r->parser, on_encoding, NULL);
	err = feed(r, text, nbytes);
	x->XML_ParserFree(r->parser);
	free(r);
	return err;
}
