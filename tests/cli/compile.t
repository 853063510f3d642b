# A text is compiled before the first access: a wrong one does nothing.
$ physmon -t demo --trace -c 'r 8000; w 8000 1; zz'
! physmon: <-c>:1:19: zz is not a command ('help' lists them)
= 2

$ physmon -t demo --trace
< r 8000; w 8000 1; r zz
< r 8000
! physmon: <stdin>:1:21: zz is neither a number nor a known name
= 2

$ physmon -t demo --trace -k
< r 8000; w 8000 1; r zz
< r 8000
00008000 = 54
! physmon: <stdin>:1:21: zz is neither a number nor a known name
! read8 00008000
= 2

# All -c and -f are one text, in the order given.
$ printf 'r 1\n' >a; printf 'rd 4\nr 0\n' >b
$ physmon -t demo -f a -c 'r 2' -f b -c 'r 8' -f a
00000001 = 4f
00000002 = 4d
00000004 = 00000100
00000000 = 504d4f4e
00000008 = 00000000
! physmon: a:1:1: 00000001 is not aligned for a 32-bit access: the next aligned addresses are 00000000 and 00000004
= 1

$ printf 'r 1\n' >a; printf 'r 2\nzz 3\n' >b
$ physmon -t demo -c 'r 0' -f a -f b -c 'r 4; r 5 6 7 8 9'
! physmon: b:2:1: zz is not a command ('help' lists them)
! physmon: <-c 2>:1:14: r takes no more operands: r[bwdq] [-v] [ADDR [COUNT [STEP]]]
= 2

# -f - is standard input, as one text; otherwise it goes line by line.
$ physmon -t demo -f -
< r 0
< zz
! physmon: <stdin>:2:1: zz is not a command ('help' lists them)
= 2

$ physmon -t demo
< r 0
< zz
< r 1
00000000 = 4e
! physmon: <stdin>:2:1: zz is not a command ('help' lists them)
= 2

# What acts while compiling counts in text order: width, def, source.
$ physmon -t demo -c 'r 0; width d; r 0; def SCRATCH 8; v SCRATCH 5; width w; r SCRATCH'
00000000 = 4e
00000000 = 504d4f4e
00000008 = 0005

# What acts while running doesn't: base, target, allow.
$ physmon -t demo -c 'base 8000; r 0; target none; target demo; r 0'
00008000 = 54
00008000 = 54

# . and $ are known only then.
$ physmon -t demo -c 'w 8 8; r 8; r 8000+$; d .-9 4'
00000008 = 08
00008008 = 74
00008000: 54 68 69 73                                      This

# What is known to be wrong is text, whatever stands before it.
$ physmon -t demo -k
< r 0; r 1 0
< r 0; rd 0 1 2
< r 0; d 0 0
< r 0; dd 0 2
< r 0; wb 0 100
< r 0; ? 1/0
< r 0; ? $<<64
< r 0; d 4..0
< r 0; noread 0 0
< r 0; sleep x
< r 0; allow x
< r 0; endian x
< r 0; width x
< r 0; help x
< r 0; source nosuch
< r 0; def 1 1
< r 0; w 0
< r 0; q 0
! physmon: <stdin>:1:10: the count must not be 0
! physmon: <stdin>:2:13: step 2 is no multiple of 4 bytes, the width
! physmon: <stdin>:3:10: the length must not be 0
! physmon: <stdin>:4:11: length 2 is no multiple of 4 bytes, the width
! physmon: <stdin>:5:11: value 100 does not fit 8 bits
! physmon: <stdin>:6:9: division by 0
! physmon: <stdin>:7:9: a shift by 64 bits or more
! physmon: <stdin>:8:9: the range ends before it begins
! physmon: <stdin>:9:15: the length must not be 0
! physmon: <stdin>:10:12: x is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:11:12: x can't be allowed: ram, port, noread or all
! physmon: <stdin>:12:13: x is not a byte order: little, big or native
! physmon: <stdin>:13:12: x is not a width: b or 8, w or 16, d or 32, q or 64 bits
! physmon: <stdin>:14:11: there is no help on x: 'help' lists what there is
! physmon: <stdin>:15:13: the script nosuch can't be opened: No such file or directory
! physmon: <stdin>:16:10: 1 can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:17:9: w needs more operands: w[bwdq] ADDR VALUE...
! physmon: <stdin>:18:8: q takes no operands: q, quit
= 2

# Each error is told, with its place; the rest of a command with an error in it is passed over, quotes and all.
$ physmon -t demo -c 'zz; r zz zz; r 0; echo "a;b" "c; w 0 "x;y" 1; echo "a;b'
! physmon: <-c>:1:1: zz is not a command ('help' lists them)
! physmon: <-c>:1:7: zz is neither a number nor a known name
! physmon: <-c>:1:39: unexpected 'x'
! physmon: <-c>:1:41: y" 1; echo "a is not a command ('help' lists them)
! physmon: <-c>:1:55: b is not a command ('help' lists them)
= 2

$ physmon -t demo
< zz; r zz "a;b"; yy # xx; ww
! physmon: <stdin>:1:1: zz is not a command ('help' lists them)
! physmon: <stdin>:1:7: zz is neither a number nor a known name
! physmon: <stdin>:1:17: yy is not a command ('help' lists them)
= 2

$ physmon -t demo -c 'r 0
$ r 1
$   zz
$ r 2; r zz'
! physmon: <-c>:3:3: zz is not a command ('help' lists them)
! physmon: <-c>:4:8: zz is neither a number nor a known name
= 2

# 20 of them are listed, then how many more.
$ physmon -t demo -c "$(seq -f 'x%g' 20)"
! physmon: <-c>:1:1: x1 is not a command ('help' lists them)
! physmon: <-c>:2:1: x2 is not a command ('help' lists them)
! physmon: <-c>:3:1: x3 is not a command ('help' lists them)
! physmon: <-c>:4:1: x4 is not a command ('help' lists them)
! physmon: <-c>:5:1: x5 is not a command ('help' lists them)
! physmon: <-c>:6:1: x6 is not a command ('help' lists them)
! physmon: <-c>:7:1: x7 is not a command ('help' lists them)
! physmon: <-c>:8:1: x8 is not a command ('help' lists them)
! physmon: <-c>:9:1: x9 is not a command ('help' lists them)
! physmon: <-c>:10:1: x10 is not a command ('help' lists them)
! physmon: <-c>:11:1: x11 is not a command ('help' lists them)
! physmon: <-c>:12:1: x12 is not a command ('help' lists them)
! physmon: <-c>:13:1: x13 is not a command ('help' lists them)
! physmon: <-c>:14:1: x14 is not a command ('help' lists them)
! physmon: <-c>:15:1: x15 is not a command ('help' lists them)
! physmon: <-c>:16:1: x16 is not a command ('help' lists them)
! physmon: <-c>:17:1: x17 is not a command ('help' lists them)
! physmon: <-c>:18:1: x18 is not a command ('help' lists them)
! physmon: <-c>:19:1: x19 is not a command ('help' lists them)
! physmon: <-c>:20:1: x20 is not a command ('help' lists them)
= 2

$ seq 21 | sed 's/.*/x;x/' >script; physmon -t demo -f script
! physmon: script:1:1: x is not a command ('help' lists them)
! physmon: script:1:3: x is not a command ('help' lists them)
! physmon: script:2:1: x is not a command ('help' lists them)
! physmon: script:2:3: x is not a command ('help' lists them)
! physmon: script:3:1: x is not a command ('help' lists them)
! physmon: script:3:3: x is not a command ('help' lists them)
! physmon: script:4:1: x is not a command ('help' lists them)
! physmon: script:4:3: x is not a command ('help' lists them)
! physmon: script:5:1: x is not a command ('help' lists them)
! physmon: script:5:3: x is not a command ('help' lists them)
! physmon: script:6:1: x is not a command ('help' lists them)
! physmon: script:6:3: x is not a command ('help' lists them)
! physmon: script:7:1: x is not a command ('help' lists them)
! physmon: script:7:3: x is not a command ('help' lists them)
! physmon: script:8:1: x is not a command ('help' lists them)
! physmon: script:8:3: x is not a command ('help' lists them)
! physmon: script:9:1: x is not a command ('help' lists them)
! physmon: script:9:3: x is not a command ('help' lists them)
! physmon: script:10:1: x is not a command ('help' lists them)
! physmon: script:10:3: x is not a command ('help' lists them)
! physmon: 22 more errors
= 2

$ physmon -t demo -c "$(yes 'r zz' | head -n 21)"
! physmon: <-c>:1:3: zz is neither a number nor a known name
! physmon: <-c>:2:3: zz is neither a number nor a known name
! physmon: <-c>:3:3: zz is neither a number nor a known name
! physmon: <-c>:4:3: zz is neither a number nor a known name
! physmon: <-c>:5:3: zz is neither a number nor a known name
! physmon: <-c>:6:3: zz is neither a number nor a known name
! physmon: <-c>:7:3: zz is neither a number nor a known name
! physmon: <-c>:8:3: zz is neither a number nor a known name
! physmon: <-c>:9:3: zz is neither a number nor a known name
! physmon: <-c>:10:3: zz is neither a number nor a known name
! physmon: <-c>:11:3: zz is neither a number nor a known name
! physmon: <-c>:12:3: zz is neither a number nor a known name
! physmon: <-c>:13:3: zz is neither a number nor a known name
! physmon: <-c>:14:3: zz is neither a number nor a known name
! physmon: <-c>:15:3: zz is neither a number nor a known name
! physmon: <-c>:16:3: zz is neither a number nor a known name
! physmon: <-c>:17:3: zz is neither a number nor a known name
! physmon: <-c>:18:3: zz is neither a number nor a known name
! physmon: <-c>:19:3: zz is neither a number nor a known name
! physmon: <-c>:20:3: zz is neither a number nor a known name
! physmon: 1 more error
= 2

# -k doesn't make a text run that doesn't compile.
$ physmon -k -t demo -c 'r 0; zz; r 1'
! physmon: <-c>:1:6: zz is not a command ('help' lists them)
= 2

# Many -c are told apart.
$ physmon -t demo -c 'r 0' -c zz -c zz -f /dev/null -c zz -czz -czz -czz -czz -czz -czz -czz
! physmon: <-c 2>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 3>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 4>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 5>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 6>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 7>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 8>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 9>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 10>:1:1: zz is not a command ('help' lists them)
! physmon: <-c 11>:1:1: zz is not a command ('help' lists them)
= 2
