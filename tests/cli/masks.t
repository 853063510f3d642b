# set, clr, tgl, mod: one read, one write, ADDR = OLD -> NEW.
$ physmon --demo
< set 8000 83; clr 8000 81; tgl 8000 ff; mod 8000 f0 50
< set.d 1000 81; clr.16 1000 1; tgl.d 1000 ffffffff; mod.d 1000 ff00 1200; rd 1000
< set.q 8008 8000000000000001; mod.q 8008 -1 -2; mod.b 8008 -1 ~0
@ only littleendian 64bit
00008000 = 54 -> d7
00008000 = d7 -> 56
00008000 = 56 -> a9
00008000 = a9 -> 59
00001000 = 00000000 -> 00000081
00001000 = 0081 -> 0080
00001000 = 00000080 -> ffffff7f
00001000 = ffffff7f -> ffff127f
00001000 = ffff127f
00008008 = 204d415220656874 -> a04d415220656875
00008008 = a04d415220656875 -> fffffffffffffffe
00008008 = fe -> ff

$ physmon --demo --trace -c 'set.d 8 f0; mod.w 8002 ff 12'
@ only littleendian
00000008 = 00000000 -> 000000f0
00008002 = 7369 -> 7312
! read32 00000008
! write32 00000008 000000f0
! read16 00008002
! write16 00008002 7312

# Their width doesn't stay, '.' neither.
$ physmon --demo -c 'wd 8 12345678; d 8000 4; clr.b 8 8; r 8; r .'
@ only littleendian
00008000: 73696854                             This
00000008 = 78 -> 70
00000008 = 12345670
0000000c = 00000001

# Base, names, registers and '$'.
$ physmon -w d --demo 8000
< def CTRL 1000
< set CTRL 30; set 0 1
< r =CTRL; set CTRL+4-4 $<<4; mod CTRL $ 0
@ only littleendian
00001000 = 00000000 -> 00000030
00008000 = 73696854 -> 73696855
00001000 = 00000030
00001000 = 00000030 -> 00000330
00001000 = 00000330 -> 00000300

$ physmon --demo --json -c 'set.d 1000 81'
{"addr":"0x00001000","old":"0x00000000","new":"0x00000081","width":32}

$ physmon --demo --bare -c 'set.d 1000 81'
0x00000081

# What is typed in another byte order is printed in it.
$ physmon --demo
< endian big
< set.w 8000 1234; rw 8000; mod.w 8000 ff00 ab00
@ only littleendian
00008000 = 5468 -> 567c
00008000 = 567c
00008000 = 567c -> ab7c

# What can't be.
$ physmon --demo -k
< set 8000
< set 8000 1 2
< set 8000 100
< clr.x 8000 1
< clrd 8000 1
< mod 8000 f0
< mod 8000 f0 3
< mod.d 8000 ffff0000 -1
< set 8000..8003 1
< r 8001; mod 8000 1 $
< set.d 8001 1
< set fff 10000
< set 4000 1
< clr 2000 1
< set 1004 1
< allow noread; set.d 2008 1
00008001 = 68
00002008 = 00000000 -> 00000001
! physmon: <stdin>:1:9: set needs more operands: set[.WIDTH] ADDR MASK
! physmon: <stdin>:2:12: set takes no more operands: set[.WIDTH] ADDR MASK
! physmon: <stdin>:3:10: mask 100 does not fit 8 bits
! physmon: <stdin>:4:1: .x is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:5:1: clrd is not a command: is 'clr' meant? ('help' lists them)
! physmon: <stdin>:6:12: mod needs more operands: mod[.WIDTH] ADDR MASK VALUE
! physmon: <stdin>:7:13: value 03 has bits outside of mask f0: they would not be written
! physmon: <stdin>:8:21: value ffffffff has bits outside of mask ffff0000: they would not be written
! physmon: <stdin>:9:9: set takes no range here: set[.WIDTH] ADDR MASK
! physmon: <stdin>:10:20: value 68 has bits outside of mask 01: they would not be written
! physmon: <stdin>:11:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <stdin>:12:9: mask 10000 does not fit 8 bits
! physmon: <stdin>:13:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <stdin>:14:1: 00002000 is a no-read register: to change some of its bits would read it ('allow noread' opens it)
! physmon: <stdin>:15:1: 00001004 is a no-read register: to change some of its bits would read it ('allow noread' opens it)
= 2

$ physmon --demo -r -c 'set 8000 1'
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

# Nothing is read if it can't be written.
$ physmon --demo -r --trace -c 'tgl 8000 1'
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

$ physmon --demo -n -c 'set 8000 1; mod.d 8000 ff 12; r 8000; tgl 8000 $'
read8 00008000
write8 00008000 ??
read32 00008000
write32 00008000 ????????
read8 00008000
read8 00008000
write8 00008000 ??

# The ruler of ?: as many bits as it takes.
$ physmon -t none -c '? 0; ? ff; ? 100; ? 12345; ? 123456789'
0x0 = 0t0 = 0y0
7    3
0000 0000
0xff = 0t255 = 0y11111111
7    3
1111 1111
0x100 = 0t256 = 0y100000000
15   11   7    3
0000 0001 0000 0000
0x12345 = 0t74565 = 0y10010001101000101
31   27   23   19   15   11   7    3
0000 0000 0000 0001 0010 0011 0100 0101
0x123456789 = 0t4886718345 = 0y100100011010001010110011110001001
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
0000 0000 0000 0000 0000 0000 0000 0001 0010 0011 0100 0101 0110 0111 1000 1001
