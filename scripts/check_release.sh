#!/bin/sh
# What must hold before a version is tagged; it changes nothing and publishes nothing.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf 'error: %s\n\nhint: %s\n' "$1" "$2" >&2
    exit 1
}

version=$(.venv/bin/newscli --version | cut -d ' ' -f 2)
grep -q "^## \[$version\] - [0-9-]\{10\}$" CHANGELOG.md || fail "CHANGELOG.md has no dated section for $version" \
    "turn [Unreleased] into [$version] - $(date +%F), and set the version in src/newscli/__init__.py"
test -z "$(git status --porcelain)" || fail "the tree has changes that are not committed" "git status"
git rev-parse -q --verify "refs/tags/v$version" >/dev/null && fail "v$version is tagged already" "raise the version"
echo "$version can be tagged: git tag v$version; the files are in dist/"
