# . is where the last d or r ended, or the first address that a w wrote.
$ physmon -t demo
< ? .
< r 8000; ? .
< r 8000 3; ? .
< r 8000 3 4; ? .
< rd 8 2; ? .
< rb 8000..8005; ? .
< d 8000 10; ? .
< d 8003 5; ? .
< w 8020 1 2 3; ? .
0x0 = 0t0 = 0y0
00008000 = 54
0x8001 = 0t32769 = 0y1000000000000001
00008000 = 54
00008001 = 68
00008002 = 69
0x8003 = 0t32771 = 0y1000000000000011
00008000 = 54
00008004 = 20
00008008 = 74
0x800c = 0t32780 = 0y1000000000001100
00000008 = 00000000
0000000c = 00000001
0x10 = 0t16 = 0y10000
00008000 = 54
00008001 = 68
00008002 = 69
00008003 = 73
00008004 = 20
00008005 = 69
0x8006 = 0t32774 = 0y1000000000000110
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
0x8010 = 0t32784 = 0y1000000000010000
00008003: 73 20 69 73 20                                   s is 
0x8008 = 0t32776 = 0y1000000000001000
0x8020 = 0t32800 = 0y1000000000100000

# It stays at ADDR after STEP 0.
$ physmon -t demo -c 'rb 2000 3 0; ? .'
00002000 = 48
00002000 = 65
00002000 = 6c
0x2000 = 0t8192 = 0y10000000000000

# Only d, r and w move it.
$ physmon -t demo
< r 8000
< v 8010 1; ? .
< base 1000; ? .
< def X 8030; ? .
< ? 8040; ? .
< noread 8050 4; ? .
< endian big; ? .
< width d; ? .
00008000 = 54
0x8001 = 0t32769 = 0y1000000000000001
0x8001 = 0t32769 = 0y1000000000000001
0x8001 = 0t32769 = 0y1000000000000001
0x8040 = 0t32832 = 0y1000000001000000
0x8001 = 0t32769 = 0y1000000000000001
0x8001 = 0t32769 = 0y1000000000000001
0x8001 = 0t32769 = 0y1000000000000001
0x8001 = 0t32769 = 0y1000000000000001

# Bare d goes on from it; a dump without LENGTH shows 100 bytes.
$ physmon -t demo
< d 8000 20
< w 8034 41 42; d . 4
< dd 8100; d . 8; ? .
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f 66 20 74 68 65 20 64 65 6d 6f 20 62 6f 61 72  of the demo boar
00008034: 41 42 69 74                                      ABit
00008100: 00000000 00000000 00000000 00000000  ................
00008110: 00000000 00000000 00000000 00000000  ................
00008120: 00000000 00000000 00000000 00000000  ................
00008130: 00000000 00000000 00000000 00000000  ................
00008140: 00000000 00000000 00000000 00000000  ................
00008150: 00000000 00000000 00000000 00000000  ................
00008160: 00000000 00000000 00000000 00000000  ................
00008170: 00000000 00000000 00000000 00000000  ................
00008180: 00000000 00000000 00000000 00000000  ................
00008190: 00000000 00000000 00000000 00000000  ................
000081a0: 00000000 00000000 00000000 00000000  ................
000081b0: 00000000 00000000 00000000 00000000  ................
000081c0: 00000000 00000000 00000000 00000000  ................
000081d0: 00000000 00000000 00000000 00000000  ................
000081e0: 00000000 00000000 00000000 00000000  ................
000081f0: 00000000 00000000 00000000 00000000  ................
00008200: 00000000 00000000                    ........
0x8208 = 0t33288 = 0y1000001000001000

$ physmon -t demo -c 'd 8000; d' | sed -n '1p;16,17p;$p'
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
000080f0: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................
00008100: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................
000081f0: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................

# Bare r reads again what the last r read, in today's width.
$ physmon -t demo
< r
< r 8000 3
< r
< d 8010 4
< r
< ? .
< w 8000 1
< r
00000000 = 4e
00008000 = 54
00008001 = 68
00008002 = 69
00008000 = 54
00008001 = 68
00008002 = 69
00008010: 6f 66 20 74                                      of t
00008000 = 54
00008001 = 68
00008002 = 69
0x8003 = 0t32771 = 0y1000000000000011
00008000 = 01
00008001 = 68
00008002 = 69

$ physmon -t demo
< r 8 3
< rw
< rd 0 2 8
< r
< rb
< r 0
< r
00000008 = 00
00000009 = 00
0000000a = 00
00000008 = 0000
0000000a = 0000
0000000c = 0001
00000000 = 504d4f4e
00000008 = 00000000
00000000 = 504d4f4e
00000008 = 00000000
00000000 = 4e
00000008 = 00
00000000 = 4e
00000000 = 4e

