# Registers by name: a read is one access of the register's own size, which doesn't stick.
$ physmon -t demo -s $TESTS/cli/board.svd --trace
@ only expat
< w 8003 9f; wd 8008 8
< r UART0.LCR
< r UART0.FR
< width
< r uart0.lcr
< rw 8002; width; rd UART0.LCR; width b
< rd UART0.FR
< width
00008003 = 9f  UART0.LCR
00008003[7] = 1  DLAB
00008003[5:3] = 3  PAR (even)
00008003[2] = 1  STB
00008003[1:0] = 3  WLS (8bit)
00008008 = 00000008  UART0.FR
00008008[3] = 1  BUSY
d (32 bits)
00008003 = 9f  UART0.LCR
00008003[7] = 1  DLAB
00008003[5:3] = 3  PAR (even)
00008003[2] = 1  STB
00008003[1:0] = 3  WLS (8bit)
00008002 = 9f69
w (16 bits)
! write8 00008003 9f
! write32 00008008 00000008
! read8 00008003
! read32 00008008
! read8 00008003
! read16 00008002
! physmon: <stdin>:6:17: 00008003 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
= 1

# One field, and bits.
$ physmon -t demo -s $TESTS/cli/board.svd --trace
@ only expat
< w 8003 9f
< r UART0.LCR.WLS; r UART0.LCR.PAR; r UART0.LCR.DLAB
< r UART0.LCR[1:0]; r UART0.LCR[7]
< ? $
< r UART0.LCR.DLAB 2 80
00008003[1:0] = 3  WLS (8bit)
00008003[5:3] = 3  PAR (even)
00008003[7] = 1  DLAB
00008003[1:0] = 3
00008003[7] = 1
0x9f = 0t159 = 0y10011111
7    3
1001 1111
00008003[7] = 1  DLAB
00008083[7] = 0  DLAB
! write8 00008003 9f
! read8 00008003
! read8 00008003
! read8 00008003
! read8 00008003
! read8 00008003
! read8 00008003
! read8 00008083

# In an expression a name is its address; nothing is read. = makes it no more than that.
$ physmon -t demo 1000 -s $TESTS/cli/board.svd --trace -c '? UART0.LCR; ? UART0; ? UART0.LCR.DLAB+1; ? PIC.CH[1].STAT; ? UART1.BUF[2]-UART1; base UART1; base; def X UART0.FR; def; r =UART0.LCR; r UART0.LCR+0; r X'
@ only expat
0x8003 = 0t32771 = 0y1000000000000011
15   11   7    3
1000 0000 0000 0011
0x8000 = 0t32768 = 0y1000000000000000
15   11   7    3
1000 0000 0000 0000
0x8004 = 0t32772 = 0y1000000000000100
15   11   7    3
1000 0000 0000 0100
0x8254 = 0t33364 = 0y1000001001010100
15   11   7    3
1000 0010 0101 0100
0x18 = 0t24 = 0y11000
7    3
0001 1000
00008100
00008008 X
00008003 = 73
00008003 = 73
00008008 = 74
! read8 00008003
! read8 00008003
! read8 00008008

# An element of an array, a cluster; bits elsewhere.
$ physmon -t demo -s $TESTS/cli/board.svd -k
@ only expat
< wd UART0.BUF[2] 80000001; r UART0.BUF[2]
< r UART0.BUF[2][31]; r UART0.BUF[2][31:28]; r PIC.CH[1].CTRL[0]
< r UART0.BUF[3]
< r UART0.BUF
< r PIC.CH[0]
< r PIC.CH[2]
< r UART0.LCR[8]
< r UART0.LCR.WLS[0]
00008018 = 80000001  UART0.BUF[2]
00008018[31] = 1
00008018[31:28] = 8
00008250[0] = 0
00008240 = 00000000  PIC.CH[0].CTRL
00008240[0] = 0  PIC.CH[0].CTRL.EN
00008244 = 00000000  PIC.CH[0].STAT
! physmon: <stdin>:3:3: UART0.BUF is an array: UART0.BUF[0] to UART0.BUF[2]
! physmon: <stdin>:4:3: UART0.BUF is an array: UART0.BUF[0] to UART0.BUF[2]
! physmon: <stdin>:6:3: PIC.CH is an array: PIC.CH[0] to PIC.CH[1]
! physmon: <stdin>:7:3: UART0.LCR has 8 bits, no bit 8
! physmon: <stdin>:8:16: a field is bits already: no bits can follow it
= 2

