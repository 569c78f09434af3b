"""Quotations: who said what, in direct and in reported speech, with the word that reports it."""

from __future__ import annotations

from newsfacts.quotes.extract import explain, extract

__all__ = ["explain", "extract"]
