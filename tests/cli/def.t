# def NAME ADDR WIDTH defines a register, def NAME.FIELD [hi:lo] a field of it: no description, no expat.
$ physmon -t demo
< def R.LCR 800c d reset=3 "line control"
< def R.LCR.WLS [1:0] 0=5bit 3=8bit:"eight bits" "word length"
< def R.LCR.LOOP [4] "loop back"
< w R.LCR 12; r R.LCR
< w R.LCR WLS=8bit; w R.LCR.LOOP 0; r R.LCR.WLS
< regs R; find-reg "loop back"; whatis 800e
< def
0000800c = 00000012  R.LCR
0000800c[4] = 1  LOOP
0000800c[1:0] = 2  WLS
0000800c = 00000012 -> 00000013
0000800c = 00000013 -> 00000003
0000800c[1:0] = 3  WLS (8bit)  *
0000800c 32 rw R.LCR
0000800c 32 rw R.LCR.LOOP  loop back
0000800c-0000800f R.LCR+2 (def: line control)
0000800c R.LCR

# It is drawn as any register is.
$ physmon -t demo
< def R.LCR 800c w reset=3/ff "line control"
< def R.LCR.WLS [1:0] 0=5bit 3=8bit 0y1x=other "word length"
< def R.LCR.LOOP [4] ro "loop back"
< fields R.LCR; decode R.LCR 12
0000800c 16 rw R.LCR
line control; after reset 0003 where 00ff has a 1
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+--------------------------------+--+-----+-----+
|                                |ro|     |rw rw|
+--------------------------------+--+-----+-----+
                                   |        WLS: word length; 0=5bit, 3=8bit,
                                   |          0y1x=other
                                   LOOP: loop back
0000800c = 0012  R.LCR
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+--------------------------------+--+-----+-----+
| 0  0  0  0  0  0  0  0  0  0  0| 1| 0  0| 1  0|
+--------------------------------+--+-----+-----+
                                   |        WLS = 2 (other)
                                   LOOP = 1

# Sizes: letters or bits; a size that is none of an access is asked for.
$ physmon -t demo -k
@ only 64bit littleendian
< def S.A 8000 b; def S.B 8000 16; def S.C 8000 d; def S.D 8000 64; def S.E 8000 24; def S.F 8000 128; regs S
< r S.A; r S.B; r S.C; r S.D
< r S.E
< r.b S.E
00008000 8 rw S.A
00008000 16 rw S.B
00008000 32 rw S.C
00008000 64 rw S.D
00008000 24 rw S.E
00008000 128 rw S.F
00008000 = 54  S.A
00008000 = 6854  S.B
00008000 = 73696854  S.C
00008000 = 2073692073696854  S.D
00008000 = 54  S.E
! physmon: <stdin>:3:3: S.E has 24 bits, which is no size of an access: r.32 reaches bits beyond it, too
= 2

# Access: no-read registers are left out by d, read-only fields aren't written.
$ physmon -t demo -k
< def R.DATA 8000 b rw rc; def R.ST 8001 b ro; def R.CMD 8002 b wo; def R.LOCK 8003 b rw1; regs R
< d 8000 4; r R.DATA; noread
< w R.CMD 5; r R.CMD
< def R.ST.RX [0]; w R.ST.RX 1
00008000 8 rw R.DATA
00008001 8 ro R.ST
00008002 8 wo R.CMD
00008003 8 rw1 R.LOCK
00008000: ~~ 68 ~~ 73                                       h s
00008000 = 54  R.DATA
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008000 noread
00008002-00008002 noread
00008002 = 05  R.CMD
! physmon: 2 units were left out: no-read registers; r of exactly such an address reads it
! physmon: <stdin>:4:20: R.ST.RX is read-only
= 2

# Effects: 1c neighbours are written 0, 0c ones 1.
$ physmon -t demo --trace
@ only littleendian
< def R.A 8000 b; def R.A.F [0]; def R.A.IRQ [1] 1c; def R.A.ERR [2] 0c; w R.A.F 1
< def R.B 8010 b 1c; def R.B.X [0]; def R.B.Y [1] plain; w R.B.X 1; w R.B.Y 1
00008000 = 54 -> 55
00008010 = 6f -> 6f
00008010 = 6f -> 6e
! read8 00008000
! write8 00008000 55
! read8 00008010
! write8 00008010 6f
! read8 00008010
! write8 00008010 6e

