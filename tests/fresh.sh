#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# fresh.sh [SUITE [MIRROR]] [GOAL...] - by hand, as root: try README's goals (default: "demo check") on a machine that
# has nothing yet: a minimal Debian (default bookworm) made by debootstrap in a temporary folder, from MIRROR (a URL;
# default: this machine's own mirror of SUITE), with a copy of what git has committed. GOAL ".ci/run" runs that.
# GOAL "package" builds the Debian package as an ordinary user, installs it with apt-get, uses it, removes it and looks
# for what it left. Removes the folder at the end (KEEP=1: leaves it). Needs debootstrap and git.
set -u

suite=${1:-bookworm}
[ $# -gt 0 ] && shift
mirror=
case ${1-} in
*://*)
	mirror=$1
	shift
	;;
esac
[ $# -gt 0 ] || set -- demo check
top=$(cd "$(dirname "$0")/.." && pwd) || exit 1

die()
{
	echo "fresh.sh: $*" >&2
	exit 1
}

[ "$(id -u)" = 0 ] || die "must be root"
command -v debootstrap >/dev/null || die "debootstrap is missing: apt-get install debootstrap"
# shellcheck disable=SC2016 # apt-get's own $(...)
[ -n "$mirror" ] ||
	mirror=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $suite" 'Created-By: Packages' | sort | sed -n 1p)
[ -n "$mirror" ] ||
	die "apt's configuration names no mirror of $suite: give its URL (fresh.sh $suite URL), or is apt-get update due?"

root=$(mktemp -d) && chmod 755 "$root" || exit 1
mounted=

clean_up()
{
	for point in $mounted; do
		umount "$root/$point" || umount -l "$root/$point"
	done
	# nothing may be removed through a mount that stayed
	if [ -n "${KEEP-}" ]; then
		echo "fresh.sh: left in $root"
	elif grep -q " $root/" /proc/mounts; then
		echo "fresh.sh: something is still mounted below $root; left as it is" >&2
	else
		rm -rf --one-file-system "$root"
	fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM

echo "fresh.sh: a minimal $suite in $root"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$root.log" 2>&1 || {
	tail -n 20 "$root.log" >&2
	rm -f "$root.log"
	die "debootstrap failed"
}
rm -f "$root.log"

mount -t proc proc "$root/proc" && mounted="proc $mounted"
mount -t sysfs -o ro sysfs "$root/sys" && mounted="sys $mounted"
# a /dev of its own: no /dev/mem of the host's, and nothing of the host's to lose
mount -t tmpfs -o mode=755 tmpfs "$root/dev" && mounted="dev $mounted"
for node in null:1:3 zero:1:5 full:1:7 random:1:8 urandom:1:9 tty:5:0; do
	name=${node%%:*} numbers=${node#*:}
	mknod -m 666 "$root/dev/$name" c "${numbers%:*}" "${numbers#*:}"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts "$root/dev/pts" && mounted="dev/pts $mounted"
mount -t tmpfs tmpfs "$root/dev/shm" && mounted="dev/shm $mounted"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
ln -s /proc/self/fd/0 "$root/dev/stdin"
ln -s /proc/self/fd/1 "$root/dev/stdout"
ln -s /proc/self/fd/2 "$root/dev/stderr"

# how this machine reaches its mirror: name service, proxies, certificates
cp /etc/resolv.conf /etc/hosts "$root/etc/"
apt-config dump Acquire | grep -E 'Proxy|Check|Verify|CaInfo|Languages' >"$root/etc/apt/apt.conf.d/90host"

mkdir "$root/root/physmon"
git -C "$top" archive HEAD | tar -x -C "$root/root/physmon" || die "git archive failed"

inside() # COMMAND...
{
	env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TERM=dumb LANG=C.UTF-8 ${CI:+CI="$CI"} \
		${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
		chroot "$root" sh -c 'cd /root/physmon && exec "$@"' sh "$@" </dev/null
}

# README: apt-get install -y make git
inside sh -c 'apt-get -qq update && apt-get -qq install -y --no-install-recommends make git >/dev/null 2>&1' ||
	die "make and git could not be installed"

everything() # all files but those that apt, dpkg and man keep for themselves
{
	(cd "$root" && find . -xdev ! -path './var/lib/*' ! -path './var/cache/*' ! -path './var/log/*' ! -path './tmp/*' | sort)
}

package()
{
	version=$(sed -n 's/^VERSION = //p' Makefile)
	make -s dist && inside tests/setup.sh deb && inside useradd -m builder &&
		cp ".build/physmon-$version.tar.gz" "$root/home/builder/a.tar.gz" &&
		inside su builder -c "cd && tar -xzf a.tar.gz && MAKE=make O=~ VERSION=$version physmon-*/.dist/deb ~/a.tar.gz" &&
		inside sh -c 'lintian --allow-root --fail-on error,warning /home/builder/deb/*.changes' &&
		everything >"$root/tmp/before" &&
		inside sh -c 'apt-get -qq install -y /home/builder/deb/physmon_*.deb' && inside .dist/debian/tests/use &&
		inside apt-get -qq purge -y physmon && everything >"$root/tmp/after" &&
		diff "$root/tmp/before" "$root/tmp/after"
}

failed=0
for goal; do
	case $goal in
	.ci/run) set -- .ci/run ;;
	package) set -- package ;;
	*) set -- make "$goal" ;;
	esac
	echo "=== $*"
	if if [ "$goal" = package ]; then (cd "$top" && package); else inside "$@"; fi; then
		echo "=== $goal: passed"
	else
		echo "=== $goal: failed"
		failed=1
	fi
done
exit "$failed"
