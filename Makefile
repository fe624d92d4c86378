# Two commands matter: `make lecture` and `make test`. Each sets up what it needs first.

LECTURE ?= lectures/what-is-a-derivative.toml
QUALITY ?= draft

.PHONY: lecture test check format reference browser office poppler latex openssl marp setup clean

lecture: setup
	.venv/bin/python render.py build $(LECTURE) --quality $(QUALITY)

test: setup
	.venv/bin/python -m pytest -n auto --dist worksteal

check: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/pyright

format: setup
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

# The options of every figure, as its own declarations say them.
reference: setup
	.venv/bin/python render.py list --markdown > docs/reference.md

# What the tests of web pages need: without it they are skipped, with the reason.
browser: setup
	command -v chromium >/dev/null || { apt-get update --quiet && apt-get install --yes --quiet chromium; }
	npm install --silent --no-audit --no-fund --no-save --prefix .venv/browser axe-core@4

# LibreOffice opens the slides in the tests; they skip that where it is not.
office:
	command -v soffice >/dev/null || { apt-get update --quiet && \
	    apt-get install --yes --quiet --no-install-recommends libreoffice-impress; }

# Poppler reads the PDFs in the tests, as one more witness.
poppler:
	command -v pdftoppm >/dev/null || { apt-get update --quiet && apt-get install --yes --quiet poppler-utils; }

# The least of TeX Live that compiles the slides for Beamer; the tests skip that where it is not.
latex:
	command -v lualatex >/dev/null || { apt-get update --quiet && apt-get install --yes --quiet \
	    --no-install-recommends texlive-latex-recommended texlive-luatex texlive-pictures lmodern; }

# The tests of a cluster make certificates with it.
openssl:
	command -v openssl >/dev/null || { apt-get update --quiet && apt-get install --yes --quiet openssl; }

# Marp makes pages of its slides without a browser.
marp: setup
	npm install --silent --no-audit --no-fund --no-save --prefix .venv/marp @marp-team/marp-cli@4

setup:
	@./setup.sh

clean:
	rm -rf .venv out build media *.egg-info
