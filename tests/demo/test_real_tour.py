"""The tour with the real program: what it promises can be done afterwards, without its server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "newscli")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tour")


@pytest.fixture(scope="module")
def environment(place: Path) -> dict[str, str]:
    """A user without any newscli of their own, behind a proxy that is not there."""
    (place / "user").mkdir()
    names = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSCLI", "XDG_"))}
    return names | {"HOME": str(place / "user"), "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


@pytest.fixture(scope="module")
def tour(place: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [*PROGRAM, "demo", "--home", str(place / "home")]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=240, check=False)


def test_it_shows_six_steps_and_ends_well(tour: subprocess.CompletedProcess[str]) -> None:
    assert tour.returncode == 0, tour.stderr
    steps = [line.split()[2] for line in tour.stdout.splitlines() if line.startswith("$ newscli ")]
    assert steps == ["add", "latest", "read", "related", "read", "search"]
    assert "Views: 379" in tour.stdout
    assert "Security Consultative Meeting" in tour.stdout


def test_no_file_of_the_user_is_touched(tour: subprocess.CompletedProcess[str], place: Path) -> None:
    assert list((place / "user").iterdir()) == []


def test_the_last_line_works_in_a_shell(tour: subprocess.CompletedProcess[str], environment: dict[str, str]) -> None:
    line = tour.stdout.splitlines()[-1]

    done = subprocess.run(line, shell=True, env=environment, capture_output=True, encoding="utf-8", timeout=240, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 10


def test_every_card_reads_offline(tour: subprocess.CompletedProcess[str], environment: dict[str, str], place: Path) -> None:
    ids = [str(number) for number in range(1, 11)]
    names = environment | {"NEWSCLI_HOME": str(place / "home")}

    done = subprocess.run(
        [*PROGRAM, "read", "--offline", "--json", *ids],
        env=names,
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )

    articles = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert len(articles) == 10
    for article in articles:
        assert len(article["text"]) > len(article["summary"] or "")
        assert len(article["related"]) == 9
