# log keeps each command as a line and what came of it as comments with the seconds since it began.
$ printf 'def U 8000\nwd 8 1\nbase 8\nlog t.physmon\nr 0\ndef "x y" .\nr @"x y"\nr =0;rb =4 2 ; # hi\nrepeat 2 "r =0"\nsource s\nr zz\n' >in
$ printf 'r =4000\nlog --off\nr 8\n' >>in; echo 'rb 0; echo "from \x1b s"' >s
$ physmon -k -t demo <in >first 2>/dev/null || true
$ stat -c %a t.physmon; grep -c '^# [0-9]*\.[0-9][0-9][0-9][0-9][0-9][0-9] ' t.physmon
$ sed 's/^# [0-9]*\.[0-9]* /# T /' t.physmon
600
12
~ # physmon \d+\.\d+\.\d+(-rc\d+)?( \([0-9a-z.-]+\))?, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC
> # target demo
width d; base 0x8; endian native
noread =0x00001004..0x0000100f
noread =0x00002000..0x00002003
noread =0x00002008..0x0000200b
def U 0x00008000
r 0
> # T 00000008 = 00000001
def "x y" 0x0000000c
r @"x y"
> # T 0000000c = 00000001
r =0
> # T 00000000 = 504d4f4e
rb =4 2
> # T 00000004 = 00
> # T 00000005 = 01
repeat 2 "r =0"
> # T 00000000 = 4e
> # T 00000000 = 4e
rb 0
> # T 00000008 = 01
echo "from \x1b s"
> # T from \x1b s
> # T physmon: <stdin>:11:3: zz is neither a number nor a known name
r =4000
> # T 00004000 = --
~ # T physmon: <stdin>:12:1: bus error reading 8 bits at 00004000: .*

# It can be run again, and then does the same.
$ printf 'log t\nr 8000 8\nd 8000 8\n\n\nwb 8000 55\nv 0 0\nd 8000 10\nd\nwidth d\nendian big\nr 8000\nd 3ff8 10\nsnap a 8000 8\nw 8000 1\ndiff a\nrepeat 2 "wd 8 $+1; r 8; repeat 2 \\"rb 0\\""\n' >in
$ physmon -k -t demo <in >first 2>errors || true
$ physmon -k -t demo -f t >second 2>/dev/null || true
$ wc -l <first; diff first second
36

# What e was answered stands in it, without comments and what was no answer; standard input runs it again.
$ printf 'log t\ne 8000\n41 # A\n\n-\n zz\n# no\n-1\n.\nr 8000 4\ne 8003\n$\n' >in
$ physmon -k -t demo <in >first 2>/dev/null || true
$ sed -n '/^e 8000/,$p' t | sed 's/^# [0-9]*\.[0-9]* /# T /'
$ physmon -k -t demo <t >second 2>/dev/null || true; diff first second && echo same
e 8000
> # T 00008000 = 54
41
> # T 00008001 = 68
>
> # T 00008002 = 69
-
> # T 00008001 = 68
> # T physmon: <stdin>:6:2: zz is neither a number nor a known name
>
> # T 00008002 = 69
-1
> # T 00008003 = 73
.
r 8000 4
> # T 00008000 = 41
> # T 00008001 = 68
> # T 00008002 = ff
> # T 00008003 = 73
e 8003
> # T 00008003 = 73
$
> # T 00008004 = 20
.
same

# Even where what is printed tries to be a command.
$ printf 'def "a\\x0aw 0 1" 10\nlog t\ndef\n? 1\n' | physmon -t demo >/dev/null; grep -c '^w 0' t || true; physmon -t demo -f t | tail -n 1
0
0000 0001

