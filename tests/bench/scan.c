/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * scan FILE VALUE: the simplest way to look for 32 bits in all of a file: map it and read unit after unit through a
 * volatile pointer. No fault is survived, no unit counted, nothing of it could be stopped: what find is measured
 * against.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
	const volatile uint32_t *p;
	struct stat st;
	uint32_t value;
	size_t i, n;
	int fd;

	if (argc != 3)
		return 2;
	value = (uint32_t)strtoul(argv[2], NULL, 16);
	fd = open(argv[1], O_RDONLY | O_SYNC | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st))
		return 1;
	n = (size_t)st.st_size / sizeof(*p);
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return 1;
	for (i = 0; i < n; i++)
		if (p[i] == value)
			printf("%08zx\n", i * sizeof(*p));
	return 0;
}
