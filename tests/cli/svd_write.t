# A field: one read, one write; the neighbours as read.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -k
@ only expat
< w 8003 9f
< w UART0.LCR.WLS 5bit
< w UART0.LCR.WLS 3
< w uart0.lcr.wls 8BIT
< w UART0.LCR.STB 0
< w UART0.LCR PAR=odd DLAB=0 WLS=6bit
< w UART0.LCR[7:6] 3
< r .
00008003 = 9f -> 9c
00008003 = 9c -> 9f
00008003 = 9f -> 9f
00008003 = 9f -> 9b
00008003 = 9b -> 09
00008003 = 09 -> c9
00008003 = c9
! write8 00008003 9f
! read8 00008003
! write8 00008003 9c
! read8 00008003
! write8 00008003 9f
! read8 00008003
! write8 00008003 9f
! read8 00008003
! write8 00008003 9b
! read8 00008003
! write8 00008003 09
! read8 00008003
! write8 00008003 c9
! read8 00008003

# Values: numbers and enumerated names; where these differ, both spellings.
$ physmon -t demo -s $TESTS/cli/board.svd -k
@ only expat
< wd PIC.SEL 0
< w PIC.SEL.DIV very_slow
< w PIC.SEL.DIV a
< w PIC.SEL.DIV 2
< w PIC.SEL.DIV 0x2
< w PIC.SEL.DIV @2
< w PIC.SEL.DIV "2"
< w PIC.SEL DIV=@"4"
< w PIC.SEL.DIV 1/2
< w PIC.SEL.DIV (1/2)
< w PIC.SEL.DIV @1/2
< w PIC.SEL DIV=1/2
< w PIC.SEL.DIV 100
< w PIC.SEL.DIV -1
< w PIC.SEL.DIV slow
< w PIC.SEL.DIV @slow
< w PIC.SEL.DIV "no
< w PIC.SEL.DIV 1+slow
< w UART0.LCR.WLS 9bit
< w UART0.LCR.WLS 4
< w UART0.LCR WLS=4
< w UART0.LCR.STB on
< w UART0.LCR.PAR none
< w UART0.LCR.PAR sticky
< w UART0.LCR.PAR $
< r PIC.SEL; w PIC.SEL.DIV $+1
< r 8000; w UART0.LCR.WLS $
< def two 2; w UART0.LCR.WLS two
00008224 = 00000000 -> 000000ff
00008224 = 000000ff -> 0000000a
00008224 = 0000000a -> 00000002
00008224 = 00000002 -> 00000001
00008224 = 00000001 -> 00000001
00008224 = 00000001 -> 00000002
00008224 = 00000002 -> 00000000
00008224 = 00000000 -> 00000080
00008224 = 00000080 -> 000000ff
00008003 = 73 -> 43
00008224 = 000000ff  PIC.SEL
00008224[7:0] = ff  DIV (very_slow)
00008000 = 43696854
00008003 = 43 -> 42
! physmon: <stdin>:4:15: 2 is a number and a value of PIC.SEL.DIV, 1: write 0x2 or @2
! physmon: <stdin>:9:15: 1/2 is a number and a value of PIC.SEL.DIV, 80: write (1/2) or @1/2
! physmon: <stdin>:12:15: 1/2 is a number and a value of PIC.SEL.DIV, 80: write (1/2) or @1/2
! physmon: <stdin>:13:15: value 100 does not fit 8 bits
! physmon: <stdin>:15:15: slow is neither a number nor a value of PIC.SEL.DIV: 2, 4, a, 1/2, very_slow
! physmon: <stdin>:16:15: slow is neither a number nor a value of PIC.SEL.DIV: 2, 4, a, 1/2, very_slow
! physmon: <stdin>:17:15: the text that begins here has no closing quote
! physmon: <stdin>:18:17: slow is neither a number nor a known name
! physmon: <stdin>:19:17: 9bit is neither a number nor a value of UART0.LCR.WLS: 5bit, 6bit, 7bit, 8bit
! physmon: <stdin>:20:17: value 4 does not fit 2 bits
! physmon: <stdin>:21:13: value WLS=4 does not fit 2 bits
! physmon: <stdin>:22:17: on is no number, and the values of UART0.LCR.STB have no names
! physmon: <stdin>:24:17: sticky means all other values of UART0.LCR.PAR: write the one you mean as a number
! physmon: <stdin>:25:17: $ has no value: nothing has been read yet
! physmon: <stdin>:26:26: value 100 does not fit 8 bits
! physmon: <stdin>:27:25: value 43696854 does not fit 2 bits
= 2

