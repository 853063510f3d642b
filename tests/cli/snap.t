# snap keeps a range; diff tells what changed since, as ADDR = OLD -> NEW.
$ physmon -t demo -c 'snap before 8000 20; diff before; w 8003 1 2 3; diff before; wd 8 5; snap.d b 0..f; w 8 6; diff b'
@ only expat
00008003 = 73 -> 01
00008004 = 20 -> 02
00008005 = 69 -> 03
00000008 = 00000005 -> 00000006  SYSID.SCRATCH

# Each unit is read once, at its own width, which diff keeps; neither moves . nor sets $.
$ physmon -t demo --trace -c 'rb 4; snap.w x 8000 4; diff x; ? .; ? $'
00000004 = 00
0x5 = 0t5 = 0y101
7    3
0000 0101
0x0 = 0t0 = 0y0
7    3
0000 0000
! read8 00000004
! read16 00008000
! read16 00008002
! read16 00008000
! read16 00008002

# Two snapshots; the same name takes the range again; a list of them.
$ physmon -t demo -c 'snap a 8000 10; w 8001 0; snap b 8000 20; diff a b; snap a; diff a b; snap; snap.d a 8008 8; snap'
00008001 = 68 -> 00
00008000-0000800f a (8 bits)
00008000-0000801f b (8 bits)
00008008-0000800f a (32 bits)
00008000-0000801f b (8 bits)
! physmon: only 00008000-0000800f is in both
! physmon: only 00008000-0000800f is in both

$ physmon -k -t demo -c 'snap a 8000 10; snap b 8010 10; diff a b; snap.w c 8000 2; diff a c; diff zz; diff a zz'
! physmon: <-c>:1:40: a and b have no address in common
! physmon: <-c>:1:67: a has units of 8 bits, c of 16: they can't be compared
! physmon: <-c>:1:75: there is no snapshot zz ('snap zz ADDR LENGTH' takes one)
! physmon: <-c>:1:86: there is no snapshot zz ('snap zz ADDR LENGTH' takes one)
= 1

# What can't be read, and what must not be, has no value; a change from or to that is one, or none.
$ physmon -k -t demo -c 'snap.d a 3ffc..4003; diff a; snap.d b 2000 8; diff b; diff b a'
! physmon: <-c>:1:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:22: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: <-c>:1:62: b and a have no address in common
= 1

$ printf '00003ffc: 00000000\n00004000: 00000001 --------\n' >was
$ physmon -k -t demo -c 'snap -i was a; diff a'
00004000 = 00000001 -> --------
! physmon: <-c>:1:16: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 1 more unit failed
= 1

# Saved as d prints it; loaded from that, and from any output of d.
$ physmon -t demo -c 'snap -o s.txt a 8000 14; endian big; snap.d -o t.txt t 8000 8'
$ cat s.txt t.txt; physmon -t demo -c 'd 8000 14' >d.txt
$ physmon -t demo -c 'snap -i s.txt x; snap -i d.txt y; diff x; diff x y; endian big; snap -i t.txt z; diff z; w 8000 0; diff x; diff z; snap' -c 'snap -o s.txt z'
$ cat s.txt
@ only littleendian
> # dump, up to "# end"
> # snapshot a
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f 66 20 74                                      of t
> # end: 20 bytes, crc32 ca21b06f
> # dump, up to "# end"
> # snapshot t
00008000: 54686973 20697320                    This is 
> # end: 8 bytes, crc32 45d6b136
00008000 = 54 -> 00
00008000 = 54686973 -> 00686973
00008000-00008013 x (8 bits)
00008000-00008013 y (8 bits)
00008000-00008007 z (32 bits)
> # dump, up to "# end"
> # snapshot z
00008000: 54686973 20697320                    This is 
> # end: 8 bytes, crc32 45d6b136

