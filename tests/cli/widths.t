# b 8 bits, w 16, d 32, q 64; sticky.
$ physmon -t demo -c 'wd 8 1; r 8'
$ physmon -t demo
@ only littleendian
< width
< rd 0; width
< r 4
< rw 4; width
< r 4
< rb 0; width
< r 4
< wd 8 1; width
< r 8
< dw 0 4; width
< vb 8 1; width
00000008 = 00000001
b (8 bits)
00000000 = 504d4f4e
d (32 bits)
00000004 = 00000100
00000004 = 0100
w (16 bits)
00000004 = 0100
00000000 = 4e
b (8 bits)
00000004 = 00
d (32 bits)
00000008 = 00000001
00000000: 4f4e 504d                                NOMP
w (16 bits)
b (8 bits)

$ physmon -t demo -c 'rq 8000; width; r 8008'
@ only 64bit littleendian
00008000 = 2073692073696854
q (64 bits)
00008008 = 204d415220656874

# A session starts at b; -w changes that, and so does width.
$ physmon -t demo -c 'r 0'
$ physmon -t demo -w d -c 'r 0'
$ physmon -t demo -w 32 -c 'r 0'
$ physmon -t demo --width=w -c 'r 0'
$ physmon -t demo -w16 -c 'r 0'
$ physmon -t demo -w d -c 'width b; r 0'
$ physmon -t demo
< width d; r 0
< width 16; r 0
< width 8; width
< width q; width
< width 64; width
< width w; width
00000000 = 4e
00000000 = 504d4f4e
00000000 = 504d4f4e
00000000 = 4f4e
00000000 = 4f4e
00000000 = 4e
00000000 = 504d4f4e
00000000 = 4f4e
b (8 bits)
q (64 bits)
q (64 bits)
w (16 bits)

# The dotted form, of letters too; it sticks.
$ physmon -t demo
@ only littleendian
< r.d 0; r 0
< r.16 0; r 0
< r.b 0; r 0
< r.32 0; r 0
< r.8 0; r 0
< w.w 8 1234; r 8
< v.d 8 12345678; r 8
< d.16 8 4; r 8
< r.d8; r
< w.b8 ff; r
00000000 = 504d4f4e
00000000 = 504d4f4e
00000000 = 4f4e
00000000 = 4f4e
00000000 = 4e
00000000 = 4e
00000000 = 504d4f4e
00000000 = 504d4f4e
00000000 = 4e
00000000 = 4e
00000008 = 1234
00000008 = 12345678
00000008: 5678 1234                                xV4.
00000008 = 5678
00000008 = 12345678
00000008 = 12345678
00000008 = ff

# No blank is needed between a width letter and a decimal digit.
$ physmon -t demo
@ only littleendian
< rd0
< wb8 ff; rb8
< dd0 4
< vb8 1
< ww8 1 2; rw8 2
< base 8; base; rw0
< width 8; width
00000000 = 504d4f4e
00000008 = ff
00000000: 504d4f4e                             NOMP
00000008 = 0001
0000000a = 0002
00000008
00000008 = 0001
b (8 bits)

# But before anything else: dead is not a dump.
$ physmon -t demo -k
< dead
< dbeef
< ddff
< rff
< r-4
< r=0
< r@X
< r$
< r(0)
< r.+4
< d.
< rd.
< w$ 1
! physmon: <stdin>:1:1: dead is not a command ('help' lists them)
! physmon: <stdin>:2:1: dbeef is not a command ('help' lists them)
! physmon: <stdin>:3:1: ddff is not a command: is 'diff' meant? ('help' lists them)
! physmon: <stdin>:4:1: rff is not a command ('help' lists them)
! physmon: <stdin>:5:1: expected a blank behind r
! physmon: <stdin>:6:1: expected a blank behind r
! physmon: <stdin>:7:1: expected a blank behind r
! physmon: <stdin>:8:1: expected a blank behind r
! physmon: <stdin>:9:1: expected a blank behind r
! physmon: <stdin>:10:1: . is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:11:1: . is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:12:1: r has its width already
! physmon: <stdin>:13:1: expected a blank behind w
= 2

