# SPDX-License-Identifier: GPL-2.0-or-later
"""A 32-bit physmon, on a 64-bit kernel too: addresses above 4 GiB, and no access that the CPU would cut in two."""
from check import LETTERS, Device, each, rows
from guest import ARCH
from t_devices import HOLE, PL061
from t_ram import ASIDE, pattern


def memory(g, c):
    """RAM in 8, 16, 32 bits; 64 bits are refused. Returns what runs commands in the 32-bit program."""
    program = 'physmon32' if ARCH[g.arch].bits == 64 else 'physmon'
    pm = lambda commands, options='': g.run("%s %s -c '%s'" % (program, options, commands))
    ram = Device('ram', ASIDE[g.arch], ASIDE[g.arch] + 0x3ffffff)
    a = ram.first + 0x500000
    for letter, width in LETTERS.items():
        if width == 8:
            break
        data = g.ram(a, 64, pattern(64, width))
        c.did('32-bit: d in %d bits' % (8 * width), pm('d%s %x 40' % (letter, a)), out=rows(a, data, width),
              device=ram,
              insns=each('load', a, width, 64 // width))
        c.did('32-bit: w in %d bits' % (8 * width), pm('w%s %x 12 34' % (letter, a)), device=ram,
              insns=each('store', a, width, 2))
        c.equal('32-bit: w in %d bits: the host sees it' % (8 * width), g.ram(a, 64),
                (0x12).to_bytes(width, 'little') + (0x34).to_bytes(width, 'little') + data[2 * width:])
        c.did('32-bit: r in %d bits' % (8 * width), pm('r%s %x' % (letter, a)),
              out='%08x = %0*x\n' % (a, 2 * width, 0x12), device=ram,
              insns=[('load', a, width)])
    for what in ('rq %x', 'wq %x 1', 'dq %x 10'):
        c.did('32-bit: %s: 64 bits are refused, no access' % what.split()[0], pm(what % a), status=1,
              err='this CPU would split it into two of 32 bits',
              device=ram, insns=[])
    return pm


def compat(g, c):
    pm = memory(g, c)
    c.did('32-bit: an address above 4 GiB', pm('rd 4010000000'), out='4010000000 = 00081b36\n')
    c.did('32-bit: a register', pm('wb 9030400 55; rb 9030400'), out='09030400 = 55\n', device=PL061,
          bus=[('write', 0x9030400, 1), ('read', 0x9030400, 1)])
    c.did('32-bit: a hole: dashes, ONE rejected access', pm('rd a100000'), status=1, out='0a100000 = --------\n',
          err='bus error[^\n]*0a100000',
          device=HOLE, bus=[('refused read', 0xa100000, 4)])
    c.did('32-bit: what no mmap can reach is refused', pm('rd fffffffffffffff0'), status=1,
          out='fffffffffffffff0 = --------\n',
          err='fffffffffffffff0')
