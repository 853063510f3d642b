/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd: files that are broken, or that mean harm. Each is refused with one sentence that tells where, in bounded time
 * and memory (the limits of the process are lowered), and leaves what was loaded before as it was.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "svd_fixture.h"

static void refuses(const char *text, int err, const char *sentence)
{
	assert_refused(text, strlen(text), err, sentence);
}

/* --- broken -------------------------------------------------------------------------------------------------- */

static void broken_files_are_told_with_line_and_column(void **state)
{
	refuses("", EILSEQ, "t.svd:1:1: no element found: the file is cut off");
	refuses("rubbish", EILSEQ, "t.svd:1:1: syntax error");
	refuses("<device>\n  <peripherals></device>", EILSEQ, "t.svd:2:18: mismatched tag");
	refuses("<device>\r\n<peripherals>\r\n", EILSEQ, "t.svd:3:1: no element found: the file is cut off");
	refuses("<device>\n</device>\n<device/>", EILSEQ, "t.svd:3:1: junk after document element");
	refuses("<html>\n<device/></html>", EILSEQ,
		"t.svd:1:1: this is no SVD file: it begins with <html>, not with <device>");
	refuses("<?xml version='1.0' encoding='utf-8'?>\n<device><name>\xe9</name></device>", EILSEQ,
		"t.svd:2:15: not well-formed (invalid token)");
	refuses("<device>&nbsp;</device>", EILSEQ, "t.svd:1:9: undefined entity");
	assert_refused("<device/>\0", 10, EILSEQ, "t.svd:1:10: not well-formed (invalid token)");
}

static void numbers_that_are_none_are_told(void **state)
{
	static const struct {
		const char *inner, *sentence;
	} tries[] = {
		{ "<size>1F</size>", "size \"1F\" is no number" },
		{ "<size>0x</size>", "size \"0x\" is no number" },
		{ "<size>++8</size>", "size \"++8\" is no number" },
		{ "<size>8 8</size>", "size \"8 8\" is no number" },
		{ "<size>0x12345678123456789</size>", "size \"0x12345678123456789\" is no number of up to 64 bits" },
		{ "<size>17179869184G</size>", "size \"17179869184G\" is no number of up to 64 bits" },
		{ "<size>#1x</size>", "size \"#1x\" is no number" },
		{ "<dim>four</dim>", "dim \"four\" is no number" },
	};
	char text[512], sentence[256];

	for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		snprintf(text, sizeof(text),
			 "<device><peripherals>\n<peripheral>\n  %s</peripheral></peripherals></device>",
			 tries[i].inner);
		snprintf(sentence, sizeof(sentence), "t.svd:3:3: %s", tries[i].sentence);
		refuses(text, EINVAL, sentence);
	}
	refuses(FIELDS("\n" FIELD("F", "[3-0]", "")), EINVAL, "t.svd:2:22: bitRange \"[3-0]\" is no range of bits");
	refuses(FIELDS("\n" FIELD("F", "[0:3]", "")), EINVAL, "t.svd:2:22: bitRange \"[0:3]\" is no range of bits");
	refuses(DEVICE(PERIPHERAL("P", "0", "\n" REGISTER("R", "0", "<size>65537</size>"))), EINVAL,
		"t.svd:2:1: a register of 65537 bits");
	refuses(DEVICE("\n<peripheral><name>P%s</name><baseAddress>0</baseAddress><dim>2</dim></peripheral>"), EINVAL,
		"t.svd:2:1: an array needs a dimIncrement");
}

static void derivation_must_lead_somewhere(void **state)
{
#define DERIVED(kind, from, name) "<" kind " derivedFrom=\"" from "\"><name>" name "</name><baseAddress>0</baseAddress>"
	refuses(DEVICE("\n" DERIVED("peripheral", "NONE", "P") "</peripheral>"), EINVAL,
		"t.svd:2:1: there is no peripheral NONE that this one could derive from");
	refuses(DEVICE("\n" DERIVED("peripheral", "P", "P") "</peripheral>"), EINVAL,
		"t.svd:2:1: peripheral P derives from itself");
	refuses(DEVICE(DERIVED("peripheral", "B", "A") "</peripheral>" DERIVED(
			"peripheral", "C", "B") "</peripheral>\n" DERIVED("peripheral", "A", "C") "</peripheral>"),
		EINVAL, "t.svd:1:39: peripheral A derives from itself, or from an element inside it");
	refuses(DEVICE(PERIPHERAL(
			"P", "0",
			"\n<cluster><name>C</name><addressOffset>0</addressOffset>\n"
			"<cluster derivedFrom=\"P.C\"><name>D</name><addressOffset>0</addressOffset></cluster></cluster>")),
		EINVAL, "t.svd:2:1: cluster C derives from itself, or from an element inside it");
	refuses(DEVICE(PERIPHERAL(
			"P", "0",
			"<cluster><name>A</name><addressOffset>0</addressOffset>"
			"<cluster derivedFrom=\"B\"><name>X</name><addressOffset>0</addressOffset></cluster></cluster>"
			"<cluster><name>B</name><addressOffset>0</addressOffset>"
			"\n<cluster derivedFrom=\"A\"><name>Y</name><addressOffset>0</addressOffset></cluster>"
			"</cluster>")),
		EINVAL, "t.svd:1:104: cluster A derives from itself, or from an element inside it");
	refuses(FIELDS("\n<field derivedFrom=\"A.B.C.D.E\"><name>F</name></field>"), EINVAL,
		"t.svd:2:1: there is no field A.B.C.D.E that this one could derive from");
}

