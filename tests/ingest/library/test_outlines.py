"""An outline's labels and sections, and where what is wrong with them stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.library.errors import OutlineError
from ingest.library.outlines import Outline, OutlineSection, read_outline, read_outlines

GOOD = """source: dahl-2010
labels: [i, 1, 2]
sections:
  - number: null
    heading: Forord
    page: i
  - number: "1.10"
    heading: Ferger
    page: 2
"""
Write = Callable[[str], Path]


def test_labels_and_pages_are_texts_whatever_yaml_makes_of_them(outline_file: Write) -> None:
    assert read_outline(outline_file(GOOD)) == Outline(
        "dahl-2010",
        ("i", "1", "2"),
        (OutlineSection(None, "Forord", "i"), OutlineSection("1.10", "Ferger", "2")),
    )


def test_outlines_are_read_by_source(outline_file: Write) -> None:
    assert list(read_outlines(outline_file(GOOD).parent)) == ["dahl-2010"]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (GOOD.replace("page: 2", "page: 3"), 8, "«Ferger» står på side 3"),
        (GOOD.replace('"1.10"', "1.10"), 8, "«Ferger» skal stå i anførselstegn"),
        (GOOD.replace("labels: [i, 1, 2]\n", ""), 1, "'labels'"),
        (GOOD.replace("    page: i\n", ""), 1, "'page'"),
        (GOOD.replace("[i, 1, 2]", "3"), 1, "feil form"),
        ("bare tekst\n", 1, "feil form"),
        ("", 1, "feil form"),
        (GOOD.replace("[i, 1, 2]", "[i, 1, 2"), 3, "ikke gyldig YAML"),
        (GOOD.replace("Forord", '"\x07"'), 1, "ikke gyldig YAML"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(outline_file: Write, text: str, line: int, said: str) -> None:
    path = outline_file(text)
    with pytest.raises(OutlineError, match=said) as caught:
        read_outline(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert f"dahl-2010.yaml, linje {line}:" in str(caught.value)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "dahl-2010.yaml"
    path.write_bytes(GOOD.replace("Forord", "Åpning").encode("latin-1"))
    with pytest.raises(OutlineError, match="UTF-8") as caught:
        read_outline(path)
    assert caught.value.line == 5
