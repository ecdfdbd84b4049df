# make            build the program `assay` and its emulator
# make run        install what is missing, build, judge the bundled emulator
# make check      install what is missing, then every test but real Cinder
# make check-schema JSON_SCHEMA_TEST_SUITE=DIR  the official tests of JSON Schema
# make bench-schema  time of validating, beside other validators
# make check-cinder  judge a real OpenStack Cinder from Debian's packages
# make deps       install missing packages (deps-cinder: for check-cinder)
# make lint       format, layers, compiler and static analysis, suites, man page
# make asan       unit, golden and end-to-end tests under ASan and UBSan
# make tsan       many threads and one compiled schema, under TSan
# make fuzz       each fuzz target for FUZZ_SECONDS (60)
# make valgrind   unit and end-to-end tests under valgrind
# make cover      line coverage of the tests
# make clang      build everything with clang
# make selftest   what the suites notice and whom they accuse, into reports/out
# make selftest-readme  the same, and write its numbers into README.md
# make golden     rewrite the golden files; read the diff
# make options    write what is made of the option table: manual, completions
# make lib        build the JSON Schema validator as a library for others
# make derive-check ASSAY_DOCS=DIR  are schemas and clauses as on their pages?
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
PKGS    := libcurl jansson libpcre2-8 libxml-2.0 libcrypto yaml-0.1 \
           libidn2
EMU_PKGS := libmicrohttpd jansson libcrypto
SAN     := -fsanitize=address,undefined -fno-sanitize-recover=undefined
PKG      = $(shell pkg-config $(1) 2>/dev/null)
# What a program that uses our library links besides.
JSON_PKGS := jansson libpcre2-8 libidn2
DEFS    := -DASSAY_VERSION='"$(VERSION)"' \
           -DASSAY_DATADIR='"$(PREFIX)/share/assay"' \
           -DASSAY_LIBEXECDIR='"$(PREFIX)/libexec/assay"'

# A second opinion for `assay schema`, where it is installed. Its .pc file has
# no version to ask for and leaves out the library xpl.
ifneq ($(shell pkg-config --exists wjelement 2>/dev/null && echo yes),)
DEFS    += -DHAVE_WJELEMENT
PKGS    += wjelement
WJE_LIBS := -lxpl
endif

# Each room is linked with the rooms below it and with no others.
ROOMS   := base jsonschema vocabulary derive runner/model reports \
           runner/suite runner/http runner/check runner/waivers \
           runner/compare runner/run runner/transcript runner/replay \
           runner/certify runner/engine runner/selftest runner/cli
sources  = $(foreach r,$(1),$(wildcard $(r)/*.c))
objects  = $(patsubst %.c,$(BUILD)/obj/%.o,$(call sources,$(1)))
LIB     := $(BUILD)/libassay.a
EMU_LIB := $(BUILD)/libemulator.a
JSON_LIB := $(BUILD)/libassay-jsonschema.a
JSON_HEADERS := jsonschema/jsonschema.h jsonschema/vocabulary.h
OBJCOPY ?= objcopy
Q        = $(if $(V),,@)
SAY      = $(if $(V),@:,@echo)
UNIT    := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,\
             $(wildcard tests/unit/*/test_*.c))
