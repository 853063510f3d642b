# All registers, by address: address, width in bits, access, name.
$ physmon --demo -c regs
@ only expat
00000000 32 ro SYSID.ID
00000004 32 ro SYSID.REVISION
00000008 32 rw SYSID.SCRATCH
0000000c 32 rw SYSID.STATUS
00000010 32 rw SYSID.ENABLE
00000014 32 ro SYSID.PENDING
00000018 32 ro SYSID.UPTIME_LO
0000001c 32 ro SYSID.UPTIME_HI
00001000 32 rw GPIO.DATA_OUT
00001004 32 wo GPIO.SET
00001008 32 wo GPIO.CLR
0000100c 32 wo GPIO.TOGGLE
00001010 32 rw GPIO.DIR
00001014 32 ro GPIO.IN
00002000 32 rw UART.DATA
00002004 32 rw UART.STATUS
00002008 32 wo UART.CONTROL
00003000 32 rw TIMER.LOAD
00003004 32 ro TIMER.VALUE
00003008 32 rw TIMER.CONTROL
0000300c 32 rw TIMER.STATUS

# Those that a pattern picks; a name stands for all below it.
$ physmon -t none -s $TESTS/vm/virt.svd -c 'regs RTC.*S; regs "*.PERIPHID[1]"; regs EDU; regs "gpio.d??"; regs UART0.FR'
@ only expat
09010014 32 ro RTC.RIS
09010018 32 ro RTC.MIS
09000fe4 16 ro UART0.PERIPHID[1]
09010fe4 32 ro RTC.PERIPHID[1]
09030fe4 8 ro GPIO.PERIPHID[1]
10000000 32 ro EDU.ID
10000004 32 rw EDU.LIVENESS
10000008 32 rw EDU.FACTORIAL
10000020 32 rw EDU.STATUS
10000024 32 ro EDU.IRQ_STATUS
10000060 32 wo EDU.IRQ_RAISE
10000064 32 wo EDU.IRQ_ACK
10000080 64 rw EDU.DMA_SRC
10000088 64 rw EDU.DMA_DST
10000090 64 rw EDU.DMA_COUNT
10000098 64 rw EDU.DMA_CMD
09030400 8 rw GPIO.DIR
09000018 16 ro UART0.FR

# As def commands, for a board without expat.
$ physmon --demo -c 'regs --def "GPIO.*"' >names; cat names
$ physmon -t demo -f names -c 'rd GPIO.IN; def' | head -2
@ only expat
def GPIO.DATA_OUT 00001000 d reset=0 "What the outputs drive"
def GPIO.SET 00001004 d wo 1s reset=0 "Writing 1 sets the bit in DATA_OUT"
def GPIO.CLR 00001008 d wo 1c reset=0 "Writing 1 clears the bit in DATA_OUT"
def GPIO.TOGGLE 0000100c d wo 1t reset=0 "Writing 1 inverts the bit in DATA_OUT"
def GPIO.DIR 00001010 d reset=0 "1 makes the pin an output"
def GPIO.IN 00001014 d ro reset=a5c3 "Outputs as driven, inputs as they are"
00001014 = 0000a5c3  GPIO.IN
00001000 GPIO.DATA_OUT

$ physmon -t none -s $TESTS/vm/virt.svd -c 'regs --def RTC.PERIPHID' >names; physmon -t none -f names -c '? RTC.PERIPHID[3]' | tail -3
@ only expat
0x9010fec = 0t151064556 = 0y1001000000010000111111101100
31   27   23   19   15   11   7    3
0000 1001 0000 0001 0000 1111 1110 1100

$ physmon --demo --json -c 'regs UART; regs --def UART'
$ physmon --demo --bare -c 'regs UART; regs --def UART'
@ only expat
{"addr":"0x00002000","width":32,"access":"rw","name":"UART.DATA"}
{"addr":"0x00002004","width":32,"access":"rw","name":"UART.STATUS"}
{"addr":"0x00002008","width":32,"access":"wo","name":"UART.CONTROL"}
{"addr":"0x00002000","name":"UART.DATA","definition":"d rm reset=48 \"Reading takes a byte from the FIFO, writing puts one in\""}
{"name":"UART.DATA","field":"BYTE","definition":"[7:0] \"The byte\""}
{"addr":"0x00002004","name":"UART.STATUS","definition":"d reset=1a \"State of the FIFO\""}
{"name":"UART.STATUS","field":"LEVEL","definition":"[7:0] ro \"Bytes in the FIFO\""}
{"name":"UART.STATUS","field":"EMPTY","definition":"[8] ro 0=no 1=yes \"Nothing to be read\""}
{"name":"UART.STATUS","field":"FULL","definition":"[9] ro 0=no 1=yes \"No room for a byte\""}
{"name":"UART.STATUS","field":"OVERRUN","definition":"[16] 1c \"A byte was written to a full FIFO\""}
{"name":"UART.STATUS","field":"UNDERRUN","definition":"[17] 1c \"An empty FIFO was read\""}
{"addr":"0x00002008","name":"UART.CONTROL","definition":"d wo reset=0 \"What to do to the FIFO\""}
{"name":"UART.CONTROL","field":"FLUSH","definition":"[0] \"Empty it\""}
{"name":"UART.CONTROL","field":"REFILL","definition":"[1] \"Fill it with a text\""}
UART.DATA
UART.STATUS
UART.CONTROL
0x00002000
0x00002004
0x00002008