# Several fields at once.
$ physmon -t demo -s $TESTS/cli/board.svd -k
@ only expat
< w 8003 0
< w UART0.LCR WLS=3 STB=1
< w UART0.LCR WLS=3 WLS=3
< w UART0.LCR WLS=3 1
< w UART0.LCR 1 WLS=3
< w UART0.LCR XYZ=3
< w UART0.LCR =3
< w UART0.LCR WLS=
< w UART0.LCR.WLS STB=1
< w UART0.LCR.WLS 1 2
< w UART0.LCR.WLS
< w 8003 WLS=3
< v UART0.LCR.WLS 1
< v UART0.LCR WLS=3
< ww UART0.LCR[9] 1
< wd UART0.FR BUSY=1
00008003 = 00 -> 07
! physmon: <stdin>:3:19: these bits have their value already
! physmon: <stdin>:4:19: FIELD=VALUE or values: they can't be mixed
! physmon: <stdin>:5:13: FIELD=VALUE or values: they can't be mixed
! physmon: <stdin>:6:13: UART0.LCR has no field XYZ: 'fields UART0.LCR' shows them
! physmon: <stdin>:7:13: unexpected '='
! physmon: <stdin>:8:17: a value is missing here
! physmon: <stdin>:9:17: STB is neither a number nor a known name
! physmon: <stdin>:10:19: a field takes one value
! physmon: <stdin>:11:16: w needs more operands: w[bwdq] ADDR VALUE...
! physmon: <stdin>:12:8: WLS is neither a number nor a known name
! physmon: <stdin>:13:3: v takes no field here
! physmon: <stdin>:14:13: WLS is neither a number nor a known name
! physmon: <stdin>:15:1: 00008003 is not aligned for a 16-bit access: the next aligned addresses are 00008002 and 00008004
! physmon: <stdin>:16:4: UART0.FR.BUSY is read-only
= 2

# Neighbours that a 1 acts on are written 0, those that a 0 acts on 1; these themselves are written without a read.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -k
@ only expat
< ww 8200 ffff
< w PIC.ISR.A 1
< w PIC.ISR.D 0
< w PIC.ISR A=1 B=1 E=0
< w PIC.ISR[1:0] 3
< w PIC.ISR.RAW 1
< ww 8202 ff05
< w PIC.MIX.MODE a
< w PIC.MIX.DONE 1
< w PIC.MIX DONE=1 MODE=3
< w PIC.MIX[2:1] 0
00008202 = ff05 -> fe0a
00008202 = fe0a -> ff0a
00008202 = ff0a -> ff03
00008202 = ff03 -> fe01
! write16 00008200 ffff
! write16 00008200 0071
! write16 00008200 0060
! write16 00008200 0053
! write16 00008200 0073
! physmon: <stdin>:6:3: PIC.ISR.RAW is read-only
! write16 00008202 ff05
! read16 00008202
! write16 00008202 fe0a
! read16 00008202
! write16 00008202 ff0a
! read16 00008202
! write16 00008202 ff03
! read16 00008202
! write16 00008202 fe01
= 2

