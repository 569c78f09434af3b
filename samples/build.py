"""Writes `articles.jsonl`, and the table in `README.md`, from the sample articles and `index.tsv`.

    python samples/build.py            writes both files
    python samples/build.py --check    writes nothing; exit status 1 when one of them is out of date

The text files are the originals; edit those (or `index.tsv`) and run this again. The same files always give the same bytes.

`index.tsv` has the columns `file`, `id`, `date`, `source`, `shows` after its `#` comment lines. Each row with an `id` becomes
one record `{"id", "title", "date", "source", "text"}`: `title` is the file's first line, `text` what follows it, less the
blank lines between and the line end at the close; nothing else is changed (line ends, marks and spaces stay as they are).
Standard library only.
"""

from __future__ import annotations

import csv
import gzip
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE_START, TABLE_END = "<!-- table: written by build.py -->\n", "<!-- end of table -->"


def rows() -> list[dict[str, str]]:
    """The rows of `index.tsv`, in its order; every cell a string."""
    with open(HERE / "index.tsv", encoding="utf-8", newline="") as stream:
        lines = (line for line in stream if not line.startswith("#"))
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def article(file: str) -> str:
    """The decoded text of a sample, less its byte-order mark. Raises OSError, UnicodeDecodeError."""
    data = (HERE / file).read_bytes()
    if file.endswith(".gz"):
        data = gzip.decompress(data)
    return data.decode("windows-1256" if file.startswith("encodings/") else "utf-8-sig")


def record(row: dict[str, str]) -> dict[str, str]:
    """The JSON Lines record of one row: the title line and the text apart."""
    title, _, text = article(row["file"]).partition("\n")
    return {"id": row["id"], "title": title.strip(), "date": row["date"], "source": row["source"], "text": text.strip("\r\n")}


def articles_jsonl() -> str:
    """All records, one a line, in the order of `index.tsv`."""
    return "".join(json.dumps(record(row), ensure_ascii=False) + "\n" for row in rows() if row["id"])


def readme() -> str:
    """`README.md` with its table written anew: file, reference date, words, what the article shows."""
    before, start, rest = (HERE / "README.md").read_text(encoding="utf-8").partition(TABLE_START)
    _, end, after = rest.partition(TABLE_END)
    if not (start and end):
        raise SystemExit("README.md: the marks around the table are gone")
    table = ["| file | date | words | shows |", "| --- | --- | ---: | --- |"]
    for row in rows():
        cells = (f"[{row['file']}]({row['file']})", row["date"], str(len(article(row["file"]).split())), row["shows"])
        table.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return before + start + "\n".join(table) + "\n" + end + after


def main(arguments: list[str]) -> int:
    """Writes both files, or with `--check` only compares; returns the exit status."""
    if arguments not in ([], ["--check"]):
        print("usage: build.py [--check]", file=sys.stderr)
        return 2
    status = 0
    for name, content in (("articles.jsonl", articles_jsonl()), ("README.md", readme())):
        path, data = HERE / name, content.encode("utf-8")
        if path.exists() and path.read_bytes() == data:
            continue
        if arguments:
            print(f"samples/{name} is out of date: run python samples/build.py", file=sys.stderr)
            status = 1
        else:
            path.write_bytes(data)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
