# Registers are drawn: as they are laid out, then what values of them mean. Nothing is read.
$ physmon --demo -n -c 'fields UART.STATUS; decode 2004 1a'
@ only expat

$ physmon --demo --trace -c 'fields UART.STATUS; fields SYSID.REVISION 315; fields TIMER.CONTROL.PERIODIC 2'
@ only expat
00002004 32 rw UART.STATUS
State of the FIFO; after reset 0000001a
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------+--+--+
|                                         |1c|1c|
+-----------------------------------------+--+--+
                                            |  OVERRUN: A byte was written to a
                                            |    full FIFO
                                            UNDERRUN: An empty FIFO was read
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------+--+--+-----------------------+
|                 |ro|ro|ro ro ro ro ro ro ro ro|
+-----------------+--+--+-----------------------+
                    |  |  LEVEL: Bytes in the FIFO
                    |  EMPTY: Nothing to be read; 0=no, 1=yes
                    FULL: No room for a byte; 0=no, 1=yes
00000004 = 00000315  SYSID.REVISION
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------+-----------------------+
| 0  0  0  0  0  0  1  1| 0  0  0  1  0  1  0  1|
+-----------------------+-----------------------+
  MAJOR = 03              MINOR = 15
00003008 = 00000002  TIMER.CONTROL
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 1| 0|
+-----------------------------------------+--+--+
                                            PERIODIC = 1 (again)

# At the desk, with no bus at all.
$ physmon -t none -s $TESTS/vm/virt.svd -c 'fields UART0.LCR_H; fields UART0.LCR_H 70; decode 9000018 91'
@ only expat
0900002c 16 rw UART0.LCR_H
Line control; after reset 0000
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------+--+-----+--+--+--+--+--+
|                       |rw|rw rw|rw|rw|rw|rw|rw|
+-----------------------+--+-----+--+--+--+--+--+
                          |  |     |  |  |  |  BRK: Send a break
                          |  |     |  |  |  PEN: Parity; 0=off, 1=on
                          |  |     |  |  EPS: Parity select; 0=odd, 1=even
                          |  |     |  STP2: Stop bits; 0=1stop, 1=2stop
                          |  |     FEN: FIFOs; 0=off, 1=on
                          |  WLEN: Bits of a character; 0=5bit, 1=6bit, 2=7bit,
                          |    3=8bit
                          SPS: Stick parity; 0=off, 1=on
0900002c = 0070  UART0.LCR_H
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------+--+-----+--+--+--+--+--+
| 0  0  0  0  0  0  0  0| 0| 1  1| 1| 0| 0| 0| 0|
+-----------------------+--+-----+--+--+--+--+--+
                          |  |     |  |  |  |  BRK = 0
                          |  |     |  |  |  PEN = 0 (off)
                          |  |     |  |  EPS = 0 (odd)
                          |  |     |  STP2 = 0 (1stop)
                          |  |     FEN = 1 (on)
                          |  WLEN = 3 (8bit)
                          SPS = 0 (off)
09000018 = 0091  UART0.FR
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+--------------------+--+--+--+--+--+--+--+--+--+
| 0  0  0  0  0  0  0| 0| 1| 0| 0| 1| 0| 0| 0| 1|
+--------------------+--+--+--+--+--+--+--+--+--+
                       |  |  |  |  |  |  |  |  CTS = 1
                       |  |  |  |  |  |  |  DSR = 0
                       |  |  |  |  |  |  DCD = 0
                       |  |  |  |  |  BUSY = 0
                       |  |  |  |  RXFE = 1
                       |  |  |  TXFF = 0
                       |  |  RXFF = 0
                       |  TXFE = 1
                       RI = 0

