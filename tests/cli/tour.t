# The tour that "make demo" shows: a command and its answer, in order, errors in their place.
$ "$TESTS/tour.sh" physmon
@ only 64bit littleendian
> # A tour of the demo board: simulated hardware inside physmon. Nothing real is touched.
> # What stands after "- " is typed, what follows is the answer. Numbers are hexadecimal.
>
> # r reads. The width stands in the letter and sticks: b, w, d, q for 8, 16, 32, 64 bits.
- rd 0
00000000 = 504d4f4e
- r 0 2
00000000 = 504d4f4e
00000004 = 00000100
>
> # d dumps, 16 bytes a row; what a read would disturb is left out (~).
- db 0 10
00000000: 4e 4f 4d 50 00 01 00 00 00 00 00 00 01 00 00 00  NOMP............
- dd 2000 8
00002000: ~~~~~~~~ 0000001a                        ....
physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
>
> # w writes, v writes and reads back. This is a register that holds what is written.
- wd 8 cafe_f00d
- r 8
00000008 = cafef00d
- v 8 1234_5678
>
> # GPIO: make pins 4 to 7 outputs, set two through the SET register, clear one through CLR.
- w 1010 f0
- w 1004 30
- w 1008 10
- r 1000
00001000 = 00000020
>
> # Addresses may be relative to a base, and expressions do sums.
- base 1000
- r 14
00001014 = 0000a523
- ? 0xf0&~(1<<4)
0xe0 = 0t224 = 0y11100000
7    3
1110 0000
- base 0
>
> # A FIFO: each read of its data register takes one byte out. A step of 0 reads one address again and again.
- wd 2008 3
- rb 2000 8 0
00002000 = 48
00002000 = 65
00002000 = 6c
00002000 = 6c
00002000 = 6f
00002000 = 20
00002000 = 66
00002000 = 72
- rd 2004
00002004 = 00000012
>
> # A status register whose bits are cleared by writing 1.
- r c
0000000c = 00000001
- w c 1
- r c
0000000c = 00000000
>
> # The timer takes 32 bits only: the wrong width is a bus error, and the session goes on.
- rb 3000
00003000 = --
physmon: <stdin>:62:1: bus error reading 8 bits at 00003000: TIMER takes 32-bit accesses only
- rd 3000
00003000 = 000f4240
>
> # Nobody answers here.
- r 4000
00004000 = --------
physmon: <stdin>:68:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
>
> # An unaligned access is refused before the bus sees it.
- r 8002
physmon: <stdin>:72:1: 00008002 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
>
> # A whole unit of 64 bits in RAM, with the value read last ($) written next to it.
- wq 8000 0123_4567_89ab_cdef
- rq 8000
00008000 = 0123456789abcdef
- wq 8008 $
- dq 8000 10
00008000: 0123456789abcdef 0123456789abcdef  ....gE#.....gE#.
- q
