# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers, names and expressions of the model: see language.py."""
import re

TOP = 1 << 64


class Wrong(Exception):
    """The text is wrong: nothing runs. Status 2."""


class Failed(Exception):
    """Something failed while running. Status 1."""


class Dull(Exception):
    """Too large to be worth comparing, or beyond what this model knows."""


def parse_number(word):
    """The value of a word, or None where it is no number; Wrong where it has more than 64 bits."""
    word = re.sub(r"^([0-9].*?)(u|l|ll|ul|ull|lu|llu)$", r"\1", word, flags=re.I)  # a suffix of C
    if re.fullmatch(r"0[bB][01_]+", word):
        return None
    m = re.fullmatch(r"(0[xX]|0t|0y)?([0-9a-fA-F_]+?)([kMG])?", word)
    if not m:
        return None
    prefix, digits, suffix = m.groups()
    base = {"0t": 10, "0y": 2}.get(prefix, 16 if prefix or not suffix else 10)
    if digits.startswith("_") or digits.endswith("_") or "__" in digits:
        return None
    plain = digits.replace("_", "")
    if any(int(c, 16) >= base for c in plain):
        return None
    value = int(plain, base) * {"k": 1 << 10, "M": 1 << 20, "G": 1 << 30, None: 1}[suffix]
    if value >= TOP:
        raise Wrong(f"{word} has more than 64 bits")
    return value


NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\[[0-9]+\])?(?:\.[A-Za-z_][A-Za-z0-9_]*(?:\[[0-9]+\])?)*")
STRENGTH = {"|": 1, "^": 2, "&": 3, "<<": 4, ">>": 4, "+": 5, "-": 5, "*": 6, "/": 6, "%": 6}


def calculate(op, a, b):
    if op in "/%":
        if b == 0:
            raise Failed("division by 0")
        return a // b if op == "/" else a % b
    if op in ("<<", ">>"):
        if b > 63:
            raise Failed("a shift by 64 bits or more")
        return (a << b) % TOP if op == "<<" else a >> b
    return {"+": a + b, "-": a - b, "*": a * b, "&": a & b, "^": a ^ b, "|": a | b}[op] % TOP


class Expr:
    """tree: a number, "." or "$", ("-", x), ("~", x), (operator, x, y)."""

    def __init__(self, tree, text, absolute):
        self.tree, self.absolute = tree, absolute
        self.dynamic = self.holds_dynamic(tree)
        self.form = "other"
        if isinstance(tree, int) and not text.startswith("("):
            self.form = "plain"
        elif re.match(r"-[^(]", text) and isinstance(tree, tuple) and len(tree) == 2 and isinstance(tree[1], int):
            self.form = "negative"

    @staticmethod
    def holds_dynamic(tree):
        if isinstance(tree, tuple):
            return any(Expr.holds_dynamic(x) for x in tree[1:])
        return isinstance(tree, str)

    def value(self, dot=None, last=None):
        def walk(t):
            if isinstance(t, int):
                return t
            if t == ".":
                return dot
            if t == "$":
                if last is None:
                    raise Failed("$ has no value")
                return last
            if len(t) == 2:
                return (-walk(t[1]) if t[0] == "-" else ~walk(t[1])) % TOP
            return calculate(t[0], walk(t[1]), walk(t[2]))
        return walk(self.tree)

    def fits(self, value, width):
        return self.fits_bits(value, 8 * width)

    def fits_bits(self, value, bits):
        limit = 1 << bits
        if self.form == "plain":
            return value < limit
        if self.form == "negative":
            return -value % TOP <= limit // 2
        return value < limit or value >= TOP - limit