static void files_that_cannot_be_read_are_told(void **state)
{
	struct physmon_error e = { 0 };
	struct reg_set *s = svd_of(DEVICE(""));

	assert_int_equal(svd_load(s, "/nonexistent/chip.svd", &e), -ENOENT);
	assert_string_equal(e.text, "/nonexistent/chip.svd can't be read: No such file or directory");
	assert_int_equal(svd_load(s, "/", &e), -EISDIR);
	assert_string_equal(e.text, "/ can't be read: Is a directory");
	assert_int_equal(svd_load(s, "/dev/zero", &e), -EILSEQ);
	assert_string_equal(e.text, "/dev/zero:1:1: not well-formed (invalid token)");
	assert_int_equal(svd_load(s, "/dev/null", &e), -EILSEQ);
	reg_set_free(s);
}

/* --- harmful ------------------------------------------------------------------------------------------------- */

/* A text put together piece by piece. */
struct big {
	char *text;
	size_t size;
	FILE *f;
};

static void begin(struct big *b, const char *text)
{
	b->f = open_memstream(&b->text, &b->size);
	assert_non_null(b->f);
	fputs(text, b->f);
}

static void repeat(struct big *b, const char *text, size_t times)
{
	while (times--)
		fputs(text, b->f);
}

static void ends_refused(struct big *b, const char *text, int err, const char *sentence)
{
	fputs(text, b->f);
	fclose(b->f);
	assert_refused(b->text, b->size, err, sentence);
	free(b->text);
}

static void entity_bombs_do_not_go_off(void **state)
{
	struct big b;

	begin(&b, "<!DOCTYPE device [\n<!ENTITY a \"aaaaaaaaaaaaaaaaaaaaaaaa\">\n");
	for (char c = 'b'; c <= 'z'; c++)
		fprintf(b.f, "<!ENTITY %c \"&%c;&%c;&%c;&%c;\">\n", c, c - 1, c - 1, c - 1, c - 1);
	ends_refused(&b, "]><device><name>&z;</name></device>", E2BIG,
		     "t.svd:3:12: entity b is made of others, or longer than 64 bytes: such files aren't read");
	begin(&b, "<!DOCTYPE device [\n<!ENTITY a \"");
	repeat(&b, "a", 65);
	ends_refused(&b, "\">]><device><name>&a;</name></device>", E2BIG,
		     "t.svd:2:12: entity a is made of others, or longer than 64 bytes: such files aren't read");
	begin(&b, "<!DOCTYPE device [\n");
	for (int i = 0; i < 2000; i++)
		fprintf(b.f, "<!ENTITY e%d \"x\">\n", i);
	ends_refused(&b, "]><device/>", E2BIG, "t.svd:1026:16: more than 1024 entities are declared");
}

static void small_entities_are_read(void **state)
{
	struct reg_set *s =
		svd_of("<!DOCTYPE device [<!ENTITY mu \"&#956;\">]><device><peripherals><peripheral><name>P</name>"
		       "<description>20 &mu;s</description><baseAddress>0</baseAddress></peripheral>"
		       "</peripherals></device>");

	assert_string_equal(svd_group(s, 0)->description, "20 \xce\xbcs");
	reg_set_free(s);
}

static void depth_is_bounded(void **state)
{
	struct big b;

	begin(&b, "<device>");
	repeat(&b, "<x>", 100000);
	ends_refused(&b, "", E2BIG, "t.svd:1:774: more than 256 elements are nested in each other");
	begin(&b, "<device><peripherals><peripheral><registers>");
	repeat(&b, "<cluster>", 100000);
	ends_refused(&b, "", E2BIG, "t.svd:1:2313: more than 256 elements are nested in each other");
}

