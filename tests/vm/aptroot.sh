#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# aptroot.sh ARCH update | aptroot.sh ARCH download PKG... | aptroot.sh ARCH cache ARGS...
# A private apt state for a foreign architecture, or for sources, where ARCH is "source"; the system's own apt setup is
# not changed. The archive's address is the machine's own, suite 'main' only: -security is not complete for every
# architecture.
set -eu
A=$1; shift
R=${APTROOT:-${XDG_CACHE_HOME:-$HOME/.cache}/physmon-vm/apt}/$A
mkdir -p "$R"/etc/preferences.d "$R"/etc/apt.conf.d "$R"/lists/partial "$R"/cache/archives/partial "$R"/state
[ -e "$R/status" ] || : > "$R/status"
uri=$(awk '/^URIs:/ {print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null ||:)
[ -n "$uri" ] || uri=$(awk '$1 == "deb" {for (i = 2; i <= NF; i++) if ($i ~ /:\/\//) {print $i; exit}}' /etc/apt/sources.list)
suite=$(. /etc/os-release; echo "$VERSION_CODENAME")
echo "deb [arch=$A signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main" > "$R/sources.list"
if [ "$A" = source ]; then
	A=$(dpkg --print-architecture)
	echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $uri $suite main" > "$R/sources.list"
	set -- "${1/download/source}" "${@:2}"
fi
OPTS=(-o APT::Architecture="$A" -o APT::Architectures::="$A" -o Dir::Etc::sourcelist="$R/sources.list" -o Dir::Etc::sourceparts=/dev/null
	-o Dir::Etc::preferencesparts="$R/etc/preferences.d" -o Dir::State="$R/state" -o Dir::State::Lists="$R/lists" -o Dir::State::status="$R/status"
	-o Dir::State::extended_states="$R/state/ext" -o Dir::Cache="$R/cache" -o Acquire::Languages=none -o APT::Sandbox::User=root)
case $1 in
update) exec apt-get "${OPTS[@]}" -o APT::Update::Error-Mode=any -o Acquire::Retries=3 update ;;
download) shift; exec apt-get "${OPTS[@]}" -o Acquire::Retries=3 download "$@" ;;
source) shift; exec apt-get "${OPTS[@]}" -o Acquire::Retries=3 source --download-only "$@" ;;
cache) shift; exec apt-cache "${OPTS[@]}" "$@" ;;
esac
