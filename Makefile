# The commands of this repository; `make` alone lists them. What prepares the machine is tools/setup.sh.

BIN := .venv/bin
WORKERS ?= 2
SESSIONS ?= 2000
SEED ?= 0
# A setting that keeps Python from keeping what it compiles made each of the workers compile all tests anew.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -n $(WORKERS) --dist loadfile
FILE ?= $(shell find output -name '*.pdf' 2>/dev/null)

.PHONY: help demo test test-slow lint size verapdf bench bench-group bench-studio litigation docs format constraints clean

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z-]*\):.*## /  make \1: /p' $(MAKEFILE_LIST)

# Laid down by tools/setup.sh when an installation went through; an edited pyproject redoes it.
.venv/ready-run: pyproject.toml constraints.txt tools/setup.sh
	@tools/setup.sh run
.venv/ready-dev: pyproject.toml constraints.txt tools/setup.sh
	@tools/setup.sh dev

demo: .venv/ready-run  ## set up, write the acts of a real session and of a whole group, name three pages to open
	@$(BIN)/python -m actgen.authoring.pages
	@$(BIN)/python -m tools.demo

test: lint  ## format, lint, types, layers, fast tests
	$(PYTEST) -m "not slow"

test-slow: .venv/ready-dev  ## what needs LibreOffice, Chromium, axe-core, veraPDF, a fresh installation or minutes
	@tools/setup.sh slow
	$(PYTEST) --no-loadscope-reorder -m slow

lint: .venv/ready-dev  ## format (looked at only), lint, types, layers
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

size: .venv/ready-dev  ## how big the house is and what a start costs, each figure beside its goal
	@$(BIN)/python tools/size.py

verapdf:  ## what the reference validator says of FILE (or of all in output/): PDF/A-3a, PDF/UA-1
	@tools/setup.sh verapdf
	@java -cp '.verapdf/*' tests/acts/outputs/conformity/verapdf/Verapdf.java $(FILE)

bench: .venv/ready-dev  ## ratios of CPU time against the bare engines, acts of a session, papers of a group, then the studio
	@missed=0; for part in run group studio; do $(BIN)/python bench/$$part.py || missed=1; done; exit $$missed

bench-group: .venv/ready-dev  ## the second part of it alone: 39 communes, then 500
	$(BIN)/python bench/group.py

bench-studio: .venv/ready-dev  ## the third part of it alone: from a key to the page, a year opened, a thousand edits
	@tools/setup.sh slow
	$(BIN)/python bench/studio.py

litigation: .venv/ready-dev  ## sessions broken in every known way, and 2 000 that are right
	$(BIN)/python -m bench.litigation --sessions $(SESSIONS) --seed $(SEED) --workers $(WORKERS)

docs: .venv/ready-run  ## pages of docs/ that are made (rules, keys of files), schemas for editors
	$(BIN)/python -m actgen.authoring.pages

format: .venv/ready-dev  ## put the code in its one layout
	$(BIN)/ruff check --fix-only --exit-zero --quiet .
	$(BIN)/ruff format .

constraints:  ## newest versions that agree, into constraints.txt
	@tools/setup.sh constraints

clean:  ## remove what builds and checks left; .venv and the acts in output/ stay
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -path ./.venv -prune -o -name __pycache__ -prune -exec rm -rf {} +
