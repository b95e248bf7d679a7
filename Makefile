# Zeren 责任图谱. `make` sets up, builds the example graph, validates it and answers a first question; `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
CORPUS ?= examples/corpus
OUT ?= build
WORKERS ?= 2
SHARED ?= ../shared
BIN := .venv/bin
ZEREN := $(BIN)/python zeren.py
READY := .venv/.ready

.DEFAULT_GOAL := all
.PHONY: all setup ocr build validate ask test check format lint types ontology accuracy bench docs serve soak clean help lock

all: setup build validate ask ## Set up, build the graph, validate it, answer a first question

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## Make .venv with everything that is needed, locked by hash

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "zeren: Python 3.11 or newer is needed; install it or say PYTHON=/path/to/python3"; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "zeren: $(PYTHON) is older than 3.11; say PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

ocr: setup ## Add the recognition of scans, which is large and has a lock of its own
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-ocr.lock

build: setup ## Build the graph of CORPUS into OUT
	$(ZEREN) build $(CORPUS) --out $(OUT) --workers $(WORKERS)

validate: setup ## Check the built graph against the shapes
	$(ZEREN) validate $(OUT)

ask: setup ## Answer a first question from the built graph
	$(ZEREN) ask 1 --agency 抚州市应急管理局 --store $(OUT) --evidence

test: setup ## Run all tests
	$(BIN)/python -m pytest -n 2 --dist loadfile -q

check: setup format lint types ontology test ## Format, lint, types, ontology checks and all tests: the same as CI

format: setup ## Is everything formatted?
	$(BIN)/ruff format --check .

lint: setup ## Lint
	$(BIN)/ruff check .

types: setup ## Static types, strict
	$(BIN)/mypy

ontology: setup ## Vocabulary lint, ontology hygiene, OWL consistency
	$(ZEREN) vocab lint
	$(ZEREN) ontology check

accuracy: setup ## Precision, recall and F1 on the hand-made annotations, against the kept figures
	$(ZEREN) evaluate tests/gold/statutes --corpus $(SHARED)/corpus/statutes --baseline tests/accuracy.toml --section regulations
	$(ZEREN) evaluate $(SHARED)/gold/statutes --corpus $(SHARED)/corpus/statutes --baseline tests/accuracy.toml --section statutes
	$(ZEREN) evaluate $(SHARED)/gold --corpus $(SHARED)/corpus/reports --baseline tests/accuracy.toml --section reports

bench: build ## Run the benchmarks on CORPUS and its build
	$(BIN)/python benchmarks/reading.py $(CORPUS)
	$(BIN)/python benchmarks/mentions.py $(CORPUS)
	$(BIN)/python benchmarks/extraction.py $(CORPUS)
	$(BIN)/python benchmarks/store.py $(OUT) --sizes 100000
	$(BIN)/python benchmarks/validation.py $(OUT) --sizes 10000 --reference-up-to 10000
	$(BIN)/python benchmarks/endpoint.py $(OUT)

docs: setup ## Render ontology and vocabularies as HTML into site/
	$(ZEREN) docs --out site

serve: build ## Serve the built graph on http://127.0.0.1:8000
	$(ZEREN) serve $(OUT)

soak: build ## Ten minutes of full load on loopback
	$(BIN)/python benchmarks/soak.py $(OUT)

COMPILE := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
OCR := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["ocr"], sep="\n")

lock: ## Renew both locks (needs uv)
	$(COMPILE) --extra pdf --extra docx --extra ofd --extra web --extra notebook --extra develop pyproject.toml -o requirements.lock
	$(PYTHON) -c '$(OCR)' | $(COMPILE) -c requirements.lock - -o requirements-ocr.lock

clean: ## Remove what was made
	rm -rf $(OUT) site .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
