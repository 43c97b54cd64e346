"""The import contracts of pyproject.toml hold, and the tool that checks them sees imports wherever they stand."""

import tomllib
from pathlib import Path

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("newscli", include_external_packages=True, cache_dir=None)


def test_every_contract_is_kept(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_imports_inside_functions_are_counted(graph: grimp.ImportGraph) -> None:
    # In latest.py the refresh is imported where it is needed; its layer must be checked all the same.
    assert graph.direct_import_exists(importer="newscli.cli.commands.latest", imported="newscli.cli.refreshing")


def test_imports_for_type_checking_are_counted(graph: grimp.ImportGraph) -> None:
    assert graph.direct_import_exists(importer="newscli.view.machine", imported="newscli.models.article")


def test_every_room_has_its_layer(graph: grimp.ImportGraph) -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(each["layers"] for each in config["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    placed = {room for layer in layers for room in layer.split(" | ")}
    assert graph.find_children("newscli") - placed == {"newscli.__main__"}
