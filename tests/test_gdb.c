/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pure rooms of the gdb server: frames as bytes come and go, and what gdb is told of the machine. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "gdb_map.h"
#include "gdb_packet.h"

/* --- frames -------------------------------------------------------------------------------------------------- */

/* Give @p all bytes of @text; the event of the last one. Every byte before it must be worth no event. */
static enum gdb_event put(struct gdb_packet *p, const char *text, size_t n)
{
	enum gdb_event event = GDB_NOTHING;
	size_t i;

	for (i = 0; i < n; i++) {
		assert_int_equal(event, GDB_NOTHING);
		event = gdb_packet_put(p, (unsigned char)text[i]);
	}
	return event;
}

static void assert_packet(struct gdb_packet *p, const char *text, const char *body)
{
	assert_int_equal(put(p, text, strlen(text)), GDB_PACKET);
	assert_int_equal(p->len, strlen(body));
	assert_string_equal(p->body, body);
}

static void packet_is_whole_with_its_last_digit(void **state)
{
	static struct gdb_packet p;

	gdb_packet_init(&p);
	assert_packet(&p, "$?#3f", "?");
	assert_packet(&p, "$?#3F", "?");
	assert_packet(&p, "$m8000,4#95", "m8000,4");
	assert_packet(&p, "$#00", "");
}

static void pieces_make_the_same_packet(void **state)
{
	static const char text[] = "$m8000,4#95";
	static struct gdb_packet p;
	size_t cut;

	for (cut = 0; cut < sizeof(text) - 1; cut++) {
		gdb_packet_init(&p);
		assert_int_equal(put(&p, text, cut), GDB_NOTHING);
		assert_int_equal(put(&p, text + cut, sizeof(text) - 1 - cut), GDB_PACKET);
		assert_string_equal(p.body, "m8000,4");
	}
}

static void wrong_checksum_is_bad(void **state)
{
	static const char *const bad[] = { "$?#3e", "$?#4f", "$?#f3", "$?#3g", "$?#g3", "$?# 3f", "$#01", "$??#3f" };
	static struct gdb_packet p;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		gdb_packet_init(&p);
		assert_int_equal(put(&p, bad[i], (size_t)(strchr(bad[i], '#') - bad[i]) + 3), GDB_BAD);
		assert_packet(&p, "$?#3f", "?"); /* the next one is none the worse */
	}
}

static void noise_between_packets_is_dropped(void **state)
{
	static const char noise[] = "+ \r\n#3f}*\xff\x80";
	static struct gdb_packet p;
	unsigned c;

	gdb_packet_init(&p);
	assert_int_equal(put(&p, noise, sizeof(noise)), GDB_NOTHING); /* with a NUL */
	for (c = 0; c < 256; c++)
		if (c != '$' && c != '-' && c != 3)
			assert_int_equal(gdb_packet_put(&p, (unsigned char)c), GDB_NOTHING);
	assert_int_equal(gdb_packet_put(&p, '-'), GDB_AGAIN);
	assert_int_equal(gdb_packet_put(&p, 3), GDB_BREAK);
	assert_packet(&p, "$?#3f", "?");
}

static void break_and_minus_inside_are_part_of_the_packet(void **state)
{
	static struct gdb_packet p;

	gdb_packet_init(&p);
	assert_packet(&p, "$-\x03+#5b", "-\x03+");
}

static void dollar_begins_anew(void **state)
{
	static struct gdb_packet p;

	gdb_packet_init(&p);
	assert_packet(&p, "$lost$?#3f", "?");
	assert_packet(&p, "$$$?#3f", "?");
	assert_packet(&p, "$lost}$?#3f", "?"); /* no escape makes one of them */
}

static void escape_stands_for_its_byte(void **state)
{
	static struct gdb_packet p;

	gdb_packet_init(&p);
	assert_int_equal(put(&p, "$}\x03}\x04}]}\x0a#62", 12), GDB_PACKET);
	assert_int_equal(p.len, 4);
	assert_memory_equal(p.body, "#$}*", 5);
}

