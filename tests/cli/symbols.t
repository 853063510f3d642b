# A symbol of the kernel is a name: with sym: anywhere, quoted where it isn't spelt like one.
$ printf '%s\n' 'ffffffff81000000 T _text' 'ffffffff81000100 D linux_banner' 'ffffffff81000200 t f.isra.0' >map
$ physmon -t none --symbols=map
< ? sym:linux_banner
< ? sym:linux_banner+8-sym:_text
< ? (sym:"f.isra.0" & fff)
0xffffffff81000100 = 0t18446744071578845440 = 0y1111111111111111111111111111111110000001000000000000000100000000
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1000 0001 0000 0000 0000 0001 0000 0000
0x108 = 0t264 = 0y100001000
15   11   7    3
0000 0001 0000 1000
0x200 = 0t512 = 0y1000000000
15   11   7    3
0000 0010 0000 0000

# Bare where the target's addresses are virtual ones of the kernel, and that while the text is compiled.
$ printf '%s\n' 'ffffffff81000100 D linux_banner' 'ffffffff81000200 D abc' 'ffffffff81000300 D zed' >map
$ physmon -k -t none --symbols=map -c 'target kcore:nosuch; ? abc; ? sym:abc-zed'
0xabc = 0t2748 = 0y101010111100
15   11   7    3
0000 1010 1011 1100
0xffffffffffffff00 = 0t18446744073709551360 = 0y1111111111111111111111111111111111111111111111111111111100000000
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 1111 0000 0000
! physmon: <-c>:1:8: can't open nosuch: No such file or directory
= 1

$ echo 'ffffffff81000100 D linux_banner' >map
$ physmon -t demo --symbols=map -c '? linux_banner'
! physmon: <-c>:1:3: linux_banner is neither a number nor a known name
= 2

$ echo 'ffffffff81000100 D linux_banner' >map
$ physmon -t demo --symbols=map -c 'target kcore:phys; ? linux_banner'
! physmon: <-c>:1:22: linux_banner is neither a number nor a known name
= 2

# What def defines comes first.
$ echo 'ffffffff81000100 D linux_banner' >map
$ physmon -k -t none --symbols=map -c 'def linux_banner 10; target kcore:x; ? linux_banner'
0x10 = 0t16 = 0y10000
7    3
0001 0000
! physmon: <-c>:1:29: can't open x: No such file or directory
= 1

# As an address it is refused where addresses are something else; nothing is touched. As a value it is a number.
$ echo '8010 D low' >map
$ physmon -k -t demo --symbols=map -c 'r sym:low; r sym:low+1 4; w sym:low 1; d sym:low; noread sym:low 4; target kcore:x; r low; r 8010; wd 8010 =sym:low; rd 8010'
00008010 = 6f
00008010 = 00008010
! physmon: <-c>:1:3: 00008010 is a virtual address of the kernel, which demo doesn't take: 'target kcore' does
! physmon: <-c>:1:14: 00008011 is a virtual address of the kernel, which demo doesn't take: 'target kcore' does
! physmon: <-c>:1:29: 00008010 is a virtual address of the kernel, which demo doesn't take: 'target kcore' does
! physmon: <-c>:1:42: 00008010 is a virtual address of the kernel, which demo doesn't take: 'target kcore' does
! physmon: <-c>:1:58: 00008010 is a virtual address of the kernel, which demo doesn't take: 'target kcore' does
! physmon: <-c>:1:76: can't open x: No such file or directory
! physmon: <-c>:1:87: 00008010 is a virtual address of the kernel, which demo doesn't take: 'target kcore' does
= 1

# What can't be told.
$ printf '%s\n' 'ffffffff81000100 t stat' 'ffffffff81000200 t stat [ext4]' 'ffffffff81000300 t once' 'ffffffff81000300 t once' >map
$ physmon -k -t none --symbols=map
< ? sym:stat
< ? sym:nosuch
< ? sym:
< ? sym:"no such"
< ? sym:"
< ? sym:1
< ? sym :once
< ? sim:once
< ? sym:once
0xffffffff81000300 = 0t18446744071578845952 = 0y1111111111111111111111111111111110000001000000000000001100000000
63   59   55   51   47   43   39   35   31   27   23   19   15   11   7    3
1111 1111 1111 1111 1111 1111 1111 1111 1000 0001 0000 0000 0000 0011 0000 0000
! physmon: <stdin>:1:3: stat is the name of 2 symbols: ffffffff81000100, ffffffff81000200 [ext4]
! physmon: <stdin>:2:3: sym:nosuch is not known
! physmon: <stdin>:3:3: a name is missing after sym:
! physmon: <stdin>:4:3: sym:"no such" is not known
! physmon: <stdin>:5:7: the text that begins here has no closing quote
! physmon: <stdin>:6:3: a name is missing after sym:
! physmon: <stdin>:7:3: sym is neither a number nor a known name
! physmon: <stdin>:8:3: sim is neither a number nor a known name
= 2

# The list is read when it is needed, and no sooner.
$ physmon -t none --symbols=nosuch -c '? 1; ? face; def X 1; ? X'
0x1 = 0t1 = 0y1
7    3
0000 0001
0xface = 0t64206 = 0y1111101011001110
15   11   7    3
1111 1010 1100 1110
0x1 = 0t1 = 0y1
7    3
0000 0001

$ physmon -t none --symbols=nosuch -c '? sym:x'
! physmon: <-c>:1:3: can't read the kernel's symbols from nosuch: No such file or directory
= 2

$ echo rubbish >map; printf '%s\n' '0000000000000000 T a' '0000000000000000 T b' >zeros
$ physmon -t none --symbols=map -c '? sym:x' || physmon -t none --symbols=zeros -c '? sym:a'
! physmon: <-c>:1:3: map lists no symbols: ADDRESS TYPE NAME on each line
!~ physmon: <-c>:1:3: the addresses in zeros are hidden \(kernel.kptr_restrict is .\): .* or name a System.map with --symbols
= 2

$ physmon --symbols
! physmon: --symbols needs its FILE
= 2

# whatis tells the symbol that an address lies in, where addresses are virtual ones.
$ printf '%s\n' '1000 t local' '1000 T global' '1100 T next [m]' '9000000 T far' >map
$ physmon -k -t kmem:/dev/zero --symbols=map -c 'whatis global; whatis 10ff; whatis next+4; whatis 900; whatis far; target none; whatis sym:next'
00001000-000010ff global (symbols)
00001000-000010ff global+ff (symbols)
00001100-00001104 next+4 (symbols: module m)
09000000-09000000 far (symbols)
! physmon: <-c>:1:51: nothing is known about 00000900 in this target
! physmon: <-c>:1:88: 00001100 is a virtual address of the kernel, which none doesn't take: 'target kcore' does
= 1
