# By any access that brings the neighbour's bits, and in pictures, too; bits above 63 are no place.
$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>0</baseAddress><registers><register><name>R</name><size>8</size><addressOffset>0</addressOffset><fields><field><name>LO</name><bitRange>[3:0]</bitRange></field><field><name>HI</name><bitRange>[11:8]</bitRange></field>\n<field><name>FAR</name><bitRange>[70:66]</bitRange></field><field><name>F%%s</name><dim>3</dim><dimIncrement>8</dimIncrement><bitOffset>55</bitOffset></field></fields></register></registers></peripheral></peripherals></device>' >outside.svd; physmon -k -t demo -s outside.svd
@ only expat
< r.16 P.R
< fields P.R 4e; fields P.R.HI 4e
< fields P.R
< r -v P.R
< decode 0 4e
00000000 = 4f4e  P.R
00000000[3:0] = e  LO
00000000 = 4e  P.R
  7  6  5  4  3  2  1  0
+-----------+-----------+
| 0  1  0  0| 1  1  1  0|
+-----------+-----------+
              LO = e
00000000 = 4e  P.R
  7  6  5  4  3  2  1  0
+-----------------------+
| 0  1  0  0  1  1  1  0|
+-----------------------+
00000000 8 rw P.R
  7  6  5  4  3  2  1  0
+-----------+-----------+
|           |rw rw rw rw|
+-----------+-----------+
              LO
00000000 = 4e  P.R
  7  6  5  4  3  2  1  0
+-----------+-----------+
| 0  1  0  0| 1  1  1  0|
+-----------+-----------+
              LO = e
00000000 = 4e  P.R
  7  6  5  4  3  2  1  0
+-----------+-----------+
| 0  1  0  0| 1  1  1  0|
+-----------+-----------+
              LO = e
00000000 = 0000004e  SYSID.ID
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  0  0  0  0  0  0  0|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------------+
| 0  0  0  0  0  0  0  0  0  1  0  0  1  1  1  0|
+-----------------------------------------------+
! physmon: outside.svd:2:1: a field without a place in bits 63 to 0 is left out, and 1 more
! physmon: 3 fields of P.R left out: outside its 8 bits, so the description is wrong
! physmon: 3 fields of P.R left out: outside its 8 bits, so the description is wrong
! physmon: 1 field of P.R left out: outside its 8 bits, so the description is wrong
! physmon: 3 fields of P.R left out: outside its 8 bits, so the description is wrong
! physmon: 3 fields of P.R left out: outside its 8 bits, so the description is wrong
! physmon: 3 fields of P.R left out: outside its 8 bits, so the description is wrong

$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>0</baseAddress><registers><register><name>R</name><size>8</size><addressOffset>0</addressOffset><fields><field><name>LO</name><bitRange>[3:0]</bitRange></field><field><name>HI</name><bitRange>[11:8]</bitRange></field></fields></register></registers></peripheral></peripherals></device>' >outside.svd; physmon --json -t demo -s outside.svd -c 'fields P.R 4e; fields P.R; r.16 P.R'
@ only expat
{"addr":"0x00000000","value":"0x4e","name":"P.R","width":8}
{"addr":"0x00000000","bits":"3:0","value":"0xe","changed":false,"field":"LO","meaning":"","name":"P.R"}
{"note":"1 field of P.R left out: outside its 8 bits, so the description is wrong"}
{"addr":"0x00000000","width":8,"access":"rw","name":"P.R","description":"","reset":null,"state":"unknown","reset_mask":null,"state":"unknown","reset_of":"register"}
{"name":"P.R","field":"LO","bits":"3:0","access":"rw","mark":"rw","description":""}
{"note":"1 field of P.R left out: outside its 8 bits, so the description is wrong"}
{"addr":"0x00000000","value":"0x4f4e","name":"P.R","width":16}
{"addr":"0x00000000","bits":"3:0","value":"0xe","changed":false,"field":"LO","meaning":"","name":"P.R"}
{"note":"1 field of P.R left out: outside its 8 bits, so the description is wrong"}