static void escape_of_nothing_is_bad(void **state)
{
	static struct gdb_packet p;

	gdb_packet_init(&p);
	assert_int_equal(put(&p, "$?}#bc", 6), GDB_BAD); /* in spite of its checksum */
	assert_packet(&p, "$?#3f", "?");
}

static void longest_body_is_taken_and_a_longer_one_is_bad(void **state)
{
	static char body[GDB_PACKET_MAX + 1], frame[GDB_FRAME_MAX + 2];
	static struct gdb_packet p;
	size_t n;

	for (n = 0; n < sizeof(body); n++)
		body[n] = "ab"[n % 2]; /* no runs, which only replies have */
	n = gdb_packet_frame(frame, body, GDB_PACKET_MAX);
	gdb_packet_init(&p);
	assert_int_equal(put(&p, frame, n), GDB_PACKET);
	assert_int_equal(p.len, GDB_PACKET_MAX);
	assert_int_equal(p.body[GDB_PACKET_MAX], '\0');
	n = gdb_packet_frame(frame, body, GDB_PACKET_MAX + 1);
	assert_int_equal(put(&p, frame, n), GDB_BAD);
	assert_int_equal(p.len, GDB_PACKET_MAX);
	assert_packet(&p, "$?#3f", "?");
}

static void frame_escapes_what_it_must_and_nothing_else(void **state)
{
	char body[256], frame[2 * sizeof(body) + 4];
	size_t n, i;

	for (i = 0; i < sizeof(body); i++)
		body[i] = (char)i;
	n = gdb_packet_frame(frame, body, sizeof(body));
	assert_int_equal(n, 256 + 4 + 4);
	assert_int_equal(gdb_packet_frame(frame, "#", 1), 6);
	assert_memory_equal(frame, "$}\x03#80", 6);
	assert_int_equal(gdb_packet_frame(frame, "OK", 2), 6);
	assert_memory_equal(frame, "$OK#9a", 6);
	assert_int_equal(gdb_packet_frame(frame, NULL, 0), 4);
	assert_memory_equal(frame, "$#00", 4);
}

static void worst_body_fits_its_frame(void **state)
{
	static char body[GDB_PACKET_MAX], frame[GDB_FRAME_MAX];
	static struct gdb_packet p;

	memset(body, '}', sizeof(body));
	assert_int_equal(gdb_packet_frame(frame, body, sizeof(body)), GDB_FRAME_MAX);
	gdb_packet_init(&p);
	assert_int_equal(put(&p, frame, GDB_FRAME_MAX), GDB_PACKET);
	assert_int_equal(p.len, sizeof(body));
	assert_memory_equal(p.body, body, sizeof(body));
}

/* Marsaglia's xorshift: the same bodies each time. */
static uint32_t chance(uint32_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 17;
	*x ^= *x << 5;
	return *x;
}

/* A debugger's view of a reply: the frame of @n bytes without runs, in @out; its length. */
static size_t without_runs(const char *frame, size_t n, char *out)
{
	char *p = out, sum[3];
	unsigned expected = 0, seen = 0;

	*p++ = *frame;
	for (const char *s = frame + 1; s < frame + n - 3; s++) {
		seen += (unsigned char)*s;
		if (*s != '*') {
			*p++ = *s;
			continue;
		}
		seen += (unsigned char)*++s;
		assert_true(*s >= 32 && *s <= 126 && !strchr("#$+-", *s));
		memset(p, p[-1], (size_t)*s - 29);
		p += *s - 29;
	}
	assert_int_equal(strtoul(frame + n - 2, NULL, 16), seen & 0xff);
	for (const char *s = out + 1; s < p; s++)
		expected += (unsigned char)*s;
	snprintf(sum, sizeof(sum), "%02x", expected & 0xff);
	*p++ = '#';
	memcpy(p, sum, 2);
	return (size_t)(p + 2 - out);
}

