#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# parts.sh - what builds.sh, cross.sh and package.sh are made of, which read this file: build in a folder of its own,
# see what came of it, and count. O and MAKE come from the Makefile. It is no program.
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
	from=$(date +%s)
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
		echo "  $name: $last ($(($(date +%s) - from)) s)"
	fi
}

static() # FILE: no interpreter, so it needs nothing on the board
{
	if readelf -lW "$1" | grep -q INTERP; then bad "$1 is static"; else ok "$1 is static"; fi
}

accessors() # FOLDER ARCH OBJDUMP: the object that went into this program, as it was compiled for it
{
	totals "instructions of an access in $1" tests/check-access.sh "$2" "$3" "$O/$1/lib/bus/access.o"
}

golden() # FOLDER [WRAPPER...]: the transcripts
{
	totals "golden transcripts with $1" env PHYSMON="$O/$1/physmon" WRAPPER="${2-}" tests/run --only tests/cli/run
}

terminal() # FOLDER [WRAPPER...]: the tests of the prompt
{
	totals "terminal tests with $1" env PHYSMON="$O/$1/physmon" WRAPPER="${2-}" tests/run --only tests/pty
}

finish()
{
	echo "$passed passed, $failed failed, $skipped skipped"
	[ "$failed" -eq 0 ]
}
