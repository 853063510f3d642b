#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# package.sh - what distributions do with physmon: the archive of "make dist", built without git; make install and
# uninstall; Debian's package, its words and what is in it; the same bytes from two folders; a cross build against a
# sysroot as Buildroot and OpenEmbedded do it; the static programs of "make release". Installs nothing on this machine.
# O, MAKE, VERSION and RELEASE come from "make check-package". Ends with "N passed, N failed, N skipped".
. "$(dirname "$0")/parts.sh"

case $O in /*) ;; *) O=$PWD/$O ;; esac
work=$O/package name=physmon-$VERSION
# what make was told isn't told to the builds
out=$O version=$VERSION
unset MAKEFLAGS MAKEOVERRIDES MFLAGS O VERSION
O=$out VERSION=$version
rm -rf "$work"
mkdir -p "$work/a" "$work/b" "$work/tree" || exit 1

# git distrusts a folder of another user's, as a checkout in a container may be; where there is no commit, as in a tree
# that was unpacked from an archive, what is there is committed in a copy
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'
if ! git -C . rev-parse -q --verify HEAD >/dev/null 2>&1 || [ ! -e .git ]; then
	tar -cf - --exclude='./.build*' --exclude=./NEWS.md --exclude=./.git . | tar -xf - -C "$work/tree"
	cd "$work/tree" && git init -q && git add -A && git -c user.name=test -c user.email=test@localhost commit -qm all || exit 1
fi

holds() # NAME COMMAND...: it ends with status 0
{
	what=$1
	shift
	if "$@" >"$log" 2>&1; then ok "$what"; else
		tail -n 40 "$log"
		bad "$what"
	fi
}

# the same sentence of the program: a register with a name, a file
works() # [EMULATOR] PROGRAM
{
	[ "$("$@" -t demo -c 'def LED 8000 d; w LED 12345678; r LED')" = "00008000 = 12345678  LED" ]
}

dist()
{
	$MAKE -s O="$O" dist && cp "$O/$name.tar.gz" "$work/first.tar.gz" && $MAKE -s O="$O" dist &&
		cmp "$O/$name.tar.gz" "$work/first.tar.gz" && tar -tzf "$work/first.tar.gz" "$name/NEWS.md" "$name/LICENSE" &&
		grep -q "$VERSION" .dist/NEWS.md
}
holds "the archive: the same bytes twice, with its news" dist
tar -xzf "$O/$name.tar.gz" -C "$work/a"
tar -xzf "$O/$name.tar.gz" -C "$work/b"

# Debian's flags hold the folder of the build
debian_build() # FOLDER: $FOLDER/physmon, stripped
{
	(
		cd "$1/$name" && flags=$(dpkg-buildflags --export=sh) && eval "$flags" &&
			$MAKE -s READLINE=1 EXPAT=1 ZLIB=1 && strip -o "$1/physmon" .build/physmon
	)
}
holds "built from the archive, by Debian's flags" debian_build "$work/a"
holds "the same in another folder" debian_build "$work/b"
holds "both are the same bytes" cmp "$work/a/physmon" "$work/b/physmon"
no_folder()
{
	! strings -a "$work/a/physmon" | grep -F "$work" && ! strings -a "$work/a/physmon" | grep -F "prefix-map"
}
holds "no folder of this machine is in it" no_folder
version()
{
	[ "$("$work/a/physmon" --version | sed -n 1p)" = "physmon $VERSION" ]
}
holds "its version has no commit" version
dlopen_notes()
{
	[ "$(readelf -n "$work/a/physmon" | grep -o 'FDO ' | wc -l)" = 3 ]
}
holds "notes name the libraries that it opens" dlopen_notes

# "make install" takes what is there, whatever it was built with
installed()
{
	(
		cd "$work/b/$name" && $MAKE -s STATIC=1 READLINE=0 && cp .build/physmon "$work/static" &&
			$MAKE -s install DESTDIR="$work/root" PREFIX=/usr DEVMEM=1 && cmp "$work/root/usr/sbin/physmon" "$work/static" &&
			works "$work/root/usr/sbin/physmon" && [ "$(readlink "$work/root/usr/sbin/devmem")" = physmon ] &&
			[ "$(find "$work/root" ! -type d | wc -l)" = 7 ] &&
			$MAKE -s uninstall DESTDIR="$work/root" PREFIX=/usr && [ -z "$(find "$work/root" ! -type d)" ] &&
			$MAKE -s install DESTDIR="$work/other" SBINDIR=/x MANDIR=/y BASHCOMPDIR=/z ZSHCOMPDIR=/z FISHCOMPDIR=/z &&
			[ -x "$work/other/x/physmon" ] && [ -f "$work/other/y/man8/physmon.8" ] && [ "$(ls "$work/other")" = "$(printf 'x\ny\nz')" ]
	)
}
holds "install and uninstall: what was built, where it is told, without a trace" installed

deb()
{
	MAKE=$MAKE O=$O VERSION=$VERSION .dist/deb
}
if command -v dpkg-buildpackage >/dev/null && command -v lintian >/dev/null; then
	holds "Debian's package: built, its tests passed" deb
	words()
	{
		lintian --allow-root --fail-on error,warning "$O"/deb/*.changes
	}
	holds "lintian has nothing to say" words
	used()
	{
		dpkg -x "$O"/deb/physmon_*.deb "$work/deb" &&
			dpkg -I "$O"/deb/physmon_*.deb | grep -q '^ Recommends: libexpat1, libreadline8.*, zlib1g$' &&
			(unset AUTOPKGTEST_TMP && TMPDIR=$work PATH=$work/deb/usr/sbin:$PATH .dist/debian/tests/use)
	}
	holds "what is in it is used" used
else
	skip "Debian's package" "dpkg-buildpackage or lintian is missing"
fi

# as Buildroot and OpenEmbedded do: their compiler, their headers, libraries named rather than found
sysroot=$work/sysroot
mkdir -p "$sysroot/include"
for header in readline expat.h expat_external.h expat_config.h zlib.h zconf.h; do
	for folder in /usr/include "/usr/include/$(gcc -dumpmachine)"; do
		[ ! -e "$folder/$header" ] || cp -r "$folder/$header" "$sysroot/include"
	done
done
cross_make() # WITH VARIABLE...: $work/cross-WITH/usr/sbin/physmon
{
	with=$1
	shift
	(
		cd "$work/a/$name" &&
			$MAKE -s O=".build-$with" CC="aarch64-linux-gnu-gcc" AR=aarch64-linux-gnu-ar CFLAGS="-O2" PREFIX=/usr "$@" all &&
			$MAKE -s O=".build-$with" CC="aarch64-linux-gnu-gcc" AR=aarch64-linux-gnu-ar CFLAGS="-O2" PREFIX=/usr "$@" \
				DESTDIR="$work/cross-$with" install &&
			! strings -a "$work/cross-$with/usr/sbin/physmon" | grep -F -e "$work" -e /usr/include
	)
}
run_cross() # WITH
{
	works qemu-aarch64 -L /usr/aarch64-linux-gnu "$work/cross-$1/usr/sbin/physmon" &&
		qemu-aarch64 -L /usr/aarch64-linux-gnu "$work/cross-$1/usr/sbin/physmon" --version
}
if command -v aarch64-linux-gnu-gcc >/dev/null && command -v qemu-aarch64 >/dev/null; then
	holds "cross build without the libraries" cross_make none READLINE=0 EXPAT=0 ZLIB=0
	holds "cross build with them" cross_make all READLINE=1 EXPAT=1 ZLIB=1 CPPFLAGS="-isystem $sysroot/include"
	without_them()
	{
		run_cross none | grep -q 'without readline, without expat, without zlib'
	}
	with_them()
	{
		run_cross all | grep -q 'with readline, with expat, with zlib'
	}
	holds "the one runs without them" without_them
	holds "the other would open them" with_them
	mkdir -p "$work/broken/readline"
	echo '#error broken' >"$work/broken/readline/readline.h"
	named()
	{
		! cross_make named READLINE=1 EXPAT=0 ZLIB=0 CPPFLAGS="-isystem $work/broken" &&
			cross_make found EXPAT=0 ZLIB=0 CPPFLAGS="-isystem $work/broken"
	}
	holds "a library that is asked for isn't left out in silence" named
	# the recipes name no variable that the Makefile doesn't have
	variables()
	{
		for variable in $(grep -oh '\b[A-Z]*=' .dist/buildroot/physmon.mk .dist/openembedded/*.bb | grep -v '^=$' | sort -u); do
			case $variable in CC= | AR= | CFLAGS= | CPPFLAGS= | LDFLAGS=) continue ;; esac
			grep -q "${variable%=}" Makefile || return 1
		done
		grep -q "$(sha256sum <LICENSE | cut -d' ' -f1)" .dist/buildroot/physmon.hash &&
			grep -q "$(md5sum <LICENSE | cut -d' ' -f1)" .dist/openembedded/*.bb &&
			[ -f ".dist/openembedded/physmon_$VERSION.bb" ] && grep -q "^PHYSMON_VERSION = $VERSION\$" .dist/buildroot/physmon.mk &&
			sed -n 1p .dist/debian/changelog | grep -q "($(echo "$VERSION" | sed 's/-rc/~rc/')-"
	}
	holds "the recipes name what there is" variables
else
	skip "cross builds" "aarch64-linux-gnu-gcc or qemu-aarch64 is missing"
fi

release()
{
	MAKE=$MAKE O=$O VERSION=$VERSION RELEASE=$RELEASE .dist/release && (cd "$O/release" && sha256sum -c SHA256SUMS) &&
		[ "$(find "$O/release" -name "$name-*" | wc -l)" = "$(echo "$RELEASE" | wc -w)" ]
}
holds "static programs for $RELEASE" release
rm -rf "$work"
finish
