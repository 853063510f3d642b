# A[hi:lo]: bits of a unit, numbered in decimal; the unit is read once, whole.
$ physmon -t demo --trace
@ only littleendian
< r 8000
< r 8000[7:4]
< r 8000[2]
< r 8000[7:0]
< rw 8000[15:8]
< rd 8000[31:3]
00008000 = 54
00008000[7:4] = 5
00008000[2] = 1
00008000[7:0] = 54
00008000[15:8] = 68
00008000[31:3] = 0e6d2d0a
! read8 00008000
! read8 00008000
! read8 00008000
! read8 00008000
! read16 00008000
! read32 00008000

# COUNT and STEP are units; $ is the last unit, not its bits; a bare r reads the bits again, . goes on behind.
$ physmon -t demo
@ only littleendian
< rd 8000[15:8] 3
< rb 8000[7:4] 2 0
< ? $
< r
< r 8004[1:0]; r .[1:0]; r; d . 4
< r 8000[3:0]; width d; r
00008000[15:8] = 68
00008004[15:8] = 69
00008008[15:8] = 68
00008000[7:4] = 5
00008000[7:4] = 5
0x54 = 0t84 = 0y1010100
7    3
0101 0100
00008000[7:4] = 5
00008000[7:4] = 5
00008004[1:0] = 0
00008005[1:0] = 1
00008005[1:0] = 1
00008006: 73 20 74 68                                      s th
00008000[3:0] = 4
00008000[3:0] = 4

# The address is any, the bits are those of the whole operand; a word may be a number or a name.
$ physmon -t demo 8000
@ only littleendian
< r =8000[7:4]; r 0+1[7:4]; r (0+1)[7:4]; r .[7]
< def X 8000; def ADD 8001
< r X[7:4]; r X+1[3]; r a[6]; r a[6:5]; r @ADD[5]; r 0xADD[5]
< rb10[5]
00008000[7:4] = 5
00008001[7:4] = 6
00008001[7:4] = 6
00008002[7] = 0
00008000[7:4] = 5
00008001[3] = 1
0000800a[6] = 1
0000800a[6:5] = 3
00008001[5] = 1
00008add[5] = 0
00008010[5] = 1

# An element of an array goes before bits.
$ physmon -t demo -c 'def P[2] 8000; def P 8001; r P[2]; r P[3]; r P[2][3]; r P[2:0]'
00008000 = 54
00008001[3] = 1
00008000[3] = 0
00008001[2:0] = 0

# w: one read, one write of the unit, and what was done. The value must fit the bits.
$ physmon -t demo --trace
< wd 8[7:4] 3
< w 8[31:28] -1
< w 8[0] 1; w 8[5:4] $-$
< rd 8; w 8[15:8] $&ff; rd 8
< w 8[31:0] 0t4096
00000008 = 00000000 -> 00000030
00000008 = 00000030 -> f0000030
00000008 = f0000030 -> f0000031
! read32 00000008
! write32 00000008 00000030
! read32 00000008
! write32 00000008 f0000030
! read32 00000008
! write32 00000008 f0000031
! physmon: <stdin>:3:20: $ has no value: nothing has been read yet
= 1

$ physmon -t demo
< wd 8[7:4] 3; r 8
< w 8[15:8] $&ff; r 8; r .
< w 8[31:0] 0t4096
< w 8[3:0] $>>8
00000008 = 00000000 -> 00000030
00000008 = 00000030
00000008 = 00000030 -> 00003030
00000008 = 00003030
0000000c = 00000001
00000008 = 00003030 -> 00001000
00000008 = 00001000 -> 00001000

# . is where it was written.
$ physmon -t demo -c 'w 8010[3:0] f; r .; w .[7:4] .&f; r'
00008010 = 6f -> 6f
00008010 = 6f
00008011 = 66 -> 16
00008010 = 6f

# Byte order: bits are those of the value as it is typed and printed.
$ physmon -t demo -c 'endian big; rd 8000; r 8000[31:24]; w 8000[31:24] 41; r 8000; r.8 8000'
@ only littleendian
00008000 = 54686973
00008000[31:24] = 54
00008000 = 54686973 -> 41686973
00008000 = 41686973
00008000 = 41

