# The developer's tasks, all of them. Each runs from .venv, which the first one makes (scripts/set_up.sh).
# Needed: make, python3 >= 3.11 or uv, and a package index.

BIN := .venv/bin
READY := .venv/.ready
FUZZ_SEED ?= 0
FUZZ_READY := .venv/.fuzz-ready
FUZZ_SECONDS ?= 10
FUZZ_BOUND ?= --seconds $(FUZZ_SECONDS)
PYTEST := $(BIN)/pytest -q
JUNIT = $(if $(REPORTS),--junit-xml=$(REPORTS)/$@.xml)

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-slow test-all lint format format-check types layers docs snapshots bench fuzz check wheel release clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' Makefile

$(READY): pyproject.toml uv.lock scripts/set_up.sh
	@sh scripts/set_up.sh
	@touch $@

setup: $(READY)  ## make .venv, or bring it up to uv.lock; every other task does so by itself

demo: $(READY)  ## take the tour: the program itself on an edition that ships with it
	@$(BIN)/newscli demo

test: $(READY)  ## the tests, a few minutes
	$(PYTEST) -n 2 -m "not slow" $(JUNIT)

test-slow: $(READY)  ## only what `make test` leaves out: hostile input, durability, quality floors
	$(PYTEST) -n 2 -m slow $(JUNIT)

test-all: $(READY)  ## every test
	$(PYTEST) -n 2 $(JUNIT)

lint: $(READY)  ## ruff's rules
	$(BIN)/ruff check

format: $(READY)  ## put the source into its form
	$(BIN)/ruff format
	$(BIN)/ruff check --fix --select I

format-check: $(READY)  ## whether the source is in its form
	$(BIN)/ruff format --check

types: $(READY)  ## mypy, strict, over source, tests and benchmarks
	$(BIN)/mypy

layers: $(READY)  ## which room may import which, imports inside functions counted
	$(BIN)/lint-imports --no-cache

docs: $(READY)  ## write the generated reference pages anew, then hold all docs against the program
	$(BIN)/python scripts/write_reference.py
	$(PYTEST) tests/docs

snapshots: $(READY)  ## accept what the program prints now as what it should print; read the diff
	$(PYTEST) --snapshot-update

bench: $(READY)  ## what a start costs, held against its limits
	$(BIN)/python benchmarks/startup.py

$(FUZZ_READY): $(READY)
	@sh scripts/set_up.sh fuzz
	@touch $@

fuzz: $(FUZZ_READY)  ## fuzz what reads strangers' bytes, FUZZ_SECONDS (10) for each of nine targets
	$(BIN)/python fuzz/run.py $(FUZZ_BOUND) --seed $(FUZZ_SEED)

check: lint format-check types layers test  ## all that a commit must pass

wheel: $(READY)  ## dist/newscli-*.whl, and that it runs in an environment of its own
	sh scripts/build_wheel.sh

release: check test-all wheel  ## what must hold before a tag: everything, a clean tree, a dated changelog
	sh scripts/check_release.sh

clean:  ## remove .venv, dist and every cache
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
