# SPDX-License-Identifier: GPL-2.0-or-later
"""The command language over an array of bytes, written from its description and from nothing else.

compile_text() turns lines into commands or says which lines are wrong; Session.run() runs them and gives the lines that
must be printed. Slow and plain on purpose: what is compared with a program must not be clever.
"""
import re
import zlib

from expression import NAME, TOP, Dull, Failed, Reader, Wrong

MOST = 3000  # units that one command may access here: more than that is dull
WIDTHS = {"b": 1, "w": 2, "d": 4, "q": 8, "8": 1, "16": 2, "32": 4, "64": 8}


class Operand:
    def __init__(self, expr=None, relative=False, range_end=False, word=None, bits=None):
        self.expr, self.relative, self.range_end, self.word, self.bits = expr, relative, range_end, word, bits


def read_address(r):
    equals = r.peek() == "="
    if equals:
        r.at += 1
    e = r.expr()
    bits = None
    if r.peek() == "[":
        m = re.compile(r"\[([0-9]+)(?::([0-9]+))?\]").match(r.line, r.at)
        if not m:
            raise Wrong("no bits")
        bits = int(m[1]), int(m[1] if m[2] is None else m[2])
        if bits[0] > 63 or bits[1] > bits[0]:
            raise Wrong("no bits")
        r.at = m.end()
    return Operand(e, not equals and not e.absolute, bits=bits)


def count_bits(bits):
    return bits[0] - bits[1] + 1


# name: operands (one letter each, "*" for any number more of the last), how many are needed, has the sticky width
COMMANDS = {
    "d": ("AL", 0, True), "r": ("ACS", 0, True), "w": ("AV*", 2, True), "v": ("AV", 2, True), "?": ("E", 0, False),
    "q": ("", 0, False), "base": ("B", 0, False), "width": ("W", 0, False), "endian": ("O", 0, False),
    "def": ("NB", 0, False), "echo": ("X*", 0, False), "noread": ("AL", 0, False), "allow": ("K*", 0, False),
    "target": ("X", 1, False), "set": ("AM", 2, True), "clr": ("AM", 2, True), "tgl": ("AM", 2, True),
    "mod": ("AMV", 3, True), "fill": ("ALV*", 3, True), "copy": ("ALZ", 3, True), "cmp": ("ALB", 3, True),
    "crc": ("AL", 2, True), "find": ("ALV*", 3, True),
}


# what this model leaves to other tests
UNKNOWN_HERE = ("help", "history", "sleep", "source", "svd", "save", "load", "test", "regs", "fields", "decode", "e", "eb", "ew", "ed", "eq")


class Command:
    def __init__(self, name, width, operands, width_after):
        self.name, self.width, self.operands, self.width_after = name, width, operands, width_after


