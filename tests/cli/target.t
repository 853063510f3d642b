# target lists the kinds, the open one marked.
$ physmon -t demo -c target | grep -v "kcore\|pci\|uio\|port\|kmem" | cut -c 1-26 | sed 's/ *$//'
  mem[:cached]
  none
  file:PATH[@ADDR[+SIZE]]
* demo

# It opens another, with base and . at 0 the first time. Names, width and $ stay.
$ printf abcd >f
$ physmon -t demo 8000
@ only littleendian
< def X 1; rw 0
< target file:f; base; width; ? .; ? $
< r X-1
< r
< target none
< ? X
< r 0
00008000 = 6854
00000000
w (16 bits)
0x0 = 0t0 = 0y0
7    3
0000 0000
0x6854 = 0t26708 = 0y110100001010100
15   11   7    3
0110 1000 0101 0100
00000000 = 6261
00000000 = 6261
0x1 = 0t1 = 0y1
7    3
0000 0001
! physmon: <stdin>:7:1: none has no bus, so nothing is at 00000000: open another with 'target' or -t
= 1

# If it can't be opened, the old one stays as it was.
$ physmon -k -t demo 8000 -c 'r 0; target nosuch; target file:nosuch; target file:; target demo:x; base; ? .; r 1'
00008000 = 54
00008000
0x8001 = 0t32769 = 0y1000000000000001
15   11   7    3
1000 0000 0000 0001
00008001 = 68
!~ physmon: <-c>:1:13: unknown target nosuch: the targets are mem, .*
! physmon: <-c>:1:28: can't open nosuch: No such file or directory
! physmon: <-c>:1:48: target file needs a path: file:PATH[@ADDR[+SIZE]]
! physmon: <-c>:1:62: target demo takes nothing after its name, not even ":x"
= 1

# The specification is a word or a text; the last @ counts if a number follows.
$ printf abcd >'a b'; printf efgh >'c@x'; printf ijkl >'e@40'
$ physmon -t none
< target "file:a b@100"; r 100
< target file:c@x; r 0
< target file:c@x@8; r 8
< target file:e@40@40; r 40
< target file:./e@40@0; r 0
00000100 = 61
00000000 = 65
00000008 = 65
00000040 = 69
00000000 = 69

$ physmon -t none -k
< target a b
< target "demo
< target demo.d
! physmon: <stdin>:1:10: target takes no more operands: target [-v] [TARGET]
! physmon: <stdin>:2:8: the text that begins here has no closing quote
!~ physmon: <stdin>:3:8: unknown target demo.d: the targets are mem, .*
= 2

# The demo board is a new one each time.
$ physmon -t demo -c 'w 8000 1; target demo; r 8000'
00008000 = 54

# A file's extent is known, and followed when it grows.
$ printf abcdefgh >f
$ physmon -k -t file:f -c 'r 7; r 8; rd 4; rd 6; rd 8'
@ only littleendian
00000007 = 68
00000004 = 68676665
! physmon: <-c>:1:6: 00000008 is beyond the end of file:f, whose last address is 00000007
! physmon: <-c>:1:17: 00000006 is not aligned for a 32-bit access: the next aligned addresses are 00000004 and 00000008
! physmon: <-c>:1:23: 00000008 is beyond the end of file:f, whose last address is 00000007
= 1

$ printf abcdefgh >f
$ : >out
$ { echo 'r 7'; until grep -q 7 out; do sleep 0.05; done; printf ijkl >>f; echo 'r 8; d 8'; } | physmon -t file:f >out; cat out
00000007 = 68
00000008 = 69
00000008: 69 6a 6b 6c                                      ijkl

# Two targets on one file.
$ printf abcdefgh >f
$ physmon -t file:f@1000 -c 'w 1000 31; target file:f; r 0; w 1 32; target file:f@2000; d 2000'
00000000 = 31
00002000: 31 32 63 64 65 66 67 68                          12cdefgh

# -v lists the windows that are mapped, by address, as /proc/self/maps has them.
$ printf abcdefgh >f; dd if=/dev/zero of=g bs=1 count=0 seek=8388608 2>/dev/null
$ physmon -t file:f@1000 -c 'target -v; r 1001; target -v; target -v file:g; r 700000; r 0; target -v'
00001001 = 62
~ 00001000-0000[0-9a-f]{4} [0-9a-f]+000-[0-9a-f]+fff rw-s /.*/f
00700000 = 00
00000000 = 00
~ 00000000-001fffff [0-9a-f]+000-[0-9a-f]+fff rw-s /.*/g
~ 00600000-007fffff [0-9a-f]+000-[0-9a-f]+fff rw-s /.*/g
! physmon: nothing of file:f@1000 is mapped yet
! physmon: nothing of file:g is mapped yet

$ printf abcdefgh >f
$ physmon --private -t file:f -c 'w 0 1; target -v'; physmon -r --json -t file:f -c 'r 0; target -v' | sed 1d
~ 00000000-0000[0-9a-f]{4} [0-9a-f]+000-[0-9a-f]+fff rw-p /.*/f
~ \{"first":"0x00000000","last":"0x0000[0-9a-f]*","virtual_first":"0x[0-9a-f]+","virtual_last":"0x[0-9a-f]+","permissions":"r--s","path":"/.*/f","type":""\}

$ physmon -t demo -c 'target -v; target none -v'
! physmon: <-c>:1:24: target takes no more operands: target [-v] [TARGET]
= 2

