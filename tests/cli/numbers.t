# Numbers: hexadecimal, with or without 0x; 0t decimal, 0y binary, _ between digits, k M G behind.
$ physmon -t none
< ? 83
< ? 0x83
< ? 0X83
< ? 0t131
< ? 0y10000011
< ? DEAD
< ? dead
< ? 0
< ? 00000000000000000000000000000083
< ? ffffffffffffffff
< ? 0t18446744073709551615
0x83 = 0t131 = 0y10000011
7    3
1000 0011
0x83 = 0t131 = 0y10000011
7    3
1000 0011
0x83 = 0t131 = 0y10000011
7    3
1000 0011
0x83 = 0t131 = 0y10000011
7    3
1000 0011
0x83 = 0t131 = 0y10000011
7    3
1000 0011
0xdead = 0t57005 = 0y1101111010101101
15   11   7    3
1101 1110 1010 1101
0xdead = 0t57005 = 0y1101111010101101
15   11   7    3
1101 1110 1010 1101
0x0 = 0t0 = 0y0
7    3
0000 0000
0x83 = 0t131 = 0y10000011
7    3
1000 0011
0xffffffffffffffff = 0t18446744073709551615 = 0y1111111111111111111111111111111111111111111111111111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111
0xffffffffffffffff = 0t18446744073709551615 = 0y1111111111111111111111111111111111111111111111111111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111

# What looks like another language's number is hexadecimal here: 010 is 10.
$ physmon -t none
< ? 010
< ? 1e3
0x10 = 0t16 = 0y10000
7    3
0001 0000
0x1e3 = 0t483 = 0y111100011
15   11   7    3
0000 0001 1110 0011

# Digits may be separated.
$ physmon -t none
< ? 4c00_0010
< ? 0xdead_beef
< ? 0t1_000_000
< ? 0y1000_0011
0x4c000010 = 0t1275068432 = 0y1001100000000000000000000010000
31   27   23   19   15   11   7    3
0100 1100 0000 0000 0000 0000 0001 0000
0xdeadbeef = 0t3735928559 = 0y11011110101011011011111011101111
31   27   23   19   15   11   7    3
1101 1110 1010 1101 1011 1110 1110 1111
0xf4240 = 0t1000000 = 0y11110100001001000000
31   27   23   19   15   11   7    3
0000 0000 0000 1111 0100 0010 0100 0000
0x83 = 0t131 = 0y10000011
7    3
1000 0011

# A suffix makes a mantissa without prefix decimal; one with a prefix keeps its base.
$ physmon -t none
< ? 64k
< ? 10M
< ? 1G
< ? 0k
< ? 0x10k
< ? 0xck
< ? 0t10k
< ? 0y11k
< ? 1_024k
< ? 17179869183G
0x10000 = 0t65536 = 0y10000000000000000
31   27   23   19   15   11   7    3
0000 0000 0000 0001 0000 0000 0000 0000
0xa00000 = 0t10485760 = 0y101000000000000000000000
31   27   23   19   15   11   7    3
0000 0000 1010 0000 0000 0000 0000 0000
0x40000000 = 0t1073741824 = 0y1000000000000000000000000000000
31   27   23   19   15   11   7    3
0100 0000 0000 0000 0000 0000 0000 0000
0x0 = 0t0 = 0y0
7    3
0000 0000
0x4000 = 0t16384 = 0y100000000000000
15   11   7    3
0100 0000 0000 0000
0x3000 = 0t12288 = 0y11000000000000
15   11   7    3
0011 0000 0000 0000
0x2800 = 0t10240 = 0y10100000000000
15   11   7    3
0010 1000 0000 0000
0xc00 = 0t3072 = 0y110000000000
15   11   7    3
0000 1100 0000 0000
0x100000 = 0t1048576 = 0y100000000000000000000
31   27   23   19   15   11   7    3
0000 0000 0001 0000 0000 0000 0000 0000
0xffffffffc0000000 = 0t18446744072635809792 = 0y1111111111111111111111111111111111000000000000000000000000000000
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1100 0000 0000 0000 0000 0000 0000 0000

# The suffixes are so spelt and stand alone.
$ physmon -t none -k
< ? 64K
< ? 1m
< ? 1g
< ? 64kk
< ? ck
< ? k
< ? 64_k
< ? 1 k
! physmon: <stdin>:1:3: 64K is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:2:3: 1m is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:3:3: 1g is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:4:3: 64kk is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:5:3: ck is neither a number nor a known name
! physmon: <stdin>:6:3: k is neither a number nor a known name
! physmon: <stdin>:7:3: 64_k is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:8:5: ? takes no more operands: ? [EXPR]
= 2

