# source FILE: its commands are compiled in its place.
$ printf 'r 0\nrd 4\n' >script
$ physmon -t demo -c 'r 1; source script; r 8; rb 0'
00000001 = 4f
00000000 = 4e
00000004 = 00000100
00000008 = 00000000
00000000 = 4e

$ printf 'def X 8000; width d; base 10\n' >script
$ physmon -t demo -c 'source script; r X; r -10'
@ only littleendian
00008000 = 73696854
00000000 = 504d4f4e

# An error in it is an error of the text: nothing runs. It is told with the file's name and place.
$ printf 'r 0\nr 1; zz 2\n' >script
$ physmon -t demo -c 'r 4; source script; yy'
! physmon: script:2:6: zz is not a command ('help' lists them)
! physmon: <-c>:1:21: yy is not a command ('help' lists them)
= 2

$ printf 'r 0\n' >script
$ physmon -t demo -c 'source script; zz'
! physmon: <-c>:1:16: zz is not a command ('help' lists them)
= 2

# What fails while running is told so too.
$ printf 'r 0\nr 1; r 4000; r 2\n' >script
$ physmon -t demo -c 'source script; r 3'
00000000 = 4e
00000001 = 4f
00004000 = --
! physmon: script:2:6: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ printf 'r 0\nr 1; r 4000; r 2\n' >script
$ physmon -k -t demo -c 'source script; r 3'
00000000 = 4e
00000001 = 4f
00004000 = --
00000002 = 4d
00000003 = 50
! physmon: script:2:6: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

# Line by line.
$ printf 'r 0\n' >script
$ physmon -t demo
< source script; source script
< r 1
< source "script"
00000000 = 4e
00000000 = 4e
00000001 = 4f
00000000 = 4e

# q in it ends the session.
$ printf 'r 0; q\nr 1\n' >script
$ physmon -t demo -c 'source script; r 2'
00000000 = 4e

# Files may source files, but not themselves for ever.
$ echo 'source two; r 1' >one; echo 'r 2' >two
$ physmon -t demo -c 'source one'
00000002 = 4d
00000001 = 4f

$ echo 'r 0; source self' >self
$ physmon -t demo -c 'source self'
! physmon: self:1:13: self: source is nested 16 deep: does the file source itself?
= 2

# CRLF, no final newline, nothing in it.
$ printf 'r 0\r\nr 1' >script; : >empty
$ physmon -t demo -c 'source empty; source script; source /dev/null'
00000000 = 4e
00000001 = 4f

# A NUL byte, a directory, nothing of that name.
$ printf 'r 0\0\n' >script; mkdir dir
$ physmon -t demo -k
< source script
< source dir
< source nosuch
< source
< source a b
< source ""
< source "a
! physmon: script:1:4: a NUL byte in the input
! physmon: <stdin>:2:8: the script dir can't be read: Is a directory
! physmon: <stdin>:3:8: the script nosuch can't be opened: No such file or directory
! physmon: <stdin>:4:7: source needs more operands: source FILE
! physmon: <stdin>:5:10: source takes no more operands: source FILE
! physmon: <stdin>:6:8: the script  can't be opened: No such file or directory
! physmon: <stdin>:7:8: the text that begins here has no closing quote
= 2

# A name with blanks.
$ echo 'r 0' >'a b'; physmon -t demo -c 'source "a b"'
00000000 = 4e

# Standard input too.
$ physmon -t demo -c 'r 8; source -; r 9'
< r 0
< r 1
00000008 = 00
00000000 = 4e
00000001 = 4f
00000009 = 00
