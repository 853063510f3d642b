#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# builds.sh - build physmon in every other way it is meant to be built in, warnings being errors, and try each result:
# without readline, static (musl, glibc), for other processors (their programs run the golden transcripts under
# qemu-user where that is there); and see that an access is one instruction on each processor. O and MAKE come from
# "make check-builds". Ends with "N passed, N failed, N skipped".
set -u
cd "$(dirname "$0")/.." || exit 1

O=${O:-.build}
MAKE=${MAKE:-make}
passed=0 failed=0 skipped=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

ok()
{
	passed=$((passed + 1))
	echo "  $1: passed"
}

bad()
{
	failed=$((failed + 1))
	echo "  $1: FAILED"
}

skip() # NAME WHY
{
	if [ "${CI-}" = true ]; then
		echo "  $1: $2, which is a failure in CI"
		bad "$1"
	else
		skipped=$((skipped + 1))
		echo "  $1: skipped, $2"
	fi
}

build() # FOLDER VARIABLE...: silent success of "make all"
{
	folder=$O/$1
	shift
	if $MAKE -s "O=$folder" WERROR=1 "$@" all >"$log" 2>&1 && [ -x "$folder/physmon" ]; then
		ok "build $folder ($*)"
	else
		cat "$log"
		bad "build $folder ($*)"
		return 1
	fi
}

totals() # NAME COMMAND...: the last totals in what it says count
{
	name=$1
	shift
	"$@" >"$log" 2>&1
	status=$?
	last=$(grep -E '^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$' "$log" | sed -n '$p')
	# shellcheck disable=SC2086 # split on purpose: N passed, N failed, N skipped
	set -- ${last:-0 passed, 0 failed, 0 skipped}
	passed=$((passed + $1)) failed=$((failed + $3)) skipped=$((skipped + ${5:-0}))
	if [ "$status" -ne 0 ] || [ "$3" -ne 0 ] || [ -z "$last" ]; then
		grep -vE '^  (CC|AR|LINK) ' "$log"
	fi
	if [ -z "$last" ] || { [ "$status" -ne 0 ] && [ "$3" -eq 0 ]; }; then
		bad "$name: status $status, ${last:-no totals}"
	else
		echo "  $name: $last"
	fi
}

static() # FILE: no interpreter, so it needs nothing on the board
{
	if readelf -lW "$1" | grep -q INTERP; then bad "$1 is static"; else ok "$1 is static"; fi
}

accessors() # FOLDER ARCH OBJDUMP: the object that went into this program, as it was compiled for it
{
	totals "instructions of an access in $1" tests/check-access.sh "$2" "$3" "$O/$1/lib/access.o"
}

golden() # FOLDER [WRAPPER]
{
	totals "golden transcripts with $1" env PHYSMON="$O/$1/physmon" WRAPPER="${2-}" tests/run --only tests/cli/run
}

if build noreadline READLINE=0; then
	totals "tests without readline" $MAKE "O=$O/noreadline" READLINE=0 WERROR=1 check-only
fi

if build musl CC=musl-gcc STATIC=1 READLINE=0; then
	static "$O/musl/physmon"
	strip -o "$O/musl/physmon.stripped" "$O/musl/physmon"
	size=$(wc -c <"$O/musl/physmon.stripped")
	if [ "$size" -lt 131072 ]; then ok "musl, stripped: $size bytes"; else bad "musl, stripped: $size bytes, not below 131072"; fi
	accessors musl "$(uname -m | sed s/aarch64/arm64/)" objdump
	golden musl
fi

if build static STATIC=1 READLINE=1; then
	static "$O/static/physmon"
	golden static
	totals "terminal tests with static" env PHYSMON="$O/static/physmon" PHYSMON_NOREADLINE="$O/noreadline/physmon" tests/run --only tests/pty
fi

cross() # ARCH TRIPLET QEMU
{
	if ! command -v "$2-gcc" >/dev/null 2>&1 && [ "$("${CC:-cc}" -dumpmachine 2>/dev/null)" != "$2" ]; then
		skip "build $O/$1" "$2-gcc is missing"
		return
	fi
	build "$1" "CROSS_COMPILE=$2-" STATIC=1 READLINE=0 || return
	static "$O/$1/physmon"
	accessors "$1" "$1" "$2-objdump"
	if command -v "$3" >/dev/null 2>&1; then
		golden "$1" "$3"
	else
		skip "golden transcripts with $1" "$3 is missing"
	fi
}

cross arm64 aarch64-linux-gnu qemu-aarch64
cross armhf arm-linux-gnueabihf qemu-arm
cross riscv64 riscv64-linux-gnu qemu-riscv64

totals "instructions of an access" tests/check-access.sh

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
