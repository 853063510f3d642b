/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * blocks FILE fill|copy|test: what the commands fill, copy and test do to all 32-bit units of a file, by the simplest
 * loops: through volatile pointers, no fault survived, nothing counted, nothing that could be stopped. copy: the first
 * half to the second. test: the cells only, by the same patterns.
 */
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static uint32_t cell(unsigned round, uint64_t i)
{
	return round == 0 ? 0 : round == 1 ? 0x55555555 : (uint32_t)(i * UINT64_C(0x9e3779b97f4a7c15) >> 8);
}

/* Returns the number of wrong units. */
static size_t test(volatile uint32_t *p, size_t n)
{
	size_t wrong = 0;

	for (unsigned round = 0; round < 3; round++) {
		for (size_t i = 0; i < n; i++)
			p[i] = cell(round, i);
		__sync_synchronize();
		for (size_t i = 0; i < n; i++) {
			wrong += p[i] != cell(round, i);
			p[i] = ~cell(round, i);
		}
		__sync_synchronize();
		for (size_t i = n; i--;) {
			wrong += p[i] != ~cell(round, i);
			p[i] = cell(round, i);
		}
		__sync_synchronize();
	}
	return wrong;
}

int main(int argc, char **argv)
{
	volatile uint32_t *p;
	struct stat st;
	size_t n;
	int fd;

	if (argc != 3)
		return 2;
	fd = open(argv[1], O_RDWR | O_SYNC | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &st))
		return 1;
	n = (size_t)st.st_size / sizeof(*p);
	p = mmap(NULL, (size_t)st.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (p == MAP_FAILED)
		return 1;
	if (!strcmp(argv[2], "fill"))
		for (size_t i = 0; i < n; i++)
			p[i] = 0x5a5a5a5a;
	else if (!strcmp(argv[2], "copy"))
		for (size_t i = 0; i < n / 2; i++)
			p[n / 2 + i] = p[i];
	else
		return test(p, n) > 0;
	return 0;
}
