# `make setup`, `make run` and `make test` need Python 3.11 or newer and make; everything else they install into .venv.
PYTHON ?= python3
BIN := .venv/bin
# What tests of the page in a browser need from Debian; Playwright's driver needs libatomic.
DEBIAN_PACKAGES := chromium fonts-dejavu-core fonts-noto-color-emoji libatomic1
LOCK := $(BIN)/uv pip compile --quiet --generate-hashes --universal --no-emit-index-url --no-annotate --no-header
CATALOGUES := $(wildcard bot/language/locales/*/LC_MESSAGES/*.po)

.PHONY: help setup run test lint book browser bench soak format lock catalogues clean

help:  ## Name the targets
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: .venv/project-installed  ## Make .venv with everything; quick when nothing changed

# The stamps are written last, so that a step that was cut short is done again.
.venv/lock-installed: requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "footguide needs Python 3.11 or newer; name one: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
	  { echo "$(PYTHON) cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Installing the project also compiles its catalogues.
.venv/project-installed: .venv/lock-installed pyproject.toml hatch_build.py $(CATALOGUES)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup  ## Start the bot where BOT_TOKEN is set, else the trial chat
	@exec $(BIN)/footguide $$($(BIN)/python -c 'from bot.settings import command_to_run; print(command_to_run())')

test: setup  ## Run every check and every test
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target lint book browser
	$(BIN)/python -m pytest -p tests.nothing_left_out -n 2 --dist loadfile --no-loadscope-reorder --durations=25

lint: setup  ## Style, types and layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

book: setup  ## The shipped book has no fault, and its rules are proved (the tests run its patient cases)
	$(BIN)/footguide check knowledge

# With FOOTGUIDE_TESTS=all nothing may be left out; otherwise pytest names the tests that are, and why.
browser:
	@if ! { command -v chromium && ldconfig -p | grep -F libatomic.so.1; } >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing from Debian: $(DEBIAN_PACKAGES)"; \
	    apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $(DEBIAN_PACKAGES) >/dev/null; \
	  elif [ "$${FOOTGUIDE_TESTS:-}" = all ]; then \
	    echo "Missing, and only root on Debian can install it here: $(DEBIAN_PACKAGES)" >&2; exit 1; \
	  else \
	    echo "Tests that need a browser may be left out; for all of them install: $(DEBIAN_PACKAGES)"; \
	  fi; \
	fi

bench: setup  ## Measure: reading of typed words, what pictures cost, how long the loop stands still, editions, editors
	$(BIN)/python -m tests.benchmarks.words
	$(BIN)/python -m tests.benchmarks.difference
	$(BIN)/python -m tests.benchmarks.pictures
	$(BIN)/python -m tests.benchmarks.stall
	$(BIN)/python -m tests.benchmarks.editions
	$(BIN)/python -m tests.benchmarks.editor

soak: setup  ## Chat at random with the whole engine for a long time
	FOOTGUIDE_SOAK=1 $(BIN)/python -m pytest -q tests/proof/test_chats_at_random.py \
	  tests/walks/test_reminder_to_the_minute.py

format: setup  ## Put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup  ## Write the locks anew after a change in pyproject.toml; pins stay where they fit (UPGRADE=--upgrade for newer)
	$(LOCK) $(UPGRADE) --group dev --extra semantic --extra location pyproject.toml --output-file requirements-dev.txt
	$(LOCK) --constraint requirements-dev.txt --extra semantic --extra location pyproject.toml --output-file requirements.txt
	$(LOCK) --constraint requirements-dev.txt --group build --output-file requirements-build.txt

catalogues: setup  ## Bring catalogues up to date with the code and compile them (NEW=de begins one)
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --no-default-keywords --keyword=say:1 --keyword=count:1,2 --project=footguide \
	  --output-file=build/footguide.pot bot
	$(if $(NEW),$(BIN)/pybabel --quiet init --domain=footguide --input-file=build/footguide.pot \
	  --output-dir=bot/language/locales --locale=$(NEW))
	@if [ -d bot/language/locales ]; then \
	  $(BIN)/pybabel --quiet update --domain=footguide --input-file=build/footguide.pot --output-dir=bot/language/locales && \
	  $(BIN)/pybabel compile --domain=footguide --directory=bot/language/locales --statistics; \
	else echo "There is no translation yet: build/footguide.pot is the template, make catalogues NEW=de begins one."; fi

clean:  ## Remove what these targets made, except data
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
