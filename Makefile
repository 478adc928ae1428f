# The commands a user or developer needs; `make` alone lists them.
# Settings: PYTHON=python3.12 chooses the Python, MODELS, SEEDS, YEARS, ADOPTION and OUT the main job of `make run`.

SHELL := /bin/sh
MODELS ?= call_off home_hospital cottage_hospital_hub
SEEDS ?= 15
YEARS ?= 10
ADOPTION ?= full
OUT ?= results/first_look
WORKERS ?= 2

VENV := .venv
PY := $(VENV)/bin/python
CLI := $(VENV)/bin/rural-abm
# Tried in this order; PYTHON given on the command line is the only one tried.
PYTHON ?=
CANDIDATES := $(if $(PYTHON),$(PYTHON),python3.13 python3.12 python3.11 python3)
IS_FIT := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))

.DEFAULT_GOAL := help
.PHONY: help set-up run demo browser documents lint test verify lowest newest wheel warm docs site paper paper-tools experiments mechanisms plausibility bench clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

# A change of what is asked for (versions, metadata, Python, place of the folder) brings the environment up to date.
# The text of the stamp is compared rather than dates, which a checkout or a copy changes.
set-up: ## make or update .venv from constraints.txt and install the package in it
	@set -e; \
	stamp="$(CURDIR) $$(cat constraints.txt setup.cfg pyproject.toml | cksum)"; \
	chosen=""; \
	if [ -n "$(PYTHON)" ] || ! $(PY) -c '$(IS_FIT)' >/dev/null 2>&1; then \
	  for candidate in $(CANDIDATES); do \
	    if "$$candidate" -c '$(IS_FIT)' >/dev/null 2>&1; then chosen=$$candidate; break; fi; \
	  done; \
	  if [ -z "$$chosen" ]; then \
	    echo "No fit Python found: rural_abm needs Python 3.11, 3.12 or 3.13 with the modules venv and ensurepip." >&2; \
	    echo "Tried: $(CANDIDATES). Name another with: make PYTHON=/path/to/python3.12 $(MAKECMDGOALS)" >&2; \
	    echo "(On Debian and Ubuntu the modules come with the package python3-venv.)" >&2; \
	    exit 1; \
	  fi; \
	  wanted=$$("$$chosen" -c 'import sys; print(sys.version_info[:2])'); \
	  present=$$($(PY) -c 'import sys; print(sys.version_info[:2])' 2>/dev/null || true); \
	  if [ "$$wanted" != "$$present" ]; then \
	    echo "Making $(VENV) with $$("$$chosen" --version)"; \
	    "$$chosen" -m venv --clear $(VENV); \
	  fi; \
	fi; \
	if [ "$$(cat $(VENV)/.installed 2>/dev/null)" != "$$stamp" ]; then \
	  echo "Installing rural_abm and what it needs into $(VENV) (a few minutes the first time)"; \
	  { $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt setuptools && \
	    $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt \
	      --no-build-isolation --editable '.[test,study,demo]'; } </dev/null || { \
	    echo "pip could not install the packages (see above); check the network and run the same command again." >&2; \
	    exit 1; }; \
	  printf '%s\n' "$$stamp" > $(VENV)/.installed; \
	fi

run: set-up ## the main job: compare three governance models over ten years; writes a report
	@$(CLI) compare $(MODELS) --adoption $(ADOPTION) --seeds $(SEEDS) --years $(YEARS) --out $(OUT)

demo: set-up ## the workshop page, in the browser
	@$(CLI) demo

