# SPDX-License-Identifier: GPL-2.0-or-later
# bash completion of physmon, for bash 4.2 or later; it needs no package bash-completion. The options and their values
# come from the program ("physmon --list-options", see src/cli/options.h); tests/cli/completion.py tests it.
_physmon()
{
	local rest=${COMP_LINE:0:COMP_POINT} word cur= prev= option value quoted= kind= list= before= options= i
	local letter name takes words
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
	while IFS='|' read -r letter name takes words _; do
		options+=" $letter $name"
		case $name:$option in
		*=:"$letter" | "${name%=}=:${name%=}") kind=$takes list=$words ;;
		esac
	done < <(PATH+=:/usr/local/sbin:/usr/sbin:/sbin; command "${COMP_WORDS[0]/#\~/$HOME}" --list-options 2>/dev/null)
	case $kind:$cur in
	:-*) kind=OPTION list=$options ;;
	esac
	case $kind:$value in
	TARGET:file:*) kind=FILE before=file: value=${value#file:} ;;
	WHAT:*,*) before=${value%,*}, value=${value##*,} ;;
	esac
	case $kind in
	FILE | SCRIPT) mapfile -t COMPREPLY < <(compgen -P "$before" -f -- "$value") ;;
	DIR) mapfile -t COMPREPLY < <(compgen -d -- "$value") ;;
	?*) mapfile -t COMPREPLY < <(compgen -P "$before" -W "$list" -- "$value") ;;
	esac
	case $kind in
	FILE | SCRIPT | DIR) compopt -o filenames 2>/dev/null ;;
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