# Names and descriptions are searched, in any case.
$ physmon --demo -c 'find-reg fifo; find-reg "writing 1 clears"; find-reg uptime_h; find-reg EMPTY; find-reg "pins, a bit"'
@ only expat
0000000c 32 rw SYSID.STATUS.OVERRUN  A byte found the FIFO full
00000010 32 rw SYSID.ENABLE.OVERRUN  A byte found the FIFO full
00000014 32 ro SYSID.PENDING.OVERRUN  A byte found the FIFO full
00002000 32 rw UART.DATA  Reading takes a byte from the FIFO, writing puts one in
00002004 32 rw UART.STATUS  State of the FIFO
00002008 32 wo UART.CONTROL  What to do to the FIFO
00001008 32 wo GPIO.CLR  Writing 1 clears the bit in DATA_OUT
00000018 32 ro SYSID.UPTIME_LO  Microseconds since power-on; reading it holds UPTIME_HI
0000001c 32 ro SYSID.UPTIME_HI  The upper 32 bits that belong to UPTIME_LO
00002004 32 ro UART.STATUS.EMPTY  Nothing to be read
00002008 32 wo UART.CONTROL.FLUSH  Empty it
00001000 32 rw GPIO.DATA_OUT  What the outputs drive
00001004 32 wo GPIO.SET  Writing 1 sets the bit in DATA_OUT
00001008 32 wo GPIO.CLR  Writing 1 clears the bit in DATA_OUT
0000100c 32 wo GPIO.TOGGLE  Writing 1 inverts the bit in DATA_OUT
00001010 32 rw GPIO.DIR  1 makes the pin an output
00001014 32 ro GPIO.IN  Outputs as driven, inputs as they are

$ physmon --demo --json -c 'find-reg refill'; physmon --demo --bare -c 'find-reg refill'
@ only expat
{"addr":"0x00002008","width":32,"access":"wo","name":"UART.CONTROL","field":"REFILL","description":"Fill it with a text"}
UART.CONTROL

$ physmon --demo -c 'find-reg nowhere; regs UART'
@ only expat
! physmon: <-c>:1:1: no register's name or description holds nowhere
= 3

$ physmon --demo -c 'find-reg ""; regs nowhere; regs "*.NOPE"; regs a b; find-reg; regs --deaf'
@ only expat
! physmon: <-c>:1:10: an empty text is in every name
! physmon: <-c>:1:19: no register's name matches nowhere
! physmon: <-c>:1:33: no register's name matches *.NOPE
! physmon: <-c>:1:50: regs takes no more operands: regs [--def] [GLOB]
! physmon: <-c>:1:61: find-reg needs more operands: find-reg TEXT
! physmon: <-c>:1:68: regs has no option --deaf: regs [--def] [GLOB]
= 2

# whatis tells of registers before all else.
$ physmon --demo -c 'whatis 2006; whatis UART+100'; physmon --demo --json -c 'whatis TIMER.STATUS'
@ only expat
00002004-00002007 UART.STATUS+2 (svd: State of the FIFO)
00002000-00002fff UART+6 (svd: A FIFO of 64 bytes whose line is looped back)
00002000-00002fff UART+100 (svd: A FIFO of 64 bytes whose line is looped back)
{"first":"0x0000300c","last":"0x0000300f","name":"TIMER.STATUS","offset":"0x0","source":"svd","detail":"What it has done"}
{"first":"0x00003000","last":"0x00003fff","name":"TIMER","offset":"0xc","source":"svd","detail":"Counts microseconds down; takes accesses of 32 bits only"}

# Without a description there is nothing to tell.
$ physmon -t none -k
@ only expat
< regs
< find-reg x
< fields A.B
< decode 0 0
! physmon: <stdin>:1:1: no registers are known: -s FILE or 'svd FILE' loads a description of the chip (CMSIS-SVD)
! physmon: <stdin>:2:10: no registers are known: -s FILE or 'svd FILE' loads a description of the chip (CMSIS-SVD)
! physmon: <stdin>:3:8: no registers are known: -s FILE or 'svd FILE' loads a description of the chip (CMSIS-SVD)
! physmon: <stdin>:4:8: no registers are known: -s FILE or 'svd FILE' loads a description of the chip (CMSIS-SVD)
= 2

# Where expat can't be opened, one sentence says so; what needs no names goes on.
$ mkdir lib; : >lib/libexpat.so.1; export LD_LIBRARY_PATH=$PWD/lib
$ physmon --demo -c 'rd 0; r adc; db 8000 4'
$ for c in regs 'find-reg x' 'fields A.B' 'decode 0 0' 'r UART.STATUS' 'svd chip.svd'; do physmon --demo -c "rd 0; $c" || echo $?; done
@ only expat native dynamic
00000000 = 504d4f4e
00000adc = 00000000
00008000: 54 68 69 73                                      This
2
2
2
2
2
2
!~ physmon: <-c>:1:7: the target's own description can't be read without expat \(.*file too short\); def lines can replace it
!~ physmon: <-c>:1:16: the target's own description can't be read without expat \(.*file too short\); def lines can replace it
!~ physmon: <-c>:1:14: the target's own description can't be read without expat \(.*file too short\); def lines can replace it
!~ physmon: <-c>:1:14: the target's own description can't be read without expat \(.*file too short\); def lines can replace it
!~ physmon: <-c>:1:9: UART.STATUS may be a register, but their names aren't known: the target's own description can't be read without expat \(.*file too short\); def lines can replace it
!~ physmon: <-c>:1:11: the target's own description can't be read without expat \(.*file too short\); def lines can replace it

# A description without registers.
$ printf '<device/>' >empty.svd; physmon -t none -s empty.svd -k
@ only expat
< regs
< regs "*"
< regs --def
< find-reg a
! physmon: <stdin>:1:1: no registers are described
! physmon: <stdin>:2:6: no register's name matches *
! physmon: <stdin>:3:1: no registers are described
! physmon: <stdin>:4:1: no register's name or description holds a
= 2
