#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# builds.sh - build physmon in every other way it is meant to be built in, warnings being errors, and try each result:
# without readline, expat or zlib, as small as can be, static (musl, glibc); and see that an access is one instruction.
# Other processors: cross.sh. O and MAKE come from "make check-builds". Ends with "N passed, N failed, N skipped".
. "$(dirname "$0")/parts.sh"

# its unit tests are run by "make check-msan", its terminal tests with those of static below
if build noreadline READLINE=0; then
	golden noreadline
fi

# as distributions build: calls across files are seen at link time only
if build lto CC=gcc CFLAGS='-O2 -g -flto=auto'; then
	golden lto
fi

if build noexpat EXPAT=0 ZLIB=0; then
	totals "tests without expat and zlib" $MAKE "O=$O/noexpat" EXPAT=0 ZLIB=0 WERROR=1 check-only
fi

if build small CC=musl-gcc STATIC=1 SMALL=1; then
	static "$O/small/physmon"
	strip -o "$O/small/physmon.stripped" "$O/small/physmon"
	size=$(wc -c <"$O/small/physmon.stripped")
	if [ "$size" -lt 131072 ]; then ok "small, stripped: $size bytes"; else bad "small, stripped: $size bytes, not below 131072"; fi
	accessors small "$(uname -m | sed s/aarch64/arm64/)" objdump
	totals "transcripts of small" env PHYSMON="$O/small/physmon" tests/cli/run.py tests/small/small.t
fi

if build small-clang CC=clang STATIC=1 SMALL=1; then
	static "$O/small-clang/physmon"
	totals "transcripts of small by clang" env PHYSMON="$O/small-clang/physmon" tests/cli/run.py tests/small/small.t
fi

if build musl CC=musl-gcc STATIC=1 READLINE=0; then
	static "$O/musl/physmon"
	# of the rooms that read register descriptions, nothing but the sentence that tells so
	if strings "$O/musl/physmon" | grep -q derivedFrom; then bad "musl: register descriptions"; else ok "musl: no register descriptions"; fi
	accessors musl "$(uname -m | sed s/aarch64/arm64/)" objdump
	golden musl
fi

if build static STATIC=1 READLINE=1 EXPAT=1 ZLIB=1; then
	static "$O/static/physmon"
	if strings "$O/static/physmon" | grep -q derivedFrom; then ok "static: with expat"; else bad "static: without expat"; fi
	golden static
	totals "terminal tests with static" env PHYSMON="$O/static/physmon" PHYSMON_NOREADLINE="$O/noreadline/physmon" tests/run --only tests/pty
fi

# musl-gcc sees none of the libraries' headers
if $MAKE -n "O=$O/lacking" CC=musl-gcc READLINE=0 all 2>&1 | grep "'expat, zlib' 'libexpat1-dev zlib1g-dev'" >/dev/null; then
	ok "a build tells what it lacks"
else
	bad "a build tells what it lacks"
fi

totals "instructions of an access" tests/check-access.sh

finish
