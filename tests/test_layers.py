"""The house has one way through it: a room imports only from rooms before it. The graph is read from the sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import newsfacts

PACKAGE = Path(newsfacts.__file__).resolve().parent
#: Rooms (modules or packages directly under newsfacts) in order; those of one line may not import each other either.
LAYERS = (
    ("record",),
    ("spans", "facts"),
    ("text",),
    ("calendars",),
    ("reading",),
    ("parsing",),
    ("numerals",),
    ("timeline",),
    ("numbers",),
    ("entities",),
    ("quotes",),
    ("summary",),
    ("analysis",),
    ("output",),
    ("batch",),
    ("__init__",),  # the library's front door
    ("options",),
    ("calls",),
    ("cli",),
    ("__main__",),
)
ORDER = {room: number for number, layer in enumerate(LAYERS) for room in layer}


def _room(module: str) -> str:
    return [*module.split("."), "__init__"][1]


def _imported(path: Path, module: str) -> Iterator[tuple[int, str]]:
    """Line and room of every import from newsfacts in a file, those inside functions and for type checking too."""
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "newsfacts":
                    yield node.lineno, _room(alias.name)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            if source == "newsfacts":
                for alias in node.names:
                    yield node.lineno, alias.name if alias.name in ORDER else "__init__"
            elif source.startswith("newsfacts."):
                yield node.lineno, _room(source)


def _backward(package: Path) -> list[str]:
    found: list[tuple[str, int, str]] = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        module = ".".join(("newsfacts", *(parts[:-1] if parts[-1] == "__init__" else parts)))
        room = parts[0]
        for line, other in _imported(path, module):
            if other != room and ORDER[other] >= ORDER[room]:
                found.append((str(path.relative_to(package)), line, f"{room} imports {other}"))
    return [f"{path}:{line}: {what}" for path, line, what in sorted(found)]


def test_every_room_has_its_place_in_the_order() -> None:
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms == set(ORDER)


def test_no_import_points_backwards() -> None:
    assert _backward(PACKAGE) == []


def test_an_import_that_points_backwards_is_found(tmp_path: Path) -> None:
    for room in ("text", "parsing", "numbers", "output"):
        (tmp_path / room).mkdir()
    (tmp_path / "cli.py").write_text("from newsfacts import __version__\nfrom newsfacts.output import json\n")
    (tmp_path / "facts.py").write_text("import newsfacts.spans\n")
    (tmp_path / "text" / "fold.py").write_text("def late():\n    from ..parsing import article\n")
    (tmp_path / "parsing" / "__init__.py").write_text("from . import blocks\nfrom newsfacts import numbers\nimport re, newsfacts.cli\n")
    (tmp_path / "numbers" / "nouns.py").write_text(
        "from newsfacts.numbers.draft import Draft\nfrom newsfacts.parsing.article import Article\n"
    )
    (tmp_path / "output" / "json.py").write_text(
        "if TYPE_CHECKING:\n    from newsfacts.cli import app\nfrom newsfacts import __version__\n"
    )
    assert _backward(tmp_path) == [
        "facts.py:1: facts imports spans",
        "output/json.py:2: output imports cli",
        "output/json.py:3: output imports __init__",
        "parsing/__init__.py:2: parsing imports numbers",
        "parsing/__init__.py:3: parsing imports cli",
        "text/fold.py:2: text imports parsing",
    ]
