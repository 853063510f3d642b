/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * repl FILE <SCRIPT: the naive scripted monitor, as one writes it in C in an afternoon: the whole file mapped, then
 * fgets, strtoull, a 32-bit read and printf for each line "r ADDRESS". What it prints is what physmon prints.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

int main(int argc, char **argv)
{
	struct stat st;
	char line[256];
	const char *map;
	int fd;

	if (argc != 2)
		return 2;
	fd = open(argv[1], O_RDONLY);
	if (fd < 0 || fstat(fd, &st))
		return 1;
	map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return 1;
	while (fgets(line, sizeof(line), stdin)) {
		uint64_t addr = strtoull(line + 1, NULL, 16);

		if (line[0] != 'r' || addr % 4 || addr + 4 > (uint64_t)st.st_size)
			return 1;
		printf("%08" PRIx64 " = %08" PRIx32 "\n", addr, *(const volatile uint32_t *)(map + addr));
	}
	return fflush(stdout) != 0;
}
