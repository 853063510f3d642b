/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_history: a history file of any bytes, read by a session that then adds lines. What a session remembers must be
 * lines fit to be typed again, and what it wrote must be there for the next one.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"
#include "history.h"

static char folder[64];

static void remove_folder(void)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/physmon/history", folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/physmon", folder);
	rmdir(path);
	rmdir(folder);
}

static void make_folder(void)
{
	const char *tmp = getenv("TMPDIR");
	char path[128];

	snprintf(folder, sizeof(folder), "%.30s/physmon-fuzz-XXXXXX", tmp ? tmp : P_tmpdir);
	if (!mkdtemp(folder) || setenv("XDG_STATE_HOME", folder, 1))
		abort();
	snprintf(path, sizeof(path), "%s/physmon", folder);
	if (mkdir(path, 0700))
		abort();
	atexit(remove_folder);
}

static size_t check(const struct history *h)
{
	const char *line, *before = NULL;
	size_t i;

	for (i = 0; (line = history_line(h, i)); before = line, i++) {
		FUZZ_HOLDS(strlen(line) <= HISTORY_LINE_MAX && !strchr(line, '\n'), "line %zu is none", i);
		FUZZ_HOLDS(line[strspn(line, " \t\r")], "line %zu is blank", i);
		FUZZ_HOLDS(!before || strcmp(before, line), "line %zu is there twice", i);
	}
	FUZZ_HOLDS(i <= HISTORY_GROWN, "%zu lines", i);
	return i;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *line = (const char *)data;
	struct history *h, *next;
	char path[128];
	size_t n, len;
	bool taken;
	int fd;

	if (!*folder)
		make_folder();
	snprintf(path, sizeof(path), "%s/physmon/history", folder);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 || (size && write(fd, data, size) != (ssize_t)size))
		abort();
	close(fd);
	FUZZ_HOLDS(!history_open(&h), "memory is out");
	check(h);
	len = size / 2;
	taken = history_add(h, line, len);
	n = check(h);
	FUZZ_HOLDS(!taken || (n && strlen(history_line(h, n - 1)) == len && !memcmp(history_line(h, n - 1), line, len)),
		   "a line was taken and isn't the last");
	FUZZ_HOLDS(!history_open(&next), "memory is out");
	FUZZ_HOLDS(check(next) == n, "the next session knows other lines");
	FUZZ_HOLDS(!n || !strcmp(history_line(h, n - 1), history_line(next, n - 1)), "the last line differs");
	history_close(next);
	history_close(h);
	return 0;
}
