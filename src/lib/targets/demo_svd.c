/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * demo_svd: the demo board's registers as a CMSIS-SVD file, so that they have names and fields. A test compares its
 * rows with those of demo_board.c.
 */
#include "demo_board.h"

/* A build without expat can't read it. */
#if HAVE_EXPAT

#define REG(name, offset, access, text, more) \
	"<register><name>" name "</name><description>" text "</description><addressOffset>" offset \
	"</addressOffset><access>" access "</access>" more "</register>\n"
#define RESET(value) "<resetValue>" value "</resetValue>"
#define FIELDS(fields) "<fields>" fields "</fields>"
#define FIELD(name, bits, text, more) \
	"<field><name>" name "</name><description>" text "</description><bitRange>[" bits "]</bitRange>" more "</field>"
#define W1C "<modifiedWriteValues>oneToClear</modifiedWriteValues>"
#define RO "<access>read-only</access>"
#define MEANING(zero, one) \
	"<enumeratedValues><enumeratedValue><name>" zero "</name><value>0</value></enumeratedValue>" \
	"<enumeratedValue><name>" one "</name><value>1</value></enumeratedValue></enumeratedValues>"
#define BLOCK(name, base, text, registers) \
	"<peripheral><name>" name "</name><description>" text "</description>\n" \
	"<resetValue>0</resetValue><baseAddress>" base "</baseAddress>\n" \
	"<addressBlock><offset>0</offset><size>0x1000</size><usage>registers</usage></addressBlock>\n" \
	"<registers>\n" registers "</registers></peripheral>\n"

#define EVENTS(more) \
	FIELDS(FIELD("POWER_ON", "0:0", "The board was switched on", more) \
		       FIELD("BUS_ERROR", "1:1", "Nothing answered an access", more) \
			       FIELD("TIMER", "2:2", "The timer has expired", more) \
				       FIELD("OVERRUN", "3:3", "A byte found the FIFO full", more))

const char demo_svd[] = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
			"<device schemaVersion=\"1.3\"><name>demo</name><description>The demo board</description>\n"
			"<addressUnitBits>8</addressUnitBits><width>32</width><size>32</size>\n"
			"<resetMask>0xffffffff</resetMask>\n"
			"<peripherals>\n"
	/* clang-format off */
	BLOCK("SYSID", "0x0000", "Who the board is, its clock, what has happened to it",
	      REG("ID", "0x00", "read-only", "PMON in ASCII, the first letter in the highest byte", RESET("0x504d4f4e"))
	      REG("REVISION", "0x04", "read-only", "Revision of the board", RESET("0x100")
		  FIELDS(FIELD("MAJOR", "15:8", "Grows when programs must change", "")
			 FIELD("MINOR", "7:0", "Grows when they need not", "")))
	      REG("SCRATCH", "0x08", "read-write", "Holds what is written", "")
	      REG("STATUS", "0x0c", "read-write", "What has happened; writing 1 to a bit clears it",
		  RESET("1") EVENTS(W1C))
	      REG("ENABLE", "0x10", "read-write", "Which bits of STATUS show in PENDING", EVENTS(""))
	      REG("PENDING", "0x14", "read-only", "STATUS and ENABLE", EVENTS(""))
	      REG("UPTIME_LO", "0x18", "read-only", "Microseconds since power-on; reading it holds UPTIME_HI",
		  "<resetMask>0</resetMask>")
	      REG("UPTIME_HI", "0x1c", "read-only", "The upper 32 bits that belong to UPTIME_LO", ""))
	BLOCK("GPIO", "0x1000", "32 pins, a bit for each",
	      REG("DATA_OUT", "0x00", "read-write", "What the outputs drive", "")
	      REG("SET", "0x04", "write-only", "Writing 1 sets the bit in DATA_OUT",
		  "<modifiedWriteValues>oneToSet</modifiedWriteValues>")
	      REG("CLR", "0x08", "write-only", "Writing 1 clears the bit in DATA_OUT", W1C)
	      REG("TOGGLE", "0x0c", "write-only", "Writing 1 inverts the bit in DATA_OUT",
		  "<modifiedWriteValues>oneToToggle</modifiedWriteValues>")
	      REG("DIR", "0x10", "read-write", "1 makes the pin an output", "")
	      REG("IN", "0x14", "read-only", "Outputs as driven, inputs as they are", RESET("0xa5c3")))
	BLOCK("UART", "0x2000", "A FIFO of 64 bytes whose line is looped back",
	      REG("DATA", "0x00", "read-write", "Reading takes a byte from the FIFO, writing puts one in",
		  "<readAction>modify</readAction>" RESET("0x48")
		  FIELDS(FIELD("BYTE", "7:0", "The byte", "")))
	      REG("STATUS", "0x04", "read-write", "State of the FIFO", RESET("0x1a")
		  FIELDS(FIELD("LEVEL", "7:0", "Bytes in the FIFO", RO)
			 FIELD("EMPTY", "8:8", "Nothing to be read", RO MEANING("no", "yes"))
			 FIELD("FULL", "9:9", "No room for a byte", RO MEANING("no", "yes"))
			 FIELD("OVERRUN", "16:16", "A byte was written to a full FIFO", W1C)
			 FIELD("UNDERRUN", "17:17", "An empty FIFO was read", W1C)))
	      REG("CONTROL", "0x08", "write-only", "What to do to the FIFO",
		  FIELDS(FIELD("FLUSH", "0:0", "Empty it", "")
			 FIELD("REFILL", "1:1", "Fill it with a text", ""))))
	BLOCK("TIMER", "0x3000", "Counts microseconds down; takes accesses of 32 bits only",
	      REG("LOAD", "0x00", "read-write", "Microseconds to count", RESET("1000000"))
	      REG("VALUE", "0x04", "read-only", "Microseconds left", RESET("1000000"))
	      REG("CONTROL", "0x08", "read-write", "Starts and stops it",
		  FIELDS(FIELD("ENABLE", "0:0", "Enabling starts from LOAD", MEANING("stopped", "running"))
			 FIELD("PERIODIC", "1:1", "What it does at 0", MEANING("once", "again"))))
	      REG("STATUS", "0x0c", "read-write", "What it has done",
		  FIELDS(FIELD("EXPIRED", "0:0", "It has counted to 0", W1C))))
	/* clang-format on */
	"</peripherals></device>\n";

#endif
