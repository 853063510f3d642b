# SPDX-License-Identifier: GPL-2.0-or-later
# fish completion of physmon. tests/cli/completion.py holds its options, targets and values to the program.

function __physmon_target
    set -l token (commandline -ct | string replace -r '^--target=' '')
    if string match -q 'file:*' -- $token
        printf 'file:%s\n' (__fish_complete_path (string replace 'file:' '' -- $token))
    else
        printf '%s\n' mem none file: kcore kmem demo pci: uio: port
    end
end

function __physmon_allow
    set -l before (commandline -ct | string replace -r '^--allow=' '' | string match -r '.*,')
    printf "$before%s\n" ram port noread all
end

complete -c physmon -f
complete -c physmon -s t -l target -x -a '(__physmon_target)' -d 'what to open'
complete -c physmon -s w -l width -x -a 'b w d q 8 16 32 64' -d 'width to begin with'
complete -c physmon -s r -l read-only -d 'open and map for reading only'
complete -c physmon -s k -l keep-going -d 'go on after an error'
complete -c physmon -s n -l dry-run -d 'print the accesses instead of making them'
complete -c physmon -s q -l quiet -d 'no banner'
complete -c physmon -s i -l interactive -d 'go on with standard input after -c and -f'
complete -c physmon -s c -l command -x -d 'run these commands'
complete -c physmon -s f -l file -r -F -d 'run the commands of a file'
complete -c physmon -l json -d 'print JSON Lines'
complete -c physmon -l bare -d 'print values only'
complete -c physmon -l trace -d 'announce each access on standard error first'
complete -c physmon -l private -d 'keep what is written to a file in this session'
complete -c physmon -s s -l svd -r -F -d 'registers by name, from a CMSIS-SVD file'
complete -c physmon -l symbols -r -F -d 'kernel symbols from a System.map'
complete -c physmon -l allow -x -a '(__physmon_allow)' -d 'open protected ranges'
complete -c physmon -l root -x -a '(__fish_complete_directories)' -d 'know the machine whose proc and sys are below a folder'
complete -c physmon -l enable -d 'turn the decoding of a PCI device on while it is open'
complete -c physmon -l gdb -d 'serve gdb on standard input and output'
complete -c physmon -l gdb-arch -x -a 'i386:x86-64 i386 aarch64 arm riscv:rv64 riscv:rv32' -d 'the processor gdb shall think in'
complete -c physmon -l gdb-writes -d 'let gdb write, too'
complete -c physmon -l demo -d 'the simulated demo board: -t demo'
complete -c physmon -l doctor -d 'tell what this machine allows, and why'
complete -c physmon -s h -l help -d 'list the options'
complete -c physmon -l version -d 'version, build options, libraries, licence'