# Refused, each by its cause, before anything is touched.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -k
@ only expat
< w PIC.ANY.X 1
< w PIC.ANY.CLEARED 1
< w PIC.ANY X=1 CLEARED=0
< w PIC.SET.X 1
< w PIC.MOD.X 1
< w PIC.KEY.CMD 1
< w PIC.KEY KEY=5a5a CMD=1
< w PIC.WO.LO 1
< w PIC.WO LO=1 HI=2
< w PIC.DATA.BYTE 1
< w PIC.FULL.ALL 1
< w PIC.ONCE.X 1
< w PIC.ONCE X=1 LOCK=0
< w UART0.FR.BUSY 1
< w UART0.FR[3] 1
< w UART0.FR[31] 1
< w UART0.RBR[0] 1
00008204 = 00000000 -> 00000002
00008204 = 00000002 -> 00000001
00008210 = 00000000 -> 5a5a0001
00008220 = 00000000 -> 00000001
! physmon: <stdin>:1:3: PIC.ANY can't be written in part, as its field CLEARED is cleared by any write: 'w PIC.ANY X=1 CLEARED=0' works
! read32 00008204
! write32 00008204 00000002
! read32 00008204
! write32 00008204 00000001
! physmon: <stdin>:4:3: PIC.SET can't be written in part, as its field ALL is set by any write: 'w PIC.SET X=1 ALL=0' works
! physmon: <stdin>:5:3: PIC.MOD can't be written in part, as its field SOME is modified by any write: 'w PIC.MOD X=1 SOME=0' works
! physmon: <stdin>:6:3: PIC.KEY can't be written in part, as its field KEY is write-only: 'w PIC.KEY CMD=1 KEY=0' works
! read32 00008210
! write32 00008210 5a5a0001
! physmon: <stdin>:8:3: PIC.WO can't be written in part, as its field HI is write-only: 'w PIC.WO LO=1 HI=0' works
! write32 00008214 00000021
! physmon: <stdin>:10:3: PIC.DATA can't be written in part, as that reads it, and reading clears it: use 'w PIC.DATA' with the whole value
! write32 0000821c 00000001
! physmon: <stdin>:12:3: PIC.ONCE can't be written in part, as its field LOCK takes its first write only: 'w PIC.ONCE X=1 LOCK=0' works
! read32 00008220
! write32 00008220 00000001
! physmon: <stdin>:14:3: UART0.FR.BUSY is read-only
! physmon: <stdin>:15:3: UART0.FR.BUSY is read-only
! physmon: <stdin>:16:3: UART0.FR is read-only
! physmon: <stdin>:17:3: UART0.RBR is read-only
= 2

$ printf '%65536s' >ram; physmon -r -t file:ram -s $TESTS/cli/board.svd --trace -c 'w UART0.LCR.STB 1'
@ only expat
! physmon: <-c>:1:1: writing 00008003 is refused: file:ram is read-only (opened with -r)
= 1

# set, clr, tgl and mod by name do to the other fields what w REG FIELD=V does: a 1 in a flag that it clears isn't
# written back. What is named is written.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -k
@ only expat
< ww 8202 ff05
< set PIC.MIX 2
< clr PIC.MIX 2
< tgl PIC.MIX 3
< mod PIC.MIX f a
< r 8000; set PIC.MIX $
< set PIC.ISR 1
< tgl PIC.ISR 1
< set PIC.DATA 1
< set PIC.ANY 1
< mod PIC.KEY 1 0
< set UART0.FR 8
< set UART0 1
< set 8202 1; set PIC.MIX+0 1
00008202 = ff05 -> fe07
00008202 = fe07 -> fe05
00008202 = fe05 -> fe06
00008202 = fe06 -> fe0a
00008000 = 6854
00008202 = fe0a -> fe5e
00008202 = fe5e -> fe5f
00008202 = fe5f -> fe5f
! write16 00008202 ff05
! read16 00008202
! write16 00008202 fe07
! read16 00008202
! write16 00008202 fe05
! read16 00008202
! write16 00008202 fe06
! read16 00008202
! write16 00008202 fe0a
! read16 00008000
! read16 00008202
! write16 00008202 fe5e
! write16 00008200 0071
! physmon: <stdin>:8:5: PIC.ISR has bits that act when they are written: 'w PIC.ISR VALUE' writes VALUE as it is
! physmon: <stdin>:9:5: PIC.DATA can't be written in part, as that reads it, and reading clears it: use 'w PIC.DATA' with the whole value
! physmon: <stdin>:10:5: PIC.ANY can't be written in part, as its field CLEARED is cleared by any write: 'w PIC.ANY X=1 CLEARED=0' works
! physmon: <stdin>:11:5: PIC.KEY can't be written in part, as its field KEY is write-only: use 'w PIC.KEY' with the whole value
! physmon: <stdin>:12:5: UART0.FR.BUSY is read-only
! physmon: <stdin>:13:5: UART0 is a group of registers: set needs one of them
! read16 00008202
! write16 00008202 fe5f
! read16 00008202
! write16 00008202 fe5f
= 2