# 64 bits; a field across rows; a register without fields.
$ physmon -t none -s $TESTS/vm/virt.svd -c 'fields EDU.DMA_CMD 3; fields EDU.ID 10000ed; fields RTC.MR; fields GPIO.DIR 81'
@ only expat
10000098 = 0000000000000003  EDU.DMA_CMD
 63 62 61 60 59 58 57 56 55 54 53 52 51 50 49 48
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 47 46 45 44 43 42 41 40 39 38 37 36 35 34 33 32
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+--------------------------------------+--+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0| 0| 1| 1|
+--------------------------------------+--+--+--+
                                         |  |  START = 1
                                         |  DIRECTION = 1 (from_edu)
                                         IRQ = 0 (off)
10000000 = 010000ed  EDU.ID
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------+-----------------------+
| 0  0  0  0  0  0  0  1| 0  0  0  0  0  0  0  0|
+-----------------------+-----------------------+
  MAJOR = 01              MINOR = 00
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  1  1  1  0  1  1  0  1|
+-----------------------------------------------+
  MAGIC = 00ed
09010004 32 rw RTC.MR
Match: the time that interrupts; after reset 00000000
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
|rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------------+
|rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw|
+-----------------------------------------------+
09030400 = 81  GPIO.DIR
  7  6  5  4  3  2  1  0
+--+--+--+--+--+--+--+--+
| 1| 0| 0| 0| 0| 0| 0| 1|
+--+--+--+--+--+--+--+--+
  |  |  |  |  |  |  |  P0 = 1 (out)
  |  |  |  |  |  |  P1 = 0 (in)
  |  |  |  |  |  P2 = 0 (in)
  |  |  |  |  P3 = 0 (in)
  |  |  |  P4 = 0 (in)
  |  |  P5 = 0 (in)
  |  P6 = 0 (in)
  P7 = 1 (out)

# A value that doesn't fit, a name that isn't one, that is several, that has no field.
$ physmon --demo -k
@ only expat
< fields UART.STATUS 1ffffffff
< fields UART.NOPE
< fields UART
< fields UART.STATUS.NOPE
< fields
< fields UART.STATUS 1 2
< decode 2004
< decode 2006 1
< decode 2004 1ffffffff
< decode 9000 1
< rd 2004; fields UART.STATUS $
< fields UART.STATUS $<<32
00002004 = 0000001a
00002004 = 0000001a  UART.STATUS
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 0| 0|
+-----------------------------------------+--+--+
                                            |  OVERRUN = 0
                                            UNDERRUN = 0
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------+--+--+-----------------------+
| 0  0  0  0  0  0| 0| 0| 0  0  0  1  1  0  1  0|
+-----------------+--+--+-----------------------+
                    |  |  LEVEL = 1a
                    |  EMPTY = 0 (no)
                    FULL = 0 (no)
! physmon: <stdin>:1:20: value 1ffffffff does not fit the 32 bits of UART.STATUS
! physmon: <stdin>:2:8: no register is called UART.NOPE: find-reg searches
! physmon: <stdin>:3:8: UART is a group of registers: regs UART lists them
! physmon: <stdin>:4:8: no register is called UART.STATUS.NOPE: find-reg searches
! physmon: <stdin>:5:7: fields needs more operands: fields REG [VALUE]
! physmon: <stdin>:6:22: fields takes no more operands: fields REG [VALUE]
! physmon: <stdin>:7:12: decode needs more operands: decode ADDR VALUE
! physmon: <stdin>:8:8: no register that is known begins at 00002006
! physmon: <stdin>:9:13: value 1ffffffff does not fit the 32 bits of UART.STATUS
! physmon: <stdin>:10:8: no register that is known begins at 00009000
! physmon: <stdin>:12:20: value 1a00000000 does not fit the 32 bits of UART.STATUS
= 2

# Any case will do where it is unique; an address may be given in any way.
$ physmon --demo -c 'base 1000; fields timer.status 1; decode =3008 1; decode UART.STATUS+0 0; decode 2008 2'
@ only expat
0000300c = 00000001  TIMER.STATUS
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+--------------------------------------------+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0| 1|
+--------------------------------------------+--+
                                               EXPIRED = 1
