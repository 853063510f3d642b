/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd: what a description says, inherits, derives and repeats becomes one record for each register. Each test is a
 * file of a few lines; test_reg_set looks things up, test_svd_bad is about files that mean harm, test_svd_files
 * about real ones.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "svd_fixture.h"

static void registers_have_addresses_sizes_and_accesses(void **state)
{
	assert_lines(DEVICE(PERIPHERAL("U", "0x44e09000",
				       REGISTER("LCR", "0xc", "<size>16</size><access>read-write</access>")
					       REGISTER("LSR", "0x14", "<size>8</size><access>read-only</access>")
						       REGISTER("THR", "0", "<access>write-only</access>")
							       REGISTER("ONCE", "0x20", "<access>writeOnce</access>")
								       REGISTER("BOTH", "0x24",
										"<size>64</size><access>"
										"read-writeOnce</access>"))),
		     "44e09000 32 wo U.THR\n44e0900c 16 rw U.LCR\n44e09014 8 ro U.LSR\n44e09020 32 w1 U.ONCE\n"
		     "44e09024 64 rw1 U.BOTH\n");
}

static void addresses_have_64_bits(void **state)
{
	assert_lines(DEVICE(PERIPHERAL("HIGH", "0xffffffff00000000", REGISTER("LAST", "0xfffffff8", "<size>64</size>"))
				    PERIPHERAL("LOW", "0x123456789a", REGISTER("R", "6", ""))),
		     "12345678a0 32 rw LOW.R\nfffffffffffffff8 64 rw HIGH.LAST\n");
}

static void what_is_not_said_is_inherited(void **state)
{
	struct reg_set *s =
		svd_of("<device><size>16</size><access>read-only</access><resetValue>0x1234</resetValue>"
		       "<resetMask>0xff</resetMask><peripherals><peripheral><name>P</name>"
		       "<baseAddress>0</baseAddress><size>8</size><registers>"
		       "<cluster><name>C</name><addressOffset>0x10</addressOffset><access>write-only</access>"
		       "<register><name>IN</name><addressOffset>0</addressOffset></register>"
		       "<register><name>OWN</name><addressOffset>4</addressOffset><size>64</size>"
		       "<access>read-write</access><resetValue>5</resetValue><resetMask>7</resetMask></register>"
		       "</cluster><register><name>OUT</name><addressOffset>0</addressOffset></register>"
		       "</registers></peripheral></peripherals></device>");
	const struct reg *r = found(s, "P.OUT");

	assert_int_equal(r->bits, 8);
	assert_int_equal(r->access, REG_RO);
	assert_true(r->has_reset && r->reset_value == 0x34 && r->reset_mask == 0xff);
	r = found(s, "P.C.IN");
	assert_int_equal(r->bits, 8);
	assert_int_equal(r->access, REG_WO);
	r = found(s, "P.C.OWN");
	assert_int_equal(r->bits, 64);
	assert_int_equal(r->access, REG_RW);
	assert_true(r->has_reset && r->reset_value == 5 && r->reset_mask == 7);
	reg_set_free(s);
	s = svd_of(
		DEVICE(PERIPHERAL("P", "0", REGISTER("R", "0", "") REGISTER("S", "4", "<resetValue>1</resetValue>"))));
	assert_false(found(s, "P.R")->has_reset);
	assert_true(found(s, "P.S")->reset_mask == 0xffffffff);
	reg_set_free(s);
}