# A register that can't be written, unless a width or a number instead of the name says that it is meant.
$ physmon -t demo -s $TESTS/cli/board.svd --trace -k
@ only expat
< w UART0.FR 1
< v UART0.FR 1
< w.8 UART0.FR 1; w UART0.FR+0 1
< w PIC.ISR 1
! physmon: <stdin>:1:3: UART0.FR is read-only ('w.32' writes all the same)
! physmon: <stdin>:2:3: UART0.FR is read-only ('v.32' writes all the same)
! write8 00008008 01
! write8 00008008 01
! write16 00008200 0001
= 2

# A register without fields is one field; what is read-only is not written by any command that names it.
$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>0x100</baseAddress><registers><register><name>PLAIN</name><addressOffset>0</addressOffset></register><register><name>RONLY</name><addressOffset>4</addressOffset><access>read-only</access></register><register><name>WO</name><addressOffset>8</addressOffset><access>write-only</access></register><register><name>W1C</name><addressOffset>12</addressOffset><modifiedWriteValues>oneToClear</modifiedWriteValues></register><register><name>WONCE</name><addressOffset>16</addressOffset><access>writeOnce</access></register><register><name>WC</name><addressOffset>20</addressOffset><modifiedWriteValues>clear</modifiedWriteValues></register></registers></peripheral></peripherals></device>' >plain.svd; truncate -s 4k mem; printf '0123' >four; physmon -k --trace -t file:mem -s plain.svd
@ only expat
< fill P.RONLY 4 0
< copy P.PLAIN 4 P.RONLY
< load four P.RONLY
< w P.PLAIN 1 2
< e P.RONLY
< w.32 P.PLAIN 1 2; fill.32 P.RONLY 4 0
< set P.W1C 1; w P.W1C[0] 1
< clr P.W1C 1
< tgl P.W1C 1
< set P.WO 1
< w P.WO[7:0] 41
< set P.WO ffffffff
< clr P.WONCE 1
< clr P.WC 1
< set P.RONLY 1
! physmon: <stdin>:1:6: P.RONLY is read-only ('fill.32' writes all the same)
! physmon: <stdin>:2:16: P.RONLY is read-only ('copy.32' writes all the same)
! physmon: <stdin>:3:11: P.RONLY is read-only ('load.32' writes all the same)
! physmon: <stdin>:4:3: P.RONLY is read-only ('w.32' writes all the same)
! physmon: <stdin>:5:3: P.RONLY is read-only ('e.32' writes all the same)
! write32 00000100 00000001
! write32 00000104 00000002
! write32 00000104 00000000
! write32 0000010c 00000001
! write32 0000010c 00000001
! physmon: <stdin>:8:5: P.W1C has bits that act when they are written: 'w P.W1C VALUE' writes VALUE as it is
! physmon: <stdin>:9:5: P.W1C has bits that act when they are written: 'w P.W1C VALUE' writes VALUE as it is
! physmon: <stdin>:10:5: P.WO can't be written in part, as it is write-only: use 'w P.WO' with the whole value
! physmon: <stdin>:11:3: P.WO can't be written in part, as it is write-only: use 'w P.WO' with the whole value
! write32 00000108 ffffffff
! physmon: <stdin>:13:5: P.WONCE can't be written in part, as it takes its first write only: use 'w P.WONCE' with the whole value
! physmon: <stdin>:14:5: P.WC can't be written in part, as it is cleared by any write: use 'w P.WC' with the whole value
! physmon: <stdin>:15:5: P.RONLY is read-only
= 2

