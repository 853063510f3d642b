# save and load: bytes as they are.
$ physmon --demo -c 'save f 8000 20; fill 9000 20 0; load.d f 9000; cmp 8000 20 9000; save.w g 9000..901f'
$ cmp f g; od -An -c f | head -2; stat -c '%a %s' f
   T   h   i   s       i   s       t   h   e       R   A   M    
   o   f       t   h   e       d   e   m   o       b   o   a   r
600 32

# More than a piece, from file to file, in 16 bits.
$ python3 -c 'import sys; sys.stdout.buffer.write(bytes((i * 7 + i // 256) % 256 for i in range(200000)))' >a
$ head -c 200000 /dev/zero >b
$ physmon -t file:a -c 'save.w c 0 30d40; target file:b; load.w c 0'
$ cmp a b; cmp a c

# .hex: what d prints; load reads it back, also somewhere else, and in another width.
$ physmon --demo -c 'save f.hex 8000 2a; d 8000 2a; fill 9000 30 0; load.w f.hex 9000; cmp 8000 2a 9000; save.d g.hex 8000 8'
$ cat f.hex g.hex; physmon --demo -c 'load.b g.hex 9001; d 9000 10'
@ only littleendian
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f 66 20 74 68 65 20 64 65 6d 6f 20 62 6f 61 72  of the demo boar
00008020: 64 3a 20 33 32 20 4b 69 42 2c                    d: 32 KiB,
> # dump, up to "# end"
00008000: 54 68 69 73 20 69 73 20 74 68 65 20 52 41 4d 20  This is the RAM 
00008010: 6f 66 20 74 68 65 20 64 65 6d 6f 20 62 6f 61 72  of the demo boar
00008020: 64 3a 20 33 32 20 4b 69 42 2c                    d: 32 KiB,
> # end: 42 bytes, crc32 fc7e9b17
> # dump, up to "# end"
00008000: 73696854 20736920                    This is 
> # end: 8 bytes, crc32 45d6b136
00009000: 00 54 68 69 73 20 69 73 20 00 00 00 00 00 00 00  .This is .......

# In the byte order that is set, as d and w.
$ physmon --demo -c 'endian big; save.d f.hex 8000 10; fill 9000 10 0; load f.hex 9000; cmp 8000 10 9000'
$ cat f.hex
@ only littleendian
> # dump, up to "# end"
00008000: 54686973 20697320 74686520 52414d20  This is the RAM 
> # end: 16 bytes, crc32 93a8f4d7

# Units in the other byte order look the same: the characters beside them tell, in any row, as far as they are there.
$ physmon --demo -c 'endian big; save.w f.hex 8000 6'
$ printf '00000000: 0000 0000 0000 0000 0000 0000 0000 0000  ................\n00000010: 5468 6973 2069                           This i\n' >xxd.hex
$ printf '00000000: 00420041  XX..\n' >edited.hex
$ physmon --demo -k --trace -c 'load.d f.hex 9000; load xxd.hex 9000; snap -i xxd.hex s' || echo $?
$ physmon --demo -c 'endian big; load xxd.hex 9000; endian native; d 9010 6; load edited.hex 9000; d 9000 4'
@ only littleendian
1
00009010: 54 68 69 73 20 69                                This i
00009000: 41 00 42 00                                      A.B.
! physmon: <-c>:1:1: f.hex:2:52: the characters show units in the other byte order: 'endian big' first, or dump by xxd -g1
! physmon: <-c>:1:20: xxd.hex:2:52: the characters show units in the other byte order: 'endian big' first, or dump by xxd -g1
! physmon: <-c>:1:39: xxd.hex:2:52: the characters show units in the other byte order: 'endian big' first, or dump by xxd -g1
! physmon: xxd.hex has no line '# end': whether it is whole can't be checked
! physmon: edited.hex has no line '# end': whether it is whole can't be checked

# A unit that can't be read ends it, and the file keeps what was read, if anything was.
$ echo old >g; physmon --demo -k -c 'save.d f 3ff0 20; save.d f.hex 3ff0 20; save.d g 4000 20' || echo $?
$ od -An -tx1 f; cat f.hex g
1
 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
