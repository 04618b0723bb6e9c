# Each target does all set-up that it needs. On Windows, use the commands of README.md in a terminal.
PYTHON ?= python3
JOBS ?= 2
VENV := .venv
PIP := $(VENV)/bin/python -m pip --disable-pip-version-check

.PHONY: demo test check unit flows bench bench-models translations clean

demo: $(VENV)/.app ## build the environment and open the finished sample case
	.ci/system-packages app
	$(VENV)/bin/investigator demo

test: check unit flows ## everything that must hold

check: $(VENV)/.test ## style, types, and the directions between rooms
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

unit: $(VENV)/.test tests/nodes/node_modules
	.ci/system-packages test
	QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m pytest -q -n $(JOBS) --dist loadfile --ignore=tests/flows

flows: $(VENV)/.test tests/nodes/node_modules ## whole stories, each worker on a virtual screen of its own
	.ci/system-packages test
	$(VENV)/bin/python -m pytest -q -n $(JOBS) --dist worksteal tests/flows

bench: $(VENV)/.bench tests/nodes/node_modules ## our figures beside the peers'
	QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m benchmarks

bench-models: $(VENV)/.bench ## every model beside the baselines; up to 40 minutes
	$(VENV)/bin/python -m benchmarks.bench_models $(MODELS)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: $(VENV)/bin/python pyproject.toml .ci/constraints.txt
	$(PIP) install --quiet --constraint .ci/constraints.txt --editable .
	touch $@

$(VENV)/.test: $(VENV)/bin/python pyproject.toml .ci/constraints.txt
	.ci/system-packages test
	$(PIP) install --quiet --constraint .ci/constraints.txt --editable '.[test]'
	-$(PIP) install --quiet --constraint .ci/constraints.txt --editable '.[ftm]' # the one validator that needs a compiler
	touch $@ $(VENV)/.app

$(VENV)/.bench: $(VENV)/.test
	$(PIP) install --quiet --constraint .ci/constraints.txt --editable '.[bench]'
	touch $@

tests/nodes/node_modules: tests/nodes/package-lock.json
	npm install --prefix tests/nodes --no-save --no-fund --no-audit --loglevel=error
	touch $@

translations: $(VENV)/.app ## bring the texts of all languages up to date (ui/translations)
	$(VENV)/bin/python -m ui.translations

clean:
	rm -rf $(VENV) tests/nodes/node_modules build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
