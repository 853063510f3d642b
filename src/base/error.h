/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * error: fills struct physmon_error with one sentence, without a full stop at its end, where the cause is known. It
 * never prints.
 */
#pragma once

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon_error.h>

/*
 * error_set - fill @e (NULL is fine: nothing is formatted then) with kind, cause and a printf-formatted sentence.
 * @err: positive errno. addr, width and done are zeroed: error_at() sets them.
 * Returns -@err, so that "return error_set(...)" reads well; -EINVAL if @err is 0.
 */
int error_set(struct physmon_error *e, enum physmon_kind kind, int err, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* error_text - the input is wrong: error_set() with PHYSMON_E_NONE and EINVAL. */
#define error_text(e, ...) error_set(e, PHYSMON_E_NONE, EINVAL, __VA_ARGS__)

/* error_no_memory - returns -ENOMEM. */
int error_no_memory(struct physmon_error *e);

/* error_at - set the access that failed; NULL is fine. */
void error_at(struct physmon_error *e, uint64_t addr, unsigned width, size_t done);
