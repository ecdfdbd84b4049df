# make            build the program `assay` and its emulator
# make run        install what is missing, build, judge the bundled emulator
# make check      install what is missing, then every test but real Cinder
# make check-cinder  judge a real OpenStack Cinder from Debian's packages
# make deps       install missing packages (deps-cinder: for check-cinder)
# make lint       format, layers, compiler and static analysis, suites, man page
# make asan       unit, golden and end-to-end tests under ASan and UBSan
# make valgrind   unit and end-to-end tests under valgrind
# make cover      line coverage of the tests
# make clang      build everything with clang
# make golden     rewrite the golden files; read the diff
# make layers     check that includes follow the plan of docs/ARCHITECTURE.md
# make longest    the longest functions and files
# make install    into $(DESTDIR)$(PREFIX)
# make clean help
VERSION := 0.1.0
PREFIX  ?= /usr/local
BUILD   ?= build
CSTD    := -std=c11 -D_XOPEN_SOURCE=700
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wstrict-prototypes \
           -Wmissing-prototypes -Wwrite-strings -Wpointer-arith -Wundef \
           -Wformat=2 -Wno-format-nonliteral $(WERROR)
CFLAGS  ?= -O2 -g
PKGS    := libcurl jansson libpcre2-8 libxml-2.0 libcrypto
PKG      = $(shell pkg-config $(1) 2>/dev/null)
DEFS    := -DASSAY_VERSION='"$(VERSION)"' \
           -DASSAY_DATADIR='"$(PREFIX)/share/assay"' \
           -DASSAY_LIBEXECDIR='"$(PREFIX)/libexec/assay"'

# Each room is linked with the rooms below it and with no others.
ROOMS   := base jsonschema runner/model reports runner/suite runner/http \
           runner/check runner/run runner/cli
sources  = $(foreach r,$(1),$(wildcard $(r)/*.c))
objects  = $(patsubst %.c,$(BUILD)/obj/%.o,$(call sources,$(1)))
LIB     := $(BUILD)/libassay.a
EMU_LIB := $(BUILD)/libemulator.a
UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,\
             $(wildcard tests/unit/*/test_*.c))
CSRC    := $(shell find base jsonschema runner reports emulator tests \
             -name '*.[ch]' 2>/dev/null)

all: $(BUILD)/assay $(BUILD)/assay-emulator

$(LIB): $(call objects,$(ROOMS))
	@rm -f $@
	$(AR) rcs $@ $^

$(EMU_LIB): $(filter-out %/main.o,$(call objects,emulator)) \
            $(call objects,base)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/assay: $(BUILD)/obj/runner/main.o $(LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS)) -lm

$(BUILD)/assay-emulator: $(BUILD)/obj/emulator/main.o $(EMU_LIB)
	$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs libmicrohttpd jansson) -lm

$(BUILD)/unit/emulator/%: $(BUILD)/obj/tests/unit/emulator/%.o $(EMU_LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ \
	    $(call PKG,--libs libmicrohttpd jansson cmocka) -lm

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS) cmocka) -lm

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CSTD) $(WARN) $(DEFS) -I. -Irunner $(CPPFLAGS) \
	    $(call PKG,--cflags $(PKGS)) $(CFLAGS) -MMD -MP -c -o $@ $<

unit: $(UNIT)

help:
	@sed -n 's/^# make/make/p' Makefile

layers:
	@tools/layers

clean:
	rm -rf build

.PHONY: all unit help layers clean
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
