"""Persons, places, organisations and other names of an article, one record each, with every mention."""

from __future__ import annotations

from newsfacts.entities.records import extract

__all__ = ["extract"]
