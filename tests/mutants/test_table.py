"""The table of guards is in step with the source: a line that was moved or reworded is named before the long run says so."""

import pytest
from tests.conftest import PROJECT
from tests.mutants.table import GUARDS


@pytest.mark.parametrize("name", GUARDS)
def test_a_guard_stands_where_the_table_says_and_its_tests_do_too(name: str) -> None:
    guard = GUARDS[name]
    source = PROJECT / "src" / "newscli" / guard.file
    assert source.read_text(encoding="utf-8").count(guard.old) == 1
    for test in guard.tests:
        file, _, rest = test.partition("::")
        assert f"def {rest.partition('[')[0]}(" in (PROJECT / file).read_text(encoding="utf-8")
