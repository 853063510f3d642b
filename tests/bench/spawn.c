/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spawn ROUNDS -- INPUT COMMAND... -- INPUT COMMAND...: how long whole processes take. Each round runs every command
 * once (A B C A B C), standard input from INPUT, standard output to /dev/null; two more rounds before aren't counted.
 * Prints a line for each command: the microseconds of each round. A command that fails ends it.
 */
#include "bench.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WARM_UP = 2 };

static double run(char **command, const posix_spawn_file_actions_t *actions)
{
	double begin = bench_now();
	int status;
	pid_t pid;

	if (posix_spawnp(&pid, command[1], actions, NULL, command + 1, environ) || waitpid(pid, &status, 0) != pid)
		bench_die(command[1]);
	if (status) {
		fprintf(stderr, "%s: status %#x\n", command[1], (unsigned)status);
		exit(1);
	}
	return bench_now() - begin;
}

int main(int argc, char **argv)
{
	posix_spawn_file_actions_t actions[BENCH_COMMANDS];
	char **commands[BENCH_COMMANDS];
	double *took[BENCH_COMMANDS];
	int i, n, round, rounds = argc > 1 ? atoi(argv[1]) : 0;

	if (rounds < 1)
		return 2;
	n = bench_split(argv + 2, 2, commands);
	for (i = 0; i < n; i++) {
		took[i] = bench_alloc((size_t)rounds, sizeof(double));
		posix_spawn_file_actions_init(&actions[i]);
		posix_spawn_file_actions_addopen(&actions[i], 0, commands[i][0], O_RDONLY, 0);
		posix_spawn_file_actions_addopen(&actions[i], 1, "/dev/null", O_WRONLY, 0);
	}
	for (round = -WARM_UP; round < rounds; round++) {
		for (i = 0; i < n; i++) {
			double us = run(commands[i], &actions[i]);

			if (round >= 0)
				took[i][round] = us;
		}
	}
	for (i = 0; i < n; i++)
		bench_print(took[i], rounds);
	return 0;
}
