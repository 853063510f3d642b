#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# check-access: disassembles src/lib/bus/access.c and holds each function to what it promises. A block accessor
# has, for each unit, one plain load and one plain store of its width, and one store of the count after it or, in a
# batch, after eight of these pairs; an accessor that seeks has, for each unit or for eight, the loads (x86: comparisons)
# and one store of the count. An accessor of an x86 port is one in or out.
# No other memory instruction, in no other order: no pair, multiple, vector, string or writeback form, no call.
# In a batch each unit is as long as the next in bytes of code, which is what access_uncounted() goes by. The two sides
# of a block aren't told apart: both must be plain, which is more than the bus needs.
#
#   tests/check-access.sh                       x86_64, arm64, armhf, riscv64 by gcc; by clang what it has headers for
#   tests/check-access.sh ARCH OBJDUMP OBJECT   one object file, however it was made
#   tests/check-access.sh --sources             no other source has volatile (but for signals) or assembly; silent if so
#
# ACCESS_C names another source than src/lib/bus/access.c. A missing compiler is skipped, and fails where CI=true.

set -u
LC_ALL=C
export LC_ALL
top=$(cd "$(dirname "$0")/.." && pwd) || exit 2
source=${ACCESS_C:-$top/src/lib/bus/access.c}
tmp=$(mktemp -d) || exit 2
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0 skipped=0

# Reads a disassembly, prints "FUNCTION ok WHAT" or "FUNCTION bad WHY" for each function that must be there.
cat >"$tmp/check.awk" <<'EOF'
function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }
function bad(why) { if (!(fn in fault)) fault[fn] = why }
function count(dir, bytes) {
	n[fn, dir, bytes]++
	total[fn]++
	seq[fn] = seq[fn] (dir == "load" ? "l" : dir == "store" ? "s" : "p") bytes " "
	place[fn] = place[fn] (dir == "load" ? at " " : "")
}

# Splits ops at the commas that stand outside of brackets.
function split_ops(s,    i, c, depth, k) {
	nops = 0; k = ""; depth = 0
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		depth += (index("([{", c) > 0) - (index(")]}", c) > 0)
		if (c == "," && !depth) { op[++nops] = trim(k); k = "" } else k = k c
	}
	if (trim(k) != "") op[++nops] = trim(k)
}