static void words_for_access_are_what_they_say(void **state)
{
#define SAYS(n, word) REGISTER("R" n, "0x" n, "<access>" word "</access>")
	assert_lines("<device><size>8</size><access>read-write</access><peripherals>" PERIPHERAL(
			     "P", "0",
			     SAYS("0", "read") SAYS("1", "write") SAYS("2", "Read Only") SAYS("3", "READ_ONLY")
				     SAYS("4", "writeonly") SAYS("5", "Read/Write") SAYS("6", "RO") SAYS("7", "R/W")
					     SAYS("8", "read-writeonce") SAYS("9", "none")) "</peripherals></device>",
		     "00000000 8 ro P.R0\n00000001 8 wo P.R1\n00000002 8 ro P.R2\n00000003 8 ro P.R3\n"
		     "00000004 8 wo P.R4\n00000005 8 rw P.R5\n00000006 8 ro P.R6\n00000007 8 rw P.R7\n"
		     "00000008 8 rw1 P.R8\n00000009 8 rw P.R9\n");
	/* by its fields, if it says nothing itself */
#define ALL_WRITE \
	"<fields>" FIELD("A", "[0:0]", "<access>write-only</access>") \
		FIELD("B", "[1:1]", "<access>writeOnce</access>") "</fields>"
	assert_lines(
		"<device><size>8</size><access>read-write</access><peripherals>" PERIPHERAL(
			"P", "0",
			REGISTER("R0", "0", ALL_WRITE) REGISTER("R1", "1", "<access>read-write</access>" ALL_WRITE)
				REGISTER("R2", "2",
					 "<fields>" FIELD("A", "[0:0]", "") "</fields>")) "</peripherals></device>",
		"00000000 8 wo P.R0\n00000001 8 rw P.R1\n00000002 8 rw P.R2\n");
}

static void clusters_stand_inside_each_other(void **state)
{
	assert_lines(DEVICE(PERIPHERAL("P", "0x100",
				       "<cluster><name>A</name><addressOffset>0x10</addressOffset>"
				       "<cluster><dim>2</dim><dimIncrement>8</dimIncrement><name>B[%s]</name>"
				       "<addressOffset>4</addressOffset>" REGISTER(
					       "R", "1", "<size>8</size>") "</cluster></cluster>")),
		     "00000115 8 rw P.A.B[0].R\n0000011d 8 rw P.A.B[1].R\n");
}

static void arrays_are_numbered_or_named(void **state)
{
#define DIM(n, step, index) "<dim>" n "</dim><dimIncrement>" step "</dimIncrement><dimIndex>" index "</dimIndex>"
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A[%s]", "0", DIM("3", "4", "")))),
		     "00000000 32 rw P.A[0]\n00000004 32 rw P.A[1]\n00000008 32 rw P.A[2]\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%s", "0", DIM("2", "8", "")))),
		     "00000000 32 rw P.A0\n00000008 32 rw P.A1\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%sB", "0", DIM("3", "4", "3-5")))),
		     "00000000 32 rw P.A3B\n00000004 32 rw P.A4B\n00000008 32 rw P.A5B\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%s", "0", DIM("2", "4", "1023-1024")))),
		     "00000000 32 rw P.A1023\n00000004 32 rw P.A1024\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%s", "0", DIM("3", "4", "X-Z")))),
		     "00000000 32 rw P.AX\n00000004 32 rw P.AY\n00000008 32 rw P.AZ\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A_%s", "0", DIM("5", "4", "R, G ,B,7-8")))),
		     "00000000 32 rw P.A_R\n00000004 32 rw P.A_G\n00000008 32 rw P.A_B\n0000000c 32 rw P.A_7\n"
		     "00000010 32 rw P.A_8\n");
	/* in brackets stand numbers: those that the file gives, else those from 0 on */
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A[%s]", "0", DIM("2", "4", "8-9")))),
		     "00000000 32 rw P.A[8]\n00000004 32 rw P.A[9]\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A[%s]", "0", DIM("2", "4", "X,Y")))),
		     "00000000 32 rw P.A[0]\n00000004 32 rw P.A[1]\n");
	/* too few, too many, and no place for them */
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%s", "0", DIM("3", "4", "X")))),
		     "00000000 32 rw P.AX\n00000004 32 rw P.A1\n00000008 32 rw P.A2\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%s", "0", DIM("1", "4", "X,Y,Z")))),
		     "00000000 32 rw P.AX\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A", "0", DIM("2", "4", "")))),
		     "00000000 32 rw P.A[0]\n00000004 32 rw P.A[1]\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A[%s]", "0", "") REGISTER("B%s", "4", ""))),
		     "00000000 32 rw P.A\n00000004 32 rw P.B\n");
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%s", "0", DIM("0", "4", "")))), "");
	/* one after the other where the file says nothing of it */
	assert_lines(DEVICE(PERIPHERAL("P", "0", REGISTER("A%s", "0", "<dim>2</dim><size>16</size>"))),
		     "00000000 16 rw P.A0\n00000002 16 rw P.A1\n");
}

