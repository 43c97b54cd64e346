"""A store that takes nothing more while something is shown: it is shown, and what could not be kept is a warning."""

import pytest
from tests.cli.conftest import Cli

from newscli.errors import StoreError
from newscli.text import clean_line


def refuse(*_: object, **__: object) -> None:
    raise StoreError(clean_line("the disk is full"), hint=clean_line("free some space"))


@pytest.mark.parametrize(
    ("words", "target", "lost"),
    [
        ("latest --offline", "newscli.store.listings.Listings.record", "this listing is not remembered"),
        ("latest --offline --json", "newscli.store.listings.Listings.record", "this listing is not remembered"),
        ("search ministers", "newscli.store.listings.Listings.record", "this listing is not remembered"),
        ("read 3 --offline --mark", "newscli.store.status.Status.mark", "nothing was marked read"),
    ],
)
def test_what_was_asked_for_is_shown(following: Cli, monkeypatch: pytest.MonkeyPatch, words: str, target: str, lost: str) -> None:
    expected = following.ok(*words.replace("--mark", "--keep-unread").split()).out
    monkeypatch.setattr(target, refuse)
    ran = following(*words.split())
    assert (ran.code, ran.out) == (0, expected)
    assert ran.err == f"warning: the disk is full; {lost}\n"


def test_an_article_is_read_though_its_offers_get_no_ids(following: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newscli.store.articles.Articles.mint", refuse)
    ran = following("read", "3", "--offline")
    assert ran.code == 0
    assert "Ministers meet in Seoul" in ran.out
