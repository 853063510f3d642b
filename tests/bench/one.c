/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * one FILE OFFSET: the least C program that reads 32 bits: it opens, maps a page, reads, prints as devmem does. It
 * checks nothing that it needn't. What physmon costs more than this at its start is the price of all that it can do.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	char out[] = "0x00000000\n";
	uint64_t offset, page = (uint64_t)sysconf(_SC_PAGESIZE);
	uint32_t value;
	char *map;
	int fd, i;

	if (argc != 3)
		return 2;
	offset = strtoull(argv[2], NULL, 0);
	fd = open(argv[1], O_RDONLY | O_SYNC | O_CLOEXEC);
	if (fd < 0)
		return 1;
	map = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, (off_t)(offset & ~(page - 1)));
	if (map == MAP_FAILED)
		return 1;
	value = *(const volatile uint32_t *)(map + (offset & (page - 1)));
	for (i = 0; i < 8; i++)
		out[2 + i] = "0123456789ABCDEF"[value >> (28 - 4 * i) & 15];
	return write(1, out, sizeof(out) - 1) != sizeof(out) - 1;
}