# Odd sizes need a width.
$ physmon -t demo -s $TESTS/cli/board.svd -k
@ only expat
< rd 8020
< wd 8020 12345678
< r UART0.ODD
< w UART0.ODD 1
< rd UART0.ODD
< r.32 UART0.ODD.HIGH
< rb UART0.ODD.HIGH
00008020 = 33203a64
00008020 = 12345678  UART0.ODD
00008020[23:16] = 34  HIGH
00008020[23:16] = 34  HIGH
! physmon: <stdin>:3:3: UART0.ODD has 24 bits, which is no size of an access: r.32 reaches bits beyond it, too
! physmon: <stdin>:4:3: UART0.ODD has 24 bits, which is no size of an access: w.32 reaches bits beyond it, too
! physmon: <stdin>:7:4: 8 bits have no bit 23: the width .32 has one
= 2

# A peripheral, a cluster, a pattern: all registers, each once; what stands at one address is read once for all its names.
$ physmon -t demo -s $TESTS/cli/board.svd --trace
@ only expat
< wq 8000 0; wq 8008 0; wd 8010 1; wd 8014 2; wd 8018 3
< d UART0
< ? .
< wq 8240 0; wq 8250 1
< r PIC.CH[1]
< r "PIC.CH*.STAT"
< r
< r "uart?.lcr"
< ? $
< d "*.LCR"
< dd "UART0.LCR"
00008000 = ~~  UART0.RBR
00008000 = ~~  UART0.THR
00008003 = 00  UART0.LCR
00008008 = 00000000  UART0.FR
00008010 = 00000001  UART0.BUF[0]
00008014 = 00000002  UART0.BUF[1]
00008018 = 00000003  UART0.BUF[2]
00008020 = ~~~~~~  UART0.ODD
0x801c = 0t32796 = 0y1000000000011100
15   11   7    3
1000 0000 0001 1100
00008250 = 00000001  PIC.CH[1].CTRL
00008250[0] = 1  PIC.CH[1].CTRL.EN
00008254 = 00000000  PIC.CH[1].STAT
00008244 = 00000000  PIC.CH[0].STAT
00008254 = 00000000  PIC.CH[1].STAT
00008244 = 00000000  PIC.CH[0].STAT
00008254 = 00000000  PIC.CH[1].STAT
00008003 = 00  UART0.LCR
00008003[7] = 0  UART0.LCR.DLAB
00008003[5:3] = 0  UART0.LCR.PAR (none)
00008003[2] = 0  UART0.LCR.STB
00008003[1:0] = 0  UART0.LCR.WLS (5bit)
00008103 = 00  UART1.LCR
00008103[7] = 0  UART1.LCR.DLAB
00008103[5:3] = 0  UART1.LCR.PAR (none)
00008103[2] = 0  UART1.LCR.STB
00008103[1:0] = 0  UART1.LCR.WLS (5bit)
0x0 = 0t0 = 0y0
7    3
0000 0000
00008003 = 00  UART0.LCR
00008103 = 00  UART1.LCR
! write64 00008000 0000000000000000
! write64 00008008 0000000000000000
! write32 00008010 00000001
! write32 00008014 00000002
! write32 00008018 00000003
! read8 00008003
! read32 00008008
! read32 00008010
! read32 00008014
! read32 00008018
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 register was left out: no access has its size
! write64 00008240 0000000000000000
! write64 00008250 0000000000000001
! read32 00008250
! read32 00008254
! read32 00008244
! read32 00008254
! read32 00008244
! read32 00008254
! read8 00008003
! read8 00008103
! read8 00008003
! read8 00008103
! physmon: <stdin>:11:1: 00008003 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
= 1

