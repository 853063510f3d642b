#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# setup.sh GROUP... - install what the groups' goals miss, through apt-get, with sudo if we aren't root.
# Nothing is asked for, and apt-get isn't needed, when nothing is missing. Says what it installs.
#
# Groups: make, build, demo, check, valgrind, clang, builds, cross, cross-more, lint, analyze, vm, bench, fuzz, deb,
# release. CC (default gcc) names the compiler that is meant; ARCHS which processors of tests/archs cross (those that
# must be there), cross-more (the others) and release are about.
set -u

CC=${CC:-gcc}
missing= # packages
lacking= # what they are for, in words

need() # PACKAGE WORDS: this one is missing
{
	case " $missing " in *" $1 "*) return ;; esac
	missing="$missing $1"
	lacking="${lacking:+$lacking, }$2"
}

has() # COMMAND
{
	command -v "$1" >/dev/null 2>&1
}

command_from() # COMMAND PACKAGE
{
	has "$1" || need "$2" "$1"
}

links() # COMPILER HEADER [FLAG...]: a program that includes HEADER can be compiled, and linked with the flags
{
	compiler=$1 header=$2
	shift 2
	printf '#include <stdarg.h>\n#include <stddef.h>\n#include <stdint.h>\n#include <setjmp.h>\n#include <stdio.h>\n#include <%s>\nint main(void) { return 0; }\n' "$header" |
		$compiler -x c - -o /dev/null "$@" >/dev/null 2>&1
}

compiler() # COMPILER PACKAGE LIBC: one that can link a program
{
	if ! has "$1"; then
		need "$2" "$1"
		need "$3" "the C library's headers for $1"
	elif ! links "$1" stdlib.h; then
		need "$3" "the C library's headers for $1"
	fi
}

group_make()
{
	command_from make make
}

group_build()
{
	case $CC in
	gcc | cc) compiler "$CC" gcc libc6-dev ;;
	clang*) compiler "$CC" "$CC" libc6-dev ;;
	*) has "${CC%% *}" || {
		echo "physmon: set-up: there is no compiler ${CC%% *}" >&2
		exit 1
	} ;;
	esac
}

group_demo()
{
	group_build
	# the program does without, but where the compiler has to be installed anyway, the prompt gets its line editor too,
	# registers their names, and packed files zlib
	[ -z "$missing" ] || links "$CC" readline/readline.h || need libreadline-dev "readline's headers"
	[ -z "$missing" ] || links "$CC" expat.h || need libexpat1-dev "expat's headers"
	[ -z "$missing" ] || links "$CC" zlib.h || need zlib1g-dev "zlib's headers"
}

group_check()
{
	group_build
	links "$CC" cmocka.h -lcmocka || need libcmocka-dev cmocka
	links "$CC" readline/readline.h || need libreadline-dev "readline's headers"
	links "$CC" expat.h || need libexpat1-dev "expat's headers"
	links "$CC" zlib.h || need zlib1g-dev "zlib's headers"
	command_from python3 python3
	command_from strace strace
	command_from gdb gdb
	command_from lldb lldb
	# others' words on the dumps that sample makes
	command_from vcd2fst gtkwave
	command_from fst2vcd gtkwave
	command_from gdb-multiarch gdb-multiarch
	[ -f /usr/share/bash-completion/bash_completion ] || need bash-completion "bash's completion"
	command_from zsh zsh
	command_from fish fish
}

group_valgrind()
{
	command_from valgrind valgrind
	# valgrind reads the loader's symbols, which Debian keeps apart
	[ -d /usr/lib/debug/.build-id ] || need libc6-dbg "the C library's symbols"
}

group_clang()
{
	CC=clang
	group_build
}

group_builds()
{
	compiler musl-gcc musl-tools musl-dev
	compiler clang clang libc6-dev
	links gcc readline/readline.h -static -lreadline -ltinfo || need libreadline-dev "readline"
	links gcc expat.h -static -lexpat || need libexpat1-dev "expat"
	links gcc zlib.h -static -lz || need zlib1g-dev "zlib"
	[ "$(uname -m)" = aarch64 ] || compiler aarch64-linux-gnu-gcc gcc-aarch64-linux-gnu libc6-dev-arm64-cross
	compiler arm-linux-gnueabihf-gcc gcc-arm-linux-gnueabihf libc6-dev-armhf-cross
	compiler riscv64-linux-gnu-gcc gcc-riscv64-linux-gnu libc6-dev-riscv64-cross
	command_from qemu-aarch64 qemu-user
}

cross_compilers() # must|may
{
	while read -r arch triplet _ deb need; do
		[ "$need" = "$1" ] || continue
		case " ${ARCHS:-$arch} " in *" $arch "*) ;; *) continue ;; esac
		[ "$(gcc -dumpmachine 2>/dev/null)" = "$triplet" ] ||
			compiler "$triplet-gcc" "gcc-$(echo "$triplet" | tr _ -)" "libc6-dev-$deb-cross"
	done <"$(dirname "$0")/archs"
}