#define NAME_50 "A2345678901234567890123456789012345678901234567890"
#define NAME_200 NAME_50 NAME_50 NAME_50 NAME_50

static void arrays_are_bounded(void **state)
{
	refuses(DEVICE(PERIPHERAL("P", "0",
				  "\n" REGISTER("R%s", "0", "<dim>4294967296</dim><dimIncrement>4</dimIncrement>"))),
		E2BIG, "t.svd:2:1: an array of 4294967296 elements: more than 1048576 registers aren't read");
	refuses(DEVICE(PERIPHERAL(
			"P", "0",
			"\n" REGISTER("R%s", "0", "<dim>0xffffffffffffffff</dim><dimIncrement>4</dimIncrement>"))),
		E2BIG,
		sizeof(long) == 8
			? "t.svd:2:1: an array of 18446744073709551615 elements: more than 1048576 registers aren't read"
			: "t.svd:2:1: an array of 4294967295 elements: more than 1048576 registers aren't read");
	refuses(DEVICE(PERIPHERAL("P", "0",
				  "<cluster><name>C%s</name><addressOffset>0</addressOffset><dim>100000</dim>"
				  "<dimIncrement>64</dimIncrement>\n" REGISTER(
					  "R%s", "0", "<dim>1000</dim><dimIncrement>4</dimIncrement>") "</cluster>")),
		E2BIG, "t.svd:2:1: more than 1048576 registers");
	/* what a small file makes of itself is bounded by its size */
	refuses(DEVICE(PERIPHERAL("P", "0", REGISTER("R%s", "0", "<dim>1000000</dim><dimIncrement>4</dimIncrement>"))),
		E2BIG, "t.svd: it would take more than 32 MiB of memory");
	refuses(DEVICE(PERIPHERAL("P", "0",
				  "<cluster><name>" NAME_200 "%s</name><addressOffset>0</addressOffset><dim>100</dim>"
				  "<dimIncrement>64</dimIncrement><cluster><name>" NAME_200
				  "%s</name><addressOffset>0</addressOffset><dim>100</dim>"
				  "<dimIncrement>64</dimIncrement>" REGISTER(
					  NAME_200 "%s", "0",
					  "<dim>100</dim><dimIncrement>4</dimIncrement>") "</cluster></cluster>")),
		E2BIG, "t.svd: it would take more than 32 MiB of memory");
	/* nothing comes of these, and that takes no time: bits beyond 64, a cluster of nothing a million times */
	assert_lines(FIELDS("<field><name>F%s</name><bitRange>[0:0]</bitRange><dim>4294967296</dim>"
			    "<dimIncrement>1</dimIncrement></field>"),
		     "00001000 32 rw P.R\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0",
				       "<cluster><name>C</name><addressOffset>0</addressOffset><dim>1000</dim>"
				       "<dimIncrement>0</dimIncrement></cluster>")),
		     "");
}

static void clusters_that_double_are_bounded(void **state)
{
	struct big b;

	begin(&b, "<device><peripherals><peripheral><name>P</name><baseAddress>0</baseAddress><registers>"
		  "<cluster><name>C0</name><addressOffset>0</addressOffset></cluster>");
	for (int i = 1; i < 60; i++)
		fprintf(b.f,
			"<cluster><name>C%d</name><addressOffset>0</addressOffset>"
			"<cluster derivedFrom=\"P.C%d\"><name>A</name></cluster>"
			"<cluster derivedFrom=\"P.C%d\"><name>B</name></cluster></cluster>",
			i, i - 1, i - 1);
	ends_refused(&b, "</registers></peripheral></peripherals></device>", E2BIG,
		     "t.svd: more than 1048576 peripherals and clusters");
}

static void long_chains_are_bounded(void **state)
{
	struct big b;

	begin(&b, "<device><peripherals>\n");
	for (int i = 0; i < 100000; i++)
		fprintf(b.f, DERIVED("peripheral", "P%d", "P%d") "</peripheral>\n", i + 1, i);
	ends_refused(&b, DERIVED("peripheral", "X", "P100000") "</peripheral></peripherals></device>", E2BIG,
		     "t.svd:514:1: more than 512 elements derive from each other in a row");
	/* each with one register more than the one before: the square of what the file holds */
	begin(&b, "<device><peripherals><peripheral><name>P0</name><baseAddress>0</baseAddress></peripheral>");
	for (int i = 1; i < 20000; i++)
		fprintf(b.f,
			DERIVED("peripheral", "P%d", "P%d") "<registers>" REGISTER("R%d", "0",
										   "") "</registers></peripheral>",
			i - 1, i, i);
	fputs("</peripherals></device>", b.f);
	fclose(b.f);
	{
		struct physmon_error e = { 0 };
		struct reg_set *s = svd_of(DEVICE(""));

		assert_int_equal(svd_load_memory(s, "t.svd", b.text, b.size, &e), -E2BIG);
		reg_set_free(s);
	}
	free(b.text);
}