# Exact names only, in lower case; a width only once, and only one that there is.
$ physmon -t demo -k
< R 0
< rD 0
< Rd 0
< rx 0
< bd 0
< rdd 0
< rd.d 0
< rb.d 0
< r.x 0
< r.D 0
< r. 0
< r.128 0
< r.328000
< r.d.d 0
< qu
< qui
< hel
< help.d
< width.d
< base.d 0
< ?.d 1
< width x
< width 33
< width d w
< q.d
! physmon: <stdin>:1:1: R is not a command ('help' lists them)
! physmon: <stdin>:2:1: rD is not a command ('help' lists them)
! physmon: <stdin>:3:1: Rd is not a command ('help' lists them)
! physmon: <stdin>:4:1: rx is not a command ('help' lists them)
! physmon: <stdin>:5:1: bd is not a command ('help' lists them)
! physmon: <stdin>:6:1: rdd is not a command ('help' lists them)
! physmon: <stdin>:7:1: r has its width already
! physmon: <stdin>:8:1: r has its width already
! physmon: <stdin>:9:1: .x is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:10:1: .D is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:11:1: . is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:12:1: .128 is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:13:1: .328000 is not a width: .b or .8, .w or .16, .d or .32, .q or .64
! physmon: <stdin>:14:1: r.d.d is not a command ('help' lists them)
! physmon: <stdin>:15:1: qu is not a command ('help' lists them)
! physmon: <stdin>:16:1: qui is not a command ('help' lists them)
! physmon: <stdin>:17:1: hel is not a command: is 'help' meant? ('help' lists them)
! physmon: <stdin>:18:1: help takes no width
! physmon: <stdin>:19:1: width takes no width
! physmon: <stdin>:20:1: base takes no width
! physmon: <stdin>:21:3: unexpected 'd'
! physmon: <stdin>:22:7: x is not a width: b or 8, w or 16, d or 32, q or 64 bits
! physmon: <stdin>:23:7: 33 is not a width: b or 8, w or 16, d or 32, q or 64 bits
! physmon: <stdin>:24:9: width takes no more operands: width [WIDTH]
! physmon: <stdin>:25:1: q takes no width
= 2

# A width belongs to the command that was typed wrong, not to the next.
$ physmon -t demo -k
< rd zz
< width
< rd 8001
< width
b (8 bits)
d (32 bits)
! physmon: <stdin>:1:4: zz is neither a number nor a known name
! physmon: <stdin>:3:1: 00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004
= 2

# Each width only where the target takes it.
$ physmon -t demo -k -c 'r 3000; rw 3000; rd 3000'
00003000 = --
00003000 = ----
00003000 = 000f4240
! physmon: <-c>:1:1: bus error reading 8 bits at 00003000: TIMER takes 32-bit accesses only
! physmon: <-c>:1:9: bus error reading 16 bits at 00003000: TIMER takes 32-bit accesses only
= 1

# Digits behind the name of a command, without a width letter, are a width or an operand: both readings are offered.
$ physmon -t demo -k --trace
< w8 1000 5
< r32 1000
< v8 10
< d10
< e64 0
< w 8 5; r.32 8; rd8; wb8 1
00000008 = 00000005
00000008 = 00000005
! physmon: <stdin>:1:1: w8 can be read in two ways: write 'w.8' for the width, or 'w 8'
! physmon: <stdin>:2:1: r32 can be read in two ways: write 'r.32' for the width, or 'r 32'
! physmon: <stdin>:3:1: v8 can be read in two ways: write 'v.8' for the width, or 'v 8'
! physmon: <stdin>:4:1: d10 can be read in two ways: write 'd 10', or 'dd10' with a width of 32 bits
! physmon: <stdin>:5:1: e64 can be read in two ways: write 'e.64' for the width, or 'e 64'
! write8 00000008 05
! read32 00000008
! read32 00000008
! write8 00000008 01
= 2

# The same for commands that are words, and for operands of other forms.
$ physmon -t demo -k --trace
< fill32 8000 10 0
< fill8 1000 5
< fill10 10 0
< mod8 f 5
< set1000 5
< copy8 10 9000
< crc32 8000 10
< find32 8000 10 0
< sample32 1000
< noread8 4
< base10
< sleep10
< repeat2 "r 0"
< time "fill8 8000 5"
< r0x1000
< d0t16
< r8..10
< fill.b 8000 1 5; fill.d8004 4 1
! physmon: <stdin>:1:1: fill32 can be read in two ways: write 'fill.32' for the width, or 'fill 32'
! physmon: <stdin>:2:1: fill8 can be read in two ways: write 'fill.8' for the width, or 'fill 8'
! physmon: <stdin>:3:1: expected a blank: 'fill 10'
! physmon: <stdin>:4:1: mod8 can be read in two ways: write 'mod.8' for the width, or 'mod 8'
! physmon: <stdin>:5:1: expected a blank: 'set 1000'
! physmon: <stdin>:6:1: copy8 can be read in two ways: write 'copy.8' for the width, or 'copy 8'
! physmon: <stdin>:7:1: crc32 is U-Boot's: here that is 'crc 8000 10'
! physmon: <stdin>:8:1: find32 can be read in two ways: write 'find.32' for the width, or 'find 32'
! physmon: <stdin>:9:1: sample32 can be read in two ways: write 'sample.32' for the width, or 'sample 32'
! physmon: <stdin>:10:1: expected a blank: 'noread 8'
! physmon: <stdin>:11:1: expected a blank: 'base 10'
! physmon: <stdin>:12:1: expected a blank: 'sleep 10'
! physmon: <stdin>:13:1: expected a blank: 'repeat 2'
! physmon: <stdin>:14:7: fill8 can be read in two ways: write 'fill.8' for the width, or 'fill 8'
! physmon: <stdin>:15:1: r0x1000 can be read in two ways: write 'r 0x1000', or 'rd0x1000' with a width of 32 bits
! physmon: <stdin>:16:1: d0t16 can be read in two ways: write 'd 0t16', or 'dd0t16' with a width of 32 bits
! physmon: <stdin>:17:1: r8..10 can be read in two ways: write 'r 8..10', or 'rd8..10' with a width of 32 bits
! write8 00008000 05
! write32 00008004 00000001
= 2