group_cross()
{
	cross_compilers must
	command_from qemu-aarch64 qemu-user
	command_from xz xz-utils
}

group_cross_more()
{
	cross_compilers may
}

group_lint()
{
	group_build
	links "$CC" readline/readline.h || need libreadline-dev "readline's headers"
	links "$CC" expat.h || need libexpat1-dev "expat's headers"
	links "$CC" zlib.h || need zlib1g-dev "zlib's headers"
	command_from nm binutils
	command_from python3 python3
	command_from clang-format clang-format
	command_from cppcheck cppcheck
	command_from mandoc mandoc
}

group_analyze()
{
	CC=gcc
	group_build
	command_from clang-tidy clang-tidy
}

group_vm()
{
	group_build
	command_from python3 python3
	command_from make make
	command_from qemu-system-x86_64 qemu-system-x86
	command_from qemu-system-aarch64 qemu-system-arm
	cross_compilers must
	command_from cpio cpio
	command_from gdb gdb
	command_from gdb-multiarch gdb-multiarch
	command_from xz xz-utils
	[ -f /usr/share/qemu/bios-256k.bin ] || [ -f /usr/share/seabios/bios-256k.bin ] || need seabios "a BIOS for QEMU"
}

# the peers themselves are fetched by the benchmark: a line does without one that can't be had
group_bench()
{
	group_check
	compiler musl-gcc musl-tools musl-dev
	command_from strace strace
	command_from strip binutils
}

group_fuzz()
{
	CC=clang
	group_build
	command_from make make
	command_from python3 python3
	links clang expat.h || need libexpat1-dev "expat's headers"
	links clang zlib.h || need zlib1g-dev "zlib's headers"
	command_from llvm-cov llvm
	# libFuzzer and the sanitizers have a package of their own since clang 14
	release=$(clang -dumpversion 2>/dev/null || apt-cache depends clang 2>/dev/null | sed -n 's/.*Depends: clang-//p')
	links clang stdlib.h -fsanitize=fuzzer-no-link,address || need "libclang-rt-${release%%.*}-dev" "libFuzzer"
}

group_deb()
{
	group_build
	command_from dpkg-buildpackage dpkg-dev
	command_from dh debhelper
	command_from lintian lintian
	command_from git git
	command_from python3 python3
	# its Build-Depends, which dpkg-checkbuilddeps looks for as packages
	for package in build-essential libcmocka-dev libexpat1-dev libreadline-dev zlib1g-dev; do
		dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || need $package $package
	done
}

group_release()
{
	while read -r arch triplet qemu deb _; do
		case " $ARCHS " in *" $arch "*) ;; *) continue ;; esac
		[ "$(gcc -dumpmachine 2>/dev/null)" = "$triplet" ] ||
			compiler "$triplet-gcc" "gcc-$(echo "$triplet" | tr _ -)" "libc6-dev-$deb-cross"
		command_from "$qemu" qemu-user
	done <"$(dirname "$0")/archs"
}

for group; do
	case $group in
	fuzz) group_fuzz ;;
	bench) group_bench ;;
	analyze) group_analyze ;;
	make | build | demo | check | valgrind | clang | builds | cross | lint | vm | deb | release) "group_$group" ;;
	cross-more) group_cross_more ;;
	*)
		echo "physmon: set-up: no group $group" >&2
		exit 2
		;;
	esac
done
[ -n "$missing" ] || exit 0

if ! has apt-get; then
	echo "physmon: set-up: this machine has no apt-get; please install what is missing ($lacking) and try again" >&2
	exit 1
fi
if [ "$(id -u)" = 0 ]; then
	as_root=
elif ! has sudo; then
	echo "physmon: set-up: installing needs root and there is no sudo; as root, please run: apt-get install -y$missing" >&2
	exit 1
elif sudo true; then
	as_root=sudo
else
	echo "physmon: set-up: sudo refused; as root, please run: apt-get install -y$missing" >&2
	exit 1
fi
echo "physmon: set-up: installing$missing (for $lacking)"

apt() # ARGUMENT...
{
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
}

# most machines have package lists already; those without, and those with stale ones, fail here and get new ones
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # $missing is a list
if apt install -y --no-install-recommends $missing >"$log" 2>&1; then
	exit 0
fi
apt update >"$log" 2>&1
# shellcheck disable=SC2086
if apt install -y --no-install-recommends $missing >>"$log" 2>&1; then
	exit 0
fi
cat "$log" >&2
echo "physmon: set-up: apt-get could not install$missing; what it said stands above" >&2
exit 1
