/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * slurp: reads a small text file, such as those in /proc, /sys and /boot, as one piece. The size of such a file isn't
 * known before it is read, so it is read to its end or to a limit. It doesn't interpret the text.
 */
#ifndef BASE_SLURP_H
#define BASE_SLURP_H

#include <stddef.h>

/*
 * slurp - read @path from its start: all of it, or its first @most bytes.
 * *@text: the caller's to free(); a NUL follows the last byte (and further ones may stand among the bytes).
 * *@nbytes: without that NUL. It equals @most where the file is as long as that or longer.
 * Returns 0; -ENOMEM; or -errno of open and read.
 */
int slurp(const char *path, size_t most, char **text, size_t *nbytes);

#endif
