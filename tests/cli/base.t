# base shows it, or sets it; addresses are relative to it. More in addresses.t.
$ physmon -t demo -c 'base; base 8000; base; r 0; base 8001; r 0'
00000000
00008000
00008000 = 54
00008001 = 68

$ physmon -t demo 8000 -c 'base; r'
00008000
00008000 = 54

$ physmon -t demo 0x8000 -c 'base; r'
00008000
00008000 = 54

$ physmon -t demo 32k -c 'base; r'
00008000
00008000 = 54

$ physmon -t demo 0t32769 -c 'base; r'
00008001
00008001 = 68

$ physmon 8002 -t demo -c 'base; r'
00008002
00008002 = 69

$ physmon -t demo -c 'base' ffffffffffffffff
ffffffffffffffff

# What isn't a number, or isn't one number.
$ physmon -t demo zz -c 'r 0'
! physmon: zz is not the number of a base: a command follows -c (-c 'r zz'), a target -t (-t uio:0, -t file:NAME), a description -s
= 2

$ physmon -t demo 8000 1 -c 'r 0'
! physmon: 1 is one argument too many: BASE is the only one; commands go behind -c
= 2

$ physmon -t demo 10000000000000000 -c 'r 0'
! physmon: 10000000000000000 has more than 64 bits
= 2

$ physmon -t demo 8000+1 -c 'r 0'
! physmon: 8000+1 is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary, 64k has a suffix (k, M, G)
= 2

$ physmon -t demo 0x -c 'r 0'
! physmon: 0x has no digits
= 2

$ physmon -t demo '' -c 'r 0'
! physmon: a number is missing
= 2

# base itself needs no bus and no number.
$ physmon -t none -c 'base 4c000000; base; base .; base; base .+10; base'
4c000000
00000000
00000010

# 8 digits, or as many as it has.
$ physmon -t none -c 'base 0; base; base 123456789; base; base -1; base'
00000000
123456789
ffffffffffffffff

$ physmon -t none -k
< base zz
< base 1 2
< base =
< base $
< base "8000"
! physmon: <stdin>:1:6: zz is neither a number nor a known name
! physmon: <stdin>:2:8: base takes no more operands: base [ADDR]
! physmon: <stdin>:3:7: a number is missing here
! physmon: <stdin>:4:6: $ has no value: nothing has been read yet
! physmon: <stdin>:5:6: unexpected '"'
= 2

# Relative addresses are added wrapping.
$ physmon -t demo -c 'base 9000; r -1000; base -8000; r 10000; base 8000; d -8000 4'
00008000 = 54
00008000 = 54
00000000: 4e 4f 4d 50                                      NOMP
