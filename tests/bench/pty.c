/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pty ROUNDS PROMPT -- COMMAND... -- COMMAND...: what an person program costs on a terminal. Each round starts
 * every command once on a new pty of 24 by 80 and waits for PROMPT; in the first three rounds 25 keys are then typed,
 * each after the answer to the last. Prints two lines for each command: the microseconds to the prompt, in each round;
 * the bytes that each key sent to the terminal, in each of those three.
 */
#include "bench.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TYPED_ROUNDS = 3, KEY_MS = 15, PROMPT_MS = 10000 };

static const char keys[] = "r 0x10001000 w 0x12345678";

/* Start @command; returns the terminal and, in @us, when its prompt stood there. */
static int start(char **command, const char *prompt, pid_t *pid, double *us)
{
	const struct winsize size = { .ws_row = 24, .ws_col = 80 };
	double begin = bench_now();
	char shown[65536];
	size_t nbytes = 0;
	ssize_t n;
	int fd;

	*pid = forkpty(&fd, NULL, NULL, &size);
	if (*pid < 0)
		bench_die("forkpty");
	if (!*pid) {
		execvp(command[0], command);
		_exit(127);
	}
	do {
		struct pollfd p = { .fd = fd, .events = POLLIN };

		n = poll(&p, 1, PROMPT_MS) > 0 ? read(fd, shown + nbytes, sizeof(shown) - 1 - nbytes) : 0;
		if (n <= 0) {
			fprintf(stderr, "%s: no prompt \"%s\"\n", command[0], prompt);
			exit(1);
		}
		nbytes += (size_t)n;
		shown[nbytes] = 0;
	} while (!strstr(shown, prompt));
	*us = bench_now() - begin;
	return fd;
}

/* How many bytes come before @ms without any. */
static int drain(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	char shown[4096];
	int nbytes = 0;
	ssize_t n;

	while (poll(&p, 1, ms) > 0) {
		n = read(fd, shown, sizeof(shown));
		if (n <= 0)
			break;
		nbytes += (int)n;
	}
	return nbytes;
}

static double type(int fd)
{
	int nbytes = 0;

	drain(fd, 4 * KEY_MS);
	for (const char *key = keys; *key; key++) {
		if (write(fd, key, 1) != 1)
			bench_die("write to the terminal");
		nbytes += drain(fd, KEY_MS);
	}
	nbytes += drain(fd, 4 * KEY_MS);
	return (double)nbytes / (double)strlen(keys);
}

int main(int argc, char **argv)
{
	double *prompted[BENCH_COMMANDS], per_key[BENCH_COMMANDS][TYPED_ROUNDS];
	char **commands[BENCH_COMMANDS];
	int i, n, fd, round, rounds = argc > 2 ? atoi(argv[1]) : 0;
	pid_t pid;

	if (rounds < TYPED_ROUNDS)
		return 2;
	n = bench_split(argv + 3, 1, commands);
	for (i = 0; i < n; i++)
		prompted[i] = bench_alloc((size_t)rounds, sizeof(double));
	for (round = 0; round < rounds; round++) {
		for (i = 0; i < n; i++) {
			fd = start(commands[i], argv[2], &pid, &prompted[i][round]);
			if (round < TYPED_ROUNDS)
				per_key[i][round] = type(fd);
			kill(pid, SIGKILL);
			close(fd);
			waitpid(pid, NULL, 0);
		}
	}
	for (i = 0; i < n; i++) {
		bench_print(prompted[i], rounds);
		bench_print(per_key[i], TYPED_ROUNDS);
	}
	return 0;
}
