# noread A L, noread A..B: units inside are left out of d and r, and of nothing else.
$ physmon -t demo
@ only littleendian
< noread 8004 4
< noread
< d 8000 10
< dd 8000 10
< dw 8002 4
< r 8003 3
< rd 8000 3
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008004-00008007 noread
00008000: 54 68 69 73 ~~ ~~ ~~ ~~ 74 68 65 20 52 41 4d 20  This    the RAM 
00008000: 73696854 ~~~~~~~~ 20656874 204d4152  This    the RAM 
00008002: 7369 ~~~~                                is  
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: <stdin>:6:1: 00008003 is not aligned for a 16-bit access: the next aligned addresses are 00008002 and 00008004
= 1

# r of exactly such an address reads it; w and v touch it.
$ physmon --trace -t demo
@ only littleendian
< noread 8004 4
< r 8004
< r 8005 1
< r 8004 2 0
< r 8004..8004
< rd 8004
< r 8004 2
< w 8004 1
< v 8005 2
00008004 = 20
00008005 = 69
00008004 = 20
00008004 = 20
00008004 = 20
00008004 = 20736920
00008004 = ~~~~~~~~
00008008 = 20656874
! read8 00008004
! read8 00008005
! read8 00008004
! read8 00008004
! read8 00008004
! read32 00008004
! read32 00008008
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! write32 00008004 00000001
! physmon: <stdin>:9:1: 00008005 is not aligned for a 32-bit access: the next aligned addresses are 00008004 and 00008008
= 1

# A unit of which any byte is inside is left out.
$ physmon -t demo -c 'noread 8007 1; d 8000 10; dw 8000 10; dd 8000 10'
@ only littleendian
00008000: 54 68 69 73 20 69 73 ~~ 74 68 65 20 52 41 4d 20  This is the RAM 
00008000: 6854 7369 6920 ~~~~ 6874 2065 4152 204d  This i  the RAM 
00008000: 73696854 ~~~~~~~~ 20656874 204d4152  This    the RAM 
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it

$ physmon --trace -t demo -c 'noread 8007 1; dw 8000 c; rw 8002 2 4'
@ only littleendian
00008000: 6854 7369 6920 ~~~~ 6874 2065            This i  the 
00008002 = 7369
00008006 = ~~~~
! read16 00008000
! read16 00008002
! read16 00008004
! read16 00008008
! read16 0000800a
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! read16 00008002
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it

# Ranges merge; a range may be the last byte.
$ physmon -t demo -c 'noread 8000..800f; noread 8004..8007; noread 8010 4; noread 9000 1; noread ffffffffffffffff 1; noread'
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008013 noread
00009000-00009000 noread
ffffffffffffffff-ffffffffffffffff noread

# Addresses are relative to base; =, names are not.
$ physmon -t demo 8000 -c 'def X 9000; noread 0 4; noread =8008..8009; noread X 2; noread'
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008003 noread
00008008-00008009 noread
00009000-00009001 noread

# The demo's FIFO is one from the start.
$ physmon -t demo -c 'noread; d 2000 8'
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00002000: ~~ ~~ ~~ ~~ 1a 00 00 00                              ....
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it

# allow noread opens them all.
$ physmon -t demo -c 'noread 8000 4; d 8000 4; allow noread; d 8000 4; d 2000 4'
00008000: ~~ ~~ ~~ ~~                                          
00008000: 54 68 69 73                                      This
00002000: 48 00 00 00                                      H...
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it

# A new target knows nothing of them.
$ physmon -t demo -c 'noread 8000 4; target demo; d 8000 4; noread'
00008000: ~~ ~~ ~~ ~~                                          
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008003 noread
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it

$ physmon -t demo -k
< noread 8000
< noread 8000 0
< noread 8000 1 2
< noread 8003..8000
< noread zz
< noread.d 8000 4
! physmon: <stdin>:1:8: noread needs a length, a range or a register: noread ADDR LENGTH, A..B, NAME, "GLOB"
! physmon: <stdin>:2:13: the length must not be 0
! physmon: <stdin>:3:15: noread takes no more operands: noread [ADDR [LENGTH]]
! physmon: <stdin>:4:12: the range ends before it begins
! physmon: <stdin>:5:8: zz is neither a number nor a known name
! physmon: <stdin>:6:1: noread takes no width
= 2

$ physmon -t demo -k -c 'noread ffffffffffffffff 2; noread 8000 .; r 8040; noread 0 $; noread'
00008040 = 00
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
! physmon: <-c>:1:25: the range that begins at ffffffffffffffff ends before it begins or wraps around
! physmon: <-c>:1:40: a length of 0 is nothing to leave out
! physmon: <-c>:1:60: a length of 0 is nothing to leave out
= 1

# Lengths are bytes, whatever the width.
$ physmon -t demo -c 'width d; noread 8001 1; noread'
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008001-00008001 noread
