"""Calendars: names, full dates, Hijri conversion."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from typing import Any

import pytest
from cases import cases
from hypothesis import given
from hypothesis import strategies as st

from newsfacts.calendars import fulldates, hijri
from newsfacts.calendars.names import day_ordinal_at, month_at, weekday_at
from newsfacts.text.fold import Folded, key


@pytest.mark.parametrize("case", cases("calendars"))
def test_full_dates(case: dict[str, Any]) -> None:
    view = Folded(case["text"])
    found = []
    for full in fulldates.find(view.text):
        start, end = view.span(full.start, full.end)
        found.append({"text": case["text"][start:end], "date": full.date.isoformat(), "weekday": full.weekday})
    assert found == case["expect"]


@given(st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%B %d, %Y"]))
def test_every_day_is_read_back(date: dt.date, form: str) -> None:
    (found,) = fulldates.find(date.strftime(form).replace(str(date.year), f"{date.year:04d}"))
    assert found.date == date or (form == "%d/%m/%Y" and found.date == dt.date(date.year, date.day, date.month))


@given(st.text(alphabet="0123456789/-. \nمايو٢،(", max_size=80))
def test_full_dates_never_fail(text: str) -> None:
    for found in fulldates.find(Folded(text).text):
        assert 0 <= found.start < found.end <= len(text)


def test_names_need_their_article() -> None:
    assert weekday_at([key("الأحد")], 0) is not None
    assert weekday_at([key("أحد")], 0) is None
    assert weekday_at([key("أحد")], 0, indefinite=True) is not None


def test_the_longest_name_wins() -> None:
    month = month_at([key("كانون"), key("الثاني"), "2015"], 0)
    assert month is not None and month[0].number == 1 and month[1] == 2
    assert month_at([key("كانون")], 0) is None
    day = day_ordinal_at([key("الحادي"), key("والعشرين")], 0)
    assert day is not None and day[:2] == (21, 2)


def test_umm_al_qura() -> None:
    assert hijri.to_gregorian(1437, 2, 5) == dt.date(2015, 11, 17)
    assert hijri.to_gregorian(1437, 2, 30) is None
    assert hijri.to_gregorian(1200, 1, 1) is None
    assert hijri.year_month(dt.date(2015, 11, 17)) == (1437, 2)
    assert hijri.year_month(dt.date(1800, 1, 1)) is None
    first, last = hijri.year_days(1440) or (dt.date.min, dt.date.min)
    assert (first, (last - first).days + 1) == (dt.date(2018, 9, 11), 354)


@given(st.integers(1356, 1499), st.integers(1, 12))  # before 1356 the tables have months of 28 and 31 days
def test_hijri_months_follow_one_another(year: int, month: int) -> None:
    days = hijri.month_days(year, month)
    assert days is not None
    assert (days[1] - days[0]).days + 1 in (29, 30)
    after = hijri.month_days(year + month // 12, month % 12 + 1)
    assert after is None or after[0] == days[1] + dt.timedelta(1)


def test_hijridate_is_imported_only_for_hijri_dates() -> None:
    script = "import sys; from newsfacts.calendars import fulldates as f; f.find({!r}); print('hijridate' in sys.modules)"
    for text, wanted in (("17/11/2015", "False"), ("5 صفر 1437", "True")):
        finished = subprocess.run([sys.executable, "-c", script.format(text)], capture_output=True, text=True, check=True)
        assert finished.stdout.strip() == wanted
