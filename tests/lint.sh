#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# lint.sh - what can be said about the sources without running them; which there are, and with which flags, the Makefile
# tells ("make sources"). Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1

sources=$(mktemp) || exit 1
${MAKE:-make} -s sources >"$sources" || exit 1
objects=${O:-.build}
all=$(find include src -name '*.[ch]' | sort)
passed=0 failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log" "$sources"' EXIT

check() # NAME COMMAND...: the command succeeds, and it is silent
{
	name=$1
	shift
	if "$@" >"$log" 2>&1 && ! [ -s "$log" ]; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		head -n 20 "$log"
		echo "lint: $name: failed"
	fi
}

licence_lines()
{
	find include src tests .ci Makefile -name '*.[ch]' -o -name '*.py' -o -name '*.sh' -o -name run -o -name Makefile |
		xargs grep -L 'SPDX-License-Identifier: GPL-2.0-or-later'
	true
}

objects_of_all()
{
	env -u MAKEFLAGS -u MFLAGS "${MAKE:-make}" -s "-j$(nproc)" "O=$objects" READLINE=1 EXPAT=1 ZLIB=1 all
	# the programs of the benchmark, which nothing else compiles unless it is run
	for file in tests/bench/*.c; do
		gcc -std=gnu11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -Wall -Wextra -Werror -fsyntax-only "$file" || return 1
	done
}

long_lines()
{
	# clang-format doesn't look at comments and literals
	for file in $all Makefile; do
		expand "$file" | awk -v file="$file" 'length > 120 { print file ":" NR ": " length " columns" }'
	done
}

# words that hide who does something, or what is meant; few are better, so the number only ever goes down
plain_words()
{
	found=$(grep -owiE 'nobody|somebody|stands|tells|theirs|comes to|in passing|to blame|has to say' $all man/*.8 README.md | wc -l)
	[ "$found" -le 35 ] || echo "$found of these words, more than 35: name the subject, and what is meant"
}

long_files()
{
	wc -l $all | awk '$1 > 450 && $2 != "total" { print $2 ": " $1 " lines" }'
}

shell_scripts()
{
	for file in tests/*.sh .ci/run; do
		sh -n "$file"
	done
}

python_scripts()
{
	python3 - tests/run tests/*.py tests/*/*.py <<'PY'
import ast, sys
for path in sys.argv[1:]:
    if "*" not in path:
        ast.parse(open(path, encoding="utf-8").read(), path)
PY
}

fuzzers_compile()
{
	# an hour of other tests stands before them in .ci/run
	grep '^tests/fuzz/' "$sources" | while read -r file flags; do
		# shellcheck disable=SC2086 # a list
		"${CC:-cc}" $flags -fsyntax-only -Wall -Wextra "$file"
	done
}

analysis()
{
	# shellcheck disable=SC2046 # a list
	cppcheck -q "-j$(nproc)" --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppressions-list=.cppcheck-suppressions -D_GNU_SOURCE -DHAVE_READLINE=1 -DHAVE_EXPAT=1 -DHAVE_ZLIB=1 -DSMALL=0 \
		'-DPHYSMON_VERSION="0"' '-DPHYSMON_BUILD=""' $(grep -o -- '-I[^ ]*' "$sources" | sort -u) src
}

check "licence lines" licence_lines
check "volatile and assembly in access.c only" tests/check-access.sh --sources
check "lines of 120 columns" long_lines
check "plain words" plain_words
check "files of 450 lines" long_files
check "shell syntax" shell_scripts
check "python syntax" python_scripts
# shellcheck disable=SC2046,SC2086 # lists
check "clang-format" clang-format --dry-run -Werror $all $(find tests -name '*.[ch]' | sort)
check "all sources compile" objects_of_all
for name in $(tests/layers.py --list); do
	check "layers: $name" tests/layers.py "$name" "$objects"
done
check "the fuzzers compile" fuzzers_compile
check "cppcheck" analysis
[ -f man/physmon.8 ] && check "mandoc" mandoc -T lint -W warning man/physmon.8
# its sections have names of their own, which mandoc warns of
check "mandoc: translations" mandoc -T lint -W error man/physmon.*.8

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