00003008 = 00000001  TIMER.CONTROL
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 0| 1|
+-----------------------------------------+--+--+
                                            |  ENABLE = 1 (running)
                                            PERIODIC = 0 (once)
00002004 = 00000000  UART.STATUS
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 0| 0|
+-----------------------------------------+--+--+
                                            |  OVERRUN = 0
                                            UNDERRUN = 0
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------+--+--+-----------------------+
| 0  0  0  0  0  0| 0| 0| 0  0  0  0  0  0  0  0|
+-----------------+--+--+-----------------------+
                    |  |  LEVEL = 00
                    |  EMPTY = 0 (no)
                    FULL = 0 (no)
00003008 = 00000002  TIMER.CONTROL
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 1| 0|
+-----------------------------------------+--+--+
                                            |  ENABLE = 0 (stopped)
                                            PERIODIC = 1 (again)

# What has changed since it was last read is marked, in lines as in pictures.
$ physmon --demo -c 'r -v TIMER.CONTROL; w TIMER.CONTROL PERIODIC=again; r -v TIMER.CONTROL; r TIMER.CONTROL; w TIMER.CONTROL.PERIODIC 0; r TIMER.CONTROL.PERIODIC; r TIMER.CONTROL'
@ only expat
00003008 = 00000000  TIMER.CONTROL
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 0| 0|
+-----------------------------------------+--+--+
                                            |  ENABLE = 0 (stopped)
                                            PERIODIC = 0 (once)
00003008 = 00000000 -> 00000002
00003008 = 00000002  TIMER.CONTROL
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 1| 0|
+-----------------------------------------+--+--+
                                            |  ENABLE = 0 (stopped)
                                            *PERIODIC = 1 (again)
00003008 = 00000002  TIMER.CONTROL
00003008[1] = 1  PERIODIC (again)
00003008[0] = 0  ENABLE (stopped)
00003008 = 00000002 -> 00000000
00003008[1] = 0  PERIODIC (once)  *
00003008 = 00000000  TIMER.CONTROL
00003008[1] = 0  PERIODIC (once)
00003008[0] = 0  ENABLE (stopped)

# r -v of addresses: with the fields of what stands there, if a register of that size does; else the bits.
$ physmon --demo -c 'rd -v 2004; rb -v 2004; rb -v 8000 2; r -v SYSID.REVISION.MAJOR'
@ only expat
00002004 = 0000001a  UART.STATUS
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------+--+--+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0| 0| 0|
+-----------------------------------------+--+--+
                                            |  OVERRUN = 0
                                            UNDERRUN = 0
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------+--+--+-----------------------+
| 0  0  0  0  0  0| 0| 0| 0  0  0  1  1  0  1  0|
+-----------------+--+--+-----------------------+
                    |  |  LEVEL = 1a
                    |  EMPTY = 0 (no)
                    FULL = 0 (no)
00002004 = 1a
  7  6  5  4  3  2  1  0
+-----------------------+
| 0  0  0  1  1  0  1  0|
+-----------------------+
00008000 = 54
  7  6  5  4  3  2  1  0
+-----------------------+
| 0  1  0  1  0  1  0  0|
+-----------------------+
00008001 = 68
  7  6  5  4  3  2  1  0
+-----------------------+
| 0  1  1  0  1  0  0  0|
+-----------------------+
00000004 = 00000100  SYSID.REVISION
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------+-----------------------+
| 0  0  0  0  0  0  0  1| 0  0  0  0  0  0  0  0|
+-----------------------+-----------------------+
  MAJOR = 01

$ physmon --demo -k -c 'rd -v 4000; rd -v 8002'
@ only expat
00004000 = --------
! physmon: <-c>:1:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:13: 00008002 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
= 1

