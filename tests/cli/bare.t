# Values only, for shells.
$ physmon --bare -t demo -c 'r 8000; rd 0 2; rw 4'
0x54
0x504d4f4e
0x00000100
0x0100

$ echo $(( $(physmon --bare -t demo -c 'rd 0') & 0xff ))
78

$ physmon --bare -t demo -c 'd 0 14; dd 0 8; ? 83'
0x4e 0x4f 0x4d 0x50 0x00 0x01 0x00 0x00 0x00 0x00 0x00 0x00 0x01 0x00 0x00 0x00
0x00 0x00 0x00 0x00
0x504d4f4e 0x00000100
0x83

# What is no value is not taken for one.
$ physmon --bare -k -t demo -c 'r 4000; rd 3ffc 2; d 1ffe 4'
--
0x00000000
--------
! physmon: <-c>:1:1: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:9: bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
! physmon: <-c>:1:20: 00001ffe is not aligned for a 32-bit access: the next aligned addresses are 00001ffc and 00002000
= 1

# A comparison shows what was read.
$ physmon --bare -t demo -c 'vd 8 5; v 0 1'
0x504d4f4e
= 3

# Settings.
$ physmon --bare -t demo 1000 -c 'base; width; def GPIO 1000; def'
0x00001000
b
0x00001000 GPIO

# Line by line as well, and nothing is added.
$ physmon --bare -t demo
< r 8000
<
< w 8000 1
< r 8000
0x54
0x01

# The last of --bare and --json counts.
$ physmon --json --bare -t demo -c 'r 0'
0x4e
