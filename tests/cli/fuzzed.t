# What fuzzing found: each of these once did something else.

# nothing was read, and nothing was said
$ physmon -t demo -w d -c 'd fffffffffffffffd'
!~ physmon: <-c>:1:1: fffffffffffffffd is not aligned for a 32-bit access: .*
= 1

# a range may begin before base
$ physmon -t demo -c 'base 8004; d -4..3'
00008000: 54 68 69 73 20 69 73 20                          This is 

$ physmon -t demo -c 'r 0; d 20..10'
! physmon: <-c>:1:10: the range ends before it begins
= 2

$ physmon -t demo -c 'r 0; d =-4..3'
! physmon: <-c>:1:11: the range ends before it begins
= 2

# a length that turns out to be 0 left out everything there is
$ physmon -t demo -c 'r 8100; noread 0 $; noread'
00008100 = 00
! physmon: <-c>:1:18: a length of 0 is nothing to leave out
= 1

# sleep cut nanoseconds off, and poll knew none
$ physmon -k -t demo -c 'sleep 1500ns; poll 8 1 500ns; poll 8 0 500ns'
! physmon: <-c>:1:15: 00000008 reads 00, not 01 after 1 us
= 3