# JSON has objects for registers, fields and values that have names; bare has values.
$ physmon --demo --json -c 'fields TIMER.CONTROL; fields TIMER.CONTROL 2; r -v TIMER.CONTROL; rd -v 8000; decode 3008 1'
@ only expat
{"addr":"0x00003008","width":32,"access":"rw","name":"TIMER.CONTROL","description":"Starts and stops it","reset":"0x00000000","reset_mask":"0xffffffff","reset_of":"register"}
{"name":"TIMER.CONTROL","field":"PERIODIC","bits":"1","access":"rw","mark":"rw","description":"What it does at 0"}
{"name":"TIMER.CONTROL","field":"PERIODIC","value":"0x0","meaning":"once","usage":"read-write","description":""}
{"name":"TIMER.CONTROL","field":"PERIODIC","value":"0x1","meaning":"again","usage":"read-write","description":""}
{"name":"TIMER.CONTROL","field":"ENABLE","bits":"0","access":"rw","mark":"rw","description":"Enabling starts from LOAD"}
{"name":"TIMER.CONTROL","field":"ENABLE","value":"0x0","meaning":"stopped","usage":"read-write","description":""}
{"name":"TIMER.CONTROL","field":"ENABLE","value":"0x1","meaning":"running","usage":"read-write","description":""}
{"addr":"0x00003008","value":"0x00000002","name":"TIMER.CONTROL","width":32}
{"addr":"0x00003008","bits":"1","value":"0x1","changed":false,"field":"PERIODIC","meaning":"again","name":"TIMER.CONTROL"}
{"addr":"0x00003008","bits":"0","value":"0x0","changed":false,"field":"ENABLE","meaning":"stopped","name":"TIMER.CONTROL"}
{"addr":"0x00003008","value":"0x00000000","name":"TIMER.CONTROL","width":32}
{"addr":"0x00003008","bits":"1","value":"0x0","changed":false,"field":"PERIODIC","meaning":"once","name":"TIMER.CONTROL"}
{"addr":"0x00003008","bits":"0","value":"0x0","changed":false,"field":"ENABLE","meaning":"stopped","name":"TIMER.CONTROL"}
{"addr":"0x00008000","width":32,"value":"0x73696854"}
{"addr":"0x00003008","value":"0x00000001","name":"TIMER.CONTROL","width":32}
{"addr":"0x00003008","bits":"1","value":"0x0","changed":false,"field":"PERIODIC","meaning":"once","name":"TIMER.CONTROL"}
{"addr":"0x00003008","bits":"0","value":"0x1","changed":false,"field":"ENABLE","meaning":"running","name":"TIMER.CONTROL"}

$ physmon --demo --bare -c 'fields TIMER.CONTROL; fields TIMER.CONTROL 2; r -v TIMER.CONTROL; rd -v 8000; decode 3008 1'
@ only expat
TIMER.CONTROL
PERIODIC
ENABLE
0x1
0x0
0x00000000
0x0
0x0
0x73696854
0x0
0x1

# However many there are: no line of a picture is longer than 80 columns, or anything but ASCII.
$ for f in vm/virt.svd cli/board.svd; do
$   physmon -t none --bare -s $TESTS/$f -c regs | sed 's/.*/fields &; fields & 0/' | physmon -t none -s $TESTS/$f >drawn
$   grep -c '^+' drawn; LC_ALL=C grep -n '[^ -~]' drawn || true; awk 'length > 80 && !/^[0-9a-f]+ [0-9]+ r/' drawn
$ done
@ only expat
1428
224

# 0b names both readings wherever a number may stand.
$ physmon --demo -k
@ only expat
< w TIMER.CONTROL ENABLE=0b1
< w TIMER.CONTROL.ENABLE 0b1
< expect TIMER.CONTROL.ENABLE 0b1
< fields GPIO.DRI
! physmon: <stdin>:1:24: 0b1 can be read in two ways: write 0y1 for binary, or 0xb1
! physmon: <stdin>:2:24: 0b1 can be read in two ways: write 0y1 for binary, or 0xb1
! physmon: <stdin>:3:29: 0b1 can be read in two ways: write 0y1 for binary, or 0xb1
! physmon: <stdin>:4:8: no register is called GPIO.DRI: is GPIO.DIR meant?
= 2
