# fill: the pattern again and again, the last repetition cut; a whole piece and more.
$ physmon --demo
< fill 8000 8 1 2 3
< fill.d 8010..8017 12345678
< d 8000 20
< fill.d 8020 10 -1
< d 8020 10
< fill 8000 8000 0
< fill 8000 7fff 1 2 3
< find 8000 8000 1 1
< find 8000 8000 0
@ only littleendian
00008000: 01 02 03 01 02 03 01 02 74 68 65 20 52 41 4d 20  ........the RAM 
00008010: 78 56 34 12 78 56 34 12 65 6d 6f 20 62 6f 61 72  xV4.xV4.emo boar
00008020: ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff  ................
! physmon: <stdin>:8:1: nothing in 00008000-0000ffff matches
= 3

$ physmon --demo --trace -c 'fill.w 8002 6 abcd 1'
! write16 00008002 abcd
! write16 00008004 0001
! write16 00008006 abcd

# copy: overlapping both ways, over the border of pieces, in the width asked for.
$ physmon --demo -c 'copy 8000 10 8004; d 8000 20; copy 8004..8013 8001; d 8000 20'
00008000: 54 68 69 73 54 68 69 73 20 69 73 20 74 68 65 20  ThisThis is the 
00008010: 52 41 4d 20 68 65 20 64 65 6d 6f 20 62 6f 61 72  RAM he demo boar
00008000: 54 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d  TThis is the RAM
00008010: 20 41 4d 20 68 65 20 64 65 6d 6f 20 62 6f 61 72   AM he demo boar

$ python3 -c 'import sys; sys.stdout.buffer.write(bytes((i * 7 + i // 256) % 256 for i in range(200000)))' >a
$ cp a b; cp a c; cp a up; cp a down
$ physmon -t file:b -c 'copy.d 0 30000 100; copy.q 30000 8 0'
$ physmon -t file:c -c 'copy.w 102 30000 0'
$ (head -c 256 a; head -c 196608 a; tail -c +196865 a) >up; dd if=up of=up bs=8 skip=24576 count=1 conv=notrunc status=none
$ (tail -c +259 a | head -c 196608; tail -c +196609 a) >down
$ cmp up b; cmp down c
@ only 64bit

$ physmon --demo --trace -c 'copy.d 8000 8 8004'
@ only littleendian
! read32 00008000
! read32 00008004
! write32 00008004 73696854
! write32 00008008 20736920

# A unit that can't be read ends a copy: what is on its side of it is there.
$ physmon --demo -k -c 'fill 8000 10 55; copy ffe0..ffff 3ff0; copy.d 3ff8 20 8000; d 8000 10; copy.d 3ff8 20 3ffc'
@ only littleendian
00008000: 00 00 00 00 00 00 00 00 55 55 55 55 55 55 55 55  ........UUUUUUUU
! physmon: <-c>:1:18: bus error writing 8 bits at 00003ff0: TIMER takes 32-bit accesses only
! physmon: <-c>:1:40: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 5 more units failed; the first 8 of 20 bytes were copied
! physmon: <-c>:1:72: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 5 more units failed; 0 of 20 bytes were copied
= 1

# cmp: a line for each unit that differs, status 3.
$ physmon --demo -c 'copy 8000 20 9000; cmp 8000 20 9000'

$ physmon --demo -c 'copy 8000 20 9000; w 9003 1; w 901f 2; cmp 8000 20 9000'
00008003 = 73 -> 01
0000801f = 72 -> 02
! physmon: 2 of 32 units differ
= 3

$ physmon --demo -c 'cmp.w 8000..8003 8001'
! physmon: <-c>:1:1: 00008001 is not aligned for a 16-bit access: the next aligned addresses are 00008000 and 00008002
= 1

