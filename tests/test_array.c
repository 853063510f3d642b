/* SPDX-License-Identifier: GPL-2.0-or-later */
/* array: it grows only when it is full, keeps what stands in it, and refuses what no memory could hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "array.h"

static void it_grows_when_it_is_full(void **state)
{
	size_t room = 0, n, before;
	int *v = NULL, *w;

	for (n = 0; n < 1000; n++) {
		before = room;
		w = array_grow(v, &room, n, sizeof(*v));
		assert_non_null(w);
		assert_true(n < room);
		if (n < before) {
			assert_ptr_equal(w, v);
			assert_true(room == before);
		}
		v = w;
		v[n] = (int)n;
	}
	for (n = 0; n < 1000; n++)
		assert_int_equal(v[n], n);
	free(v);
}

static void more_than_there_is_leaves_it_as_it_was(void **state)
{
	size_t room = 4;
	char *v = calloc(room, 1);

	assert_non_null(v);
	assert_null(array_grow(v, &room, room, SIZE_MAX / 16));
	assert_int_equal(room, 4);
	room = SIZE_MAX / 4;
	assert_null(array_grow(v, &room, room, 2));
	assert_true(room == SIZE_MAX / 4);
	free(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_grows_when_it_is_full),
		cmocka_unit_test(more_than_there_is_leaves_it_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
