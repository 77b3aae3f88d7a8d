# `make help` lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
READY  := $(VENV)/.ready

.PHONY: $(shell sed -n 's/^\([a-z-]*\):.*/\1/p' $(MAKEFILE_LIST))

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

# $(STAMP): everything. $(READY): what running takes, the playground included.
$(READY) $(STAMP): pyproject.toml
$(READY): requirements/play.lock
$(STAMP): requirements/dev.lock
$(READY) $(STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "briefbot needs Python 3.11 or newer; set PYTHON=… to one")'
	@echo "Setting up $(VENV): a minute or two"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(filter %.lock,$^)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY) $@

run: $(READY) ## the bot: on Discord where a token is set, else in the playground
	@$(BIN)/python -m bot run --or-playground

test: lint types imports tests ## every check

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

imports: $(STAMP)
	$(BIN)/lint-imports --no-cache

tests: $(STAMP)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: $(STAMP) ## how fast and how right: the figures that the documentation quotes
	$(BIN)/python -m benchmarks.latency
	$(BIN)/python -m benchmarks.matching
	$(BIN)/python -m benchmarks.answers
	$(BIN)/python -m benchmarks.replies
	$(BIN)/python -m benchmarks.pictures

bench-heights: $(STAMP) ## how tall replies are on a phone and a desktop (needs Debian's chromium)
	$(BIN)/python -m benchmarks.heights

bench-load: $(STAMP) ## 200 interactions a second, beside a bare discord.py bot
	$(BIN)/python -W ignore -m benchmarks.load

bench-stories: $(STAMP) ## stories, dates and reported speech, measured against gold where it is at hand
	$(BIN)/python -m benchmarks.stories
	$(BIN)/python -m benchmarks.story_dates
	$(BIN)/python -m benchmarks.story_reported
	$(BIN)/python -m benchmarks.reported_trust
	$(BIN)/python -m benchmarks.story_telling

bench-quotes: $(STAMP) ## quotations and speakers, measured against gold where it is at hand
	$(BIN)/python -m benchmarks.quotes

bench-scale: $(STAMP) ## cost against size: libraries of 1,000 to 100,000 articles, kept in ~/.cache
	$(BIN)/python -m benchmarks.scale
	for size in 1000 10000 100000; do for kind in sqlite postgresql; do \
	    echo "$$kind, $$size articles"; \
	    $(BIN)/python -W ignore -m benchmarks.scale_commands --size $$size --database $$kind; \
	done; done
	$(BIN)/python -m benchmarks.story_speed

bench-feeds: $(STAMP) ## 1,000 feeds refreshed each simulated hour, and kill -9 on the way
	$(BIN)/python -m benchmarks.feeds

bench-reading: $(STAMP) ## pages and feeds, how rightly and how fast they are read
	$(BIN)/python -m benchmarks.reading

bench-shards: $(STAMP) ## four processes, 64 shards, 100,000 servers: memory, a rolling restart, kill -9
	$(BIN)/python -W ignore -m benchmarks.shards

test-delivery: $(STAMP) ## daily posts under load, kill -9 and faults, over real sockets; half an hour
	$(BIN)/python -W ignore -m benchmarks.delivery

test-faults: $(STAMP) ## a slow or lost database, a full disk, a clock that jumps …, a row each; a quarter of an hour
	$(BIN)/python -W ignore -m benchmarks.faults

architecture: $(STAMP) ## the picture of the rooms in docs/images, after imports changed
	$(BIN)/python -m docs.architecture

messages: $(STAMP) ## the catalogues, after texts for users changed: docs/languages.md
	$(BIN)/python -m docs.messages

screenshots: $(STAMP) ## the pictures of the replies in docs/images (needs Debian's chromium)
	PYTHONPATH=. $(BIN)/python docs/screenshots.py

lock: $(STAMP) ## pin the newest versions that pyproject.toml allows (needs uv)
	uv pip compile --quiet --upgrade --no-emit-index-url --generate-hashes --python-version 3.11 \
	    --extra playground --extra pictures --group dev pyproject.toml -o requirements/dev.lock
	uv pip compile --quiet --upgrade --no-emit-index-url --generate-hashes --python-version 3.11 \
	    --group pyproject.toml:build --constraint requirements/dev.lock -o requirements/build.lock
	uv pip compile --quiet --upgrade --no-emit-index-url --generate-hashes --python-version 3.11 \
	    --extra pictures --constraint requirements/dev.lock pyproject.toml -o requirements/run.lock
	uv pip compile --quiet --upgrade --no-emit-index-url --generate-hashes --python-version 3.11 \
	    --extra playground --extra pictures --group build --constraint requirements/dev.lock \
	    pyproject.toml -o requirements/play.lock

licences: $(STAMP) ## docs/licences.md, after requirements/ changed
	$(BIN)/python -m docs.licences

sbom: $(STAMP) ## build/sbom.cdx.json: what the bot is installed with, as CycloneDX
	$(BIN)/python -m docs.sbom

scan: ## where text of users and articles flows, by the rules in .ci/flows.yaml
	.ci/outside flows

audit: ## known weaknesses of what is installed; asks the package index
	.ci/outside weaknesses

lint-deploy: ## the Dockerfile and compose.yaml
	.ci/outside dockerfile compose

clean: ## remove what was set up
	rm -rf $(VENV) .coverage* .mypy_cache .pytest_cache .ruff_cache
