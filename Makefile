# Bốn Luôn. The two targets that most people want: `make run` and `make test`.
# The rooms of src/ are listed once, as sums; programs and tests are sums of
# rooms (the plan of the house is in README.md).

CC      ?= cc
CFLAGS  ?= -O2 -g
LDFLAGS ?=
PREFIX  ?= /usr/local
DESTDIR ?=
VARIANT ?= release

out  := build/$(VARIANT)
version := $(shell sed -n 's/^\#\# \([0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)

# Own flags apart from the user's; a variant adds its own.
warn := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
        -Wmissing-prototypes -Wswitch-enum -Wvla -Wformat=2 -Wundef \
        -Wpointer-arith -Wcast-qual -Wwrite-strings -Wunused-result -Werror
own  := -std=c11 -D_GNU_SOURCE -Isrc $(warn) -fno-common -pthread \
        -fstack-protector-strong -D_FORTIFY_SOURCE=2 \
        -DBONLUON_VERSION='"$(version)"' -DBONLUON_SHARE='"$(PREFIX)/share/bonluon"'
own_link := -pthread -Wl,-z,relro,-z,now -Wl,--as-needed

ifneq ($(filter %asan,$(VARIANT)),)
own      += -fsanitize=address,undefined -fno-omit-frame-pointer \
            -fno-sanitize-recover=all -U_FORTIFY_SOURCE
own_link += -fsanitize=address,undefined
endif

# What each room needs from outside (DESIGN: nothing else may).
pkg = $(shell pkg-config $(1) $(2))
display_pkgs := sdl2 SDL2_ttf SDL2_image
data_pkgs    := sqlite3 glib-2.0 libsodium
build/$(VARIANT)/src/display/%.o: own += $(call pkg,--cflags,$(display_pkgs))
build/$(VARIANT)/src/data/%.o:    own += $(call pkg,--cflags,$(data_pkgs))

objects = $(patsubst %.c,$(out)/%.o,$(sort $(wildcard src/$(1)/*.c)))
base    := $(call objects,base)
survey  := $(call objects,survey)
view    := $(call objects,view) $(survey)
data    := $(call objects,data) $(survey) $(base)
display := $(call objects,display) $(view) $(base)
kiosk   := $(sort $(call objects,kiosk) $(view) $(data))
cmd     := $(sort $(call objects,cmd) $(kiosk) $(display))

# ---- what is built ---------------------------------------------------------

all: build/bonluon

$(out)/bonluon: $(out)/src/main.o $(cmd)
	$(CC) $(CFLAGS) $(own_link) $(LDFLAGS) -o $@ $^ \
	    $(call pkg,--libs,$(display_pkgs) $(data_pkgs)) -lm

build/bonluon: build/release/bonluon
	ln -sf release/bonluon $@
ifneq ($(VARIANT),release)
build/release/bonluon:
	$(MAKE) VARIANT=release $@
endif

$(out)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(own) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# A test lies in the folder of the room it tests, and is linked with that room
# and the ones below: tests/view/ with view and survey, and nothing else.
test_sources := $(sort $(wildcard tests/*/test_*.c))
test_programs := $(test_sources:%.c=$(out)/%)

link_base    := $(base)
link_survey  := $(survey)
link_view    := $(view)
link_data    := $(data)
link_display := $(display)
link_kiosk   := $(kiosk)
link_cmd     := $(cmd)
libs_data    := $(data_pkgs)
libs_kiosk   := $(data_pkgs)
libs_display := $(display_pkgs)
libs_cmd     := $(data_pkgs) $(display_pkgs)

$(out)/tests/%.o: own += -Itests $(call pkg,--cflags,cmocka sqlite3)

.SECONDEXPANSION:
$(test_programs): $(out)/tests/%: $(out)/tests/%.o \
        $$(addprefix $(out)/,$$(subst .c,.o,$$(wildcard tests/$$(firstword $$(subst /, ,$$*))/with_*.c))) \
        $$(link_$$(firstword $$(subst /, ,$$*)))
	$(CC) $(CFLAGS) $(own_link) $(LDFLAGS) -o $@ $^ \
	    $(call pkg,--libs,cmocka $(libs_$(firstword $(subst /, ,$*)))) -lm

test-programs: $(test_programs)

-include $(shell find build -name '*.d' 2>/dev/null)

.PHONY: all test-programs
.SECONDARY:
