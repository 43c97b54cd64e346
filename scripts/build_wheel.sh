#!/bin/sh
# Builds dist/newscli-*.whl, installs it into an environment of its own outside the checkout, and takes the tour there.
set -eu
cd "$(dirname "$0")/.."

uv=$(command -v uv || echo "$PWD/.venv/bin/uv")
rm -rf dist
"$uv" build --quiet --out-dir dist .
"$uv" export --quiet --frozen --no-dev --no-hashes --no-emit-project --output-file .venv/constraints.txt >/dev/null

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
wheel=$(ls "$PWD"/dist/newscli-*.whl)
constraints=$PWD/.venv/constraints.txt
python=$PWD/.venv/bin/python
cd "$place"
# With the pip that Python brings along, where there is a venv: it is older than uv, finds no way through some trees of
# packages, and leaves out extras that are spelled otherwise.
if python3 -m venv venv 2>/dev/null; then
    venv/bin/pip install --quiet --disable-pip-version-check --constraint "$constraints" "$wheel"
else
    "$uv" venv --quiet --python "$python" venv
    "$uv" pip install --quiet --python venv/bin/python --constraints "$constraints" "$wheel"
fi
NEWSCLI_HOME=$place/untouched venv/bin/newscli demo --home "$place/home" >tour.txt 2>&1 || { cat tour.txt >&2; exit 1; }

# What the tour's last line promises, and that nobody's own home was touched.
NEWSCLI_HOME=$place/home venv/bin/newscli latest --offline --count | grep -qx '[1-9][0-9]*'
test ! -e untouched
echo "$(basename "$wheel") runs the demo in an environment of its own"
