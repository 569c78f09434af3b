# make demo | test | lint | score DATA=DIR | soak DATA=DIR | bench | bench-short | bench-peers DATA=DIR | gazetteers | teach | train | clean
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
SCORE ?= $(DATA)/../tools/score.py
COMMANDS ?= numbers

.PHONY: demo install test lint score soak bench bench-short bench-peers gazetteers teach train samples clean

demo: install
	$(BIN)/newsfacts numbers -f table samples/05-earthquake.txt
	$(BIN)/newsfacts timeline -f table samples/02-war-air-strikes.txt
	$(BIN)/newsfacts entities -f table samples/01-politics.txt
	$(BIN)/newsfacts summarize -f table samples/05-earthquake.txt
	@echo "\nEvery figure of people killed in samples/, as JSON:"
	$(BIN)/newsfacts numbers samples/*.txt samples/*.txt.gz | $(BIN)/python samples/killed.py

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

$(VENV)/.lint: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[lint]'
	@touch $@

test: $(VENV)/.test
	$(BIN)/python -m pytest

lint: $(VENV)/.lint
	$(BIN)/ruff check .
	$(BIN)/mypy

# The scorer measures the command from outside; benchmarks/floors.tsv holds what must not be undercut.
score: install
	$(BIN)/python benchmarks/floors.py --score $(SCORE) --data $(DATA)

# Every article under DATA through every command: no traceback, no document lost, every offset true.
# `make soak DATA=DIR REPEAT=100000` streams them again and again under new ids instead; the memory of every process must stay flat.
soak: install
	$(BIN)/python benchmarks/soak.py $(DATA) $(if $(REPEAT),--repeat $(REPEAT) --commands $(COMMANDS) --jobs 2)

# Gazetteers, word counts and the tagger, rebuilt from the data (DATA/news, DATA/ner) with fixed seeds.
NEWS = $(DATA)/news/ant.jsonl.gz $(DATA)/news/jawhara.jsonl.gz

$(VENV)/.build: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[build]'
	@touch $@

gazetteers: $(VENV)/.build
	$(BIN)/python -m newsfacts.entities.build --news $(NEWS)

# News labelled by the fine-tuned encoder and the tagger in place, for `train` to learn from: an hour or two, and torch.
TAUGHT ?= build/taught.jsonl.gz

$(VENV)/.teach: $(VENV)/.build
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[teach]'
	@touch $@

teach: $(VENV)/.teach
	mkdir -p $(dir $(TAUGHT))
	$(BIN)/python -m newsfacts.entities.build.teacher --data $(DATA)/ner --news $(NEWS) --encoder $(dir $(TAUGHT))encoder.pt --out $(TAUGHT)

train: $(VENV)/.build
	$(BIN)/python -m newsfacts.entities.train --data $(DATA)/ner --news $(NEWS) $(if $(wildcard $(TAUGHT)),--taught $(TAUGHT))
	$(BIN)/python benchmarks/summary_weights.py $(DATA)/summaries/easc.jsonl --write

# Start-up, throughput, growth with length, memory, and the peers' times, as a table (with DATA=DIR on real news too); the short form, for
# CI, fails where a bar is broken.
bench: install
	$(BIN)/python benchmarks/bench.py $(if $(wildcard $(DATA)/news),--articles $(wildcard $(DATA)/news/*.jsonl.gz))

bench-short: install
	$(BIN)/python benchmarks/bench.py --short

# The suites through the peers that PyPI has, each in an environment of its own under ~/.cache/newsfacts-peers.
bench-peers: install
	$(BIN)/python benchmarks/peers.py --data $(DATA) --score $(SCORE)

samples: install
	$(BIN)/python samples/build.py

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