# A second one is written behind the first; begun by -c it holds what follows; its text is what was asked for.
$ physmon -t demo -c 'rb 0; log t; r 4; log u; wd 8 1;r 8 # end'; physmon -t demo -c 'log t; q'
$ sed 's/^# physmon .*/# physmon/; s/^# [0-9]*\.[0-9]* /# T /' t u
00000000 = 4e
00000004 = 00
00000008 = 00000001
> # physmon
> # target demo
width b; base 0x0; endian native
noread =0x00001004..0x0000100f
noread =0x00002000..0x00002003
noread =0x00002008..0x0000200b
r 4
> # T 00000004 = 00
> # physmon
> # target demo
width b; base 0x0; endian native
noread =0x00001004..0x0000100f
noread =0x00002000..0x00002003
noread =0x00002008..0x0000200b
q
> # physmon
> # target demo
width b; base 0x0; endian native
noread =0x00001004..0x0000100f
noread =0x00002000..0x00002003
noread =0x00002008..0x0000200b
wd 8 1
r 8
> # T 00000008 = 00000001

# As text whatever the format is; where it goes; in a dry run nothing is logged.
$ physmon --json -t demo -c 'log; log t; r 0; log; log --off; log'; sed 1,4d t | sed 's/^# [0-9]*\.[0-9]* /# T /'
{"addr":"0x00000000","width":8,"value":"0x4e"}
{"log":"t"}
noread =0x00002000..0x00002003
noread =0x00002008..0x0000200b
r 0
> # T 00000000 = 4e
> # T t

$ physmon -n -t demo -c 'log t; r 0'; ls
read8 00000000

# Only into regular files; what is allowed stands in it.
$ mkfifo f; physmon -k -t demo -c 'log f; log /dev/null; log no/t; log .; r 0' 2>&1
physmon: <-c>:1:5: f is not a regular file
physmon: <-c>:1:12: /dev/null is not a regular file
physmon: <-c>:1:27: no/t can't be written: No such file or directory
physmon: <-c>:1:37: . can't be written: Is a directory
00000000 = 4e
= 1

$ physmon -t demo -c 'log --off t'
! physmon: <-c>:1:11: log --off takes no file: the log ends wherever it goes
= 2

$ physmon --allow=ram,noread -t demo -c 'log t'; grep allow t
allow ram
allow noread

# A full disk fails the command that meets it, once, and ends the log; a part of a line is taken back.
$ ulimit -f 1; physmon -k -t demo -c 'log t; repeat 100 "rd 0"; repeat 1000 "rd 0"; rb 0; log' | tail -n 1; tail -n 1 t
$ x=$(printf %0600d 1); physmon -t demo -c "log u; echo $x; echo $x; rb 0"
@ only native
00000000 = 4e
repeat 100 "rd 0"
! physmon: <-c>:1:8: t can't be written: File too large; the log ends
! physmon: <-c>:1:8: u can't be written: File too large; the log ends, and this command was not run
= 1


# Numbers that could be names where it is run again have 0x; so do those of the state. What is a name, a word or a text stays.
$ printf 'def SCR deadbee0\nbase adc\nwidth b\nlog t\nr add\nd =add 10\nw 8ac bad be\nfind ad..adc be\nnoread =ad 4\nw dad[3:0] a\nwidth d\nw SCR-deadbee0 f\nsnap a c 4\nw.b 5000 a b; r.b 5000\n\nd ad0 10\n\n' >in
$ physmon -q -k -t demo <in >first 2>/dev/null || true; grep -v '^#' t | grep -v '^noread =0x0000[12]'
$ printf 'def A 0;def ADD 0;def BE 0;def BAD 0;def DAD 0;def "AD" 0;def ADC 0;def adc 0;def ad0 0;def C 0;def F 0\n' | cat - t >u; physmon -k -t demo -f u >second 2>/dev/null || true; diff first second && wc -l <second
width b; base 0xadc; endian native
def SCR 0xdeadbee0
r 0xadd
d =0xadd 10
find 0xad..0xadc 0xbe
noread =0xad 4
w 0xdad[3:0] 0xa
width d
w SCR-deadbee0 0xf
snap a 0xc 4
w.b 5000 0xa 0xb
r.b 5000
d 0xad0 10
5

# Quotes and backslashes of a name are escaped, byte by byte.
$ physmon -t none -c 'def "a\"b\\c" 10; log t; ? 1'; grep def t | od -An -c
0x1 = 0t1 = 0y1
7    3
0000 0001
   d   e   f       "   a   \   "   b   \   \   c   "       0   x
   0   0   0   0   0   0   1   0  \n
