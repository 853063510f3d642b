# Rubbish where a command should stand.
$ physmon -t demo -k
< zz
< 1
< =0
< .
< $
< "r" 0
< @r
< r;0
< -r
< (r 0)
< 'r
< \
< é
< r é
< rr
< READ 0
< read 0
< help;hel
< a-very-long-word-that-is-no-command-and-goes-on-for-more-than-sixty-characters-in-all 1
! physmon: <stdin>:1:1: zz is not a command ('help' lists them)
! physmon: <stdin>:2:1: 1 alone is not a command: 'r 1' reads it
! physmon: <stdin>:3:1: expected a command, not '=' ('help' lists them)
! physmon: <stdin>:4:1: expected a command, not '.' ('help' lists them)
! physmon: <stdin>:5:1: expected a command, not '$' ('help' lists them)
! physmon: <stdin>:6:1: expected a command, not '"' ('help' lists them)
! physmon: <stdin>:7:1: expected a command, not '@' ('help' lists them)
! physmon: <stdin>:8:3: 0 alone is not a command: 'r 0' reads it
! physmon: <stdin>:9:1: expected a command, not '-' ('help' lists them)
! physmon: <stdin>:10:1: expected a command, not '(' ('help' lists them)
! physmon: <stdin>:11:1: expected a command, not ''' ('help' lists them)
! physmon: <stdin>:12:1: expected a command, not '\' ('help' lists them)
! physmon: <stdin>:13:1: expected a command, not the byte c3
! physmon: <stdin>:14:3: the byte c3 has no place in an expression
! physmon: <stdin>:15:1: rr is not a command ('help' lists them)
! physmon: <stdin>:16:1: READ is not a command ('help' lists them)
! physmon: <stdin>:17:1: read is another tool's: here that is 'rd 0'
! physmon: <stdin>:18:6: hel is not a command: is 'help' meant? ('help' lists them)
! physmon: <stdin>:19:1: a-very-long-word-that-is-no-command-and-goes-on-for-more-tha is not a command ('help' lists them)
= 2

# Numbers.
$ physmon -t demo -k
< r 0x
< r zz
< r 1g
< r --1
< w 8 0x
< w 8 zz
< w 8 1g
< w 8 --1
< w 8 1ff
< r 10000000000000000
! physmon: <stdin>:1:3: 0x has no digits
! physmon: <stdin>:2:3: zz is neither a number nor a known name
! physmon: <stdin>:3:3: 1g is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:4:3: '--' has no meaning here
! physmon: <stdin>:5:5: 0x has no digits
! physmon: <stdin>:6:5: zz is neither a number nor a known name
! physmon: <stdin>:7:5: 1g is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
! physmon: <stdin>:8:5: '--' has no meaning here
! physmon: <stdin>:9:5: value 1ff does not fit 8 bits
! physmon: <stdin>:10:3: 10000000000000000 has more than 64 bits
= 2

# Lengths and counts of 0.
$ physmon -t demo -k
< r 0 0
< d 0 0
< noread 0 0
< r 0 (1-1)
< d 0 0x0
! physmon: <stdin>:1:5: the count must not be 0
! physmon: <stdin>:2:5: the length must not be 0
! physmon: <stdin>:3:10: the length must not be 0
! physmon: <stdin>:4:5: the count must not be 0
! physmon: <stdin>:5:5: the length must not be 0
= 2

# Unaligned; beyond the end; around it.
$ physmon -t demo -k -c 'rw 1; rd 2; wd 1 0; vw 3 0; dd 6 4; r 10000; r fffe 4; r fffffffffffffffc 2; d fffffffffffffff0 20; w fffffffffffffffc 1 2'
! physmon: <-c>:1:1: 00000001 is not aligned for a 16-bit access: the next aligned addresses are 00000000 and 00000002
! physmon: <-c>:1:7: 00000002 is not aligned for a 32-bit access: the next aligned addresses are 00000000 and 00000004
! physmon: <-c>:1:13: 00000001 is not aligned for a 32-bit access: the next aligned addresses are 00000000 and 00000004
! physmon: <-c>:1:21: 00000003 is not aligned for a 16-bit access: the next aligned addresses are 00000002 and 00000004
! physmon: <-c>:1:29: 00000006 is not aligned for a 32-bit access: the next aligned addresses are 00000004 and 00000008
! physmon: <-c>:1:37: 00010000 is beyond the end of demo, whose last address is 0000ffff
! physmon: <-c>:1:46: 0000fffe is not aligned for a 32-bit access: the next aligned addresses are 0000fffc and 00010000
! physmon: <-c>:1:56: 2 units of 32 bits from fffffffffffffffc on run past the last address, ffffffffffffffff: at most 1 fit there
! physmon: <-c>:1:78: 8 units of 32 bits from fffffffffffffff0 on run past the last address, ffffffffffffffff: at most 4 fit there
! physmon: <-c>:1:101: 2 units of 32 bits from fffffffffffffffc on run past the last address, ffffffffffffffff: at most 1 fit there
= 1

# A NUL byte is an error; the line isn't run, not even what stands before it.
$ printf 'r 0\nr 1\0; r 2\nr 3\n' | physmon -t demo -k
00000000 = 4e
00000003 = 50
! physmon: <stdin>:2:4: a NUL byte in the input
= 2

$ printf 'r 0\n\0\n' >script; physmon -t demo -f script
! physmon: script:2:1: a NUL byte in the input
= 2

$ printf 'r 0 # \0\n' | physmon -t demo
! physmon: <stdin>:1:7: a NUL byte in the input
= 2

$ printf '\0' | physmon -t demo
! physmon: <stdin>:1:1: a NUL byte in the input
= 2

# CRLF and a last line without newline are fine; a carriage return elsewhere isn't.
$ printf 'r 0\r\n\r\nrd 4 # x\r\necho "a"\r\nr 0' | physmon -t demo
00000000 = 4e
00000004 = 00000100
a
00000000 = 504d4f4e

$ printf 'r 0\r\nr 1\r' >script; physmon -t demo -f script
00000000 = 4e
00000001 = 4f

$ printf 'r 0\r;r 1\n' | physmon -t demo
! physmon: <stdin>:1:4: a control character (0d) is not allowed here: replace it with a blank, or remove it
= 2

# Blanks and tabs anywhere between words, and nowhere needed.
$ printf '\t r\t0 \t2 \t;;;\tr 1\t\n  \n;\n' | physmon -t demo
00000000 = 4e
00000001 = 4f
00000001 = 4f

# Other control characters and bytes of no meaning.
$ printf 'r 0\f\nr\v0\n\033[A\nr \377\n\177\nr 0\303\244\n' | physmon -t demo -k
! physmon: <stdin>:1:4: a control character (0c) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:2:2: a control character (0b) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:3:1: a control character (1b) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:4:3: the byte ff has no place in an expression
! physmon: <stdin>:5:1: a control character (7f) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:6:4: unexpected byte c3
= 2

# Comments begin with # at the start of a word.
$ physmon -t demo -k
< # r 0
< r 0 # r 1; r 2
< r 0;# r 1
< r 0 #r 1
< r 0#r 1
< echo a#b #c
< r#0
< echo "# no comment"
00000000 = 4e
00000000 = 4e
00000000 = 4e
a#b
> # no comment
! physmon: <stdin>:5:4: unexpected '#'
! physmon: <stdin>:7:1: expected a blank behind r
= 2

# A script that is missing, a directory, or can't be read.
$ physmon -t demo -f nosuch
! physmon: the script nosuch can't be opened: No such file or directory
= 2

$ mkdir dir; physmon -t demo -f dir
! physmon: the script dir can't be read: Is a directory
= 2

$ physmon -t demo -c 'r 0' -f nosuch -c zz
! physmon: the script nosuch can't be opened: No such file or directory
= 2

$ physmon -t demo -f ''
! physmon: the script  can't be opened: No such file or directory
= 2

$ echo 'r 0' >script; chmod 0 script; physmon -t demo -f script
@ only user
! physmon: the script script can't be opened: Permission denied
= 2

# Targets that are missing, unknown, of no use.
$ physmon -t nosuch -c 'r 0'
!~ physmon: unknown target nosuch: the targets are mem, .*
= 2

$ physmon -t nosuch:rest -c 'r 0'
!~ physmon: unknown target nosuch:rest: the targets are mem, .*
= 2

$ physmon -t '' -c 'r 0'
!~ physmon: no target is named: the targets are mem, .*
= 2

$ physmon -t file:nosuch -c 'r 0'
! physmon: can't open nosuch: No such file or directory
= 2

$ mkdir dir; physmon -t file:dir -c 'r 0'
! physmon: dir is a directory, which can't be mapped; a file target is a regular file or a device
= 2

$ mkfifo fifo; physmon -t file:fifo -c 'r 0'
! physmon: fifo is a FIFO, which can't be mapped; a file target is a regular file or a device
= 2

$ physmon -t file: -c 'r 0'
! physmon: target file needs a path: file:PATH[@ADDR[+SIZE]]
= 2

$ physmon -t file -c 'r 0'
! physmon: target file needs a path: file:PATH[@ADDR[+SIZE]]
= 2

$ physmon -t demo:1 -c 'r 0'
! physmon: target demo takes nothing after its name, not even ":1"
= 2

$ physmon -t none -c 'r 0'
! physmon: <-c>:1:1: none has no bus, so nothing is at 00000000: open another with 'target' or -t
= 1

$ physmon -t file:/dev/null -c 'r 0'
00000000 = --
! physmon: <-c>:1:1: can't map /dev/null: it can't be mapped at all (No such device)
= 1

$ echo 12345678 >f; physmon -t file:f@4c000001 -c 'r 0'
! physmon: a file can't begin at 4c000001: its address must be a multiple of 8, so that units of 64 bits are aligned in the file as they are on the bus
= 2

$ echo 12345678 >f; physmon -t file:f@fffffffffffffff8 -c 'r fffffffffffffff8'
! physmon: f does not fit between fffffffffffffff8 and the last address, ffffffffffffffff
= 2

$ echo 12345678 >f; physmon -t file:f@10000000000000000 -c 'r 0'
! physmon: address 10000000000000000 does not fit 64 bits
= 2

# A text that doesn't compile is told before a target that can't be opened.
$ physmon -t nosuch -c 'zz'
! physmon: <-c>:1:1: zz is not a command ('help' lists them)
= 2

# A target that is cut while it is mapped, by pages: what is gone can't be read, what remains can.
$ truncate -s 300k image; printf abcd | dd of=image conv=notrunc status=none
$ : >out
$ {
$   echo 'r 0; r 2ffff'
$   until grep -q 2ffff out; do sleep 0.05; done
$   truncate -s 64k image
$   echo 'r 2fff0; r 0; w 20000 1; d 0 8; d fffe 4; r 20000'
$ } | physmon -k -t file:image >out || cat out
00000000 = 61
0002ffff = 00
0002fff0 = --
00000000 = 61
00000000: 61 62 63 64 00 00 00 00                          abcd....
! physmon: <stdin>:2:1: bus error reading 8 bits at 0002fff0: the file was truncated, image ends at 0000ffff now
! physmon: <stdin>:2:15: 00020000 is beyond the end of file:image, whose last address is 0000ffff
! physmon: <stdin>:2:33: 00010000 is beyond the end of file:image, whose last address is 0000ffff
! physmon: <stdin>:2:43: 00020000 is beyond the end of file:image, whose last address is 0000ffff

# A text without its other quote, with an unknown escape.
$ physmon -t demo -k
< echo "a
< echo "a\"
< echo "\q"
< echo "\x4"
< echo "\xzz"
< echo "a"b
< echo "a\x00b"
! physmon: <stdin>:1:6: the text that begins here has no closing quote
! physmon: <stdin>:2:6: the text that begins here has no closing quote
! physmon: <stdin>:3:7: a \ in quotes must be followed by ", \, n, or x and two hexadecimal digits
! physmon: <stdin>:4:7: a \ in quotes must be followed by ", \, n, or x and two hexadecimal digits
! physmon: <stdin>:5:7: a \ in quotes must be followed by ", \, n, or x and two hexadecimal digits
! physmon: <stdin>:6:9: unexpected 'b'
! physmon: <stdin>:7:6: a NUL byte is not allowed in this text
= 2

# A line of 10 MB: commands, one command, one word, one comment, blanks, one text. Where a wrapper makes each command slow,
# many commands in a line of 100 KB must do.
$ yes 'r 0;' | head -n 2500000 | tr -d '\n' | physmon -t demo | sed -n '1p;$='
@ only native
00000000 = 4e
2500000

$ yes 'r 0;' | head -n 25000 | tr -d '\n' | physmon -t demo | sed -n '1p;$='
00000000 = 4e
25000

$ { printf 'w 8000'; yes ' 1' | head -n 5000000 | tr -d '\n'; } | physmon -t demo
@ only native
! physmon: <stdin>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ { printf 'w 8000'; yes ' 1' | head -n 50000 | tr -d '\n'; } | physmon -t demo
! physmon: <stdin>:1:1: 00010000 is beyond the end of demo, whose last address is 0000ffff
= 1

$ { printf 'r '; yes 1111 | head -n 2500000 | tr -d '\n'; } | physmon -t demo
! physmon: <stdin>:1:3: 111111111111111111111111111111111111111111111111111111111111 has more than 64 bits
= 2

$ { printf '#'; yes 1111 | head -n 2500000 | tr -d '\n'; echo; echo r 0; } | physmon -t demo
00000000 = 4e

$ { yes '    ' | head -n 2500000 | tr -d '\n'; echo r 0; } | physmon -t demo
00000000 = 4e

$ { printf 'echo "'; yes 1111 | head -n 2500000 | tr -d '\n'; echo '"'; } | physmon -t demo | wc -c
10000001

$ yes 'zz;' | head -n 3000000 | tr -d '\n' | physmon -t demo 2>&1 | sed -n '1p;$p'
@ only native
physmon: <stdin>:1:1: zz is not a command ('help' lists them)
physmon: 2999980 more errors

$ yes 'zz;' | head -n 30000 | tr -d '\n' | physmon -t demo 2>&1 | sed -n '1p;$p'
physmon: <stdin>:1:1: zz is not a command ('help' lists them)
physmon: 29980 more errors

$ { printf '? 0'; yes '+1' | head -n 5000000 | tr -d '\n'; } | physmon -t demo
@ only native
0x4c4b40 = 0t5000000 = 0y10011000100101101000000
31   27   23   19   15   11   7    3
0000 0000 0100 1100 0100 1011 0100 0000

$ { printf '? 0'; yes '+1' | head -n 50000 | tr -d '\n'; } | physmon -t demo
0xc350 = 0t50000 = 0y1100001101010000
15   11   7    3
1100 0011 0101 0000

$ { printf '? '; yes '((((' | head -n 2500000 | tr -d '\n'; } | physmon -t demo
! physmon: <stdin>:1:103: the expression is nested too deeply
= 2

# A byte order mark at a script's head is passed over. What can't be seen is named, with its bytes; not in quotes, nor behind #.
$ printf '\357\273\277r 0\n\357\273\277r 0\n' >marked; physmon --demo -k <marked || echo $?; physmon --demo -k -f marked || echo $?; physmon --demo -c 'source marked' || echo $?
$ printf 'r\302\2400\nw 0\302\2401\nr \342\200\2130\necho "a\302\240b"; r 0\302\240 # \302\240\nr 0\rr 1\n? \342\201\2401; r zz\n? 1\303\244\n' >unseen; physmon --demo -k <unseen
00000000 = 4e
2
2
2
! physmon: <stdin>:2:1: a byte order mark (ef bb bf) is not allowed here: replace it with a blank, or remove it
! physmon: marked:2:1: a byte order mark (ef bb bf) is not allowed here: replace it with a blank, or remove it
! physmon: marked:2:1: a byte order mark (ef bb bf) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:1:2: a no-break space (c2 a0) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:2:4: a no-break space (c2 a0) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:3:3: a zero-width space (e2 80 8b) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:4:17: a no-break space (c2 a0) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:5:4: a control character (0d) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:6:3: an invisible character (e2 81 a0) is not allowed here: replace it with a blank, or remove it
! physmon: <stdin>:6:11: zz is neither a number nor a known name
! physmon: <stdin>:7:4: unexpected byte c3
= 2

# Quotes of a word processor.
$ printf 'r \342\200\234GPIO*\342\200\235\ndef \342\200\230A\342\200\231 8000\necho \342\200\234; echo "\342\200\231"; ? 1\342\200\235\n' >quotes; physmon --demo -k <quotes
! physmon: <stdin>:1:3: a typographic quote (e2 80 9c) is not allowed here: type "
! physmon: <stdin>:2:5: a typographic quote (e2 80 98) is not allowed here: type "
! physmon: <stdin>:3:26: a typographic quote (e2 80 9d) is not allowed here: type "
= 2

$ printf 'r 1000\342\200\22310\nr \342\210\2224\necho "\342\200\223" # \342\200\223\n' >dashes; physmon --demo -k <dashes
! physmon: <stdin>:1:7: a typographic dash (e2 80 93) is not allowed here: type -
! physmon: <stdin>:2:3: a typographic dash (e2 88 92) is not allowed here: type -
–
= 2
