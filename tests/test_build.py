"""Compiled files are put in place whole: who has the old one mapped keeps it, and a build that fails leaves it where it is."""

from __future__ import annotations

import mmap
from pathlib import Path

import pytest

from newsfacts.entities.build.files import replacing


def test_a_file_that_is_mapped_stays_readable(tmp_path: Path) -> None:
    path = tmp_path / "a.trie"
    path.write_bytes(b"old" * 10_000)
    with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        with replacing(path) as beside:
            Path(beside).write_bytes(b"new")
            assert path.read_bytes()[:3] == b"old"
        assert path.read_bytes() == b"new"
        assert mapped[-3:] == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_build_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.trie"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError), replacing(path) as beside:
        Path(beside).write_bytes(b"ne")
        raise RuntimeError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