class Reader:
    """One line, from left to right."""

    def __init__(self, line, names):
        self.line, self.names, self.at = line, names, 0
        self.depth = self.nest = 0
        self.absolute = self.behind_shift = self.in_shift = False

    def peek(self, n=1):
        return self.line[self.at:self.at + n]

    def blanks(self):
        while self.peek() in (" ", "\t") and self.peek():
            self.at += 1

    def ended(self):
        return self.peek() in ("", " ", "\t", ";")

    def comma(self):
        """Pass over a comma that another operand follows."""
        m = re.compile(r",[ \t]+(?=[^ \t;#])").match(self.line, self.at)
        self.at += 1 if m else 0
        return m

    def word(self):
        m = re.compile(r"[^ \t;]*").match(self.line, self.at)
        if '"' in m[0]:
            raise Dull("quotes")
        self.at = m.end()
        return m[0]

    def expr(self):
        start, self.depth, self.nest, self.absolute, self.in_shift = self.at, 0, 0, False, False
        tree = self.binary(0)
        e = Expr(tree, self.line[start:self.at], self.absolute)
        if not e.dynamic:
            try:
                e.value()
            except Failed as why:
                raise Wrong(str(why)) from None
        return e

    def inner_blanks(self):
        if self.depth:
            self.blanks()

    def binary(self, least):
        left = self.primary()
        while True:
            self.inner_blanks()
            op = self.peek(2) if self.peek(2) in STRENGTH else self.peek()
            if op not in STRENGTH or STRENGTH[op] <= least:
                return left
            self.at += len(op)
            if op == "-" and self.peek() == "-":
                raise Wrong("--")
            self.behind_shift = op in ("<<", ">>")
            right = self.binary(STRENGTH[op])
            if isinstance(right, int) and ((op in "/%" and right == 0) or (op in ("<<", ">>") and right > 63)):
                raise Wrong("a constant that can't be right")
            left = (op, left, right)

    def primary(self):
        inside = self.in_shift
        shift, self.behind_shift = self.behind_shift, False
        self.nest += 1
        if self.nest > 90:
            raise Dull("nested")
        self.inner_blanks()
        c = self.peek()
        if c == "(":
            self.at += 1
            self.depth += 1
            self.in_shift |= shift
            tree = self.binary(0)
            self.in_shift = inside
            self.blanks()
            if self.peek() != ")":
                raise Wrong("a parenthesis is missing")
            self.at += 1
            self.depth -= 1
        elif c and c in "-~":
            self.at += 1
            if c == "-" and self.peek() == "-":
                raise Wrong("--")
            tree = (c, self.primary())
        elif c and c in ".$":
            self.at += 1
            self.absolute |= c == "."
            tree = c
        elif c and c in "0123456789":
            m = re.compile(r"[0-9A-Za-z_]*").match(self.line, self.at)
            if shift and not re.match("0[xXty]", m[0]):  # the number of a bit
                digits = re.fullmatch("([0-9]+)(u|l|ll|ul|ull|lu|llu)?", m[0], re.I)
                tree = int(digits[1]) if digits and int(digits[1]) < TOP else None
            else:
                tree = parse_number(m[0])
            if inside and not shift and re.fullmatch("0*[1-9][0-9]+(u|l|ll|ul|ull|lu|llu)?", m[0], re.I):
                tree = None  # decimal, or not?
            if tree is None:
                raise Wrong(f"{m[0]} is no number")
            self.at = m.end()
        else:
            tree = self.name(shift)
        self.nest -= 1
        return tree

    def name(self, shift):
        marked = self.peek() == "@"
        if marked:
            self.at += 1
        if marked and self.peek() == '"':
            m = re.compile(r'"([^"\\]*)"').match(self.line, self.at)
            if not m:
                raise Dull("escapes")
            word = m[1]
        else:
            m = NAME.match(self.line, self.at)
            if not m:
                raise Wrong("no number and no name")
            word = m[0]
        number = None if marked else parse_number(word)
        behind = m.end()
        if number is None and word not in self.names and m[0].endswith("]"):  # bits of what stands before them
            word = word[:word.rindex("[")]
            behind = self.at + len(word)
            number = None if marked else parse_number(word)
        if word in self.names:
            if number is not None:
                raise Wrong(f"{word} is a number and a name")
            self.absolute = True
            number = self.names[word]
        elif number is None or shift:
            raise Wrong(f"{word} is unknown")
        self.at = behind
        return number
