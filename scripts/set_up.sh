#!/bin/sh
# Makes .venv with newscli, what it needs and the developer's tools, at the versions of uv.lock; `make` calls it when needed.
#
# With uv on PATH uv does all of it. Without, python3 makes .venv and pip brings uv into it. No address of an index stands
# here: uv and pip use the one that your environment has configured. An argument names a dependency group to add: fuzz.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
fail() {
    say "error: $1"
    say ""
    say "hint: $2"
    exit 1
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
makes_venvs() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# A Python that is new enough and can make environments; it is left in $python.
find_python() {
    without_venv=
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        is_new_enough "$python" || continue
        makes_venvs "$python" && return
        without_venv=${without_venv:-$python}
    done
    if [ -n "$without_venv" ]; then
        version=$("$without_venv" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        fail "$without_venv cannot make virtual environments: its module ensurepip is missing" \
            "Debian and Ubuntu: apt install python3-venv (or $version-venv); anywhere: install uv, then try again"
    fi
    found=$(python3 --version 2>/dev/null) || found="no python3"
    fail "newscli needs Python 3.11 or newer, and here is $found" "install a newer Python, or uv, which brings one; then try again"
}

make_venv() {
    if ! is_new_enough .venv/bin/python; then
        find_python
        say "making .venv with $python"
        "$python" -m venv --clear .venv
    fi
    if [ ! -x .venv/bin/uv ]; then
        .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
        say "bringing uv into .venv"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check uv
    fi
}

# uv.lock names where its files were found. Where those places cannot be reached, the same files (by their hashes) come
# from the index that pip, else uv, is configured for.
install_by_index() {
    say "the places that uv.lock names did not answer: trying the configured package index"
    [ -x .venv/bin/python ] || "$uv" venv --quiet .venv
    "$uv" export --frozen --quiet ${group:+--group "$group"} --no-emit-project --output-file .venv/requirements.txt >/dev/null
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then
        .venv/bin/python -m pip install --quiet --require-hashes --requirement .venv/requirements.txt
        .venv/bin/python -m pip install --quiet --no-deps --editable .
    else
        "$uv" pip install --quiet --python .venv/bin/python --require-hashes --requirement .venv/requirements.txt
        "$uv" pip install --quiet --python .venv/bin/python --no-deps --editable .
    fi
}

if ! uv=$(command -v uv); then
    make_venv
    uv=$PWD/.venv/bin/uv
fi
# The project's own .venv, whatever environment is active or named by the caller.
unset VIRTUAL_ENV
UV_PROJECT_ENVIRONMENT=$PWD/.venv
export UV_PROJECT_ENVIRONMENT
say "installing what uv.lock lists into .venv"
group=${1:-}
"$uv" sync --frozen --quiet ${group:+--group "$group"} || install_by_index
