# Long and short, joined and not.
$ physmon -t demo -c 'r 0'
00000000 = 4e

$ physmon --target=demo --command='r 0'
00000000 = 4e

$ physmon --target demo --command 'r 0'
00000000 = 4e

$ physmon -tdemo -c'r 0'
00000000 = 4e

$ physmon --demo -c 'r 0'
00000000 = 4e

$ physmon -qrkn -t demo -c 'r 0'
read8 00000000

$ echo 'r 0' >script; physmon -t demo --file=script
00000000 = 4e

# BASE may stand anywhere, once.
$ physmon -t demo 8000 -c 'r 0'
00008000 = 54

$ physmon -t demo -c 'r 0' -- 8000
00008000 = 54

# The last one counts of what can be only one.
$ physmon -t none -t demo -w d -w w -c 'r 0'
00000000 = 4f4e

# Wrong options.
$ physmon -x
! physmon: -x is no option: 'physmon --help' lists them
= 2

$ physmon --nosuch
! physmon: --nosuch is no option: 'physmon --help' lists them
= 2

$ physmon -t
! physmon: -t needs its TARGET
= 2

$ physmon -t demo -c
! physmon: -c needs its COMMANDS
= 2

$ physmon -t demo -f
! physmon: -f needs its SCRIPT
= 2

$ physmon -w
! physmon: -w needs its WIDTH
= 2

$ physmon -t demo -w x -c 'r 0'
! physmon: -w x: a width is b or 8, w or 16, d or 32, q or 64
= 2

$ physmon -t demo -w 33 -c 'r 0'
! physmon: -w 33: a width is b or 8, w or 16, d or 32, q or 64
= 2

$ physmon -t demo -w '' -c 'r 0'
! physmon: -w : a width is b or 8, w or 16, d or 32, q or 64
= 2

$ physmon --json=1
! physmon: --json=1 takes no value
= 2

$ physmon -t demo 1 2
! physmon: 2 is one argument too many: BASE is the only one; commands go behind -c
= 2

# -r opens for reading only.
$ physmon -r -t demo -c 'r 0; w 8 1'
00000000 = 4e
! physmon: <-c>:1:6: writing 00000008 is refused: demo is read-only (opened with -r)
= 1

$ physmon --read-only -t demo -c 'target demo; w 8 1'
! physmon: <-c>:1:14: writing 00000008 is refused: demo is read-only (opened with -r)
= 1

# Without -c and -f, standard input is a script if it isn't a terminal: no prompt, no banner, no echo.
$ physmon -t demo
< r 0
< r 1
00000000 = 4e
00000001 = 4f

$ physmon -t demo </dev/null

# After -c and -f only with -i.
$ physmon -t demo -c 'r 0'
< r 1
00000000 = 4e

$ physmon -t demo -i -c 'rd 0; base 4'
< r 0
< ? .
00000000 = 504d4f4e
00000004 = 00000100
0x8 = 0t8 = 0y1000
7    3
0000 1000

$ physmon -t demo -i
< r 0
00000000 = 4e

$ physmon -t demo -i -c 'q'
< r 0

$ physmon -t demo -i -c 'r 4000'
< r 0
00004000 = --
! physmon: <-c>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -t demo -i -c 'zz'
< r 0
! physmon: <-c>:1:1: zz is not a command ('help' lists them)
= 2

$ physmon -t demo -i -f -
< r 0
00000000 = 4e

# --help and --version need nothing else, and win.
$ physmon --help | sed -n 's/^  *\(-.,\)* *\(--[a-z-]*\).*/\2/p'
--target
--width
--read-only
--keep-going
--dry-run
--quiet
--interactive
--command
--file
--json
--bare
--trace
--private
--svd
--symbols
--allow
--root
--enable
--gdb
--gdb-arch
--gdb-writes
--demo
--doctor
--help
--version

$ physmon -h | head -n 1
usage: physmon [OPTION]... [BASE]

$ physmon --version | sed 's/[ :].*//'
physmon
build
libraries
licence

$ physmon --version | sed -n 's/^libraries: [^,]*, expat 2[0-9.]*$/expat/p'; physmon --doctor | sed -n 's/expat [0-9.]*$/expat/p'
@ only expat
expat
info  SVD files         expat

$ physmon --version -t nosuch | head -n 1
~ physmon \d+\.\d+\.\d+(-rc\d+)?( \([0-9a-z.-]+\))?

$ physmon --help >/dev/full
! physmon: standard output can't be written: No space left on device
= 1

$ physmon --version >&-
! physmon: standard output can't be written: Bad file descriptor
= 1

# --doctor tells facts and ends by what it found; here only that it says something.
$ physmon --doctor | head -n 1 | grep -c .
1

# Nothing that is opened is left to children, and what is closed isn't taken for standard output.
$ printf abcd >f; physmon -t file:f -c 'w 0 31' >&- 2>&- <&-; cat f
@ only native
1bcd
\ no newline

# BASE is '.' already while the texts are compiled
$ physmon -t demo -c 'def X .; ? X' 1000
0x1000 = 0t4096 = 0y1000000000000
15   11   7    3
0001 0000 0000 0000

# -i goes on after a failure where -k does
$ physmon -k -i -t demo -c 'r 4000'
< r 0
00004000 = --
00000000 = 4e
! physmon: <-c>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

# A device file that another target is for.
$ physmon -t /dev/mem -c 'r 0'
! physmon: /dev/mem is what target mem is for: open it as mem
= 2

# A command on the command line.
$ for a in 'rd fe200034' 'regs' 'd 1000' '1000 r' 'r.32 10'; do physmon -t demo $a </dev/null || true; done
! physmon: rd is a command, and commands go behind -c: physmon -c 'rd fe200034'
! physmon: regs is a command, and commands go behind -c: physmon -c 'regs'
! physmon: d is a command, and commands go behind -c: physmon -c 'd 1000'
! physmon: r is one argument too many: BASE is the only one; commands go behind -c
! physmon: r.32 is a command, and commands go behind -c: physmon -c 'r.32 10'