static void any_body_comes_back_as_it_was(void **state)
{
	static char body[600], frame[2 * sizeof(body) + 5], plain[sizeof(frame)];
	static struct gdb_packet p;
	uint32_t x = 1;
	size_t n, nframe, i;
	int round;

	gdb_packet_init(&p);
	for (round = 0; round < 4000; round++) {
		n = chance(&x) % (sizeof(body) + 1);
		for (i = 0; i < n; i++)
			body[i] = i && round % 2 && chance(&x) % 16 ? body[i - 1]
				  : chance(&x) % 4		    ? (char)chance(&x)
								    : "$#}*"[chance(&x) % 4];
		nframe = gdb_packet_frame(frame, body, n);
		frame[nframe] = '\0';
		nframe = without_runs(frame, nframe, plain);
		assert_int_equal(put(&p, plain, nframe), GDB_PACKET);
		assert_int_equal(p.len, n);
		if (n)
			assert_memory_equal(p.body, body, n);
	}
}

static void run_is_as_long_as_a_printable_byte_can_say(void **state)
{
	static const struct {
		size_t n;
		const char *body;
	} rows[] = {
		{ 3, "000" },	 { 4, "0* " },	 { 5, "0*!" },	    { 6, "0*\"" },  { 7, "0*\"0" },
		{ 8, "0*\"00" }, { 9, "0*%" },	 { 14, "0**" },	    { 15, "0**0" }, { 17, "0*,0" },
		{ 98, "0*~" },	 { 99, "0*~0" }, { 102, "0*~0* " },
	};
	char body[128], frame[2 * sizeof(body)];
	size_t n;

	memset(body, '0', sizeof(body));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		n = gdb_packet_frame(frame, body, rows[i].n);
		assert_int_equal(n - 4, strlen(rows[i].body));
		assert_memory_equal(frame + 1, rows[i].body, n - 4);
	}
	/* what is escaped makes no run: its count would be the escaped byte's */
	assert_int_equal(gdb_packet_frame(frame, "****", 4), 12);
}

static void any_spoilt_byte_is_noticed(void **state)
{
	static char frame[64], spoilt[64];
	static struct gdb_packet p;
	const size_t n = gdb_packet_frame(frame, "m8000,4:$}", 10);
	enum gdb_event event;
	size_t at, i;
	unsigned bit;

	/* one bit of what stands between '$' and '#' */
	for (at = 1; at < n - 3; at++)
		for (bit = 0; bit < 8; bit++) {
			memcpy(spoilt, frame, n);
			spoilt[at] = (char)(spoilt[at] ^ 1u << bit);
			gdb_packet_init(&p);
			for (i = 0; i < n; i++) {
				event = gdb_packet_put(&p, (unsigned char)spoilt[i]);
				assert_int_not_equal(event, GDB_PACKET);
			}
		}
}

/* --- processors and ranges ----------------------------------------------------------------------------------- */

static void processors_are_found_by_their_exact_names(void **state)
{
	const struct gdb_arch *a;
	size_t i;

	for (i = 0; (a = gdb_map_arch_at(i)); i++) {
		assert_ptr_equal(gdb_map_arch_find(a->name), a);
		assert_true(a->register_bytes && 2 * a->register_bytes <= GDB_PACKET_MAX);
	}
	assert_int_equal(i, 6);
	assert_string_equal(gdb_map_arch_at(0)->name, "i386:x86-64");
	assert_null(gdb_map_arch_at(i));
	assert_null(gdb_map_arch_at(SIZE_MAX));
	assert_null(gdb_map_arch_find(""));
	assert_null(gdb_map_arch_find("ARM"));
	assert_null(gdb_map_arch_find("aarch6"));
	assert_null(gdb_map_arch_find("aarch64 "));
}

static void map_of(struct gdb_map *m, const char *const *ranges)
{
	struct physmon_error e;

	memset(m, 0, sizeof(*m));
	m->arch = gdb_map_arch_at(0);
	for (; *ranges; ranges++)
		assert_int_equal(gdb_map_add(m, *ranges, &e), 0);
}