# Fields have their register's access and effects, unless they have their own.
$ physmon -t none -c 'def R 10 d ro 1c rs; def R.A [0]; def R.B [1] rw; def R.C [2] 0t; def R.D [3] plain; regs --def; fields R'
def R 00000010 d ro 1c rs
def R.A [0]
def R.B [1] rw
def R.C [2] 0t
def R.D [3] plain
00000010 32 ro R
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
|                                               |
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------+--+--+--+--+
|                                   |ro|ro|1c|rs|
+-----------------------------------+--+--+--+--+
                                      D  C  B  A

# All words of a value: of reading, of writing, with bits that don't count, of all others.
$ physmon -t none
< def R 10 b "all"; def R.F [7:4] 0=OFF r1=BUSY w1=START 0y1xx0="more, or less" *=:"what else" *f=ALL "one"
< fields R; decode R 10; decode R c0; decode R 70; decode R f0
< regs --def
00000010 8 rw R
all
  7  6  5  4  3  2  1  0
+-----------+-----------+
|rw rw rw rw|           |
+-----------+-----------+
  F: one; 0=OFF, read 1=BUSY, write 1=START, 0y1xx0=more, or less, else=what
    else, f=ALL
00000010 = 10  R
  7  6  5  4  3  2  1  0
+-----------+-----------+
| 0  0  0  1| 0  0  0  0|
+-----------+-----------+
  F = 1 (BUSY)
00000010 = c0  R
  7  6  5  4  3  2  1  0
+-----------+-----------+
| 1  1  0  0| 0  0  0  0|
+-----------+-----------+
  F = c (more, or less)
00000010 = 70  R
  7  6  5  4  3  2  1  0
+-----------+-----------+
| 0  1  1  1| 0  0  0  0|
+-----------+-----------+
  F = 7 (what else)
00000010 = f0  R
  7  6  5  4  3  2  1  0
+-----------+-----------+
| 1  1  1  1| 0  0  0  0|
+-----------+-----------+
  F = f (ALL)
def R 00000010 b "all"
def R.F [7:4] 0=OFF r1=BUSY w1=START 0y1xx0="more, or less" *=:"what else" *f=ALL "one"

# Defined anew: the fields of a register go, a field takes the place of the one that had its name.
$ physmon -t none
< def R 8000 d; def R.F [3:0]; def R.G [4]
< def R.F [7]; regs --def
< def R 8004 w; regs --def
def R 00008000 d
def R.G [4]
def R.F [7]
def R 00008004 w

# Constants and registers share their names; the latest one counts.
$ physmon -t demo -k
< def R 8000; def R 8004 b; r R; regs R; def
< def R.F [0]; def R 8001; r R; def
< def R.F [0]
00008004 = 20  R
00008004 8 rw R
00008004 R
00008001 = 68
00008001 R
! physmon: <stdin>:3:5: R.F is a field of no register that def defined: 'def NAME ADDR WIDTH' does that, then 'def NAME.FIELD [7:4]' its fields
= 2

# A text that is wrong defines nothing, one by one or all.
$ physmon -t none -k
< def R 8000 b; def R.F [0]
< def R.G [1]; def R 8008 d; def S 8010 d; def S.X [8]; r nonsense
< def R 8008; r nonsense
< regs --def
< def R.H [2]; regs --def
def R 00008000 b
def R.F [0]
def R 00008000 b
def R.F [0]
def R.H [2]
! physmon: <stdin>:2:57: nonsense is neither a number nor a known name
! physmon: <stdin>:3:15: nonsense is neither a number nor a known name
= 2

# A program that was compiled, and a bare r, keep what they found.
$ physmon -t demo
< def R 8000 b; def R.F [7:4]; r R.F; def R.F [3:0]
< r
< r R.F
00008000[7:4] = 5  F
00008000[7:4] = 5  F
00008000[3:0] = 4  F

