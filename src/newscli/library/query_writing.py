"""Writes a search as one line that `query_reading.read_line` reads as the same: how saved searches are kept. Pure."""

from newscli.library.query_fields import TEXT_FIELDS
from newscli.models.search import All, AnyOf, Between, Flagged, InFeed, Named, Node, Not, Text


def write_query(node: Node) -> str:
    """The line of `node`. Relative times stay as they were typed: `since:30d` moves with the clock."""
    if isinstance(node, All) and not node.is_group:
        return " ".join(map(_part, node.parts))
    return _part(node)


def _part(node: Node) -> str:
    match node:
        case Text():
            return _text(node)
        case Flagged(flag):
            return f"has:{flag}" if flag in ("image", "related") else f"is:{flag}"
        case InFeed(_, slug):
            return f"feed:{slug}"
        case Named(kind, name):
            return f"{kind}:{_quoted(name)}"
        case Between(kind, said):
            return f"{kind}:{_quoted(said)}"
        case All(parts):
            return f"({' '.join(map(_part, parts))})"
        case AnyOf(parts):
            return f"({' OR '.join(map(_part, parts))})"
        case Not(part):
            return f"-{_part(part)}"


def _text(node: Text) -> str:
    field = next((f"{name}:" for name, column in TEXT_FIELDS.items() if column == node.column), "")
    match node.form:
        case "phrase":
            return f'{field}"{node.text}"'
        case "prefix":
            return f"{field}{node.text}*"
        case "word":
            return f"{field}{node.text}"


def _quoted(value: str) -> str:
    return f'"{value}"' if any(char.isspace() or char in "()" for char in value) else value
