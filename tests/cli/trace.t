# --trace announces each access on standard error before it is made.
$ physmon --trace -t demo -c 'r 8000 2; rd 0 2 8; ww 8 1 2; vd 8 5; db 8000 4; rb 2000 2 0'
00008000 = 54
00008001 = 68
00000000 = 504d4f4e
00000008 = 00000000
00008000: 54 68 69 73                                      This
00002000 = 48
00002000 = 65
! read8 00008000
! read8 00008001
! read32 00000000
! read32 00000008
! write16 00000008 0001
! write16 0000000a 0002
! write32 00000008 00000005
! read32 00000008
! read8 00008000
! read8 00008001
! read8 00008002
! read8 00008003
! read8 00002000
! read8 00002000

# Results are out before what comes next is announced: so when the board hangs, the last line names the culprit.
$ physmon --trace -t demo 2>&1
@ only littleendian
< rd 0; w 8 1
< r 8 2
< d 0 8
read32 00000000
00000000 = 504d4f4e
write32 00000008 00000001
read32 00000008
read32 0000000c
00000008 = 00000001
0000000c = 00000001
read32 00000000
read32 00000004
00000000: 504d4f4e 00000100                    NOMP....

# Nothing else is announced: not what is refused, not what is left out, not what doesn't touch the bus.
$ physmon --trace -k -t demo -c 'rd 8001; r 10000; db 1ffe 4; ? 1; base; width; echo a; def X 1; sleep 1; r 4000 2; w 4000 1 2' 2>&1
physmon: <-c>:1:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
physmon: <-c>:1:10: 00010000 is beyond the end of demo, whose last address is 0000ffff
read8 00001ffe
read8 00001fff
00001ffe: 00 00 ~~ ~~                                      ..  
physmon: 2 units were left out: no-read registers; r of exactly such an address reads it
0x1 = 0t1 = 0y1
7    3
0000 0001
00000000
b (8 bits)
a
read8 00004000
read8 00004001
00004000 = --
00004001 = --
physmon: <-c>:1:74: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 1 more unit failed
write8 00004000 01
physmon: <-c>:1:84: bus error writing 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon --trace -r -t demo -c 'w 8000 1'
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

$ physmon --trace -t demo -c 'r 0; zz'
! physmon: <-c>:1:6: zz is not a command ('help' lists them)
= 2

$ physmon --trace -k -t none -c 'r 0; w 0 1'
! physmon: <-c>:1:1: none has no bus, so nothing is at 00000000: open another with 'target' or -t
! physmon: <-c>:1:6: none has no bus, so nothing is at 00000000: open another with 'target' or -t
= 1

# Every access of the width asked for, none merged, none twice.
$ physmon --trace -t demo -c 'd 8000 12; dw 8000 6; dd 8000 8' 2>&1 >/dev/null | sort | uniq -c | sed 's/^ *//' | sort -k2
1 read16 00008000
1 read16 00008002
1 read16 00008004
1 read32 00008000
1 read32 00008004
1 read8 00008000
1 read8 00008001
1 read8 00008002
1 read8 00008003
1 read8 00008004
1 read8 00008005
1 read8 00008006
1 read8 00008007
1 read8 00008008
1 read8 00008009
1 read8 0000800a
1 read8 0000800b
1 read8 0000800c
1 read8 0000800d
1 read8 0000800e
1 read8 0000800f
1 read8 00008010
1 read8 00008011

# Addresses have 8 digits or as many as they need; values the width.
$ printf 1234567812345678 >f; physmon --trace -t file:f@fffffff8 -c 'r fffffff8; rd fffffffc 2; wb 100000000 -1'
@ only littleendian
fffffff8 = 31
0fffffffc = 38373635
100000000 = 34333231
! read8 fffffff8
! read32 fffffffc
! read32 100000000
! write8 100000000 ff

# A new target is traced too.
$ physmon --trace -t none -c 'target demo; r 0'
00000000 = 4e
! read8 00000000

# The values are the bus's.
$ physmon --trace -t demo -c 'endian big; wd 8 11223344; r 8; endian little; r 8'
@ only littleendian
00000008 = 11223344
00000008 = 44332211
! write32 00000008 44332211
! read32 00000008
! read32 00000008

# In a file, each line is there.
$ physmon --trace -t demo -c 'r 8000; w 8000 1' 2>log; cat log
00008000 = 54
read8 00008000
write8 00008000 01

# JSON of the results isn't disturbed.
$ physmon --trace --json -t demo -c 'r 8000'
{"addr":"0x00008000","width":8,"value":"0x54"}
! read8 00008000

# What can't be announced isn't made.
$ printf 0123 >f; physmon -k --trace -t file:f -c 'w 0 41; fill 1 2 42; d 0 4; find 0 4 0' 2>/dev/full || { echo $?; cat f; }
1
0123
\ no newline

$ printf 0123 >f; physmon -k --trace --json -t file:f -c 'w 0 41' 2>&- || { echo $?; cat f; }
@ only native
{"error":"writing 8 bits at 00000000 is refused: it can't be announced on standard error first","source":"<-c>","line":1,"column":1,"status":1,"addr":"0x00000000"}
1
0123
\ no newline
