# A row of 16 bytes from ADDR on: address, units, characters.
$ physmon -t demo
< d 8000 20
< d 8003 20
< d 8000 1
< d 8000 11
< d 800f 2
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f 66 20 74 68 65 20 64 65 6d 6f 20 62 6f 61 72  of the demo boar
00008003: 73 20 69 73 20 74 68 65 20 52 41 4d 20 6f 66 20  s is the RAM of 
00008013: 74 68 65 20 64 65 6d 6f 20 62 6f 61 72 64 3a 20  the demo board: 
00008000: 54                                               T
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f                                               o
0000800f: 20 6f                                             o

# Units of the width; a short last row keeps the characters in their column. These are in memory order.
$ printf 'abcdefghijklmnopqrstuvwxyz\000\177\200\377~ !"#$' >bytes
$ physmon -t file:bytes
< d 0
< d 0 1c
00000000: 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop
00000010: 71 72 73 74 75 76 77 78 79 7a 00 7f 80 ff 7e 20  qrstuvwxyz....~ 
00000020: 21 22 23 24                                      !"#$
00000000: 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop
00000010: 71 72 73 74 75 76 77 78 79 7a 00 7f              qrstuvwxyz..

$ printf 'abcdefghijklmnopqrstuvwxyz\000\177\200\377~ !"#$' >bytes
$ physmon -t file:bytes -c 'dw 0; dd 0; dw 2 6; dd 4 14'
@ only littleendian
00000000: 6261 6463 6665 6867 6a69 6c6b 6e6d 706f  abcdefghijklmnop
00000010: 7271 7473 7675 7877 7a79 7f00 ff80 207e  qrstuvwxyz....~ 
00000020: 2221 2423                                !"#$
00000000: 64636261 68676665 6c6b6a69 706f6e6d  abcdefghijklmnop
00000010: 74737271 78777675 7f007a79 207eff80  qrstuvwxyz....~ 
00000020: 24232221                             !"#$
00000002: 6463 6665 6867                           cdefgh
00000004: 68676665 6c6b6a69 706f6e6d 74737271  efghijklmnopqrst
00000014: 78777675                             uvwx

$ printf 'abcdefghijklmnopqrstuvwxyz012345' >bytes
$ physmon -t file:bytes -c 'dw 0; dd 0 14'
@ only bigendian
00000000: 6162 6364 6566 6768 696a 6b6c 6d6e 6f70  abcdefghijklmnop
00000010: 7172 7374 7576 7778 797a 3031 3233 3435  qrstuvwxyz012345
00000000: 61626364 65666768 696a6b6c 6d6e6f70  abcdefghijklmnop
00000010: 71727374                             qrst

$ printf 'abcdefghijklmnopqrstuvwxyz012345' >bytes
$ physmon -t file:bytes -c 'dq 0; dq 8 8'
@ only 64bit littleendian
00000000: 6867666564636261 706f6e6d6c6b6a69  abcdefghijklmnop
00000010: 7877767574737271 3534333231307a79  qrstuvwxyz012345
00000008: 706f6e6d6c6b6a69                   ijklmnop

# 100 bytes where no LENGTH is given, clipped at the target's end; a typed one never is.
$ physmon -t demo -c 'd 8000' | wc -l
> 16

$ physmon -t demo -c 'd fff0; d ffff; d fff8 8'
0000fff0: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................
0000ffff: 00                                               .
0000fff8: 00 00 00 00 00 00 00 00                          ........

$ physmon -t demo -c 'd fff0 11'
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ printf 'abcdefghijklmnopqrstuvwxyz' >bytes
$ physmon -k -t file:bytes -c 'd; d 18; dd 18; dd 10 8; db 1a; db 19 2; dw 18; dw 16 6'
@ only littleendian
00000000: 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop
00000010: 71 72 73 74 75 76 77 78 79 7a                    qrstuvwxyz
00000018: 79 7a                                            yz
00000010: 74737271 78777675                    qrstuvwx
00000018: 7a79                                     yz
! physmon: <-c>:1:10: 32 bits at 00000018 reach beyond the end of file:bytes, whose last address is 00000019
! physmon: <-c>:1:26: 0000001a is beyond the end of file:bytes, whose last address is 00000019
! physmon: <-c>:1:33: 0000001a is beyond the end of file:bytes, whose last address is 00000019
! physmon: <-c>:1:49: 0000001a is beyond the end of file:bytes, whose last address is 00000019
= 1

$ : >empty
$ physmon -t file:empty -c d
! physmon: <-c>:1:1: 00000000 is beyond the end of file:empty, which is empty: give it a size first
= 1

