# repeat runs the commands of a text so many times; the count is decimal.
$ physmon -t demo -c 'repeat 3 "wd 8 $+1; rd 8"' 
! physmon: <-c>:1:16: $ has no value: nothing has been read yet
= 1

$ physmon -t demo -c 'rd 8; repeat 3 "w 8 $+1; r 8"; repeat 10 "rb 0" # ten' 
00000008 = 00000000
00000008 = 00000001
00000008 = 00000002
00000008 = 00000003
00000000 = 4e
00000000 = 4e
00000000 = 4e
00000000 = 4e
00000000 = 4e
00000000 = 4e
00000000 = 4e
00000000 = 4e
00000000 = 4e
00000000 = 4e

# Widths are fixed in the order of the text: those of the first round hold in each, and the last one behind it.
$ physmon -t demo -c 'repeat 2 "r 0; rd 0"; r 4'
00000000 = 4e
00000000 = 504d4f4e
00000000 = 4e
00000000 = 504d4f4e
00000004 = 00000100

# Inside of each other; a word needs no quotes; an empty text is fine.
$ physmon -t demo -c 'repeat 2 "echo a; repeat 2 \"echo \\\"b c\\\"; echo d\""; repeat 2 r; repeat 1000000 ""'
a
b c
d
b c
d
a
b c
d
b c
d
00000000 = 4e
00000000 = 4e

# A text may hold lines, with comments.
$ physmon -t demo -c 'repeat 2 "echo a # not b\necho b"'
a
b
a
b

# What is wrong is told at its place, and nothing runs.
$ physmon -t demo -c 'echo no; repeat 0 "r 0"; repeat -1 r; repeat 1f r; repeat 2 "r zz; echo \"\x41\"; r yy; wb 0 100"; repeat 2'
! physmon: <-c>:1:17: the number of repetitions must not be 0
! physmon: <-c>:1:33: -1 is not a decimal number
! physmon: <-c>:1:46: 1f is not a decimal number
! physmon: <-c>:1:64: zz is neither a number nor a known name
! physmon: <-c>:1:85: yy is neither a number nor a known name
! physmon: <-c>:1:94: value 100 does not fit 8 bits
! physmon: <-c>:1:108: repeat needs more operands: repeat N COMMANDS
= 2

$ physmon -t demo -c 'repeat 2 "repeat 3 \"r zz\"; echo \"\x41\x42\" ; repeat 2 \"x\\nyy\\nrb 0 0\""'
! physmon: <-c>:1:24: zz is neither a number nor a known name
! physmon: <-c>:1:61: x is not a command ('help' lists them)
! physmon: <-c>:1:65: yy is not a command ('help' lists them)
! physmon: <-c>:1:75: the count must not be 0
= 2

# So is what fails while running; it ends there, and goes on with -k.
$ physmon -t demo -c 'repeat 2 "echo a; r 4000"; echo b'
a
00004000 = --
! physmon: <-c>:1:19: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -k -t demo -c 'repeat 2 "expect 0 1; echo a"; echo b'
a
a
b
! physmon: <-c>:1:11: 00000000 reads 4e, not 01
! physmon: <-c>:1:11: 00000000 reads 4e, not 01
= 3

# q ends everything; def acts once, while compiling.
$ physmon -t demo -c 'repeat 3 "echo a; q"; echo b'
a

$ physmon -t demo -c 'repeat 2 "def X 4; r X"; def; repeat 2 "def Y ."'
! physmon: <-c>:1:47: def acts before the commands in front of it have run, so it can't know . or $: give it a line of its own
= 2

$ printf 'echo s; r zz\n' >s; printf 'echo t\n' >t
$ physmon -t demo -c 'repeat 2 "source t; source s"'
! physmon: s:1:11: zz is neither a number nor a known name
= 2

$ printf 'echo t; repeat 2 "r 0"\n' >t
$ physmon -t demo -c 'repeat 2 "source t"'
t
00000000 = 4e
00000000 = 4e
t
00000000 = 4e
00000000 = 4e

# A file that repeats itself, and texts inside of texts, have an end.
$ echo 'repeat 2 "source self"' >self
$ physmon -t demo -c 'source self' 2>&1 | sed 's/.*: //'
commands inside of commands are nested 8 deep at most

# Each round announces its accesses in a dry run.
$ physmon -n -t demo -c 'repeat 2 "wb 8 1; r 8"'
write8 00000008 01
read8 00000008
write8 00000008 01
read8 00000008

# An empty line doesn't repeat what a repeat did.
$ printf 'repeat 2 "r 0"\nr 4\n' | physmon -t demo --json
{"addr":"0x00000000","width":8,"value":"0x4e"}
{"addr":"0x00000000","width":8,"value":"0x4e"}
{"line":1,"status":0}
{"addr":"0x00000004","width":8,"value":"0x00"}
{"line":2,"status":0}

# Ctrl-C ends all of it.
$ exec timeout -s INT 1 physmon -t demo -c 'repeat 1000000000 "repeat 1000000000 \"\""; echo b'
@ only native
= 124

# time tells how long each kind of access took: so many, least, median, 99 of 100, most.
$ physmon -t demo -c 'time "rd 0 4; wb 8 1 2"' | sed 's/[0-9]*\.\.[0-9]* ns: .*/../' | uniq
00000000 = 504d4f4e
00000004 = 00000100
00000008 = 00000000
0000000c = 00000001
~ read32 accesses: 4, min \d+, median \d+, p99 \d+, max \d+ ns
read32  ..
~ write8 accesses: 2, min \d+, median \d+, p99 \d+, max \d+ ns
write8  ..

$ physmon --json -t demo -c 'time "expect 0 4e"'
~ {"access":"read8","count":1,"min":\d+,"median":\d+,"p99":\d+,"max":\d+}
~ {"access":"read8","from":\d+,"to":\d+,"count":1,"bar":"#{40}"}

$ physmon --bare -t demo -c 'time "expect 0 4e"'
~ \d+

# Bus errors are answers; switched targets are timed too; in a dry run nothing is.
$ physmon -k -t demo -c 'time "r 4000; target demo; rw 0"' 2>&1 | grep -v ns:
00004000 = --
physmon: <-c>:1:7: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
00000000 = 4f4e
~ read8 accesses: 1, .*
~ read16 accesses: 1, .*

$ physmon -n -t demo -c 'time "r 0"'
read8 00000000

$ physmon -t demo -c 'time "echo a"; time echo; time "r zz"; time "repeat 2 \"time r\""'
! physmon: <-c>:1:35: zz is neither a number nor a known name
! physmon: <-c>:1:62: time can't be used inside another time
= 2

$ physmon -t demo -c 'time "echo a"'
a
! physmon: no access was made, so there is nothing to time

# What is compiled inside knows the target that will be open, too.
$ physmon --demo -c 'repeat 2 "regs UART.S*"; regs UART.S*'
@ only expat
00002004 32 rw UART.STATUS
00002004 32 rw UART.STATUS
00002004 32 rw UART.STATUS
