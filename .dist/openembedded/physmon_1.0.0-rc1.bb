SUMMARY = "Interactive monitor for physical memory and device registers"
DESCRIPTION = "Reads, writes and dumps physical memory and device registers \
through /dev/mem, UIO, PCI and I/O ports with exact access widths; registers by \
name, scripts, JSON, a gdb server."
# where the archives of "make dist" are published; no place is fixed yet
HOMEPAGE = "https://physmon.example.org"
SECTION = "console/tools"
LICENSE = "GPL-2.0-or-later"
LIC_FILES_CHKSUM = "file://LICENSE;md5=b234ee4d69f5fce4486a80fdaf4a4263"

SRC_URI = "https://physmon.example.org/releases/physmon-${PV}.tar.gz \
           file://run-ptest"

inherit ptest

# chosen here, not found by the build; physmon opens the libraries at run time
PACKAGECONFIG ??= "readline expat zlib"
PACKAGECONFIG[readline] = "READLINE=1,READLINE=0,readline,,readline"
PACKAGECONFIG[expat] = "EXPAT=1,EXPAT=0,expat,,expat"
PACKAGECONFIG[zlib] = "ZLIB=1,ZLIB=0,zlib,,zlib"

DEPENDS += "${@bb.utils.contains('PTEST_ENABLED', '1', 'cmocka', '', d)}"

EXTRA_OEMAKE = "${PACKAGECONFIG_CONFARGS} 'CC=${CC}' 'AR=${AR}' 'CFLAGS=${CFLAGS}' 'CPPFLAGS=${CPPFLAGS}' \
                'LDFLAGS=${LDFLAGS}' PREFIX=${prefix} SBINDIR=${sbindir} MANDIR=${mandir} DESTDIR=${D}"

do_compile() {
	oe_runmake all
}

do_install() {
	oe_runmake install
}

do_compile_ptest() {
	oe_runmake tests
}

# the tests look for what they need beside themselves
do_install_ptest() {
	install -d ${D}${PTEST_PATH}/bin
	cp -r ${S}/tests ${S}/man ${S}/README.md ${S}/.completion ${D}${PTEST_PATH}
	for program in ${B}/.build/tests/test_*; do
		case $program in
		*.[od]) ;;
		*) install -m 755 $program ${D}${PTEST_PATH}/bin ;;
		esac
	done
}

FILES:${PN} += "${datadir}/bash-completion ${datadir}/zsh ${datadir}/fish"
RDEPENDS:${PN}-ptest += "python3-core python3-modules"
