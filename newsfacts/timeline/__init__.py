"""What happened when: expressions of time, their place on the calendar, and the events they date."""

from __future__ import annotations

from newsfacts.timeline.events import explain, extract
from newsfacts.timeline.expressions import expressions
from newsfacts.timeline.model import TimeMatch

__all__ = ["TimeMatch", "explain", "expressions", "extract"]
