# What depends on the processor, and what must not: byte order, 32 bits, signs.

# The bytes of a file as units of each width, in either byte order.
$ printf '\001\002\003\004\005\006\007\370abcdefgh' >image
$ physmon -t file:image -c 'db 0 10; dw 0; dd 0; rb 7; rw 6; rd 4'
@ only littleendian
00000000: 01 02 03 04 05 06 07 f8 61 62 63 64 65 66 67 68  ........abcdefgh
00000000: 0201 0403 0605 f807 6261 6463 6665 6867  ........abcdefgh
00000000: 04030201 f8070605 64636261 68676665  ........abcdefgh
00000007 = f8
00000006 = f807
00000004 = f8070605

$ printf '\001\002\003\004\005\006\007\370abcdefgh' >image
$ physmon -t file:image -c 'db 0 10; dw 0; dd 0; rb 7; rw 6; rd 4'
@ only bigendian
00000000: 01 02 03 04 05 06 07 f8 61 62 63 64 65 66 67 68  ........abcdefgh
00000000: 0102 0304 0506 07f8 6162 6364 6566 6768  ........abcdefgh
00000000: 01020304 050607f8 61626364 65666768  ........abcdefgh
00000007 = f8
00000006 = 07f8
00000004 = 050607f8

# 64 bits.
$ printf '\001\002\003\004\005\006\007\370' >image
$ physmon -t file:image -c 'dq 0 8; rq 0; wq 0 1122334455667788; db 0 8; vq 0 f000000000000000'
@ only 64bit littleendian
00000000: f807060504030201                   ........
00000000 = f807060504030201
00000000: 88 77 66 55 44 33 22 11                          .wfUD3".

$ printf '\001\002\003\004\005\006\007\370' >image
$ physmon -t file:image -c 'dq 0 8; rq 0; wq 0 1122334455667788; db 0 8; vq 0 f000000000000000'
@ only 64bit bigendian
00000000: 01020304050607f8                   ........
00000000 = 01020304050607f8
00000000: 11 22 33 44 55 66 77 88                          ."3DUfw.

# What is written stands in memory in the processor's order.
$ printf '\0\0\0\0\0\0\0\0' >image
$ physmon -t file:image -c 'ww 0 1122; wd 4 33445566; vb 2 ff; db 0 8'
@ only littleendian
00000000: 22 11 ff 00 66 55 44 33                          "...fUD3

$ printf '\0\0\0\0\0\0\0\0' >image
$ physmon -t file:image -c 'ww 0 1122; wd 4 33445566; vb 2 ff; db 0 8'
@ only bigendian
00000000: 11 22 ff 00 33 44 55 66                          ."..3DUf

# Bytes above 7f are no signed characters, in values, in ASCII, in text.
$ printf '\200\377\177~' >image
$ physmon -t file:image -c 'rb 0 4; db 0 4; vb 1 80; wb 0 -80'
00000000 = 80
00000001 = ff
00000002 = 7f
00000003 = 7e
00000000: 80 ff 7f 7e                                      ...~

$ printf 'r \303\244\n' | physmon -t demo
! physmon: <stdin>:1:3: the byte c3 has no place in an expression
= 2

# Addresses, lengths and sums have 64 bits everywhere.
$ printf 'abcddcba' >image
$ physmon -k -t file:image@8000000000 -c 'rb 8000000001; db 8000000000 8; wd 8000000004 0; db 8000000000..8000000007; r 100000000'
8000000001 = 62
8000000000: 61 62 63 64 64 63 62 61                          abcddcba
8000000000: 61 62 63 64 00 00 00 00                          abcd....
! physmon: <-c>:1:77: 100000000 is before the start of file:image@8000000000, whose first address is 8000000000
= 1

$ physmon -t none -c '? -1; ? ~0>>4; ? 100000000*100; ? 1<<63; ? (ffffffffffffffff+2)'
0xffffffffffffffff = 0t18446744073709551615 = 0y1111111111111111111111111111111111111111111111111111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111
0xfffffffffffffff = 0t1152921504606846975 = 0y111111111111111111111111111111111111111111111111111111111111
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
0000 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111
0x10000000000 = 0t1099511627776 = 0y10000000000000000000000000000000000000000
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
0000 0000 0000 0000 0000 0001 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000
0x8000000000000000 = 0t9223372036854775808 = 0y1000000000000000000000000000000000000000000000000000000000000000
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000 0000
0x1 = 0t1 = 0y1
7    3
0000 0001

$ physmon -t demo -n -c 'rb fffffffffffffffe'
! physmon: <-c>:1:1: fffffffffffffffe is beyond the end of demo, whose last address is 0000ffff
= 1

$ physmon -t none -n -c 'rb fffffffffffffffe 3'
! physmon: <-c>:1:1: none has no bus, so nothing is at fffffffffffffffe: open another with 'target' or -t
= 1

# More units than 32 bits count.
$ physmon -t demo -c 'db 0 100000008'
@ only 64bit
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ physmon -t demo -c 'db 0 100000008'
@ only 32bit
! physmon: <-c>:1:1: 100000008 units are more than one command can read here
= 1

$ physmon -t demo -c 'rb 0 100000001 0'
@ only 32bit
! physmon: <-c>:1:1: 100000001 units are more than one command can read here
= 1

# 64 bits where the processor would make two accesses of them: refused, nothing is touched.
$ printf 'abcddcba' >image
$ physmon -k -t file:image -c 'rq 0; dq 0 8; wq 0 1; vq 0 1; db 0 8'
@ only 32bit
00000000: 61 62 63 64 64 63 62 61                          abcddcba
! physmon: <-c>:1:1: 64-bit access at 00000000: this CPU would split it into two of 32 bits; ask for those
! physmon: <-c>:1:7: 64-bit access at 00000000: this CPU would split it into two of 32 bits; ask for those
! physmon: <-c>:1:15: 64-bit access at 00000000: this CPU would split it into two of 32 bits; ask for those
! physmon: <-c>:1:23: 64-bit access at 00000000: this CPU would split it into two of 32 bits; ask for those
= 1

$ physmon -t demo -c 'rq 8000'
@ only 32bit
! physmon: <-c>:1:1: 64-bit access at 00008000: this CPU would split it into two of 32 bits; ask for those
= 1
