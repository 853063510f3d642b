# Commands of other tools are answered with the line to type here; nothing is run.
$ physmon --demo -k --trace
@ only expat
< md.l 1000 10
< md 1000
< md -w 1000+40
< mw.b 1000 ff
< mw 1000 0 10
< cp.w 1000 2000 8
< mtest 8000 8fff
< devmem 0x1000
< devmem 0x1000 32
< devmem 0x1000 w 5
< devmem2 1000 w 5
< x/8xw 0x1000
< x 1000
< p/x 10+1
< print $
< peek 1000
< poke 1000 5
< hexdump
< man r
< help me
< io -4 1000
< GPIO.DIR
< GPIO.DIR=5
< GPIO.NOPE
< 1000
< 1000=5
< 1000:7:4
< 1000:7:4=5
< rgs
< sampel
< zzzz
< fe200034 # comment
< mm
< md.l 1000, 10
< 1000-1010
< 1000,10
< 1000:1010
< 1000:7
< p/x *0x1000
< crc32 1000 10
< devmem 0x1000 16 5
< devmem 0x1000 w
< devmem 4112
< devmem2 0x1010 w 10
< md -b 4096+16
< mw -l 0x1000 1 2 3
< x/4xw 4096
< p 0x10+10
< io -4 -w 1000 5
< io -4 -l 0x10 0x1000
< mw -d f 1000 5
< x/4i 0
< md.l (1000 + 4) 4
< cmp.l 1000 2000 10
< GPIO.DIR |= 5
< GPIO.DIR&=~5
< GPIO.DIR==5
< 1000 |= 80
< GPIO.DIR + 4
! physmon: <stdin>:1:1: md.l is U-Boot's: here that is 'dd 1000 40' (lengths are bytes)
! physmon: <stdin>:2:1: md is U-Boot's: here that is 'dd 1000' (lengths are bytes)
! physmon: <stdin>:3:1: md is memtool's: here that is 'dw 0x3e8 0x28'
! physmon: <stdin>:4:1: mw.b is U-Boot's: here that is 'wb 1000 ff'
! physmon: <stdin>:5:1: mw is U-Boot's: here that is 'fill.d 1000 40 0' (lengths are bytes)
! physmon: <stdin>:6:1: cp.w is U-Boot's: here that is 'copy.w 1000 10 2000' (lengths are bytes)
! physmon: <stdin>:7:1: mtest is U-Boot's: here that is 'test.d 8000 LENGTH'
! physmon: <stdin>:8:1: devmem is a program: here that is 'rd 0x1000'
! physmon: <stdin>:9:1: devmem is a program: here that is 'rd 0x1000'
! physmon: <stdin>:10:1: devmem is a program: here that is 'wd 0x1000 5'
! physmon: <stdin>:11:1: devmem2 is a program: here that is 'wd 0x3e8 5'
! physmon: <stdin>:12:1: x/8xw is gdb's: here that is 'rd 0x1000 8'
! physmon: <stdin>:13:1: x is gdb's: here that is 'rd 0x3e8'
! physmon: <stdin>:14:1: p/x is gdb's: here that is '? 0xa+1'
! physmon: <stdin>:15:1: print is gdb's: here that is '? $'
! physmon: <stdin>:16:1: peek is another tool's: here that is 'rd 1000'
! physmon: <stdin>:17:1: poke is another tool's: here that is 'wd 1000 5'
! physmon: <stdin>:18:1: hexdump is another tool's: here that is 'd ADDR'
! physmon: <stdin>:19:1: man is another tool's: here that is 'help r'
! physmon: <stdin>:20:6: there is no help on me: 'help' lists what there is
! physmon: <stdin>:21:1: io is a program: here that is 'rd 0x3e8'
! physmon: <stdin>:22:1: GPIO.DIR alone is not a command: 'r GPIO.DIR' reads it
! physmon: <stdin>:23:1: GPIO.DIR=5 is not a command: 'w GPIO.DIR 5' writes it
! physmon: <stdin>:24:1: GPIO.NOPE is not a command ('help' lists them)
! physmon: <stdin>:25:1: 1000 alone is not a command: 'r 1000' reads it
! physmon: <stdin>:26:1: 1000=5 is not a command: 'w 1000 5' writes it
! physmon: <stdin>:27:1: 1000:7:4 alone is not a command: 'r 1000[7:4]' reads it
! physmon: <stdin>:28:1: 1000:7:4=5 is not a command: 'w 1000[7:4] 5' writes it
! physmon: <stdin>:29:1: rgs is not a command: is 'regs' meant? ('help' lists them)
! physmon: <stdin>:30:1: sampel is not a command: is 'sample' meant? ('help' lists them)
! physmon: <stdin>:31:1: zzzz is not a command ('help' lists them)
! physmon: <stdin>:32:1: fe200034 alone is not a command: 'r fe200034' reads it
! physmon: <stdin>:33:1: mm is U-Boot's: here that is 'ed ADDR'
! physmon: <stdin>:34:1: md.l is U-Boot's: here that is 'dd 1000 40' (lengths are bytes)
! physmon: <stdin>:35:1: 1000-1010 alone is not a command: 'd 1000..1010' dumps it
! physmon: <stdin>:36:1: 1000,10 alone is not a command: 'd 1000 10' dumps it
! physmon: <stdin>:37:1: 1000:1010 alone is not a command: 'd 1000..1010' dumps it
! physmon: <stdin>:38:1: 1000:7 alone is not a command: 'r 1000[7]' reads it
! physmon: <stdin>:39:1: p/x is gdb's: here that is 'rd 0x1000'
! physmon: <stdin>:40:1: crc32 is U-Boot's: here that is 'crc 1000 10'
! physmon: <stdin>:41:1: devmem is a program: here that is 'ww 0x1000 5'
! physmon: <stdin>:42:1: devmem is a program: here that is 'rd 0x1000'
! physmon: <stdin>:43:1: devmem is a program: here that is 'rd 0x1010'
! physmon: <stdin>:44:1: devmem2 is a program: here that is 'wd 0x1010 0xa'
! physmon: <stdin>:45:1: md is memtool's: here that is 'db 0x1000 0x10'
! physmon: <stdin>:46:1: mw is memtool's: here that is 'wd 0x1000 1 2 3'
! physmon: <stdin>:47:1: x/4xw is gdb's: here that is 'rd 0x1000 4'
! physmon: <stdin>:48:1: p is gdb's: here that is '? 0x10+0xa'
! physmon: <stdin>:49:1: io is a program: here that is 'wd 0x3e8 5'
! physmon: <stdin>:50:1: io is a program: 'help' lists the commands here
! physmon: <stdin>:51:1: mw is memtool's: 'help' lists the commands here
! physmon: <stdin>:52:1: x/4i is gdb's: 'help' lists the commands here
! physmon: <stdin>:53:1: md.l is U-Boot's: 'help' lists the commands here
! physmon: <stdin>:54:1: cmp.l is U-Boot's: here that is 'cmp.d 1000 40 2000' (lengths are bytes)
! physmon: <stdin>:55:1: GPIO.DIR |= 5 is not a command: 'set GPIO.DIR 5' does that
! physmon: <stdin>:56:1: GPIO.DIR&=~5 is not a command: 'clr GPIO.DIR 5' does that
! physmon: <stdin>:57:1: GPIO.DIR==5 is not a command: 'expect GPIO.DIR 5' does that
! physmon: <stdin>:58:1: 1000 |= 80 is not a command: 'set 1000 80' does that
! physmon: <stdin>:59:1: GPIO.DIR is not a command: 'r GPIO.DIR' reads it
= 2

