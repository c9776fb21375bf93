# make demo   environment, install, the sample dossier     make test   the suite
# make check  all that must hold before a change lands      make bench  figures on this machine
# make browser  the pages in a real Chromium (Debian: apt-get install chromium npm)
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test browser check lint types contracts bench clean

$(BIN)/recoupe: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(BIN)/pytest: pyproject.toml $(BIN)/recoupe
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[serve]'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check deptry httpx2 hypothesis import-linter mypy "psycopg[binary]" pytest ruff
	@touch $@

demo: $(BIN)/recoupe
	$(BIN)/recoupe build samples/reykjavik -o demo
	@echo
	@echo "The dossier of the sample story: open $(CURDIR)/demo/index.html"

test: $(BIN)/pytest
	$(BIN)/python -m pytest

browser: $(BIN)/pytest node_modules/axe-core/axe.min.js
	$(BIN)/python -m pip install --quiet --disable-pip-version-check playwright
	$(BIN)/python -m pytest tests/browser

node_modules/axe-core/axe.min.js: package.json
	npm install --no-audit --no-fund --silent
	@touch $@

lint: $(BIN)/pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/pytest
	$(BIN)/mypy

contracts: $(BIN)/pytest
	$(BIN)/lint-imports
	$(BIN)/deptry src

check: test lint types contracts

bench: $(BIN)/recoupe
	$(BIN)/python bench/speed.py
	$(BIN)/python bench/incremental.py
	$(BIN)/python bench/scores.py
	$(BIN)/python bench/corruption.py
	$(BIN)/python bench/origins.py
	$(BIN)/python bench/doubling.py
	$(BIN)/python bench/translated.py
	$(BIN)/python bench/contradictions.py slots
	$(BIN)/python bench/duckling.py
	$(BIN)/python bench/tongues.py
	$(BIN)/python bench/names.py
	$(BIN)/python bench/lineage.py --quick

clean:
	rm -rf demo build dist