# No values of more than 64 bits: such registers are listed with their size, and refused by name.
$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>0x8000</baseAddress><registers><register><name>WIDE</name><addressOffset>0</addressOffset><size>128</size><fields><field><name>F</name><bitRange>[7:0]</bitRange></field></fields></register><register><name>R</name><addressOffset>16</addressOffset><size>64</size><access>write-only</access></register></registers></peripheral></peripherals></device>' >wide.svd; physmon -k -t demo -s wide.svd
@ only expat 64bit
< regs P
< regs --def P.WIDE
< d P
< fields P.WIDE
< fields P.WIDE 123456789abcdef0
< fields P.WIDE.F 1
< decode 8000 1
< r P.WIDE
< w P.WIDE F=1
< fields P.R 123456789abcdef0 ; def Q 8000 65536 ; fields Q 1
00008000 128 rw P.WIDE
00008010 64 wo P.R
def P.WIDE 00008000 128
def P.WIDE.F [7:0]
00008000 = ~~~~~~~~~~~~~~~~  P.WIDE
00008010 = ~~~~~~~~~~~~~~~~  P.R
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: 1 register was left out: no access has its size
! physmon: <stdin>:4:8: P.WIDE has 128 bits: a value of more than 64 can't be shown
! physmon: <stdin>:5:8: P.WIDE has 128 bits: a value of more than 64 can't be shown
! physmon: <stdin>:6:8: P.WIDE has 128 bits: a value of more than 64 can't be shown
! physmon: <stdin>:7:8: P.WIDE has 128 bits: a value of more than 64 can't be shown
! physmon: <stdin>:8:3: P.WIDE has 128 bits, which is no size of an access: r.32 reaches a part of it
! physmon: <stdin>:9:3: P.WIDE has 128 bits, which is no size of an access: w.32 reaches a part of it
! physmon: <stdin>:10:57: Q has 65536 bits: a value of more than 64 can't be shown
= 2

# A description without registers.
$ echo '<device/>' >empty.svd; physmon -k -t file:empty.svd -s empty.svd
@ only expat
< regs
< regs --def
< regs X
< fields X
< find-reg X
< r X.Y
! physmon: <stdin>:1:1: no registers are described
! physmon: <stdin>:2:1: no registers are described
! physmon: <stdin>:3:6: no register's name matches X
! physmon: <stdin>:4:8: no register is called X: find-reg searches
! physmon: <stdin>:5:1: no register's name or description holds X
! physmon: <stdin>:6:3: X.Y is neither a number nor a known name
= 2

# Registers with one name told apart by their alternateGroup.
$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>0x8000</baseAddress><registers><register><name>R</name><addressOffset>0</addressOffset></register><register><name>R</name><alternateGroup>HOST</alternateGroup><addressOffset>4</addressOffset><fields><field><name>F</name><bitRange>[7:0]</bitRange></field></fields></register><register><name>S</name><alternateGroup>HOST</alternateGroup><addressOffset>8</addressOffset></register></registers></peripheral><peripheral derivedFrom="P"><name>Q</name><baseAddress>0x9000</baseAddress></peripheral></peripherals></device>' >alternate.svd; physmon -t demo -s alternate.svd
@ only expat
< svd alternate.svd; regs P; regs Q
< ? Q.R_HOST; regs --def P.R_HOST
00008000 32 rw P.R
00008004 32 rw P.R_HOST
00008008 32 rw P.S
00009000 32 rw Q.R
00009004 32 rw Q.R_HOST
00009008 32 rw Q.S
0x9004 = 0t36868 = 0y1001000000000100
15   11   7    3
1001 0000 0000 0100
def P.R_HOST 00008004 d
def P.R_HOST.F [7:0]

# What a description holds in vain is told, once.
$ printf '<device><peripherals>\n<peripheral><name>NONE</name></peripheral>\n<peripheral><name>P</name><baseAddress>0</baseAddress><registers><register><name>R</name></register></registers></peripheral><peripheral derivedFrom="P"><name>Q</name></peripheral></peripherals></device>' >none.svd; physmon -t file:none.svd -s none.svd -c regs
@ only expat
! physmon: none.svd:2:1: a peripheral without baseAddress is left out, and 1 more
! physmon: <-c>:1:1: no registers are described
= 2

