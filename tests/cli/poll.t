# poll and expect: one read of exactly the width each time, status 3 and a sentence if it isn't equal. MASK before VALUE.
$ physmon -t demo --trace -c 'expect.d 0 504d4f4e; expect 4 ff 0; expect.w 0 ff00 4f00; poll.d 0 504d4f4e; poll.d 4 f00 100 1s'
! read32 00000000
! read8 00000004
! read16 00000000
! read32 00000000
! read32 00000004

$ physmon -t demo -k -c 'expect.d 0 1; expect.d 4 ff00 200; expect.b 8 -1; expect.d 4 f 1'
! physmon: <-c>:1:1: 00000000 reads 504d4f4e, not 00000001
! physmon: <-c>:1:15: 00000004 reads 00000100, which is 00000100 under mask 0000ff00, not 00000200
! physmon: <-c>:1:36: 00000008 reads 00, not ff
! physmon: <-c>:1:51: 00000004 reads 00000100, which is 00000000 under mask 0000000f, not 00000001
= 3

# They neither move . nor set $ nor the width; a script stops there.
$ physmon -t demo -c 'r 4; expect.d 0 504d4f4e; ? .; ? $; r; expect 0 1; echo not reached'
00000004 = 00
0x5 = 0t5 = 0y101
7    3
0000 0101
0x0 = 0t0 = 0y0
7    3
0000 0000
00000004 = 00
! physmon: <-c>:1:40: 00000000 reads 4e, not 01
= 3

# A time needs its unit where a value could stand, and none behind MASK and VALUE.
$ physmon -t demo -k -c 'poll.d 8 1 20ms; poll.d 8 1 100us; poll.d 8 1 1 20; poll.d 8 3 2 0s; poll 8 ff 0s'
! physmon: <-c>:1:1: 00000008 reads 00000000, not 00000001 after 20 ms
! physmon: <-c>:1:18: 00000008 reads 00000000, not 00000001 after 100 us
! physmon: <-c>:1:36: 00000008 reads 00000000, which is 00000000 under mask 00000001, not 00000001 after 20 ms
! physmon: <-c>:1:53: 00000008 reads 00000000, which is 00000000 under mask 00000003, not 00000002 after 0 s
! physmon: <-c>:1:70: 00000008 reads 00, not ff after 0 s
= 3

# It waits for what takes time: the demo board's timer runs for 30 ms.
$ physmon -t demo -c 'wd 3000 7530; w 3008 1; poll.d 300c 1 1 5s; rd 3004; rd 300c'
00003004 = 00000000
0000300c = 00000001

# A bus error is no value and ends it; what would be refused is refused.
$ physmon -t demo -k -c 'poll 4000 0 1s; expect 4000 0; expect.d 1 0; poll 10000 0'
! physmon: <-c>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:17: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:32: 00000001 is not aligned for a 32-bit access: the next aligned addresses are 00000000 and 00000004
! physmon: <-c>:1:46: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

# What can never be equal is said at once: while compiling where it is known then.
$ physmon -t demo -k
< poll.d 0 f0 1
< expect.b 0 100
< expect.b 0 100 1
< expect.b 0 ff -1
< expect.b 0 1ff 1
< poll 0 10ms
< poll 0 1 10ms 20ms
< poll 0 1 2 3ms 4
< poll 0
< expect 0 1 2 3
< rd 0; expect.d 0 ff $
00000000 = 504d4f4e
! physmon: <stdin>:1:13: value 00000001 has bits outside of mask 000000f0: nothing can ever be equal to it
! physmon: <stdin>:2:12: value 100 does not fit 8 bits
! physmon: <stdin>:3:12: mask 100 does not fit 8 bits
! physmon: <stdin>:4:1: 00000000 reads 4e, not ff
! physmon: <stdin>:5:12: mask 1ff does not fit 8 bits
! physmon: <stdin>:6:8: 10ms is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:7:10: expected a value between the mask and the time
! physmon: <stdin>:8:16: poll takes no more operands: poll[.WIDTH] ADDR [MASK] VALUE [TIME]
! physmon: <stdin>:9:7: poll needs more operands: poll[.WIDTH] ADDR [MASK] VALUE [TIME]
! physmon: <stdin>:10:14: expect takes no more operands: expect[.WIDTH] ADDR [MASK] VALUE
! physmon: <stdin>:11:21: value 504d4f4e has bits outside of mask 000000ff: nothing can ever be equal to it
= 2

# In another byte order, values and masks are typed and told in it.
$ physmon -t demo -c 'endian big; expect.d 0 4e4f4d50; expect.d 0 ff000000 4e000000; expect.w 0 0'
@ only littleendian
! physmon: <-c>:1:64: 00000000 reads 4e4f, not 0000
= 3

# In a dry run they count as held, and each reads once.
$ physmon -n -t demo -c 'expect 0 1; poll 8 ff; poll.d 8 1 2s; rb 0; expect 0 $'
read8 00000000
read8 00000008
read32 00000008
read8 00000000
read8 00000000

# As JSON the error tells the address.
$ physmon --json -t demo -c 'expect.d 0 1'
{"error":"00000000 reads 504d4f4e, not 00000001","source":"<-c>","line":1,"column":1,"status":3,"addr":"0x00000000"}
= 3

# Ctrl-C ends a poll, and a script with it.
$ exec timeout -s INT 1 physmon -t demo -c 'echo a; poll 8 1; echo b'
@ only native
a
= 124

# What doesn't fit says how its number was read.
$ physmon -t demo -k
< poll 10 1<<27
< poll 10 1<<27 1
< poll 10 (1 << 27) 1 5s
< poll 10[3:0] 1<<8 5
< expect 10 1<<27
< expect 10 1 1<<27
< set 10 1<<27
< mod 10 1<<27 1
< e 10
< 1<<27
< .
00000010 = 00
00000011 = 00
! physmon: <stdin>:1:9: value 1<<27 does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:2:9: mask 1<<27 does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:3:9: mask (1 << 27) does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:4:14: value 1<<8 does not fit 4 bits (8 is decimal here)
! physmon: <stdin>:5:11: value 1<<27 does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:6:13: value 1<<27 does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:7:8: mask 1<<27 does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:8:8: mask 1<<27 does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:10:1: value 1<<27 does not fit 8 bits (27 is decimal here)
= 2