$ physmon -t demo -k
< r 8000[8]
< rd 8000[32]
< rw 8000[40:2]
< r 8000[4:7]
< r 8000[64]
< r 8000[]
< r 8000[1:]
< r 8000[:1]
< r 8000[1
< r 8000[a]
< r 8000[1]x
< r 8000[1][2]
< r 8000[1]..8010
< r 8000..8010[1]
< d 8000[1]
< v 8000[1] 1
< base 8000[1]
< w 8000[1] 2
< w 8000[1:0] -3
< w 8000[7:4] 1 2
< w 8000[7:4]
< ? 8000[1]
< r XYZ[1]
< w 8000 8000[1]
! physmon: <stdin>:1:3: 8 bits have no bit 8: the width .16 has one
! physmon: <stdin>:2:4: 32 bits have no bit 32: the width .64 has one
! physmon: <stdin>:3:4: 16 bits have no bit 40: the width .64 has one
! physmon: <stdin>:4:7: write the higher bit first: [7:4]
! physmon: <stdin>:5:7: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:6:7: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:7:7: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:8:7: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:9:7: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:10:7: bits are two decimal numbers from 63 to 0, or one: [7:4], [5]
! physmon: <stdin>:11:10: unexpected 'x'
! physmon: <stdin>:12:10: unexpected '['
! physmon: <stdin>:13:3: a range is of whole units, not of bits
! physmon: <stdin>:14:7: a range is of whole units, not of bits
! physmon: <stdin>:15:3: d takes no bits here
! physmon: <stdin>:16:3: v takes no bits here
! physmon: <stdin>:17:6: base takes no bits here
! physmon: <stdin>:18:11: value 2 does not fit 1 bit
! physmon: <stdin>:19:13: value -3 does not fit 2 bits
! physmon: <stdin>:20:15: bits take one value
! physmon: <stdin>:21:12: w needs more operands: w[bwdq] ADDR VALUE...
! physmon: <stdin>:22:7: unexpected '['
! physmon: <stdin>:23:3: XYZ[1] is neither a number nor a known name
! physmon: <stdin>:24:12: unexpected '['
= 2

$ physmon -t demo -c 'wd 8 1000; r 8; w 8[3:0] $>>8'
00000008 = 00001000
! physmon: <-c>:1:26: value 10 does not fit 4 bits
= 1

# No-read registers are not read; what can't be written isn't read either.
$ physmon -t demo --trace -k
< w 2000[3:0] 1
< rd 2000[7:0]
< w 8001[3] 1
< ww 8001[3] 1
< wd 0[3] 1
< w fffffffc0[3] 1
00002000[7:0] = 48
00000000 = 504d4f4e -> 504d4f4e
! physmon: <stdin>:1:1: 00002000 is a no-read register: to change some of its bits would read it ('allow noread' opens it)
! read32 00002000
! physmon: <stdin>:3:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <stdin>:4:1: 00008001 is not aligned for a 16-bit access: the next aligned addresses are 00008000 and 00008002
! read32 00000000
! write32 00000000 504d4f4e
! physmon: <stdin>:6:1: fffffffc0 is beyond the end of demo, whose last address is 0000ffff
= 1

$ printf 'AAAAAAAA' >bytes
$ physmon -r -t file:bytes --trace -c 'w 0[3] 1'
! physmon: <-c>:1:1: writing 00000000 is refused: file:bytes is read-only (opened with -r)
= 1

# Dry run, JSON, bare.
$ physmon -n -t demo -c 'rd 8000[7:4] 2; w 8[7:4] 3; w 8[3] $'
$ physmon --json -t demo -c 'rd 8[7:4]; w 8[7:4] 3; noread 8 4; r 8[31:0] 2'
$ physmon --bare -t demo -c 'rd 8[7:4]; w 8[7:4] 3; r 8[7:4]'
read32 00008000
read32 00008004
read32 00000008
write32 00000008 ????????
read32 00000008
write32 00000008 ????????
{"addr":"0x00000008","bits":"7:4","value":"0x0","width":32}
{"addr":"0x00000008","old":"0x00000000","new":"0x00000030","width":32}
{"addr":"0x00000008","bits":"31:0","value":null,"state":"left-out","width":32}
{"addr":"0x0000000c","bits":"31:0","value":"0x00000001","width":32}
{"note":"1 unit was left out: no-read registers; r of exactly such an address reads it"}
0x0
0x00000030
0x3