# By name: also in any case, by pattern, by what is before a dot.
$ physmon -t demo -c 'def P.A 8000 b; def P.B 8001 b; def P.C.D 8002 b; r p.a; r P; r "P.?"; r P.C; ? P'
00008000 = 54  P.A
00008000 = 54  P.A
00008001 = 68  P.B
00008002 = 69  P.C.D
00008000 = 54  P.A
00008001 = 68  P.B
00008002 = 69  P.C.D
00008002 = 69  P.C.D
0x8000 = 0t32768 = 0y1000000000000000
15   11   7    3
1000 0000 0000 0000

# A name that isn't one of the language is quoted, one that is a number marked.
$ physmon -t demo -k
< def "DWT.32CYC" 8000 b; def "DWT.32CYC.F" [0]; r @"DWT.32CYC"; r @"DWT.32CYC.F"
< def ADC 8000 b
< def @ADC 8001 b; def "BEE" 8002 b; r @ADC
< r ADC
< regs --def BEE; regs --def ADC; regs --def DWT
00008000 = 54  DWT.32CYC
00008000[0] = 0  F
00008000[0] = 0  F
00008001 = 68  ADC
def @BEE 00008002 b
def @ADC 00008001 b
def "DWT.32CYC" 00008000 b
def "DWT.32CYC.F" [0]
! physmon: <stdin>:2:5: ADC is a number, too: 'def @ADC' defines a register that @ADC finds
! physmon: <stdin>:4:3: ADC is a number and a name: write 0xADC or @ADC
= 2

# The register of a field is the longest name that fits.
$ physmon -t none -c 'def R 0 b; def R.S 1 b; def R.S.F [0]; def R.G [0]; regs --def'
def R 00000000 b
def R.G [0]
def R.S 00000001 b
def R.S.F [0]

# They go before what a description says.
$ physmon --demo
@ only expat
< def UART.STATUS 8000 b "mine"; def UART.STATUS.F [0]; def UART.NEW 8001 b
< regs UART; r UART.STATUS
00002000 32 rw UART.DATA
00002008 32 wo UART.CONTROL
00008000 8 rw UART.STATUS
00008001 8 rw UART.NEW
00008000 = 54  UART.STATUS
00008000[0] = 0  F

$ physmon -t none -c 'def RTC.DR 8000 b "mine"; def RTC.DR.F [0] 1c' -c "svd $TESTS/vm/virt.svd; regs RTC.DR; regs RTC.MR; regs --def RTC.DR"
@ only expat
00008000 8 rw RTC.DR
09010004 32 rw RTC.MR
def RTC.DR 00008000 b "mine"
def RTC.DR.F [0] 1c

# In a log they are defined, too.
$ printf '%s\n' 'def R 8000 b ro "mine"; def R.F [1:0] 0=OFF; def K 8001' 'log LOG' 'r 8004' 'def S . d ro' 'r R.F; log --off' | physmon -t demo >out; grep -v '^#' LOG
width b; base 0x0; endian native
noread =0x00001004..0x0000100f
noread =0x00002000..0x00002003
noread =0x00002008..0x0000200b
def K 0x00008001
def R 0x00008000 b ro "mine"
def R.F [1:0] 0=OFF
r 8004
def S 0x00008005 d ro
r R.F

# JSON has each definition in parts.
$ physmon -t none --json -c 'def R 8000 b ro "mine"; def R.F [1:0] 0=OFF; regs --def; def'
{"addr":"0x00008000","name":"R","definition":"b ro \"mine\""}
{"name":"R","field":"F","definition":"[1:0] 0=OFF"}
{"addr":"0x00008000","name":"R"}

# --- What is wrong: one sentence, where it is, and nothing is defined ---