static void peripherals_and_fields_are_arrays_too(void **state)
{
	struct reg_set *s =
		svd_of(DEVICE("<peripheral><dim>2</dim><dimIncrement>0x1000</dimIncrement><dimIndex>A,B</dimIndex>"
			      "<name>GPIO%s</name><description>Port %s</description><baseAddress>0x4000</baseAddress>"
			      "<registers>" REGISTER("MODE", "0",
						     "<description>Modes</description><fields><field><dim>16</dim>"
						     "<dimIncrement>2</dimIncrement><name>PIN%s</name>"
						     "<description>of pin %s</description>"
						     "<bitRange>[1:0]</bitRange></field></fields>") "</registers></"
												    "peripheral>"));
	const struct reg *r = found(s, "GPIOB.MODE");

	assert_true(r->addr == 0x5000);
	assert_string_equal(r->group->description, "Port B");
	assert_int_equal(r->nfields, 16);
	assert_string_equal(r->fields[15].name, "PIN15");
	assert_string_equal(r->fields[15].description, "of pin 15");
	assert_int_equal(r->fields[15].lo, 30);
	assert_int_equal(r->fields[15].nbits, 2);
	/* the same fields: they are made once */
	assert_ptr_equal(r->fields, found(s, "GPIOA.MODE")->fields);
	assert_string_equal(svd_group(s, 0)->name, "GPIOA");
	assert_string_equal(svd_group(s, 1)->name, "GPIOB");
	assert_null(svd_group(s, 2));
	reg_set_free(s);
}

static void fields_lie_where_any_way_says(void **state)
{
	struct reg_set *s = svd_of(FIELDS(FIELD("RANGE", "[31:28]", "") FIELD(
		"ONE", "5", "") "<field><name>ENDS</name><lsb>8</lsb><msb>11</msb></field>"
				"<field><name>WIDE</name><bitOffset>0x10</bitOffset><bitWidth>3</bitWidth></field>"
				"<field><name>BIT</name><bitOffset>1</bitOffset></field>"
				"<field><name>NOWHERE</name></field><field><bitRange>[1:0]</bitRange></field>"
				"<field><name>BEYOND</name><bitOffset>60</bitOffset><bitWidth>5</bitWidth></field>"
				"<field><name>EMPTY</name><bitOffset>6</bitOffset><bitWidth>0</bitWidth></field>"));
	static const struct {
		const char *name;
		unsigned lsb, width;
	} want[] = { { "BIT", 1, 1 }, { "ONE", 5, 1 }, { "ENDS", 8, 4 }, { "WIDE", 16, 3 }, { "RANGE", 28, 4 } };
	const struct reg *r = found(s, "P.R");

	assert_int_equal(r->nfields, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_string_equal(r->fields[i].name, want[i].name);
		assert_int_equal(r->fields[i].lo, want[i].lsb);
		assert_int_equal(r->fields[i].nbits, want[i].width);
	}
	reg_set_free(s);
}

