# e over a pipe: the lines behind it are its answers: a value, nothing, -, a comment, and . to end.
$ physmon --demo
< e 8000
< 41
<
< -
< 0x55 # five
< # only a comment
< -1
< .
< d 8000 8
00008000 = 54
00008001 = 68
00008002 = 69
00008001 = 68
00008002 = 69
00008003 = 73
00008000: 41 55 ff 73 20 69 73 20                          AU.s is 

# Its width stays; it moves neither '.' nor '$'; the end of input ends it.
$ physmon --demo
@ only littleendian
< r 9; ed 8000; r .; ? $
< 12345678
< $+1
< .
< r 8000 2
< e 8000
< .+1
00000009 = 00
00008000 = 73696854
00008004 = 20736920
00008008 = 20656874
! physmon: <stdin>:1:15: 0000000a is not aligned for a 32-bit access: the next aligned addresses are 00000008 and 0000000c
= 1

$ physmon --demo --trace
@ only littleendian
< ew 8000; r 8000
< 1234
< .
00008000 = 6854
00008002 = 7369
00008000 = 1234
! read16 00008000
! write16 00008000 1234
! read16 00008002
! read16 00008000

# Base and byte order.
$ physmon --demo 8000
@ only littleendian
< endian big; ew 0
< 1234
< .
< d 0 4
00008000 = 5468
00008002 = 6973
00008000: 1234 6973                                .4is

# An error ends it, and the script with it.
$ physmon --demo
< e 8000
< 1
< 1ff
< .
< r 8000
00008000 = 54
00008001 = 68
! physmon: <stdin>:3:1: value 1ff does not fit 8 bits
= 2

# With -k, that unit stays, and the next line is meant for the next unit.
$ physmon --demo -k
< e 8000
< 1ff
< 22 33
< zz
< 44
< $
< .
< d 8000 5
00008000 = 54
00008001 = 68
00008002 = 69
00008003 = 73
00008004 = 20
00008005 = 69
00008000: 54 68 69 44 20                                   ThiD 
! physmon: <stdin>:2:1: value 1ff does not fit 8 bits
! physmon: <stdin>:3:4: one value a line, '-' to go back, '.' to end
! physmon: <stdin>:4:1: zz is neither a number nor a known name
! physmon: <stdin>:6:1: $ has no value: nothing has been read yet
= 2

# What can't be read has no value; it can be written all the same.
$ physmon --demo -k
< ed 3ffc
< 1
< 2
< .
< ed fffc
<
< .
< ed 8001
00003ffc = 00000000
00004000 = --------
00004004 = --------
0000fffc = 00000000
00010000 = --------
! physmon: <stdin>:1:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <stdin>:1:1: bus error writing 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <stdin>:1:1: bus error reading 32 bits at 00004004: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <stdin>:5:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:8:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
= 1

$ physmon --demo
< ed fffc
<
0000fffc = 00000000
00010000 = --------
! physmon: <stdin>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

# A no-read register is read only if it is what was typed.
$ physmon --demo
< e 1fff
<
< 41
< .
< e 2000
< .
00001fff = 00
00002000 = ~~
00002001 = ~~
00002000 = 48

$ physmon --demo -r
< e 8000
< 1
00008000 = 54
! physmon: <stdin>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

# JSON: each line is answered when what it did is there.
$ physmon --demo -k --json
@ only littleendian
< ew 8000
< 1
< 1ffff
< .
< r 8000
{"addr":"0x00008000","width":16,"value":"0x6854"}
{"line":1,"status":0}
{"addr":"0x00008002","width":16,"value":"0x7369"}
{"line":2,"status":0}
{"error":"value 1ffff does not fit 16 bits","source":"<stdin>","line":3,"column":1,"status":2}
{"addr":"0x00008004","width":16,"value":"0x6920"}
{"line":3,"status":2}
{"line":4,"status":2}
{"addr":"0x00008000","width":16,"value":"0x0001"}
{"line":5,"status":0}
= 2

$ physmon --demo -n
< ed 8000
< 1
< .
read32 00008000
write32 00008000 00000001
read32 00008004

# It needs somebody to ask.
$ physmon --demo -c 'e 8000' || echo $?
$ physmon --demo -c 'repeat 2 "e 8000"' || echo $?
2
2
! physmon: <-c>:1:3: e takes its values from the prompt or from the lines of standard input, not from -c or -f
! physmon: <-c>:1:13: e takes its values from the prompt or from the lines of standard input, not from -c or -f

$ physmon --demo -k
< e
< e 8000 1
< e 8000..8001
< repeat 2 "e 8000"
< 1
< .
< 2
< .
< r 8000
00008000 = 54
00008001 = 68
00008000 = 01
00008001 = 68
00008000 = 02
! physmon: <stdin>:1:2: e needs more operands: e[bwdq] ADDR
! physmon: <stdin>:2:8: e takes no more operands: e[bwdq] ADDR
! physmon: <stdin>:3:7: e takes no range here: e[bwdq] ADDR
= 2
