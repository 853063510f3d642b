# allow shows what is protected, and opens it for the session.
$ physmon -t demo
< allow
< allow ram
< allow
< allow port noread
< allow
ram  protected
port  protected
noread  protected
ram  allowed
port  protected
noread  protected
ram  allowed
port  allowed
noread  allowed

$ physmon -t demo -c 'allow all; allow'
ram  allowed
port  allowed
noread  allowed

$ physmon -t demo -c 'allow ram,noread; allow'
ram  allowed
port  protected
noread  allowed

$ physmon --allow=ram -t demo -c 'allow'
ram  allowed
port  protected
noread  protected

$ physmon --allow=ram --allow=noread,port -t demo -c 'allow'
ram  allowed
port  allowed
noread  allowed

$ physmon --allow all -t demo -c 'allow; d 2000 4'
ram  allowed
port  allowed
noread  allowed
00002000: 48 00 00 00                                      H...

# For every target.
$ physmon -t demo -c 'allow noread; target demo; allow; d 2000 1'
ram  protected
port  protected
noread  allowed
00002000: 48                                               H

# It acts while running: what fails before it isn't opened.
$ physmon -t demo -c 'd 2000 1; r 4000; allow noread'
00002000: ~~                                                
00004000 = --
! physmon: 1 unit was left out: no-read registers; r of exactly such an address reads it
! physmon: <-c>:1:11: bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset
= 1

$ physmon -t demo -k
< allow x
< allow RAM
< allow ram x
< allow ram,
< allow ""
< allow ra
< allow
ram  protected
port  protected
noread  protected
! physmon: <stdin>:1:7: x can't be allowed: ram, port, noread or all
! physmon: <stdin>:2:7: RAM can't be allowed: ram, port, noread or all
! physmon: <stdin>:3:11: x can't be allowed: ram, port, noread or all
! physmon: <stdin>:4:7: what to allow is missing: ram, port, noread or all
! physmon: <stdin>:5:7: what to allow is missing: ram, port, noread or all
! physmon: <stdin>:6:7: ra can't be allowed: ram, port, noread or all
= 2

$ physmon --allow=x -t demo -c 'allow'
! physmon: x can't be allowed: ram, port, noread or all
= 2

$ physmon --allow= -t demo -c 'allow'
! physmon: what to allow is missing: ram, port, noread or all
= 2

$ physmon -t demo --allow
! physmon: --allow needs its WHAT
= 2
