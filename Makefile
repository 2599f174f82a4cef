# Tirek: `make run` needs Python 3.11 and make, nothing else; `make test` needs Chromium too, and installs it as root.
# `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# A network with a certificate authority of its own is usual for a state body: trust what the system trusts.
export UV_SYSTEM_CERTS := true

ARGS ?= calculate examples/job_loss.yaml
WORKERS ?= 2

BIN := .venv/bin
ENV := .venv/.installed
CODE := $(wildcard src tests benchmarks)

##@ Use

.PHONY: run
run: $(ENV)  ## Answer one person's question; another: make run ARGS="law list"
	@$(BIN)/tirek $(ARGS)

##@ Check

.PHONY: test
test: lint coverage docs  ## Everything CI runs: lint, types, contracts, tests, documentation

.PHONY: lint
lint: $(ENV)  ## Style, types, import contracts, spelling
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Some files are not formatted: run make format."; exit 1; }
	@$(BIN)/mypy $(CODE)
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/codespell

.PHONY: coverage
coverage: $(ENV) browser  ## All tests but the proofs; every branch of the law must be walked
	@$(BIN)/pytest -q -n $(WORKERS) --cov --cov-report=term

.PHONY: quick
quick: $(ENV) browser  ## Tests without coverage; one part: make quick ARGS="tests/law -k sick"
	@$(BIN)/pytest -q -n $(WORKERS) $(if $(filter command line environment,$(origin ARGS)),$(ARGS))

.PHONY: prove
prove: $(ENV)  ## Slow proofs: millions of random people, 0 differences
	@PATH="$$PWD/$(BIN):$$PATH" uv pip install --quiet --python $(BIN)/python --no-build-isolation --editable '.[spark]'
	@$(BIN)/pytest -m prove

.PHONY: bench
bench: $(ENV)  ## Speed and exactness beside the peers
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.population

.PHONY: browser
browser:  ## The browser for the tests of pages: Debian's Chromium, if there is none
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit; done; \
	 if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
	   echo "Install Chromium first: sudo apt-get install chromium"; exit 1; \
	 fi; \
	 echo "Installing Chromium"; \
	 { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium; } </dev/null >/dev/null

##@ Write

.PHONY: format
format: $(ENV)  ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format

.PHONY: docs
docs: $(ENV)  ## Build the documentation into docs/_build, a warning is an error
	@rm -rf docs/law/generated
	@$(BIN)/tirek law pages docs/law/generated
	@$(BIN)/sphinx-build -E -W --keep-going -q -b html docs docs/_build && echo "Documentation: docs/_build/index.html"

##@ Keep

.PHONY: env
env: $(ENV)  ## Create .venv from the hashed lock; does nothing when it is up to date

.PHONY: lock
lock: $(ENV)  ## Renew requirements.lock from the ranges in pyproject.toml
	@$(BIN)/uv lock --quiet --upgrade
	@$(BIN)/uv export --quiet --frozen --no-emit-project --all-groups --no-header --no-annotate \
	  --output-file requirements.lock
	@! grep -n '://' requirements.lock || { echo "The lock must not contain addresses."; exit 1; }
	@touch -r pyproject.toml $(ENV) && $(MAKE) env

.PHONY: clean
clean:  ## Remove the environment and everything that was built
	@rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage .coverage.* \
	  htmlcov docs/_build docs/law/generated docs/nation/data.md build dist
	@find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

.PHONY: help
help:
	@awk 'BEGIN {FS = ":.*## "} \
	  /^##@ / {printf "\n\033[1m%s\033[0m\n", substr($$0, 5)} \
	  /^[a-z-]+:.*## / {sub(/ +$$/, "", $$1); printf "  \033[36mmake %-9s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo

# The environment. Measured on 2 cores: pip alone installs the lock in 31 s (28 s with a warm cache), uv in 3 s
# (0.7 s), so pip installs only uv, from the same hashed lock. Where uv cannot reach the packages but pip can
# (a mirror known only to pip), pip does it all. The stamp makes the next start free.
$(ENV): requirements.lock pyproject.toml
	@for candidate in python3.11 python3 python3.14 python3.13 python3.12; do \
	   "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$$candidate && break; \
	 done; \
	 if [ -z "$${python:-}" ]; then echo "Tirek needs Python 3.11 or newer; none was found."; exit 1; fi; \
	 if [ ! -x $(BIN)/pip ] || ! $(BIN)/python -c '' 2>/dev/null; then \
	   echo "Creating the environment in .venv"; rm -rf .venv; \
	   if ! "$$python" -c 'import ensurepip' 2>/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	     { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y python3-venv; } >/dev/null 2>&1 \
	       </dev/null || true; \
	   fi; \
	   "$$python" -m venv .venv >/dev/null 2>&1 || { rm -rf .venv; \
	     echo "Python cannot create an environment; install the package python3-venv and try again."; exit 1; }; \
	   sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.txt; \
	   $(BIN)/pip install -qq --disable-pip-version-check --no-deps --require-hashes -r .venv/uv.txt </dev/null; \
	 fi
	@echo "Installing the packages of requirements.lock"
	@export PATH="$$PWD/$(BIN):$$PATH"; \
	 { uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock && \
	   uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation --editable .; \
	 } >.venv/uv.log 2>&1 </dev/null || \
	 { pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock && \
	   pip install -qq --disable-pip-version-check --no-index --no-deps --no-build-isolation --editable .; \
	 } </dev/null || { cat .venv/uv.log; exit 1; }
	@touch $@