# Files that are none; a sentence tells the line.
$ printf '00008000: 01 02\n00008003: 03\n' >a; printf '8000: 1\n' >b; printf '\n# x\n' >c; printf '00008000: 01\n00008001: 0203\n' >d
$ printf '00008002: 00000001\n' >e; printf 'nonsense\n' >f
$ physmon -k -t demo -c 'snap -i a x; snap -i b x; snap -i c x; snap -i d x; snap -i e x; snap -i f x; snap -i g x; snap -i . x; snap -o . x; snap'
! physmon: <-c>:1:1: a:2: this row doesn't go on where the one before it ends
! physmon: <-c>:1:14: b:1:1: a row begins with an address of 8 to 16 digits and a colon
! physmon: <-c>:1:27: c holds no row as d prints them
! physmon: <-c>:1:40: d:2: units of another width than in the row before
! physmon: <-c>:1:53: e:1: the address is not aligned for units of that width
! physmon: <-c>:1:66: f:1:1: a row begins with an address of 8 to 16 digits and a colon
! physmon: <-c>:1:79: g can't be read: No such file or directory
! physmon: <-c>:1:92: . can't be read: Is a directory
! physmon: <-c>:1:115: there is no snapshot x ('snap x ADDR LENGTH' takes one)
= 1

# Text that is wrong.
$ physmon -k -t demo
< snap a
< snap a 0
< snap 1 0 1
< snap a 0 0
< snap.d a 0 3
< snap -i f
< snap -o f
< snap -i f -o g x
< snap -i f x 0 1
< snap -x
< diff
< diff a b c
< diff.d a
! physmon: <stdin>:1:6: there is no snapshot a ('snap a ADDR LENGTH' takes one)
! physmon: <stdin>:2:8: snap needs a length or a range: snap NAME ADDR LENGTH, snap NAME A..B
! physmon: <stdin>:3:6: 1 can't be a name: letters, digits and _, joined by '.', not beginning with a digit; anything else goes in quotes
! physmon: <stdin>:4:10: the length must not be 0
! physmon: <stdin>:5:12: length 3 is no multiple of 4 bytes, the width
! physmon: <stdin>:6:1: snap -i FILE needs the name of a snapshot
! physmon: <stdin>:7:1: snap -o FILE needs the name of a snapshot
! physmon: <stdin>:8:16: -i loads and -o saves: one of them at a time
! physmon: <stdin>:9:13: what is loaded brings its range with it
! physmon: <stdin>:10:6: snap has no option -x: snap[.WIDTH] [-i FILE] [-o FILE] [NAME [ADDR LENGTH]]
! physmon: <stdin>:11:5: diff needs more operands: diff NAME [NAME]
! physmon: <stdin>:12:10: diff takes no more operands: diff NAME [NAME]
! physmon: <stdin>:13:1: diff takes no width
= 2

# A range that can't be is refused before there is memory for it.
$ physmon -k -t demo -c 'snap a 0 70000000; snap.d b 1 4; snap c ffffffffffffffff 2; diff a; rb 0; snap d . $'
00000000 = 4e
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:20: 00000001 is not aligned for a 32-bit access: the next aligned addresses are 00000000 and 00000004
! physmon: <-c>:1:34: 2 units of 8 bits from ffffffffffffffff on run past the last address, ffffffffffffffff: at most 1 fit there
! physmon: <-c>:1:66: there is no snapshot a ('snap a ADDR LENGTH' takes one)
= 1

$ physmon -t demo -c 'snap a 0 7000000000000000'
@ only 64bit
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ physmon -t demo -c 'snap a 0 7000000000000000'
@ only 32bit
! physmon: <-c>:1:1: 7000000000000000 units are more than one command can read here
= 1

# JSON.
$ physmon --json -t demo -c 'snap a 8000 2; w 8000 0; diff a; snap'
{"addr":"0x00008000","old":"0x54","new":"0x00","width":8}
{"first":"0x00008000","last":"0x00008001","name":"a","width":8}

$ printf '00004000: 01\n' >was
$ physmon --json -t demo -c 'snap -i was a; diff a'
{"addr":"0x00004000","old":"0x01","new":null,"state":"fault","width":8}
{"error":"bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset","source":"<-c>","line":1,"column":16,"status":1,"addr":"0x00004000"}
= 1

# A dry run reads nothing and writes no file.
$ physmon -n -t demo -c 'snap -o s.txt a 8000 2; diff a; snap; snap a'; ls
read8 00008000
read8 00008001
read8 00008000
read8 00008001
read8 00008000
read8 00008001