> # dump, up to "# end"
00003ff0: 00000000 00000000 00000000 00000000  ................
> # end: 16 bytes, crc32 ecbb4b55
old
! physmon: <-c>:1:1: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 3 more units failed; f holds the first 10 of 20 bytes
! physmon: <-c>:1:19: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 3 more units failed; f.hex holds the first 10 of 20 bytes
! physmon: <-c>:1:41: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset; 7 more units failed

# Registers that reading changes: a dump tells that they were left out, bytes can't.
$ physmon --demo -k -c 'save f 1ff0 20; save.d f.hex 1ff8 10; load.d f.hex 8000; d 8000 10; allow noread; save.d f 2000 4' || echo $?
$ cat f.hex; wc -c <f
@ only littleendian
00008000: 00 00 00 00 00 00 00 00 74 68 65 20 1a 00 00 00  ........the ....
1
> # dump, up to "# end"
00001ff8: 00000000 00000000 ~~~~~~~~ 0000001a  ........    ....
> # end: 12 bytes, crc32 44717194
4
! physmon: <-c>:1:1: 00001ff0-0000200f holds a register that reading changes, at 00002000: it can't be left out here, and 'allow noread' reads it
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 unit was left as it was: the file has no value for it

# Rows with gaps, comments and marks.
$ printf '# from a board\n4c000000: 11 22 -- ~~\r\n\n4c000010: 33445566\n4c00001c: 77 88  wx' >d.hex
$ physmon --demo -c 'fill 8000 20 aa; load d.hex 8000; d 8000 20'
@ only littleendian
00008000: 11 22 aa aa aa aa aa aa aa aa aa aa aa aa aa aa  ."..............
00008010: 66 55 44 33 aa aa aa aa aa aa aa aa 77 88 aa aa  fUD3........w...
! physmon: d.hex has no line '# end': whether it is whole can't be checked
! physmon: 2 units were left as they were: the file has no value for them

# Nothing is written unless all of it can be.
$ printf '00000000: 11\n00000001: 12345678\n00000005: zz\n' >1.hex
$ printf '00000000: 11\n00000000: 22\n' >2.hex; printf '0000: 11\n' >3.hex; printf 'rubbish\n' >4.hex; : >5.hex
$ printf '00000000: 11 22 33 44 -- 66 77 88\n' >6.hex; printf '00000000: 1 2\n' >7.hex
$ printf '00000000: 00 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00\n' >8.hex
$ printf '00000000: 11\nffffffffffffffff: 22\n' >9.hex; head -c 70000 /dev/zero | tr '\0' 1 >10.hex
$ printf abc >abc; : >empty; mkdir dir; mkfifo fifo
$ for f in 1 2 3 4 5 7 8 9 10; do physmon --demo --trace -c "load $f.hex 8000" || echo $?; done
$ physmon --demo --trace -k -c 'load.d 6.hex 8000; load.d 1.hex 8000; load.w abc 8000; load empty 8000; load dir 8000; load fifo 8000; load none 8000' || echo $?
$ physmon --demo --trace -c 'load abc 8000 9; load abc; save x 8000; save x 8000 0; save.d x 8000 2' || echo $?
$ printf '00000000: 11\n00000010: 22\n' >far.hex
$ physmon --demo --trace -k -c 'load abc fffe; load far.hex fff8; save no/such 8000 1; save x fffe 4' || echo $?
$ ls x 2>&1 | sed 's/.*: //'
1
1
1
1
1
1
1
1
1
1
2
1
No such file or directory
! physmon: <-c>:1:1: 1.hex:3:11: a unit has 2, 4, 8 or 16 digits
! physmon: <-c>:1:1: 2.hex:2: the address is not behind the row before
! physmon: <-c>:1:1: 3.hex:1:1: a row begins with an address of 8 to 16 digits and a colon
! physmon: <-c>:1:1: 4.hex:1:1: a row begins with an address of 8 to 16 digits and a colon
! physmon: <-c>:1:1: 5.hex holds no row of a dump
! physmon: <-c>:1:1: 7.hex:1:11: a unit has 2, 4, 8 or 16 digits
! physmon: <-c>:1:1: 8.hex:1:59: a row has 16 bytes at most
! physmon: <-c>:1:1: 9.hex:2: the row would go beyond the last address
! physmon: <-c>:1:1: 10.hex:1: this line is no row of a dump
! physmon: <-c>:1:1: 6.hex:1: of a unit of 32 bits, only a part has a value
! physmon: <-c>:1:20: 1.hex:1: the row has 1 byte, which is no multiple of 4 bytes, the width
! physmon: <-c>:1:46: abc has 3 bytes, which is no multiple of 2 bytes, the width
! physmon: <-c>:1:61: empty is empty
! physmon: <-c>:1:78: dir is not a regular file: it can't be checked before it is loaded
! physmon: <-c>:1:93: fifo is not a regular file: it can't be checked before it is loaded
! physmon: <-c>:1:109: none can't be opened: No such file or directory
! physmon: <-c>:1:15: load takes no more operands: load[.WIDTH] FILE ADDR
! physmon: <-c>:1:26: load needs more operands: load[.WIDTH] FILE ADDR
! physmon: <-c>:1:39: save needs more operands: save[.WIDTH] FILE ADDR LENGTH
! physmon: <-c>:1:53: the length must not be 0
! physmon: <-c>:1:70: length 2 is no multiple of 4 bytes, the width
! physmon: <-c>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:16: 00010008 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:40: no/such can't be written: No such file or directory
! physmon: <-c>:1:56: 00010000 is beyond the end of demo, whose last address is 0000ffff

