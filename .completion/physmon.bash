# SPDX-License-Identifier: GPL-2.0-or-later
# bash completion of physmon, for bash 4.2 or later; it needs no package bash-completion. tests/cli/completion.py holds
# its options, targets and values to the program.
_physmon()
{
	local rest=${COMP_LINE:0:COMP_POINT} word cur= prev= option value quoted= kind= list= before= i
	local IFS=$' \t\n'
	COMPREPLY=()
	# the words as the program gets them: bash parts them at '=' and ':' as well
	for ((i = 0; i <= COMP_CWORD; i++)); do
		case $rest in
		[[:space:]]*) prev=$cur cur= rest=${rest#"${rest%%[![:space:]]*}"} ;;
		esac
		word=${COMP_WORDS[i]}
		((i < COMP_CWORD)) || word=$rest
		cur+=$word rest=${rest#"$word"}
	done
	option=$prev value=$cur
	case $cur in
	--*=*) option=${cur%%=*} value=${cur#*=} ;;
	esac
	case $value in
	[\'\"]*) quoted=${value:0:1} value=${value:1} ;;
	*) value=${value//\\/} ;;
	esac
	case $option in
	-t | --target) kind=target list='mem none file: kcore kmem demo pci: uio: port' ;;
	-w | --width) kind=words list='b w d q 8 16 32 64' ;;
	-c | --command) ;;
	-f | --file) kind=file ;;
	-s | --svd) kind=file ;;
	--symbols) kind=file ;;
	--allow) kind=commas list='ram port noread all' ;;
	--root) kind=folder ;;
	--gdb-arch) kind=words list='i386:x86-64 i386 aarch64 arm riscv:rv64 riscv:rv32' ;;
	*)
		case $cur in
		-*) kind=words list='-t --target= -w --width= -r --read-only -k --keep-going -n --dry-run -q --quiet -i --interactive -c --command= -f --file= --json --bare --trace --private -s --svd= --symbols= --allow= --root= --enable --gdb --gdb-arch= --gdb-writes --demo --doctor -h --help --version' ;;
		esac
		;;
	esac
	case $kind:$value in
	target:file:*) kind=file before=file: value=${value#file:} ;;
	commas:*,*) before=${value%,*}, value=${value##*,} ;;
	esac
	case $kind in
	file) mapfile -t COMPREPLY < <(compgen -P "$before" -f -- "$value") ;;
	folder) mapfile -t COMPREPLY < <(compgen -d -- "$value") ;;
	?*) mapfile -t COMPREPLY < <(compgen -P "$before" -W "$list" -- "$value") ;;
	esac
	case $kind in
	file | folder) compopt -o filenames 2>/dev/null ;;
	esac
	case ${#COMPREPLY[@]}:${COMPREPLY[0]-} in
	1:*[=:]) compopt -o nospace 2>/dev/null ;;
	esac
	# bash replaces what stands behind the last place where it parts
	value=$before$value
	if [[ ! $quoted && $value == *:* && $COMP_WORDBREAKS == *:* ]]; then
		COMPREPLY=("${COMPREPLY[@]#"${value%"${value##*:}"}"}")
	elif [[ $cur == --*=* && $COMP_WORDBREAKS != *=* ]]; then
		COMPREPLY=("${COMPREPLY[@]/#/$option=}")
	fi
}
complete -F _physmon physmon