static void fields_take_after_their_register(void **state)
{
	struct reg_set *s = svd_of(DEVICE(PERIPHERAL(
		"P", "0",
		REGISTER("R", "0",
			 "<access>read-only</access><readAction>clear</readAction>"
			 "<modifiedWriteValues>oneToClear</modifiedWriteValues><fields>" FIELD("A", "[0:0]", "") FIELD(
				 "B", "[1:1]",
				 "<access>read-write</access><readAction>modifyExternal</readAction>"
				 "<modifiedWriteValues>zeroToToggle</modifiedWriteValues>")
				 FIELD("C", "[2:2]", "<modifiedWriteValues>modify</modifiedWriteValues>") "</fields>")
			REGISTER("S", "4",
				 "<fields>" FIELD("A", "[0:0]", "")
					 FIELD("D", "[1:1]", "<readAction>set</readAction>") "</fields>"))));
	const struct reg *r = found(s, "P.R");

	assert_int_equal(r->on_read, REG_READ_CLEAR);
	assert_int_equal(r->on_write, REG_WRITE_1_CLEAR);
	assert_int_equal(r->fields[0].access, REG_RO);
	assert_int_equal(r->fields[0].on_read, REG_READ_CLEAR);
	assert_int_equal(r->fields[0].on_write, REG_WRITE_1_CLEAR);
	assert_int_equal(r->fields[1].access, REG_RW);
	assert_int_equal(r->fields[1].on_read, REG_READ_MODIFY_EXTERNAL);
	assert_int_equal(r->fields[1].on_write, REG_WRITE_0_TOGGLE);
	assert_int_equal(r->fields[2].on_write, REG_WRITE_MODIFY);
	assert_true(reg_noread(r));
	r = found(s, "P.S");
	assert_int_equal(r->on_write, REG_WRITE_PLAIN);
	assert_int_equal(r->fields[0].on_write, REG_WRITE_PLAIN);
	assert_int_equal(r->fields[0].on_read, REG_READ_NONE);
	assert_true(reg_noread(r)); /* because of a field */
	reg_set_free(s);
}

static void values_have_names_in_all_forms(void **state)
{
#define VALUE(name, value) "<enumeratedValue><name>" name "</name><value>" value "</value></enumeratedValue>"
	struct reg_set *s = svd_of(FIELDS(
		FIELD("F", "[7:0]",
		      "<enumeratedValues>" VALUE("dec", "9") VALUE("hex", "0x1F") VALUE("HEX", "0X1E") VALUE(
			      "bin", "0b01") VALUE("hash", "#10") VALUE("plus", "+5") VALUE("care", "#1x0xxxxx")
			      VALUE("none", "four") VALUE(
				      "minus", "-1") "<enumeratedValue><name>rest</name><isDefault>true</isDefault>"
						     "</enumeratedValue></enumeratedValues>")
			FIELD("G", "[9:8]",
			      "<enumeratedValues><usage>read</usage>" VALUE(
				      "busy", "1") "</enumeratedValues><enumeratedValues>"
						   "<usage>write</usage>" VALUE("start", "1") "</enumeratedValues>")));
	const struct reg_field *f = &found(s, "P.R")->fields[0], *g = &found(s, "P.R")->fields[1];
	static const struct {
		unsigned v;
		const char *name;
	} want[] = { { 9, "dec" },  { 0x1f, "hex" },  { 0x1e, "HEX" },	{ 1, "bin" },	  { 2, "hash" },
		     { 5, "plus" }, { 0x80, "care" }, { 0xdf, "care" }, { 0xa0, "rest" }, { 7, "rest" } };

	assert_int_equal(f->nvalues, 8);
	for (size_t i = 0; i < sizeof(want) / sizeof(want[0]); i++)
		assert_string_equal(reg_value_of(f, want[i].v, false)->name, want[i].name);
	assert_true(f->values[6].value == 0x80 && (f->values[6].mask & 0xff) == 0xa0);
	assert_true(f->values[0].mask == UINT64_MAX && f->values[0].read && f->values[0].write);
	assert_true(f->values[7].is_default && !f->values[7].has_value);
	assert_string_equal(reg_value_of(g, 1, false)->name, "busy");
	assert_string_equal(reg_value_of(g, 1, true)->name, "start");
	assert_null(reg_value_of(g, 2, true));
	reg_set_free(s);
}

/* --- derivation ---------------------------------------------------------------------------------------------- */

