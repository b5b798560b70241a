# Two commands: `make release` builds the dataset and loads it back, `make test` runs lint, types and tests.
# Each makes its own virtual environment in .venv; nothing else is needed than Python 3.11+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VERSION = $(shell $(BIN)/python scripts/corpus_version.py annotations)
RELEASE = dist/reportedly-$(VERSION)

.PHONY: help release test lint types coverage compat benchmark schemas clean

help: ## show the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/core: pyproject.toml constraints.txt corpus/version.py
	@$(PYTHON) scripts/check_python.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(VENV)/test: $(VENV)/core
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group test
	@touch $@

release: $(VENV)/core ## check annotations/, build dist/reportedly-<version>/ and load it back with datasets
	$(BIN)/corpus check annotations
	$(BIN)/corpus release annotations dist --version $(VERSION)
	$(BIN)/corpus verify $(RELEASE)
	$(BIN)/python scripts/show_release.py $(RELEASE)

test: lint types coverage ## lint, types and tests with coverage

lint: $(VENV)/test ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test ## mypy, strict
	$(BIN)/mypy

coverage: $(VENV)/test ## tests, branch coverage at least 95%
	$(BIN)/python -m pytest -n 2 --cov --cov-report=term

schemas: $(VENV)/core ## export the JSON Schemas from the model; refused where a frozen version would mean something else
	$(BIN)/python scripts/freeze_schema.py

compat: release ## load the release in the datasets versions that we support, each in its own environment
	bash scripts/compat.sh $(RELEASE)

benchmark: $(VENV)/test ## measure loading and agreement against their peers, in one run
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	$(BIN)/python scripts/benchmarks/loading.py
	$(BIN)/python scripts/benchmarks/agreement.py
	@if [ -n "$(POLNEAR)" ]; then $(BIN)/python scripts/benchmarks/brat.py "$(POLNEAR)"; else echo "brat: give POLNEAR=folder to measure it"; fi

clean: ## remove what the other commands made
	rm -rf $(VENV) .compat dist build .coverage*