# LENGTH is hexadecimal, above 0, and a multiple of the width.
$ physmon -t demo -k
< d 8000 0
< dd 8000 3
< dw 8000 1
< dq 8000 4
< d 8000 10 1
< d zz
< d 8000 zz
! physmon: <stdin>:1:8: the length must not be 0
! physmon: <stdin>:2:9: length 3 is no multiple of 4 bytes, the width
! physmon: <stdin>:3:9: length 1 is no multiple of 2 bytes, the width
! physmon: <stdin>:4:9: length 4 is no multiple of 8 bytes, the width
! physmon: <stdin>:5:11: d takes no more operands: d[bwdq] [ADDR [LENGTH]]
! physmon: <stdin>:6:3: zz is neither a number nor a known name
! physmon: <stdin>:7:8: zz is neither a number nor a known name
= 2

$ physmon -t demo -k
< rb 800d; dd 8000 $
< d 8000 .-800e
0000800d = 41
! physmon: <stdin>:1:18: length 41 is no multiple of 4 bytes, the width
! physmon: <stdin>:2:8: the length must not be 0
= 1

# Addresses have 8 digits, or as many as the command's last needs, in each row.
$ printf 'abcdefghijklmnopqrstuvwxyz012345' >bytes
$ physmon -t file:bytes@fffffff0 -c 'd fffffff0; d fffffff0 10; d 100000000 1'
0fffffff0: 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop
100000000: 71 72 73 74 75 76 77 78 79 7a 30 31 32 33 34 35  qrstuvwxyz012345
fffffff0: 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f 70  abcdefghijklmnop
100000000: 71                                               q

$ printf 'abcdefghijklmnop' >bytes
$ physmon -t file:bytes@fedcba9876543210 -c 'd fedcba9876543210 4'
fedcba9876543210: 61 62 63 64                                      abcd

# What could not be read is -, and so told once; the dump goes on.
$ physmon -t demo -c 'dd 3ff8 10'
00003ff8: 00000000 00000000 -------- --------  ........        
! physmon: <-c>:1:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 1 more unit failed
= 1

$ physmon -t demo -k -c 'd 4000 20; db 2ffc 8; dd 7ffc 8; ? .'
@ only littleendian
00004000: -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- --                  
00004010: -- -- -- -- -- -- -- -- -- -- -- -- -- -- -- --                  
00002ffc: 00 00 00 00 -- -- -- --                          ....    
00007ffc: -------- 73696854                        This
0x8004 = 0t32772 = 0y1000000000000100
15   11   7    3
1000 0000 0000 0100
! physmon: <-c>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 31 more units failed
! physmon: <-c>:1:12: bus error reading 8 bits at 00003000: TIMER takes 32-bit accesses only; 3 more units failed
! physmon: <-c>:1:23: bus error reading 32 bits at 00007ffc: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -t demo -c 'd 4000 1; ? 1'
00004000: --                                                
! physmon: <-c>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

# What was left out on purpose is ~, also told once, and no error.
$ physmon -t demo -c 'd 1ff8 10; dd 1ffc 8'
00001ff8: 00 00 00 00 00 00 00 00 ~~ ~~ ~~ ~~ 1a 00 00 00  ........    ....
00001ffc: 00000000 ~~~~~~~~                    ....    
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it

# Unaligned addresses are refused before the bus sees anything.
$ physmon -t demo -k -c 'dw 8001 2; dd 8002 4; dd 8001; dq 8004 8'
@ only 64bit
! physmon: <-c>:1:1: 00008001 is not aligned for a 16-bit access: the next aligned addresses are 00008000 and 00008002
! physmon: <-c>:1:12: 00008002 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <-c>:1:23: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <-c>:1:32: 00008004 is not aligned for a 64-bit access: the next aligned addresses are 00008000 and 00008008
= 1

# So is what lies beyond the end, and what wraps around.
$ physmon -t demo -k -c 'd 10000; d ffff 2; d 8000 8001; d fffffffffffffff0 20; d fffffffffffffff0'
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:10: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:20: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:33: 32 units of 8 bits from fffffffffffffff0 on run past the last address, ffffffffffffffff: at most 16 fit there
! physmon: <-c>:1:56: fffffffffffffff0 is beyond the end of demo, whose last address is 0000ffff
= 1

$ physmon -t none -c 'dw ffffffffffffffff'
! physmon: <-c>:1:1: none has no bus, so nothing is at ffffffffffffffff: open another with 'target' or -t
= 1

$ physmon -t none -c 'd fffffffffffffff8'
! physmon: <-c>:1:1: none has no bus, so nothing is at fffffffffffffff8: open another with 'target' or -t
= 1

# Without a target there is nothing to dump.
$ physmon -t none -c d
! physmon: <-c>:1:1: none has no bus, so nothing is at 00000000: open another with 'target' or -t
= 1
