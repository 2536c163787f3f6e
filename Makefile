# Two commands: `make demo` shows the product at work, `make test` passes everything. Both set up what they need.
# No tool but Python (3.11 or newer), git and make is asked for; what else is missing is said, with its remedy.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := $(VENV)
SERVE ?= 1
EXTRAS :=

EXPLORER := service/explorer/dist/index.html
SOURCES := $(shell find service/explorer -path '*/node_modules' -prune -o -path '*/dist' -prune -o -type f -print)

# $(call debian,PACKAGE,COMMAND): where the command finds nothing and root has apt-get, the package is installed; no failure where that fails.
debian = { $(2); } >/dev/null 2>&1 || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null \
  || { apt-get update -qq && apt-get install -qq -y --no-install-recommends $(1); } || true

.PHONY: setup demo test lint types conformance bench clean

setup: $(VENV)/.ready $(EXPLORER)

# The explorer is built by the machine's Node (20 or newer) or, where there is none, by PyPI's. Where neither can be had, the service
# shows its plain pages instead; that is said and is no failure.
$(EXPLORER): $(VENV)/.ready $(SOURCES)
	@command -v npm >/dev/null || $(UV) sync --locked --inexact --group node
	@cd service/explorer && export PATH="$$PATH:$(abspath $(BIN))" && npm ci --silent --no-audit --no-fund && npm run --silent build \
	  || { echo 'zhaoshang: the explorer could not be built; the plain pages stand in for it' >&2; }
	@test ! -f $@ || touch $@

$(VENV)/.ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'zhaoshang: Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo 'zhaoshang: the venv module is missing; on Debian: apt-get install python3-venv' >&2; exit 1; }
	@test -x $(UV) || $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv==0.13.9'
	$(UV) sync --locked --inexact $(EXTRAS)
	@touch $@

demo: setup
	$(BIN)/zhaoshang demo $(if $(filter 0,$(SERVE)),--no-serve)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

# Two processes share the tests, no more: each has a Neo4j of its own. The explorer's tests drive Debian's Chromium; root may have it
# installed, and the allocator that makes queries quicker (docs/operations.md); anybody else is told by the tests how to.
test: lint types
	@$(call debian,chromium,command -v chromium || command -v chromium-browser)
	@$(call debian,libjemalloc2,ls /usr/lib/*-linux-gnu/libjemalloc.so.2)
	$(BIN)/pytest -n auto --maxprocesses=2 --no-loadscope-reorder $(PYTEST_ARGS)

# The W3C suites of SPARQL 1.1, through HTTP, where ../shared has them: a table, and what is not passed with its reason.
conformance: setup
	$(BIN)/python -m tests.conformance

bench: setup
	@$(call debian,libjemalloc2,ls /usr/lib/*-linux-gnu/libjemalloc.so.2)
	$(UV) sync --locked --inexact --group bench
	$(BIN)/python -m bench $(BENCH)

clean:
	rm -rf $(VENV) service/explorer/dist service/explorer/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
