# A field whose values mean one thing when read, another when written: what is awaited is what reading gives.
$ f() { echo "<enumeratedValue><name>$1</name><value>$2</value></enumeratedValue>"; }
$ e() { echo "<enumeratedValues><usage>$1</usage>$2</enumeratedValues>"; }
$ r="<register><name>MCR</name><addressOffset>4</addressOffset><size>8</size><fields><field><name>MODE</name>"
$ r="$r<bitRange>[6:4]</bitRange>$(e read "$(f idle 0) $(f done 5)") $(e write "$(f idle 0) $(f start 1)")</field></fields></register>"
$ p="<peripheral><name>M</name><baseAddress>0x8000</baseAddress><registers>$r</registers></peripheral>"
$ echo "<device><peripherals>$p</peripherals></device>" >m.svd
$ physmon -t demo -s m.svd -c 'expect M.MCR.MODE start; w M.MCR.MODE done' || true
$ physmon -t demo -s m.svd --trace -k -c 'w M.MCR.MODE start; wb 8004 50; poll M.MCR.MODE done 1s; expect M.MCR[7:4] 5; expect M.MCR.MODE idle; expect M.MCR.MODE 1'
@ only expat
00008004 = 20 -> 10
! physmon: <-c>:1:19: start is neither a number nor a value of M.MCR.MODE: idle, done
! physmon: <-c>:1:39: done is neither a number nor a value of M.MCR.MODE: idle, start
! read8 00008004
! write8 00008004 10
! write8 00008004 50
! read8 00008004
! read8 00008004
! read8 00008004
! physmon: <-c>:1:79: 00008004 reads 50, where M.MCR.MODE is 5 (done), not 0 (idle)
! read8 00008004
! physmon: <-c>:1:103: 00008004 reads 50, where M.MCR.MODE is 5 (done), not 1
= 3

# poll and expect of bits and of fields: still one read of the unit, in the width of the register.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -c 'w 8003 9b; poll UART0.LCR.PAR even 1s; expect UART0.LCR[7:4] 9; expect.d 0[31:24] 50; expect 8003[4] 1'
@ only expat littleendian
! write8 00008003 9b
! read8 00008003
! read8 00008003
! read32 00000000
! read8 00008003

# What it is instead, by name where values have names; what is awaited is what reading gives, not what may be written.
$ physmon -t demo -s $TESTS/cli/board.svd -k
@ only expat littleendian
< w 8003 9f
< expect UART0.LCR.PAR odd
< expect UART0.LCR.PAR even
< expect UART0.LCR.STB 0
< expect uart0.lcr.wls 5BIT
< expect UART0.LCR[7:6] 3
< poll UART0.LCR[7:6] 1 2ms
< poll UART0.LCR.DLAB 0 3
< expect.d 8000[31:24] -1
< expect UART0.LCR.WLS 1+1
! physmon: <stdin>:2:1: 00008003 reads 9f, where UART0.LCR.PAR is 3 (even), not 1 (odd)
! physmon: <stdin>:4:1: 00008003 reads 9f, where UART0.LCR.STB is 1, not 0
! physmon: <stdin>:5:1: 00008003 reads 9f, where uart0.lcr.wls is 3 (8bit), not 0 (5bit)
! physmon: <stdin>:6:1: 00008003 reads 9f, where [7:6] is 2, not 3
! physmon: <stdin>:7:1: 00008003 reads 9f, where [7:6] is 2, not 1 after 2 ms
! physmon: <stdin>:8:1: 00008003 reads 9f, where UART0.LCR.DLAB is 1, not 0 after 3 ms
! physmon: <stdin>:9:1: 00008000 reads 9f696854, where [31:24] is 9f, not ff
! physmon: <stdin>:10:1: 00008003 reads 9f, where UART0.LCR.WLS is 3 (8bit), not 2 (7bit)
= 3

# What can't be is said before anything is read.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -k
@ only expat
< expect UART0.LCR.PAR none
< expect UART0.LCR.PAR sticky
< expect UART0.LCR.STB 2
< expect UART0.LCR.WLS 3 3
< poll UART0.LCR.WLS 3 1s 3
< poll UART0.LCR.WLS 3 3bit
< expect 0[7:4] 10
< expect 0[7:4] f 4
< expect 0[9] 1
< expect UART0.LCR STB=1
< expect "UART0.*" 1
< poll UART0.LCR.WLS
! physmon: <stdin>:1:22: none means several values of UART0.LCR.PAR: give the one you mean as a number
! physmon: <stdin>:2:22: sticky means all other values of UART0.LCR.PAR: give the one you mean as a number
! physmon: <stdin>:3:22: value 2 does not fit 1 bit
! physmon: <stdin>:4:24: a field is compared with one value, and needs no mask
! physmon: <stdin>:5:25: a field is compared with one value, and needs no mask
! physmon: <stdin>:6:22: 3bit is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:7:15: value 10 does not fit 4 bits
! physmon: <stdin>:8:17: a part of a unit is compared with one value, and needs no mask
! physmon: <stdin>:9:8: 8 bits have no bit 9: the width .16 has one
! physmon: <stdin>:10:18: STB is neither a number nor a known name
! physmon: <stdin>:11:8: expect takes no pattern here
! physmon: <stdin>:12:19: poll needs more operands: poll[.WIDTH] ADDR [MASK] VALUE [TIME]
= 2

# The board's own registers; a value that turns out too wide; another byte order; a dry run.
$ physmon --demo -c 'wd TIMER.LOAD 7530; w TIMER.CONTROL ENABLE=running; poll TIMER.STATUS.EXPIRED 1 5s; expect TIMER.CONTROL.ENABLE stopped'
@ only expat
00003008 = 00000000 -> 00000001

$ physmon -t demo -k -c 'rd 0; expect.d 0[31:0] $; expect.d 0[7:4] $; endian big; expect.d 0[31:24] 4f'
@ only littleendian
00000000 = 504d4f4e
! physmon: <-c>:1:43: value 504d4f4e does not fit 4 bits
! physmon: <-c>:1:58: 00000000 reads 4e4f4d50, where [31:24] is 4e, not 4f
= 1

$ physmon -n -t demo -c 'poll.d 0[3] 0; r 0; expect 0[7:4] $'
read32 00000000
read8 00000000
read8 00000000
