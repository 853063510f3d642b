#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# cross.sh - physmon for each processor of tests/archs, static, warnings being errors; unit tests and transcripts run on
# each, terminal tests on those that must be there, under QEMU's user mode where the machine is another. O, MAKE and
# ARCHS (which ones; all) come from "make cross"; RUN=0 only builds. What is missing is skipped, but in CI a processor
# that must be there fails. Ends with "N passed, N failed, N skipped".
#
# cmocka comes as Debian's source, whose one file is built for each processor: its packages hold no static library, and
# there are none for riscv64 and ppc64. It stays in $XDG_CACHE_HOME/physmon-cross or ~/.cache/physmon-cross.
. "$(dirname "$0")/parts.sh"

cache=${XDG_CACHE_HOME:-$HOME/.cache}/physmon-cross
cmocka= # its folder, or nothing
why=    # there is none

fetch_cmocka()
{
	set -- "$cache"/cmocka-*/src/cmocka.c
	if [ ! -f "$1" ]; then
		mkdir -p "$cache/get" || return
		if ! (
			apt=$PWD/tests/vm/aptroot.sh APTROOT=$cache/apt
			export APTROOT
			cd "$cache/get" && "$apt" source update && "$apt" source download cmocka &&
				tar -xf cmocka_*.orig.tar.?z && mv cmocka-* ..
		) >"$log" 2>&1; then
			why="the source of cmocka can't be had: $(tail -n 1 "$log")"
			return
		fi
		rm -rf "$cache/get" "$cache/apt"
		set -- "$cache"/cmocka-*/src/cmocka.c
	fi
	cmocka=${1%/src/cmocka.c}
}

cmocka_for() # FOLDER CC AR: FOLDER/libcmocka.a; what a configure script would find out is the same on each Linux
{
	mkdir -p "$1" &&
		"$2" -O2 -g -std=gnu99 -D_GNU_SOURCE -DHAVE_INTTYPES_H -DHAVE_MALLOC_H -DHAVE_SIGNAL_H -DHAVE_STRINGS_H \
			-DHAVE_CLOCK_REALTIME -DHAVE_SIGLONGJMP -DHAVE_STRSIGNAL -DHAVE_STRUCT_TIMESPEC -DHAVE_GCC_THREAD_LOCAL_STORAGE \
			-I"$cmocka/include" -c "$cmocka/src/cmocka.c" -o "$1/cmocka.o" >"$log" 2>&1 &&
		rm -f "$1/libcmocka.a" && "$3" rcD "$1/libcmocka.a" "$1/cmocka.o" >"$log" 2>&1
}

without() # NAME WHY: in CI too, this may be skipped if the processor may
{
	if [ "$need" = must ]; then
		skip "$1" "$2"
	else
		skipped=$((skipped + 1))
		echo "  $1: skipped, $2"
	fi
}

each() # what stands in a row of tests/archs
{
	arch=$1 triplet=$2 qemu=$3 need=$5
	prefix=$triplet-
	if [ "$(gcc -dumpmachine 2>/dev/null)" = "$triplet" ]; then
		prefix='' qemu=''
	elif ! command -v "${prefix}gcc" >/dev/null 2>&1; then
		without "$arch" "${prefix}gcc is missing"
		return
	fi
	set -- "CROSS_COMPILE=$prefix" STATIC=1 READLINE=0
	build "$arch" "$@" || return
	static "$O/$arch/physmon"
	case $arch in
	x86_64 | arm64 | armhf | riscv64) accessors "$arch" "$arch" "${prefix}objdump" ;;
	esac
	rooms=
	lib=$O/$arch/cmocka
	if [ -z "$cmocka" ]; then
		without "unit tests with $arch" "$why"
	elif cmocka_for "$lib" "${prefix}gcc" "${prefix}ar" &&
		$MAKE -s "O=$O/$arch" WERROR=1 "$@" "cmocka_cflags=-isystem $cmocka/include" \
			"cmocka_libs=$lib/libcmocka.a" tests >"$log" 2>&1; then
		for room in tests/test_*.c; do
			rooms="$rooms $O/$arch/${room%.c}"
		done
	else
		cat "$log"
		bad "unit tests build for $arch"
	fi
	[ "${RUN:-1}" = 1 ] || return
	if [ -n "$qemu" ] && ! command -v "$qemu" >/dev/null 2>&1; then
		without "tests with $arch" "$qemu is missing"
		return
	fi
	golden "$arch" "$qemu"
	# shellcheck disable=SC2086 # no word where there is none
	totals "random programs with $arch" tests/model/model.py --streams 300 $qemu "$O/$arch/physmon"
	# shellcheck disable=SC2086 # $rooms is a list
	[ -z "$rooms" ] || totals "unit tests with $arch" env PHYSMON="$O/$arch/physmon" WRAPPER="$qemu" tests/run --only tests/test_ $rooms
	[ "$need" = may ] || terminal "$arch" "$qemu"
}

fetch_cmocka
while read -r row <&3; do
	case $row in
	\#* | '') continue ;;
	esac
	# shellcheck disable=SC2086 # a row is split
	set -- $row
	case " ${ARCHS:-$1} " in
	*" $1 "*) each "$@" ;;
	esac
done 3<tests/archs
finish
