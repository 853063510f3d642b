#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
#
# lint.sh SOURCES - what can be said about the sources without running them; "make lint" passes the Makefile's lists.
# Ends with "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1

listed=${1-}
passed=0 failed=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

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

lists_agree()
{
	for file in $listed; do
		[ -f "$file" ] || echo "$file stands in the Makefile, and there is no such file"
	done
	for file in src/*/*.c; do
		case " $listed " in
		*" $file "*) ;;
		*) echo "$file stands in no list of the Makefile" ;;
		esac
	done
}

licence_lines()
{
	find include src tests .ci Makefile -name '*.[ch]' -o -name '*.py' -o -name '*.sh' -o -name run -o -name Makefile |
		xargs grep -L 'SPDX-License-Identifier: GPL-2.0-or-later'
	true
}

volatile_elsewhere()
{
	grep -rnw volatile src | grep -vE '^src/lib/access\.|sig_atomic_t|^[^:]*:[0-9]+:[[:space:]]*(/?\*|//)'
	true
}

ways_round_the_wings()
{
	# the Makefile's include paths keep other wings' names out; a path in an include would get round them
	grep -rnE '#[[:space:]]*include[[:space:]]*"[^"]*/' include src
	true
}

long_lines()
{
	# clang-format doesn't look at comments and literals
	for file in include/*.h src/*/*.[ch] Makefile; do
		expand "$file" | awk -v file="$file" 'length > 120 { print file ":" NR ": " length " columns" }'
	done
}

long_files()
{
	wc -l src/*/*.[ch] | awk '$1 > 450 && $2 != "total" { print $2 ": " $1 " lines" }'
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
	for file in tests/fuzz/*.c; do
		"${CC:-cc}" -std=gnu11 -fsyntax-only -Wall -Wextra -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
			-Iinclude -Isrc/base -Isrc/info -Isrc/lib -Isrc/cli -Itests/fuzz "$file"
	done
}

analysis()
{
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 \
		--suppressions-list=.cppcheck-suppressions -D_GNU_SOURCE -DHAVE_READLINE=1 -DHAVE_EXPAT=1 -DSMALL=0 \
		'-DPHYSMON_VERSION="0"' '-DPHYSMON_BUILD=""' -Iinclude -Isrc/base -Isrc/info -Isrc/lib -Isrc/cli src
}

check "lists of sources" lists_agree
check "licence lines" licence_lines
check "volatile only for the bus and for signals" volatile_elsewhere
check "includes by bare name" ways_round_the_wings
check "lines of 120 columns" long_lines
check "files of 450 lines" long_files
check "shell syntax" shell_scripts
check "python syntax" python_scripts
for file in include/*.h src/*/*.[ch] tests/*.c; do
	[ -f "$file" ] && check "clang-format of $file" clang-format --dry-run -Werror "$file"
done
check "the fuzzers compile" fuzzers_compile
check "cppcheck" analysis
[ -f man/physmon.8 ] && check "mandoc" mandoc -T lint -W warning man/physmon.8

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