# What separates operands elsewhere.
$ physmon -t demo -k
< d 1000,40
< d 1000:40
< r 1000:7:4
! physmon: <stdin>:1:7: unexpected ',': blanks separate operands, as in 'd 1000 40'
! physmon: <stdin>:2:7: unexpected ':': a range is 1000..103f, bits are 1000[7:4]
! physmon: <stdin>:3:7: unexpected ':': a range is 1000..103f, bits are 1000[7:4]
= 2

# ? alone is help, exit is q.
$ physmon -t demo -k -c '?' -c 'exit' -c 'r 0' | tail -n 1
help COMMAND, or one of: numbers addresses widths demo

# A place with a value, however it is spelt; names that are nearly known.
$ physmon --demo -k --trace
@ only expat
< GPIO.DIR = 5
< GPIO.DIR 5
< GPIO.DIR =5 # comment
< TIMER.CONTROL ENABLE=1 PERIODIC=again
< TIMER.CONTROL.ENABLE=1
< @GPIO.DIR
< @GPIO.DIR = 5; r 0
< def "a b" 100; @"a b"
< 1000 5
< 1000 == 5
< GPIO.DRI
< GPIO.DRI = 5
< FILL 1 2 3
< r GPOI.DIR
< rd gpio.dri
< ? TIMER.CONTROL.ENABEL
< def foo.bar 10; ? fo.bar
< def foo.bar 10; r @"foo.baz"
< def "watchdog/0" 10; r @"watchdog/1"
< r X
< r PIOG.DIR
! physmon: <stdin>:1:1: GPIO.DIR = 5 is not a command: 'w GPIO.DIR 5' writes it
! physmon: <stdin>:2:1: GPIO.DIR 5 is not a command: 'w GPIO.DIR 5' writes it
! physmon: <stdin>:3:1: GPIO.DIR =5 is not a command: 'w GPIO.DIR 5' writes it
! physmon: <stdin>:4:1: TIMER.CONTROL ENABLE=1 PERIODIC=again is not a command: 'w TIMER.CONTROL ENABLE=1 PERIODIC=again' writes it
! physmon: <stdin>:5:1: TIMER.CONTROL.ENABLE=1 is not a command: 'w TIMER.CONTROL.ENABLE 1' writes it
! physmon: <stdin>:6:1: @GPIO.DIR alone is not a command: 'r @GPIO.DIR' reads it
! physmon: <stdin>:7:1: @GPIO.DIR = 5 is not a command: 'w @GPIO.DIR 5' writes it
! physmon: <stdin>:8:16: @"a b" alone is not a command: 'r @"a b"' reads it
! physmon: <stdin>:9:1: 1000 5 is not a command: 'w 1000 5' writes it
! physmon: <stdin>:10:1: 1000 == 5 is not a command: 'expect 1000 5' does that
! physmon: <stdin>:11:1: GPIO.DRI is neither a command nor a known name: is GPIO.DIR meant? ('r GPIO.DIR' reads it)
! physmon: <stdin>:12:1: GPIO.DRI is neither a command nor a known name: is GPIO.DIR meant? ('r GPIO.DIR' reads it)
! physmon: <stdin>:13:1: FILL is not a command: is 'fill' meant? ('help' lists them)
! physmon: <stdin>:14:3: GPOI.DIR is not a known name: is GPIO.DIR meant?
! physmon: <stdin>:15:4: gpio.dri is not a known name: is GPIO.DIR meant?
! physmon: <stdin>:16:3: TIMER.CONTROL.ENABEL is not a known name: is TIMER.CONTROL.ENABLE meant?
! physmon: <stdin>:17:19: fo.bar is not a known name: is foo.bar meant?
! physmon: <stdin>:18:19: foo.baz is not a known name: is foo.bar meant?
! physmon: <stdin>:19:24: watchdog/1 is not a known name: is @"watchdog/0" meant?
! physmon: <stdin>:20:3: X is neither a number nor a known name
! physmon: <stdin>:21:3: PIOG.DIR is neither a number nor a known name
= 2

# A width in the word, bits behind a name, pointers of gdb; our own set and cmp keep their errors.
$ physmon --demo -k --trace
@ only expat
< read32 1000
< writel 1000 5
< peek8 1000
< readx 1000
< GPIO.DIR[0]=1
< set {int}0x1000 = 5
< set *(int *)0x1000 = 5
< set 1000 *5
< cmp *1000 10 2000
! physmon: <stdin>:1:1: read32 is another tool's: here that is 'rd 1000'
! physmon: <stdin>:2:1: writel is another tool's: here that is 'wd 1000 5'
! physmon: <stdin>:3:1: peek8 is another tool's: here that is 'rb 1000'
! physmon: <stdin>:4:1: readx is not a command ('help' lists them)
! physmon: <stdin>:5:1: GPIO.DIR[0]=1 is not a command: 'w GPIO.DIR[0] 1' writes it
! physmon: <stdin>:6:5: set is gdb's: here that is 'wd ADDR VALUE'
! physmon: <stdin>:7:5: set is gdb's: here that is 'wd ADDR VALUE'
! physmon: <stdin>:8:10: unexpected '*'
! physmon: <stdin>:9:5: unexpected '*'
= 2
