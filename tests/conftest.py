"""What the tests share: hypothesis profiles, and the facts of the sample articles, worked out once."""

from __future__ import annotations

import os
import signal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from process import SAMPLES, run

# Users' streams are buffered; where this process's are not, the faults of a full or closed one would not show.
os.environ.pop("PYTHONUNBUFFERED", None)
# A shell gives what it runs in the background an ignored interrupt, and so would every process that the tests interrupt have it.
signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples in every run, so that a red run is red for its own change; `--hypothesis-profile=thorough` looks further.
settings.register_profile(
    "standard",
    derandomize=True,
    database=None,
    max_examples=60,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", max_examples=600, deadline=None, print_blob=True)
settings.load_profile("standard")

COMMANDS = ("summarize", "entities", "numbers", "timeline", "quotes", "facts")


@pytest.fixture(scope="session")
def sample_facts() -> dict[str, list[dict[str, Any]]]:
    """The JSON of every command on every UTF-8 sample, with the texts; through one real process a command."""
    found = {}
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".gz", ".jsonl"))
    for command in COMMANDS:
        finished = run(command, "--with-text", *paths)
        assert (finished.status, finished.err) == (0, b"")
        found[command] = finished.records
    return found