# The register.
$ physmon -t demo -k
< def R 8000 x
< def R 8000 7
< def R 8000 65537
< def R 8000 12345678901234567890123
< def R 10000000000000000 b
< def R ffffffffffffffff w
< def R fffffffffffffffe d "text"
< def "a b" 8000 b
< def "a\x01" 8000 b
< def
! physmon: <stdin>:1:12: x is not a width: b w d q, or 8 to 65536 bits in decimal
! physmon: <stdin>:2:12: 7 is not a width: b w d q, or 8 to 65536 bits in decimal
! physmon: <stdin>:3:12: 65537 is not a width: b w d q, or 8 to 65536 bits in decimal
! physmon: <stdin>:4:12: 12345678901234567890123 is not a width: b w d q, or 8 to 65536 bits in decimal
! physmon: <stdin>:5:7: 10000000000000000 has more than 64 bits
! physmon: <stdin>:6:25: a register of 16 bits at ffffffffffffffff wraps around
! physmon: <stdin>:7:25: a register of 32 bits at fffffffffffffffe wraps around
! physmon: <stdin>:8:5: a register's name holds no blanks and no control characters
! physmon: <stdin>:9:5: a register's name holds no blanks and no control characters
= 2

# Its words.
$ physmon -t demo -k
< def R 8000 b rwx
< def R 8000 b ro wo
< def R 8000 b ro "x" ro
< def R 8000 b 1c 0c
< def R 8000 b rc rs
< def R 8000 b 1c plain
< def R 8000 b plain rc
< def R 8000 b "x" "x"
< def R 8000 b "x"ro
< def R 8000 b "x
< def R 8000 b "x\n"
< def R 8000 b 0=A
< def R 8000 b [0]
< def
! physmon: <stdin>:1:14: rwx is none of these: access (ro rw wo w1 rw1), effect (1c 1s 1t 0c 0s 0t wc ws wm rc rs rm re plain), reset=VALUE, default-reset=VALUE, display="TEXT", a description in quotes
! physmon: <stdin>:2:17: the access is given twice
! physmon: <stdin>:3:21: the access is given twice
! physmon: <stdin>:4:17: the effect of writing is given twice
! physmon: <stdin>:5:17: the effect of reading is given twice
! physmon: <stdin>:6:17: an effect is given twice
! physmon: <stdin>:7:20: the effect of reading is given twice
! physmon: <stdin>:8:18: the description is given twice
! physmon: <stdin>:9:17: unexpected 'r'
! physmon: <stdin>:10:14: the text that begins here has no closing quote
! physmon: <stdin>:11:14: a description can't hold control characters
! physmon: <stdin>:12:14: 0=A is none of these: access (ro rw wo w1 rw1), effect (1c 1s 1t 0c 0s 0t wc ws wm rc rs rm re plain), reset=VALUE, default-reset=VALUE, display="TEXT", a description in quotes
! physmon: <stdin>:13:14: [0] is none of these: access (ro rw wo w1 rw1), effect (1c 1s 1t 0c 0s 0t wc ws wm rc rs rm re plain), reset=VALUE, default-reset=VALUE, display="TEXT", a description in quotes
= 2

$ physmon -t demo -k
< def R 8000 b reset=100
< def R 8000 b reset=zz
< def R 8000 b reset=
< def R 8000 b reset=1/
< def R 8000 b reset=1/1ff
< def R 8000 b reset=1 reset=1
< def R 8000 b display=x
< def R 8000 b display="x" display="y"
< def
! physmon: <stdin>:1:14: value 100 does not fit 8 bits
! physmon: <stdin>:2:14: zz is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:3:14: a number is missing
! physmon: <stdin>:4:14: a number is missing
! physmon: <stdin>:5:14: value 1ff does not fit 8 bits
! physmon: <stdin>:6:22: reset= is given twice
! physmon: <stdin>:7:14: behind display= goes a text in quotes
! physmon: <stdin>:8:26: display= is given twice
= 2

# The field.
$ physmon -t none -k
< def R 8000 b
< def S.F [0]
< def F [0]
< def R.F [8]
< def R.F [8:7] "x"
< def R.F [0:7]
< def R.F [64]
< def R.F [x]
< def R.F [0
< def R.F [0]x
< def R.F []
< def R. [0]
< def R.F 0] b
< regs --def
def R 00008000 b
! physmon: <stdin>:2:5: S.F is a field of no register that def defined: 'def NAME ADDR WIDTH' does that, then 'def NAME.FIELD [7:4]' its fields
! physmon: <stdin>:3:5: F is a field of no register that def defined: 'def NAME ADDR WIDTH' does that, then 'def NAME.FIELD [7:4]' its fields
! physmon: <stdin>:4:9: bit 8 lies outside R, which has 8 bits
! physmon: <stdin>:5:9: bit 8 lies outside R, which has 8 bits
! physmon: <stdin>:6:9: write the higher bit first: [7:0]
! physmon: <stdin>:7:9: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:8:9: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:9:9: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:10:12: unexpected 'x'
! physmon: <stdin>:11:9: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:12:5: R. can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:13:10: unexpected ']'
= 2

