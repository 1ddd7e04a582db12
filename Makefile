# A bare `make` lists what there is. Nothing but Python 3.11, make and git is expected on the machine.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test check agree verify bench docs messages environment

PYTHON ?= python3
BIN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

help: ## list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sort | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

run: ## start the web application with the demonstration centre (PORT=8000)
	@tools/start

test: ## install what the tests need, then check and test everything
	@tools/test

check: ## formatting, lint, types, import contracts, declared dependencies
	@tools/check

agree: ## generated rules and cases: engines agree on 100,000 of them (AGREE_EXAMPLES=)
	@tools/agree

verify: ## check and verify all clinical knowledge
	@tools/environment && $(BIN)/opennen verify

bench: ## cases per second, one at a time and a registry at once, beside other engines
	@tools/environment dev && $(BIN)/uv sync -q --frozen --inexact --group bench
	@$(BIN)/python benchmarks/assess_one_case.py; one=$$?; $(BIN)/python benchmarks/registry.py && exit $$one

docs: ## try the documentation's examples, then build its pages in docs/_build
	@tools/environment dev && $(BIN)/pytest tests/docs tests/spec
	@$(BIN)/uv sync -q --frozen --group docs && $(BIN)/sphinx-build -q -W -b html docs docs/_build

messages: ## join the translations of all parts and compile them
	@tools/environment && $(BIN)/opennen manage messages
