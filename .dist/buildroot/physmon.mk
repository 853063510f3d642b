################################################################################
#
# physmon
#
################################################################################

PHYSMON_VERSION = 1.0.0-rc1
# where the archives of "make dist" are published; no place is fixed yet
PHYSMON_SITE = https://physmon.example.org/releases
PHYSMON_LICENSE = GPL-2.0-or-later
PHYSMON_LICENSE_FILES = LICENSE
PHYSMON_MAKE_OPTS = PREFIX=/usr

# libraries are chosen here, not found by the build; physmon opens them at run time
ifeq ($(BR2_PACKAGE_READLINE),y)
PHYSMON_DEPENDENCIES += readline
PHYSMON_MAKE_OPTS += READLINE=1
else
PHYSMON_MAKE_OPTS += READLINE=0
endif

ifeq ($(BR2_PACKAGE_EXPAT),y)
PHYSMON_DEPENDENCIES += expat
PHYSMON_MAKE_OPTS += EXPAT=1
else
PHYSMON_MAKE_OPTS += EXPAT=0
endif

ifeq ($(BR2_PACKAGE_ZLIB),y)
PHYSMON_DEPENDENCIES += zlib
PHYSMON_MAKE_OPTS += ZLIB=1
else
PHYSMON_MAKE_OPTS += ZLIB=0
endif

ifeq ($(BR2_STATIC_LIBS),y)
PHYSMON_MAKE_OPTS += STATIC=1
endif

ifeq ($(BR2_PACKAGE_PHYSMON_DEVMEM),y)
PHYSMON_MAKE_OPTS += DEVMEM=1
endif

define PHYSMON_BUILD_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) $(TARGET_CONFIGURE_OPTS) \
		$(PHYSMON_MAKE_OPTS) -C $(@D) all
endef

define PHYSMON_INSTALL_TARGET_CMDS
	$(TARGET_MAKE_ENV) $(MAKE) $(TARGET_CONFIGURE_OPTS) \
		$(PHYSMON_MAKE_OPTS) -C $(@D) DESTDIR=$(TARGET_DIR) install
endef

$(eval $(generic-package))
