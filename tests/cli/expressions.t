# Expressions: C's operators and precedence, 64 bits unsigned, wrapping.
$ physmon -t none
< ? 1+2*3
< ? (1+2)*3
< ? 10-4-2
< ? 100/10/4
< ? 17%10
< ? 1<<4|1
< ? 1+1<<4
< ? 1|2^3&6
< ? f0>>4&3
< ? 1<<1<<1
< ? f0&~(1<<4)
< ? ~0
< ? -1
< ? -2*3
< ? 2*-3
< ? ~-1
< ? -~1
< ? -(1+2)
< ? 0-1>>63
< ? ffffffffffffffff+1
< ? 0-1
< ? ffffffffffffffff*2
< ? 1<<63
< ? 0t10*0t10
0x7 = 0t7 = 0y111
7    3
0000 0111
0x9 = 0t9 = 0y1001
7    3
0000 1001
0xa = 0t10 = 0y1010
7    3
0000 1010
0x4 = 0t4 = 0y100
7    3
0000 0100
0x7 = 0t7 = 0y111
7    3
0000 0111
0x11 = 0t17 = 0y10001
7    3
0001 0001
0x20 = 0t32 = 0y100000
7    3
0010 0000
0x1 = 0t1 = 0y1
7    3
0000 0001
0x3 = 0t3 = 0y11
7    3
0000 0011
0x4 = 0t4 = 0y100
7    3
0000 0100
0xe0 = 0t224 = 0y11100000
7    3
1110 0000
0xffffffffffffffff = 0t18446744073709551615 = 0y1111111111111111111111111111111111111111111111111111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111
0xffffffffffffffff = 0t18446744073709551615 = 0y1111111111111111111111111111111111111111111111111111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111
0xfffffffffffffffa = 0t18446744073709551610 = 0y1111111111111111111111111111111111111111111111111111111111111010
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1010
0xfffffffffffffffa = 0t18446744073709551610 = 0y1111111111111111111111111111111111111111111111111111111111111010
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1010
0x0 = 0t0 = 0y0
7    3
0000 0000
0x2 = 0t2 = 0y10
7    3
0000 0010
0xfffffffffffffffd = 0t18446744073709551613 = 0y1111111111111111111111111111111111111111111111111111111111111101
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1101
0x1 = 0t1 = 0y1
7    3
0000 0001
0x0 = 0t0 = 0y0
7    3
0000 0000
0xffffffffffffffff = 0t18446744073709551615 = 0y1111111111111111111111111111111111111111111111111111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111
0xfffffffffffffffe = 0t18446744073709551614 = 0y1111111111111111111111111111111111111111111111111111111111111110
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1110
0x8000000000000000 = 0t9223372036854775808 = 0y1000000000000000000000000000000000000000000000000000000000000000
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000
0x64 = 0t100 = 0y1100100
7    3
0110 0100

# Blanks only inside parentheses.
$ physmon -t none
< ? (1 + 2)
< ? ( 1 )
< ? ((1 << 4) | 3)
< ? 1+( 2	* 3 )
< ? (1 - -1)
0x3 = 0t3 = 0y11
7    3
0000 0011
0x1 = 0t1 = 0y1
7    3
0000 0001
0x13 = 0t19 = 0y10011
7    3
0001 0011
0x7 = 0t7 = 0y111
7    3
0000 0111
0x2 = 0t2 = 0y10
7    3
0000 0010

