# help lists every command, in at most 79 columns.
$ physmon -t none -c help | sed '/^ /d; s/[^a-z?-].*//'
d
r
w
v
e
set
clr
tgl
mod
fill
copy
cmp
crc
find
save
load
test
base
width
def
allow
noread
endian
target
svd
regs
find-reg
fields
decode
map
whatis
pci
poll
expect
watch
sample
snap
diff
log
repeat
time
?
help
echo
sleep
source
history
q
exit
help

$ physmon -t none -c help | awk 'length > 79'
@ needs awk

# Each has more to tell, and fits too.
$ for c in d r w v '?' q base width target allow noread help source echo sleep endian def history quit poll expect repeat time snap diff log sample watch regs find-reg fields decode; do
$   physmon -t none -c "help $c" | head -n 1 | cut -d: -f1
$   physmon -t none -c "help $c" | awk 'length > 79' >&2
$ done
@ needs awk
d[bwdq] [ADDR [LENGTH]]
r[bwdq] [-v] [ADDR [COUNT [STEP]]]
w[bwdq] ADDR VALUE...
v[bwdq] ADDR VALUE
? [EXPR]
q, quit
base [ADDR]
width [WIDTH]
target [-v] [TARGET]
allow [WHAT]...
noread [ADDR [LENGTH]]
help [COMMAND]
source FILE
echo [TEXT]...
sleep TIME
endian [ORDER]
def [NAME ADDR] [WIDTH]...
history
q, quit
poll[.WIDTH] ADDR [MASK] VALUE [TIME]
expect[.WIDTH] ADDR [MASK] VALUE
repeat N COMMANDS
time COMMANDS
snap[.WIDTH] [-i FILE] [-o FILE] [NAME [ADDR LENGTH]]
diff NAME [NAME]
log [--off] [FILE]
sample[.WIDTH] [-n N] [-t TIME] [-i TIME] [-m N] [-o FILE] [--bits] ADDR...
watch[.WIDTH] [-n TIME] ADDR [LENGTH]
regs [--def] [GLOB]
find-reg TEXT
fields REG [VALUE]
decode ADDR VALUE

# Topics; the demo board's map.
$ physmon -t none -c 'help numbers; help addresses; help widths; help demo' | awk 'length > 79'
@ needs awk

$ physmon -t none -c 'help demo' | grep -E '^ *(0000|2000|3000)'
0000-0fff SYSID, takes accesses of 8, 16 and 32 bits
  0000 ID        RO   504d4f4e
2000-2fff UART, takes accesses of 8, 16 and 32 bits; its line is looped back
  2000 DATA      RW   reading takes a byte from the FIFO, writing puts one in;
3000-3fff TIMER, takes accesses of 32 bits only; others are bus errors
  3000 LOAD      RW   microseconds to count

$ physmon -t none -k
< help zz
< help r d
< help R
< help rd
< help he
! physmon: <stdin>:1:6: there is no help on zz: 'help' lists what there is
! physmon: <stdin>:2:8: help takes no more operands: help [COMMAND]
! physmon: <stdin>:3:6: there is no help on R: 'help' lists what there is
! physmon: <stdin>:4:6: there is no help on rd: 'help' lists what there is
! physmon: <stdin>:5:6: there is no help on he: 'help' lists what there is
= 2

# Without a target that could be opened there is help all the same: the option.
$ physmon --help | head -n 1
usage: physmon [OPTION]... [BASE]

$ physmon --help | awk 'length > 79'
@ needs awk
