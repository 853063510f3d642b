# Addresses are relative to BASE, an argument of the program or set by base.
$ physmon -t demo 8000 -c 'r 0; r 1'
00008000 = 54
00008001 = 68

$ physmon -t demo
< base
< base 8000
< base
< r 0
< r 4
< d 10 4
< w 20 5; r 20
< v 20 6
00000000
00008000
00008000 = 54
00008004 = 20
00008010: 6f 66 20 74                                      of t
00008020 = 05

# They may lie before it.
$ physmon -t demo 8010
< r -10
< r -0xf
< d -8 4
< r -10..-d
< w -1 77; r -1
< r -(8+8)
00008000 = 54
00008001 = 68
00008008: 74 68 65 20                                      the 
00008000 = 54
00008001 = 68
00008002 = 69
00008003 = 73
0000800f = 77
00008000 = 54

# An operand that holds =, . or a name is absolute; so is one with @.
$ physmon -t demo 8000
< def SCRATCH 8
< w =8 5
< r =8
< r SCRATCH
< r @SCRATCH
< r SCRATCH+1
< r 8001-SCRATCH+8
< r .
< r .+7
00000008 = 05
00000008 = 05
00000008 = 05
00000009 = 00
00008001 = 68
00008002 = 69
0000800a = 65

# $ is a number like another: relative, unless = makes it a pointer.
$ physmon -t demo 8000
@ only littleendian
< w 8 9
< r 8
< r $
< wd 10 801c
< r 10
< r =$
00008008 = 09
00008009 = 68
00008010 = 0000801c
0000801c = 72616f62

# . is BASE at the start, and base doesn't move it.
$ physmon -t demo -c 'r; base 8000; ? .; r .' 8001
00008001 = 68
0x8002 = 0t32770 = 0y1000000000000010
15   11   7    3
1000 0000 0000 0010
00008002 = 69

# The operand of base is absolute.
$ physmon -t demo
< base 8000; base 10; base
< base 8000; r 1; base .; base
< base -4; base; r 4
< base 4000*2+1; base
< def X 8002; base X; r 0
< r 1; base $; base
< base 0; base
00000010
00008001 = 68
00008002
fffffffffffffffc
00000000 = 4e
00008001
00008002 = 69
00008003 = 73
00000073
00000000

# base takes an expression and nothing else.
$ physmon -t demo -k
< base =8000
< base 8000 1
< base 8000..8001
< base zz
! physmon: <stdin>:2:11: base takes no more operands: base [ADDR]
! physmon: <stdin>:3:10: unexpected '.'
! physmon: <stdin>:4:6: zz is neither a number nor a known name
= 2

# Addresses wrap as 64 bits do.
$ physmon -t demo -c 'base -1; r 8001; base ffffffffffff8000; r 10003'
00008000 = 54
00008003 = 73

# r -f is the address before base, r -k no number.
$ physmon -t demo 800f -c 'r -f'
00008000 = 54

$ physmon -t demo 800f -c 'r -k'
! physmon: <-c>:1:3: r has no option -k: r[bwdq] [-v] [ADDR [COUNT [STEP]]]
= 2

# = stands at the beginning, once.
$ physmon -t demo -k
< r ==8000
< r 8000=
< r = 8000
< r =
< r @8000
< r @
< r 1=2
! physmon: <stdin>:1:4: unexpected '='
! physmon: <stdin>:2:7: unexpected '='
! physmon: <stdin>:3:4: a number is missing here
! physmon: <stdin>:4:4: a number is missing here
! physmon: <stdin>:5:3: unexpected '@'
! physmon: <stdin>:6:3: unexpected '@'
! physmon: <stdin>:7:4: unexpected '='
= 2

# target sets base to 0, or what it was when that target was left, and . to base.
$ physmon -t demo 8000 -c 'r 1; target demo; base; ? .; r 0'
00008001 = 68
00008000
0x8000 = 0t32768 = 0y1000000000000000
15   11   7    3
1000 0000 0000 0000
00008000 = 54