static void long_texts_are_cut_or_refused(void **state)
{
	struct big b;
	struct physmon_error e = { 0 };
	struct reg_set *s = svd_of(DEVICE(""));
	const char *text;

	begin(&b, "<device><peripherals><peripheral><name>P</name><baseAddress>0</baseAddress><description>");
	repeat(&b, "\xc3\xa9  \n ", 2000000);
	fputs("</description></peripheral></peripherals></device>", b.f);
	fclose(b.f);
	assert_int_equal(svd_load_memory(s, "t.svd", b.text, b.size, &e), 0);
	text = svd_group(s, 0)->description;
	assert_true(strlen(text) >= SVD_TEXT_MAX - 8 && strlen(text) <= SVD_TEXT_MAX + 8);
	assert_string_equal(text + strlen(text) - 3, "...");
	assert_true((text[strlen(text) - 4] & 0xc0) != 0xc0); /* no half of a character */
	free(b.text);
	reg_set_free(s);
	begin(&b, "<device>\n<name>");
	repeat(&b, "N", 257);
	ends_refused(&b, "</name></device>", E2BIG, "t.svd:2:1: a name is longer than 256 bytes");
	begin(&b, "<device>\n<size>");
	repeat(&b, "9", 100000);
	ends_refused(&b, "</size></device>", EINVAL,
		     "t.svd:2:1: size \"9999999999999999999999999999999999999999\" is no number of up to 64 bits");
	begin(&b, "<device>\n<!--");
	repeat(&b, "0123456789abcdef", 4 << 16);
	ends_refused(&b, "", EILSEQ, "t.svd:2:1: unclosed token: the file is cut off");
	begin(&b, "<!--");
	repeat(&b, "0123456789abcdef", 1 << 17);
	ends_refused(&b, "--><device/>", EILSEQ, "t.svd: this is no SVD file: its first MiB holds no <device>");
	begin(&b, "<device>\n<!--");
	repeat(&b, "0123456789abcdef", 17 << 16);
	ends_refused(&b, "--></device>", E2BIG, "t.svd:2:1: a tag or comment is too long to be read");
}

static void elements_without_end_are_bounded(void **state)
{
	struct big b;

	begin(&b, "<device>");
	repeat(&b, "<x a=\"\"/>", 600000);
	ends_refused(&b, "</device>", E2BIG,
		     "t.svd:1:4718601: more than 1048576 elements and attributes that mean nothing");
	begin(&b, "<device><peripherals><peripheral><registers>");
	repeat(&b, "<register/>", 3000000);
	ends_refused(&b, "", E2BIG, "t.svd: it would take more than 384 MiB of memory");
	begin(&b, "<device>");
	repeat(&b, "                                                                ", (SVD_FILE_MAX >> 6) + 1);
	ends_refused(&b, "</device>", E2BIG, "t.svd: it is larger than 64 MiB");
}

/* What any of these takes: less than this much processor time and address space, or the test is killed. */
static int bounded(void **state)
{
	const struct rlimit cpu = { 120, 120 }; /* a few seconds, but under valgrind */

	return setrlimit(RLIMIT_CPU, &cpu);
}

static void they_took_bounded_memory(void **state)
{
	struct rusage ru;

	assert_int_equal(getrusage(RUSAGE_SELF, &ru), 0);
	/* the budget, what is rounded up, expat, and the test's own texts */
	assert_true(ru.ru_maxrss >= 1 && ru.ru_maxrss <= 900 * 1024);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(broken_files_are_told_with_line_and_column),
		cmocka_unit_test(numbers_that_are_none_are_told),
		cmocka_unit_test(derivation_must_lead_somewhere),
		cmocka_unit_test(files_that_cannot_be_read_are_told),
		cmocka_unit_test(entity_bombs_do_not_go_off),
		cmocka_unit_test(small_entities_are_read),
		cmocka_unit_test(depth_is_bounded),
		cmocka_unit_test(arrays_are_bounded),
		cmocka_unit_test(clusters_that_double_are_bounded),
		cmocka_unit_test(long_chains_are_bounded),
		cmocka_unit_test(long_texts_are_cut_or_refused),
		cmocka_unit_test(elements_without_end_are_bounded),
		cmocka_unit_test(they_took_bounded_memory),
	};

	return SVD_RUN(tests, bounded);
}