static void peripherals_derive_forwards_and_backwards(void **state)
{
	assert_lines(
		DEVICE("<peripheral derivedFrom=\"U1\"><name>U0</name><baseAddress>0x100</baseAddress></peripheral>"
		       "<peripheral><name>U1</name><baseAddress>0x200</baseAddress><size>8</size>"
		       "<registers>" REGISTER("A", "0", "") REGISTER(
			       "B", "1",
			       "") "</registers></peripheral>"
				   "<peripheral derivedFrom=\"U0\"><name>U2</name><baseAddress>0x300</baseAddress><registers>" REGISTER(
					   "B", "4", "<size>16</size>")
					   REGISTER("C", "8", "") "</registers></peripheral>"),
		"00000100 8 rw U0.A\n00000101 8 rw U0.B\n00000200 8 rw U1.A\n00000201 8 rw U1.B\n"
		"00000300 8 rw U2.A\n00000304 16 rw U2.B\n00000308 8 rw U2.C\n");
}

static void registers_derive_by_name_and_by_path(void **state)
{
	static const char text[] = DEVICE(PERIPHERAL(
		"P", "0",
		REGISTER(
			"A", "0",
			"<description>first</description><size>8</size><readAction>set</readAction>"
			"<fields>" FIELD("X", "[1:0]", "") FIELD(
				"Y", "[3:2]",
				"") "</fields>") "<register derivedFrom=\"A\"><name>B</name><addressOffset>1</addressOffset></register>"
						 "<cluster><name>C</name><addressOffset>0x10</addressOffset>" REGISTER(
							 "D", "0", "<size>16</size>") "</cluster>")
						  PERIPHERAL("Q", "0x100",
							     "<register derivedFrom"
							     "=\"P.A\"><name>E</name>"
							     "<addressOffset>0</"
							     "addressOffset>"
							     "<fields>" FIELD("Z", "[7:7]", "") "</fields></"
												"register>"
												"<register "
												"derivedFrom="
												"\"P.C.D\">"
												"<name>F</"
												"name><"
												"addressOffset"
												">4</"
												"addressOffset"
												"></"
												"register>"));
	struct reg_set *s = svd_of(text);

	assert_string_equal(found(s, "P.B")->description, "first");
	assert_int_equal(found(s, "P.B")->nfields, 2);
	assert_int_equal(found(s, "Q.E")->bits, 8);
	assert_int_equal(found(s, "Q.E")->on_read, REG_READ_SET);
	/* its own fields take the place of the others */
	assert_int_equal(found(s, "Q.E")->nfields, 1);
	assert_string_equal(found(s, "Q.E")->fields[0].name, "Z");
	assert_int_equal(found(s, "Q.F")->bits, 16);
	reg_set_free(s);
}

static void clusters_derive_and_add(void **state)
{
	assert_lines(
		DEVICE(PERIPHERAL("P", "0",
				  "<cluster derivedFrom=\"B\"><name>A</name><addressOffset>0</addressOffset>" REGISTER(
					  "Y", "8", "") "</cluster><cluster><name>B</name><addressOffset>0x100"
							"</addressOffset>" REGISTER("X", "0", "")
								REGISTER("Y", "4", "") "</cluster>")),
		"00000000 32 rw P.A.X\n00000008 32 rw P.A.Y\n00000100 32 rw P.B.X\n00000104 32 rw P.B.Y\n");
}

static void what_derives_may_be_an_array(void **state)
{
	/* the dim is derived too, where the name has a place for it */
	assert_lines(
		DEVICE(PERIPHERAL(
			"P", "0",
			"<register><dim>2</dim><dimIncrement>4</dimIncrement><name>A[%s]</name>"
			"<addressOffset>0</addressOffset><size>16</size></register>"
			"<register derivedFrom=\"A[%s]\"><name>B[%s]</name><addressOffset>0x10</addressOffset></register>"
			"<register derivedFrom=\"A\"><name>C</name><addressOffset>0x20</addressOffset></register>"
			"<register derivedFrom=\"A[1]\"><name>D</name><addressOffset>0x24</addressOffset></register>")),
		"00000000 16 rw P.A[0]\n00000004 16 rw P.A[1]\n00000010 16 rw P.B[0]\n00000014 16 rw P.B[1]\n"
		"00000020 16 rw P.C\n00000024 16 rw P.D\n");
}