$ printf abc >abc; printf '00000000: 11 22\n' >r.hex
$ physmon --demo -r -k --trace -c 'load abc 8000; load r.hex 8000' || echo $?
$ physmon --demo -n -c 'load abc 8000; load r.hex 8000; save x 8000 2'; ls
1
write8 00008000 61
write8 00008001 62
write8 00008002 63
write8 00008000 11
write8 00008001 22
read8 00008000
read8 00008001
abc
r.hex
! physmon: <-c>:1:1: writing 00008000 is refused: demo is read-only (opened with -r)
! physmon: <-c>:1:16: writing 00008000 is refused: demo is read-only (opened with -r)
! physmon: r.hex has no line '# end': whether it is whole can't be checked

# A full disk is a failure with a sentence.
$ ulimit -f 1
$ physmon --demo -c 'save x 8000 1000'
! physmon: <-c>:1:1: x can't be written: File too large
@ only uncounted
= 1

# What is written to a device would pass by the gate; a pipe will do, by all that write files but log.
$ physmon -k --demo -c 'save /dev/full 8000 10; snap -o /dev/zero a 8000 10; log /dev/null'
! physmon: <-c>:1:6: /dev/full is neither a regular file nor a pipe
! physmon: <-c>:1:33: /dev/zero is neither a regular file nor a pipe
! physmon: <-c>:1:58: /dev/null is not a regular file
= 1
$ physmon --demo -c 'save /dev/fd/3 8000 4; snap -o /dev/fd/3 a 8000 1' 3>&1 2>/dev/null | cat
This# dump, up to "# end"
> # snapshot a
00008000: 54                                               T
> # end: 1 bytes, crc32 be047a60

# Quoted names.
$ physmon --demo -c 'save "two words.hex" 8000 4; load "two words.hex" 9000; d 9000 4'; ls
00009000: 54 68 69 73                                      This
two words.hex

# The target's own file, whatever its name, is neither emptied, replaced nor appended to.
$ printf 0123456789abcdef >image; ln image hard; ln -s hard soft.csv; cp image before
$ physmon -k -t file:image -c 'save image 0 8; save ./hard 0 8; snap -o soft.csv a 0 8; sample -n 1 -o soft.csv 0; log hard' || cmp image before
! physmon: <-c>:1:6: image is the target's own file, and would be lost: choose another one
! physmon: <-c>:1:22: ./hard is the target's own file, and would be lost: choose another one
! physmon: <-c>:1:42: soft.csv is the target's own file, and would be lost: choose another one
! physmon: <-c>:1:73: soft.csv is the target's own file, and would be lost: choose another one
! physmon: <-c>:1:89: hard is the target's own file, and would be lost: choose another one

# A file is written beside its place, and renamed when it is whole: it keeps its mode, links to it stay.
$ echo old >f; chmod 640 f; ln -s f link; physmon --demo -c 'save link 8000 4'; stat -c '%F %a' link f; cat f; ls
$ mkdir d; echo old >d/f; ln -s "$PWD/d/f" d/g; ln -s ../d/g d/h; physmon --demo -c 'save d/h 8000 4'; cat d/f; ls d
symbolic link 777
regular file 640
Thisf
link
Thisf
g
h

