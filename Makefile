# Two commands are enough: `make serve` and `make test`. Each sets up what it needs in this folder.
# Without make (Windows, for one): README.md shows the same in three lines.

.DEFAULT_GOAL := help
.PHONY: help serve site check test audit bench bench-full clean

DXPLANS := .venv/bin/dxplans

# The first Python that is new enough, unless PYTHON=… says which.
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
endif

# A virtual environment knows its folder and its Python; when either has changed it is made anew.
ORIGIN := $(shell printf '%s %s' "$$PWD" "$$('$(PYTHON)' --version 2>&1)" | cksum | cut -d ' ' -f 1)
MADE := .venv/made-$(ORIGIN)
READY := .venv/ready-$(ORIGIN)

# Python reads the installed folder's path in the locale's encoding, and C has no Japanese.
ifneq (,$(filter C POSIX,$(LC_ALL)))
export LC_ALL := C.UTF-8
endif

help:  ## この一覧 / this list
	@sed -n 's/^\([a-z-]*\):.*  ## /make \1\t/p' Makefile

serve: $(READY)  ## サイトを http://127.0.0.1:8000 で見る / show the site
	@$(DXPLANS) serve

site: $(READY)  ## サイトを site/ に作る / build the site
	@$(DXPLANS) build

check: $(READY)  ## すぐに終わる検査 / the quick checks
	@$(DXPLANS) test --quick

test: $(READY)  ## すべての検査 / every check
	@$(DXPLANS) test

audit: $(READY)  ## 全ページのアクセシビリティの試験 / test every page's accessibility
	@$(DXPLANS) audit

bench: $(READY)  ## 速さの測定 / measure the speed
	@$(DXPLANS) bench

bench-full: $(READY)  ## 大きな規模まで測る(数時間、途中から続けられます) / measure large sizes too
	@$(DXPLANS) bench --full

clean:  ## 作り直せるものを消す / remove what can be made again
	@rm -rf site .cache .venv node_modules

$(READY): $(MADE) requirements.lock pyproject.toml
	@echo 'Python の部品を .venv に入れています(初回は1分ほど) / Installing the Python packages into .venv'
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(MADE):
	@test -n '$(PYTHON)' || { echo "Python 3.11 以上が必要です / Python 3.11 or later is needed: sudo apt-get install -y $$(command -v python3 >/dev/null && echo python3.11 python3.11-venv || echo python3 python3-venv)" >&2; exit 2; }
	@'$(PYTHON)' -c 'import ensurepip, venv' 2>/dev/null || { echo "Python の venv が必要です / Python's venv is needed: sudo apt-get install -y $$('$(PYTHON)' -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')" >&2; exit 2; }
	@'$(PYTHON)' -m venv --clear .venv
	@touch $@