# A STEP that was typed stays, and must suit the width.
$ physmon -t demo -c 'r 8000 2 2; rd; r 0'
00008000 = 54
00008002 = 69
! physmon: <-c>:1:13: step 2 from 00008000 is not aligned for 32-bit accesses: use a multiple of 4, such as 4
= 1

# STEP 0 too.
$ physmon -t demo -c 'rb 2000 2 0; r; rd; rb'
00002000 = 48
00002000 = 65
00002000 = 6c
00002000 = 6c
00002000 = 0000006f
00002000 = 00000020
00002000 = 66
00002000 = 72

# $ is the last unit that r read, and only r.
$ physmon -t demo
@ only littleendian
< r 8000 3; ? $
< rd 0; ? $
< d 8000 4; ? $
< w 8 77; ? $
< vb 8 78; ? $
< rb 8; ? $
00008000 = 54
00008001 = 68
00008002 = 69
0x69 = 0t105 = 0y1101001
00000000 = 504d4f4e
0x504d4f4e = 0t1347243854 = 0y1010000010011010100111101001110
00008000: 73696854                             This
0x504d4f4e = 0t1347243854 = 0y1010000010011010100111101001110
0x504d4f4e = 0t1347243854 = 0y1010000010011010100111101001110
0x504d4f4e = 0t1347243854 = 0y1010000010011010100111101001110
00000008 = 78
0x78 = 0t120 = 0y1111000

# A unit that could not be read isn't $.
$ physmon -t demo -k -c 'rd 4; r 4000; ? $; r 2ffc..3003; ? $; r 0 2; ? $'
00000004 = 00000100
00004000 = --------
0x100 = 0t256 = 0y100000000
00002ffc = 00000000
00003000 = 000f4240
0xf4240 = 0t1000000 = 0y11110100001001000000
00000000 = 504d4f4e
00000004 = 00000100
0x100 = 0t256 = 0y100000000
! physmon: <-c>:1:7: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

# An error in the text changes nothing: not the width, not ., not a name, not the base.
$ physmon -t demo -k
< r 8000
< wd 8010 1; base 1000; def X 5; width q; zz
< width
< base
< ? .
< r X
00008000 = 54
b (8 bits)
00000000
0x8001 = 0t32769 = 0y1000000000000001
! physmon: <stdin>:2:41: zz is not a command ('help' lists them)
! physmon: <stdin>:6:3: X is neither a number nor a known name
= 2

# A command that started has set width and ., whatever became of it.
$ physmon -t demo -k
< rd 8001
< width; ? .
< rw 4000
< width; ? .
< wb 0 1; ww 8003 1
< width; ? .
< dd 8005 8
< ? .
< rb 0; wd 10000 1
< width; ? .
< r 0; wb 8008 7 $+100; ? .
< vd 8001 1
< width; ? .
d (32 bits)
0x8005 = 0t32773 = 0y1000000000000101
00004000 = ----
w (16 bits)
0x4002 = 0t16386 = 0y100000000000010
w (16 bits)
0x8003 = 0t32771 = 0y1000000000000011
0x800d = 0t32781 = 0y1000000000001101
00000000 = 4e
d (32 bits)
0x10000 = 0t65536 = 0y10000000000000000
00000000 = 504d4f4e
0x8008 = 0t32776 = 0y1000000000001000
d (32 bits)
0x8008 = 0t32776 = 0y1000000000001000
! physmon: <stdin>:1:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <stdin>:3:1: bus error reading 16 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <stdin>:5:9: 00008003 is not aligned for a 16-bit access: the next aligned addresses are 00008002 and 00008004
! physmon: <stdin>:7:1: 00008005 is not aligned for a 32-bit access: the next aligned addresses are 00008004 and 00008008
! physmon: <stdin>:9:7: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:11:16: value 504d504e does not fit 8 bits
! physmon: <stdin>:12:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
= 1

# . and $ outlive what a script's other commands do; target sets . to 0 and forgets the last r, not $.
$ physmon -t demo
< r 8001; target demo; ? .; ? $; r
00008001 = 68
0x0 = 0t0 = 0y0
0x68 = 0t104 = 0y1101000
00000000 = 4e

# Nothing is repeated by an empty line of a script.
$ physmon -t demo
< r 8000
<
< d 8000 4
<
<
< r 8001
00008000 = 54
00008000: 54 68 69 73                                      This
00008001 = 68
