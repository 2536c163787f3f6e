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

.PHONY: setup demo test lint types check bench clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'zhaoshang: Python 3.11 or newer is needed; name it with: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)' >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo 'zhaoshang: the venv module is missing; on Debian: apt-get install python3-venv' >&2; exit 1; }
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

test: lint types
	$(BIN)/pytest $(PYTEST_ARGS)

bench: setup
	$(UV) sync --locked --inexact --group bench
	$(BIN)/python -m bench $(BENCH)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build