# Its values.
$ physmon -t none -k
< def R 8000 b
< def R.F [1:0] 4=A
< def R.F [1:0] 0y1xx=A
< def R.F [1:0] 0=A 0=B
< def R.F [1:0] 0=A r0=B
< def R.F [1:0] *=A *=B
< def R.F [1:0] x=A
< def R.F [1:0] =A
< def R.F [1:0] 0=
< def R.F [1:0] 0=A:B
< def R.F [1:0] 0=A:
< def R.F [1:0] 0="A"B
< def R.F [1:0] reset=0
< def R.F [1:0] 0=A 1=B nonsense 2=C
< regs --def
def R 00008000 b
! physmon: <stdin>:2:15: value 4 does not fit 2 bits
! physmon: <stdin>:3:15: value 0y1xx does not fit 2 bits
! physmon: <stdin>:4:19: value 0 is given twice
! physmon: <stdin>:5:19: value r0 is given twice
! physmon: <stdin>:6:19: value * is given twice
! physmon: <stdin>:7:15: x is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:8:15: a number is missing
! physmon: <stdin>:9:17: a name is missing behind =
! physmon: <stdin>:10:19: behind ':' goes a description in quotes
! physmon: <stdin>:11:19: behind ':' goes a description in quotes
! physmon: <stdin>:12:20: unexpected 'B'
! physmon: <stdin>:13:15: reset=0 is none of these: access (ro rw wo w1 rw1), effect (1c 1s 1t 0c 0s 0t wc ws wm rc rs rm re plain), VALUE=NAME, a description in quotes
! physmon: <stdin>:14:23: nonsense is none of these: access (ro rw wo w1 rw1), effect (1c 1s 1t 0c 0s 0t wc ws wm rc rs rm re plain), VALUE=NAME, a description in quotes
= 2

# As elsewhere, the text that holds the error is named, and its column.
$ printf 'def R 8000 b\n  def R.F [1:0] 0=A 4=B; r R\n' >names; physmon -t demo -f names
! physmon: names:2:21: value 4 does not fit 2 bits
= 2

# A name that is a number; fields of a register that wasn't defined; fields of none.
$ physmon --demo -k
@ only expat
< def "100" 8000 d; r 8000
< def @"0x10" 8000
< def "1G" 8000
< def "32CYC" 8000; r @"32CYC"
< def GPIO.DATA_OUT.FOO [3:0]
< def X.FOO [3:0]
00008000 = 54
! physmon: <stdin>:1:5: 100 is a number, and can't be a name
! physmon: <stdin>:2:6: 0x10 is a number, and can't be a name
! physmon: <stdin>:3:5: 1G is a number, and can't be a name
! physmon: <stdin>:5:5: GPIO.DATA_OUT.FOO is a field of no register that def defined: 'def NAME ADDR WIDTH' does that, then 'def NAME.FIELD [7:4]' its fields
! physmon: <stdin>:6:5: X.FOO is a field of no register that def defined: 'def NAME ADDR WIDTH' does that, then 'def NAME.FIELD [7:4]' its fields
= 2

# A field's bits stand in brackets: without them it is no constant that hides the field.
$ physmon -t demo -k
< def LED 8000 b
< def LED.F 1c
< def LED.F [0] 1=on
< def LED.F 9000
< w LED.F on
00008000 = 54 -> 55
! physmon: <stdin>:2:11: LED is a register: 'def LED.F [7:4]' defines a field of it, a constant needs another name
! physmon: <stdin>:4:11: LED is a register: 'def LED.F [7:4]' defines a field of it, a constant needs another name
= 2
