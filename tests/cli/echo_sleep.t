# echo prints its words with a blank between; quotes keep blanks, and \" \\ \n \xNN are escapes in them.
$ physmon -t none
< echo
< echo a  b	c
< echo "a  b"  c
< echo "a;b" # c
< echo a#b
< echo "#"
< echo "say \"hi\" \\ \x41\x42"
< echo "two\nlines"
< echo "ends\n"
< echo ""
< echo "" a
< echo 0x10 1+1 zz $ . @x =
< echo "é"
< echo \n
>
a b c
a  b c
a;b
a#b
> #
say "hi" \ AB
two
lines
ends
>
 a
0x10 1+1 zz $ . @x =
é
\n

# In order with results and errors.
$ physmon -k -t demo -c 'echo a; r 0; echo b; r 4000; echo c' 2>&1
a
00000000 = 4e
b
00004000 = --
physmon: <-c>:1:22: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
c
= 1

# sleep takes decimal times.
$ physmon -t none -c 'sleep 0; sleep 1; sleep 10ms; sleep 100us; sleep 0s; echo done'
done

$ physmon -t none -k
< sleep
< sleep x
< sleep -1
< sleep 1.5s
< sleep 0x10
< sleep ff
< sleep 10m
< sleep 1 2
< sleep 1 s
< sleep ms
< sleep 99999999999999999999
< sleep 9999999999999999s
< sleep 1S
! physmon: <stdin>:1:6: sleep needs more operands: sleep TIME
! physmon: <stdin>:2:7: x is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:3:7: -1 is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:4:7: 1.5s is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:5:7: 0x10 is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:6:7: ff is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:7:7: 10m is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:8:9: sleep takes no more operands: sleep TIME
! physmon: <stdin>:9:9: sleep takes no more operands: sleep TIME
! physmon: <stdin>:10:7: ms is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:11:7: 99999999999999999999 is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:12:7: 9999999999999999s is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
! physmon: <stdin>:13:7: 1S is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, 500ns nanoseconds
= 2

# It waits that long, and what was printed is out before.
$ mkfifo p
$ physmon -t none -c 'echo a; sleep 30s; echo b' >p &
$ head -n 1 p; kill $!
@ only native
a
