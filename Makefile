# SPDX-License-Identifier: GPL-2.0-or-later
#
# physmon's Makefile. Plain "make" needs a C compiler and nothing else, and writes below $(O) only. The check and demo
# goals install what they miss first (tests/setup.sh, through apt-get). "make help" lists goals and variables.

VERSION = 1.0.0-rc1
# which commit, where git knows this folder; nothing in a released archive
commit := $(if $(wildcard .git),$(shell git describe --always --dirty 2>/dev/null))

O ?= .build
PREFIX ?= /usr/local
CROSS_COMPILE ?=
ifeq ($(origin CC),default)
CC = $(CROSS_COMPILE)gcc
endif
ifeq ($(origin AR),default)
AR = $(CROSS_COMPILE)ar
endif
STRIP_PROGRAM ?= $(CROSS_COMPILE)strip
PKG_CONFIG ?= pkg-config
INSTALL ?= install
READLINE ?= auto
EXPAT ?= auto
ZLIB ?= auto
STATIC ?= 0
# static without libraries is the build for the smallest boards; expat and zlib have to be asked for by name
SMALL ?= 0
ifeq ($(SMALL),1)
override READLINE := 0
override EXPAT := 0
override ZLIB := 0
endif
ifeq ($(STATIC)-$(READLINE)-$(EXPAT),1-0-auto)
override EXPAT := 0
endif
ifeq ($(STATIC)-$(READLINE)-$(ZLIB),1-0-auto)
override ZLIB := 0
endif
small := $(filter 1-0-0-0,$(STATIC)-$(READLINE)-$(EXPAT)-$(ZLIB))
# gcc 12 and clang know a smaller small
smallest := $(shell $(CC) -Oz -E -x c /dev/null >/dev/null 2>&1 && echo -Oz || echo -Os)
ifneq ($(small),)
CFLAGS ?= $(smallest) -g
endif
# rooms that move or print much are built for speed, all others for size; CFLAGS of your own hold for all
cold_cflags := $(if $(filter undefined,$(origin CFLAGS)),$(smallest))
CFLAGS ?= -O2 -g
SAN ?= 0
WERROR ?= 0
V ?= 0

# --- Folders, and what each of them sees ---

# One line a folder of src: the folders whose headers it may include, besides its own and include/. Nothing else is on
# its include path, whoever compiles it: the program, tests, fuzzers, analyzers. src/cli never sees src/lib.
sees.base :=
sees.info/kernel := base
sees.info/machine := info/kernel $(sees.info/kernel)
sees.info/registers := base
sees.info/svd := info/registers base
sees.lib/bus := base
sees.lib := lib/bus $(sees.info/machine) info/machine
sees.lib/targets := lib $(sees.lib)
sees.cli/terminal := base
sees.cli/output := cli/terminal base
sees.cli/language := base
sees.cli/session := cli/language cli/output cli/terminal info/machine info/kernel base
sees.cli/program := cli/session $(sees.cli/session)
sees.cli/registers := cli/session $(sees.cli/session) info/registers info/svd
sees.cli/transfer := cli/program $(sees.cli/program) info/registers
sees.cli/record := cli/transfer $(sees.cli/transfer) cli/registers
sees.cli/commands := cli/record $(sees.cli/record)
sees.cli/prompt := cli/commands $(sees.cli/commands)
sees.cli/gdb := cli/program $(sees.cli/program)
sees.cli/doctor := cli/output cli/terminal info/machine info/kernel base
sees.cli := cli/prompt $(sees.cli/prompt) cli/gdb cli/doctor

