# def NAME ADDR defines a name; it is absolute, and so is what holds it.
$ physmon -t demo 1000
< def RAM 8000
< r RAM
< r RAM+1
< r @RAM
< r @RAM+1
< r 1+RAM
< r RAM..RAM+1
< w RAM+10 5; r RAM+10
< d RAM+8*2 4
< ? RAM
00008000 = 54
00008001 = 68
00008000 = 54
00008001 = 68
00008001 = 68
00008000 = 54
00008001 = 68
00008010 = 05
00008010: 05 66 20 74                                      .f t
0x8000 = 0t32768 = 0y1000000000000000
15   11   7    3
1000 0000 0000 0000

# ADDR is an absolute expression, and may hold names.
$ physmon -t demo 1000
< def K 8000
< def L K+1
< def M =8002
< def N (K + 3)
< r K; r L; r M; r N
< def
00008000 = 54
00008001 = 68
00008002 = 69
00008003 = 73
00008000 K
00008001 L
00008002 M
00008003 N

# It may hold . and $, if nothing stands before it that will have run by then.
$ physmon -t demo
< r 8004
< def P .
< def V $
< r P; ? V
< r 0; def Q .
00008004 = 20
00008005 = 69
0x20 = 0t32 = 0y100000
7    3
0010 0000
! physmon: <stdin>:5:12: def acts before the commands in front of it have run, so it can't know . or $: give it a line of its own
= 2

# One that is defined anew.
$ physmon -t demo
< def K 8000
< def L 8001; def K 8002
< def
< r K
< def K 8000; r K; def K 8001; r K
< def
00008002 K
00008001 L
00008002 = 69
00008000 = 54
00008001 = 68
00008001 K
00008001 L

# Names: letters, digits, _ and [n], joined by dots.
$ physmon -t demo
< def _x1 8000; r _x1
< def gpio.set 8001; r gpio.set
< def P[2] 8002; r P[2]
< def P[2].R[10].f 8003; r P[2].R[10].f+1
< def P[0].x 8004; r P[0].x..P[0].x+1
< def Uart.CR 8000; def Uart 8001; r Uart.CR; r Uart
00008000 = 54
00008001 = 68
00008002 = 69
00008004 = 20
00008004 = 20
00008005 = 69
00008000 = 54
00008001 = 68

# Anything else is quoted, and quoted after @.
$ physmon -t demo
< def "serial@fe201000" 8000
< r @"serial@fe201000"
< r @"serial@fe201000"+1
< r 1+@"serial@fe201000"*1
< def "a b;c#d" 8001; r @"a b;c#d"
< def "say \"hi\"\x21" 8002; r @"say \"hi\"!"
< def "plain" 8003; r plain; r @"plain"
< def @other 8004; r other
< def "é" 8005; r @"é"
< def
00008000 = 54
00008001 = 68
00008001 = 68
00008001 = 68
00008002 = 69
00008003 = 73
00008003 = 73
00008004 = 20
00008005 = 69
00008000 serial@fe201000
00008001 a b;c#d
00008002 say "hi"!
00008003 plain
00008004 other
00008005 é

$ physmon -t demo -k
< def a-b 8000
< def 1a 8000
< def a. 8000
< def .a 8000
< def a..b 8000
< def a[x] 8000
< def a[] 8000
< def a[1]b 8000
< def é 8000
< def "" 8000
< def @"" 8000
< def "a 8000
< def "a"b 8000
< def "a\x00b" 8000
< def X
< def X 1 2
< def X zz
< def X "a"
< def
! physmon: <stdin>:1:5: a-b can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:2:5: 1a can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:3:5: a. can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:4:5: .a can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:5:5: a..b can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:6:5: a[x] can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:7:5: a[] can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:8:5: a[1]b can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:9:5: é can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:10:5: an empty text can't be a name
! physmon: <stdin>:11:6: an empty text can't be a name
! physmon: <stdin>:12:5: the text that begins here has no closing quote
! physmon: <stdin>:13:8: unexpected 'b'
! physmon: <stdin>:14:5: a NUL byte is not allowed in this text
! physmon: <stdin>:15:5: def needs a name and an address: def NAME ADDR
! physmon: <stdin>:16:9: 2 is not a width: b w d q, or 8 to 65536 bits in decimal
! physmon: <stdin>:17:7: zz is neither a number nor a known name
! physmon: <stdin>:18:7: unexpected '"'
= 2

