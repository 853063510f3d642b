/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_load: loads a file: reads it, completes and expands it into a set of registers, or leaves the set as it was. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "inflate.h"
#include "optlib.h"
#include "slurp.h"
#include "svd.h"
#include "svd_loading.h"
#include "text.h"

/* What is strange in the file, into @e. */
static void put_notes(const struct svd_loading *l, struct physmon_error *e)
{
	char text[NOTES * (sizeof(l->notes->text) + 30)] = "";
	size_t n = 0;

	for (int i = 0; i < NOTES; i++) {
		if (l->notes[i].n)
			n += text_print(text + n, sizeof(text) - n, "%s%s", n ? "; " : "", l->notes[i].text);
		if (l->notes[i].n > 1)
			n += text_print(text + n, sizeof(text) - n, ", and %zu more", l->notes[i].n - 1);
	}
	error_text(e, "%.*s%s%s", n ? 100 : 0, l->path, n ? ":" : "", text);
}

/* Behind blanks and byte order marks; *@lines: how many newlines are among them. */
static const char *skip_blanks(const char *p, const char *end, unsigned *lines)
{
	for (*lines = 0;; p += 3) {
		for (; p < end && *p && strchr(" \t\r\n", *p); p++)
			*lines += *p == '\n';
		if (end - p < 3 || memcmp(p, "\xef\xbb\xbf", 3))
			return p;
	}
}

int svd_load_memory(struct reg_set *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e)
{
	const struct reg_set_mark before = reg_set_mark(s);
	const size_t held = reg_set_hold(s, SVD_MEMORY_MAX(nbytes));
	struct svd_loading l = { .path = path,
				 .set = s,
				 .before = &before,
				 .memory = held ? SVD_MEMORY_MAX(nbytes) : REG_SET_MEMORY_MAX,
				 .e = e };
	const char *const end = (const char *)text + nbytes, *start = skip_blanks(text, end, &l.lines_before);
	int err;

	err = svd_read(&l, start, (size_t)(end - start));
	if (!err)
		err = svd_derive(&l);
	if (!err)
		err = svd_expand(&l);
	if (!err && reg_set_replace_groups(s, &before))
		err = svd_loading_no_memory(&l);
	if (err) {
		reg_set_undo(s, &before);
	} else {
		reg_set_release(s, held);
		reg_set_finish(s);
		put_notes(&l, e);
	}
	arena_free(&l.scratch);
	return err;
}

/* --- files --------------------------------------------------------------------------------------------------- */

static bool begins(const char *text, size_t nbytes, const char *with)
{
	return nbytes >= strlen(with) && !strncasecmp(text, with, strlen(with));
}

/* Other files that are given in the place of one: 0, or -EILSEQ with @e. */
static int check_kind(const char *path, const char *text, size_t nbytes, struct physmon_error *e)
{
	static const struct {
		const char *begins, *is;
	} others[] = {
		{ "PK\3\4", "a zip archive, as CMSIS packs are: unzip it, the .svd file is in it" },
		{ "version https://git-lfs", "a pointer of Git LFS: 'git lfs pull' brings the file" },
		{ "<!doctype html", "HTML: a web page was saved in place of the file" },
		{ "<html", "HTML: a web page was saved in place of the file" },
		{ "{", "JSON" },
		{ "[", "JSON" },
		{ "\xfd\x37zXZ", "packed by xz: unpack it by 'unxz'" },
		{ "\x28\xb5\x2f\xfd", "packed by zstd: unpack it by 'unzstd'" },
		{ "BZh", "packed by bzip2: unpack it by 'bunzip2'" },
		{ "%PDF-", "a PDF document" },
		{ "\x7f\x45LF", "an ELF file, a program" },
	};
	const char *const end = text + nbytes;
	unsigned lines;

	text = skip_blanks(text, end, &lines);
	nbytes = (size_t)(end - text);
	if (!nbytes)
		return error_set(e, PHYSMON_E_SYSTEM, EILSEQ, "%s: this is no SVD file: it is empty", path);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (begins(text, nbytes, others[i].begins))
			return error_set(e, PHYSMON_E_SYSTEM, EILSEQ, "%s: this is no SVD file: it is %s", path,
					 others[i].is);
	return 0;
}

/* What gzip packed in the place of *@text. 0, or -errno with @e: *@text is as it was. */
static int unpack(const char *path, char **text, size_t *nbytes, struct physmon_error *e)
{
	char *out = malloc(SVD_FILE_MAX + 1); /* no more of it is used than what is unpacked */
	size_t n;
	int err;

	if (!out)
		return error_no_memory(e);
	err = inflate_gzip(*text, *nbytes, out, SVD_FILE_MAX + 1, &n);
	if (err && err != -ENOSPC) {
		free(out);
		return error_set(e, PHYSMON_E_SYSTEM, -err, "%s can't be unpacked: %s", path,
				 err == -ENOTSUP  ? optlib_zlib_why()
				 : err == -ENOMEM ? "out of memory"
						  : "it is a damaged or cut gzip file");
	}
	free(*text);
	*text = out;
	*nbytes = err ? SVD_FILE_MAX + 1 : n;
	return 0;
}

/* The bytes of the UTF-8 character at @p, of which @n follow; 0: it is none. */
static size_t character(const unsigned char *p, size_t n)
{
	const size_t len = p[0] < 0x80 ? 1 : p[0] < 0xc2 ? 0 : p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : p[0] < 0xf5 ? 4 : 0;

	if (len > n)
		return 0;
	for (size_t i = 1; i < len; i++)
		if ((p[i] & 0xc0) != 0x80)
			return 0;
	return len;
}

/* Put a ? in the place of each byte that isn't UTF-8. Returns how many there were. */
static size_t mend(char *text, size_t nbytes)
{
	size_t mended = 0, len;

	for (size_t i = 0; i < nbytes; i += len ? len : 1) {
		len = character((unsigned char *)text + i, nbytes - i);
		if (!len) {
			text[i] = '?';
			mended++;
		}
	}
	return mended;
}

int svd_load(struct reg_set *s, const char *path, struct physmon_error *e)
{
	struct physmon_error again;
	size_t nbytes, mended;
	char *text;
	int err = slurp_path(path, 0, SVD_FILE_MAX + 1, &text, &nbytes);

	if (err)
		return error_set(e, PHYSMON_E_SYSTEM, -err, "%s can't be read: %s", path, strerror(-err));
	if (begins(text, nbytes, "\x1f\x8b"))
		err = unpack(path, &text, &nbytes, e);
	if (!err)
		err = check_kind(path, text, nbytes, e);
	if (!err)
		err = svd_load_memory(s, path, text, nbytes, e);
	/* a byte of another encoding in a comment or description does no harm */
	if (err == -EILSEQ && (mended = mend(text, nbytes)) && !svd_load_memory(s, path, text, nbytes, &again)) {
		err = 0;
		if (!*again.text)
			error_text(&again, "%.100s: %zu byte%s that %s no UTF-8 %s read as ?", path, mended,
				   mended == 1 ? "" : "s", mended == 1 ? "is" : "are", mended == 1 ? "is" : "are");
		if (e)
			*e = again;
	}
	free(text);
	return err;
}
