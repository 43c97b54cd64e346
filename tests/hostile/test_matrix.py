"""The matrix of attacks and surfaces has no hole without a reason, and as many cases as are promised."""

from collections import Counter

from tests.hostile.feed_cases import feed_cases
from tests.hostile.http_cases import http_cases
from tests.hostile.matrix import ATTACKS, EMPTY, SURFACES, Case, find_gaps
from tests.hostile.onward_cases import onward_cases
from tests.hostile.opml_cases import opml_cases
from tests.hostile.page_cases import page_cases
from tests.hostile.text_cases import mark_of, text_cases
from tests.hostile.xml_cases import xml_cases

FAMILIES = (text_cases, http_cases, xml_cases, feed_cases, page_cases, onward_cases, opml_cases)
CASES: list[Case] = [case for family in FAMILIES for case in family()]


def test_every_cell_has_cases_or_a_reason() -> None:
    assert find_gaps(CASES) == []
    assert find_gaps([]) != []
    assert not EMPTY.keys() & {(case.attack, case.surface) for case in CASES}, "a cell that has cases needs no reason"
    assert all(attack in ATTACKS and surface in SURFACES for attack, surface in EMPTY)


def test_cases_are_many_and_each_has_a_name_of_its_own() -> None:
    names = Counter((case.attack, case.surface, case.name) for case in CASES)
    assert [name for name, times in names.items() if times > 1] == []
    assert len(CASES) > 700
    marks = Counter(mark_of(case) for case in CASES)
    assert [mark for mark, times in marks.items() if times > 1] == []