# If that fails the old one stays, and nothing else.
$ echo old >f; cp f f.vcd; cp f f.txt; ulimit -f 1
$ physmon -k --demo -c 'save f 8000 1000; sample -n 1 -o f.vcd 0 4 8 c 10 14 18 8000 8004 8008 800c; snap -o f.txt a 8000 1000' 2>errors || cat f f.vcd f.txt; ls; cut -c 1-60 errors | grep -v read
@ only uncounted
old
old
old
errors
f
f.txt
f.vcd
physmon: <-c>:1:1: f can't be written: File too large
physmon: <-c>:1:19: f.vcd can't be written: File too large
physmon: <-c>:1:86: f.txt can't be written: File too large

# Standard output by its name, a pipe or a file, and files where none can be made beside them, are written as they are.
$ physmon --demo -c 'save /dev/stdout 8000 4' | cat; physmon --demo -c 'save /dev/stdout 8000 4' >f; cat f; physmon --demo -c 'save g 8000 4' >g; cat g; ls
ThisThisThisf
g

# Rows that are cut, left out or changed are refused, by load and by snap; without the last line a note is all.
$ physmon --demo -c 'save f.hex 8000 30; crc 8000 30; load f.hex 9000; cmp 8000 30 9000; snap -i f.hex x; diff x'; tail -n 1 f.hex
$ head -n 3 f.hex >1.hex; sed 3d f.hex >2.hex; sed 's/: 54 /: 55 /' f.hex >3.hex; sed 1d f.hex | head -n 3 >4.hex
$ for i in 1 2 3 4; do physmon -k --demo -c "load $i.hex 9000; snap -i $i.hex x; r 9000" || true; done
00008000-0000802f = 28ed290e
> # end: 48 bytes, crc32 28ed290e
00009000 = 00
00009000 = 00
00009000 = 00
00009000 = 54
! physmon: <-c>:1:1: 1.hex:3: the file is cut: its line '# end' is missing
! physmon: <-c>:1:18: 1.hex:3: the file is cut: its line '# end' is missing
! physmon: <-c>:1:1: 2.hex:4: rows are missing or changed: they hold 32 bytes, crc32 3f02d03d (without this line they aren't checked)
! physmon: <-c>:1:18: 2.hex:3: this row doesn't go on where the one before it ends
! physmon: <-c>:1:1: 3.hex:5: rows are missing or changed: they hold 48 bytes, crc32 155cc5d2 (without this line they aren't checked)
! physmon: <-c>:1:18: 3.hex:5: rows are missing or changed: they hold 48 bytes, crc32 155cc5d2 (without this line they aren't checked)
! physmon: 4.hex has no line '# end': whether it is whole can't be checked

# A name can't make rows of a snapshot's file.
$ physmon --demo -c 'snap -o s "a\n00000000: 11" 8000 4; snap -i s b'; sed -n 2,3p s
> # snapshot a?00000000: 11
00008000: 54 68 69 73                                      This

# Rows of a dump are read once: what was checked is written, whatever becomes of the file meanwhile (here it is the target).
$ physmon -t demo -c 'save want 8000 4000; d 8000 4000' >x.hex; physmon -t file:x.hex -c 'load x.hex f000'; tail -c 16384 x.hex | cmp - want && echo same
same
! physmon: x.hex has no line '# end': whether it is whole can't be checked

# save to standard output: behind the results before it, bytes as they are; what is read is cut where a unit fails.
$ physmon --demo -c 'r 8000; save - 8000 10; rd 0' | tr '\n' '|'
$ physmon --demo -c 'save - 2ff8 10' 2>error | wc -c; cat error
$ physmon --demo -n -c 'save - 8000 2'
$ physmon --demo -c 'save - 8000 10' >/dev/full || echo $? >&2
00008000 = 54|This is the RAM 00000000 = 504d4f4e|8
physmon: <-c>:1:1: bus error reading 8 bits at 00003000: TIMER takes 32-bit accesses only; 7 more units failed; standard output holds the first 8 of 10 bytes
read8 00008000
read8 00008001
! physmon: <-c>:1:1: standard output can't be written: No space left on device
! 1