$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>8000</baseAddress><registers><register><name>OLD</name><addressOffset>0</addressOffset></register></registers></peripheral><peripheral><name>P</name><baseAddress>8000</baseAddress><registers><register><name>NEW</name><addressOffset>0</addressOffset></register><register><name>X</name></register></registers></peripheral></peripherals></device>' >twice.svd; physmon -t file:twice.svd -c "svd twice.svd; regs"
@ only expat
00001f40 32 rw P.NEW
! physmon: twice.svd:1:321: a register without addressOffset is left out; 1:184: peripheral P is described twice: the later one counts

# Registers and peripherals of one name: each has a name of its own. What has none is left out, and no word is.
$ printf '<device><peripherals>\n<peripheral><name>P</name><baseAddress>0x8000</baseAddress><registers><register><name>R</name><alternateGroup>G</alternateGroup><addressOffset>0</addressOffset></register><register><name>R</name><alternateGroup>G</alternateGroup><addressOffset>4</addressOffset></register><register><name>R</name><alternateGroup>G</alternateGroup><addressOffset>8</addressOffset></register></registers></peripheral>\n<peripheral><name>P</name><baseAddress>0x9000</baseAddress><registers><register><name>R</name><addressOffset>0</addressOffset></register></registers></peripheral>\n<peripheral><name>P</name><baseAddress>0xa000</baseAddress></peripheral></peripherals></device>' >same.svd; physmon -t none -s same.svd -c 'svd same.svd; regs; ? P_3; regs P_2'
@ only expat
00008000 32 rw P.R
00008004 32 rw P.R_G
00008008 32 rw P.R_G_2
00009000 32 rw P_2.R
0xa000 = 0t40960 = 0y1010000000000000
15   11   7    3
1010 0000 0000 0000
00009000 32 rw P_2.R
! physmon: same.svd:3:1: a second peripheral P, at 9000, is called P_2, and 1 more
! physmon: same.svd:3:1: a second peripheral P, at 9000, is called P_2, and 1 more

$ printf '<device><peripherals>\n<peripheral><name>P</name><baseAddress>0x8000</baseAddress><registers><register><addressOffset>0</addressOffset></register>\n<register/><register><name>R</name><addressOffset>0</addressOffset><access>foo</access>\n<readAction>bar</readAction><fields><field><bitRange>[1:0]</bitRange></field></fields></register><register><name>X</name></register></registers></peripheral></peripherals></device>' >words.svd; physmon -t none -s words.svd -c 'regs; ? P'
@ only expat
00008000 32 rw P.R
0x8000 = 0t32768 = 0y1000000000000000
15   11   7    3
1000 0000 0000 0000
! physmon: words.svd:4:98: a register without addressOffset is left out; 2:71: a register without name is left out, and 2 more; 3:68: the unknown access "foo" is ignored, and 1 more

# What the device says of the reset of all registers isn't known of one; a mask of 0 says nothing.
$ printf '<device><resetValue>5</resetValue><peripherals><peripheral><name>P</name><baseAddress>0x8000</baseAddress><registers><register><name>ANY</name><addressOffset>0</addressOffset></register><register><name>OWN</name><addressOffset>4</addressOffset><resetValue>6</resetValue><resetMask>0xff</resetMask></register><register><name>NONE</name><addressOffset>8</addressOffset><resetMask>0</resetMask></register></registers></peripheral></peripherals></device>' >reset.svd; physmon -t none -s reset.svd
$ physmon -t none -s reset.svd -c 'regs --def' >reset.def; physmon -t none -f reset.def
@ only expat
< fields P.OWN
< regs --def P
00008004 32 rw P.OWN
after reset 00000006 where 000000ff has a 1
 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16
+-----------------------------------------------+
|rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw|
+-----------------------------------------------+
 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0
