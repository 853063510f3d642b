# JSON Lines: addresses and values are strings, widths are in bits; each line of input ends with its status.
$ physmon --json -t demo
@ only littleendian
< r 8000
< rd 0 2
< rw 8000..8003; r 4
{"addr":"0x00008000","width":8,"value":"0x54"}
{"line":1,"status":0}
{"addr":"0x00000000","width":32,"value":"0x504d4f4e"}
{"addr":"0x00000004","width":32,"value":"0x00000100"}
{"line":2,"status":0}
{"addr":"0x00008000","width":16,"value":"0x6854"}
{"addr":"0x00008002","width":16,"value":"0x7369"}
{"addr":"0x00000004","width":16,"value":"0x0100"}
{"line":3,"status":0}

$ physmon --json -t demo
@ only littleendian
< d 0 14
< dd 0 8
< d 8000 4; db 8000 2
{"addr":"0x00000000","width":8,"values":["0x4e","0x4f","0x4d","0x50","0x00","0x01","0x00","0x00","0x00","0x00","0x00","0x00","0x01","0x00","0x00","0x00"],"ascii":"NOMP............"}
{"addr":"0x00000010","width":8,"values":["0x00","0x00","0x00","0x00"],"ascii":"...."}
{"line":1,"status":0}
{"addr":"0x00000000","width":32,"values":["0x504d4f4e","0x00000100"],"ascii":"NOMP...."}
{"line":2,"status":0}
{"addr":"0x00008000","width":32,"values":["0x73696854"],"ascii":"This"}
{"addr":"0x00008000","width":8,"values":["0x54","0x68"],"ascii":"Th"}
{"line":3,"status":0}

# What could not be read, what was left out; errors and notes are objects on standard output too.
$ physmon --json -k -t demo
< rd 3ffc 2
< dd 3ffc 8
< d 1ffe 4
< r 2000 2 1
{"addr":"0x00003ffc","width":32,"value":"0x00000000"}
{"addr":"0x00004000","width":32,"value":null,"state":"fault"}
{"error":"bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset","source":"<stdin>","line":1,"column":1,"status":1,"addr":"0x00004000"}
{"line":1,"status":1}
{"addr":"0x00003ffc","width":32,"values":["0x00000000",null],"ascii":"....    ","states":["done","fault"]}
{"error":"bus error reading 32 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset","source":"<stdin>","line":2,"column":1,"status":1,"addr":"0x00004000"}
{"line":2,"status":1}
{"error":"00001ffe is not aligned for a 32-bit access: the next aligned addresses are 00001ffc and 00002000","source":"<stdin>","line":3,"column":1,"status":1,"addr":"0x00001ffe"}
{"line":3,"status":1}
{"error":"step 1 is no multiple of 4 bytes, the width","source":"<stdin>","line":4,"column":10,"status":2}
{"line":4,"status":2}
= 2

# Writes are silent, comparisons are not.
$ physmon --json -k -t demo
< wd 8 1
< v 8 2
< v 0 2
< vb 0 2; zz
< vb 0 2
{"line":1,"status":0}
{"line":2,"status":0}
{"addr":"0x00000000","written":"0x00000002","read":"0x504d4f4e","width":32}
{"line":3,"status":3}
{"error":"zz is not a command ('help' lists them)","source":"<stdin>","line":4,"column":9,"status":2}
{"line":4,"status":2}
{"addr":"0x00000000","written":"0x02","read":"0x4e","width":8}
{"line":5,"status":3}
= 2

# Errors tell where, and the status that they stand for.
$ physmon --json -k -t demo
< zz
< wb 8 1ff
< rd 8001
< r 0; zz; r zz
< rd 10000; r 0
{"error":"zz is not a command ('help' lists them)","source":"<stdin>","line":1,"column":1,"status":2}
{"line":1,"status":2}
{"error":"value 1ff does not fit 8 bits","source":"<stdin>","line":2,"column":6,"status":2}
{"line":2,"status":2}
{"error":"00008001 is not aligned for a 32-bit access: the next aligned addresses are 00008000 and 00008004","source":"<stdin>","line":3,"column":1,"status":1,"addr":"0x00008001"}
{"line":3,"status":1}
{"error":"zz is not a command ('help' lists them)","source":"<stdin>","line":4,"column":6,"status":2}
{"error":"zz is neither a number nor a known name","source":"<stdin>","line":4,"column":12,"status":2}
{"line":4,"status":2}
{"error":"00010000 is beyond the end of demo, whose last address is 0000ffff","source":"<stdin>","line":5,"column":1,"status":1,"addr":"0x00010000"}
{"addr":"0x00000000","width":32,"value":"0x504d4f4e"}
{"line":5,"status":1}
= 2

# Every line is answered, whatever is in it.
$ physmon --json -k -t demo
<
< # nothing
< w 8 1
< ;;
< q
< r 0
{"line":1,"status":0}
{"line":2,"status":0}
{"line":3,"status":0}
{"line":4,"status":0}
{"line":5,"status":0}

