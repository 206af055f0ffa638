# run · test · dist · bench · lint · screens. Each installs what it needs; underneath they are cargo, trunk and npm.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := run
.PHONY: run test dist bench lint screens site tools server

# Outside the checkout, so that a fresh clone does not compile the engine again.
export CARGO_TARGET_DIR ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/sextant/target
export PATH := $(HOME)/.cargo/bin:$(PATH)
export TRUNK_SKIP_VERSION_CHECK := true
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
# Trunk takes NO_COLOR=1 for a wrong argument.
unexport NO_COLOR

PORT ?= 8080
export PUBLIC_URL ?=
bridge := app/bridge/node_modules/.package-lock.json
browser := tests/browser/node_modules/.package-lock.json
benchmark := tests/bench/node_modules/.package-lock.json

# Builds the app and the server, and serves both.
run: site server
	@SEXTANT_DIST=dist SEXTANT_ADDRESS=127.0.0.1:$(PORT) "$(CARGO_TARGET_DIR)/release/sextant-server"

# Every test, native and in a real browser; the last line is "N passed, N failed".
test: tools $(bridge) $(browser)
	@.ci/test

# The site for a CDN: optimised, precompressed. PUBLIC_URL=/bi/ names a sub-path, though any works without it.
dist: export SITE_OPTIMIZE := 1
dist: site

# Sextant beside its rivals, in a real browser; writes tests/bench/README.md and its picture.
bench: $(benchmark) $(browser)
	@[ -f dist/index.html ] || $(MAKE) dist
	@cd tests/bench && node run.mjs --page $(BENCH)

# Pictures of every place; the README's is one of them.
screens: $(browser)
	@[ -f dist/index.html ] || $(MAKE) site
	@node tests/browser/screens.mjs .screens
	@mkdir -p .github && cp .screens/ask-desktop-light.png .github/ask.png

# Formatting, clippy for both targets, the house rules.
lint: tools
	cargo fmt --all --check
	cargo clippy -p spec -p engine -p server -p tests --all-targets -- -D warnings
	cargo clippy -p app --target wasm32-unknown-unknown -- -D warnings
	cargo clippy -p worker --target wasm32-unknown-unknown -- -D warnings
	cargo test -q -p tests --test tidy

site: tools $(bridge)
	trunk build --release

server: tools
	cargo build --release -p server

tools:
	@.ci/setup

%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --ignore-scripts --no-audit --no-fund
	@touch $@
