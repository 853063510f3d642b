# watch prints what changes, with the seconds since it began, until Ctrl-C.
$ timeout -s INT 1 physmon -t demo -c 'wd 3000 186a0; w 3008 1; watch.d -n 20ms 300c 4; echo no' || true
@ only native
~ 0\.\d{6} 0000300c = 00000000 -> 00000001  TIMER.STATUS
@ only expat

# What can't be read when it begins is told once, what must not be read is left out, or refused where nothing else is there.
$ timeout -s INT 1 physmon -t demo -c 'watch -n 10ms 1fff..2003' || true
@ only native
! physmon: 4 units were left out: no-read registers; r of exactly such an address reads it

$ timeout -s INT 1 physmon -t demo -c 'watch -n 10ms 4000..4003' || true
@ only native
! physmon: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset

$ physmon -k -t demo -c 'watch 2000; watch.d 1; watch fff0 20'
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: <-c>:1:1: all of these are no-read registers, which reading changes ('allow noread' opens them)
! physmon: <-c>:1:13: 00000001 is not aligned for a 32-bit access: the next aligned addresses are 00000000 and 00000004
! physmon: <-c>:1:24: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

# As JSON.
$ timeout -s INT 1 physmon --json -t demo -c 'watch.w -n 10ms 18' | head -n 1
@ only native
@ only expat
~ {"seconds":0\.\d{6},"addr":"0x00000018","old":"0x[0-9a-f]{4}","new":"0x[0-9a-f]{4}","width":16}

# In a dry run each unit is announced once; in a real one each is read once a round.
$ physmon -n -t demo -c 'watch.d 0..7; watch 8'
read32 00000000
read32 00000004
read8 00000008

$ timeout -s INT 1 physmon --trace -t demo -c 'watch.d -n 200ms 0..7' 2>&1 | head -n 4
@ only native
read32 00000000
read32 00000004
read32 00000000
read32 00000004

# All registers of a peripheral or a pattern, each with its own size.
$ physmon -n -t demo -s "$TESTS/cli/board.svd" -c 'watch UART0; watch "UART?.LCR"; watch UART0.FR; watch.b UART0.FR'
@ only expat
read8 00008003
read32 00008008
read32 00008010
read32 00008014
read32 00008018
read8 00008003
read8 00008103
read32 00008008
read8 00008008
! physmon: 3 units were left out: no-read registers; r of exactly such an address reads it

# A register of several names is read once a round, and told under each.
$ physmon -n -t demo -c 'def T.A 300c d; def T.B 300c d; def T.C 300c w; def T.D 3000 d; watch T.A T.D T.B; watch "T.*"'
read32 0000300c
read32 00003000
read32 00003000
read32 0000300c
read16 0000300c

$ timeout -s INT 1 physmon -t demo -c 'wd 3000 186a0; w 3008 1; def T.A 300c d; def T.D 3000 d; def T.B 300c d; watch -n 20ms T.A T.D T.B' || true
@ only native
~ 0\.\d{6} 0000300c = 00000000 -> 00000001  T.A
~ 0\.\d{6} 0000300c = 00000000 -> 00000001  T.B

# A pipe that is closed ends it.
$ physmon -t demo -c 'watch.d -n 1ms 18' | head -n 1 | wc -l
@ only expat
1

# Text that is wrong.
$ physmon -k -t demo
< watch
< watch -n 0
< watch -n x 0
< watch 0 0
< watch 0[1:0]
< watch 1 2 3
! physmon: <stdin>:1:6: watch needs more operands: watch[.WIDTH] [-n TIME] ADDR [LENGTH]
! physmon: <stdin>:2:11: watch needs more operands: watch[.WIDTH] [-n TIME] ADDR [LENGTH]
! physmon: <stdin>:3:10: x is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:4:9: the length must not be 0
! physmon: <stdin>:5:7: watch takes no bits here
! physmon: <stdin>:6:11: watch takes no more operands: watch[.WIDTH] [-n TIME] ADDR [LENGTH]
= 2