# The line that a refusal offers runs as it is, whatever the register is called, whatever its size and its fields are.
$ truncate -s 4k mem; physmon -k -t file:mem -s $TESTS/cli/remedies.svd 2>refused || cat refused
$ sed -n "s/.*'\(w.*\)' works/\1/p; s/.*use '\(w.*\)' with the.*value/\1 7/p" refused >remedies; cat remedies; physmon -n -t file:mem -s $TESTS/cli/remedies.svd -c 'def @ADC 200 d; def @ADC.X [0]; def @ADC.C [1] wc' -f remedies
@ only expat
< def @ADC 200 d; def @ADC.X [0]; def @ADC.C [1] wc; w @ADC.X 1
< w @ADC[0] 1
< w @"P.32CYC.X" 1
< w @"P.32CYC"[4] 1
< set @"P.32CYC" 31
< w @"P.A/\"\\" X=1
< w.32 P.R24.X 1
< w.32 P.R24 X=$
< mod.32 P.R24 1 1
< w.8 P.ODD.X 1
< w P.OUT.X 1
< w P.PART.X 1
< w P.TWICE[0] 1
< w P.ENUM.X 0x1
< w P.SIGNS.X 1
< w P.OVER.X 3
< w P.GOOD.X a
00000110 = 00000000 -> 00000001
00000124 = 00000000 -> 00000003
physmon: <stdin>:1:54: ADC can't be written in part, as its field C is cleared by any write: 'w @ADC X=1 C=0' works
physmon: <stdin>:2:3: the name ADC[0] is not known ('def ADC[0] ADDR' defines it)
physmon: <stdin>:3:3: P.32CYC can't be written in part, as its field CLR is cleared by any write: 'w @"P.32CYC" X=1 CLR=0' works
physmon: <stdin>:4:3: P.32CYC can't be written in part, as its field CLR is cleared by any write: use 'w @"P.32CYC"' with the whole value
physmon: <stdin>:5:5: P.32CYC can't be written in part, as its field CLR is cleared by any write: use 'w @"P.32CYC"' with the whole value
physmon: <stdin>:6:3: P.A/"\ can't be written in part, as its field CLR is cleared by any write: 'w @"P.A/\"\\" X=1 CLR=0' works
physmon: <stdin>:7:6: P.R24 can't be written in part, as its field CLR is cleared by any write: 'w.32 P.R24 X=1 CLR=0' works
physmon: <stdin>:8:6: P.R24 can't be written in part, as its field CLR is cleared by any write: use 'w.32 P.R24' with the whole value
physmon: <stdin>:9:8: P.R24 can't be written in part, as its field CLR is cleared by any write: 'w.32 P.R24 X=1 CLR=0' works
physmon: <stdin>:10:5: P.ODD can't be written in part, as its field CLR is cleared by any write
physmon: <stdin>:12:3: P.PART can't be written in part, as its field HALF is write-only: use 'w P.PART' with the whole value
physmon: <stdin>:13:3: P.TWICE can't be written in part, as its field CLR is cleared by any write: use 'w P.TWICE' with the whole value
physmon: <stdin>:14:3: P.ENUM can't be written in part, as its field CLR is cleared by any write: 'w P.ENUM X=0x1 CLR=0' works
physmon: <stdin>:15:3: P.SIGNS can't be written in part, as its field A=B is write-only: use 'w P.SIGNS' with the whole value
physmon: <stdin>:17:3: P.GOOD can't be written in part, as its field é-1 is write-only: 'w P.GOOD X=a é-1=0' works
w @ADC X=1 C=0
w @"P.32CYC" X=1 CLR=0
w @"P.32CYC" 7
w @"P.32CYC" 7
w @"P.A/\"\\" X=1 CLR=0
w.32 P.R24 X=1 CLR=0
w.32 P.R24 7
w.32 P.R24 X=1 CLR=0
w P.PART 7
w P.TWICE 7
w P.ENUM X=0x1 CLR=0
w P.SIGNS 7
w P.GOOD X=a é-1=0
read32 00000200
write32 00000200 ????????
read32 00000100
write32 00000100 ????????
write32 00000100 00000007
write32 00000100 00000007
read32 00000104
write32 00000104 ????????
read32 00000108
write32 00000108 ????????
write32 00000108 00000007
read32 00000108
write32 00000108 ????????
write32 00000114 00000007
write32 00000118 00000007
read32 0000011c
write32 0000011c ????????
write32 00000120 00000007
read32 00000128
write32 00000128 ????????

# A width can be typed whatever the register's size is.
$ truncate -s 4k mem; physmon -k -n -t file:mem
< def REG_A 100 d; def REG_B 104 24 ro; def REG_B.F [0] 1c
< copy REG_A 4 REG_B
< copy.32 REG_A 4 REG_B
< def REG_B.F [0] rw 1c
< clr.32 REG_B 1
read32 00000100
write32 00000104 ????????
! physmon: <stdin>:2:14: REG_B is read-only ('copy.32' writes all the same)
! physmon: <stdin>:5:8: REG_B has bits that act when they are written: 'w REG_B VALUE' writes VALUE as it is
= 2
