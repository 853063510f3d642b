# 0: all well.
$ physmon -t demo -c 'r 0; q; r 1'
00000000 = 4e

$ physmon -t demo </dev/null

# 1: something failed while running.
$ physmon -t demo -c 'rd 8001; r 0'
! physmon: <-c>:1:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
= 1

$ physmon -t demo -c 'r 10000'
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ physmon -t demo -c 'r fffffffffffffff0 11'
! physmon: <-c>:1:1: 17 units of 8 bits from fffffffffffffff0 on run past the last address, ffffffffffffffff: at most 16 fit there
= 1

$ physmon -r -t demo -c 'w 8000 1'
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
= 1

$ physmon -t demo -c 'r 4000'
00004000 = --
! physmon: <-c>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -t demo -c '? $'
! physmon: <-c>:1:3: $ has no value: nothing has been read yet
= 1

$ physmon -t demo -c '? 1/.'
! physmon: <-c>:1:3: division by 0
= 1

$ physmon -t demo -c 'target nosuch'
!~ physmon: <-c>:1:8: unknown target nosuch: the targets are mem, .*
= 1

# 2: the text or the options are wrong, a script can't be read, the first target can't be opened.
$ physmon -t demo -c 'r 0 0'
! physmon: <-c>:1:5: the count must not be 0
= 2

$ physmon -t demo -c '? 1/0'
! physmon: <-c>:1:4: division by 0
= 2

$ physmon -t demo -x
! physmon: -x is no option: 'physmon --help' lists them
= 2

$ physmon -t demo -f nosuch
! physmon: the script nosuch can't be opened: No such file or directory
= 2

$ physmon -t nosuch -c 'r 0'
!~ physmon: unknown target nosuch: the targets are mem, .*
= 2

$ physmon -t file:nosuch </dev/null
! physmon: can't open nosuch: No such file or directory
= 2

# 3: a comparison did not hold.
$ physmon -t demo -c 'vd 0 1; r 0'
00000000 = 00000001 -> 504d4f4e
= 3

# The worst counts: 2, 1, 3, 0.
$ physmon -k -t demo -c 'r 0; vd 0 1; r 0'
00000000 = 4e
00000000 = 00000001 -> 504d4f4e
00000000 = 504d4f4e
= 3

$ physmon -k -t demo -c 'vd 0 1; r 4000; vd 0 1; r 0'
00000000 = 00000001 -> 504d4f4e
00004000 = --------
00000000 = 00000001 -> 504d4f4e
00000000 = 504d4f4e
! physmon: <-c>:1:9: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -k -t demo
< vd 0 1
< r 4000
< zz
< r 4000
< vd 0 1
< r 0
00000000 = 00000001 -> 504d4f4e
00004000 = --------
00004000 = --------
00000000 = 00000001 -> 504d4f4e
00000000 = 504d4f4e
! physmon: <stdin>:2:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <stdin>:3:1: zz is not a command ('help' lists them)
! physmon: <stdin>:4:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 2

$ physmon -k -t demo
< r 4000
< vd 0 1
00004000 = --
00000000 = 00000001 -> 504d4f4e
! physmon: <stdin>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

# A script stops at its first error; -k goes on after what failed while running.
$ physmon -t demo
< r 0
< r 4000; r 1
< r 2
00000000 = 4e
00004000 = --
! physmon: <stdin>:2:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -k -t demo
< r 0
< r 4000; r 1
< r 2
00000000 = 4e
00004000 = --
00000001 = 4f
00000002 = 4d
! physmon: <stdin>:2:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -t demo -c 'r 0; r 4000; r 1'
00000000 = 4e
00004000 = --
! physmon: <-c>:1:6: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -k -t demo -c 'r 0; r 4000; r 1'
00000000 = 4e
00004000 = --
00000001 = 4f
! physmon: <-c>:1:6: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

# On standard input -k also skips a line that doesn't compile.
$ physmon -k -t demo
< r 0
< r 1; zz
< r 2
00000000 = 4e
00000002 = 4d
! physmon: <stdin>:2:6: zz is not a command ('help' lists them)
= 2

# Output that can't be written is a failure, told once.
$ physmon -t demo -c 'r 0' >&-
! physmon: standard output can't be written: Bad file descriptor
= 1

$ physmon -t demo -c 'w 8000 1' >&-

$ physmon -t demo -c 'r 0' >/dev/full
! physmon: standard output can't be written: No space left on device
= 1

$ physmon -t demo >/dev/full
< r 0
< r 1
! physmon: standard output can't be written: No space left on device
= 1

$ physmon -k -t demo -c 'd 8000; d 8000; vd 0 1' >/dev/full
! physmon: standard output can't be written: No space left on device
= 1

$ physmon -t demo -c 'r 0; zz' >/dev/full
! physmon: <-c>:1:6: zz is not a command ('help' lists them)
= 2

$ yes 'd 8000 8000' | head -n 200 | physmon -t demo >/dev/full
! physmon: standard output can't be written: No space left on device
= 1

# A closed pipe ends it quietly with status 1.
$ { physmon -t demo -c "$(yes 'd 8000 8000' | head -n 20)" && : || echo $? >status; } | head -n 1; cat status
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
1

# Standard error that can't be written spoils nothing but --trace.
$ physmon -t demo -c 'r 0' 2>&-
@ only native
00000000 = 4e

$ physmon -t demo -c 'r 0; zz' 2>&-
@ only native
= 2

# Standard input that is closed can't be read; without need it isn't missed.
$ physmon -t demo <&-
! physmon: standard input can't be read: Bad file descriptor
= 2

$ physmon -t demo -c 'r 0' <&-
00000000 = 4e

$ physmon -t demo -f - <&-
! physmon: the script - can't be read: Bad file descriptor
= 2

# SIGINT ends a script by SIGINT, after a flush.
$ timeout --preserve-status -s INT 1 physmon -t demo -c 'r 0; sleep 30s; r 1'
@ only native
@ needs timeout
00000000 = 4e
= 130

$ mkfifo in; { echo 'r 0'; exec sleep 30; } >in 2>/dev/null &
$ timeout --preserve-status -s INT 1 physmon -t demo <in || s=$?
$ kill $!; exit $s
@ only native
@ needs timeout
00000000 = 4e
= 130