static void range_is_read_as_in_commands(void **state)
{
	static const char *const same[] = { "8000,10", "0x8000,0x10", "0t32768,0t16", "32k,16", NULL };
	struct gdb_map m;
	size_t i;

	map_of(&m, (const char *const[]){ "8000,10", "0x8000,0x10", "0t32768,0y10000", "80_00,1_0", NULL });
	assert_int_equal(m.nranges, 4);
	for (i = 0; i < m.nranges; i++) {
		assert_int_equal(m.ranges[i].first, 0x8000);
		assert_int_equal(m.ranges[i].last, 0x800f);
	}
	map_of(&m, same);
	assert_int_equal(m.ranges[3].first, 0x8000);
	assert_int_equal(m.ranges[3].last, 0x8015);
}

static void range_may_reach_the_last_byte_and_not_beyond(void **state)
{
	struct physmon_error e;
	struct gdb_map m;

	map_of(&m, (const char *const[]){ "ffffffffffffffff,1", "0,ffffffffffffffff", "1,ffffffffffffffff", NULL });
	assert_int_equal(m.ranges[0].first, UINT64_MAX);
	assert_int_equal(m.ranges[0].last, UINT64_MAX);
	assert_int_equal(m.ranges[1].last, UINT64_MAX - 1);
	assert_int_equal(m.ranges[2].last, UINT64_MAX);
	assert_int_equal(gdb_map_add(&m, "2,ffffffffffffffff", &e), -EINVAL);
	assert_int_equal(m.nranges, 3);
}

static void what_is_no_range_is_refused_with_a_sentence(void **state)
{
	static const char *const bad[] = { "",	  ",",	  "1",	   "1,",    ",1",   "1,0",
					   "x,1", "1,x",  "1,2,3", "1 ,2",  "1, 2", " 1,2",
					   "1;2", "-1,2", "1,-1",  "1+1,2", "1..2", "10000000000000000,1" };
	struct physmon_error e;
	struct gdb_map m = { 0 };
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		e.text[0] = '\0';
		assert_int_equal(gdb_map_add(&m, bad[i], &e), -EINVAL);
		assert_non_null(strstr(e.text, "a range is ADDR,LENGTH"));
		assert_int_equal(m.nranges, 0);
	}
}

static void one_range_too_many_is_refused(void **state)
{
	struct gdb_map m = { 0 };
	struct physmon_error e;
	int i;

	for (i = 0; i < GDB_RANGES; i++)
		assert_int_equal(gdb_map_add(&m, "0,1", &e), 0);
	assert_int_equal(gdb_map_add(&m, "0,1", &e), -EINVAL);
	assert_string_equal(e.text, "--gdb 0,1 is one range too many: there may be 16");
	assert_int_equal(m.nranges, GDB_RANGES);
}

static void map_holds_what_lies_in_one_range_whole(void **state)
{
	struct gdb_map m;

	map_of(&m, (const char *const[]){ "1000,10", "1010,10", "ffffffffffffff00,100", NULL });
	assert_true(gdb_map_holds(&m, 0x1000, 0x100f));
	assert_true(gdb_map_holds(&m, 0x1007, 0x1007));
	assert_true(gdb_map_holds(&m, 0x101f, 0x101f));
	assert_true(gdb_map_holds(&m, 0xffffffffffffff00, UINT64_MAX));
	assert_false(gdb_map_holds(&m, 0xfff, 0xfff));
	assert_false(gdb_map_holds(&m, 0xfff, 0x1000));
	assert_false(gdb_map_holds(&m, 0x1008, 0x1017)); /* neighbours are no one range */
	assert_false(gdb_map_holds(&m, 0x101f, 0x1020));
	assert_false(gdb_map_holds(&m, 0, UINT64_MAX));
	assert_false(gdb_map_holds(&m, 0xfffffffffffffeff, UINT64_MAX));
}

