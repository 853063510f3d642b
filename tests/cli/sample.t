# sample reads registers again and again and keeps what changes, with the time of each change.
$ physmon -t demo -c 'sample.d -n 3 0 8; rb 0; sample -n 1 0'
~ \d\.\d{6} 00000000 = 504d4f4e
~ \d\.\d{6} 00000008 = 00000000
00000000 = 4e
~ \d\.\d{6} 00000000 = 4e
!~ physmon: 6 reads in \d+\.\d{6} s, \d+ a second; 2 changes
!~ physmon: 1 read in \d+\.\d{6} s, \d+ a second; 1 change

# Each read is one access of exactly the width, in order; neither . nor $ moves.
$ physmon -t demo --trace -c 'r 4; sample.w -n 2 2..5 10; ? .' 2>&1 >/dev/null | grep read
read8 00000004
read16 00000002
read16 00000004
read16 00000010
read16 00000002
read16 00000004
read16 00000010
~ physmon: 6 reads .*

# At a steady rate, for a time: the demo board's clock counts microseconds.
$ physmon -t demo -c 'sample.d -t 1250ms -i 500ms 18' | awk '{ print int($1 * 2), NF }'
@ needs awk
0 4
1 6
2 6
!~ physmon: 3 reads in [01]\.\d{6} s, \d+ a second; 3 changes
!~ physmon: 0 of 3 deadlines missed

# What can't be read shows so; status 1.
$ physmon -t demo -c 'sample.d -n 4 0 4000' 2>&1
~ .* 00000000 = 504d4f4e
~ .* 00004000 = -{8}
~ physmon: 8 reads .*
physmon: <-c>:1:1: 4 of 8 reads failed, the first one at 00004000
= 1

# A full buffer ends it. -m is MiB.
$ physmon -t demo -c 'sample.d -m 1 -i 1us 18 1c' 2>&1 >/dev/null
~ physmon: the buffer of 1 MiB was full after \d+\.\d{6} s: -m gives it more
~ physmon: \d+ reads in .*; 65536 changes
~ physmon: \d+ of \d+ deadlines missed(: started .*)?

# As a value change dump, with fields where they are known; others read it as it is meant.
$ physmon -t demo -s "$TESTS/cli/board.svd" -c 'wb UART0.LCR 9d; wd 3000 7d0; w 3008 3; sample.d -t 20ms -i 100us -o t.vcd 3004 4000' 2>/dev/null || true
$ physmon -t demo -s "$TESTS/cli/board.svd" -c 'wb UART0.LCR 9d; sample -n 2 -o u.vcd UART0 UART1.LCR 3004' 2>/dev/null || true
$ sed -n '/scope/,/dumpvars/p' u.vcd; "$TESTS/cli/vcd.py" u.vcd
$ vcd2fst t.vcd t.fst; fst2vcd t.fst >u.vcd 2>/dev/null; "$TESTS/cli/vcd.py" t.vcd u.vcd
@ only expat
@ needs vcd2fst fst2vcd
@ only littleendian
$scope module physmon $end
$scope module UART0 $end
$var wire 8 ! LCR [7:0] $end
$upscope $end
$scope module UART0 $end
$scope module LCR $end
$var wire 2 " WLS [1:0] $end
$upscope $end
$upscope $end
$scope module UART0 $end
$scope module LCR $end
$var wire 1 # STB $end
$upscope $end
$upscope $end
$scope module UART0 $end
$scope module LCR $end
$var wire 3 $ PAR [2:0] $end
$upscope $end
$upscope $end
$scope module UART0 $end
$scope module LCR $end
$var wire 1 % DLAB $end
$upscope $end
$upscope $end
$scope module UART0 $end
$var wire 32 & FR [31:0] $end
$upscope $end
$scope module UART0 $end
$scope module FR $end
$var wire 1 ' BUSY $end
$upscope $end
$upscope $end
$scope module UART0 $end
$var wire 32 ( BUF_0 [31:0] $end
$upscope $end
$scope module UART0 $end
$var wire 32 ) BUF_1 [31:0] $end
$upscope $end
$scope module UART0 $end
$var wire 32 * BUF_2 [31:0] $end
$upscope $end
$scope module UART1 $end
$var wire 8 + LCR [7:0] $end
$upscope $end
$scope module UART1 $end
$scope module LCR $end
$var wire 2 , WLS [1:0] $end
$upscope $end
$upscope $end
$scope module UART1 $end
$scope module LCR $end
$var wire 1 - STB $end
$upscope $end
$upscope $end
$scope module UART1 $end
$scope module LCR $end
$var wire 3 . PAR [2:0] $end
$upscope $end
$upscope $end
$scope module UART1 $end
$scope module LCR $end
$var wire 1 / DLAB $end
$upscope $end
$upscope $end
$var wire 8 0 00003004 [7:0] $end
$upscope $end
$enddefinitions $end
#0
$dumpvars
physmon.00003004
physmon.UART0.BUF_0 7420666f
physmon.UART0.BUF_1 64206568
physmon.UART0.BUF_2 206f6d65
physmon.UART0.FR 20656874
physmon.UART0.FR.BUSY 0
physmon.UART0.LCR 9d
physmon.UART0.LCR.DLAB 1
physmon.UART0.LCR.PAR 3
physmon.UART0.LCR.STB 1
physmon.UART0.LCR.WLS 1
physmon.UART1.LCR 0
physmon.UART1.LCR.DLAB 0
physmon.UART1.LCR.PAR 0
physmon.UART1.LCR.STB 0
physmon.UART1.LCR.WLS 0
2 variables, more values in 1us

