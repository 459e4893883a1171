import pytest

from ingest.reading.furniture import number_value, roman, strip_furniture
from ingest.reading.text import text_pages


def stripped(*pages: str) -> list[tuple[str | None, list[str]]]:
    found = strip_furniture(text_pages("\f".join(pages)))
    return [(page.label, [page.text(line) for line in page.lines]) for page in found]


def test_numbers_at_the_foot_become_labels() -> None:
    found = stripped("en\n\ni", "to\n\nii", "tre\n\n1", "fire\n\n2", "fem\n\n3")
    assert found == [("i", ["en"]), ("ii", ["to"]), ("1", ["tre"]), ("2", ["fire"]), ("3", ["fem"])]


def test_numbers_at_the_head() -> None:
    assert stripped("Side 7 av 9\nen", "Side 8 av 9\nto") == [("7", ["en"]), ("8", ["to"])]


def test_a_page_inside_the_run_gets_the_number_that_is_due() -> None:
    assert [label for label, _ in stripped("a\n1", "b\n2", "bilde", "d\n4", "e\n5")] == ["1", "2", "3", "4", "5"]


def test_a_lone_number_is_text() -> None:
    assert stripped("svaret er\n42", "og så\nslutt") == [(None, ["svaret er", "42"]), (None, ["og så", "slutt"])]


def test_running_heads_go_when_space_parts_them_from_the_text() -> None:
    pages = [f"Kapittel 2   {n}\n\nord nummer {'abcd'[n]}\nmer {'wxyz'[n]}" for n in range(4)]
    assert [lines for _, lines in stripped(*pages)] == [
        [f"ord nummer {'abcd'[n]}", f"mer {'wxyz'[n]}"] for n in range(4)
    ]


def test_a_last_word_that_comes_back_is_no_running_foot() -> None:
    pages = [f"land {n}\nNorge" for n in "abc"]
    assert [lines[-1] for _, lines in stripped(*pages)] == ["Norge"] * 3


@pytest.mark.parametrize("value", [1, 4, 9, 14, 40, 90, 199])
def test_roman_numerals_are_read_as_written(value: int) -> None:
    assert number_value(roman(value)) == ("roman", value)


def test_heads_that_name_the_chapter_beside_the_page_number() -> None:
    pages = [f"{name} {10 + n}\n\nDette er tekst {name}\n\n{10 + n}" for n, name in enumerate(["Vakter", "Vær", "Kai"])]
    assert [lines for _, lines in stripped(*pages)] == [[f"Dette er tekst {name}"] for name in ("Vakter", "Vær", "Kai")]