$ physmon --demo --json -k -c 'cmp.w 8000..8003 8002; cmp.d 2000 8 2000; crc 8000 4; find 8000 8 73; find 8000 8 0'
@ only littleendian
{"addr":"0x00008000","old":"0x6854","new":"0x7369","width":16,"other":"0x00008002"}
{"addr":"0x00008002","old":"0x7369","new":"0x6920","width":16,"other":"0x00008004"}
{"note":"2 of 2 units differ"}
{"note":"2 units were left out: no-read registers; r of exactly such an address reads it"}
{"first":"0x00008000","last":"0x00008003","crc32":"0x5edc2d19"}
{"addr":"0x00008003"}
{"addr":"0x00008006"}
{"error":"nothing in 00008000-00008007 matches","source":"<-c>","line":1,"column":71,"status":3}
= 3

$ physmon --demo --bare -k -c 'cmp.w 8000..8003 8002; crc 8000 4; find 8000 8 73'
@ only littleendian
0x00008000 0x6854 0x7369
0x00008002 0x7369 0x6920
0x5edc2d19
0x00008003
0x00008006
! physmon: 2 of 2 units differ
= 3

# What can't be read is compared with nothing.
$ physmon --demo -c 'cmp 7ffe 4 8000'
00008000 = 54 -> 69
00008001 = 68 -> 73
! physmon: 2 of 4 units differ
! physmon: <-c>:1:1: bus error reading 8 bits at 00007ffe: nothing answers there; on a real board the block might be unclocked or in reset; 1 more unit failed
= 1

# find: values, texts, masks, unit steps.
$ physmon --demo -k
< find 8000 100 "RAM"
< find 8000..8007 73
< find -n 2 8000 100 20
< find.w 8001..8100 "of"
< find -m df 8000 20 54
< find -m f0 -n 3 8000 20 65 60
< find 8000 8 "\x54\x68" 69
< fill 9000 10 0; find 9000 10 0 0 0
< find 8000 8 "nothing"
0000800c
00008003
00008006
00008004
00008007
00008000
00008008
00008013
00008001
00008009
00008010
00008000
00009000
00009001
00009002
00009003
00009004
00009005
00009006
00009007
00009008
00009009
0000900a
0000900b
0000900c
0000900d
! physmon: <stdin>:4:1: 00008001 is not aligned for a 16-bit access: the next aligned addresses are 00008000 and 00008002
! physmon: <stdin>:9:1: nothing in 00008000-00008007 matches
= 1

# Values are units: "of" is 666f to a little-endian machine, 6f66 to a big-endian one. A text is bytes to both.
$ physmon --demo -k -c 'find.w 8000 100 6f66; find.w 8000 100 666f; find.w 8000 100 "of"'
@ only littleendian
00008010
00008010
! physmon: <-c>:1:1: nothing in 00008000-000080ff matches
= 3

$ physmon --demo -k -c 'find.w 8000 100 666f; find.w 8000 100 6f66; find.w 8000 100 "of"'
@ only bigendian
00008010
00008010
! physmon: <-c>:1:1: nothing in 00008000-000080ff matches
= 3

# Across the borders of pieces, each unit read once.
$ python3 -c 'import sys; sys.stdout.buffer.write(bytes(65533) + b"needle" + bytes(65536 - 9) + b"nee" + b"dle" + bytes(99))' >f
$ physmon -t file:f -c 'find 0 20063 "needle"; find 0 20000 "nee"; find -n 1 0 20000 6e 65 65'
$ physmon -t file:f --trace -c 'find 0 20010 "needle"' 2>&1 | grep -c ^read8
0000fffd
0001fffa
0000fffd
0001fffa
0000fffd
131088

# A single value in memory that is mapped, where units aren't kept: the same as unit by unit, which --trace makes of it.
$ python3 -c 'b = bytearray(70000); b[0] = b[0x1003] = b[0xffff] = b[0x10000] = b[-1] = 0x7e; open("f", "wb").write(b)'
$ cat >s; physmon -k -t file:f <s >once 2>&1 || true; physmon -k --trace -t file:f <s 2>&1 | grep -v ^read >twice; cmp once twice; cat once
< find 0 11170 7e; find -n 2 1 11160 7e; find -m 7c 0 ffff 7f; find.d -m ff 0 10004 7e; find.w 1000 8 7e00
< noread 1000 8; find 0 10000 7e; find.w 1000 8 7e00
@ only littleendian
00000000
00001003
0000ffff
00010000
0001116f
00001003
0000ffff
00000000
00001003
00000000
00010000
00001002
00000000
0000ffff
physmon: 8 units were left out: no-read registers; r of exactly such an address reads it
physmon: 4 units were left out: no-read registers; r of exactly such an address reads it
physmon: <stdin>:2:33: nothing in 00001000-00001007 matches

# What was cut off while it was mapped.
$ dd if=/dev/zero of=f bs=65536 count=2 2>/dev/null; : >out
$ { echo 'r 1fff0'; until grep -q 1fff0 out; do sleep 0.05; done; dd if=/dev/null of=f bs=65536 seek=1 2>/dev/null; echo 'find.d fff8 10008 0'; } | physmon -t file:f >out || cat out
0001fff0 = 00
0000fff8
0000fffc
! physmon: <stdin>:2:1: bus error reading 32 bits at 00010000: the file was truncated, f ends at 0000ffff now; 16383 more units failed

# Units that weren't read match nothing, whatever was in the buffer before.
$ physmon --demo -k -c 'find.b 3ffc 4 0; find.d 1ffc 8 0; find.d 2000 4 0'
00001ffc
! physmon: <-c>:1:1: bus error reading 8 bits at 00003ffc: TIMER takes 32-bit accesses only; 3 more units failed
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: <-c>:1:35: nothing in 00002000-00002003 matches
= 1

# crc: as zlib's; nothing with a hole in it.
$ python3 -c 'import sys; sys.stdout.buffer.write(bytes(65533) + b"needle" + bytes(65536 - 9) + b"nee" + b"dle" + bytes(99))' >f
$ physmon -t file:f -c 'crc 0 20063; crc.d 10 20; crc 0 1'
$ python3 -c 'import zlib; d = open("f", "rb").read(); print("%08x %08x %08x" % (zlib.crc32(d), zlib.crc32(d[16:48]), zlib.crc32(d[:1])))'
00000000-00020062 = 1a95a392
00000010-0000002f = 190a55ad
00000000-00000000 = d202ef8d
1a95a392 190a55ad d202ef8d

$ physmon --demo -k -c 'crc 1ff0 20; crc.d 3ff0 20; allow noread; crc.d 1ff0 20'
@ only littleendian
00001ff0-0000200f = d5d6eb75
! physmon: <-c>:1:1: 00001ff0-0000200f holds a register that reading changes, at 00002000: it can't be left out here, and 'allow noread' reads it
! physmon: <-c>:1:14: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 3 more units failed
= 1

# Relative to base, names, '.' and '$', which stay where they are.
$ physmon --demo 8000
< fill 0 4 11; r 0; fill .+4 4 $; d 0 10
< def RAM 8000
< copy RAM 4 RAM+10; crc RAM 4; find RAM..801f 11; r .
00008000 = 11
00008000: 11 11 11 11 20 11 11 11 11 68 65 20 52 41 4d 20  .... ....he RAM 
00008000-00008003 = ed6c2543
00008000
00008001
00008002
00008003
00008005
00008006
00008007
00008008
00008010
00008011
00008012
00008013
00008010 = 11