+-----------------------------------------------+
|rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw rw|
+-----------------------------------------------+
def P.ANY 00008000 d default-reset=5
def P.OWN 00008004 d reset=6/ff
def P.NONE 00008008 d default-reset=5/0

$ printf '<device><resetValue>5</resetValue><peripherals><peripheral><name>P</name><baseAddress>0x8000</baseAddress><registers><register><name>ANY</name><addressOffset>0</addressOffset></register><register><name>OWN</name><addressOffset>4</addressOffset><resetValue>6</resetValue><resetMask>0xff</resetMask></register><register><name>NONE</name><addressOffset>8</addressOffset><resetMask>0</resetMask></register></registers></peripheral></peripherals></device>' >reset.svd; physmon -t none -s reset.svd -c 'fields P.ANY; fields P.NONE' | grep -e P. -e reset; physmon -t none -s reset.svd --json -c 'fields P.ANY; fields P.OWN'
@ only expat
00008000 32 rw P.ANY
after reset, by the device's default, 00000005
00008008 32 rw P.NONE
{"addr":"0x00008000","width":32,"access":"rw","name":"P.ANY","description":"","reset":"0x00000005","reset_mask":"0xffffffff","reset_of":"device"}
{"addr":"0x00008004","width":32,"access":"rw","name":"P.OWN","description":"","reset":"0x00000006","reset_mask":"0x000000ff","reset_of":"register"}

# Packed files, blanks before the declaration, a byte of another encoding.
$ gzip -c $TESTS/cli/board.svd >board.svd.gz; physmon -t demo -s board.svd.gz -c 'regs UART0.LCR'
@ only expat zlib
00008003 8 rw UART0.LCR

$ head -c 3000 $TESTS/cli/board.svd | gzip >>two.gz; tail -c +3001 $TESTS/cli/board.svd | gzip >>two.gz; physmon -t demo -s two.gz -c 'regs UART0.LCR'
@ only expat zlib
00008003 8 rw UART0.LCR

$ for before in '\n\357\273\277' '\357\273\277\n' ' \357\273\277' '\357\273\277'; do for head in '<?xml version="1.0"?>' ''; do printf "$before$head<device><peripherals><peripheral><name>P</name></peripheral></peripherals></device>" >mark.svd; physmon -t none -s mark.svd -c '? 1' >/dev/null; done; done
@ only expat
! physmon: mark.svd:2:43: a peripheral without baseAddress is left out
! physmon: mark.svd:2:22: a peripheral without baseAddress is left out
! physmon: mark.svd:2:43: a peripheral without baseAddress is left out
! physmon: mark.svd:2:22: a peripheral without baseAddress is left out
! physmon: mark.svd:1:43: a peripheral without baseAddress is left out
! physmon: mark.svd:1:22: a peripheral without baseAddress is left out
! physmon: mark.svd:1:43: a peripheral without baseAddress is left out
! physmon: mark.svd:1:22: a peripheral without baseAddress is left out

$ printf '\n \n<?xml version="1.0"?>\n<device><peripherals><peripheral><name>P</name><baseAddress>0x80b5</baseAddress><description>10 \265s</description></peripheral></peripherals></device>' >odd.svd; physmon -t none -s odd.svd -c '? P'
@ only expat
0x80b5 = 0t32949 = 0y1000000010110101
15   11   7    3
1000 0000 1011 0101
! physmon: odd.svd: 1 byte that is no UTF-8 is read as ?