$ physmon -t demo -c 'wd 3000 7d0; w 3008 3; sample.d -t 20ms -i 100us -o t.vcd --bits 3004 300c 18' 2>/dev/null
$ grep -c 'wire 1 ' t.vcd; vcd2fst t.vcd t.fst; fst2vcd t.fst >u.vcd 2>/dev/null; "$TESTS/cli/vcd.py" t.vcd u.vcd
@ needs vcd2fst fst2vcd
96
96 variables, more values in 1us

# The timescale is a microsecond unless the interval asks for less.
$ physmon -t demo -c 'sample -n 2 -i 1500ns -o a.vcd 0; sample -n 2 -i 2us -o b.vcd 0; sample -n 2 -o c.vcd 0' 2>/dev/null; grep -h timescale ?.vcd
$timescale 1 ns $end
$timescale 1 us $end
$timescale 1 us $end

$ physmon -t demo -c 'wb 8 5; sample -n 1 -o a.vcd 0 8 4000' 2>/dev/null || "$TESTS/cli/vcd.py" a.vcd
physmon.00000000 4e
physmon.00000008 5
physmon.00004000

# As comma-separated values: a row for each change, with all values.
$ physmon -t demo -c 'wd 3000 7d0; w 3008 3; sample.d -t 20ms -i 1ms -o t.csv 3000 3004 0' 2>/dev/null; sed 's/[0-9]*\.[0-9]*/T/; s/0x000...../V/2' t.csv | uniq
seconds,00003000,00003004,00000000
T,0x000007d0,V,0x504d4f4e

# In a dry run each is announced once, and no file is made.
$ physmon -n -t demo -c 'sample.d -n 10 -o t.vcd 0 8'; ls
read32 00000000
read32 00000008

# No-read registers refuse; a peripheral leaves them out.
$ physmon -k -t demo -s "$TESTS/cli/board.svd" -c 'sample -n 1 2000; sample -n 1 UART0; sample.d -n 1 UART0.BUF[1] 4; sample -n 1 "UART?.LCR"; sample -n 1 UART0.LCR.DLAB; sample -n 1 UART0.ODD' 2>&1 | grep -v reads | sed 's/^0.[0-9]*/T/'
@ only expat
physmon: <-c>:1:105: sample takes no field here
physmon: <-c>:1:133: UART0.ODD has 24 bits, which is no size of an access: sample.32 reaches bits beyond it, too

# What would be refused is, before anything is recorded or written.
$ physmon -k -t demo -c 'sample.d -n 1 -o t.vcd 1; sample -n 1 0 10000; sample -n 1 -o no/t.vcd 0'; ls
! physmon: <-c>:1:24: 00000001 is not aligned for a 32-bit access: the next aligned addresses are 00000000 and 00000004
! physmon: <-c>:1:41: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:63: no/t.vcd can't be written: No such file or directory
= 1

# Text that is wrong.
$ physmon -k -t demo
< sample
< sample -n 0 0
< sample -n 1 -o t 0
< sample -n 1 -o t.txt 0
< sample -n 1 --bits 0
< sample -n 1 --bits -o t.csv 0
< sample -m 0 0
< sample -m 99999999 0
< sample -t 0s 0
< sample -i x 0
< sample -t 1ms 0[3:0]
< sample -q 0
! physmon: <stdin>:1:7: sample needs more operands: sample[.WIDTH] [-n N] [-t TIME] [-i TIME] [-m N] [-o FILE] [--bits] ADDR...
! physmon: <stdin>:2:11: the number of samples must not be 0
! physmon: <stdin>:3:16: t must end in .vcd or .csv, which says how it is written
! physmon: <stdin>:4:16: t.txt must end in .vcd or .csv, which says how it is written
! physmon: <stdin>:5:13: --bits is for -o FILE.vcd
! physmon: <stdin>:6:13: --bits is for -o FILE.vcd
! physmon: <stdin>:7:11: the buffer is of 1 to 1024 MiB, 8 if -m isn't given
! physmon: <stdin>:8:11: the buffer is of 1 to 1024 MiB, 8 if -m isn't given
! physmon: <stdin>:9:11: the time to sample must not be 0
! physmon: <stdin>:10:11: x is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:11:15: sample takes no bits here
! physmon: <stdin>:12:8: sample has no option -q: sample[.WIDTH] [-n N] [-t TIME] [-i TIME] [-m N] [-o FILE] [--bits] ADDR...
= 2

# JSON; values only.
$ physmon --json -t demo -c 'wb 8 5; sample -n 1 8' | head -n 1
~ {"seconds":0\.\d{6},"addr":"0x00000008","value":"0x05","width":8}

$ physmon --bare -t demo -c 'wb 8 5; sample -n 1 8' 2>/dev/null
0x05

# Ctrl-C ends the recording, which is written, and the script.
$ timeout -s INT 1 physmon -t demo -c 'sample.d -i 10ms -o t.vcd 18; echo no' || true
$ grep -c '^#' t.vcd | awk '{ print ($1 > 10) }'
@ only native
@ needs awk
1
!~ physmon: \d+ reads .*
!~ physmon: \d+ of \d+ deadlines missed(: started .*)?

# A register of several names is read once a round, and told under each.
$ physmon -t demo -c 'def T.A 8000 b; def T.D 8002 b; def T.B 8000 b; sample -n 3 T.A T.D T.B'
@ only native
~ 0\.\d{6} 00008000 = 54  T.A
~ 0\.\d{6} 00008002 = 69  T.D
~ 0\.\d{6} 00008000 = 54  T.B
!~ physmon: 6 reads in .*; 3 changes