# With a length it is an address.
$ physmon -t demo -s $TESTS/cli/board.svd
@ only expat littleendian
< d UART1 4; r UART1 2; r; d UART1..UART1+3; d UART1.LCR 2; d UART1+0 2
00008100: ~~ 00 00 00                                       ...
00008100 = ~~
00008101 = 00
00008100 = ~~
00008101 = 00
00008100: ~~ 00 00 00                                       ...
00008103: 00 00                                            ..
00008100: ~~ 00                                             .
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it

# Left out: what is write-only, what reading changes; read when asked for by name or address.
$ physmon -t demo -s $TESTS/cli/board.svd --trace
@ only expat littleendian
< wd 8214 0; wd 8218 0; wb 8000 41 42
< noread
< d 8000 2; r UART0.RBR; r 8000
< r UART0.THR; r "UART0.RBR"
< d "UART0.?*R"; d "PIC.WO"
< r PIC.DATA
< allow noread; d "UART0.RBR*"
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008000 noread
00008100-00008100 noread
00008214-0000821f noread
00008000: ~~ 42                                             B
00008000 = 41  UART0.RBR
00008000 = 41
00008000 = 41  UART0.THR
00008000 = 41  UART0.RBR
00008000 = ~~  UART0.RBR
00008000 = ~~  UART0.THR
00008003 = 73  UART0.LCR
00008008 = 20656874  UART0.FR
00008214 = ~~~~~~~~  PIC.WO
00008218 = 00000000  PIC.DATA
00008218[7:0] = 00  BYTE
00008000 = 41  UART0.RBR
! write32 00008214 00000000
! write32 00008218 00000000
! write8 00008000 41
! write8 00008001 42
! read8 00008001
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! read8 00008000
! read8 00008000
! read8 00008000
! read8 00008000
! read8 00008003
! read32 00008008
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! read32 00008218
! read8 00008000

# Writes of whole registers.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -k
@ only expat
< w UART0.LCR 83
< w UART0.LCR 100
< w UART0.BUF[0] 1 2 3
< ww UART0.LCR 1234
< ww UART0.BUF[0] 1234
< v UART0.LCR 3
< w UART0 1
< w UART0[3] 1
< r PIC.CH[1][3:0]
< v UART0 1
< w "UART0.LCR" 1
< r .
00008010 = 1234
! write8 00008003 83
! physmon: <stdin>:2:13: value 100 does not fit 8 bits
! write32 00008010 00000001
! write32 00008014 00000002
! write32 00008018 00000003
! physmon: <stdin>:4:1: 00008003 is not aligned for a 16-bit access: the next aligned addresses are 00008002 and 00008004
! write16 00008010 1234
! write8 00008003 03
! read8 00008003
! physmon: <stdin>:7:3: UART0 is a group of registers: w needs one of them
! physmon: <stdin>:8:3: UART0 is a group of registers: bits need one of them
! physmon: <stdin>:9:3: PIC.CH[1] is a group of registers: bits need one of them
! physmon: <stdin>:10:3: UART0 is a group of registers: v needs one of them
! physmon: <stdin>:11:3: w takes no pattern here
! read16 00008010
= 2

# Names are looked up any-case where that is unique, def goes before, a word that is a number too is an error.
$ physmon -t demo -s $TESTS/cli/board.svd -k
@ only expat
< r ADC
< r ADC.V; r @ADC.V; ? @ADC
< ? adc
< def UART0 8010; ? UART0; r UART0
< ? UART0.LCR
< r UART0.XYZ
< r UART0.LCR.XYZ
< r "XYZ*"
< r ""
< r "*" 4
< w "*" 1
< d UART0.LCR.WLS
< d UART0.LCR[3]
< base "*"
< def Y "*"
00008300 = 0000000000000000  ADC.V
00008300 = 0000000000000000  ADC.V
0x8300 = 0t33536 = 0y1000001100000000
15   11   7    3
1000 0011 0000 0000
0x8010 = 0t32784 = 0y1000000000010000
15   11   7    3
1000 0000 0001 0000
00008010 = 6f
0x8003 = 0t32771 = 0y1000000000000011
15   11   7    3
1000 0000 0000 0011
! physmon: <stdin>:1:3: ADC is a number and a name: write 0xADC or @ADC
! physmon: <stdin>:3:3: adc is a number and a name: write 0xadc or @adc
! physmon: <stdin>:6:3: UART0.XYZ is neither a number nor a known name
! physmon: <stdin>:7:3: UART0.LCR.XYZ is neither a number nor a known name
! physmon: <stdin>:8:3: no register's name matches "XYZ*"
! physmon: <stdin>:9:3: no register's name matches ""
! physmon: <stdin>:10:3: a pattern must be the only operand: each register has its own size
! physmon: <stdin>:11:3: w takes no pattern here
! physmon: <stdin>:12:3: d takes no field here
! physmon: <stdin>:13:3: d takes no bits here
! physmon: <stdin>:14:6: unexpected '"'
! physmon: <stdin>:15:7: unexpected '"'
= 2

