/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * peak COMMAND...: the most memory (resident, KiB) that a command had, standard output to /dev/null. It is read from
 * /proc at the exit's ptrace stop: what wait4 tells of a small program is the size of the one that started it.
 */
#include "bench.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

static long high_water(pid_t pid)
{
	char path[64], line[256];
	long kib = -1;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (!strncmp(line, "VmHWM:", 6))
			kib = atol(line + 6);
	if (f)
		fclose(f);
	return kib;
}

int main(int argc, char **argv)
{
	long kib = -1;
	int status, out;
	pid_t pid;

	if (argc < 2)
		return 2;
	pid = fork();
	if (pid < 0)
		bench_die("fork");
	if (!pid) {
		out = open("/dev/null", O_WRONLY | O_CLOEXEC);
		if (out < 0 || dup2(out, 1) < 0 || ptrace(PTRACE_TRACEME, 0, NULL, NULL))
			_exit(126);
		raise(SIGSTOP);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (waitpid(pid, &status, 0) != pid || !WIFSTOPPED(status) ||
	    ptrace(PTRACE_SETOPTIONS, pid, NULL, PTRACE_O_TRACEEXIT) || ptrace(PTRACE_CONT, pid, NULL, NULL))
		bench_die("ptrace");
	while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status)) {
		int sig = WSTOPSIG(status);

		if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8))
			kib = high_water(pid);
		ptrace(PTRACE_CONT, pid, NULL, (void *)(long)(sig == SIGTRAP ? 0 : sig));
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) || kib < 0) {
		fprintf(stderr, "%s: status %#x\n", argv[1], (unsigned)status);
		return 1;
	}
	printf("%ld\n", kib);
	return 0;
}