# An unknown name, and what might have been meant.
$ physmon -t demo -k
< r NOPE
< r @NOPE
< r @"NOPE 0"
< r NOPE.DATA+4
< r @
< r @"
< r 8000+NOPE
< w 8000 NOPE
< ? NOPE
< def NOPE NOPE
! physmon: <stdin>:1:3: NOPE is neither a number nor a known name
! physmon: <stdin>:2:3: the name NOPE is not known ('def NOPE ADDR' defines it)
! physmon: <stdin>:3:3: the name "NOPE 0" is not known ('def "NOPE 0" ADDR' defines it)
! physmon: <stdin>:4:3: NOPE.DATA is neither a number nor a known name
! physmon: <stdin>:5:3: unexpected '@'
! physmon: <stdin>:6:4: the text that begins here has no closing quote
! physmon: <stdin>:7:8: NOPE is neither a number nor a known name
! physmon: <stdin>:8:8: NOPE is neither a number nor a known name
! physmon: <stdin>:9:3: NOPE is neither a number nor a known name
! physmon: <stdin>:10:10: NOPE is neither a number nor a known name
= 2

# A word with two meanings is an error that names both spellings.
$ physmon -t demo -k
< def ADC 8000
< r ADC
< r @ADC
< r 0xADC
< r 0ADC
< def e 8001; r 8000+e
< r 8000+@e
< r @"ADC"
< r ADCs
< def x1e 8002; r x1e
00008000 = 54
00000adc = 00
00000adc = 00
00008000 = 54
00008002 = 69
! physmon: <stdin>:2:3: ADC is a number and a name: write 0xADC or @ADC
! physmon: <stdin>:6:20: e is a number and a name: write 0xe or @e
! physmon: <stdin>:7:8: the name e is not known ('def e ADDR' defines it)
! physmon: <stdin>:9:3: ADCs is not a known name: is ADC meant?
= 2

# @ says that a name follows: a number isn't one.
$ physmon -t demo -k -c 'r @8000' -c 'r @ADC'
! physmon: <-c>:1:3: unexpected '@'
! physmon: <-c 2>:1:3: the name ADC is not known ('def ADC ADDR' defines it)
= 2

# Names are resolved in text order, as all of the text is compiled before it runs.
$ physmon -t demo -k
< r X; def X 8000
< def X 8000; r X
< def X 8001; def X 8002; zz
< r X
00008000 = 54
00008000 = 54
! physmon: <stdin>:1:3: X is neither a number nor a known name
! physmon: <stdin>:3:25: zz is not a command ('help' lists them)
= 2

# A range after a name: the dots aren't the name's.
$ physmon -t demo -c 'def X 8000; def X.Y 8010; r X..8001; r X.Y..X.Y+1'
00008000 = 54
00008001 = 68
00008010 = 6f
00008011 = 66

# Ten thousand of them.
$ seq 10000 | sed 's/.*/def name& 8000+&/' >names
$ physmon -t demo -f names -c 'r name1; r name33; def' | sed -n '1,2p;$p'
00008001 = 68
00008033 = 20
00018000 name10000

# The bare name of a register, region or symbol is its address where an address stands, and no number anywhere else:
# one that def made is a constant.
$ physmon --demo -k --trace
@ only expat
< w GPIO.DATA_OUT 1 GPIO.DIR 2
< w GPIO.DATA_OUT @GPIO.DIR
< w GPIO.DATA_OUT @"GPIO.DIR"
< w GPIO.DATA_OUT =GPIO.DIR; w GPIO.DATA_OUT GPIO.DIR+1
< w 1000 =5
< w GPIO.DATA_OUT =N
< v 8000 GPIO.IN
< r 1000 GPIO.IN
< r 1000 2 GPIO.IN
< d 1000 GPIO.IN
< fill 8000 GPIO.IN 0
< fill 8000 4 GPIO.IN
< set GPIO.DIR GPIO.IN
< mod 8000 1 GPIO.IN
< poll GPIO.IN GPIO.DIR 5 1ms
< expect GPIO.IN UART.DATA
< find -m GPIO.IN -n GPIO.IN 8000 10 1
< find.d 8000 10 GPIO
< fields GPIO.IN GPIO.DIR
< def N 2; r 1000 N; fill 8000 N N
< r 1000..GPIO.DIR 10
00001000 = 11
00001001 = 10
! physmon: <stdin>:1:19: GPIO.DIR is a name, and a number is expected here ('=GPIO.DIR' is its address)
! physmon: <stdin>:2:17: @GPIO.DIR is a name, and a number is expected here ('=@GPIO.DIR' is its address)
! physmon: <stdin>:3:17: @"GPIO.DIR" is a name, and a number is expected here ('=@"GPIO.DIR"' is its address)
! write32 00001000 00001010
! write32 00001000 00001011
! physmon: <stdin>:5:8: unexpected '='
! physmon: <stdin>:6:18: N is neither a number nor a known name
! physmon: <stdin>:7:8: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:8:8: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:9:10: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:10:8: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:11:11: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:12:13: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:13:14: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:14:12: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:15:14: GPIO.DIR is a name, and a number is expected here ('=GPIO.DIR' is its address)
! physmon: <stdin>:16:16: UART.DATA is a name, and a number is expected here ('=UART.DATA' is its address)
! physmon: <stdin>:17:9: GPIO.IN is a name, and a number is expected here ('=GPIO.IN' is its address)
! physmon: <stdin>:18:16: GPIO is a name, and a number is expected here ('=GPIO' is its address)
! physmon: <stdin>:19:16: GPIO.DIR is a name, and a number is expected here ('=GPIO.DIR' is its address)
! read8 00001000
! read8 00001001
! write8 00008000 02
! write8 00008001 02
! physmon: <stdin>:21:17: the end of a range is read as its start is: begin the range with = to make both absolute
= 2