static void what_is_derived_may_be_derived(void **state)
{
	/* P2.R is P1's; the nearest of several with a name is meant */
	struct reg_set *s = svd_of(
		DEVICE("<peripheral derivedFrom=\"P1\"><name>P2</name><baseAddress>0x200</baseAddress><registers>"
		       "<register derivedFrom=\"R\"><name>S</name><addressOffset>8</addressOffset></register>"
		       "<register derivedFrom=\"P2.R\"><name>T</name><addressOffset>12</addressOffset></register>"
		       "</registers></peripheral>" PERIPHERAL("P0", "0", REGISTER("R", "0", "<size>64</size>"))
			       PERIPHERAL("P1", "0x100", REGISTER("R", "4", "<size>8</size>"))));

	assert_int_equal(found(s, "P2.R")->bits, 8);
	assert_int_equal(found(s, "P2.S")->bits, 8);
	assert_int_equal(found(s, "P2.T")->bits, 8);
	reg_set_free(s);
}

static void fields_and_their_values_derive(void **state)
{
	struct reg_set *s = svd_of(DEVICE(PERIPHERAL(
		"P", "0",
		REGISTER("R", "0",
			 "<fields>" FIELD(
				 "A", "[3:2]",
				 "<access>read-only</access><enumeratedValues><name>E</name>" VALUE(
					 "on", "1") "</enumeratedValues>") "<field derivedFrom=\"A\"><name>B</name>"
									   "<bitOffset>8</bitOffset></field>"
									   "<field derivedFrom=\"A\"><name>L</name>"
									   "<lsb>16</lsb></field>" FIELD(
										   "C", "[12:11]",
										   "<enumeratedValues "
										   "derivedFrom=\"P.R.A.E\"/>")
										   FIELD("D", "[21:20]",
											 "<enumeratedValues "
											 "derivedFrom="
											 "\"E\"/>") "</"
												    "fields"
												    ">")
			REGISTER("S", "4",
				 "<fields><field derivedFrom=\"R.A\"><name>X</name><enumeratedValues>" VALUE(
					 "off",
					 "0") "</enumeratedValues></field><field derivedFrom=\"P.R.B\"><name>Y</name>"
					      "</field></fields>"))));
	const struct reg *r = found(s, "P.R"), *o = found(s, "P.S");

	assert_string_equal(r->fields[1].name, "B");
	assert_int_equal(r->fields[1].lo, 8);
	assert_int_equal(r->fields[1].nbits, 2);
	assert_int_equal(r->fields[1].access, REG_RO);
	assert_string_equal(reg_value_of(&r->fields[1], 1, false)->name, "on");
	assert_string_equal(reg_value_of(&r->fields[2], 1, false)->name, "on");
	assert_string_equal(r->fields[3].name, "L");
	assert_int_equal(r->fields[3].lo, 16);
	assert_int_equal(r->fields[3].nbits, 2);
	assert_string_equal(reg_value_of(&r->fields[4], 1, false)->name, "on");
	assert_int_equal(o->fields[0].lo, 2);
	assert_null(reg_value_of(&o->fields[0], 1, false));
	assert_string_equal(reg_value_of(&o->fields[0], 0, false)->name, "off");
	assert_int_equal(o->fields[1].lo, 8);
	reg_set_free(s);
}

/* --- files as they come -------------------------------------------------------------------------------------- */

static void texts_are_folded_and_numbers_may_be_odd(void **state)
{
	struct reg_set *s =
		svd_of("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- c --><device><!-- c -->\r\n"
		       "<peripherals><peripheral>\r\n<name>\r\n U <!-- in the name -->\r\n</name>"
		       "<description>\r\n  Of  two\r\n\t lines <b>bold</b>and &amp; &#x9b;more </description>"
		       "<baseAddress> +0X1000 </baseAddress><unknown><name>NO</name><size>9</size></unknown>"
		       "<registers/><registers><register/><register><name>NOWHERE</name></register>"
		       "<register><name>A B</name><displayName>the A</displayName><addressOffset>#101</addressOffset>"
		       "<size/><size>0x20</size><alternateRegister>C</alternateRegister></register>"
		       "<register><name>C</name><addressOffset>0b101</addressOffset><size>010</size></register>"
		       "<register><name>D</name><addressOffset>1k</addressOffset></register>"
		       "</registers></peripheral><peripheral/></peripherals></device>\r\n");
	char *lines = svd_lines(s);

	assert_string_equal(lines, "00001005 32 rw U.A_B\n00001005 10 rw U.C\n00001400 32 rw U.D\n");
	free(lines);
	assert_string_equal(svd_group(s, 0)->description, "Of two lines and & more");
	assert_string_equal(found(s, "U.A_B")->display_name, "the A");
	assert_int_equal(reg_width(found(s, "U.C")), 0);
	assert_int_equal(reg_bytes(found(s, "U.C")), 2);
	reg_set_free(s);
}

