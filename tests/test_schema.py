"""The JSON Schema of the contract: it covers every field, accepts what the commands write, and nothing else."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from process import run
from terminal.documents import FACTS, NUMBERS, document

from newsfacts import facts
from newsfacts.output.json import as_dict, columns, line, result_key
from newsfacts.output.schema import FIELDS, schema

COMMANDS = tuple(FACTS)
RECORDS = [each for each in vars(facts).values() if hasattr(each, "_fields")]


def errors(of: dict[str, Any], value: object) -> list[str]:
    """What a schema finds wrong with a value."""
    return [error.message for error in jsonschema.Draft202012Validator(of).iter_errors(value)]


def objects(of: object) -> Iterator[dict[str, Any]]:
    """Every schema of an object within a schema."""
    if isinstance(of, dict):
        if "properties" in of and of.get("type") == "object":
            yield of
        for each in of.values():
            yield from objects(each)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_field_is_described(record: type) -> None:
    keys = [key for attribute, key in columns(record) if attribute not in ("facts", "rules", "ids")]
    assert list(FIELDS[record]) == keys, "newsfacts/output/schema.py says nothing of a field, or of one that is gone"
    assert all(FIELDS[record][key]["description"] for key in keys)


@pytest.mark.parametrize("command", [*COMMANDS, None])
def test_schemas_are_schemas_and_strict(command: str | None) -> None:
    found = schema(command)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for each in objects(found):
        assert each["additionalProperties"] is False
        assert set(each["properties"]) - set(each["required"]) <= {"text", "rule", "id"}
        assert all("description" in keywords or "const" in keywords for keywords in each["properties"].values())


@pytest.mark.parametrize("command", COMMANDS)
def test_keys_come_in_the_order_of_the_json(command: str) -> None:
    assert list(schema(command)["properties"]) == list(as_dict(document(command, with_text=True)))


@pytest.mark.parametrize("with_text", [False, True])
@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("command", COMMANDS)
def test_documents_are_valid(command: str, empty: bool, with_text: bool) -> None:
    written = json.loads(line(document(command, empty=empty, with_text=with_text)))
    assert errors(schema(command), written) == []
    assert errors(schema(None), written) == []
    for other in set(COMMANDS) - {command}:
        assert errors(schema(other), written)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_or_unknown_key_is_found(command: str) -> None:
    written = as_dict(document(command))
    for key in written:
        assert errors(schema(command), {name: value for name, value in written.items() if name != key})
    assert errors(schema(command), {**written, "extra": 1})
    last = "quotes" if command == "facts" else result_key(command)
    results = copy.deepcopy(written)[last]
    record = results["sentences"][0] if command == "summarize" else results[0]
    for key in record:
        poorer = copy.deepcopy(written)
        inner = poorer[last]
        del (inner["sentences"][0] if command == "summarize" else inner[0])[key]
        assert errors(schema(command), poorer), key


@pytest.mark.parametrize(
    "change",
    [{"kind": "number"}, {"kind": None}, {"modifier": "about"}, {"casualty": "wounded"}, {"start": -1}, {"value": "12"}, {"noun": ""}],
    ids=str,
)
def test_values_outside_the_contract_are_found(change: dict[str, Any]) -> None:
    found = document("numbers")._replace(facts=(NUMBERS[0]._replace(**change),))
    assert errors(schema("numbers"), as_dict(found))


def test_figures_are_json_numbers() -> None:
    found = document("numbers")._replace(facts=(NUMBERS[0]._replace(value=Decimal("106.78")),))
    assert '"value": 106.78,' in line(found)
    assert errors(schema("numbers"), json.loads(line(found))) == []


def test_an_unknown_command_is_refused() -> None:
    with pytest.raises(ValueError, match="no schema for 'nosuch'"):
        schema("nosuch")


def test_the_result_types_have_no_field_of_unknown_type() -> None:
    assert set(facts.Document._fields) - set(FIELDS[facts.Document]) == {"facts", "rules", "ids"}


@pytest.mark.parametrize("command", COMMANDS)
def test_real_output_is_valid(command: str, sample_facts: dict[str, list[dict[str, Any]]]) -> None:
    validator = jsonschema.Draft202012Validator(schema(command))
    assert sample_facts[command]
    for record in sample_facts[command]:
        assert [f"{record['id']}: {list(error.path)} {error.message}" for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize("command", [*COMMANDS, None])
def test_the_command_line_prints_the_schema(command: str | None) -> None:
    finished = run("schema", *([command] if command else []))
    assert (finished.status, finished.messages) == (0, [])
    assert json.loads(finished.text) == schema(command)
