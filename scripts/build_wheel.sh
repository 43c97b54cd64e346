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
# pip as Python brings it along is older than uv and gives up on some trees of packages: that it finds one is tried, where there is a venv.
if python3 -m venv plain 2>/dev/null; then
    plain/bin/pip install --quiet --dry-run --disable-pip-version-check "$wheel"
fi
"$uv" venv --quiet --python "$python" venv
"$uv" pip install --quiet --python venv/bin/python --constraints "$constraints" "$wheel"
NEWSCLI_HOME=$place/untouched venv/bin/newscli demo --home "$place/home" >tour.txt 2>&1 || { cat tour.txt >&2; exit 1; }

# What the tour's last line promises, and that nobody's own home was touched.
NEWSCLI_HOME=$place/home venv/bin/newscli latest --offline --count | grep -qx '[1-9][0-9]*'
test ! -e untouched
echo "$(basename "$wheel") runs the demo in an environment of its own"