static void other_encodings_are_read(void **state)
{
	static const char *const names[] = { "ISO-8859-1", "windows-1252" };
	char text[512];

	for (size_t i = 0; i < 2; i++) {
		struct reg_set *s;

		snprintf(
			text, sizeof(text),
			"<?xml version=\"1.0\" encoding=\"%s\"?><device><peripherals><peripheral><name>T</name>"
			"<description>20 \xb5s</description><baseAddress>0</baseAddress></peripheral></peripherals></device>",
			names[i]);
		s = svd_of(text);
		assert_string_equal(svd_group(s, 0)->description, "20 \xc2\xb5s");
		reg_set_free(s);
	}
}

static void several_files_add_up(void **state)
{
	static const char more[] = DEVICE(PERIPHERAL("B", "0x10", REGISTER("R", "0", ""))
						  PERIPHERAL("A", "0x100", REGISTER("NEW", "0", "<size>8</size>"))),
			  again[] = DEVICE(PERIPHERAL("A", "0x200", REGISTER("R", "0", "")));
	struct reg_set *s = svd_of(DEVICE(PERIPHERAL("A", "0x100", REGISTER("R", "0", "") REGISTER("S", "4", ""))));
	struct physmon_error e;
	struct reg_hit hit;
	char *lines;

	assert_int_equal(svd_load_memory(s, "more.svd", more, sizeof(more) - 1, &e), 0);
	lines = svd_lines(s);
	/* A at that base is replaced with all that was in it */
	assert_string_equal(lines, "00000010 32 rw B.R\n00000100 8 rw A.NEW\n");
	free(lines);
	assert_int_equal(reg_find(s, "A.R", 3, &hit, &e), -ENOENT);
	/* at another one it is another one */
	assert_int_equal(svd_load_memory(s, "again.svd", again, sizeof(again) - 1, &e), 0);
	assert_int_equal(reg_set_nregs(s), 3);
	assert_int_equal(reg_find(s, "A", 1, &hit, &e), -EEXIST);
	assert_string_equal(e.text, "A has more than one address: 00000100 and 00000200");
	reg_set_free(s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(registers_have_addresses_sizes_and_accesses),
		cmocka_unit_test(words_for_access_are_what_they_say),
		cmocka_unit_test(addresses_have_64_bits),
		cmocka_unit_test(what_is_not_said_is_inherited),
		cmocka_unit_test(clusters_stand_inside_each_other),
		cmocka_unit_test(arrays_are_numbered_or_named),
		cmocka_unit_test(peripherals_and_fields_are_arrays_too),
		cmocka_unit_test(fields_lie_where_any_way_says),
		cmocka_unit_test(fields_take_after_their_register),
		cmocka_unit_test(values_have_names_in_all_forms),
		cmocka_unit_test(peripherals_derive_forwards_and_backwards),
		cmocka_unit_test(registers_derive_by_name_and_by_path),
		cmocka_unit_test(clusters_derive_and_add),
		cmocka_unit_test(what_derives_may_be_an_array),
		cmocka_unit_test(what_is_derived_may_be_derived),
		cmocka_unit_test(fields_and_their_values_derive),
		cmocka_unit_test(texts_are_folded_and_numbers_may_be_odd),
		cmocka_unit_test(other_encodings_are_read),
		cmocka_unit_test(several_files_add_up),
	};

	return SVD_RUN(tests, NULL);
}
