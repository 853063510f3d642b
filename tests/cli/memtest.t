# test waits for allow ram, and says what it does.
$ physmon --demo --trace -c 'test 8000 100'
! physmon: <-c>:1:1: test overwrites 00008000-000080ff and restores nothing: 'allow ram' says that you mean it
= 1

$ physmon --demo -c 'allow ram; test.d 8000 8000; test.b 8000..80fe; test 9000 1'
! physmon: testing 00008000-0000ffff: its contents are overwritten and not restored
! physmon: no error in 00008000-0000ffff
! physmon: testing 00008000-000080fe: its contents are overwritten and not restored
! physmon: no error in 00008000-000080fe
! physmon: testing 00009000-00009000: its contents are overwritten and not restored
! physmon: no error in 00009000-00009000

$ physmon --demo --allow=ram -c 'test.q 9000 8'
@ only 64bit
! physmon: testing 00009000-00009007: its contents are overwritten and not restored
! physmon: no error in 00009000-00009007

$ physmon --demo --allow=ram --json -c 'test.w 8000..801f'
{"note":"testing 00008000-0000801f: its contents are overwritten and not restored"}
{"note":"no error in 00008000-0000801f"}

# Registers are no RAM: what is wrong with them, in bits.
$ physmon --demo --allow=ram -c 'test.d 1010 8'
00001014 = 55555555 -> 00000541
00001014 = ffffffff -> 00000000
00001014 = 55555555 -> 00000541
00001014 = aaaaaaaa -> 00000541
00001014 = b97f4a7c -> 00000000
00001014 = 4680b583 -> 00000000
! physmon: testing 00001010-00001017: its contents are overwritten and not restored
! physmon: <-c>:1:1: the test failed: 6 wrong reads, the first at 00001014: bits 0, 6, 8, 10 read 1 where 0 was written, bits 0-31 read 0 where 1 was written
= 3

$ physmon --demo --allow=ram --bare -c 'test.b 8 1; test.b 14 1'
0x00000014 0x01 0x00
0x00000014 0xfe 0x00
0x00000014 0x02 0x00
0x00000014 0xfd 0x00
0x00000014 0x04 0x00
0x00000014 0xfb 0x00
0x00000014 0x08 0x00
0x00000014 0xf7 0x00
0x00000014 0x10 0x00
0x00000014 0xef 0x00
0x00000014 0x20 0x00
0x00000014 0xdf 0x00
0x00000014 0x40 0x00
0x00000014 0xbf 0x00
0x00000014 0x80 0x00
0x00000014 0x7f 0x00
! physmon: testing 00000008-00000008: its contents are overwritten and not restored
! physmon: no error in 00000008-00000008
! physmon: testing 00000014-00000014: its contents are overwritten and not restored
! physmon: 4 more wrong reads are not listed
! physmon: <-c>:1:13: the test failed: 20 wrong reads, the first at 00000014: bits 0-7 read 0 where 1 was written
= 3

$ physmon --demo --allow=ram -c 'test.d 0 4'
00000000 = 00000001 -> 504d4f4e
00000000 = fffffffe -> 504d4f4e
00000000 = 00000002 -> 504d4f4e
00000000 = fffffffd -> 504d4f4e
00000000 = 00000004 -> 504d4f4e
00000000 = fffffffb -> 504d4f4e
00000000 = 00000008 -> 504d4f4e
00000000 = fffffff7 -> 504d4f4e
00000000 = 00000010 -> 504d4f4e
00000000 = ffffffef -> 504d4f4e
00000000 = 00000020 -> 504d4f4e
00000000 = ffffffdf -> 504d4f4e
00000000 = 00000040 -> 504d4f4e
00000000 = ffffffbf -> 504d4f4e
00000000 = 00000080 -> 504d4f4e
00000000 = ffffff7f -> 504d4f4e
! physmon: testing 00000000-00000003: its contents are overwritten and not restored
! physmon: 54 more wrong reads are not listed
! physmon: <-c>:1:1: the test failed: 70 wrong reads, the first at 00000000: bits 1-3, 6, 8-11, 14, 16, 18-19, 22, 28, 30 read 1 where 0 was written, bits 0, 4-5, 7, 12-13, 15, 17, 20-21, 23-27, 29, 31 read 0 where 1 was written
= 3

# What can't be.
$ physmon --demo --allow=ram -k --trace
< test 8000
< test 8000 0
< test.d 8000 6
< test.d 8002 8
< test fff0 20
< test 2000 4
< test 8000 4 4
! physmon: <stdin>:1:10: test needs more operands: test[.WIDTH] ADDR LENGTH
! physmon: <stdin>:2:11: the length must not be 0
! physmon: <stdin>:3:13: length 6 is no multiple of 4 bytes, the width
! physmon: <stdin>:4:1: 00008002 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <stdin>:5:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <stdin>:6:1: 00002000-00002003 holds a register that reading changes, at 00002000: it can't be left out here, and 'allow noread' reads it
! physmon: <stdin>:7:13: test takes no more operands: test[.WIDTH] ADDR LENGTH
= 2

$ physmon --demo --allow=ram -r -c 'test 8000 4' || echo $?
$ physmon --demo --allow=ram -c 'test 3ff8 10'
1
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
! physmon: testing 00003ff8-00004007: its contents are overwritten and not restored
! physmon: <-c>:1:1: bus error writing 8 bits at 00003ff8: TIMER takes 32-bit accesses only
= 1

# A dry run shows what it would do; each unit is alone.
$ physmon --demo --allow=ram -n -c 'test.b 8000 2' | sort | uniq -c | sort -rn | head -3; physmon --demo -n -c 'test 8000 1'
     23 read8 00008000
      7 read8 00008001
      4 write8 00008001 55
! physmon: <-c>:1:1: test overwrites 00008000-00008000 and restores nothing: 'allow ram' says that you mean it
= 1