FUZZ    := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,\
             $(wildcard tests/fuzz/*.c))
FUZZ_SECONDS ?= 60
TOOLS   := $(patsubst tests/tools/%.c,$(BUILD)/tools/%,\
             $(wildcard tests/tools/*.c))
SCRIPTS := $(wildcard tests/golden/run tests/e2e/*.sh tests/e2e/*/*.sh \
             tests/hostile/*.sh)
SCRIPTS := $(filter-out %/lib.sh %/valgrind.sh,$(SCRIPTS))

all: $(BUILD)/assay $(BUILD)/assay-emulator
	@:

$(LIB): $(call objects,$(ROOMS))
	$(SAY) "  AR    $@"
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

$(EMU_LIB): $(filter-out %/main.o,$(call objects,emulator)) \
            $(call objects,base)
	$(SAY) "  AR    $@"
	$(Q)rm -f $@
	$(Q)$(AR) rcs $@ $^

# One object in which only the names of the public headers are global.
$(JSON_LIB): $(JSON_HEADERS) $(call objects,jsonschema base)
	$(SAY) "  AR    $@"
	$(Q)rm -f $@ $(BUILD)/base.a
	$(Q)$(AR) rcs $(BUILD)/base.a $(call objects,base)
	$(Q)$(LD) -r -o $(BUILD)/jsonschema.o $(call objects,jsonschema) \
	    $(BUILD)/base.a
	$(Q)grep -ohE '\<schema_[a-z0-9_]+\(' $(JSON_HEADERS) | \
	    tr -d '(' >$(BUILD)/jsonschema.names
	$(Q)$(OBJCOPY) --keep-global-symbols=$(BUILD)/jsonschema.names \
	    $(BUILD)/jsonschema.o
	$(Q)$(AR) rcs $@ $(BUILD)/jsonschema.o

$(BUILD)/assay: $(BUILD)/obj/runner/main.o $(LIB)
	$(SAY) "  LINK  $@"
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS)) $(WJE_LIBS) -lm

$(BUILD)/assay-emulator: $(BUILD)/obj/emulator/main.o $(EMU_LIB)
	$(SAY) "  LINK  $@"
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(EMU_PKGS)) -lm

$(BUILD)/unit/emulator/%: $(BUILD)/obj/tests/unit/emulator/%.o $(EMU_LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(EMU_PKGS) cmocka) -lm

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS) cmocka) $(WJE_LIBS) -lm

$(BUILD)/tools/%: $(BUILD)/obj/tests/tools/%.o $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS)) $(WJE_LIBS) -lm -pthread

# of the library only what a target calls is linked, and so looked into
$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS)) $(WJE_LIBS) -lm

$(BUILD)/tools/options: $(BUILD)/obj/tools/options.o $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS)) $(WJE_LIBS) -lm

$(BUILD)/bench/%: $(BUILD)/obj/tests/bench/%.o $(LIB)
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call PKG,--libs $(PKGS)) $(WJE_LIBS) -lm

$(BUILD)/obj/%.o: %.c
	$(SAY) "  CC    $<"
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) $(CSTD) $(WARN) $(DEFS) -I. -Irunner $(CPPFLAGS) \
	    $(call PKG,--cflags $(PKGS)) $(CFLAGS) -MMD -MP -c -o $@ $<

lib: $(JSON_LIB)

unit: $(UNIT)

deps:
	@tools/deps build

deps-%:
	@tools/deps build check $*

# The sub-make looks for libraries and sources after they are installed.
run: deps
	@$(MAKE) --no-print-directory all
	@$(BUILD)/assay run --emulator --out reports/out
	@echo "reports: $$(ls -d reports/out/*)" | tr '\n' ' '; echo

check: deps-check
	@tools/json-schema-suite
	@$(MAKE) --no-print-directory tests
tests: all lib unit $(TOOLS) $(BUILD)/tools/options
	@tests/run $(BUILD)/check.total tools/layers-tap tools/check-docs \
	    tools/derive-check $(UNIT) $(BUILD)/tools/schema_threads $(SCRIPTS)

# The official suite, every file in a line, from any copy of it.
JSON_SCHEMA_TEST_SUITE ?= build/json-schema-suite
check-schema: $(BUILD)/tools/schema_suite
	@$(BUILD)/tools/schema_suite --optional --format \
	    $(JSON_SCHEMA_TEST_SUITE)

# Beside Blaze and ajv where node is; a benchmark fails on no number.
bench-schema: $(BUILD)/bench/schema
	@tests/bench/beside.sh $(BUILD)

check-cinder: deps-cinder
	@$(MAKE) --no-print-directory all
	@CINDER_REQUIRED=1 tests/run $(BUILD)/cinder.total \
	    tests/cinder/smoke.sh tests/cinder/keystone.sh tests/cinder/check.sh \
	    tests/cinder/kill.sh tests/cinder/evidence.sh

# All faults would take a quarter of an hour.
asan: deps-check deps-memory
	@SELFTEST_FAULTS='put-* hang* answer-*' \
	    $(MAKE) --no-print-directory tests BUILD=build/asan \
	    CFLAGS="-O1 -g $(SAN)" LDFLAGS="$(SAN)"

tsan: deps
	@$(MAKE) --no-print-directory build/tsan/tools/schema_threads \
	    BUILD=build/tsan CFLAGS="-O1 -g -fsanitize=thread" \
	    LDFLAGS="-fsanitize=thread"
	@BUILD=build/tsan tests/run build/tsan/check.total \
	    build/tsan/tools/schema_threads

fuzz: deps-lint deps-memory
	@$(MAKE) --no-print-directory fuzz-programs CC=clang BUILD=build/fuzz \
	    CFLAGS="-O1 -g $(SAN) -fsanitize=fuzzer-no-link" \
	    LDFLAGS="$(SAN) -fsanitize=fuzzer"
	@BUILD=build/fuzz tests/fuzz/run $(FUZZ_SECONDS) \
	    $(FUZZ:$(BUILD)/%=build/fuzz/%)
fuzz-programs: $(FUZZ)

valgrind: deps-check deps-memory
	@$(MAKE) --no-print-directory BUILD=build/valgrind \
	    all valgrind-tests
valgrind-tests: all unit
	@WRAPPER="valgrind -q --leak-check=full --error-exitcode=99" \
	    tests/run $(BUILD)/check.total $(UNIT) tests/e2e/valgrind.sh

cover: deps-check
	@$(MAKE) --no-print-directory tests BUILD=build/cover \
	    CFLAGS="-O0 -g --coverage" LDFLAGS="--coverage"
	@tools/coverage build/cover

clang: deps-lint
	@$(MAKE) --no-print-directory all unit CC=clang BUILD=build/clang

lint: deps-check deps-lint
	@$(MAKE) --no-print-directory all unit BUILD=build/lint \
	    WERROR=-Werror CC=gcc
	@$(MAKE) --no-print-directory all unit BUILD=build/lint-clang \
	    WERROR=-Werror CC=clang
	@tools/lint build/lint

selftest: all
	@$(BUILD)/assay selftest --out reports/out

# Numbers that are bad are numbers, too; only trouble (2) leaves the old ones.
selftest-readme: all
	@$(BUILD)/assay selftest --quiet --out reports/out || [ $$? -eq 1 ]
	@tools/write-numbers reports/out/selftest.json

golden: all
	@tests/golden/run --update

options: $(BUILD)/tools/options
	@BUILD=$(BUILD) tools/write-options

# ASSAY_DOCS holds evs/*.html, or evs-rendered/*.html
derive-check: all
	@tools/derive-check $(ASSAY_DOCS)

layers:
	@tools/layers

longest:
	@tools/longest

install: all lib
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/libexec/assay \
	    $(DESTDIR)$(PREFIX)/share/assay $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/assay $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/assay-emulator \
	    $(DESTDIR)$(PREFIX)/libexec/assay
	cp -R suites schemas fixtures $(DESTDIR)$(PREFIX)/share/assay
	install -m 644 docs/assay.1 $(DESTDIR)$(PREFIX)/share/man/man1
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -m 644 docs/completions/assay.bash \
	    $(DESTDIR)$(PREFIX)/share/bash-completion/completions/assay
	install -m 644 docs/completions/_assay \
	    $(DESTDIR)$(PREFIX)/share/zsh/site-functions
	install -m 644 docs/completions/assay.fish \
	    $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	install -d $(DESTDIR)$(PREFIX)/lib/pkgconfig \
	    $(DESTDIR)$(PREFIX)/include/assay $(DESTDIR)$(PREFIX)/share/man/man3
	install -m 644 $(JSON_LIB) $(DESTDIR)$(PREFIX)/lib
	tools/headers $(DESTDIR)$(PREFIX)/include/assay
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' \
	    -e 's|@PKGS@|$(JSON_PKGS)|' tools/assay-jsonschema.pc.in \
	    >$(DESTDIR)$(PREFIX)/lib/pkgconfig/assay-jsonschema.pc
	install -m 644 docs/assay-jsonschema.3 \
	    $(DESTDIR)$(PREFIX)/share/man/man3

help:
	@sed -n 's/^# make/make/p' Makefile

clean:
	rm -rf build reports/out

.PHONY: all asan bench-schema check check-cinder check-schema clang clean \
        cover deps derive-check fuzz fuzz-programs golden help install layers \
        lib lint longest options run tests tsan unit valgrind valgrind-tests
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