# svd FILE acts while compiling; undone if the text is wrong; several add up.
$ cp $TESTS/cli/board.svd a.svd; sed 's/UART/SER/' a.svd >b.svd; echo '<device>' >bad.svd
$ physmon -t demo -k
@ only expat
< r UART0.LCR
< svd a.svd; w UART0.LCR 0; r UART0.LCR.DLAB
< r; zz; svd b.svd
< svd; svd b.svd; r SER0.LCR.STB; noread; svd
< r UART0.LCR.STB
< svd bad.svd
< svd none.svd
< target demo; noread; d SER0.RBR 1
< r SER0.LCR.STB; svd a.svd; r; r UART0.LCR.STB
00008003[7] = 0  DLAB
a.svd
b.svd
00008003[2] = 0  STB
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008000 noread
00008100-00008100 noread
00008214-0000821f noread
a.svd
b.svd
00008003[2] = 0  STB
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008000 noread
00008100-00008100 noread
00008214-0000821f noread
00008000: ~~                                                
00008003[2] = 0  STB
00008003[2] = 0  STB
00008003[2] = 0  STB
! physmon: <stdin>:1:3: UART0.LCR is neither a number nor a known name
! physmon: <stdin>:3:4: zz is not a command ('help' lists them)
! physmon: <stdin>:6:5: bad.svd:2:1: no element found: the file is cut off
! physmon: <stdin>:7:5: none.svd can't be read: No such file or directory
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
= 2

$ physmon -t demo -s none.svd -c 'r 8000'
@ only expat
! physmon: none.svd can't be read: No such file or directory
= 2

$ echo '<device><peripherals></device>' >bad.svd; physmon -t demo -s $TESTS/cli/board.svd -s bad.svd -c 'r 8000'
@ only expat
! physmon: bad.svd:1:24: mismatched tag
= 2

# Without a description.
$ physmon -t demo -k -c 'svd; r "ZZ*"' -c 'r UART.LCR'
! physmon: <-c>:1:8: no register's name matches "ZZ*"
! physmon: <-c 2>:1:3: UART.LCR is neither a number nor a known name
= 2

# noread by name.
$ physmon -t demo -s $TESTS/cli/board.svd -k
@ only expat
< noread UART0.FR; noread "UART1.B*"; noread PIC.CH[0]; noread
< d "UART?.BUF"
< r UART0.FR.BUSY; r PIC.CH[0].CTRL
< w PIC.CH[0].CTRL.EN 1
< noread UART0.FR.BUSY
< noread UART0.LCR 1
< noread "ZZ*"
< noread UART0.LCR+1
< noread 8000
< noread "UART*" 2
00001004-0000100f noread
00002000-00002003 noread
00002008-0000200b noread
00008000-00008000 noread
00008008-0000800b noread
00008100-00008100 noread
00008110-0000811b noread
00008214-0000821f noread
00008240-00008247 noread
00008010 = 7420666f  UART0.BUF[0]
00008014 = 64206568  UART0.BUF[1]
00008018 = 206f6d65  UART0.BUF[2]
00008110 = ~~~~~~~~  UART1.BUF[0]
00008114 = ~~~~~~~~  UART1.BUF[1]
00008118 = ~~~~~~~~  UART1.BUF[2]
00008008[3] = 0  BUSY
00008240 = 00000000  PIC.CH[0].CTRL
00008240[0] = 0  EN
! physmon: 3 units were left out: no-read registers; r of exactly such an address reads it
! physmon: <stdin>:4:1: 00008240 is a no-read register: to change some of its bits would read it ('allow noread' opens it)
! physmon: <stdin>:5:8: noread takes no field here
! physmon: <stdin>:7:8: no register's name matches "ZZ*"
! physmon: <stdin>:8:8: noread needs a length, a range or a register: noread ADDR LENGTH, A..B, NAME, "GLOB"
! physmon: <stdin>:9:8: noread needs a length, a range or a register: noread ADDR LENGTH, A..B, NAME, "GLOB"
! physmon: <stdin>:10:8: a pattern must be the only operand: each register has its own size
= 2

