# Two commands are enough: `make chat` and `make test`. All of them may be run again at any time.
#   PYTHON=…    the Python 3.11 to use
#   SYSTEM=1    see the packages that this Python has already, such as a CPU build of torch
#   PIP_ARGS=…  more for pip, such as --find-links DIR

IS_RIGHT := import sys; sys.exit(sys.version_info[:2] != (3, 11))
PYTHON ?= $(shell for name in python3.11 python3 python; do \
  $$name -c '$(IS_RIGHT)' 2>/dev/null && echo $$name && break; done)
PIP_ARGS ?=
BIN := .venv/bin
STAMP := .venv/setup.stamp
SCREEN = $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname)))

.DEFAULT_GOAL := help
.PHONY: help chat test setup ingest check clean

help: ## show the commands
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

chat: setup ## set up what is missing, build the index, open the app
	@$(BIN)/python -m ingest || echo 'Noe ble ikke lest inn, se over. Appen åpnes med det som er klart.'
	$(BIN)/python -m streamlit run app/chat.py --server.headless $(if $(SCREEN),false,true) --server.showEmailPrompt false

test: setup ## run all tests; with CI=true the slow ones too
	$(BIN)/python -m pytest

setup: $(STAMP) ## make .venv with everything in it

ingest: setup ## read the corpus and bring the index up to date
	$(BIN)/python -m ingest

check: setup ## lint, types, import rules, and all tests
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

clean: ## remove .venv; the index and the model stay
	rm -rf .venv

# The stamp holds the folder's path: a copied or moved checkout is set up anew.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

$(STAMP): pyproject.toml constraints.txt
	@"$(PYTHON)" -c '$(IS_RIGHT)' 2>/dev/null || { \
	  echo 'Tillitskilden trenger Python 3.11, og fant den ikke.'; \
	  echo 'Installer Python 3.11 (python.org, pyenv eller pakkesystemet) og prøv igjen,'; \
	  echo 'eller si hvor den ligger: make setup PYTHON=/sti/til/python3.11'; \
	  exit 1; }
	"$(PYTHON)" -m venv $(if $(SYSTEM),--system-site-packages) .venv
	$(BIN)/python -m pip install --constraint constraints.txt $(PIP_ARGS) --editable '.[dev]'
	@printf '%s\n' "$(CURDIR)" > $(STAMP)
