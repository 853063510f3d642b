# -n prints the accesses, and only these, on standard output instead of making them.
$ physmon -n -t demo -c 'r 8000 2; rd 0; ww 8 1 2; vd 8 5; d 8000 8; rb 2000 2 0'
read8 00008000
read8 00008001
read32 00000000
write16 00000008 0001
write16 0000000a 0002
write32 00000008 00000005
read32 00000008
read32 00008000
read32 00008004
read8 00002000
read8 00002000

$ physmon -n -t demo -c '? 1; base; width; echo a; help; target; def X 1; def; sleep 100s; endian; noread; history; allow'

# Nothing is written.
$ printf 1234 >f; physmon -n -t file:f -c 'w 0 41; wb 1 $(r)' || physmon -n -t file:f -c 'w 0 41; v 1 42'; cat f
write8 00000000 41
write8 00000001 42
read8 00000001
1234
\ no newline
! physmon: <-c>:1:15: unexpected '('

# What would be refused is refused.
$ physmon -n -k -t demo -c 'rd 8001; r 10000; d fffffffffffffff0 20; w ffff 1 2; r 0'
read32 00000000
! physmon: <-c>:1:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
! physmon: <-c>:1:10: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:19: 8 units of 32 bits from fffffffffffffff0 on run past the last address, ffffffffffffffff: at most 4 fit there
! physmon: <-c>:1:42: 0000ffff is not aligned for a 32-bit access: the next aligned addresses are 0000fffc and 00010000
= 1

$ physmon -n -r -t demo -c 'w 8000 1'
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

$ physmon -n -t demo -c 'r 0; zz'
! physmon: <-c>:1:6: zz is not a command ('help' lists them)
= 2

$ physmon -n -t demo -c 'wb 8 1ff'
! physmon: <-c>:1:6: value 1ff does not fit 8 bits
= 2

$ physmon -n -t none -c 'r 0'
! physmon: <-c>:1:1: none has no bus, so nothing is at 00000000: open another with 'target' or -t
= 1

$ physmon -n -t nosuch -c 'r 0'
!~ physmon: unknown target nosuch: the targets are mem, .*
= 2

# What would be left out is left out.
$ physmon -n -t demo -c 'd 1ffe 8; r 2000'
read8 00001ffe
read8 00001fff
read8 00002004
read8 00002005
read8 00002000
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it

# v counts as held, a bus error isn't known.
$ physmon -n -t demo -c 'vd 0 1; rd 4000; r 0'
write32 00000000 00000001
read32 00000000
read32 00004000
read32 00000000

# A value that was not read is not known.
$ physmon -n -t demo -c 'r 0; w 8 $; wd 8 $+1 5; ? $; r 4'
read8 00000000
write8 00000008 ??
write32 00000008 ????????
write32 0000000c 00000005
read32 00000004

$ physmon -n -k -t demo -c 'r 0; r =$; d $ 4; d 0 $; r 0 $; r 0 1 $; base $; noread $ 4; w $ 1; r 4'
read8 00000000
read8 00000004
! physmon: <-c>:1:8: this depends on what was read, which a dry run doesn't know
! physmon: <-c>:1:14: this depends on what was read, which a dry run doesn't know
! physmon: <-c>:1:23: this depends on what was read, which a dry run doesn't know
! physmon: <-c>:1:30: this depends on what was read, which a dry run doesn't know
! physmon: <-c>:1:39: this depends on what was read, which a dry run doesn't know
! physmon: <-c>:1:47: this depends on what was read, which a dry run doesn't know
! physmon: <-c>:1:57: this depends on what was read, which a dry run doesn't know
! physmon: <-c>:1:64: this depends on what was read, which a dry run doesn't know
= 1

$ physmon -n -t demo -c '? $; r 4'
! physmon: <-c>:1:3: $ has no value: nothing has been read yet
= 1

$ physmon -n -t demo
< r 0
< def X $
read8 00000000
! physmon: <stdin>:2:7: this depends on what was read, which a dry run doesn't know
= 2

# . is known.
$ physmon -n -t demo -c 'r 8000 4; r .; d .-1 2; w .+1 .&f; d . 2; r'
read8 00008000
read8 00008001
read8 00008002
read8 00008003
read8 00008004
read8 00008004
read8 00008005
write8 00008007 06
read8 00008007
read8 00008008
read8 00008004

# Line by line.
$ physmon -n -t demo
< r 0
< w 8 1
read8 00000000
write8 00000008 01

# As JSON, and bare.
$ physmon -n --json -t demo
< rd 0; w 8 $ 1
< zz
{"access":"read32","addr":"0x00000000"}
{"access":"write32","addr":"0x00000008","value":"????????"}
{"access":"write32","addr":"0x0000000c","value":"0x00000001"}
{"line":1,"status":0}
{"error":"zz is not a command ('help' lists them)","source":"<stdin>","line":2,"column":1,"status":2}
{"line":2,"status":2}
= 2

$ physmon -n --bare -t demo -c 'rd 0; w 8 $ 1'
read32 0x00000000
write32 0x00000008 ????????
write32 0x0000000c 0x00000001

# With --trace: once.
$ physmon -n --trace -t demo -c 'r 0; w 8 1'
read8 00000000
write8 00000008 01

# A field whose value isn't known makes the unit unknown, whatever the fields behind it are.
$ physmon --demo -n -c 'def X 8000 b wo; def X.A [3:0]; def X.B [7:4]; r 0; w X A=$ B=1; w X A=2 B=$; w X A=2 B=1'
read8 00000000
write8 00008000 ??
write8 00008000 ??
write8 00008000 12
