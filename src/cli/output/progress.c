/* SPDX-License-Identifier: GPL-2.0-or-later */
/* progress: prints and erases the progress line. */
#include <string.h>

#include "clock.h"
#include "emit.h"
#include "progress.h"
#include "text.h"

#define FIRST_US 1000000
#define AGAIN_US 200000
#define LINE 80
#define LOOK_BYTES 65536 /* the clock is looked at once in so many */

void progress_begin(struct progress *p, struct emit *m, uint64_t total)
{
	p->emit = m;
	p->total = total;
	p->began_us = clock_ns() / CLOCK_US;
	p->next_us = p->began_us + FIRST_US;
	p->next_look = 0;
}

void progress_at(struct progress *p, uint64_t done)
{
	char line[LINE];
	uint64_t now;

	if (done < p->next_look)
		return;
	p->next_look = done + LOOK_BYTES;
	now = clock_ns() / CLOCK_US;
	if (now < p->next_us)
		return;
	p->next_us = now + AGAIN_US;
	progress_text(line, sizeof(line), done, p->total, now - p->began_us);
	emit_progress(p->emit, line);
}

void progress_end(struct progress *p)
{
	emit_progress(p->emit, NULL);
}

/* "430 MiB", "1.5 GiB": three digits say enough. */
static size_t put_bytes(char *out, size_t size, uint64_t n)
{
	static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
	unsigned unit = 0;
	uint64_t tenths = 0;

	while (n >= 1024) {
		tenths = n % 1024 * 10 / 1024;
		n /= 1024;
		unit++;
	}
	if (unit && n < 10)
		return text_print(out, size, "%llu.%llu %s", (unsigned long long)n, (unsigned long long)tenths,
				  units[unit]);
	return text_print(out, size, "%llu %s", (unsigned long long)n, units[unit]);
}

static size_t put_time(char *out, size_t size, uint64_t seconds)
{
	if (seconds < 120)
		return text_print(out, size, "%llu s", (unsigned long long)seconds);
	if (seconds < 2 * 3600)
		return text_print(out, size, "%llu min", (unsigned long long)seconds / 60);
	return text_print(out, size, "%llu h", (unsigned long long)seconds / 3600);
}

/* @a * @b / @c, the last bits of a given up where the product would need more than 64. */
static uint64_t scaled(uint64_t a, uint64_t b, uint64_t c)
{
	while (b && a > UINT64_MAX / b) {
		a >>= 1;
		c = c > 1 ? c >> 1 : c;
	}
	return c ? a * b / c : 0;
}

void progress_text(char *out, size_t size, uint64_t done, uint64_t total, uint64_t elapsed_us)
{
	char of[32], whole[32], rate[32], left[32];

	if (done > total)
		done = total;
	put_bytes(of, sizeof(of), done);
	put_bytes(whole, sizeof(whole), total);
	put_bytes(rate, sizeof(rate), scaled(done, 1000000, elapsed_us));
	put_time(left, sizeof(left), scaled(total - done, elapsed_us, done) / 1000000);
	text_print(out, size, "%llu%%  %s of %s  %s/s  %s left", (unsigned long long)scaled(done, 100, total), of,
		   whole, rate, done ? left : "? s");
}