# r, d and watch take several names.
$ physmon --demo -k --trace
@ only expat
< r GPIO.IN TIMER.STATUS TIMER.STATUS.EXPIRED @"GPIO.DIR"
< rw GPIO.IN GPIO.DIR
< d SYSID.ID 4; d GPIO UART
< r GPIO.IN TIMER.STATUS 4
< r GPIO.IN TIMER.STATUS..TIMER.LOAD
< r GPIO.IN NOPE
< r GPIO.IN 2 GPIO.DIR
< d GPIO.IN GPIO.DIR[3]
00001014 = 0000a5c3  GPIO.IN
0000300c = 00000000  TIMER.STATUS
0000300c[0] = 0  TIMER.STATUS.EXPIRED
0000300c[0] = 0  TIMER.STATUS.EXPIRED
00001010 = 00000000  GPIO.DIR
00001014 = a5c3  GPIO.IN
00001010 = 0000  GPIO.DIR
00000000: 504d4f4e                             NOMP
00001000 = 00000000  GPIO.DATA_OUT
00001004 = ~~~~~~~~  GPIO.SET
00001008 = ~~~~~~~~  GPIO.CLR
0000100c = ~~~~~~~~  GPIO.TOGGLE
00001010 = 00000000  GPIO.DIR
00001014 = 0000a5c3  GPIO.IN
00002000 = ~~~~~~~~  UART.DATA
00002004 = 0000001a  UART.STATUS
00002008 = ~~~~~~~~  UART.CONTROL
! read32 00001014
! read32 0000300c
! read32 0000300c
! read32 00001010
! read16 00001014
! read16 00001010
! read32 00000000
! read32 00001000
! read32 00001010
! read32 00001014
! physmon: 3 units were left out: no-read registers; r of exactly such an address reads it
! read32 00002004
! physmon: 2 units were left out: no-read registers; r of exactly such an address reads it
! physmon: <stdin>:4:24: only names can follow several names
! physmon: <stdin>:5:23: r takes no range here: r[bwdq] [-v] [ADDR [COUNT [STEP]]]
! physmon: <stdin>:6:11: NOPE is neither a number nor a known name
! physmon: <stdin>:7:13: GPIO.DIR is a name, and a number is expected here ('=GPIO.DIR' is its address)
! physmon: <stdin>:8:11: d takes no bits here
= 2
$ physmon --demo -n -c 'watch GPIO.IN UART TIMER.STATUS'
@ only expat
read32 00001014
read32 00002004
read32 0000300c
! physmon: 2 units were left out: no-read registers; r of exactly such an address reads it

# Where only a register's name is possible, too, @ may say that a name follows.
$ physmon --demo
@ only expat
< regs @UART; regs @"UART.D*"; fields @"TIMER.STATUS" 1
00002000 32 rw UART.DATA
00002004 32 rw UART.STATUS
00002008 32 wo UART.CONTROL
00002000 32 rw UART.DATA
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

# An unknown name costs no more than its length, however many parts it has.
$ { printf 'r '; yes a | head -n 300000 | tr '\n' .; echo a; } | timeout 60 physmon --demo
@ only expat
!~ physmon: <stdin>:1:3: a(\.a)*\.? is neither a number nor a known name
= 2

# Control characters of names and paths reach no terminal and end no line.
$ cp "$TESTS/cli/board.svd" "$(printf 'a\033[31m\nb.svd')"; for form in --quiet --bare --json; do physmon $form -t demo -c 'def "x\x1b[31my\nz" 8000; def; snap "a\x1b[1m\nb" 8000 4; snap; svd "a\x1b[31m\nb.svd"; svd'; done
@ only expat
00008000 x\x1b[31my\x0az
00008000-00008003 a\x1b[1m\x0ab (8 bits)
a\x1b[31m\x0ab.svd
0x00008000 x\x1b[31my\x0az
a\x1b[1m\x0ab
a\x1b[31m\x0ab.svd
{"addr":"0x00008000","name":"x\u001b[31my\nz"}
{"note":"1 unit was left out: no-read registers; r of exactly such an address reads it"}
{"first":"0x00008000","last":"0x00008003","name":"a\u001b[1m\nb","width":8}
{"svd":"a\u001b[31m\nb.svd"}
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
