# A plain number must fit unsigned.
$ physmon -t demo
< wb 8 ff; r
< ww 8 ffff; r 8
< wd 8 ffffffff; r 8
< wb 8 0t255; r 8
00000008 = ff
00000008 = ffff
00000008 = ffffffff
00000008 = ff

$ physmon -t demo -k
< wb 8 1ff
< wb 8 100
< wb 8 0t256
< wb 8 ffffffffffffffff
< wb 8 1k
< ww 8 10000
< wd 8 100000000
< vb 8 100
< wb 8 1 2 100 4
< rb 8
00000008 = 00
! physmon: <stdin>:1:6: value 1ff does not fit 8 bits
! physmon: <stdin>:2:6: value 100 does not fit 8 bits
! physmon: <stdin>:3:6: value 0t256 does not fit 8 bits
! physmon: <stdin>:4:6: value ffffffffffffffff does not fit 8 bits
! physmon: <stdin>:5:6: value 1k does not fit 8 bits
! physmon: <stdin>:6:6: value 10000 does not fit 16 bits
! physmon: <stdin>:7:6: value 100000000 does not fit 32 bits
! physmon: <stdin>:8:6: value 100 does not fit 8 bits
! physmon: <stdin>:9:10: value 100 does not fit 8 bits
= 2

# One with a leading - must fit signed.
$ physmon -t demo
< wb 8 -80; r 8
< wb 8 -1; r 8
< wb 8 -0; r 8
< wb 8 -0t128; r 8
< ww 8 -8000; r 8
< wd 8 -80000000; r 8
< wd 8 -1; r 8
00000008 = 80
00000008 = ff
00000008 = 00
00000008 = 80
00000008 = 8000
00000008 = 80000000
00000008 = ffffffff

$ physmon -t demo -k
< wb 8 -81
< wb 8 -ff
< wb 8 -0t129
< ww 8 -8001
< wd 8 -80000001
< rd 8
00000008 = 00000000
! physmon: <stdin>:1:6: value -81 does not fit 8 bits
! physmon: <stdin>:2:6: value -ff does not fit 8 bits
! physmon: <stdin>:3:6: value -0t129 does not fit 8 bits
! physmon: <stdin>:4:6: value -8001 does not fit 16 bits
! physmon: <stdin>:5:6: value -80000001 does not fit 32 bits
= 2

# The result of another expression fits if the bits above the width are all 0 or all 1.
$ physmon -t demo
< wb 8 ~1; r 8
< wb 8 -(1+2); r 8
< wb 8 -(ff); r 8
< wb 8 (-ff); r 8
< wb 8 0-100; r 8
< wb 8 100-1; r 8
< wb 8 1-2; r 8
< wb 8 (ff); r 8
< ww 8 ~f; r 8
< def N 12; wb 8 N; r 8
< def M 80; wb 8 -M; r 8
00000008 = fe
00000008 = fd
00000008 = 01
00000008 = 01
00000008 = 00
00000008 = ff
00000008 = ff
00000008 = ff
00000008 = fff0
00000008 = 12
00000008 = 80

$ physmon -t demo -k
< wb 8 (100)
< wb 8 ff+1
< wb 8 80*2
< wb 8 0-101
< def N 123; wb 8 N
< rb 8
00000008 = 00
! physmon: <stdin>:1:6: value (100) does not fit 8 bits
! physmon: <stdin>:2:6: value ff+1 does not fit 8 bits
! physmon: <stdin>:3:6: value 80*2 does not fit 8 bits
! physmon: <stdin>:4:6: value 0-101 does not fit 8 bits
! physmon: <stdin>:5:17: value N does not fit 8 bits
= 2

# 64 bits have their limits too.
$ physmon -t demo -k -c 'wq 8000 ffffffffffffffff; r 8000; wq 8000 -8000000000000000; r 8000; wq 8000 0-1; r 8000'
@ only 64bit
00008000 = ffffffffffffffff
00008000 = 8000000000000000
00008000 = ffffffffffffffff

$ physmon -t demo -k
< wq 8000 -8000000000000001
< wq 8000 -ffffffffffffffff
! physmon: <stdin>:1:9: value -8000000000000001 does not fit 64 bits
! physmon: <stdin>:2:9: value -ffffffffffffffff does not fit 64 bits
= 2

# What turns out too wide only while running fails then: status 1, nothing of it written.
$ physmon -t demo
< rd 0; wb 8 1 2 $
00000000 = 504d4f4e
! physmon: <stdin>:1:16: value 504d4f4e does not fit 8 bits
= 1

$ physmon -t demo -k -c 'rd 0; wb 8 1 2 $; rd 8; w 8 $; r 8; rb 0; w 8 $; w 9 -$ ~$; r 8 4'
00000000 = 504d4f4e
00000008 = 00000000
00000008 = 00000000
00000000 = 4e
00000008 = 4e
00000009 = b2
0000000a = b1
0000000b = 00
! physmon: <-c>:1:16: value 504d4f4e does not fit 8 bits
= 1

# A value is an expression, not an address or a text.
$ physmon -t demo -k
< w 8 =1
< w 8 "a"
< w 8 'a'
! physmon: <stdin>:1:5: unexpected '='
! physmon: <stdin>:2:5: unexpected '"'
! physmon: <stdin>:3:5: unexpected '''
= 2
