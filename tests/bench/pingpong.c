/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pingpong BLOCKS LINE -- COMMAND... -- COMMAND...: how long a driving program waits for a reply. All commands run at
 * once, on two pipes each; LINE goes to one, its one line of reply is awaited, and so on, in blocks of 200 trips that
 * take turns. Prints a line for each command: the microseconds of a trip, the mean of each block.
 */
#include "bench.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TRIPS = 200 };

struct partner {
	pid_t pid;
	int to, from;
};

static void partner_start(struct partner *p, char **command)
{
	int in[2], out[2];

	if (pipe2(in, 0) || pipe2(out, 0))
		bench_die("pipe2");
	p->pid = fork();
	if (p->pid < 0)
		bench_die("fork");
	if (!p->pid) {
		if (dup2(in[0], 0) < 0 || dup2(out[1], 1) < 0)
			_exit(126);
		/* 0 and 1 stay, and so does standard error: another partner's pipes must not be held open */
		for (int fd = 3; fd < 8 * BENCH_COMMANDS; fd++)
			close(fd);
		execvp(command[0], command);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	p->to = in[1];
	p->from = out[0];
}

static double partner_block(const struct partner *p, const char *line, size_t nbytes)
{
	double begin = bench_now();
	char reply[4096];
	ssize_t n;

	for (int i = 0; i < TRIPS; i++) {
		if (write(p->to, line, nbytes) != (ssize_t)nbytes)
			bench_die("write to a command");
		do {
			n = read(p->from, reply, sizeof(reply));
			if (n <= 0)
				bench_die("read from a command");
		} while (reply[n - 1] != '\n');
	}
	return (bench_now() - begin) / TRIPS;
}

int main(int argc, char **argv)
{
	struct partner partners[BENCH_COMMANDS];
	char **commands[BENCH_COMMANDS];
	double *took[BENCH_COMMANDS];
	int i, n, block, blocks = argc > 2 ? atoi(argv[1]) : 0;
	char line[256];
	size_t nbytes;

	if (blocks < 1)
		return 2;
	signal(SIGPIPE, SIG_IGN);
	nbytes = (size_t)snprintf(line, sizeof(line), "%s\n", argv[2]);
	n = bench_split(argv + 3, 1, commands);
	for (i = 0; i < n; i++) {
		took[i] = bench_alloc((size_t)blocks, sizeof(double));
		partner_start(&partners[i], commands[i]);
		partner_block(&partners[i], line, nbytes);
	}
	for (block = 0; block < blocks; block++)
		for (i = 0; i < n; i++)
			took[i][block] = partner_block(&partners[i], line, nbytes);
	for (i = 0; i < n; i++) {
		close(partners[i].to);
		waitpid(partners[i].pid, NULL, 0);
		bench_print(took[i], blocks);
	}
	return 0;
}
