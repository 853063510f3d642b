#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# tour.sh PROGRAM - run tests/tour.physmon on the demo board in one session, each command shown with its answer.
# The tour's line "r 0" becomes the two lines: echo "- r 0", and r 0. What the tour provokes on purpose (a bus error)
# is status 1; anything else that isn't 0 is a defect.
set -u

program=${1-.build/physmon}
here=$(dirname "$0")

while IFS= read -r line; do
	shown=$(printf '%s' "$line" | sed 's/[\\"]/\\&/g')
	case $line in
	'') printf '%s\n' 'echo "\n"' ;;
	'#'*) printf 'echo "%s"\n' "$shown" ;;
	*) printf 'echo "- %s"\n%s\n' "$shown" "$line" ;;
	esac
done <"$here/tour.physmon" | ${WRAPPER-} "$program" -k -t demo 2>&1
status=$?
[ "$status" -eq 1 ] && status=0
exit "$status"