# A script ends at its first error; the line that failed is answered.
$ physmon --json -t demo
< r 0
< r 4000; r 1
< r 2
{"addr":"0x00000000","width":8,"value":"0x4e"}
{"line":1,"status":0}
{"addr":"0x00004000","width":8,"value":null,"state":"fault"}
{"error":"bus error reading 8 bits at 00004000: nothing answers there; on a real board the block might be unclocked or in reset","source":"<stdin>","line":2,"column":1,"status":1,"addr":"0x00004000"}
{"line":2,"status":1}
= 1

# A last line without newline, CRLF, a NUL.
$ printf 'r 0\r\nr 1' | physmon --json -t demo
{"addr":"0x00000000","width":8,"value":"0x4e"}
{"line":1,"status":0}
{"addr":"0x00000001","width":8,"value":"0x4f"}
{"line":2,"status":0}

$ printf 'r 0\0\nr 1' | physmon --json -k -t demo
{"error":"a NUL byte in the input","source":"<stdin>","line":1,"column":4,"status":2}
{"line":1,"status":2}
{"addr":"0x00000001","width":8,"value":"0x4f"}
{"line":2,"status":0}
= 2

# -c and -f are no lines of input: their results come alone.
$ physmon --json -t demo -c 'r 0; ? 83'
{"addr":"0x00000000","width":8,"value":"0x4e"}
{"hex":"0x83","decimal":"0t131","binary":"0y10000011"}

$ physmon --json -t demo -c 'r 0; zz'
{"error":"zz is not a command ('help' lists them)","source":"<-c>","line":1,"column":6,"status":2}
= 2

$ physmon --json -i -t demo -c 'r 0'
< r 1
< q
{"addr":"0x00000000","width":8,"value":"0x4e"}
{"addr":"0x00000001","width":8,"value":"0x4f"}
{"line":1,"status":0}
{"line":2,"status":0}

# More errors than are listed.
$ physmon --json -t demo -c "$(seq -f 'x%g' 22)" | sed -n '1p;20,$p'
{"error":"x1 is not a command ('help' lists them)","source":"<-c>","line":1,"column":1,"status":2}
{"error":"x20 is not a command ('help' lists them)","source":"<-c>","line":20,"column":1,"status":2}
{"note":"2 more errors"}

# Records of other commands.
$ physmon --json -t demo 1000
@ only littleendian
< ? 83
< base
< width d; width
< def GPIO 1000; def "a \"b\" \\ \x01" 8000
< def
< noread
< allow
< endian
{"hex":"0x83","decimal":"0t131","binary":"0y10000011"}
{"line":1,"status":0}
{"base":"0x00001000"}
{"line":2,"status":0}
{"letter":"d","width":32}
{"line":3,"status":0}
{"line":4,"status":0}
{"addr":"0x00001000","name":"GPIO"}
{"addr":"0x00008000","name":"a \"b\" \\ \u0001"}
{"line":5,"status":0}
{"first":"0x00001004","last":"0x0000100f","what":"noread"}
{"first":"0x00002000","last":"0x00002003","what":"noread"}
{"first":"0x00002008","last":"0x0000200b","what":"noread"}
{"line":6,"status":0}
{"what":"ram","state":"protected"}
{"what":"port","state":"protected"}
{"what":"noread","state":"protected"}
{"line":7,"status":0}
{"endian":"little"}
{"line":8,"status":0}

# Text is escaped; what isn't UTF-8 is still JSON.
$ printf 'echo "a\\"b\\\\c\\nd\\x07" e\necho "\303\251 \377 \\xff"\necho\n' | physmon --json -t demo
{"text":"a\"b\\c"}
{"text":"d\u0007 e"}
{"line":1,"status":0}
{"text":"é \u00ff \u00ff"}
{"line":2,"status":0}
{"text":""}
{"line":3,"status":0}

# Options and targets that are wrong.
$ physmon --json -x
{"error":"-x is no option: 'physmon --help' lists them","status":2}
= 2

$ physmon --json -t nosuch
~ \{"error":"unknown target nosuch: the targets are mem, .*","status":2\}
= 2

$ physmon --json -t demo -f nosuch
{"error":"the script nosuch can't be opened: No such file or directory","status":2}
= 2

# 64 bits, and addresses of more than 8 digits.
$ printf 12345678 >f; physmon --json -t file:f@100000000 -c 'rq 100000000'
@ only 64bit littleendian
{"addr":"0x100000000","width":64,"value":"0x3837363534333231"}

# All of it can be read as JSON.
$ printf 'd 0 1000\nr 4000\nzz\necho "\\x80\\xc3("\nhelp\nhelp demo\ntarget\nhistory\nv 0 0\nd 1ff0 20\n' >in
$ physmon --json -k -t demo <in | python3 -c 'import json, sys; print(len([json.loads(x) for x in sys.stdin.buffer]) > 300)'
True
