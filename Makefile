# Two commands matter: `make lecture` and `make test`. Each sets up what it needs first.

LECTURE ?= lectures/what-is-a-derivative.toml
QUALITY ?= draft

.PHONY: lecture test check format setup clean

lecture: setup
	.venv/bin/python render.py build $(LECTURE) --quality $(QUALITY)

test: setup
	.venv/bin/python -m pytest

check: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/pyright

format: setup
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

setup:
	@./setup.sh

clean:
	rm -rf .venv out build media *.egg-info