# Debian and Ubuntu only, and as root where Chromium is not there yet; without it those tests are left out, with a word.
browser: set-up ## what the tests of the workshop page need: a browser (Chromium) and its driver
	@$(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt playwright
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	|| echo "Chromium could not be installed (run this as root on Debian, or install it yourself): its tests are left out." >&2

documents: set-up ## what the notebooks and the site need: Jupyter, Sphinx, the EMA workbench
	@cmp -s $(VENV)/.installed $(VENV)/.documents || { \
	  $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt \
	    --no-build-isolation --editable '.[docs,workbench]' </dev/null && cp $(VENV)/.installed $(VENV)/.documents; }

lint: set-up ## ruff (rules and format) and mypy, as `make test` runs them first
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --check --quiet . || { echo "Not in the format of the house; mend with: $(VENV)/bin/ruff format" >&2; exit 1; }
	@$(VENV)/bin/mypy --no-error-summary

# Examples by hand call many small kernels, each of which would be compiled by itself: they run as plain Python.
EXAMPLES := tests/test_care $(wildcard tests/*/test_hand_*.py)
BESIDE_EXAMPLES := --ignore=tests/test_care --ignore-glob='*/test_hand_*.py'

# Compiled beforehand: workers that find nothing compiled would each compile every kernel.
test: lint ## ruff, mypy and the quick tests
	@$(CLI) warm
	@$(PY) -m pytest -q -n $(WORKERS) $(BESIDE_EXAMPLES)
	@echo "The examples worked out by hand, kernels uncompiled and places in arrays checked:"
	@NUMBA_DISABLE_JIT=1 NUMBA_BOUNDSCHECK=1 $(PY) -m pytest -q -n $(WORKERS) $(EXAMPLES)

verify: browser paper-tools documents ## the longer checks: bounds-checked kernels, uncompiled twin, the built package
	@$(CLI) warm
	@RURAL_ABM_HYPOTHESIS=thorough $(PY) -m pytest -q -n $(WORKERS) -m verify
	@echo "The quick tests again, with kernels that stop when they leave an array:"
	@NUMBA_BOUNDSCHECK=1 $(CLI) warm
	@NUMBA_BOUNDSCHECK=1 $(PY) -m pytest -q -n $(WORKERS) --ignore=tests/test_house --ignore=tests/browser $(BESIDE_EXAMPLES)

# Whatever was installed here is replaced again by the next `make`.
lowest: set-up ## the quick tests with the lowest numba and Mesa that setup.cfg allows
newest: set-up ## the quick tests with the newest numba and Mesa that setup.cfg allows
lowest newest:
	@rm -f $(VENV)/.installed
	@$(PY) -m pip install --quiet --disable-pip-version-check --upgrade --no-build-isolation --editable . $$($(PY) tests/ends.py $@)
	@$(CLI) warm
	@$(PY) -m pytest -q -n $(WORKERS)

wheel: set-up ## the package as a wheel, in dist
	@rm -rf build/lib build/bdist.*
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

warm: set-up ## compile all kernels beforehand
	@$(CLI) warm

mechanisms: set-up ## how strong each feedback loop is, by cutting it; writes docs/mechanisms.md and what the workshop page shows
	@$(CLI) mechanisms --seeds 12 --years 10 --workers $(WORKERS) --page docs/mechanisms.md --ship

docs: set-up ## write the generated pages of docs/ and experiments/ again
	@$(PY) -m rural_abm.report.pages docs
	@$(PY) -m rural_abm.report.type_stubs
	@$(PY) -m rural_abm.report.pattern_page docs/plausibility.md
	@$(PY) -m rural_abm.report.experiment_page $$(dirname $$(ls experiments/*/experiment.toml))
	@$(PY) -m rural_abm.figures.region docs/figures

# The output of notebooks is kept in build/notebooks; one that has changed is executed again.
site: documents ## the documentation as a site, notebooks executed: build/site/index.html
	@$(PY) -m jupytext --quiet --sync notebooks/*.py
	@$(PY) -m sphinx -q -W --keep-going -b html -c docs . build/site
	@echo "The documentation lies at $(CURDIR)/build/site/index.html"

paper-tools: set-up
	@cmp -s $(VENV)/.installed $(VENV)/.paper || { \
	  $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt \
	    --no-build-isolation --editable '.[paper]' </dev/null && cp $(VENV)/.installed $(VENV)/.paper; }

paper: paper-tools ## the article, in paper/build: QUICK=1 of few seeds; CHECK=1 compares all numbers with the published
	@QUICK=$(QUICK) CHECK=$(CHECK) WORKERS=$(WORKERS) $(PY) -m doit --file paper/dodo.py

experiments: set-up ## run the experiments of experiments/ whose results are stale; writes figures, numbers and READMEs
	@$(CLI) experiment $$(dirname $$(ls experiments/*/experiment.toml)) --renew --workers $(WORKERS)

plausibility: set-up ## hold the baseline against what sources say; writes docs/plausibility.md
	@$(CLI) patterns --workers $(WORKERS) --page docs/plausibility.md || test $$? -eq 1

bench: set-up ## time and memory of a run, by phase, and of the usual commands; writes docs/benchmarks.md
	@$(PY) benchmarks/speed.py

clean: ## remove what building and testing left; results and .venv stay
	@rm -rf build dist *.egg-info .pytest_cache .hypothesis .ruff_cache .coverage
	@find rural_abm tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
