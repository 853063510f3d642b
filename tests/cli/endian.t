# endian swaps what is typed and printed; characters stay in memory order.
$ physmon -t demo -c 'wd 8 11223344; endian big; endian; r 8; r 8; wd 8 55667788; r 8; endian little; r 8; endian'
@ only littleendian
big
00000008 = 44332211
00000008 = 44332211
00000008 = 55667788
00000008 = 88776655
little

$ physmon -t demo -c 'wd 8 11223344; endian little; endian; r 8; r 8; wd 8 55667788; r 8; endian big; r 8; endian'
@ only bigendian
little
00000008 = 44332211
00000008 = 44332211
00000008 = 55667788
00000008 = 88776655
big

$ printf 'abcdefghijklmnop' >f
$ physmon -t file:f -c 'endian big; d 0 8; dw 0 8; dd 0; r 4; rw 4; rb 4; endian little; d 0 8; dw 0 8; dd 0; r 4; rw 4; rb 4'
00000000: 61 62 63 64 65 66 67 68                          abcdefgh
00000000: 6162 6364 6566 6768                      abcdefgh
00000000: 61626364 65666768 696a6b6c 6d6e6f70  abcdefghijklmnop
00000004 = 65666768
00000004 = 6566
00000004 = 65
00000000: 61 62 63 64 65 66 67 68                          abcdefgh
00000000: 6261 6463 6665 6867                      abcdefgh
00000000: 64636261 68676665 6c6b6a69 706f6e6d  abcdefghijklmnop
00000004 = 68676665
00000004 = 6665
00000004 = 65

$ printf 'abcdefghijklmnop' >f
$ physmon -t file:f -c 'endian big; dq 0; r 8; wq 8 3132333435363738; endian little; r 8; wq 0 3132333435363738'; cat f
@ only 64bit
00000000: 6162636465666768 696a6b6c6d6e6f70  abcdefghijklmnop
00000008 = 696a6b6c6d6e6f70
00000008 = 3837363534333231
8765432112345678
\ no newline

$ printf '................' >f
$ physmon -t file:f -c 'endian big; ww 0 6162; wd 4 63646566; w 8 -2; wb 1 62; endian little; ww c 6a69'; cat f | od -An -c
@ needs od
   a   b   .   .   c   d   e   f 377 377 377 376   i   j   .   .

# $ is what was printed, and v compares as typed.
$ physmon -t demo
@ only littleendian
< wd 8 11223344
< endian big
< r 8; ? $
< v 8 1
< vd 0 1
00000008 = 44332211
0x44332211 = 0t1144201745 = 0y1000100001100110010001000010001
31   27   23   19   15   11   7    3
0100 0100 0011 0011 0010 0010 0001 0001
00000000 = 00000001 -> 4e4f4d50
= 3

# A value must fit as it is typed.
$ physmon -t demo -c 'endian big; ww 8 10000'
! physmon: <-c>:1:18: value 10000 does not fit 16 bits
= 2

# native is the machine's.
$ physmon -t demo -c 'endian; endian native; endian; endian big; endian native; endian'
@ only littleendian
little
little
little

$ physmon -t demo -k
< endian x
< endian big little
< endian BIG
< endian le
! physmon: <stdin>:1:8: x is not a byte order: little, big or native
! physmon: <stdin>:2:12: endian takes no more operands: endian [ORDER]
! physmon: <stdin>:3:8: BIG is not a byte order: little, big or native
! physmon: <stdin>:4:8: le is not a byte order: little, big or native
= 2

# JSON and bare values too.
$ printf abcd >f; physmon --bare -t file:f -c 'endian big; rd 0; dd 0'
$ physmon --json -t file:f -c 'endian big; rd 0; dd 0'
0x61626364
0x61626364
{"addr":"0x00000000","width":32,"value":"0x61626364"}
{"addr":"0x00000000","width":32,"values":["0x61626364"],"ascii":"abcd"}
