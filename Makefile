# One verb per job. `make help` lists them.
VENV ?= .venv
PY := $(VENV)/bin/python
UV := UV_PYTHON_DOWNLOADS=never $(VENV)/bin/uv

.DEFAULT_GOAL := help
.PHONY: help run install test check format bench messages learn requirements clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 20

run: install  ## set everything up and open the app in the default browser
	@$(VENV)/bin/aftercare serve --open

install: $(VENV)/.installed compiled  ## leave .venv/bin/aftercare and .venv/bin/python ready

.PHONY: compiled
compiled: $(VENV)/.installed
	@$(PY) -m tools.compile_knowledge
	@$(PY) -m tools.compile_templates
	@$(PY) -m tools.make_browser_files

test: check compiled  ## install what the tests need, Chromium included, check, and run all tests
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(VENV)/.tested-with  ## format, lint, types, import contract, data linter, file sizes
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m tools.check_sources
	$(PY) -m aftercare.knowledge.lint
	$(PY) -m tools.learn_told --check
	$(PY) -m tools.extract_messages --check
	$(PY) -m tools.compile_messages --check

format:  ## put the sources into the house format
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/.tested-with compiled  ## measure the promised figures and print them
	$(PY) -m benchmarks

messages: $(VENV)/.tested-with  ## collect the texts for translators anew, check and compile every language
	$(PY) -m tools.extract_messages
	$(PY) -m tools.compile_messages

learn: $(VENV)/.tested-with  ## learn from the told dangers anew, after a change to data/told, asks, words or lexicon
	$(PY) -m tools.learn_told

requirements:  ## resolve the hashed requirement lists anew from pyproject.toml
	$(UV) pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate -q -o requirements.txt
	$(UV) pip compile pyproject.toml --group dev --universal --generate-hashes --no-header --no-annotate -q -o requirements-dev.txt

clean:  ## remove what was installed
	rm -rf $(VENV) build src/*.egg-info

$(VENV)/.uv:
	@command -v python3 >/dev/null || { echo "Python 3.11 or newer is needed: install python3 and python3-venv."; exit 2; }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 2; }
	python3 -m venv $(VENV)
	$(PY) -m pip install -q --disable-pip-version-check 'uv==0.13.9'
	@touch $@

$(VENV)/.installed: $(VENV)/.uv requirements.txt pyproject.toml
	$(UV) pip install -q -p $(PY) --compile-bytecode --require-hashes -r requirements.txt
	$(UV) pip install -q -p $(PY) --no-deps -e .
	@touch $@

$(VENV)/.tested-with: $(VENV)/.installed requirements-dev.txt tools/install_test_programs.sh
	$(UV) pip install -q -p $(PY) --require-hashes -r requirements-dev.txt
	sh tools/install_test_programs.sh
	@touch $@