class Compiler:
    """What a text changes while it is compiled: the sticky width and the names."""

    def __init__(self, session):
        self.session, self.width, self.names, self.commands = session, session.width, dict(session.names), []

    def line(self, line):
        if line.endswith("\r"):
            line = line[:-1]
        if "\0" in line:
            raise Wrong("NUL")
        r = Reader(line, self.names)
        while True:
            while r.peek() and r.peek() in " \t;":
                r.at += 1
            if r.peek() in ("", "#"):
                return
            self.command(r)

    def head(self, r):
        if r.peek() == "?":
            r.at += 1
            return "?", None
        m = re.compile(r"[A-Za-z]*").match(r.line, r.at)
        name, width = m[0], None
        if name not in COMMANDS and name not in ("quit", "exit", *UNKNOWN_HERE) and len(name) == 2 and name[0] in "drwv":
            name, width = name[0], WIDTHS.get(name[1])
            if width is None:
                raise Wrong("no command")
        if name in UNKNOWN_HERE:
            raise Dull(name)
        name = "q" if name in ("quit", "exit") else name
        if name not in COMMANDS:
            raise Wrong("no command")
        r.at = m.end()
        if r.peek() == ".":
            if width or not COMMANDS[name][2]:
                raise Wrong("a width that is not allowed here")
            m = re.compile(r"\.([A-Za-z]|[0-9]*)").match(r.line, r.at)
            width = WIDTHS.get(m[1])
            if not width:
                raise Wrong("no width")
            r.at = m.end()
        if r.peek() and r.peek() in "0123456789" and not width:
            raise Wrong("a width or an operand")
        if not r.ended() and r.peek() not in "0123456789":
            raise Wrong("a blank is missing")
        return name, width

    def command(self, r):
        name, own = self.head(r)
        letters, least, sticky = COMMANDS[name]
        width = (own or self.width) if sticky else 1
        if own and len(name) == 1:
            self.width = own
        operands, following = [], False
        while True:
            if not following:
                r.blanks()
                if r.peek() in ("", ";", "#"):
                    break
            many = letters.endswith("*")
            kinds = letters.rstrip("*")
            kind = kinds[len(operands)] if len(operands) < len(kinds) else kinds[-1] if many else None
            if kind is None or (following and kind not in "LC"):
                raise Wrong("too many operands")
            operands.append(self.operand(r, kind, width, operands, following))
            following = kind == "A" and r.peek(2) == ".."
            bits = operands[-1].bits
            if bits and (name not in "rw" or len(operands) > 1 or following or bits[0] >= 8 * width):
                raise Wrong("no bits here")
            if name == "w" and operands[0].bits and len(operands) > 2:
                raise Wrong("bits take one value")
            if following:
                r.at += 2
            elif not r.ended() and not r.comma():
                raise Wrong("what is this")
        if len(operands) < least or (name in ("def", "noread") and len(operands) == 1):
            raise Wrong("too few operands")
        if name == "width" and operands:
            self.width = WIDTHS[operands[0].word]
        if name == "def" and operands:
            if operands[1].expr.dynamic and self.commands:
                raise Wrong("def can't know that")
            try:
                self.names[operands[0].word] = operands[1].expr.value(self.session.dot, self.session.last)
            except Failed as why:
                raise Wrong(str(why)) from None
        if name == "mod" and not any(o.expr.dynamic for o in operands[1:]):
            check_mod(operands[2].expr.value(), operands[1].expr.value(), width, Wrong)
        self.commands.append(Command(name, width if sticky else self.width, operands, self.width))

    def operand(self, r, kind, width, before, following):
        if following:
            o = read_address(r)
            start = before[-1]
            if start.relative and not o.relative:
                raise Wrong("the end of a range is read as its start is")
            o.relative, o.range_end = start.relative, True
            if not o.expr.dynamic and not start.expr.dynamic:
                a, b = start.expr.value(), o.expr.value()
                if b < a and (not o.relative or (b + TOP // 2) % TOP < (a + TOP // 2) % TOP):
                    raise Wrong("the range ends before it begins")
            return o
        if kind in "ABZ":
            return read_address(r)
        if kind in "LCSVEM":
            o = Operand(r.expr())
            if not o.expr.dynamic:
                self.sensible(kind, o.expr, width, before)
                if kind == "V" and len(before) == 1 and before[0].bits and not o.expr.fits_bits(o.expr.value(), count_bits(before[0].bits)):
                    raise Wrong("does not fit the bits")
            return o
        word = r.word()
        if len(word) > 1 and word.endswith(",") and kind != "X":
            word, r.at = word[:-1], r.at - 1
        if kind == "W" and word not in WIDTHS:
            raise Wrong("no width")
        if kind == "O" and word not in ("little", "big", "native"):
            raise Wrong("no byte order")
        if kind == "K" and word not in ("ram", "port", "noread", "all"):
            raise Dull(word) if "," in word else Wrong(word)
        if kind == "N":
            word = word[1:] if word.startswith("@") else word
            if not NAME.fullmatch(word):
                raise Wrong("no name")
        return Operand(word=word)

    @staticmethod
    def sensible(kind, expr, width, before):
        v = expr.value()
        if kind in "VM" and not expr.fits(v, width):
            raise Wrong("does not fit")
        if kind == "L" and (v == 0 or v % width):
            raise Wrong("no length")
        if kind == "C" and v == 0:
            raise Wrong("no count")
        if kind == "S" and (v % width or (v == 0 and before[-1].range_end)):
            raise Wrong("no step")


class Differs(Failed):
    """A comparison did not hold; "silent" if no sentence says so."""


def check_mod(value, mask, width, error):
    if value % (1 << 8 * width) & ~mask:
        raise error("bits outside of the mask")


class Session:
    """What is remembered between texts, over a file's bytes at an address."""

    def __init__(self, big, widths):
        self.big, self.widths = big, widths
        self.width, self.base, self.dot, self.last, self.names = 1, 0, 0, None, {}
        self.swap, self.open_noread, self.over, self.loud = False, False, False, True
        self.first, self.bytes, self.noread, self.again = 0, bytearray(), [], None  # again: what a bare r reads
        self.spec, self.kept = None, {}  # the target's; of those that were left: base, noread
        self.targets = {}  # specification: (address, bytes)

    def start(self, spec):
        if self.spec:
            self.kept[self.spec] = self.base, self.noread
        self.spec = spec
        self.first, self.bytes = self.targets[spec]
        self.base, noread = self.kept.get(spec, (0, []))
        self.dot = self.base or self.first
        self.noread, self.again = list(noread), None

    def snapshot(self):
        return {k: v.copy() if isinstance(v, (dict, list)) else v for k, v in vars(self).items()}, \
            {k: bytes(b) for k, (_, b) in self.targets.items()}

    def restore(self, saved):
        state, contents = saved
        vars(self).update({k: v.copy() if isinstance(v, (dict, list)) else v for k, v in state.items()})
        for k, (_, b) in self.targets.items():
            b[:] = contents[k]

    def address(self, o):
        return (o.expr.value(self.dot, self.last) + (self.base if o.relative else 0)) % TOP

    def value(self, o):
        return o.expr.value(self.dot, self.last)

    def check(self, addr, width, step, n):
        last = addr + (n - 1) * step + width - 1
        if width not in self.widths or addr % width or step % width or addr < self.first \
                or last >= self.first + len(self.bytes):
            raise Failed("refused")
        if n > MOST:
            raise Dull("large")

    def fetch(self, addr, width):
        at = addr - self.first
        raw = bytes(self.bytes[at:at + width])
        return raw, int.from_bytes(raw, "big" if self.big != self.swap else "little")

    def left_out(self, addr, width):
        return not self.open_noread and any(a <= addr + width - 1 and addr <= b for a, b in self.noread)

    def run(self, commands, keep_going):
        """Returns what is printed, and the status."""
        out, worst = [], 0
        self.loud = False
        for c in commands:
            if self.over:
                break
            self.width = c.width_after
            try:
                getattr(self, "do_" + {"?": "show"}.get(c.name, c.name))(c, out)
            except Failed as why:
                status = 3 if isinstance(why, Differs) else 1
                self.loud |= str(why) != "silent"
                worst = max(worst, status, key=[0, 3, 1].index)
                if not keep_going:
                    break
        return out, worst

    def do_d(self, c, out):
        ops, w = c.operands, c.width
        addr = self.address(ops[0]) if ops else self.dot
        if len(ops) > 1 and ops[1].range_end:
            last = self.address(ops[1])
            if last < addr:
                raise Failed("backwards")
            n = ((last - addr) // w + 1) * w
        elif len(ops) > 1:
            n = self.value(ops[1])
            if n == 0 or n % w:
                raise Failed("no length")
        else:
            n, end = 0x100, self.first + len(self.bytes)
            if self.first <= addr < end:
                n = min(n, (end - addr) // w * w)
            else:
                n = min(n, (TOP - addr) // w * w)
            n = n or w
        self.dot = (addr + n) % TOP
        self.check(addr, w, w, n // w)
        digits = max(8, len(f"{addr + n - 1:x}"))
        for row in range(addr, addr + n, 16):
            units, chars = [], ""
            for a in range(row, min(row + 16, addr + n), w):
                raw, v = self.fetch(a, w)
                gone = self.left_out(a, w)
                units.append("~" * 2 * w if gone else f"{v:0{2 * w}x}")
                chars += " " * w if gone else "".join(chr(b) if 0x20 <= b <= 0x7e else "." for b in raw)
            out.append(f"{row:0{digits}x}: {' '.join(units):{16 // w * (2 * w + 1) - 1}}  {chars}")

    def do_r(self, c, out):
        ops, w, n = c.operands, c.width, 1
        step, own, bits = w, len(ops) > 2, ops[0].bits if ops else None
        if not ops and self.again:
            addr, n, own, old_step, bits = self.again
            step = old_step if own else w
            if bits and bits[0] >= 8 * w:
                raise Failed("no such bits in today's width")
        else:
            addr = self.address(ops[0]) if ops else self.dot
            if own:
                step = self.value(ops[2])
            if len(ops) > 1 and ops[1].range_end:
                last = self.address(ops[1])
                if last < addr or step == 0:
                    raise Failed("backwards")
                n = (last - addr) // step + 1
            elif len(ops) > 1:
                n = self.value(ops[1])
                if n == 0:
                    raise Failed("no count")
        self.dot = (addr + n * step) % TOP if step else addr
        self.again = (addr, n, own, step, bits)
        self.check(addr, w, step, n)
        digits = max(8, len(f"{addr + (n - 1) * step + w - 1:x}"))
        for i in range(n):
            a = addr + i * step
            size = -(-count_bits(bits) // 4) if bits else 2 * w
            where = "" if not bits else f"[{bits[0]}]" if bits[0] == bits[1] else f"[{bits[0]}:{bits[1]}]"
            if n > 1 and step and self.left_out(a, w):
                out.append(f"{a:0{digits}x}{where} = {'~' * size}")
                continue
            self.last = self.fetch(a, w)[1]
            v = (self.last >> bits[1]) % (1 << count_bits(bits)) if bits else self.last
            out.append(f"{a:0{digits}x}{where} = {v:0{size}x}")

    def do_w(self, c, out):
        addr = self.address(c.operands[0])
        try:
            if c.operands[0].bits:
                self.change(c, addr, c.operands[0].bits, out)
            else:
                self.write(c, addr)
        finally:
            self.dot = addr  # not before: a value may hold .

    def change(self, c, addr, bits, out):
        w, expr = c.width, c.operands[1].expr
        v = self.value(c.operands[1])
        if not expr.fits_bits(v, count_bits(bits)):
            raise Failed("does not fit")
        self.check(addr, w, w, 1)
        if self.left_out(addr, w):
            raise Failed("it must not be read")
        old = self.fetch(addr, w)[1]
        mask = (1 << count_bits(bits)) - 1
        new = (old & ~(mask << bits[1])) | ((v & mask) << bits[1])
        at = addr - self.first
        self.bytes[at:at + w] = new.to_bytes(w, "big" if self.big != self.swap else "little")
        digits = max(8, len(f"{addr + w - 1:x}"))
        out.append(f"{addr:0{digits}x} = {old:0{2 * w}x} -> {new:0{2 * w}x}")

    def write(self, c, addr):
        w, values = c.width, []
        for o in c.operands[1:]:
            v = self.value(o)
            if not o.expr.fits(v, w):
                raise Failed("does not fit")
            values.append(v % (1 << 8 * w))
        self.check(addr, w, w, len(values))
        for i, v in enumerate(values):
            at = addr + i * w - self.first
            self.bytes[at:at + w] = v.to_bytes(w, "big" if self.big != self.swap else "little")

    def do_v(self, c, _):
        self.write(c, self.address(c.operands[0]))  # memory holds what is written

    def typed(self, c, i):
        v = self.value(c.operands[i])
        if not c.operands[i].expr.fits(v, c.width):
            raise Failed("does not fit")
        return v % (1 << 8 * c.width)

    def store(self, addr, width, v):
        at = addr - self.first
        self.bytes[at:at + width] = v.to_bytes(width, "big" if self.big != self.swap else "little")

    def mask_command(self, c, out, change):
        w, addr = c.width, self.address(c.operands[0])
        operands = [self.typed(c, i) for i in range(1, len(c.operands))]
        if c.name == "mod":
            check_mod(operands[1], operands[0], w, Failed)
        self.check(addr, w, w, 1)
        if self.left_out(addr, w):
            raise Failed("it must not be read")
        old = self.fetch(addr, w)[1]
        new = change(old, *operands) % (1 << 8 * w)
        self.store(addr, w, new)
        out.append(f"{addr:0{max(8, len(f'{addr + w - 1:x}'))}x} = {old:0{2 * w}x} -> {new:0{2 * w}x}")

    def do_set(self, c, out):
        self.mask_command(c, out, lambda old, mask: old | mask)

    def do_clr(self, c, out):
        self.mask_command(c, out, lambda old, mask: old & ~mask)

    def do_tgl(self, c, out):
        self.mask_command(c, out, lambda old, mask: old ^ mask)

    def do_mod(self, c, out):
        self.mask_command(c, out, lambda old, mask, value: old & ~mask | value)

    def block(self, c):
        """Address and length of the first two operands."""
        w, addr = c.width, self.address(c.operands[0])
        if c.operands[1].range_end:
            last = self.address(c.operands[1])
            if last < addr:
                raise Failed("backwards")
            n = ((last - addr) // w + 1) * w
        else:
            n = self.value(c.operands[1])
            if n == 0 or n % w:
                raise Failed("no length")
        return addr, n

    def whole(self, addr, n):
        if self.left_out(addr, n):
            raise Failed("a hole")

    def do_fill(self, c, _):
        w = c.width
        addr, n = self.block(c)
        self.check(addr, w, w, n // w)
        values = [self.typed(c, i) for i in range(2, len(c.operands))]
        for i in range(n // w):
            self.store(addr + i * w, w, values[i % len(values)])

    def do_copy(self, c, _):
        addr, n = self.block(c)
        to = self.address(c.operands[2])
        self.check(addr, c.width, c.width, n // c.width)
        self.whole(addr, n)
        self.check(to, c.width, c.width, n // c.width)
        self.bytes[to - self.first:to - self.first + n] = bytes(self.bytes[addr - self.first:addr - self.first + n])

    def do_cmp(self, c, out):
        w = c.width
        a, n = self.block(c)
        b = self.address(c.operands[2])
        for addr in (a, b):
            self.check(addr, w, w, n // w)
        digits, differ = max(8, len(f"{a + n - 1:x}")), False
        for i in range(0, n, w):
            x, y = self.fetch(a + i, w)[1], self.fetch(b + i, w)[1]
            if x != y and not self.left_out(a + i, w) and not self.left_out(b + i, w):
                out.append(f"{a + i:0{digits}x} = {x:0{2 * w}x} -> {y:0{2 * w}x}")
                differ = True
        if differ:
            raise Differs("silent")

    def do_crc(self, c, out):
        addr, n = self.block(c)
        self.check(addr, c.width, c.width, n // c.width)
        self.whole(addr, n)
        digits, last = max(8, len(f"{addr + n - 1:x}")), addr + n - 1
        crc = zlib.crc32(self.bytes[addr - self.first:addr - self.first + n])
        out.append(f"{addr:0{digits}x}-{last:0{digits}x} = {crc:08x}")

    def do_find(self, c, out):
        w = c.width
        addr, n = self.block(c)
        self.check(addr, w, w, n // w)
        wanted = [self.typed(c, i) for i in range(2, len(c.operands))]
        units = [None if self.left_out(a, w) else self.fetch(a, w)[1] for a in range(addr, addr + n, w)]
        digits = max(8, len(f"{addr + n - 1:x}"))
        found = [i for i in range(len(units) - len(wanted) + 1) if units[i:i + len(wanted)] == wanted]
        out.extend(f"{addr + i * w:0{digits}x}" for i in found)
        if not found:
            raise Differs("nothing")

    def do_show(self, c, out):
        if not c.operands:
            raise Dull("help")
        v = self.value(c.operands[0])
        out.append(f"0x{v:x} = 0t{v} = 0y{v:b}")
        bits = next(n for n in (8, 16, 32, 64) if not v >> n)
        out.append("".join(f"{i:<5}" for i in range(bits - 1, 0, -4)).rstrip())
        out.append(" ".join(f"{v >> i & 15:04b}" for i in range(bits - 4, -1, -4)))

    def do_base(self, c, out):
        if c.operands:
            self.base = self.value(c.operands[0])
        else:
            out.append(f"{self.base:08x}")

    def do_width(self, c, out):
        if not c.operands:
            out.append(f"{ {1: 'b', 2: 'w', 4: 'd', 8: 'q'}[self.width]} ({8 * self.width} bits)")

    def do_endian(self, c, out):
        if c.operands:
            word = c.operands[0].word
            self.swap = word != "native" and (word == "big") != self.big
        else:
            out.append("big" if self.big != self.swap else "little")

    def do_def(self, c, out):
        if not c.operands:
            out.extend(f"{addr:08x} {name}" for name, addr in self.names.items())

    def do_echo(self, c, out):
        out.append(" ".join(o.word for o in c.operands))

    def do_noread(self, c, out):
        ops = c.operands
        if not ops:
            raise Dull("merged ranges")
        first = self.address(ops[0])
        if ops[1].range_end:
            last = self.address(ops[1])
        else:
            n = self.value(ops[1])
            if n == 0:
                raise Failed("no length")
            last = (first + n - 1) % TOP
        if last < first:
            raise Failed("backwards")
        self.noread.append((first, last))

    def do_allow(self, c, _):
        if not c.operands:
            raise Dull("list")
        self.open_noread |= any(o.word in ("noread", "all") for o in c.operands)

    def do_target(self, c, _):
        if c.operands[0].word not in self.targets:
            raise Failed("no such target")
        self.start(c.operands[0].word)

    def do_q(self, _, __):
        self.over = True


def compile_text(session, lines):
    """The commands of a text, whose names and width then count; Wrong if any line is wrong."""
    c = Compiler(session)
    for line in lines:
        c.line(line)
    session.names = c.names
    return c.commands