/* What is protected, as "FIRST-LAST" behind each other. */
static void assert_fenced(const char *const *ranges, const char *fenced)
{
	char text[400] = "";
	const struct physmon_range *r;
	struct physmon_target *t;
	struct physmon_error e;
	struct gdb_map m;

	map_of(&m, ranges);
	assert_int_equal(physmon_open("none", NULL, &t, &e), 0);
	assert_int_equal(gdb_map_fence(&m, t, &e), 0);
	physmon_allow(t, ~0u); /* nothing opens it */
	assert_int_equal(physmon_allowed(t) & PHYSMON_PROTECT_FENCE, 0);
	for (size_t i = 0; (r = physmon_protected(t, i)); i++) {
		assert_int_equal(r->what, PHYSMON_PROTECT_FENCE);
		snprintf(text + strlen(text), sizeof(text) - strlen(text), " %llx-%llx", (unsigned long long)r->first,
			 (unsigned long long)r->last);
	}
	assert_string_equal(text, fenced);
	physmon_close(t);
}

static void fence_is_all_outside_of_the_ranges(void **state)
{
	assert_fenced((const char *const[]){ NULL }, "");
	assert_fenced((const char *const[]){ "1000,10", NULL }, " 0-fff 1010-ffffffffffffffff");
	assert_fenced((const char *const[]){ "1010,10", "0,4", "1000,10", "1008,4", "101c,8", NULL },
		      " 4-fff 1024-ffffffffffffffff");
	assert_fenced((const char *const[]){ "fffffffffffffff0,10", NULL }, " 0-ffffffffffffffef");
	assert_fenced((const char *const[]){ "0,8000000000000000", "8000000000000000,8000000000000000", NULL }, "");
}

static void what_is_outside_of_the_ranges_is_refused(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	struct gdb_map m;
	uint64_t v;

	map_of(&m, (const char *const[]){ "100,100", NULL });
	assert_int_equal(physmon_open("demo", NULL, &t, &e), 0);
	assert_int_equal(gdb_map_fence(&m, t, &e), 0);
	assert_int_equal(physmon_read(t, 0x100, 4, &v, &e), 0);
	assert_int_equal(physmon_read(t, 0x200, 4, &v, &e), -EPERM);
	assert_non_null(strstr(e.text, "00000200 is refused: it is outside of the ranges given to --gdb"));
	physmon_close(t);
}

static void map_without_ranges_leaves_it_to_the_target(void **state)
{
	struct gdb_map m = { 0 };

	assert_true(gdb_map_holds(&m, 0, UINT64_MAX));
	assert_true(gdb_map_holds(&m, 0x1000, 0x1000));
}

/* --- documents ----------------------------------------------------------------------------------------------- */

static void target_xml_names_the_processor(void **state)
{
	struct gdb_map m = { .arch = gdb_map_arch_find("riscv:rv64") };
	char xml[GDB_XML_MAX];
	const size_t n = gdb_map_target_xml(&m, xml, sizeof(xml));

	assert_int_equal(n, strlen(xml));
	assert_string_equal(xml, "<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n"
				 "<target><architecture>riscv:rv64</architecture></target>\n");
}

static size_t count(const char *text, const char *word)
{
	size_t n = 0;

	for (; (text = strstr(text, word)); text++)
		n++;
	return n;
}

static void memory_map_holds_the_ranges_in_their_order(void **state)
{
	/* the extent of the target is no matter then */
	const struct physmon_info info = { .extent_known = true, .first = 0, .last = 0xffff };
	struct gdb_map m;
	char xml[GDB_XML_MAX];
	size_t n;

	map_of(&m, (const char *const[]){ "9000000,1000", "0,4", NULL });
	n = gdb_map_memory_xml(&m, &info, xml, sizeof(xml));
	assert_int_equal(n, strlen(xml));
	assert_non_null(strstr(xml, "<memory-map>\n"
				    "<memory type=\"ram\" start=\"0x9000000\" length=\"0x1000\"/>\n"
				    "<memory type=\"ram\" start=\"0x0\" length=\"0x4\"/>\n"
				    "</memory-map>\n"));
}