# Wrong texts run nothing.
$ physmon --demo -k
< fill 8000 10
< fill 8000 0 1
< fill.d 8000 6 1
< fill 8000 10 100
< fillq 8000 10 1
< fill.x 8000 10 1
< copy 8000 10
< copy 8000 10 9000 1
< copy 8000 10 9000..9001
< cmp 8000 10
< find 8000 10
< find.d 8000 10 "abc"
< find 8000 10 ""
< find -n 0 8000 10 1
< find -m 100 8000 10 1
< find -n 1 -n 2 8000 10 1
< find 8000 10 "abc
< crc 8000 4 4
< crc 8000..7fff
! physmon: <stdin>:1:13: fill needs more operands: fill[.WIDTH] ADDR LENGTH VALUE...
! physmon: <stdin>:2:11: the length must not be 0
! physmon: <stdin>:3:13: length 6 is no multiple of 4 bytes, the width
! physmon: <stdin>:4:14: value 100 does not fit 8 bits
! physmon: <stdin>:5:1: fillq is not a command: is 'fill' meant? ('help' lists them)
! physmon: <stdin>:6:1: .x is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:7:13: copy needs more operands: copy[.WIDTH] ADDR LENGTH DEST
! physmon: <stdin>:8:19: copy takes no more operands: copy[.WIDTH] ADDR LENGTH DEST
! physmon: <stdin>:9:18: unexpected '.'
! physmon: <stdin>:10:12: cmp needs more operands: cmp[.WIDTH] ADDR LENGTH ADDR
! physmon: <stdin>:11:13: find needs more operands: find[.WIDTH] [-m MASK] [-n COUNT] ADDR LENGTH PATTERN...
! physmon: <stdin>:12:16: a text of 3 bytes is no multiple of 4 bytes, the width: find.b looks at each byte
! physmon: <stdin>:13:14: an empty text is nothing to find
! physmon: <stdin>:14:9: the count must not be 0
! physmon: <stdin>:15:9: mask 100 does not fit 8 bits
! physmon: <stdin>:16:11: option -n given twice
! physmon: <stdin>:17:14: the text that begins here has no closing quote
! physmon: <stdin>:18:12: crc takes no more operands: crc[.WIDTH] ADDR LENGTH
! physmon: <stdin>:19:9: the range ends before it begins
= 2

# What is refused reaches no unit.
$ physmon --demo -k --trace
< fill ffff 2 1
< fill.d 8002 8 1
< copy.d 8000 8 9002
< copy 8000 8 fffc
< cmp 8000 8 fffc
< crc 0..7fffffff
< fill.d =8000 8 $<<32
! physmon: <stdin>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:2:1: 00008002 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <stdin>:3:1: 00009002 is not aligned for a 32-bit access: the next aligned addresses are 00009000 and 00009004
! physmon: <stdin>:4:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:5:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:6:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:7:16: $ has no value: nothing has been read yet
= 1

$ physmon --demo --trace -c 'crc 0..ffffffffffffffff'
@ only 64bit
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ physmon --demo --trace -c 'crc 0..ffffffffffffffff'
@ only 32bit
! physmon: <-c>:1:1: ffffffffffffffff units are more than one command can take here
= 1

$ physmon --demo -r -k -c 'fill 8000 2 1; copy 8000 2 9000'
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
! physmon: <-c>:1:16: writing 00009000 is refused: demo is read-only (opened with -r)
= 1

# A dry run tells, and compares nothing.
$ physmon --demo -n -c 'fill 8000 3 1 2; copy.d 8000 8 8004; cmp 8000 1 9000; find 8000 2 1; crc 8000 2; r 8000; fill.w 8000 6 $ 1; copy 2000 4 8000'
@ only littleendian
write8 00008000 01
write8 00008001 02
write8 00008002 01
read32 00008000
read32 00008004
write32 00008004 ????????
write32 00008008 ????????
read8 00008000
read8 00009000
read8 00008000
read8 00008001
read8 00008000
read8 00008001
read8 00008000
write16 00008000 ????
write16 00008002 0001
write16 00008004 ????
! physmon: <-c>:1:109: 00002000-00002003 holds a register that reading changes, at 00002000: it can't be left out here, and 'allow noread' reads it
= 1

# A pattern across the border of the pieces that find reads (8192 bytes), in each width.
$ head -c 20000 /dev/zero >z
$ f() { physmon -t file:z -c "w.$1 $2 11 22 33; find.$1 0 4e20 11 22 33; fill 0 4e20 0"; }
$ f w 1ffc; f w 3ffe; f d 1ff8; f d 3ffc; f q 1ff0; f q 3ff8
@ only 64bit
00001ffc
00003ffe
00001ff8
00003ffc
00001ff0
00003ff8
