# SPDX-License-Identifier: GPL-2.0-or-later
O ?= .build
CC = $(CROSS_COMPILE)gcc
CFLAGS ?= -O2 -g
WARN = -std=c11 -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wundef -Wformat=2 \
	-Wcast-qual -Wwrite-strings -Wnull-dereference -Wimplicit-fallthrough
ALL_CFLAGS = $(WARN) -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 -Iinclude -MMD -MP $(CFLAGS)
base := error hex optlib
info := iomem policy
lib := access guard window target gate backends be_mem be_none be_file be_demo
cli := main
all: $(O)/physmon
-include Makefile.local
