"""Breaking into lines: what styled text says is kept, and time grows with its length."""

import resource
import subprocess
import sys
from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscli.view.cells import cell_width
from newscli.view.theme import COLOUR, PLAIN
from newscli.view.wrap import Run, wrap

CPU_SECONDS: Final = 10
"""Each takes less than one; what is quadratic in 400,000 characters takes minutes."""
CASES: Final = {
    "many runs": "[Run('word ', ('strong',)) for _ in range(80_000)]",
    "a word of Hangul": "[Run('\\ud55c' * 400_000)]",
    "a word of joined emoji": "[Run('\\U0001f468\\u200d\\U0001f469\\u200d\\U0001f467' * 80_000)]",
    "a word of marks": "[Run('a\\u0301' * 200_000)]",
}


@given(st.lists(st.text(" ab\ud55c\u0301", max_size=40), max_size=12), st.integers(4, 30))
def test_no_word_of_any_run_is_lost_and_no_line_is_too_wide(texts: list[str], width: int) -> None:
    runs = [Run(text, ("strong",) if number % 2 else ()) for number, text in enumerate(texts)]
    lines = wrap(runs, width, theme=PLAIN)
    assert "".join("".join(texts).split()) == "".join("".join(lines).split())
    assert all(cell_width(line) <= width for line in lines)


def test_each_piece_of_a_line_has_the_look_of_its_run() -> None:
    lines = wrap([Run("one two ", ("strong",)), Run("three ", ()), Run("four", ("strong",))], 9, theme=COLOUR)
    assert [line.count("\x1b[1m") for line in lines] == [1, 0, 1]
    assert all(first != second for first, second in pairwise(lines))


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_time_grows_no_faster_than_the_text(name: str) -> None:
    script = (
        "from newscli.view.theme import COLOUR\nfrom newscli.view.wrap import Run, wrap\n"
        f"print(len(wrap({CASES[name]}, 80, theme=COLOUR)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, preexec_fn=_limit_cpu, check=False)
    assert done.returncode == 0, (done.returncode, done.stderr[-500:])
    assert int(done.stdout) > 1_000
