# COUNT units, default 1, a line each, STEP bytes apart; all are hexadecimal.
$ physmon -t demo
< r 8000
< r 8000 3
< r 8000 2 8
< rd 0 2
< rd 0 2 8
< rb 8000 10 10
00008000 = 54
00008000 = 54
00008001 = 68
00008002 = 69
00008000 = 54
00008008 = 74
00000000 = 504d4f4e
00000004 = 00000100
00000000 = 504d4f4e
00000008 = 00000000
00008000 = 54
00008010 = 6f
00008020 = 64
00008030 = 20
00008040 = 00
00008050 = 00
00008060 = 00
00008070 = 00
00008080 = 00
00008090 = 00
000080a0 = 00
000080b0 = 00
000080c0 = 00
000080d0 = 00
000080e0 = 00
000080f0 = 00

# STEP 0 reads one address again and again.
$ physmon -t demo -c 'rb 2000 5 0; rd 2004'
00002000 = 48
00002000 = 65
00002000 = 6c
00002000 = 6c
00002000 = 6f
00002004 = 00000015

$ physmon -t demo -c 'rw 0 3 0'
00000000 = 4f4e
00000000 = 4f4e
00000000 = 4f4e

# A count of 0 and a STEP that is no multiple of the width are wrong text.
$ physmon -t demo -k
< r 8000 0
< rd 8000 2 2
< rw 8000 1 1
< rd 8000 1 -1
< r 8000 1 1 1
< r zz
< r 8000 zz
< r 8000 1 zz
! physmon: <stdin>:1:8: the count must not be 0
! physmon: <stdin>:2:11: step 2 is no multiple of 4 bytes, the width
! physmon: <stdin>:3:11: step 1 is no multiple of 2 bytes, the width
! physmon: <stdin>:4:11: step -1 is no multiple of 4 bytes, the width
! physmon: <stdin>:5:12: r takes no more operands: r[bwdq] [-v] [ADDR [COUNT [STEP]]]
! physmon: <stdin>:6:3: zz is neither a number nor a known name
! physmon: <stdin>:7:8: zz is neither a number nor a known name
! physmon: <stdin>:8:10: zz is neither a number nor a known name
= 2

# What is known only while running fails then.
$ physmon -t demo -k
< r 8040; r 8000 $
< r 8000; rd 8000 2 $+1
00008040 = 00
00008000 = 54
! physmon: <stdin>:1:16: the count must not be 0
! physmon: <stdin>:2:9: step 55 from 00008000 is not aligned for 32-bit accesses: use a multiple of 4, such as 54
= 1

# Values are zero-padded to their width, addresses to 8 digits or what the last one needs.
$ printf '\001\002\003\004\005\006\007\010' >bytes
$ physmon -t file:bytes@ffffffffffffff00 -c 'r ffffffffffffff00 2'
ffffffffffffff00 = 01
ffffffffffffff01 = 02

$ printf 'abcdefghijklmnop' >bytes
$ physmon -t file:bytes@fffffff8 -c 'r fffffff8; r fffffff8 2 7; r fffffff8 2 8; r fffffff8; r 100000000'
fffffff8 = 61
fffffff8 = 61
ffffffff = 68
0fffffff8 = 61
100000000 = 69
fffffff8 = 61
100000000 = 69

# What could not be read, what was left out; the rest is read all the same.
$ physmon -t demo -k -c 'rd 3ff8 4; r 1ff8 3; r 4000 3 0; rb 2ffe 4; ? 1'
00003ff8 = 00000000
00003ffc = 00000000
00004000 = --------
00004004 = --------
00001ff8 = 00000000
00001ffc = 00000000
00002000 = ~~~~~~~~
00004000 = --------
00004000 = --------
00004000 = --------
00002ffe = 00
00002fff = 00
00003000 = --
00003001 = --
0x1 = 0t1 = 0y1
7    3
0000 0001
! physmon: <-c>:1:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 1 more unit failed
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: <-c>:1:22: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 2 more units failed
! physmon: <-c>:1:34: bus error reading 8 bits at 00003000: TIMER takes 32-bit accesses only; 1 more unit failed
= 1

# A register that reading changes is read if exactly it was asked for.
$ physmon -t demo -c 'r 2000; r 2000 1; rd 2000 2 0; r 2000..2000; r 2000 2'
00002000 = 48
00002000 = 65
00002000 = 0000006c
00002000 = 0000006c
00002000 = 0000006f
00002000 = ~~~~~~~~
00002004 = 00000015
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it

# Refused before the bus sees anything.
$ physmon -t demo -k
< rd 8001
< rw 8001
< r 10000
< r ffff 2
< r 0 10001
< r 0 7fffffff
< r 8000 2 -1
< r fffffffffffffffe 3
< rd fffffffffffffffc 2
< r ffffffffffffffff 2
! physmon: <stdin>:1:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <stdin>:2:1: 00008001 is not aligned for a 16-bit access: the next aligned addresses are 00008000 and 00008002
! physmon: <stdin>:3:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:4:1: 0000ffff is not aligned for a 16-bit access: the next aligned addresses are 0000fffe and 00010000
! physmon: <stdin>:5:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:6:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:7:10: step -1 is no multiple of 2 bytes, the width
! physmon: <stdin>:8:1: 3 units of 16 bits from fffffffffffffffe on run past the last address, ffffffffffffffff: at most 1 fit there
! physmon: <stdin>:9:1: 2 units of 32 bits from fffffffffffffffc on run past the last address, ffffffffffffffff: at most 1 fit there
! physmon: <stdin>:10:1: ffffffffffffffff is not aligned for a 32-bit access: the last aligned address is fffffffffffffffc
= 2

$ physmon -t demo -c 'rw 0 ffffffffffffffff'
@ only 64bit
! physmon: <-c>:1:1: 18446744073709551615 units of 16 bits from 00000000 on run past the last address, ffffffffffffffff: at most 9223372036854775808 fit there
= 1

$ physmon -t none -k -c 'r 0' -c 'r ffffffffffffffff 2'
! physmon: <-c>:1:1: none has no bus, so nothing is at 00000000: open another with 'target' or -t
! physmon: <-c 2>:1:1: none has no bus, so nothing is at ffffffffffffffff: open another with 'target' or -t
= 1

# 64 bits, where the target takes them and the CPU makes them in one.
$ physmon -t demo -k -c 'rq 8000; rq 8004; rq 0'
@ only 64bit littleendian
00008000 = 2073692073696854
00000000 = ----------------
! physmon: <-c>:1:10: 00008004 is not aligned for a 64-bit access: the next aligned addresses are 00008000 and 00008008
! physmon: <-c>:1:19: bus error reading 64 bits at 00000000: SYSID takes 8-, 16- and 32-bit accesses only
= 1
