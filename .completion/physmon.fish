# SPDX-License-Identifier: GPL-2.0-or-later
# fish completion of physmon. The options and their values come from the program ("physmon --list-options", see
# src/cli/options.h); tests/cli/completion.py tests it.

function __physmon_target
    set -l token (commandline -ct | string replace -r '^--target=' '')
    if string match -q 'file:*' -- $token
        printf 'file:%s\n' (__fish_complete_path (string replace 'file:' '' -- $token))
    else
        printf '%s\n' $argv
    end
end

function __physmon_allow
    set -l before (commandline -ct | string replace -r '^--allow=' '' | string match -r '.*,')
    printf "$before%s\n" $argv
end

complete -c physmon -f
begin
    set -lx PATH $PATH /usr/local/sbin /usr/sbin /sbin
    command physmon --list-options 2>/dev/null
end | while read -l line
    set -l row (string split '|' -- $line) # letter, name, value, words, help
    set -l option -c physmon -l (string trim -c '-=' -- $row[2]) -d $row[5]
    test -n "$row[1]"; and set option $option -s (string trim -c - -- $row[1])
    switch "$row[3]"
        case FILE SCRIPT
            complete $option -r -F
        case DIR
            complete $option -x -a '(__fish_complete_directories)'
        case TARGET
            complete $option -x -a "(__physmon_target $row[4])"
        case WHAT
            complete $option -x -a "(__physmon_allow $row[4])"
        case '' '[*'
            complete $option
        case '*'
            complete $option -x -a "$row[4]"
    end
end
