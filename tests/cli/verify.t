# v writes and reads back; nothing is said if it holds.
$ physmon -t demo -c 'v 8000 41; r 8000; vd 8 12345678; r 8'
00008000 = 41
00000008 = 12345678

# If it differs: ADDR = WRITTEN -> READ, and status 3, which ends a script.
$ physmon -t demo -c 'vd 0 1; r 4'
00000000 = 00000001 -> 504d4f4e
= 3

$ physmon -t demo -c 'vd c 0; vb 4 ff; r 4'
0000000c = 00000000 -> 00000001
= 3

$ physmon -t demo -k -c 'vd 0 1; vw 4 ffff; vb 4 -1; r 4'
00000000 = 00000001 -> 504d4f4e
00000004 = ffff -> 0100
00000004 = ff -> 00
00000004 = 00
= 3

# One write, then one read, of the same width.
$ physmon -t demo --trace -c 'vd 8 5; vb 2000 41'
00002000 = 41 -> 48
! write32 00000008 00000005
! read32 00000008
! write8 00002000 41
! read8 00002000
= 3

# It doesn't move . and isn't $.
$ physmon -t demo -c 'r 8001; v 8010 7; ? .; ? $'
00008001 = 68
0x8002 = 0t32770 = 0y1000000000000010
15   11   7    3
1000 0000 0000 0010
0x68 = 0t104 = 0y1101000
7    3
0110 1000

# As a write it is refused, and as a read it can fail.
$ physmon -t demo -k -c 'vd 8001 1; v 10000 1; v 4000 1; vd 3000 5; vb 3000 5'
! physmon: <-c>:1:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <-c>:1:12: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:23: bus error writing 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:44: bus error writing 8 bits at 00003000: TIMER takes 32-bit accesses only
= 1

$ physmon -t demo -r -c 'v 8000 1'
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

$ physmon -t demo -k
< vb 8000 100
< v 8000 1 2
< v 8000..8001 1
! physmon: <stdin>:1:9: value 100 does not fit 8 bits
! physmon: <stdin>:2:10: v takes no more operands: v[bwdq] ADDR VALUE
! physmon: <stdin>:3:7: v takes no range here: v[bwdq] ADDR VALUE
= 2
