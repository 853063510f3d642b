# SPDX-License-Identifier: GPL-2.0-or-later
"""A person at the serial console: the prompt, Ctrl-C in the middle of things, and what a terminal gets to see."""
import re, time

from check import pm
from t_ram import ASIDE


def last_status(g):
    g.send('echo @$?@\r')
    return int(re.search(rb'@(\d+)@\r?\n', g.expect(rb'@\d+@\r?\n.*?GUEST% '))[1])


class Session:
    """physmon at the guest's shell. Each answer is what came between the line sent and the next prompt."""

    def __init__(self, g, options='-q', term='vt100', program='physmon'):
        self.g = g
        self.seen = b''
        g.send('TERM=%s %s %s\r' % (term, program, options))
        g.expect(b'%s %s\r?\n' % (program.encode(), options.encode()))
        self.start = self.wait()

    def wait(self, seconds=30):
        # the kernel may echo ^C after the program, whom it has woken, has shown its prompt
        out = self.g.expect(rb'[bwdq]- (\x1b\[K|\^C)?$', seconds)
        self.seen += out
        return out.decode(errors='replace').replace('\r', '')

    def say(self, line, seconds=30):
        self.g.send(line if isinstance(line, bytes) else line + '\r')
        return self.wait(seconds)

    def leave(self, how=b'q\r'):
        self.g.send(how)
        self.seen += self.g.expect(rb'GUEST% ', 30)
        return last_status(self.g)


def session(g, c, term, program='physmon'):
    plain = program != 'physmon'
    name = 'plain' if plain else term
    a = ASIDE[g.arch] + 0x300000
    g.ram(a, 32, bytes(range(0x40, 0x60)))
    answer = '%08x = 43424140\n' % a
    s = Session(g, '-q', term, program)
    c.ok('%s: the prompt is b-, and nothing stands before it' % name, re.fullmatch(r'b- ?', s.start), repr(s.start))
    out = s.say('rd %x' % a)
    c.ok('%s: r answers, and the width sticks in the prompt' % name, answer in out and re.search(r'\nd- ?$', out),
         repr(out))
    out = s.say('d %x 10' % a)
    c.ok('%s: d answers' % name, '%08x: 43424140 47464544 4b4a4948 4f4e4d4c  @ABCDEFGHIJKLMNO\n' % a in out,
         repr(out))
    time.sleep(.2)  # an empty line repeats if a person typed it: what comes with other input is a paste
    out = s.say('')
    c.ok('%s: an empty line goes on' % name, '%08x: 53525150 57565554 5b5a5958 5f5e5d5c  PQRSTUVWXYZ[\\]^_\n' %
         (a + 16) in out, repr(out))

    started = time.monotonic()
    s.g.send('r %x 1000000\r' % ASIDE[g.arch])
    s.g.expect(rb'[0-9a-f]{8} = [0-9a-f]{8}\r?\n.*[0-9a-f]{8} = [0-9a-f]{8}\r?\n')
    time.sleep(.3)
    s.g.send(b'\x03')
    s.wait(30)
    took = time.monotonic() - started
    c.ok('%s: Ctrl-C stops a long r' % name, took < 20, '%.1f s' % took)
    out = s.say('r %x' % a)
    c.ok('%s: the session goes on after it' % name, answer in out, repr(out))

    started = time.monotonic()
    s.g.send('sleep 60s\r')
    time.sleep(.5)
    s.g.send(b'\x03')
    s.wait(30)
    took = time.monotonic() - started
    c.ok('%s: Ctrl-C stops sleep' % name, took < 15, '%.1f s' % took)
    out = s.say('r %x' % a)
    c.ok('%s: the session goes on after it' % name, answer in out, repr(out))

    for i in range(5):
        s.g.send(b'wd 0 junk\x03')
        out = s.wait()
        if 'physmon:' in out:
            break
    else:
        out = s.say('r %x' % a)
    c.ok('%s: Ctrl-C right after typed text drops it, and needs no further key (5 times)' % name,
         answer in out and 'physmon:' not in out, repr(out))

    bad = 'a100000' if g.arch == 'arm64' else '%x' % (ASIDE[g.arch] - 0x1000)
    out = s.say('r %s' % bad)
    c.ok('%s: an access that fails ends nothing' % name, re.search(r'%s = --------\nphysmon: [^\n]*\n' % bad, out),
         repr(out))
    out = s.say('r zz')
    c.ok('%s: an error in the text: a caret below the word, then the sentence' % name,
         re.search(r'\n {4,5}\^', out) and 'physmon: ' in out, repr(out))
    out = s.say('r %x' % a)
    c.ok('%s: the session goes on after both' % name, answer in out, repr(out))
    if not plain:
        out = s.say(b'\x10\r')  # Ctrl-P
        c.ok('%s: the history brings the last line back' % name, out.count(answer) == 1, repr(out))
    words = [(0x1000 + 7 * i) & 0xffff for i in range(80)]
    # what the terminal shows of them is another matter: some are echoed before the program has the terminal
    s.g.send(''.join('w %x %x\r' % (a + 0x100 + 4 * i, v) for i, v in enumerate(words)) + 'r %x\r' % a)
    s.seen += s.g.expect(answer.replace('\n', '\r?\n').encode())
    s.wait()
    c.equal('%s: 80 lines pasted at once all arrive' % name, g.ram(a + 0x100, 320),
            b''.join(v.to_bytes(4, 'little') for v in words))
    c.equal('%s: q ends with status 0, whatever failed before' % name, s.leave(), 0)
    if plain or term == 'dumb':
        c.ok('%s: no byte of ESC' % name, b'\x1b' not in s.seen, s.seen)
    else:
        c.ok('%s: no bracketed paste' % name, b'\x1b[?2004' not in s.seen, s.seen)
    s = Session(g, '-q', term, program)
    c.equal('%s: Ctrl-D on an empty line ends it' % name, s.leave(b'\x04'), 0)


def console(g, c):
    session(g, c, 'vt100')
    session(g, c, 'dumb')
    s = Session(g, '-q -i -w d %x' % ASIDE[g.arch])
    c.ok('a base given: it stands in the prompt', re.fullmatch(r'%08x d- ?' % ASIDE[g.arch], s.start), repr(s.start))
    s.leave()


def plain(g, c):
    """A physmon without readline: the same session through the terminal's own line discipline."""
    session(g, c, 'vt100', 'physmon-plain')


def scripts(g, c):
    """Ctrl-C at a script: it dies by SIGINT, as the shell must see."""
    a = ASIDE[g.arch]
    g.ram(a, 4, bytes(4))
    for commands, last in (('rd %x; sleep 60s' % a, '%08x = 00000000' % a), ('rd %x 1000000' % a, '')):
        g.send('physmon -c "%s" >/tmp/out; echo @$?@\r' % commands)
        time.sleep(.7)
        g.send(b'\x03')
        started = time.monotonic()
        # the shell drops the rest of its line when a child dies by SIGINT: the status is asked for after it
        g.expect(rb'GUEST% ', 30)
        status, took = last_status(g), time.monotonic() - started
        c.ok('Ctrl-C at -c "%s": ended by SIGINT' % commands, status == 130 and took < 15, (status, took))
        r = g.run('tail -n 1 /tmp/out')
        c.ok('Ctrl-C at -c "%s": results before it were flushed, in whole lines' % commands,
             r.out.strip() == last if last else re.fullmatch('[0-9a-f]{8} = [0-9a-f]{8}\n', r.out), r)