$ physmon -t none -k
< ? 1 + 2
< ? 1 +2
< ? 1+ 2
< ? (1 + 2) + 3
< ? ( 1
! physmon: <stdin>:1:5: ? takes no more operands: ? [EXPR]
! physmon: <stdin>:2:5: ? takes no more operands: ? [EXPR]
! physmon: <stdin>:3:5: a number is missing here
! physmon: <stdin>:4:11: ? takes no more operands: ? [EXPR]
! physmon: <stdin>:5:6: a closing parenthesis is missing here
= 2

# A shift of 64 or more and a division by 0 are errors, known before anything runs where no . or $ is on the right.
$ physmon -t demo -k
< r 8000; ? 1<<64
< r 8000; ? 1>>0t64
< r 8000; ? 1<<-1
< r 8000; ? 1/0
< r 8000; ? 1%0
< r 8000; ? 1/(1-1)
< r 8000; ? $/0
< r 8000; ? .<<64
! physmon: <stdin>:1:12: a shift by 64 bits or more
! physmon: <stdin>:2:12: a shift by 64 bits or more
! physmon: <stdin>:3:11: a shift by 64 bits or more
! physmon: <stdin>:4:12: division by 0
! physmon: <stdin>:5:12: division by 0
! physmon: <stdin>:6:11: division by 0
! physmon: <stdin>:7:12: division by 0
! physmon: <stdin>:8:12: a shift by 64 bits or more
= 2

# Where they are, it fails while running.
$ physmon -t demo -k
< ? 1/(.-.)
< ? 1%(.-.)
< ? 1<<(.+0x40)
< r 8000; ? 1>>$
00008000 = 54
! physmon: <stdin>:1:3: division by 0
! physmon: <stdin>:2:3: division by 0
! physmon: <stdin>:3:3: a shift by 64 bits or more
! physmon: <stdin>:4:11: a shift by 64 bits or more
= 1

# Rubbish.
$ physmon -t none -k
< sleep
< ? 1 2
< ? --1
< ? 1--1
< ? 1++1
< ? 1+
< ? *1
< ? (1
< ? 1)
< ? ()
< ? (1+)
< ? 1<2
< ? 1<<<2
< ? 1=2
< ? 1==2
< ? 1&&2
< ? 1||2
< ? !1
< ? =1
< ? 1..2
< ? é
< ? 1;2
! physmon: <stdin>:1:6: sleep needs more operands: sleep TIME
! physmon: <stdin>:2:5: ? takes no more operands: ? [EXPR]
! physmon: <stdin>:3:3: '--' has no meaning here
! physmon: <stdin>:4:4: '--' has no meaning here
! physmon: <stdin>:5:5: unexpected '+'
! physmon: <stdin>:6:5: a number is missing here
! physmon: <stdin>:7:3: unexpected '*'
! physmon: <stdin>:8:5: a closing parenthesis is missing here
! physmon: <stdin>:9:4: unexpected ')'
! physmon: <stdin>:10:4: unexpected ')'
! physmon: <stdin>:11:6: unexpected ')'
! physmon: <stdin>:12:4: unexpected '<'
! physmon: <stdin>:13:6: unexpected '<'
! physmon: <stdin>:14:4: unexpected '='
! physmon: <stdin>:15:4: unexpected '='
! physmon: <stdin>:16:5: unexpected '&'
! physmon: <stdin>:17:5: unexpected '|'
! physmon: <stdin>:18:3: unexpected '!'
! physmon: <stdin>:19:3: unexpected '='
! physmon: <stdin>:20:4: unexpected '.'
! physmon: <stdin>:21:3: the byte c3 has no place in an expression
! physmon: <stdin>:22:5: 2 alone is not a command: 'r 2' reads it
= 2

# Names are their addresses, . and $ what they stand for just then.
$ physmon -t demo
< def X 8000
< ? X+4
< ? X+X
< ? .
< r X
< ? .
< ? .+10
< ? -.
< ? ~.&ff
< ? $
< ? $+$*2
< ? ($<<8)|$
0x8004 = 0t32772 = 0y1000000000000100
15   11   7    3
1000 0000 0000 0100
0x10000 = 0t65536 = 0y10000000000000000
31   27   23   19   15   11   7    3
0000 0000 0000 0001 0000 0000 0000 0000
0x0 = 0t0 = 0y0
7    3
0000 0000
00008000 = 54
0x8001 = 0t32769 = 0y1000000000000001
15   11   7    3
1000 0000 0000 0001
0x8011 = 0t32785 = 0y1000000000010001
15   11   7    3
1000 0000 0001 0001
0xffffffffffff7fff = 0t18446744073709518847 = 0y1111111111111111111111111111111111111111111111110111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 0111 1111 1111 1111
0xfe = 0t254 = 0y11111110
7    3
1111 1110
0x54 = 0t84 = 0y1010100
7    3
0101 0100
0xfc = 0t252 = 0y11111100
7    3
1111 1100
0x5454 = 0t21588 = 0y101010001010100
15   11   7    3
0101 0100 0101 0100

# $ before anything was read.
$ physmon -t demo -c '? 1+$'
! physmon: <-c>:1:3: $ has no value: nothing has been read yet
= 1

# Nesting ends somewhere, a long sum doesn't.
$ physmon -t none -c "? $(printf '(%.0s' $(seq 60))7$(printf ')%.0s' $(seq 60))" -c "? 0$(printf '+1%.0s' $(seq 1000))"
0x7 = 0t7 = 0y111
7    3
0000 0111
0x3e8 = 0t1000 = 0y1111101000
15   11   7    3
0000 0011 1110 1000

$ physmon -t none -c "? $(printf '(%.0s' $(seq 100000))7"
! physmon: <-c>:1:103: the expression is nested too deeply
= 2

$ physmon -t none -c "? $(printf '~%.0s' $(seq 100000))7"
! physmon: <-c>:1:103: the expression is nested too deeply
= 2

# A plain number right behind << or >> is the number of a bit, decimal as in [7:4].
$ physmon -t demo -k
< ? 1<<10; ? (1 << 27); ? 80000000>>27+4
< ? 1<<0x1b; ? 1<<0t27; ? 1<<(1b)
< def N 3; ? 1<<N
< ? 1<<1b
< ? 1<<a
< ? 1 << 1
< ? (1<<0b1)
< ? 1<<1k
< w 8000 1<<27
< wd 8000 (1 << 32)
< wd 8000 1<<31; w 8000 80<<0x1
0x400 = 0t1024 = 0y10000000000
15   11   7    3
0000 0100 0000 0000
0x8000000 = 0t134217728 = 0y1000000000000000000000000000
31   27   23   19   15   11   7    3
0000 1000 0000 0000 0000 0000 0000 0000
0x1 = 0t1 = 0y1
7    3
0000 0001
0x8000000 = 0t134217728 = 0y1000000000000000000000000000
31   27   23   19   15   11   7    3
0000 1000 0000 0000 0000 0000 0000 0000
0x8000000 = 0t134217728 = 0y1000000000000000000000000000
31   27   23   19   15   11   7    3
0000 1000 0000 0000 0000 0000 0000 0000
0x8000000 = 0t134217728 = 0y1000000000000000000000000000
31   27   23   19   15   11   7    3
0000 1000 0000 0000 0000 0000 0000 0000
0x8 = 0t8 = 0y1000
7    3
0000 1000
! physmon: <stdin>:4:6: 1b is no bit number: behind << and >> numbers are decimal, or marked by 0x
! physmon: <stdin>:5:6: a is no bit number: behind << and >> numbers are decimal, or marked by 0x
! physmon: <stdin>:6:5: ? takes no more operands: ? [EXPR]
! physmon: <stdin>:7:7: 0b1 is no bit number: behind << and >> numbers are decimal, or marked by 0x
! physmon: <stdin>:8:6: 1k is no bit number: behind << and >> numbers are decimal, or marked by 0x
! physmon: <stdin>:9:8: value 1<<27 does not fit 8 bits (27 is decimal here)
! physmon: <stdin>:10:9: value (1 << 32) does not fit 32 bits (32 is decimal here)
= 2

# In parentheses behind a shift numbers are hexadecimal: one that may be meant as decimal is refused.
$ physmon -t demo -k --bare
< ? 1<<(9); ? 1<<(0t27); ? 1<<(1b-1); ? (1<<(4))+27; ? 1<<(2<<2)
< ? 1<<(27)
< ? 1<<(0x40-( 10ul ))
< ? 80000000>>(.+27)
0x200
0x8000000
0x4000000
0x37
0x100
! physmon: <stdin>:2:7: 27 can be read in two ways behind << and >>: write 0t27 or 0x27
! physmon: <stdin>:3:14: 10ul can be read in two ways behind << and >>: write 0t10ul or 0x10ul
! physmon: <stdin>:4:16: 27 can be read in two ways behind << and >>: write 0t27 or 0x27
= 2
