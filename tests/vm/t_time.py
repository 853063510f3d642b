# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes and time on a device that changes by itself, a clock of seconds: what is told of it comes true, and the bus sees
the reads that were asked for and nothing else."""
import re

from check import Device, each, pm

PL031 = Device('pl031', 0x09010000, 0x09010fff, 'pl031')
PL061 = Device('pl061', 0x09030000, 0x09030fff, 'pl061')


def only_reads(g, c, what, r, least, most):
    seen = [(e.kind, e.addr, e.size) for e in r.events if e.kind != 'load' and PL031.holds(e)]
    c.ok('%s: %d to %d reads of 32 bits there, nothing else' % (what, least, most),
         set(seen) == {('read', 0x9010000, 4)} and least <= len(seen) <= most, '%d: %s' % (len(seen), sorted(set(seen))))


def polling(g, c):
    """poll sees the next second come, expect tells of one that is over."""
    r = pm(g, 'rd 9010000; poll.d 9010000 $+1 5s; rd 9010000')
    values = [int(v, 16) for v in re.findall(r'09010000 = ([0-9a-f]{8})\n', r.out)]
    c.ok('poll waits for the next second', r.status == 0 and len(values) == 2 and values[1] == values[0] + 1, r.out + r.err)
    only_reads(g, c, 'poll', r, 3, 1000000)
    r = pm(g, 'poll.d 9010000 0 300ms')
    c.ok('poll tells what it read last when the time is over',
         r.status == 3 and re.search(r'09010000 reads [0-9a-f]{8}, not 00000000 after 300 ms', r.err), r.err)
    c.did('expect: one read, status 3', pm(g, 'expect.d 9010fe0 32'), status=3, err='09010fe0 reads 00000031, not 00000032',
          device=PL031, bus=each('read', 0x9010fe0, 4, 1))
    c.did('expect, with a mask', pm(g, 'expect.d 9010fe0 f 1'), device=PL031, bus=each('read', 0x9010fe0, 4, 1))


def snapshots(g, c):
    """snap and diff read once each; a log of them does the same again."""
    bus = each('read', 0x9030400, 4, 1) + each('write', 0x9030400, 4, 1)
    out = '09030400 = 00000000 -> 00000055\n'
    commands = 'snap.d x 9030400 4; wd 9030400 55; diff x; w 9030400 0'
    c.did('snap and diff', pm(g, commands), out=out, device=PL061, bus=bus + bus)
    c.did('the same, logged', pm(g, 'log /tmp/log; ' + commands), out=out, device=PL061, bus=bus + bus)
    c.did('the log, run again', g.run('physmon -f /tmp/log; rm /tmp/log'), out=out, device=PL061, bus=bus + bus)


def recording(g, c):
    """A clock of seconds, sampled 25 times in 2.4 seconds, changes two or three times; at a steady rate."""
    r = pm(g, 'sample.d -n 25 -i 100ms -o /tmp/t.csv 9010000')
    rows = [line.split(',') for line in g.run('cat /tmp/t.csv; rm /tmp/t.csv').out.splitlines()[1:]]
    values = [int(value, 16) for _, value in rows]
    c.ok('sample: each second once', r.status == 0 and len(rows) in (3, 4) and
         values == list(range(values[0], values[0] + len(values))), '%s\n%s' % (rows, r.err))
    c.ok('sample: the times are seconds apart', all(abs(float(b[0]) - float(a[0]) - 1) < 0.25 for a, b in
                                                    zip(rows[1:], rows[2:])), rows)
    only_reads(g, c, 'sample', r, 15, 25)
    r = g.run("timeout 3 physmon -c 'watch.d -n 50ms 9010000'")
    c.ok('watch: two or three changes in 3 s, by 1', all(int(b, 16) == int(a, 16) + 1 for a, b in re.findall(
        r'\d\.\d{6} 09010000 = ([0-9a-f]{8}) -> ([0-9a-f]{8})\n', r.out)) and r.out.count('\n') in (2, 3), r.out + r.err)
    only_reads(g, c, 'watch', r, 20, 61)


def latency(g, c):
    r = pm(g, 'time "repeat 100 \\"expect.d 9010fe0 31\\""')
    c.did('time: 100 accesses are timed, and made once', r, out=None, device=PL031, bus=each('read', 0x9010fe0, 4, 1) * 100)
    m = re.match(r'read32 accesses: 100, min (\d+), median (\d+), p99 (\d+), max (\d+) ns\n', r.out)
    c.ok('time: least, median, most stand in their order', m and sorted(map(int, m.groups())) == list(map(int, m.groups())),
         r.out)
