# Values go to successive units; nothing is printed.
$ physmon -t demo
< w 8000 41 42 43
< d 8000 4
< ww 8 1234 5678
< r 8 2
< wd 8 12345678
< r 8
00008000: 41 42 43 73                                      ABCs
00000008 = 1234
0000000a = 5678
00000008 = 12345678

$ printf '................' >bytes
$ physmon -t file:bytes -c 'w 1 41 42; ww 4 4344; wd 8 48474645'
$ cat bytes
@ only littleendian
.AB.DC..EFGH....
\ no newline

# The file was written in place, whole units at a time, and nothing else of it.
$ printf '................' >bytes
$ physmon -t file:bytes -c 'wq 8 4847464544434241'; cat bytes
@ only 64bit littleendian
........ABCDEFGH
\ no newline

# w never reads: the no-read FIFO keeps what it holds, but for what was put in.
$ physmon -t demo --trace -c 'rd 2004; wd 2008 1; wb 2000 41 ; wd 8 1; rd 2004'
00002004 = 0000001a
00002004 = 00000001
! read32 00002004
! write32 00002008 00000001
! write8 00002000 41
! write32 00000008 00000001
! read32 00002004

# Values are checked, all of them, before the first is written.
$ physmon -t demo -k
@ only littleendian
< w 8000 1 2 100
< w 8000 1 2 zz
< w 8000 1 2 1/0
< d 8000 4
< r 0; ww 8000 1 $<<16
< d 8000 4
00008000: 54 68 69 73                                      This
00000000 = 4e
00008000: 6854 7369                                This
! physmon: <stdin>:1:12: value 100 does not fit 8 bits
! physmon: <stdin>:2:12: zz is neither a number nor a known name
! physmon: <stdin>:3:13: division by 0
! physmon: <stdin>:5:16: value 4e0000 does not fit 16 bits
= 2

# Operands.
$ physmon -t demo -k
< w
< w 8000
< w zz 1
< w 8000 1,2
< w 8000 1;2
< w @8000 1
< v
< v 8000
! physmon: <stdin>:1:2: w needs more operands: w[bwdq] ADDR VALUE...
! physmon: <stdin>:2:7: w needs more operands: w[bwdq] ADDR VALUE...
! physmon: <stdin>:3:3: zz is neither a number nor a known name
! physmon: <stdin>:4:9: unexpected ',': blanks separate operands, as in 'd 1000 40'
! physmon: <stdin>:5:10: 2 alone is not a command: 'r 2' reads it
! physmon: <stdin>:6:3: unexpected '@'
! physmon: <stdin>:7:2: v needs more operands: v[bwdq] ADDR VALUE
! physmon: <stdin>:8:7: v needs more operands: v[bwdq] ADDR VALUE
= 2

# Refused before the bus sees anything.
$ physmon -t demo -k
< ww 8001 1
< wd 8002 1
< w 10000 1
< w ffff 1 2
< w ffffffffffffffff 1 2
< wd fffffffffffffffc 1 2
< r ffff
! physmon: <stdin>:1:1: 00008001 is not aligned for a 16-bit access: the next aligned addresses are 00008000 and 00008002
! physmon: <stdin>:2:1: 00008002 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <stdin>:3:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:4:1: 0000ffff is not aligned for a 32-bit access: the next aligned addresses are 0000fffc and 00010000
! physmon: <stdin>:5:1: ffffffffffffffff is not aligned for a 32-bit access: the last aligned address is fffffffffffffffc
! physmon: <stdin>:6:1: 2 units of 32 bits from fffffffffffffffc on run past the last address, ffffffffffffffff: at most 1 fit there
! physmon: <stdin>:7:1: 0000ffff is not aligned for a 32-bit access: the next aligned addresses are 0000fffc and 00010000
= 1

# A bus error ends a write at the unit that failed.
$ physmon -t demo -k -c 'wd 3ff8 1 2 3 4; w 4000 1; ww 3000 1; ? 1'
0x1 = 0t1 = 0y1
7    3
0000 0001
! physmon: <-c>:1:1: bus error writing 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:18: bus error writing 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:28: bus error writing 16 bits at 00003000: TIMER takes 32-bit accesses only
= 1

# A read-only register ignores it; a read-only target refuses it.
$ physmon -t demo -c 'wd 0 1; r 0'
00000000 = 504d4f4e

$ physmon -t demo -r -c 'r 0; w 8000 1'
00000000 = 4e
! physmon: <-c>:1:6: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

$ printf 'abcd' >bytes
$ physmon -t file:bytes -r -c 'r 0; w 0 1; r 0' || cat bytes
00000000 = 61
abcd
\ no newline
! physmon: <-c>:1:6: writing 00000000 is refused: file:bytes is read-only (opened with -r)

$ printf 'abcd' >bytes; chmod 400 bytes
$ physmon -t file:bytes -c 'r 0; w 0 1'
@ only user
00000000 = 61
! physmon: writing to bytes is refused (Permission denied), so it is opened for reading only
! physmon: <-c>:1:6: writing 00000000 is refused: file:bytes is read-only (it could not be opened for writing)
= 1

# Two programs on one file see each other's writes.
$ printf 'abcd' >bytes
$ { echo 'w 0 31'; until grep -q 2 bytes; do sleep 0.05; done; echo 'r 1'; } | physmon -t file:bytes >first &
$ until grep -q 1 bytes; do sleep 0.05; done
$ physmon -t file:bytes -c 'r 0; w 1 32'
$ wait; cat first
00000000 = 31
00000001 = 32

# A line may write more than one transfer holds.
$ truncate -s 300k bytes
$ { printf 'w 0'; yes ' 7' | head -n 100000 | tr -d '\n'; } | physmon -t file:bytes
$ physmon -t file:bytes -c 'r 0; r 1869e 4'
00000000 = 07
0001869e = 07
0001869f = 07
000186a0 = 00
000186a1 = 00
