import io
from datetime import UTC, datetime, timedelta

import pytest

from newscli.errors import NotFoundError
from newscli.models.changes import Undone
from newscli.text import clean_line
from newscli.view.messages import counted, error_text, id_ranges, marked_summary, refresh_summary, undone_summary, unwell_summary
from newscli.view.progress import RefreshProgress


def test_errors_and_hints_have_their_form() -> None:
    hint = clean_line("newscli latest lists them")
    assert (
        error_text(NotFoundError(clean_line("no article 9"), hint=hint))
        == "error: no article 9\n\nhint: newscli latest lists them"
    )
    assert error_text(NotFoundError(clean_line("no article 9"))) == "error: no article 9"


def test_counts_agree_with_their_nouns() -> None:
    assert counted(1, "article") == "1 article"
    assert counted(1204, "article") == "1,204 articles"
    assert counted(2, "story", "stories") == "2 stories"


def test_summaries() -> None:
    assert refresh_summary(answered=198, new=12, changed=3, failed=2) == (
        "12 new articles, 3 changed, from 198 feeds · 2 feeds failed"
    )
    assert refresh_summary(answered=1, new=0, changed=0) == "nothing new, from 1 feed"
    assert refresh_summary(answered=2, new=0, changed=0, skipped=9) == "nothing new, from 2 feeds · 9 skipped"
    assert refresh_summary(answered=0, new=0, changed=0, failed=1) == "1 feed failed"
    assert refresh_summary(answered=0, new=0, changed=0, failed=1, skipped=3) == "1 feed failed · 3 skipped"
    assert refresh_summary(answered=0, new=0, changed=0, skipped=1) == "1 feed skipped"
    assert unwell_summary(3) == "3 feeds unwell: newscli doctor"
    assert marked_summary(3, "read") == "3 articles marked read · newscli undo"
    assert marked_summary(0, "read") == "nothing to mark read"


def test_ranges_can_be_typed_as_they_are_printed() -> None:
    assert id_ranges([420, 421, 422, 431]) == "420-422, 431"
    assert id_ranges([10, 8, 9, 3]) == "3, 8-10"
    assert id_ranges([]) == ""


def test_progress_on_a_terminal_rewrites_one_line_and_leaves_none() -> None:
    out = io.StringIO()
    progress = RefreshProgress(out, width=80, is_terminal=True)
    progress.start(3)
    progress.done("City Courier", "new", 4)
    progress.waiting(["BBC World", "연합뉴스", "NPR"])
    progress.finish()
    frames = out.getvalue().split("\r\x1b[K")
    assert "\n" not in out.getvalue()
    assert frames[-1] == ""
    assert frames[2].endswith("1/3 feeds · 4 new")
    assert frames[3].endswith("waiting for BBC World, 연합뉴스 +1")


def test_progress_fits_a_narrow_terminal() -> None:
    out = io.StringIO()
    progress = RefreshProgress(out, width=40, is_terminal=True)
    progress.start(3)
    progress.waiting(["A Feed Whose Name Is Longer Than Any Terminal"])
    assert len(out.getvalue().split("\r\x1b[K")[-1]) == 37


def test_progress_elsewhere_is_plain_lines() -> None:
    out = io.StringIO()
    progress = RefreshProgress(out, width=80, is_terminal=False)
    progress.start(2)
    progress.done("City Courier", "new", 4)
    progress.done("NPR", "failed", 0)
    progress.finish()
    assert out.getvalue() == "[1/2] City Courier: 4 new articles\n[2/2] NPR: failed\n"


def test_progress_for_a_log_says_only_how_far_it_is() -> None:
    out = io.StringIO()
    progress = RefreshProgress(out, width=80, is_terminal=False, is_detailed=False)
    progress.note()
    progress.start(1_200)
    progress.done("City Courier", "new", 4)
    progress.done("NPR", "failed", 0)
    progress.waiting(["BBC World"])
    progress.note()
    progress.finish()
    assert out.getvalue() == "2/1,200 feeds · 4 new · 1 failed · waiting for BBC World\n"


def test_quiet_progress_says_nothing() -> None:
    out = io.StringIO()
    progress = RefreshProgress(out, width=80, is_terminal=True, is_quiet=True)
    progress.start(1)
    progress.done("NPR", "failed", 0)
    progress.finish()
    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("made", "when"),
    [(timedelta(seconds=20), "just now"), (timedelta(minutes=5), "5m ago"), (timedelta(hours=2), "2h ago"),
     (timedelta(hours=20), "yesterday"), (timedelta(days=21), "13 Oct")],
)  # fmt: skip
def test_what_was_taken_back_is_said_with_its_age(made: timedelta, when: str) -> None:
    now = datetime(2025, 11, 3, 12, tzinfo=UTC)
    undone = Undone(what=clean_line("edit of BBC World (bbc-world)"), made_at=now - made)
    assert undone_summary(undone, now=now, zone=UTC) == f"took back: edit of BBC World (bbc-world), {when}"