# What may stand after mem.
$ physmon -t mem:x || physmon -t mem: || physmon -t kcore: || physmon -t kcore:phys: || physmon -t kmem: || physmon -t kmem:/ || physmon -t kcore:/dev/null
! physmon: target mem takes nothing but ":cached" after its name, not ":x"
! physmon: target mem takes nothing but ":cached" after its name, not ":"
! physmon: target kcore needs something after its ':': kcore, kcore:phys, kcore:PATH or kcore:phys:PATH
! physmon: target kcore needs something after its ':': kcore, kcore:phys, kcore:PATH or kcore:phys:PATH
! physmon: target kmem needs a path after its ':': kmem or kmem:PATH
! physmon: / is no character device: kmem is for those that map like /dev/kmem
! physmon: can't use /dev/null as a core: it ends within its headers
= 2

# A target's own description comes and goes with it, also in the middle of a text.
$ physmon --demo -k
@ only expat
< r GPIO.DIR
< target none
< r GPIO.DIR
< regs
< target demo
< r GPIO.DIR; target none; r 0
< r GPIO.DIR; target demo; r GPIO.DIR
00001010 = 00000000  GPIO.DIR
00001010 = 00000000  GPIO.DIR
! physmon: <stdin>:3:3: GPIO.DIR is neither a number nor a known name
! physmon: <stdin>:4:1: no registers are known: -s FILE or 'svd FILE' loads a description of the chip (CMSIS-SVD)
! physmon: <stdin>:6:26: none has no bus, so nothing is at 00000000: open another with 'target' or -t
! physmon: <stdin>:7:3: GPIO.DIR is neither a number nor a known name
= 2
$ physmon -t none -k -c 'target demo; r GPIO.DIR; target none' -c 'repeat 1 "target demo; r GPIO.DIR"' -c 'r GPIO.IN'
@ only expat
00001010 = 00000000  GPIO.DIR
00001010 = 00000000  GPIO.DIR
00001014 = 0000a5c3  GPIO.IN
$ physmon -t none -k
@ only expat
< r GPIO.DIR
< target demo; r GPIO.DIR; svd nosuch
< target demo; r GPIO.DIR
< target demo
< v GPIO.DIR 1
00001010 = 00000000  GPIO.DIR
! physmon: <stdin>:1:3: GPIO.DIR is neither a number nor a known name
! physmon: <stdin>:2:30: nosuch can't be read: No such file or directory
= 2

# What noread added, and base, are kept for each target of a session.
$ printf '%64s' | tr ' ' a >a; cp a b; physmon -t file:a -k
< base 10; noread 20 4; target file:b; base; noread; base 4
< target file:a; base; noread; d =1c 8; r
< target file:nosuch
< target file:b; base; r .
< target file:a; target file:a; base; noread
00000000
00000010
00000030-00000033 noread
0000001c: 61 61 61 61 61 61 61 61                          aaaaaaaa
00000024 = 61
00000004
00000004 = 61
00000010
00000030-00000033 noread
! physmon: <stdin>:3:8: can't open nosuch: No such file or directory
= 1

# . begins at base, or without one at the target's first address.
$ printf '%64s' | tr ' ' a >a; physmon -t file:a@4c000000 -c 'd . 10; ? .' ; physmon -t file:a@4c000000 4c000010 -c 'd . 4'
$ printf '%64s' | tr ' ' a >a; physmon -t file:a@4c000000
< d
4c000000: 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
0x4c000010 = 0t1275068432 = 0y1001100000000000000000000010000
31   27   23   19   15   11   7    3
0100 1100 0000 0000 0000 0000 0001 0000
4c000010: 61 61 61 61                                      aaaa
4c000000: 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
4c000010: 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
4c000020: 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa
4c000030: 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61 61  aaaaaaaaaaaaaaaa

# 0b, as elsewhere; what may be a file.
$ head -c 64 /dev/zero >dump.bin; for t in file:dump.bin@0b1000 file:dump.bin@1000+0b1 dump.bin dump.hex nodump; do physmon -t $t -c 'r 0' || true; done
! physmon: 0b1000 can be read in two ways: write 0xb1000, or the binary number in hexadecimal
! physmon: 0b1 can be read in two ways: write 0xb1, or the binary number in hexadecimal
! physmon: dump.bin is a path: open it as file:dump.bin
! physmon: unknown target dump.hex: the targets are mem, none, file, kcore, kmem, demo, pci, uio, port; a file is file:dump.hex
! physmon: unknown target nodump: the targets are mem, none, file, kcore, kmem, demo, pci, uio, port

# What touches no target needs none: the default that can't be opened is told by the first command that does.
$ physmon -c '? 1+1; def A 10; base 4; base; map; pci' | sed -n 1,4p
$ physmon -k -c 'map; r 0; w 10 1; def LED 1; rd LED; find 0 10 1; target' 2>&1 | grep -c '^physmon: <-c>:1:[0-9]*: can.t open /dev/mem'
$ physmon -c 'r 0; echo unseen' 2>/dev/null || echo $?
$ physmon --json -c 'w 0 1' 2>/dev/null | sed "s/can't open[^\"]*/ /" || true
$ echo 'rd 0' | physmon >/dev/null 2>&1 || echo $?
$ physmon -k -c 'r 0; target none; r 0' 2>&1 | tail -n 1
$ physmon -t mem -c '? 1' 2>/dev/null || echo $?
$ physmon --gdb 2>/dev/null </dev/null || echo $?
@ only nomem
0x2 = 0t2 = 0y10
7    3
0000 0010
00000004
4
2
{"error":" ","source":"<-c>","line":1,"column":1,"status":2}
2
physmon: <-c>:1:19: none has no bus, so nothing is at 00000000: open another with 'target' or -t
2
2