# A number is read to its last character or refused: a typo never becomes a shorter one.
$ physmon -t none -k
< ? 0x
< ? 0t
< ? 0y
< ? 0xk
< ? zz
< ? 1z
< ? 0t1f
< ? 0y2
< ? 0x_1
< ? 1_
< ? 1__0
< ? _1
< ? 1.5
< ? 1,000
< ? '1'
< ? "1"
< ? $1
< ? 1h
< ? +1
! physmon: <stdin>:1:3: 0x has no digits
! physmon: <stdin>:2:3: 0t has no digits
! physmon: <stdin>:3:3: 0y has no digits
! physmon: <stdin>:4:3: 0xk is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:5:3: zz is neither a number nor a known name
! physmon: <stdin>:6:3: 1z is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:7:3: 0t1f is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:8:3: 0y2 is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:9:3: 0x_1 is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:10:3: 1_ is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:11:3: 1__0 is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:12:3: _1 is neither a number nor a known name
! physmon: <stdin>:13:4: unexpected '.'
! physmon: <stdin>:14:4: unexpected ',': blanks separate operands, as in 'd 1000 40'
! physmon: <stdin>:15:3: unexpected '''
! physmon: <stdin>:16:3: unexpected '"'
! physmon: <stdin>:17:4: unexpected '1'
! physmon: <stdin>:18:3: 1h is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:19:3: unexpected '+'
= 2

# 64 bits, and not one more.
$ physmon -t none -k
< ? 10000000000000000
< ? 0t18446744073709551616
< ? 17179869184G
< ? 0y1_0000000000000000000000000000000000000000000000000000000000000000
! physmon: <stdin>:1:3: 10000000000000000 has more than 64 bits
! physmon: <stdin>:2:3: 0t18446744073709551616 has more than 64 bits
! physmon: <stdin>:3:3: 17179869184G has more than 64 bits
! physmon: <stdin>:4:3: 0y1_00000000000000000000000000000000000000000000000000000000 has more than 64 bits
= 2

# ? needs no blank before a number, as no command does before a decimal digit.
$ physmon -t none
< ?10
< ?ff
< ?(1 + 2)
0x10 = 0t16 = 0y10000
7    3
0001 0000
0xff = 0t255 = 0y11111111
7    3
1111 1111
0x3 = 0t3 = 0y11
7    3
0000 0011

# 0b1010 is binary elsewhere and 0xb1010 by its digits: the one that is meant is written. 0bff and 0b can be read in one way.
$ physmon -t demo -k
< ? 0b1010
< r 0B1
< w 8000 0b1_1
< ? 0b2; ? 0bff; ? 0b
0xb2 = 0t178 = 0y10110010
7    3
1011 0010
0xbff = 0t3071 = 0y101111111111
15   11   7    3
0000 1011 1111 1111
0xb = 0t11 = 0y1011
7    3
0000 1011
! physmon: <stdin>:1:3: 0b1010 can be read in two ways: write 0y1010 for binary, or 0xb1010
! physmon: <stdin>:2:3: 0B1 can be read in two ways: write 0y1 for binary, or 0xB1
! physmon: <stdin>:3:8: 0b1_1 can be read in two ways: write 0y1_1 for binary, or 0xb1_1
= 2

# Suffixes of C are passed over, behind digits only; so is a comma between operands.
$ physmon -t demo -k -n
< w 8000 10u; w 8000 0x1UL; w 8000 1ull<<3u; w 8000 0t10lu; w 8000 0y11l; r 60kLLU
< w 8000, 5, 0x6u
< r 8000..8003, 2
< ? 10uu
< ? 10lul
< ? full
< ? u
< ? 0b1010u
< w 8000, 5,
< w 8000,5
< r 8000, # no more
write8 00008000 10
write8 00008000 01
write8 00008000 08
write8 00008000 0a
write8 00008000 03
read8 0000f000
write8 00008000 05
write8 00008001 06
read8 00008000
read8 00008002
! physmon: <stdin>:4:3: 10uu is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:5:3: 10lul is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:6:3: full is neither a number nor a known name
! physmon: <stdin>:7:3: u is neither a number nor a known name
! physmon: <stdin>:8:3: 0b1010u can be read in two ways: write 0y1010 for binary, or 0xb1010
! physmon: <stdin>:9:10: unexpected ',': blanks separate operands, as in 'd 1000 40'
! physmon: <stdin>:10:7: unexpected ',': blanks separate operands, as in 'd 1000 40'
! physmon: <stdin>:11:7: unexpected ',': blanks separate operands, as in 'd 1000 40'
= 2

# A comma belongs to a text; elsewhere it may stand between operands, too.
$ physmon --demo -k
@ only expat
< echo a, b
< repeat 2, "echo x"
< w TIMER.CONTROL PERIODIC=again, ENABLE=1
< w TIMER.CONTROL.PERIODIC again,
< watch GPIO.DATA_OUT, TIMER.LOAD,
< sleep 1ms,
a, b
x
x
00003008 = 00000000 -> 00000003
! physmon: <stdin>:4:31: unexpected ',': blanks separate operands, as in 'd 1000 40'
! physmon: <stdin>:5:32: unexpected ',': blanks separate operands, as in 'd 1000 40'
! physmon: <stdin>:6:7: 1ms, is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
= 2
