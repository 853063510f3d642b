# The smallest build (SMALL=1): the monitor itself, over a file; what it leaves out it says.

$ printf 'This is the RAM of a small board' >ram; physmon -t file:ram@8000 -c 'd 8000; rd 8004; r 8008 2; rw 8001..8002' || echo $?
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f 66 20 61 20 73 6d 61 6c 6c 20 62 6f 61 72 64  of a small board
00008004 = 20736920
00008008 = 20656874
0000800c = 204d4152
1
! physmon: <-c>:1:28: 00008001 is not aligned for a 16-bit access: the next aligned addresses are 00008000 and 00008002

$ printf '0123456789abcdef' >f; physmon -t file:f; cat f; echo
< wb 0 41 42; vw 4 5858; wd 8 44434241
< r 8[15:8]; w 0[7:4] 3; def X c; rb X; base 4; rb 0
< ? 10+(2*3); width; endian big; rw 0
00000008[15:8] = 42
00000000 = 33324241 -> 33324231
0000000c = 63
00000004 = 58
0x16 = 0t22 = 0y10110
7    3
0001 0110
b (8 bits)
00000004 = 5858
1B23XX67ABCDcdef

$ for c in 'find 0 1 1' 'map' 'poll 0 1' 'regs' 'snap x 0 4'; do physmon -t none -c "$c" || echo $?; done
2
2
2
2
2
! physmon: <-c>:1:1: find is not a command of this small build ('help' lists them)
! physmon: <-c>:1:1: map is not a command of this small build ('help' lists them)
! physmon: <-c>:1:1: poll is not a command of this small build ('help' lists them)
! physmon: <-c>:1:1: regs is not a command of this small build ('help' lists them)
! physmon: <-c>:1:1: snap is not a command of this small build ('help' lists them)

$ for o in --json --gdb --doctor --demo; do physmon $o </dev/null || echo $?; done
2
2
2
2
! physmon: --json is no option: 'physmon --help' lists them
! physmon: --gdb is no option: 'physmon --help' lists them
! physmon: --doctor is no option: 'physmon --help' lists them
! physmon: --demo is no option: 'physmon --help' lists them

$ physmon -t pci:00:01.0/0 -c r || echo $?
2
! physmon: unknown target pci:00:01.0/0: the targets are mem, none, file

# A dry run, announcements, values only, statuses.
$ printf abcdefgh >f; physmon -n -t file:f -c 'wd 0 1; r 4'; physmon --trace -t file:f -c 'rd 4'; physmon --bare -t file:f -c 'rb 0 2; v 0 61' || echo $?; physmon -t file:f -c 'vb 8 1' || echo $?
write32 00000000 00000001
read32 00000004
00000004 = 68676665
0x61
0x62
1
! read32 00000004
! physmon: <-c>:1:1: 00000008 is beyond the end of file:f, whose last address is 00000007

