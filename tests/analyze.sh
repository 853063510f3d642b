#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# analyze.sh - what gcc -fanalyzer and clang-tidy find in the sources, each file a test, with the flags that the Makefile
# has for it ("make sources"), as many at a time as there are processors. What they say and need not is off in .clang-tidy
# or below, each with its reason. Ends with "N passed, N failed".
#
#   analyze.sh                      all
#   analyze.sh "TOOL FILE FLAG..."  one file by gcc or tidy
set -u
cd "$(dirname "$0")/.." || exit 1

# What is said of one file and need not be: the tool, the file, the check, and the reason.
suppressions()
{
	cat <<'END'
tidy dump_format.c clang-analyzer-core.DivideZero a width is 1, 2, 4 or 8
gcc recording.c analyzer-use-of-uninitialized-value recording_value() sets it whenever it returns 0
gcc session.c analyzer-malloc-leak the compound literal takes the text over
tidy input.c clang-analyzer-core.NonNullParamChecker from is 0 while there is no buffer
gcc window.c analyzer-null-dereference there are always slots: one is unused, walked through, or the oldest
tidy be_file.c clang-analyzer-core.uninitialized.Branch file_parse() sets it whenever it returns 0
gcc expr.c analyzer-malloc-leak the array that grows belongs to ps->code, which the caller owns
gcc names.c analyzer-malloc-leak the compound literal takes the text over
gcc editor_readline.c analyzer-malloc-leak the list takes the copy over
gcc be_file.c analyzer-malloc-leak *path takes the copy over; file_open frees it
gcc dump_format.c analyzer-shift-count-overflow a vector of 16-bit lanes is shifted, not a scalar of 3 bits
tidy expr.c clang-analyzer-core.NullDereference env is NULL for constants alone, which hold neither . nor $
tidy expr.c clang-analyzer-core.uninitialized.Assign a compiled expression has at least one operation, and it pushes
tidy expr.c clang-analyzer-core.CallAndMessage the same
tidy svd_derive.c clang-analyzer-core.NullDereference find_base() leaves no NULL behind a success
tidy svd_expand.c clang-analyzer-core.NullDereference the arrays have the capacity that was counted; NULL is for none
tidy svd_fields.c clang-analyzer-core.NullDereference f has the capacity of the fields that were counted; NULL is for none
tidy window.c clang-analyzer-core.NullDereference there are always slots: one is unused, walked through, or the oldest
tidy cmd_fields.c clang-analyzer-core.NullDereference error_set() never returns 0
gcc cmd_load.c analyzer-use-of-uninitialized-value the row sets as many as it has bytes, which units don't go beyond
tidy cmd_load.c clang-analyzer-core.uninitialized.Assign the same
tidy cmd_load.c clang-analyzer-core.UndefinedBinaryOperatorResult dump_parse() sets the states of all units it counts
tidy memtest.c clang-analyzer-core.UndefinedBinaryOperatorResult a unit has 1 to 8 bytes
tidy register_value.c clang-analyzer-core.CallAndMessage enumerated() sets the value whenever it returns 0
tidy cmd_find.c clang-analyzer-core.NonNullParamChecker error_no_memory() never returns 0
tidy cmd_sample.c clang-analyzer-core.NullDereference there are signals for w->size registers, and n is below it
tidy record.c clang-analyzer-valist.Uninitialized the caller of record_make() has begun the list
gcc program_operands.c analyzer-null-dereference next_operand() sets the operand whenever it returns 0
tidy program_operands.c clang-analyzer-core.NullDereference the same
gcc register_db.c analyzer-null-dereference error_no_memory() never returns 0
gcc register_def_print.c analyzer-null-argument the text is allocated before anything is put: its size is 0 at first
tidy register_def.c clang-analyzer-core.NullDereference the name is set, or an error is returned
tidy reg_edit.c bugprone-sizeof-expression the arrays hold pointers
tidy reg_set.c bugprone-sizeof-expression the arrays hold pointers
END
}

off() # TOOL FILE PREFIX: the checks of this tool that are off for this file, each after the prefix
{
	suppressions | while read -r tool file check _; do
		if [ "$tool $file" = "$1 $2" ]; then
			printf '%s%s' "$3" "$check"
		fi
	done
}

# shellcheck disable=SC2046,SC2086 # lists
analyze() # TOOL FILE FLAG...: status 0 and silent if nothing is found
{
	tool=$1 file=$2
	shift 2
	if [ "$tool" = gcc ]; then
		gcc "$@" -O2 -fanalyzer -Wall -Wextra $(off gcc "${file##*/}" ' -Wno-') -c -o /dev/null "$file" 2>&1
	else
		# its standard error counts what it left out
		clang-tidy --quiet --checks="$(off tidy "${file##*/}" ',-')" "$file" -- "$@" 2>/dev/null
	fi
}

if [ $# -gt 0 ]; then
	# shellcheck disable=SC2086 # split on purpose
	set -- $1
	if found=$(analyze "$@") && [ -z "$found" ]; then
		echo "passed $1: $2"
	else
		# in one go: others print too
		printf '%s\nFAILED %s: %s\n' "$(printf '%s\n' "$found" | head -n 40)" "$1" "$2"
	fi
	exit
fi

jobs=$(mktemp) && results=$(mktemp) || exit 1
trap 'rm -f "$jobs" "$results"' EXIT
${MAKE:-make} -s sources | sed -n 's/^src/gcc &/p; s/^gcc /tidy /p' >"$jobs"
xargs -d '\n' -n 1 -P "$(nproc)" tests/analyze.sh <"$jobs" >"$results"
grep -v '^passed ' "$results"
passed=$(grep -c '^passed ' "$results")
failed=$(($(wc -l <"$jobs") - passed))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -ne 0 ]
