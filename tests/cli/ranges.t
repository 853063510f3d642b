# A..B stands for two operands anywhere; the unit that holds B is included whole.
$ physmon -t demo
< r 8000..8003
< r 8000..8000
< d 8000..801f
< d 8000..8004
00008000 = 54
00008001 = 68
00008002 = 69
00008003 = 73
00008000 = 54
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f 66 20 74 68 65 20 64 65 6d 6f 20 62 6f 61 72  of the demo boar
00008000: 54 68 69 73 20                                   This 

$ physmon -t demo -c 'ww 8000 1 2 3; r 8000..8003; r 8000..8004; r 8000..8005; d 8000..8002; rd 8..8; rd 8..c; dd 0..8'
@ only littleendian
00008000 = 0001
00008002 = 0002
00008000 = 0001
00008002 = 0002
00008004 = 0003
00008000 = 0001
00008002 = 0002
00008004 = 0003
00008000: 0001 0002                                ....
00000008 = 00000000
00000008 = 00000000
0000000c = 00000001
00000000: 504d4f4e 00000100 00000000           NOMP........

# STEP comes after it: units from A on that begin at B or before.
$ physmon -t demo -c 'r 8000..8004 2; r 8000..8005 2; rd 0..f 8'
00008000 = 54
00008002 = 69
00008004 = 20
00008000 = 54
00008002 = 69
00008004 = 20
00000000 = 504d4f4e
00000008 = 00000000

# B is read in A's frame.
$ physmon -t demo 8000
< def X 8000
< r 0..1
< r =8000..8001
< r X..8001
< r X..X+1
< r .-2..8001
< r @X+1..X+2
< r ....+1
< r =8001..0+8002
00008000 = 54
00008001 = 68
00008000 = 54
00008001 = 68
00008000 = 54
00008001 = 68
00008000 = 54
00008001 = 68
00008000 = 54
00008001 = 68
00008001 = 68
00008002 = 69
00008003 = 73
00008004 = 20
00008001 = 68
00008002 = 69

# The .. of a range makes nothing absolute, and a range may lie around base.
$ physmon -t demo 8002
< r -2..1
< d -2..d
< r -2..-1
00008000 = 54
00008001 = 68
00008002 = 69
00008003 = 73
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008000 = 54
00008001 = 68

# Around the middle of the address space as well.
$ physmon -t none -k -c 'd 7ffffffffffffff0..800000000000000f; r 7fffffffffffffff..8000000000000000'
! physmon: <-c>:1:1: none has no bus, so nothing is at 7ffffffffffffff0: open another with 'target' or -t
! physmon: <-c>:1:39: none has no bus, so nothing is at 7fffffffffffffff: open another with 'target' or -t
= 1

# . and $ in ranges are valued while running.
$ physmon -t demo
< r 8000..$+8000
! physmon: <stdin>:1:9: $ has no value: nothing has been read yet
= 1

$ physmon -t demo
< w 8010 5; r 8010
< r 8000..8000+$-3
< r .-$+66..8002
< r 8000..8000+($-$)
00008010 = 05
00008000 = 54
00008001 = 68
00008002 = 69
00008000 = 54
00008001 = 68
00008002 = 69
00008000 = 54

# Not before it begins: constants are text, others fail while running.
$ physmon -t demo -k
< r 8003..8000
< d =8010..800f
< r -1..-2
< r 8000; r =8010...-20
< r 8010..0+.
< r 8000; d 8010..$
00008000 = 54
00008000 = 54
! physmon: <stdin>:1:7: the range ends before it begins
! physmon: <stdin>:2:8: the range ends before it begins
! physmon: <stdin>:3:5: the range ends before it begins
! physmon: <stdin>:4:18: the range ends before it begins
! physmon: <stdin>:5:12: the end of a range is read as its start is: begin the range with = to make both absolute
! physmon: <stdin>:6:17: the range ends before it begins
= 2

# One word, two addresses, and only where two operands stand.
$ physmon -t demo -k
< r 8000 ..8003
< r 8000.. 8003
< r ..8003
< r 8000..
< r 8000..8001..8002
< r 8000..8003 4 4
< d 8000..8003 4
< w 8000..8003 1
< v 8000..8003 1
< w 8000 1..2
< ? 0..4
< base 0..4
< def X 0..4
< r 8000..=8003
< r 8000...
< r 8000..8003 0
! physmon: <stdin>:1:9: unexpected '.'
! physmon: <stdin>:2:9: a number is missing here
! physmon: <stdin>:3:4: unexpected '.'
! physmon: <stdin>:4:9: a number is missing here
! physmon: <stdin>:5:13: unexpected '.'
! physmon: <stdin>:6:16: r takes no more operands: r[bwdq] [-v] [ADDR [COUNT [STEP]]]
! physmon: <stdin>:7:14: d takes no more operands: d[bwdq] [ADDR [LENGTH]]
! physmon: <stdin>:8:7: w takes no range here: w[bwdq] ADDR VALUE...
! physmon: <stdin>:9:7: v takes no range here: v[bwdq] ADDR VALUE
! physmon: <stdin>:10:9: unexpected '.'
! physmon: <stdin>:11:4: unexpected '.'
! physmon: <stdin>:12:7: unexpected '.'
! physmon: <stdin>:13:8: unexpected '.'
! physmon: <stdin>:14:14: the end of a range is read as its start is: begin the range with = to make both absolute
! physmon: <stdin>:15:10: the end of a range is read as its start is: begin the range with = to make both absolute
! physmon: <stdin>:16:14: a range can't be read in steps of 0
= 2

# All of it is refused before the first access.
$ physmon -t demo -c 'rd 0..ffffffffffffffff'
@ only 64bit
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ physmon -t demo -c 'd 0..ffffffffffffffff'
@ only 64bit
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

# noread takes one too.
$ physmon -t demo -c 'noread 8000..8003; d 8000 8'
00008000: ~~ ~~ ~~ ~~ 20 69 73 20                               is 
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it