static void memory_map_holds_the_known_extent_without_ranges(void **state)
{
	struct physmon_info info = { .extent_known = true, .first = 0x1000, .last = 0x1fff };
	struct gdb_map m = { 0 };
	char xml[GDB_XML_MAX];

	gdb_map_memory_xml(&m, &info, xml, sizeof(xml));
	assert_non_null(strstr(xml, "start=\"0x1000\" length=\"0x1000\""));
	info.first = 0;
	info.last = UINT64_MAX; /* its length can't be said */
	gdb_map_memory_xml(&m, &info, xml, sizeof(xml));
	assert_non_null(strstr(xml, "start=\"0x0\" length=\"0xffffffffffffffff\""));
}

static void memory_map_is_there_and_empty_where_nothing_is_known(void **state)
{
	struct physmon_info info = { .last = UINT64_MAX };
	struct gdb_map m = { 0 };
	char xml[GDB_XML_MAX];

	gdb_map_memory_xml(&m, &info, xml, sizeof(xml));
	assert_int_equal(count(xml, "<memory "), 0);
	assert_non_null(strstr(xml, "<memory-map>\n</memory-map>\n"));
	info.extent_known = info.empty = true;
	gdb_map_memory_xml(&m, &info, xml, sizeof(xml));
	assert_int_equal(count(xml, "<memory "), 0);
}

static void memory_map_of_all_ranges_has_room(void **state)
{
	const struct physmon_info info = { 0 };
	struct gdb_map m = { 0 };
	char xml[GDB_XML_MAX];
	struct physmon_error e;
	size_t n;
	int i;

	for (i = 0; i < GDB_RANGES; i++) /* the longest numbers */
		assert_int_equal(gdb_map_add(&m, "1000000000000000,e000000000000000", &e), 0);
	n = gdb_map_memory_xml(&m, &info, xml, sizeof(xml));
	assert_true(n < sizeof(xml));
	assert_int_equal(n, strlen(xml));
	assert_int_equal(count(xml, "<memory "), GDB_RANGES);
	assert_string_equal(xml + n - 14, "</memory-map>\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packet_is_whole_with_its_last_digit),
		cmocka_unit_test(pieces_make_the_same_packet),
		cmocka_unit_test(wrong_checksum_is_bad),
		cmocka_unit_test(noise_between_packets_is_dropped),
		cmocka_unit_test(break_and_minus_inside_are_part_of_the_packet),
		cmocka_unit_test(dollar_begins_anew),
		cmocka_unit_test(escape_stands_for_its_byte),
		cmocka_unit_test(escape_of_nothing_is_bad),
		cmocka_unit_test(longest_body_is_taken_and_a_longer_one_is_bad),
		cmocka_unit_test(frame_escapes_what_it_must_and_nothing_else),
		cmocka_unit_test(worst_body_fits_its_frame),
		cmocka_unit_test(run_is_as_long_as_a_printable_byte_can_say),
		cmocka_unit_test(any_body_comes_back_as_it_was),
		cmocka_unit_test(any_spoilt_byte_is_noticed),
		cmocka_unit_test(processors_are_found_by_their_exact_names),
		cmocka_unit_test(range_is_read_as_in_commands),
		cmocka_unit_test(range_may_reach_the_last_byte_and_not_beyond),
		cmocka_unit_test(what_is_no_range_is_refused_with_a_sentence),
		cmocka_unit_test(one_range_too_many_is_refused),
		cmocka_unit_test(map_holds_what_lies_in_one_range_whole),
		cmocka_unit_test(map_without_ranges_leaves_it_to_the_target),
		cmocka_unit_test(fence_is_all_outside_of_the_ranges),
		cmocka_unit_test(what_is_outside_of_the_ranges_is_refused),
		cmocka_unit_test(target_xml_names_the_processor),
		cmocka_unit_test(memory_map_holds_the_ranges_in_their_order),
		cmocka_unit_test(memory_map_holds_the_known_extent_without_ranges),
		cmocka_unit_test(memory_map_is_there_and_empty_where_nothing_is_known),
		cmocka_unit_test(memory_map_of_all_ranges_has_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
