/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prompt: the minimal readline loop, with the prompt that physmon shows for its demo board. */
#include <stdio.h>
#include <stdlib.h>

#include <readline/history.h>
#include <readline/readline.h>

int main(void)
{
	char *line;

	while ((line = readline("demo b- "))) {
		add_history(line);
		printf("%llx\n", strtoull(line, NULL, 16));
		free(line);
	}
	return 0;
}