function x86_reg(r) {
	if (r ~ /^%(e[a-ds]|r[0-9]+d$)/) return 4
	if (r ~ /^%r[0-9]+w$/) return 2
	if (r ~ /^%r[0-9]+b$/ || r ~ /^%[a-d][lh]$/ || r ~ /^%(si|di|sp|bp)l$/) return 1
	if (r ~ /^%r/) return 8
	if (r ~ /^%([a-d]x|si|di|sp|bp)$/) return 2
	return 0
}
function x86(m, s,    mem, i, bytes, reg) {
	if (m ~ /^(endbr64|ret|nop|nopw|nopl|data16|cs|xchg|lea|push|pop|leave)$/ && s !~ /%[xyz]?mm/) {
		if (m == "xchg" && s ~ /\(/) bad(m " " s)
		return
	}
	if (m ~ /^(call|rep|repz|repnz|lock|notrack)/ || s ~ /%[xyz]?mm/ || s ~ /%[ed]s:/) { bad(m " " s); return }
	if (m ~ /^j/) return
	split_ops(s)
	if (m ~ /^(in|out)$/ && nops == 2) { # AT&T's order: in (%dx),%al; out %al,(%dx)
		reg = op[m == "in" ? 2 : 1]
		if (op[m == "in" ? 1 : 2] != "(%dx)" || reg !~ /^%(al|ax|eax)$/) bad(m " " s)
		count(m, reg == "%al" ? 1 : reg == "%ax" ? 2 : 4)
		return
	}
	mem = 0
	for (i = 1; i <= nops; i++)
		if (op[i] ~ /\(/ || op[i] ~ /^(0x)?[0-9a-f]+$/ || op[i] ~ /:/) mem = i
	if (!mem || op[mem] ~ /\(%r[sb]p[,)]/) return
	bytes = 0
	if (m ~ /^mov(zb|sb)[wlq]$/) bytes = 1
	else if (m ~ /^mov(zw|sw)[lq]$/) bytes = 2
	else if (m == "movslq") bytes = 4
	else if (m == "mov" && nops == 2) bytes = x86_reg(op[3 - mem])
	else if (m ~ /^mov[bwlq]$/ && nops == 2) bytes = m == "movb" ? 1 : m == "movw" ? 2 : m == "movl" ? 4 : 8
	else if (m == "cmp" && nops == 2) bytes = x86_reg(op[3 - mem])
	if (!bytes) { bad(m " " s); return }
	count(mem == nops && m != "cmp" ? "store" : "load", bytes)
}
function arm64(m, s,    bytes) {
	if (m ~ /^(b|b\..*|cbn?z|tbn?z|ret|nop|bti|paciasp|autiasp)$/) return
	if (m ~ /^(bl|blr|dc|prfm|movi|fmov|dup|ins|umov)$/) { bad(m " " s); return }
	if (s ~ /\[sp[],]/) return
	if (s !~ /\[/) {
		if (s ~ /(^|[ ,{])[vqdshb][0-9]/ || m ~ /^(ld|st|cas|swp)/) bad(m " " s)
		return
	}
	split_ops(s)
	bytes = m ~ /^(ldrb|strb)$/ ? 1 : m ~ /^(ldrh|strh)$/ ? 2 : m ~ /^(ldr|str)$/ ? (op[1] ~ /^x/ ? 8 : 4) : 0
	if (!bytes || nops != 2 || op[1] !~ /^([wx][0-9]+|wzr|xzr)$/ || op[2] !~ /^\[x[0-9]+\]$/) { bad(m " " s); return }
	count(m ~ /^l/ ? "load" : "store", bytes)
}
function armhf(m, s,    bytes) {
	sub(/\.[nw]$/, "", m)
	if (m ~ /^(blx?|swpb?|vld|vst|vmov|vpush|vpop)/ && m !~ /^bl[set]$/) { bad(m " " s); return }
	if (m ~ /^(push|pop)/ || s ~ /^sp!/ || s ~ /\[sp[],]/) return
	if (s !~ /\[/) {
		if (m ~ /^(ldm|stm|ldc|stc|v)/) bad(m " " s)
		return
	}
	split_ops(s)
	bytes = m ~ /^(ldrb|strb)$/ ? 1 : m ~ /^(ldrh|strh)$/ ? 2 : m ~ /^(ldr|str)$/ ? 4 : 0
	if (!bytes || nops != 2 || op[2] !~ /^\[(r[0-9]+|sl|fp|ip|lr)(, #0)?\]$/) { bad(m " " s); return }
	count(m ~ /^l/ ? "load" : "store", bytes)
}
function riscv64(m, s,    bytes) {
	if (m ~ /^(call|tail|auipc|jalr|amo|lr\.|sc\.|v|f[ls])/) { bad(m " " s); return }
	if (s !~ /\(/ || s ~ /\(sp\)/) return
	bytes = m ~ /^(lbu?|sb)$/ ? 1 : m ~ /^(lhu?|sh)$/ ? 2 : m ~ /^(lwu?|sw)$/ ? 4 : m ~ /^(ld|sd)$/ ? 8 : 0
	if (!bytes) { bad(m " " s); return }
	count(m ~ /^l/ ? "load" : "store", bytes)
}

/^[0-9a-f]+ <[^>]*>:$/ {
	name = $2
	gsub(/[<>:]/, "", name)
	if (name !~ /^[.$]/) { fn = name; there[fn] = 1 } # .L123 is a place inside a function
	next
}
/^[ \t]*[0-9a-f]+: R_/ { # what the linker fills in: a call, or a place inside the function
	if ($3 !~ /^\.L/ && $2 !~ /^R_RISCV_(RELAX|ALIGN|NONE)$/) bad("needs " $3)
	next
}
/^[ \t]*[0-9a-f]+:\t/ {
	line = $0
	at = $1
	sub(/:$/, "", at)
	sub(/^[ \t]*[0-9a-f]+:\t/, "", line)
	sub(/[ \t]*(\/\/|@|;|#  *[0-9a-f]+ <).*$/, "", line)
	gsub(/<[^>]*>/, "", line)
	m = line; sub(/[ \t].*$/, "", m)
	s = line; if (!sub(/^[^ \t]+[ \t]+/, "", s)) s = ""
	s = trim(s)
	all[fn] = all[fn] m " " s "\n"
	if (arch == "x86_64") x86(m, s)
	else if (arch == "arm64") arm64(m, s)
	else if (arch == "armhf") armhf(m, s)
	else riscv64(m, s)
}

function plural(k, what) { return k " " what (k == 1 ? "" : "s") }
function verdict(f, ok, what) {
	fn = f
	if (!(f in there)) bad("is not there")
	else if (!ok) bad(what)
	print f, (f in fault) ? "bad " fault[f] : "ok " what
}
function port(f, dir, bytes) {
	verdict(f, total[f] == 1 && n[f, dir, bytes] == 1,
		plural(total[f] + 0, "instruction") " touching a port, " n[f, dir, bytes] + 0 " " dir " of " bytes * 8 " bits")
}
# The loads of a batch: seven distances in bytes of code, all alike.
function even(f, first,    k, a) {
	split(place[f], a, " ")
	for (k = 2; k <= 7; k++)
		if (hex(a[first + k]) - hex(a[first + k - 1]) != hex(a[first + 1]) - hex(a[first])) return 0
	return 1
}
function hex(s,    k, v) {
	v = 0
	for (k = 1; k <= length(s); k++) v = v * 16 + index("0123456789abcdef", substr(s, k, 1)) - 1
	return v
}
# Units of the accesses @pair, each counted or eight at once.
function block(f, bytes, pair, what,    left, counted, batch, units, batches, k) {
	left = seq[f]; counted = "s" pointer " "
	batch = pair pair pair pair pair pair pair pair counted
	units = batches = 0
	while (left != "")
		if (index(left, batch) == 1) {
			if (!even(f, units + 1)) { fn = f; bad("the units of a batch differ in length") }
			left = substr(left, length(batch) + 1); units += 8; batches++
		} else if (index(left, pair counted) == 1) {
			left = substr(left, length(pair counted) + 1); units++
		} else
			break
	k = split(left, rest, " ")
	verdict(f, units > 0 && !k, plural(total[f] + 0, "memory instruction") ": " units " " what " of " bytes * 8 \
		" bits, each counted" (batches ? ", or eight at once" : "") (k ? ", then " k " out of order: " left : ""))
}
END {
	pointer = arch == "armhf" ? 4 : 8
	for (bytes = 1; bytes <= pointer; bytes *= 2) {
		block("access_get_block" bytes * 8, bytes, "l" bytes " s" bytes " ", "loads and stores")
		block("access_put_block" bytes * 8, bytes, "l" bytes " s" bytes " ", "loads and stores")
		if (whole || ("access_seek" bytes * 8) in there) # the smallest build has none
			block("access_seek" bytes * 8, bytes, "l" bytes " ", "loads")
		if (whole || ("access_swap" bytes * 8) in there)
			block("access_swap" bytes * 8, bytes, "l" bytes " l" bytes " s" bytes " s" bytes " ", "exchanges")
	}
	for (bytes = 1; arch == "x86_64" && bytes <= 4; bytes *= 2) {
		port("access_in" bytes * 8, "in", bytes)
		port("access_out" bytes * 8, "out", bytes)
	}
	fence = arch == "x86_64" ? "^mfence" : arch == "riscv64" ? "(^|\n)fence *(iorw, *iorw)?\n" : "^dsb +sy"
	verdict("access_fence", all["access_fence"] ~ fence && !total["access_fence"], "orders everything")
}
EOF

# report LABEL FILE: a line for each function of FILE; the same function may come several times, once an optimisation
report()
{
	awk -v label="$1" '
		!($1 in seen) { order[++count] = $1; seen[$1] = 1 }
		{ what = $0; sub(/^[^ ]+ [^ ]+ /, "", what); if ($2 == "bad" && !($1 in why)) why[$1] = what; text[$1] = what }
		END {
			for (i = 1; i <= count; i++) {
				f = order[i]
				print (f in why) ? "not ok" : "ok", label, f ": " ((f in why) ? why[f] : text[f])
			}
		}' "$2" >"$tmp/lines"
	cat "$tmp/lines"
	passed=$((passed + $(grep -c '^ok ' "$tmp/lines")))
	failed=$((failed + $(grep -c '^not ok ' "$tmp/lines")))
}

# examine ARCH OBJDUMP OBJECT [WHOLE]: with WHOLE each function must be there, also one that a build may leave out
examine()
{
	"$2" -dr --no-show-raw-insn "$3" >"$tmp/dis" || : >"$tmp/dis"
	awk -v arch="$1" -v whole="${4:-0}" -f "$tmp/check.awk" "$tmp/dis"
}

# try ARCH OBJDUMP LABEL COMPILER [FLAG...]
try()
{
	arch=$1 objdump=$2 label=$3
	shift 3
	: >"$tmp/verdicts"
	for opt in -O2 -O3 -Os; do
		if ! "$@" -std=gnu11 -D_GNU_SOURCE "$opt" -I"$(dirname "$source")" -I"$top/src/lib/bus" -c "$source" -o "$tmp/access.o"; then
			echo "not ok $label: $* $opt: does not compile"
			failed=$((failed + 1))
			return
		fi
		examine "$arch" "$objdump" "$tmp/access.o" 1 | sed "/ bad /s/\$/ ($opt)/" >>"$tmp/verdicts"
	done
	report "$label" "$tmp/verdicts"
}

missing()
{
	if [ "${CI:-}" = true ]; then
		echo "not ok $1: $2 is missing"
		failed=$((failed + 1))
	else
		echo "skip $1: $2 is missing"
		skipped=$((skipped + 1))
	fi
}

have()
{
	command -v "$1" >/dev/null 2>&1
}

elsewhere() # prints the lines of other sources that could touch a target
{
	(cd "$top" && grep -rnwE 'volatile|asm|__asm|__asm__' src include) |
		grep -vE '^src/lib/bus/access\.|sig_atomic_t|^[^:]*:[0-9]+:[[:space:]]*(/?\*|//)'
}

if [ $# -eq 3 ]; then
	examine "$@" >"$tmp/verdicts"
	report "$1" "$tmp/verdicts"
elif [ "$*" = --sources ]; then
	! elsewhere
	exit
elif [ $# -eq 0 ]; then
	if elsewhere; then
		echo "not ok sources: volatile or assembly outside of access.c"
		failed=$((failed + 1))
	else
		echo "ok sources: volatile and assembly in access.c only"
		passed=$((passed + 1))
	fi
	while read -r arch triple; do
		if ! have "$triple-gcc" || ! have "$triple-objdump"; then
			missing "$arch gcc" "$triple-gcc"
			continue
		fi
		try "$arch" "$triple-objdump" "$arch gcc" "$triple-gcc"
		# clang compiles for all of them, where the C library's headers are: x86_64 is a must, the others are welcome
		set -- "${CLANG:-clang}" "--target=$triple"
		[ "$arch" = x86_64 ] || set -- "$@" -isystem "/usr/$triple/include"
		if have "$1" && echo '#include <stdint.h>' | "$@" -x c -c -o "$tmp/empty.o" - 2>/dev/null; then
			try "$arch" "$triple-objdump" "$arch clang" "$@"
		elif [ "$arch" = x86_64 ]; then
			missing "$arch clang" "$1"
		fi
	done <<-EOF
		x86_64 x86_64-linux-gnu
		arm64 aarch64-linux-gnu
		armhf arm-linux-gnueabihf
		riscv64 riscv64-linux-gnu
	EOF
else
	echo "usage: $0 [ARCH OBJDUMP OBJECT | --sources]" >&2
	exit 2
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
