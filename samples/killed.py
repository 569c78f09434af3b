"""Reads the JSON of `newsfacts numbers` and prints every figure of people killed: what the README does with jq, for machines without it."""

from __future__ import annotations

import json
import sys

for line in sys.stdin:
    document = json.loads(line)
    for number in document["numbers"]:
        if number["casualty"] == "killed":
            print(
                json.dumps(
                    {"id": document["id"], "text": number["text"], "value": number["value"], "modifier": number["modifier"]},
                    ensure_ascii=False,
                )
            )