# JSON, bare, dry run.
$ physmon -t demo -s $TESTS/cli/board.svd --json -c 'w 8003 9f; r UART0.LCR; r UART0.LCR.WLS; d "UART0.*R"; w UART0.LCR.STB 0; r UART0.LCR[7]'
@ only expat littleendian
{"addr":"0x00008003","value":"0x9f","name":"UART0.LCR","width":8}
{"addr":"0x00008003","bits":"7","value":"0x1","changed":false,"field":"DLAB","meaning":"","name":"UART0.LCR"}
{"addr":"0x00008003","bits":"5:3","value":"0x3","changed":false,"field":"PAR","meaning":"even","name":"UART0.LCR"}
{"addr":"0x00008003","bits":"2","value":"0x1","changed":false,"field":"STB","meaning":"","name":"UART0.LCR"}
{"addr":"0x00008003","bits":"1:0","value":"0x3","changed":false,"field":"WLS","meaning":"8bit","name":"UART0.LCR"}
{"addr":"0x00008003","bits":"1:0","value":"0x3","changed":false,"field":"WLS","meaning":"8bit","name":"UART0.LCR"}
{"addr":"0x00008000","value":null,"state":"left-out","name":"UART0.RBR","width":8}
{"addr":"0x00008000","value":null,"state":"left-out","name":"UART0.THR","width":8}
{"addr":"0x00008003","value":"0x9f","name":"UART0.LCR","width":8}
{"addr":"0x00008008","value":"0x20656874","name":"UART0.FR","width":32}
{"note":"1 unit was left out: no-read registers; r of exactly such an address reads it"}
{"addr":"0x00008003","old":"0x9f","new":"0x9b","width":8}
{"addr":"0x00008003","bits":"7","value":"0x1","width":8}
$ physmon -t demo -s $TESTS/cli/board.svd --bare -c 'w 8003 9f; r UART0.LCR; r UART0.LCR.WLS; d "UART0.*R"; w UART0.LCR.STB 0; r UART0.LCR[7]'
$ physmon -t demo -s $TESTS/cli/board.svd -n -c 'r UART0.LCR; r UART0.LCR.WLS; d "UART0.*R"; w UART0.LCR.STB 0; w UART0.LCR WLS=$ STB=1; w PIC.ISR.A 1; r UART0.LCR[7]'
@ only expat littleendian
0x9f
0x3
~~
~~
0x9f
0x20656874
0x9b
0x1
read8 00008003
read8 00008003
read8 00008003
read32 00008008
read8 00008003
write8 00008003 ??
read8 00008003
write8 00008003 ??
write16 00008200 0071
read8 00008003
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it

# A fault, or the target's end, is told as ever.
$ sed 's/0x8300/0xfffc/' $TESTS/cli/board.svd >end.svd; physmon -t demo -s end.svd --trace -c 'd "*"'
@ only expat
! physmon: <-c>:1:1: 0000fffc is not aligned for a 64-bit access: the next aligned addresses are 0000fff8 and 00010000
= 1

$ sed 's/0x8300/0x3000/' $TESTS/cli/board.svd >hole.svd; physmon -t demo -s hole.svd -c 'd @ADC; r @ADC.V'
@ only expat 64bit
00003000 = ----------------  ADC.V
! physmon: <-c>:1:1: bus error reading 64 bits at 00003000: TIMER takes 32-bit accesses only
= 1
