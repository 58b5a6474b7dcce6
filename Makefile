# refgraph: everything a developer does, from a fresh clone with Python >= 3.11, pip and make.
# `make run` is the main job, `make test` the proof; the first call of either sets everything up.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:

# uv takes the machine's certificates, as pip does (needed behind a company proxy).
export UV_SYSTEM_CERTS = 1

# Data for measuring and training that lies beside the project, never in it.
REFGRAPH_SHARED ?= ../shared
export REFGRAPH_SHARED

# uv from the PATH, else a private copy that pip fetches into .uv/.
UV := $(shell command -v uv 2>/dev/null)
ifeq ($(UV),)
UV := .uv/bin/uv
UV_NEEDED := .uv/bin/uv
endif

VENV := .venv
PY := $(VENV)/bin/python
REFGRAPH := $(PY) -m refgraph.cli
STAMP := $(VENV)/.installed-from-lock
SPARK_STAMP := $(VENV)/.installed-from-spark-lock
SOURCE := data/sources/between-giants.txt

.PHONY: help setup run test test-spark check lint types imports references docs bench conformance format lock clean distclean

help: ## show this list
	@echo "refgraph: make TARGET"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-12s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## make .venv from requirements.lock (the other targets do it on their own)

run: $(STAMP) ## the main job: the example article to build/ and data/references.bib
	@echo "==> refgraph build $(SOURCE) -o build"
	@$(REFGRAPH) build $(SOURCE) -o build && cp build/references.bib data/references.bib
	@echo "==> wrote data/references.bib; open build/report.html in a browser to see the report"

test: $(STAMP) ## all tests with coverage; fails under 90 %
	@echo "==> pytest, then coverage of src/refgraph"
	@rm -f .coverage .coverage.*
	@$(PY) -m coverage run -m pytest -n auto --maxprocesses 4 $(PYTEST_ARGS)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report --fail-under 90

test-spark: $(SPARK_STAMP) ## the tests that need Spark (and Java 17 or newer); fetches PySpark, 480 MB
	@echo "==> pytest tests/dedupe/engines with Spark"
	@$(PY) -m pytest tests/dedupe/engines $(PYTEST_ARGS)

check: lint types imports references docs ## ruff, mypy --strict, ty, import-linter, our own references, docs build

lint: $(STAMP) ## ruff: rules and formatting
	@echo "==> ruff check"
	@$(PY) -m ruff check --output-format concise
	@echo "==> ruff format --check"
	@$(PY) -m ruff format --check

types: $(STAMP) ## mypy --strict and ty
	@echo "==> mypy --strict"
	@$(PY) -m mypy --strict
	@echo "==> ty check"
	@$(PY) -m ty check

imports: $(STAMP) ## import-linter: the layers of docs/architecture.md
	@echo "==> lint-imports"
	@$(VENV)/bin/lint-imports --no-logo

references: $(STAMP) ## refgraph's own check on data/references.bib
	@echo "==> refgraph check data/references.bib"
	@$(REFGRAPH) check data/references.bib

docs: $(STAMP) ## the documentation site in site/, warnings are errors
	@echo "==> zensical build --strict"
	@$(PY) -m zensical build --clean --strict

bench: $(STAMP) ## benchmarks: correctness first, then times as ratios
	@echo "==> benchmarks/run.py"
	@$(PY) benchmarks/run.py

conformance: $(STAMP) ## suites kept outside the repository (REFGRAPH_SHARED, default ../shared)
	@if [ -d "$$REFGRAPH_SHARED" ]; then \
	  echo "==> benchmarks/conformance.py with the data in $$REFGRAPH_SHARED"; \
	  $(PY) benchmarks/conformance.py; \
	else \
	  echo "==> conformance skipped: there is no folder '$$REFGRAPH_SHARED' (set REFGRAPH_SHARED to the data)"; \
	fi

format: $(STAMP) ## let ruff format and fix what it can
	@$(PY) -m ruff format
	@$(PY) -m ruff check --fix

COMPILE = $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

# What both files name has one version: the second follows the first.
lock: $(UV_NEEDED) ## renew both lock files (LOCK_ARGS=--upgrade for the newest versions)
	@echo "==> uv pip compile to requirements.lock and requirements-spark.lock"
	@$(COMPILE) --group dev pyproject.toml --output-file requirements.lock $(LOCK_ARGS)
	@$(COMPILE) --group spark-build --extra spark --constraint requirements.lock pyproject.toml \
	  --output-file requirements-spark.lock $(LOCK_ARGS)

clean: ## remove what was built: build/, site/, caches, coverage
	rm -rf build dist site .cache .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	rm -f .coverage .coverage.*
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

distclean: clean ## clean, and remove .venv and .uv
	rm -rf $(VENV) .uv

.uv/bin/uv:
	@echo "==> fetching uv into .uv/"
	@python3 -m pip install --quiet --root-user-action ignore --disable-pip-version-check --target .uv uv

# Hashes for everything and no source builds, so nothing comes in that the lock does not name;
# then the project itself, editable, with the build backend that the lock pinned.
$(STAMP): requirements.lock pyproject.toml | $(UV_NEEDED)
	@echo "==> installing requirements.lock into $(VENV)"
	@$(UV) venv --quiet --allow-existing --no-project --python '>=3.11' $(VENV)
	@$(UV) pip sync --quiet --compile-bytecode --python $(PY) --require-hashes --no-build requirements.lock
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q src
	@touch $@

# PySpark has no wheel: it is built, with what the same file pins.
$(SPARK_STAMP): requirements-spark.lock $(STAMP)
	@echo "==> installing requirements-spark.lock into $(VENV)"
	@$(UV) pip install --quiet --python $(PY) --require-hashes --build-constraints requirements-spark.lock \
	  --requirements requirements-spark.lock
	@touch $@
