#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# hardening.sh - what the default dynamic build must carry, as readelf sees it: position independence, relocations
# that become read-only, all symbols bound at the start, stack protector, fortified calls, no relocation in the code, no
# stack that can be executed, no segment that can be both written and executed. Ends with "N passed, N
# failed". From the environment: PHYSMON, the program.
set -u
cd "$(dirname "$0")/../.." || exit 1

program=${PHYSMON-.build/physmon}
passed=0 failed=0

headers=$(readelf -hlW "$program") && dynamic=$(readelf -dW "$program") && symbols=$(readelf --dyn-syms -W "$program") || {
	echo "hardening.sh: $program can't be read"
	echo "0 passed, 1 failed"
	exit 1
}

has() # NAME TEXT PATTERN
{
	if printf '%s\n' "$2" | grep -Eq -- "$3"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "FAILED $1"
	fi
}

lacks() # NAME TEXT PATTERN
{
	if printf '%s\n' "$2" | grep -Eq -- "$3"; then
		failed=$((failed + 1))
		echo "FAILED $1"
	else
		passed=$((passed + 1))
	fi
}

has "position independent: its type is DYN" "$headers" 'Type: +DYN'
has "position independent: it says PIE" "$dynamic" 'FLAGS_1.*PIE'
has "relocations become read-only" "$headers" 'GNU_RELRO'
has "all symbols are bound at the start" "$dynamic" 'BIND_NOW|FLAGS_1.*NOW'
has "stack protector" "$symbols" '__stack_chk_fail'
has "fortified calls" "$symbols" '__[a-z]+(_chk|_2)(@|$| )'
has "a stack that can't be executed" "$headers" 'GNU_STACK.* RW +0x'
lacks "no relocation in the code" "$dynamic" 'TEXTREL'
lacks "no segment to write and execute" "$headers" 'LOAD.* RWE '
lacks "no path to libraries of its own" "$dynamic" 'RPATH|RUNPATH'
# readline and the parsers' libraries are opened when a feature needs them
libraries=$(printf '%s\n' "$dynamic" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' |
	grep -Ev '^(libc|libdl|ld-linux.*|libgcc_s)\.so' | tr '\n' ' ')
if [ -z "$libraries" ]; then
	passed=$((passed + 1))
else
	failed=$((failed + 1))
	echo "FAILED linked with nothing but the C library: $libraries"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