folders := $(sort $(patsubst sees.%,%,$(filter sees.%,$(.VARIABLES))))
includes = -Iinclude -Isrc/$(1) $(addprefix -Isrc/,$(sees.$(1)))
test_includes := -Iinclude $(addprefix -Isrc/,$(folders)) -Itests
$(foreach file,$(filter-out $(foreach f,$(folders),$(wildcard src/$f/*.[ch])),\
	$(wildcard src/*/*.[ch] src/*/*/*.[ch] src/*/*/*/*.[ch])),\
	$(warning $(file) is in no folder of the table, and isn't built))

# SMALL=1 is the monitor alone, for boards where each kilobyte counts. It leaves out these folders; where others call
# them they say !SMALL. Of the other folders the linker takes what is called, which is less, since the tables of
# commands, options, targets and forms of output have fewer rows.
beyond := cli/doctor cli/gdb cli/record cli/registers info/svd

# every .c of a folder is built; EXPAT=0 leaves some out
listed := $(foreach f,$(filter-out $(if $(filter 1,$(SMALL)),$(beyond)),$(folders)),$(sort $(wildcard src/$f/*.c)))

# rooms that move or print much are built for speed, all others for size
hot := base/crc32 base/hex base/text lib/bus/access lib/gate lib/bus/guard lib/protect lib/bus/units lib/bus/window \
	cli/program/args cli/commands/cmd_dump cli/commands/cmd_read cli/program/program_compile cli/output/emit \
	cli/language/expr cli/output/dump_format cli/terminal/input cli/language/names cli/language/operand \
	cli/language/operand_parts \
	cli/terminal/out cli/program/program cli/prompt/repl cli/program/program_run cli/record/sampler \
	cli/transfer/search cli/transfer/memtest cli/session/session cli/transfer/range cli/transfer/single \
	cli/output/sink_text cli/output/record
$(foreach h,$(hot),$(if $(wildcard src/$h.c),,$(warning src/$h.c is called hot, and doesn't exist)))

# tests/test_ROOM.c is a binary each; what other tests/*.c hold is at their service
test_rooms := $(sort $(patsubst tests/test_%.c,%,$(wildcard tests/test_*.c)))
test_help := $(filter-out $(test_rooms:%=test_%),$(patsubst tests/%.c,%,$(wildcard tests/*.c)))

# --- Flags ---

comma := ,
hash := \#
building := $(filter-out clean help uninstall setup demo lint check check-san check-valgrind check-clang check-builds \
	check-hard check-msan coverage mutants analyze check-vm cross model fuzz fuzz-cover bench sources layers \
	format dist deb release check-package,$(or $(MAKECMDGOALS),all))

# try - COMPILER FLAGS, PROGRAM, LINKER FLAGS: "yes" if that builds without a word, else nothing
try = $(shell said=$$(printf '$(2)\nint main(void) { return 0; }\n' | $(CC) $(CPPFLAGS) $(CFLAGS) -Werror $(1) \
	-x c - $(LDFLAGS) $(3) -o /dev/null 2>&1) && [ -z "$$said" ] && echo yes)

warnings := -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef -Wformat=2 \
	-Werror=format -Wcast-qual -Wwrite-strings -Wconversion -Wno-sign-conversion -Wimplicit-fallthrough \
	$(if $(filter 1,$(WERROR)),-Werror)

linked := $(if $(filter 1,$(STATIC)),static,dynamic)
mode_ldflags := -Wl,--gc-sections
mode_cflags := -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables -fno-unwind-tables
libs := -ldl
ifeq ($(linked),static)
mode_cflags += -fno-pie
mode_ldflags += -static $(if $(call try,,,-static -no-pie),-no-pie)
libs :=
ifneq ($(small),)
# padding between segments only where it saves a page of data at each start, the whole seen at once (but not the
# accesses: check-access.sh sees their object)
mode_ldflags += -Wl,-z,noseparate-code -Wl,-z,norelro -Wl,--build-id=none
whole := -flto=auto -flto-partition=one
ifeq ($(SMALL) $(if $(filter 1,$(SMALL)),$(call try,-flto=auto,,$(whole))),1 yes)
mode_cflags += -flto=auto
mode_ldflags += $(whole) -fno-asynchronous-unwind-tables -fno-unwind-tables
endif
endif
else ifeq ($(SAN),1)
linked := dynamic with sanitizers
mode_cflags += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
mode_ldflags += -fsanitize=address,undefined
else ifneq ($(building),)
hardening := -fstack-protector-strong -fPIE
relro := -pie -Wl,-z,relro,-z,now
ifeq ($(call try,$(hardening),,$(relro)),yes)
mode_cflags += $(hardening)
mode_ldflags += $(relro)
# the tables are full of pointers: packed, their relocations are no tenth of the program; the C library's loader must
# know them
glibc_2_36 := $(hash)include <features.h>\n$(hash)if !__GLIBC_PREREQ(2, 36)\n$(hash)error\n$(hash)endif
packed := -Wl,-z,pack-relative-relocs
ifeq ($(call try,$(hardening),$(glibc_2_36),$(relro) $(packed)),yes)
mode_ldflags += $(packed)
endif
ifneq ($(filter -O1 -O2 -O3 -Os,$(CFLAGS)),)
mode_cflags += $(if $(findstring -D_FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
endif
endif
endif

# Debian's packages of the headers that were looked for and aren't there
lacking :=
# readline is never linked into a dynamic program, only opened when a prompt needs it; a static one holds it
readline_header := $(hash)include <stdio.h>\n$(hash)include <readline/readline.h>
readline_libs := $(if $(filter static,$(linked)),-lreadline -ltinfo)
ifeq ($(READLINE),auto)
ifneq ($(building),)
override READLINE := $(if $(call try,$(filter -static,$(mode_ldflags)),$(readline_header),$(readline_libs)),1,0)
lacking += $(if $(filter 0,$(READLINE)),libreadline-dev)
endif
endif
# so is expat, when a register description is to be read
expat_header := $(hash)include <expat.h>\n
expat_libs := $(if $(filter static,$(linked)),-lexpat)
ifeq ($(EXPAT),auto)
ifneq ($(building),)
override EXPAT := $(if $(call try,$(filter -static,$(mode_ldflags)),$(expat_header),$(expat_libs)),1,0)
lacking += $(if $(filter 0,$(EXPAT)),libexpat1-dev)
endif
endif
# so is zlib, when a packed file is to be read
zlib_header := $(hash)include <zlib.h>\n
zlib_libs := $(if $(filter static,$(linked)),-lz)
ifeq ($(ZLIB),auto)
ifneq ($(building),)
override ZLIB := $(if $(call try,$(filter -static,$(mode_ldflags)),$(zlib_header),$(zlib_libs)),1,0)
lacking += $(if $(filter 0,$(ZLIB)),zlib1g-dev)
endif
endif
mode_cflags += -DHAVE_READLINE=$(READLINE) -DHAVE_EXPAT=$(EXPAT) -DHAVE_ZLIB=$(ZLIB) -DSMALL=$(SMALL)
ifeq ($(linked),static)
mode_cflags += $(if $(filter 1,$(READLINE) $(EXPAT) $(ZLIB)),-DOPTLIB_STATIC)
libs += $(if $(filter 1,$(READLINE)),$(readline_libs)) $(if $(filter 1,$(EXPAT)),$(expat_libs)) \
	$(if $(filter 1,$(ZLIB)),$(zlib_libs))
endif
left_out := $(if $(filter 0,$(EXPAT)),$(patsubst src/%.c,%,$(wildcard src/info/svd/svd_*.c)))
sources := $(filter-out $(left_out:%=src/%.c),$(listed))

# after the tries above, whose notes it would leave behind
ifeq ($(COVERAGE),1)
mode_cflags += --coverage
mode_ldflags += --coverage
endif

# the folder of the build isn't part of the program
build_flags := $(filter-out -ffile-prefix-map=% -fdebug-prefix-map=% -fmacro-prefix-map=%,$(CFLAGS))
build_text := $(CC) $(build_flags), $(linked)$(if $(filter 1,$(SMALL)),$(comma) small), \
	$(if $(filter 1,$(READLINE)),with,without) readline, $(if $(filter 1,$(EXPAT)),with,without) expat, \
	$(if $(filter 1,$(ZLIB)),with,without) zlib
defines := -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64
compile = $(CC) -std=gnu11 $(defines) $(inc) $(CPPFLAGS) $(warnings) $(mode_cflags) -MMD -MP $(CFLAGS)
link = $(CC) $(CFLAGS) $(mode_ldflags) $(LDFLAGS)
cmocka_cflags = $(shell $(PKG_CONFIG) --cflags cmocka 2>/dev/null)
cmocka_libs = $(or $(shell $(PKG_CONFIG) --libs cmocka 2>/dev/null),-lcmocka)

Q := $(if $(filter 1,$(V)),,@)
quiet := $(filter 1,$(V))$(findstring s,$(firstword -$(MAKEFLAGS)))
say = $(if $(quiet),,@printf '  %-7s %s\n' '$(1)' '$(2)')

# --- The program ---

objects = $(patsubst src/%.c,$(O)/%.o,$(filter $(addprefix src/,$(1)),$(sources)))
cli_obj := $(call objects,cli/%)
lib_obj := $(call objects,base/% info/% lib/%)
test_obj := $(test_rooms:%=$(O)/tests/test_%.o)
test_help_obj := $(test_help:%=$(O)/tests/%.o)
# the formatter of rows once more, without its vectors
test_portable := $(O)/tests/test_dump_format_portable
test_bin := $(test_rooms:%=$(O)/tests/test_%) $(test_portable)

.PHONY: all tests FORCE
.DELETE_ON_ERROR:
.SECONDARY:
all: $(O)/physmon

$(foreach f,$(folders),$(eval $(patsubst src/%.c,$(O)/%.o,$(wildcard src/$f/*.c)): inc := $(call includes,$f)))
$(O)/lib/bus/access.o: mode_cflags += -fno-lto
ifneq ($(cold_cflags),)
$(filter-out $(hot:%=$(O)/%.o),$(lib_obj) $(cli_obj)): CFLAGS += $(cold_cflags)
endif
# they change often: one object is built anew, not all
version_text := -DPHYSMON_VERSION='"$(VERSION)$(if $(commit), ($(commit)))"' -DPHYSMON_BUILD='"$(build_text)"'
$(O)/base/version.o: defines += $(version_text)
$(O)/base/version.o: $(O)/version
$(O)/version: FORCE
	$(call keep,$(version_text))
$(test_obj) $(test_help_obj): inc := $(test_includes)
$(test_obj) $(test_help_obj): warnings += -Wno-unused-parameter $(cmocka_cflags)

$(O)/%.o: src/%.c $(O)/flags
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(compile) -c -o $@ $<

$(O)/tests/%.o: tests/%.c $(O)/flags
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(compile) -c -o $@ $<

# D: deterministic, and made anew: a member that left its list must not stay behind
archive = mkdir -p $(@D) && rm -f $@ && $(AR) rcD $@ $(filter %.o,$^)
$(O)/libphysmon.a: $(lib_obj) Makefile
	$(call say,AR,$@)
	$(Q)$(archive)

$(O)/libcli.a: $(filter-out $(O)/cli/main.o,$(cli_obj)) Makefile
	$(call say,AR,$@)
	$(Q)$(archive)

$(O)/tests/libhelp.a: $(test_help_obj) Makefile
	$(call say,AR,$@)
	$(Q)$(archive)

lacking := $(strip $(lacking))
without := $(patsubst lib%,%,$(patsubst %1-dev,%,$(patsubst %1g-dev,%,$(patsubst %line-dev,%line,$(lacking)))))

$(O)/physmon: $(O)/cli/main.o $(O)/libcli.a $(O)/libphysmon.a Makefile
	$(call say,LINK,$@)
	$(Q)$(link) -o $@ $(filter-out Makefile,$^) $(libs)
	$(if $(lacking),$(if $(quiet),,@printf '%s is without %s: for these, apt-get install %s, then make again\n' \
		'$@' '$(subst $() ,$(comma) ,$(without))' '$(lacking)'))

$(O)/tests/dump_format_portable.o: src/cli/output/dump_format.c $(O)/flags
	$(call say,CC,$< -DFORMAT_PORTABLE)
	$(Q)mkdir -p $(@D)
	$(Q)$(compile) -DFORMAT_PORTABLE -c -o $@ $<
$(O)/tests/dump_format_portable.o: inc := $(call includes,cli/output)
$(test_portable): $(O)/tests/test_dump_format.o $(O)/tests/dump_format_portable.o

$(O)/tests/test_gate: mode_ldflags += -Wl,--wrap=access_fence
$(O)/tests/test_port: mode_ldflags += -Wl,--wrap=ioperm
$(filter-out $(test_portable),$(test_bin)): %: %.o
$(test_bin): $(O)/tests/libhelp.a $(O)/libcli.a $(O)/libphysmon.a
	$(call say,LINK,$@)
	$(Q)$(link) -o $@ $(filter %.o,$^) $(filter %.a,$^) $(cmocka_libs) $(libs)

tests: $(test_bin)

# other flags in the same folder: everything is built again
flags_text := $(compile) | $(cold_cflags) but $(hot) | $(link) $(libs)
$(O)/flags: FORCE
	$(call keep,$(flags_text))

# keep - TEXT: the target holds it, and is older than what was built with the same text
keep = @mkdir -p $(@D); text='$(subst ','\'',$(1))'; \
	printf '%s\n' "$$text" | cmp -s - $@ || printf '%s\n' "$$text" >$@

-include $(lib_obj:.o=.d) $(cli_obj:.o=.d) $(test_obj:.o=.d) $(test_help_obj:.o=.d)

# --- Seeing it work: each goal sets up what it needs, then calls make again, which finds what was installed ---

.PHONY: setup demo check check-only check-san check-valgrind check-clang check-builds check-vm cross lint format
jobs = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 2))
again = +$(Q)$(MAKE) --no-print-directory $(jobs)
setup = $(Q)CC='$(CC)' ARCHS='$(ARCHS)' tests/setup.sh

setup:
	$(setup) check

demo:
	$(setup) demo
	$(again) all
	@tests/tour.sh $(O)/physmon
	@printf '\nYour turn: %s -t demo    (help lists the commands, help demo shows the board, q quits)\n' \
		$(O)/physmon

check:
	$(setup) check
	$(again) check-only

check-only: all tests
	@PHYSMON=$(O)/physmon tests/run $(test_bin)

check-san:
	$(setup) check
	$(again) O=$(O)/san SAN=1 check-only

valgrind = valgrind -q --error-exitcode=99 --leak-check=full --vex-iropt-register-updates=allregs-at-mem-access \
	--suppressions=$(CURDIR)/tests/valgrind.supp
check-valgrind:
	$(setup) check valgrind
	$(again) WRAPPER='$(valgrind)' check-only

check-clang:
	$(setup) check clang
	$(again) O=$(O)/clang CC=clang WERROR=1 check-only

check-builds:
	$(setup) check builds
	@O=$(O) MAKE='$(MAKE) --no-print-directory $(jobs)' tests/builds.sh

cross:
	$(setup) check cross
	-$(setup) cross-more
	@O=$(O) ARCHS='$(ARCHS)' MAKE='$(MAKE) --no-print-directory $(jobs)' tests/cross.sh

check-vm:
	$(setup) vm
	$(if $(GUESTS),$(Q)ARCHS='$(GUESTS)' tests/setup.sh check cross cross-more)
	$(again) all
	@O=$(O) tests/vm/run.py $(GUESTS)

# faults, signals, endurance, privilege, surroundings; coverage of the tests; what compilers and clang-tidy can say
.PHONY: check-hard coverage mutants analyze check-msan
check-hard:
	$(setup) check
	$(again) all
	@PHYSMON=$(O)/physmon tests/run --hard

# without readline, which MemorySanitizer doesn't see into; into cmocka it need not: what that hands over counts as
# initialized
msan_cflags = -O1 -g -fsanitize=memory -fsanitize-memory-param-retval \
	-fsanitize-ignorelist=$(CURDIR)/tests/hard/msan.ignore
check-msan:
	$(setup) check clang
	@mkdir -p $(O)/msan
	$(Q)clang -D_GNU_SOURCE $(msan_cflags) -c -o $(O)/msan/msan.o tests/hard/msan.c
	$(again) O=$(O)/msan CC=clang READLINE=0 ZLIB=0 CFLAGS='$(msan_cflags)' \
		LDFLAGS=$(abspath $(O))/msan/msan.o check-only

coverage:
	$(setup) check
	$(again) O=$(O)/coverage CC=gcc CFLAGS='-O0 -g' COVERAGE=1 all tests
	@O=$(O)/coverage tests/coverage.py

mutants:
	$(setup) check
	@tests/mutants.py --seed $(or $(SEED),1) $(N)

analyze:
	$(setup) check clang analyze
	@O=$(O)/analyze tests/analyze.sh

# ratios to peers and limits, on a quiet machine; no test
.PHONY: bench
bench:
	$(setup) bench
	$(again) all
	@O=$(O) QUICK=$(QUICK) MAKE='$(MAKE)' PYTHONDONTWRITEBYTECODE=1 tests/bench/run.py

# random programs against a model of the language, and libFuzzer for SECONDS each, beginning with tests/fuzz/corpus
.PHONY: model fuzz fuzz-cover
model:
	$(setup) check
	$(again) all
	@PHYSMON=$(O)/physmon tests/model/model.py --streams $(or $(STREAMS),5000) --seed $(or $(SEED),1)

fuzz:
	$(setup) fuzz
	@O=$(O) tests/fuzz/run.py fuzz --seconds $(or $(SECONDS),60) --seed $(or $(SEED),0)

fuzz-cover:
	$(setup) fuzz
	@O=$(O) tests/fuzz/run.py cover

lint:
	$(setup) lint
	@O=$(O) tests/lint.sh

format:
	clang-format -i $(shell find include src tests -name '*.[ch]')

# --- For tools that look at the sources: the table of folders; each source with the compiler's flags for it ---

.PHONY: sources layers
layers:
	@$(foreach f,$(folders),echo '$f: $(sort $(sees.$f))';)

analysis_flags := -std=gnu11 $(defines) -DHAVE_READLINE=1 -DHAVE_EXPAT=1 -DHAVE_ZLIB=1 -DSMALL=0 \
	-DPHYSMON_VERSION="0" -DPHYSMON_BUILD=""
sources:
	@$(foreach f,$(folders),printf '%s $(call includes,$f) $(analysis_flags)\n' $(sort $(wildcard src/$f/*.c));) :
	@printf '%s $(test_includes) $(analysis_flags)\n' $(wildcard tests/*.c)
	@printf '%s $(test_includes) -Itests/fuzz $(analysis_flags)\n' $(wildcard tests/fuzz/*.c)

# --- Installing ---

.PHONY: install uninstall size clean help
SBINDIR ?= $(PREFIX)/sbin
MANDIR ?= $(PREFIX)/share/man
BASHCOMPDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHCOMPDIR ?= $(PREFIX)/share/zsh/site-functions
FISHCOMPDIR ?= $(PREFIX)/share/fish/vendor_completions.d
sbin = $(DESTDIR)$(SBINDIR)
man8 = $(DESTDIR)$(MANDIR)/man8
man8_zh = $(DESTDIR)$(MANDIR)/zh_CN/man8
bash_completion = $(DESTDIR)$(BASHCOMPDIR)
zsh_completion = $(DESTDIR)$(ZSHCOMPDIR)
fish_completion = $(DESTDIR)$(FISHCOMPDIR)

# what was built is installed, however it was built: these flags may be others
install: $(if $(wildcard $(O)/physmon),,$(O)/physmon)
	$(INSTALL) -d $(sbin) $(man8) $(man8_zh) $(bash_completion) $(zsh_completion) $(fish_completion)
	$(INSTALL) -m 755 $(if $(filter 1,$(STRIP)),-s --strip-program=$(STRIP_PROGRAM)) $(O)/physmon $(sbin)/physmon
	$(INSTALL) -m 644 man/physmon.8 $(man8)/physmon.8
	$(INSTALL) -m 644 man/physmon.zh_CN.8 $(man8_zh)/physmon.8
	$(INSTALL) -m 644 .completion/physmon.bash $(bash_completion)/physmon
	$(INSTALL) -m 644 .completion/_physmon $(zsh_completion)/_physmon
	$(INSTALL) -m 644 .completion/physmon.fish $(fish_completion)/physmon.fish
	$(if $(filter 1,$(DEVMEM)),ln -sf physmon $(sbin)/devmem)

uninstall:
	rm -f $(sbin)/physmon $(man8)/physmon.8 $(man8_zh)/physmon.8
	rm -f $(bash_completion)/physmon $(zsh_completion)/_physmon
	rm -f $(fish_completion)/physmon.fish
	if [ "$$(readlink $(sbin)/devmem)" = physmon ]; then rm -f $(sbin)/devmem; fi

# --- Packages and releases ---

.PHONY: dist deb release check-package
named := physmon-$(VERSION)
# the commit's time is the time of every file in it, so the same commit makes the same bytes
dist: $(O)/$(named).tar.gz
$(O)/$(named).tar.gz: FORCE
	$(Q)mkdir -p $(@D)
	$(Q)git archive --format=tar --prefix=$(named)/ --add-file=.dist/NEWS.md --output=$@.part HEAD
	$(Q)gzip -9n <$@.part >$@.packed && mv $@.packed $@ && rm $@.part
	@echo $@

deb:
	$(Q)tests/setup.sh deb
	$(Q)MAKE='$(MAKE)' O=$(O) VERSION=$(VERSION) .dist/deb

release:
	$(Q)ARCHS='$(RELEASE)' tests/setup.sh release
	$(Q)MAKE='$(MAKE)' O=$(O) VERSION=$(VERSION) RELEASE='$(RELEASE)' .dist/release

check-package:
	$(Q)ARCHS='$(RELEASE)' tests/setup.sh deb release
	$(Q)MAKE='$(MAKE)' O=$(O) VERSION=$(VERSION) RELEASE='$(RELEASE)' tests/package.sh
RELEASE ?= x86_64 arm64 armhf riscv64 i386

size: $(O)/physmon
	@$(STRIP_PROGRAM) -o $(O)/physmon.stripped $(O)/physmon
	@printf '%s: %s bytes stripped\n' $(O)/physmon "$$(wc -c <$(O)/physmon.stripped)"

clean:
	rm -rf $(O)

define help_text
goals
  all             $(O)/physmon (the default; installs nothing, needs a C compiler)
  demo            build, then a tour of the simulated board that the program holds
  check           build and pass the tests
  check-only      the same without installing anything: no apt-get, no network, no root; what misses a tool is skipped
  check-san       the same under AddressSanitizer and UndefinedBehaviorSanitizer
  check-valgrind  the same under valgrind
  check-clang     the same built by clang, warnings being errors
  check-builds    without readline, expat, zlib, and static
  cross           for other processors, all or ARCHS="arm64 armhf"
  check-hard      faults in every call, signals, endurance, privilege, surroundings, hardening: all of tests/hard
  check-msan      check under MemorySanitizer, by clang
  coverage        lines and branches that the tests run; none of src/lib without a reason
  mutants         changes of one token in src/lib and src/cli that no test notices: N=20 of them, drawn by SEED=1
  analyze         gcc -fanalyzer and clang-tidy
  check-vm        on real kernels in QEMU: x86_64, arm64, armhf, raspi3b, or those of GUESTS="ppc64el mipsel"
  model           STREAMS=5000 random programs against a model of the language
  fuzz            every parser, and scripts with an oracle, for SECONDS=60 or less each, from a new SEED
  fuzz-cover      which lines of the parsers the committed corpus reaches
  bench           speed, memory and size against peers (not a test; QUICK=1: less of it)
  lint            layers, names, titles, clang-format, cppcheck, mandoc
  format          clang-format over all sources
  install         physmon, its man page, and completion for bash, zsh and fish; DEVMEM=1: also as devmem; STRIP=1:
                  without symbols
  uninstall, size, clean, help
  dist            $(O)/$(named).tar.gz: what git has committed
  deb             packages for Debian, from the same archive
  release         static programs for RELEASE="x86_64 arm64 armhf riscv64 i386", each tried
  check-package   the three above, installed, built and used as a distribution does
The check goals, demo and lint install what they miss through apt-get (with sudo if you aren't root).
variables
  O=.build        where everything is built
  CC, CFLAGS, CPPFLAGS, LDFLAGS, AR, PKG_CONFIG, CROSS_COMPILE=aarch64-linux-gnu-
  PREFIX=/usr/local, SBINDIR, MANDIR, BASHCOMPDIR, ZSHCOMPDIR, FISHCOMPDIR, DESTDIR
  READLINE=1|0    with or without readline (default: with, where its headers are)
  EXPAT=1|0       with or without register descriptions, which need expat (default: as readline; with STATIC=1
                  READLINE=0: without)
  ZLIB=1|0        with or without packed files (/proc/config.gz), which need zlib (default: as expat)
  SMALL=1         the monitor alone, for boards where each kilobyte counts (with STATIC=1 CC=musl-gcc: below 128 KiB)
  STATIC=1  SAN=1  WERROR=1  V=1
endef
help:
	@$(info $(help_text)):