# What is no SVD file is said to be what it is, at its own line.
$ for text in '' ' \n' 'PK\3\4rest' 'version https://git-lfs.github.com/spec/v1\n' '<!DOCTYPE html>\n<p>' '<html>' '\n\n<?xml version="1.0"?>\n<ipxact:component/>' '<device>\n<name>cut' '\37\213\10' '\n\357\273\277 <html>' '{ "a": 1 }' '[1]' '\3757zXZ' '\50\265\57\375' 'BZh9' '%%PDF-1.7' '\177ELF'; do printf "$text" >other.svd; physmon -t none -s other.svd -c '? 1' || :; done
@ only expat zlib
! physmon: other.svd: this is no SVD file: it is empty
! physmon: other.svd: this is no SVD file: it is empty
! physmon: other.svd: this is no SVD file: it is a zip archive, as CMSIS packs are: unzip it, the .svd file is in it
! physmon: other.svd: this is no SVD file: it is a pointer of Git LFS: 'git lfs pull' brings the file
! physmon: other.svd: this is no SVD file: it is HTML: a web page was saved in place of the file
! physmon: other.svd: this is no SVD file: it is HTML: a web page was saved in place of the file
! physmon: other.svd:4:1: this is no SVD file: it begins with <ipxact:component>, not with <device>; IP-XACT can't be read
! physmon: other.svd:2:10: no element found: the file is cut off
! physmon: other.svd can't be unpacked: it is a damaged or cut gzip file
! physmon: other.svd: this is no SVD file: it is HTML: a web page was saved in place of the file
! physmon: other.svd: this is no SVD file: it is JSON
! physmon: other.svd: this is no SVD file: it is JSON
! physmon: other.svd: this is no SVD file: it is packed by xz: unpack it by 'unxz'
! physmon: other.svd: this is no SVD file: it is packed by zstd: unpack it by 'unzstd'
! physmon: other.svd: this is no SVD file: it is packed by bzip2: unpack it by 'bunzip2'
! physmon: other.svd: this is no SVD file: it is a PDF document
! physmon: other.svd: this is no SVD file: it is an ELF file, a program

# What has several names at one address is read once for each width, and printed under each name.
$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>0x8000</baseAddress><registers><register><name>A</name><addressOffset>0</addressOffset></register><register><name>B</name><addressOffset>0</addressOffset><size>8</size></register><register><name>C</name><addressOffset>0</addressOffset></register></registers></peripheral></peripherals></device>' >names.svd; physmon -t demo -s names.svd --trace -c 'w P.A 0; d P'
@ only expat
00008000 = 00000000  P.A
00008000 = 00  P.B
00008000 = 00000000  P.C
! write32 00008000 00000000
! read32 00008000
! read8 00008000

# No command looks at an operand that was left out.
$ echo '<device/>' >empty.svd; physmon -t none -c help | sed -n 's/^\([a-z][a-z-]*\).*/\1/p' >commands; test -s commands; while read c; do physmon -r -t file:empty.svd -s empty.svd -c "$c" >out 2>&1 </dev/null || [ $? -lt 4 ] || echo "$c: $?"; done <commands
@ only expat

# A field with bits that its register doesn't have is left out, and no width is offered that would reach a neighbour.
$ printf '<device><peripherals><peripheral><name>P</name><baseAddress>0x1000</baseAddress><registers><register><name>R</name><addressOffset>0</addressOffset><size>32</size><fields><field><name>LO</name><bitRange>[3:0]</bitRange></field><field><name>HI</name><bitRange>[35:32]</bitRange></field><field><name>X</name><bitRange>[33:30]</bitRange></field></fields></register></registers></peripheral></peripherals></device>' >outside.svd; truncate -s 8k mem; physmon -k --trace -t file:mem -s outside.svd
@ only expat
< w P.R HI=1
< r P.R.HI
< rq P.R.HI
< w P.R.X 1
< poll P.R.HI 1
< r P.R[35:32]
< r P.R
00001000 = 00000000  P.R
00001000[3:0] = 0  LO
! physmon: <stdin>:1:7: P.R.HI has bit 35, and P.R has 32 bits: the description is wrong
! physmon: <stdin>:2:3: P.R.HI has bit 35, and P.R has 32 bits: the description is wrong
! physmon: <stdin>:3:4: P.R.HI has bit 35, and P.R has 32 bits: the description is wrong
! physmon: <stdin>:4:3: P.R.X has bit 33, and P.R has 32 bits: the description is wrong
! physmon: <stdin>:5:6: P.R.HI has bit 35, and P.R has 32 bits: the description is wrong
! physmon: <stdin>:6:3: P.R has 32 bits, no bit 35
! read32 00001000
! physmon: 2 fields of P.R left out: outside its 32 bits, so the description is wrong
= 2
