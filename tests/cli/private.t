# With --private nothing that is written reaches the file; the session sees it.
$ printf abcdefgh >f
$ physmon --private -t file:f@1000 -c 'w 1000 31 32; d 1000; v 1007 33; target file:f; d'; cat f
00001000: 31 32 63 64 65 66 67 68                          12cdefgh
00000000: 61 62 63 64 65 66 67 68                          abcdefgh
abcdefgh
\ no newline

# It needs no right to write, and -r still refuses.
$ printf abcd >f; chmod 444 f
$ physmon --private -t file:f -c 'w 0 31; r 0'; physmon -r --private -t file:f -c 'w 0 31'
00000000 = 31
! physmon: <-c>:1:1: writing 00000000 is refused: file:f is read-only (opened with -r)
= 1

# A file larger than any window is mapped as a whole: nothing that was written is lost.
$ dd if=/dev/zero of=f bs=1 count=0 seek=300000000 2>&1 | true
$ for i in $(seq 0 140); do printf 'wd %x deadbeef\n' $((i * 2097152)); done >s; for i in $(seq 0 140); do printf 'rd %x\n' $((i * 2097152)); done >>s
$ physmon --private -t file:f -f s | grep -c deadbeef; physmon -t file:f -c 'rd 0'
141
00000000 = 00000000

# It stays what it was when it was opened, as long as it is there.
$ printf abcdefgh >f; : >out
$ { echo 'w 7 31'; echo 'r 7'; until grep -q 31 out; do sleep 0.05; done; printf ijkl >>f; echo 'r 8'; echo 'r 7'; } | physmon -k --private -t file:f >out || cat out
00000007 = 31
00000007 = 31
! physmon: <stdin>:3:1: 00000008 is beyond the end of file:f, whose last address is 00000007


# Whatever writes would reach isn't opened; what can't be written is.
$ physmon --private -t mem -c 'r 0' || physmon --private -t file:/dev/zero -c 'r 0' || physmon --private -t demo -c 'w 8000 31; r 8000; target mem'
00008000 = 31
! physmon: mem can't be opened with --private, which is for regular files
! physmon: /dev/zero is a device, which can't be opened with --private: that is for regular files
! physmon: <-c>:1:27: mem can't be opened with --private, which is for regular files
= 1

# A file that is cut takes the pages behind the cut along, and nothing else that was written.
$ dd if=/dev/zero of=f bs=65536 count=2 2>/dev/null; : >out
$ { echo 'w 0 31; w 10000 32; r 10000'; until grep -q 32 out; do sleep 0.05; done; dd if=/dev/null of=f bs=65536 seek=1 2>/dev/null; echo 'r 10000'; echo 'r 0'; } | physmon -k --private -t file:f >out || cat out
00010000 = 32
00010000 = --
00000000 = 31
! physmon: <stdin>:2:1: bus error reading 8 bits at 00010000: the file was truncated, f ends at 0000ffff now
