"""The guards of the threat model as places in the source: what stands there, what when it is taken out, who must notice.

One TOML file for each point of the threat model.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final


@dataclass(frozen=True)
class Guard:
    """`old`, which stands once in `file`, gives way to `new`; each of `tests` has to fail then."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


def _read(path: Path) -> dict[str, Guard]:
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["guard"]
    guards = [Guard(**{**row, "tests": tuple(f"tests/{test}" for test in row["tests"])}) for row in rows]
    assert len({guard.name for guard in guards}) == len(guards), f"a name stands twice in {path.name}"
    return {f"{path.stem}: {guard.name}": guard for guard in guards}


GUARDS: Final = {name: guard for path in sorted(Path(__file__).parent.glob("*.toml")) for name, guard in _read(path).items()}
