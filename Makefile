# Bốn Luôn. The two targets that most people want: `make run` and `make test`.
# The rooms of src/ are listed once, as sums; programs and tests are sums of
# rooms (the plan of the house is in docs/develop.md).

VARIANT  ?= release
CPPFLAGS ?=
LDFLAGS  ?=
PREFIX   ?= /usr/local
DESTDIR  ?=
WINDOW   ?=
WERROR   ?=
PKG_CONFIG ?= pkg-config
ifneq ($(filter asan fuzz tsan cover,$(VARIANT)),)
CFLAGS   ?= -O1 -g
else
CFLAGS   ?= -O2 -g -D_FORTIFY_SOURCE=3
endif

out     := build/$(VARIANT)
version := $(shell sed -n 's/^\#\# \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)
share   := $(PREFIX)/share/bonluon

# Jumps and returns go only where the program has some; each kind of processor
# has a flag of its own for that.
machine_of := $(shell $(CC) -dumpmachine)
flow := $(if $(filter x86_64-%,$(machine_of)),-fcf-protection=full)
flow += $(if $(filter aarch64-%,$(machine_of)),-mbranch-protection=standard)

# Own flags apart from the user's; a variant adds its own.
warn := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wvla -Wformat=2 -Wundef \
        -Wpointer-arith -Wcast-qual -Wwrite-strings -Wunused-result
own  := -std=c11 -D_GNU_SOURCE -Isrc $(warn) -fno-common -pthread \
        -fstack-protector-strong -fstack-clash-protection $(flow) \
        -DBONLUON_VERSION='"$(version)"' \
        -DBONLUON_SHARE='"$(share)"'
own_link := -pthread -Wl,-z,relro,-z,now -Wl,--as-needed
sanitize_asan := -fsanitize=address,undefined -fno-sanitize-recover=all
sanitize_fuzz := $(sanitize_asan) -fsanitize=fuzzer-no-link
sanitize_tsan := -fsanitize=thread
sanitize_cover := --coverage -fprofile-update=atomic
sanitize      := $(sanitize_$(VARIANT))
ifneq ($(sanitize),)
own      += $(sanitize) -fno-omit-frame-pointer
own_link += $(sanitize)
endif

# ---- the rooms -------------------------------------------------------------

objects = $(patsubst %.c,$(out)/%.o,$(sort $(wildcard src/$(1)/*.c)))

# What a room may look into, which is what it is linked with: the floors of the
# house, from the ground up (docs/develop.md). tests/check_layers.sh holds the
# sources to it.
looks_base     :=
looks_survey   :=
looks_view     := survey
looks_format   := survey base
looks_config   := survey base
looks_carry    := base
looks_store    := format base
looks_trust    := format survey base
looks_report   := format survey base
looks_display  := view survey base
looks_recovery := trust store format base
looks_verify   := trust store format survey base
looks_record   := recovery trust store format config survey base
looks_daily    := record trust store format config survey base
looks_desk     := daily report carry record recovery trust format config \
                  survey base
looks_writer   := desk daily carry record recovery trust format config \
                  survey base
looks_kiosk    := writer desk carry report config format view survey base
looks_cmd      := kiosk writer desk daily record verify recovery display \
                  report trust store carry config format view survey base

# What a room needs from outside. Asked of pkg-config when it is used, and so
# after what is missing was installed; and once, not for each file.
outside_base    := libsodium
outside_config  := glib-2.0
outside_store   := sqlite3
outside_trust   := libsodium
outside_report  := xlsxwriter
outside_display := sdl2 SDL2_ttf libpng libqrencode x11 xi xrandr
outside_tests   := cmocka

# A room with all that lies below it; and what that needs from outside.
rooms := base survey view format config carry store trust report display \
         recovery verify record daily desk writer kiosk cmd
$(foreach room,$(rooms),\
    $(eval $(room) := $(sort $(call objects,$(room)) \
        $(foreach below,$(looks_$(room)),$($(below)))))\
    $(eval outside_$(room) := $(sort $(outside_$(room)) \
        $(foreach below,$(looks_$(room)),$(outside_$(below))))))
outside = $(if $(strip $(2)),$(call known,answer$(subst $() ,,$(1)$(2)),$(1) $(2)))
known   = $(if $(filter undefined,$(origin $(1))),$(eval $(1) := $(call ask,$(2))))$($(1))
ask     = $(shell $(PKG_CONFIG) $(1) 2> /dev/null)$(if \
    $(filter-out 0,$(.SHELLSTATUS)),$(shell $(tell_missing))$(error see above))

# Says what is missing, and how to get it; fails then.
tell_missing = PKG_CONFIG='$(PKG_CONFIG)' packaging/missing.sh '$(CC)' $(outside_cmd) \
    $(if $(filter test-programs,$(MAKECMDGOALS)),$(outside_tests)) >&2

# src/display/paint, tests/display/test_paint -> display
room_of = $(word 2,$(subst /, ,$(1)))

# The console's other languages, po/LANGUAGE.po. Beside each catalog lies what
# the C library needs of a locale to look for it (src/base/speak.c), and under
# the library's own name the same again, for the words of strerror.
languages := $(patsubst po/%.po,%,$(wildcard po/*.po))
catalog    = $(1)/locale/$(2)/LC_MESSAGES
catalogs  := $(foreach language,$(languages),$(call catalog,$(out),$(language))/bonluon.mo)
beside     = ln -sfn bonluon.mo $(1)/libc.mo && \
    ln -sfn /usr/lib/locale/C.utf8/LC_MESSAGES/SYS_LC_MESSAGES $(1)

# ---- what is built ---------------------------------------------------------

# What ThreadSanitizer has to be told (tests/threads).
told := $(if $(filter tsan,$(VARIANT)),$(out)/tests/threads/clockjoin.o)

ifeq ($(VARIANT),release)
all: build/bonluon $(catalogs)
else
all: $(out)/bonluon $(catalogs)
endif

build/bonluon: build/release/bonluon
	ln -sfn release/bonluon $@

$(out)/bonluon: $(out)/src/main.o $(cmd) $(told)
	$(CC) $(CFLAGS) $(own_link) $(LDFLAGS) -o $@ $^ \
	    $(call outside,--libs,$(outside_cmd)) -lm

$(call catalog,$(out),%)/bonluon.mo: po/%.po $(out)/settings
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<
	$(call beside,$(@D))

$(out)/src/%.o: src/%.c $(out)/settings
	@mkdir -p $(@D)
	$(CC) $(own) $(call outside,--cflags,$(outside_$(call room_of,src/$*))) \
	    $(WERROR) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $< $(keep_said)

# What the compiler said lies beside the object: where a warning counts, what
# was compiled with one before is compiled again.
keep_said = 2> $@.said; status=$$?; cat $@.said >&2; \
    [ -s $@.said ] || rm $@.said; exit $$status
ifneq ($(WERROR),)
$(basename $(wildcard $(out)/src/*.said $(out)/*/*/*.said)): always
endif

# How things are compiled; changes only when that does, and then all is stale,
# and whatever compiles is asked for. A warning, fatal or not, changes no object.
settings := $(CC) $(own) $(own_link) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)
$(out)/settings: always
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(settings))' | cmp -s - $@ || { \
	    $(tell_missing) && echo '$(subst ','\'',$(settings))' > $@; }

# A test lies in the folder of the room it tests, and is linked with that room
# and the ones below: tests/view/ with view and survey, and nothing else. The
# room's with_*.c are what its tests share, some with those of another room. A
# make_*.c is no test: it makes what a test of the whole program looks at.
test_sources  := $(sort $(wildcard tests/*/test_*.c))
test_programs := $(test_sources:%.c=$(out)/%) $(patsubst %.c,$(out)/%, \
                     $(sort $(wildcard tests/*/make_*.c)))
shared = $(patsubst %.c,$(out)/%.o,$(foreach room,$(1) $(borrows_$(1)), \
             $(wildcard tests/$(room)/with_*.c)))
tested = $(sort $(foreach room,$(1) $(borrows_$(1)),$($(room))))
outside_tested = $(sort $(outside_tests) \
    $(foreach room,$(1) $(borrows_$(1)),$(outside_$(room))))
borrows_format   := config base
borrows_config   := base
borrows_store    := config base
borrows_trust    := base
borrows_carry    := writer record config format store base
borrows_report   := daily record config format store base
borrows_recovery := record store config format daily base
borrows_record   := daily writer store config format base
borrows_daily    := writer record store config format base
borrows_writer   := record store config format daily base
borrows_kiosk    := verify writer survey view config format record store daily \
                    base
borrows_verify   := writer record store config format daily base
borrows_cmd      := base
borrows_display  := base
borrows_fuzz     := cmd
borrows_threads  := base

$(out)/tests/%.o: tests/%.c $(out)/settings
	@mkdir -p $(@D)
	$(CC) $(own) -Itests \
	    $(call outside,--cflags,$(call outside_tested,$(call room_of,tests/$*))) \
	    $(WERROR) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $< $(keep_said)

.SECONDEXPANSION:
$(test_programs): $(out)/%: $(out)/%.o $$(call shared,$$(call room_of,$$*)) \
                            $$(call tested,$$(call room_of,$$*)) $(told)
	$(CC) $(CFLAGS) $(own_link) $(LDFLAGS) -o $@ $^ \
	    $(call outside,--libs,$(call outside_tested,$(call room_of,$*))) -lm

# What stands before calls of the system for one program: its tests have them
# fail, or note them.
shims := $(patsubst %.c,$(out)/%.so,$(wildcard tests/faults/*.c))
$(shims): $(out)/%.so: %.c $(out)/settings
	@mkdir -p $(@D)
	$(CC) $(own) -Itests $(call outside,--cflags,$(outside_display)) $(WERROR) \
	    $(CPPFLAGS) $(CFLAGS) -U_FORTIFY_SOURCE -fPIC -shared -o $@ $< $(keep_said)

# What libFuzzer plays with (tests/fuzz): a target is linked with the room that
# its name begins with, and, but by `make fuzz`, with what stands in for
# libFuzzer and gives it the files of its corpus.
fuzz_targets := $(patsubst tests/fuzz/%.c,%,$(filter-out tests/fuzz/with_% \
    tests/fuzz/replay.c,$(sort $(wildcard tests/fuzz/*.c))))
fuzz_programs := $(fuzz_targets:%=$(out)/tests/fuzz/%)
fuzz_room      = $(firstword $(subst _, ,$(notdir $(1))))
fuzz_main     := $(if $(filter fuzz,$(VARIANT)),,$(out)/tests/fuzz/replay.o)

$(fuzz_programs): $(out)/%: $(out)/%.o $(out)/tests/fuzz/with_input.o \
                            $(fuzz_main) $$($$(call fuzz_room,$$*))
	$(CC) $(CFLAGS) $(own_link) $(if $(fuzz_main),,-fsanitize=fuzzer) \
	    $(LDFLAGS) -o $@ $^ \
	    $(call outside,--libs,$(outside_$(call fuzz_room,$*)) libsodium) -lm

fuzz-programs: $(fuzz_programs)

test-programs: $(test_programs) $(shims) \
               $(if $(filter asan,$(VARIANT)),$(fuzz_programs))

-include $(wildcard $(out)/src/*.d $(out)/*/*/*.d)

# Tests of the whole program, in whatever language: what can be executed. Most
# tap a window and want no computing beside them; these only ask and wait. The
# long ones begin, so that none is waited for at the end.
whole_tests  = $(shell find tests/whole -maxdepth 1 -type f -perm -u+x | sort)
whole_long   := $(addprefix tests/whole/, office_year.py everyone.py refusals.py)
whole_asking := $(addprefix tests/whole/, report.py report_files.py year.py \
    reworded.py scene.py sample.py manual.py days.py lives.py \
    golden.py forms.py letters.py play.py kiosk.py console.py speaking.py)

# What takes minutes and draws or computes the same by any compiler: built by
# clang, and run by the two others.
heavy_tests := $(addprefix tests/, cmd/test_every_screen cmd/test_one_layout \
    view/test_fit \
    verify/test_forge verify/test_honest verify/test_bits recovery/test_damage \
    config/test_bytes writer/test_clerk)
run_programs = $(test_sources:%.c=build/release/%) \
    $(test_sources:%.c=build/asan/%) \
    $(fuzz_targets:%=build/asan/tests/fuzz/%) $(patsubst %,build/clang/%, \
    $(filter-out $(heavy_tests),$(test_sources:%.c=%)))

# ---- what is done with it --------------------------------------------------

# Everything below makes afresh, after what is missing was installed.
# PACKAGES=mine: "I see to the packages myself."
PACKAGES ?= apt
install_packages = $(if $(filter apt,$(PACKAGES)),packaging/install-packages.sh,:)
parallel = $(MAKE) -s $(if $(findstring -j,$(MAKEFLAGS)),,-j$$(nproc))

# Warnings stop `make lint` and CI, and nobody else: another compiler has other
# ones, and the tests pass for all that.
strictly = $(parallel) WERROR='$(if $(filter command environment, \
    $(firstword $(origin WERROR))),$(WERROR),-Werror)'

run:
	@$(install_packages) build run
	+@$(parallel) VARIANT=release all
	@packaging/run.sh '$(WINDOW)'

test:
	@$(install_packages) build run test
	@echo 'building for gcc, clang, and gcc with sanitizers'
	+@$(parallel) VARIANT=release all test-programs
	+@$(parallel) VARIANT=clang CC=clang test-programs
	+@$(parallel) VARIANT=asan test-programs
	@tests/run.sh --claims $(whole_asking) $(run_programs) \
	    tests/check_layers.sh tests/check_layers_test.sh \
	    tests/check_messages.sh tests/check_messages_test.sh \
	    tests/check_threats_test.sh tests/missing_test.sh \
	    --beside $(whole_long) $(filter-out $(whole_long) $(whole_asking), \
	        $(whole_tests))

# Both of a stranger's commands, in bare roots of the Debians of the README.
ROOTS ?= bookworm trixie
roots:
	@$(install_packages) roots
	@ROOTS='$(ROOTS)' PART='$(or $(PART),run test)' FRESH='$(FRESH)' tests/roots.sh

lint:
	@$(install_packages) build lint
	+@$(strictly) VARIANT=release all
	@tests/run.sh $(filter-out %_test.sh,$(sort $(wildcard tests/check_*.sh)))

bench:
	@$(install_packages) build run bench
	+@$(parallel) VARIANT=release all
	@tests/bench/run

# The terminal in an emulated office machine, tried from outside; as root.
# PART='boot visit' names parts, PART=short a quick look, CUTS the power cuts,
# RELEASE=trixie another Debian than this machine's.
machine: SUITE = $(RELEASE)
machine: deb
	@$(install_packages) build test machine
	+@$(parallel) VARIANT=release all
	@tests/machine/run $(PART)
.PHONY: machine

# Forgeries and honest pasts by the thousand, every bit of a sealed day, and
# files damaged in every way, and a clerk with a watch: TORTURE says how many of
# the first two and how many visits an office has, DAMAGE the files. The tests draw a few of the same.
TORTURE ?= 10000
DAMAGE  ?= 600
tortures := $(addprefix build/release/tests/, \
    verify/test_bits verify/test_honest verify/test_forge recovery/test_damage \
    writer/test_clerk)
torture:
	@$(install_packages) build test
	+@$(parallel) VARIANT=release $(tortures)
	@pids=; for t in $(tortures); do \
	    BONLUON_TORTURE=$(TORTURE) BONLUON_DAMAGE=$(DAMAGE) \
	        $$t > build/torture-$${t##*_}.log 2>&1 & \
	    pids="$$pids $$!"; \
	done; \
	status=0; for pid in $$pids; do wait $$pid || status=1; done; \
	grep -hE 'all found|all four named|honest pasts|missed|false alarm|damaged records|FAILED' \
	    build/torture-*.log; \
	exit $$status

# Every operation of the program's fails, once and for ever: at most FAULTS of
# each kind under each command, drawn by SEED. All that is not memory are fewer.
FAULTS ?= 1000
faults:
	@$(install_packages) build run test
	+@$(parallel) VARIANT=release all build/release/tests/faults/nth.so
	@tests/faults/sweep.py --most $(FAULTS) --seed $(SEED)
.PHONY: faults

# So many power cuts in a terminal's life, by a log of what it did to its files.
cuts: CUTS ?= 5000
cuts:
	@$(install_packages) build run test
	+@$(parallel) VARIANT=release all $(patsubst %,build/release/tests/%, \
	    faults/nth.so faults/recorder.so verify/make_cuts)
	@tests/faults/cuts.py --cuts $(CUTS) --seed $(SEED)
.PHONY: cuts

# Terminals whose clocks go wrong in every way: so many lives. One in a hundred
# is verified by a second verifier, too, which takes longer.
LIVES ?= 100000
lives:
	@$(install_packages) build test
	+@$(parallel) VARIANT=release all build/release/tests/verify/test_lives
	@BONLUON_LIVES=$(LIVES) build/release/tests/verify/test_lives 2> build/lives.log
	@tests/whole/lives.py $$(( $(LIVES) / 100 + 1 )) 1
.PHONY: lives

# Every parser, played with by libFuzzer: FUZZ says for how long ("60s") or how
# often ("1000000"), PART which ones.
fuzz:
	@$(install_packages) build test
	+@$(parallel) VARIANT=fuzz CC=clang fuzz-programs
	@FUZZ='$(FUZZ)' tests/fuzz/run $(PART)
.PHONY: fuzz

# What several threads share, watched by ThreadSanitizer: the tests of the rooms
# that have some, and the whole program with visits, staff, PIN, export.
thread_tests := $(filter-out $(addprefix build/tsan/tests/, writer/test_clerk \
    kiosk/test_year), $(patsubst %.c,build/tsan/%,$(wildcard \
    tests/writer/test_*.c tests/kiosk/test_*.c tests/carry/test_*.c \
    tests/recovery/test_backup.c tests/cmd/test_watchdog.c \
    tests/display/test_sound.c)))
threads:
	@$(install_packages) build run test
	+@$(parallel) VARIANT=tsan all $(thread_tests)
	@BONLUON=$(CURDIR)/build/tsan/bonluon tests/run.sh $(thread_tests) \
	    --beside $(addprefix tests/whole/, play.py staff.py pin.py export.py)
.PHONY: threads

# What the tests of the rooms have run of each, by gcov; PART=trust prints a
# room's branches that none has taken.
coverage:
	@$(install_packages) build test
	+@$(parallel) VARIANT=cover test-programs
	@find build/cover -name '*.gcda' -delete
	@tests/run.sh $(patsubst %.c,build/cover/%,$(filter-out \
	    $(heavy_tests:%=%.c),$(test_sources)))
	@tests/coverage.py $(PART)
.PHONY: coverage

# Honest pasts alone, with damage and without: SEED is the first one's number.
SEED ?= 1
honest:
	@$(install_packages) build test
	+@$(parallel) VARIANT=release build/release/tests/verify/test_honest
	@BONLUON_TORTURE=$(TORTURE) BONLUON_SEED=$(SEED) \
	    build/release/tests/verify/test_honest > build/honest.log 2>&1; \
	status=$$?; \
	grep -E 'no false alarm|FAILED|ERROR|PASSED' build/honest.log; exit $$status

# A year of 60,000 visits: files, totals, seals, panel and report say the same.
# The tests have a month.
year:
	@$(install_packages) build test
	+@$(parallel) VARIANT=release all build/release/tests/kiosk/make_year
	@tests/whole/year.py 365 330

# The pictures of the README and the docs, made by the program itself.
pictures: all
	@picture() { $(out)/bonluon scene --config config/bonluon.ini \
	    --size 1280x800 "$$@" || exit 1; }; \
	for lang in vi en; do \
	    for screen in question reasons thanks still-there asleep \
	        out-of-order pin panel panel:2 panel:3 panel:4 panel:5 clock set-clock \
	        export clean touch-test set-up:width; do \
	        name=$$(echo $$screen | tr : -); \
	        picture --lang $$lang --screen $$screen \
	            --png docs/pictures/$$name-$$lang.png; \
	    done; \
	    picture --lang $$lang --screen question --low-reach \
	        --png docs/pictures/low-reach-$$lang.png; \
	done

# The pictures that tests/whole/golden.py compares with. After a screen was
# changed: look at them before they are committed.
golden: all
	@tests/whole/golden.py --make

# The messages of the sources into po/*.po, where new ones wait to be translated.
po:
	@for file in po/*.po; do \
	    po/extract.sh | sed '/^"\(POT-Creation\|Report-Msgid\)/d' | \
	        msgmerge --quiet --no-fuzzy-matching --add-location=file "$$file" - | \
	        msgattrib --no-obsolete -o "$$file.new" && \
	        mv "$$file.new" "$$file" || exit 1; done

# Trial recordings; the folder is that of the sample config.
voice:
	@$(install_packages) voice
	@packaging/voice.sh config/voice

# The program finds the files of `share` by the PREFIX it was built with.
doc     := $(PREFIX)/share/doc/bonluon
man     := $(PREFIX)/share/man
desktop := io.github.bonluon.BonLuon

# What the pages of docs lead to beside themselves.
linked := packaging/README.md fonts/README.md config/bonluon.ini \
    $(wildcard tests/whole/verifier*.py) tests/whole/moving.py

install: all
	install -Dm 755 $(out)/bonluon '$(DESTDIR)$(PREFIX)/bin/bonluon'
	find fonts assets config -type f | while read -r file; do \
	    install -Dm 644 "$$file" '$(DESTDIR)$(share)'/"$$file"; done
	for language in $(languages); do \
	    folder='$(DESTDIR)$(call catalog,$(share),'$$language')' && \
	    install -Dm 644 -t "$$folder" \
	        $(call catalog,$(out),$$language)/bonluon.mo && \
	    $(call beside,"$$folder") || exit 1; done
	install -d '$(DESTDIR)$(doc)'
	install -m 644 LICENSE *.md '$(DESTDIR)$(doc)'
	find docs -type f ! -path 'docs/man/*' | while read -r file; do \
	    install -Dm 644 "$$file" '$(DESTDIR)$(doc)'/"$$file"; done
	for file in $(linked); do \
	    install -Dm 644 "$$file" '$(DESTDIR)$(doc)'/"$$file" || exit 1; done
	for lang in . vi; do \
	    install -Dm 644 docs/man/$$lang/bonluon.1 \
	        '$(DESTDIR)$(man)'/$$lang/man1/bonluon.1 && \
	    install -Dm 644 docs/man/$$lang/bonluon.ini.5 \
	        '$(DESTDIR)$(man)'/$$lang/man5/bonluon.ini.5 || exit 1; done
	install -Dm 644 packaging/bonluon.bash \
	    '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/bonluon'
	install -Dm 644 -t '$(DESTDIR)$(PREFIX)/share/applications' \
	    packaging/desktop/$(desktop).desktop
	install -Dm 644 -t '$(DESTDIR)$(PREFIX)/share/metainfo' \
	    packaging/desktop/$(desktop).metainfo.xml
	install -Dm 644 -t '$(DESTDIR)$(PREFIX)/share/icons/hicolor/scalable/apps' \
	    packaging/desktop/$(desktop).svg

# The machine around the program, as the Debian package bonluon-kiosk has it:
# packaging/kiosk is a picture of the root. Its files name /usr/bin/bonluon.
install-kiosk:
	find packaging/kiosk -type f -printf '%P\n' | while read -r file; do \
	    mode=644; [ ! -x packaging/kiosk/"$$file" ] || mode=755; \
	    install -Dm $$mode packaging/kiosk/"$$file" '$(DESTDIR)'/"$$file"; \
	done
	install -d '$(DESTDIR)/etc/bonluon'
	sed -f packaging/conffile.sed config/bonluon.ini \
	    > '$(DESTDIR)/etc/bonluon/bonluon.ini'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/bonluon' \
	    '$(DESTDIR)$(man)'/man1/bonluon.1 '$(DESTDIR)$(man)'/vi/man1/bonluon.1 \
	    '$(DESTDIR)$(man)'/man5/bonluon.ini.5 \
	    '$(DESTDIR)$(man)'/vi/man5/bonluon.ini.5 \
	    '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/bonluon' \
	    '$(DESTDIR)$(PREFIX)/share/applications/$(desktop).desktop' \
	    '$(DESTDIR)$(PREFIX)/share/metainfo/$(desktop).metainfo.xml' \
	    '$(DESTDIR)$(PREFIX)/share/icons/hicolor/scalable/apps/$(desktop).svg'
	rm -rf '$(DESTDIR)$(share)' '$(DESTDIR)$(doc)'

# Debian packages, in build/deb, out of a copy of the tree. For another
# architecture, or with SUITE=trixie for another Debian, in a root of its own.
ARCH  ?=
SUITE ?=
deb:
	@$(install_packages) build deb
	@packaging/deb.sh '$(ARCH)' '$(SUITE)'

deb-test:
	@$(install_packages) build deb
	@tests/deb/run

clean:
	rm -rf build

help:
	@echo 'make            build/bonluon'
	@echo 'make run        installs what is missing, builds, starts the terminal'
	@echo '                WINDOW=1280x800: in a window'
	@echo 'make test       installs what is missing, runs every test'
	@echo 'make roots      make run and make test in bare Debian 12 and 13, as root;'
	@echo '                ROOTS=trixie PART=test: some of it; FRESH=1: roots anew'
	@echo 'make lint       the rules of the house'
	@echo 'make torture    10,000 forgeries of each kind, 10,000 honest pasts: takes'
	@echo '                half an hour; TORTURE=100 DAMAGE=60 fewer'
	@echo 'make honest     10,000 honest pasts: whole, with damaged pages, with files that'
	@echo '                cannot be read; TORTURE=100 SEED=1 fewer, from the first on'
	@echo 'make faults     each operation of the program fails once, and for ever; takes'
	@echo '                hours; FAULTS=20 SEED=2 fewer of each kind, others'
	@echo 'make cuts       5,000 power cuts at any operation on a file; CUTS=100000'
	@echo '                SEED=2 more, others'
	@echo 'make fuzz       every parser, by libFuzzer; FUZZ=60s or FUZZ=1000000 each,'
	@echo '                PART=format_csv some of them'
	@echo 'make threads    what threads share, watched by ThreadSanitizer'
	@echo 'make coverage   lines and branches that the tests of each room have run;'
	@echo '                PART=trust names those of a room that none has'
	@echo 'make year       a year of 60,000 visits: whatever counts them says the same'
	@echo 'make machine    the terminal in an emulated office machine, as root;'
	@echo '                PART=short: a quick look; tests/machine/run names the parts'
	@echo 'make bench      the figures, measured on this machine'
	@echo 'make pictures   docs/pictures, after a screen was changed'
	@echo 'make golden     tests/golden, after a screen was changed'
	@echo 'make po         po/*.po, after a message was changed'
	@echo 'make voice      trial recordings of all that is read, by espeak-ng'
	@echo 'make install    PREFIX=$(PREFIX) DESTDIR=; and make uninstall'
	@echo 'make deb        Debian packages in build/deb; ARCH=arm64 cross-built,'
	@echo '                SUITE=trixie for another Debian than this'
	@echo 'make deb-test   builds, installs, upgrades, purges them in bare roots'
	@echo 'make install-kiosk   DESTDIR=: the machine around it (packaging/kiosk)'
	@echo 'make clean      removes build/'
	@echo 'VARIANT=release (gcc), clang (with CC=clang), asan, tsan (gcc,'
	@echo '                sanitizers), fuzz (clang)'
	@echo 'PACKAGES=mine   installs no packages; packaging/packages.txt lists them'
	@echo 'CC CFLAGS CPPFLAGS LDFLAGS are yours; lint stops at a warning,'
	@echo '                unless WERROR='


always:
.PHONY: all always run test test-programs fuzz-programs roots lint bench torture honest year \
        pictures golden po voice install install-kiosk uninstall deb deb-test clean help
.DELETE_ON_ERROR:
.SECONDARY:
