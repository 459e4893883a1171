"""Every text is used, and every text that is used exists."""

import re
import tomllib
from dataclasses import fields

import pytest

from app.texts.loader import FOLDER, Frame, Interface, frame, interface

PAGES = FOLDER.parent / "pages"


def code() -> str:
    files = [FOLDER.parent / "chat.py", FOLDER.parent / "labels.py", *PAGES.rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_interface_keys_and_fields_are_the_same() -> None:
    table = tomllib.loads((FOLDER / "nb.toml").read_text(encoding="utf-8"))
    assert set(table) == {field.name for field in fields(Interface)}
    assert all(table[key] for key in table if key != "notices")  # the engine may have none
    assert interface().title == "Tillitskilden"


@pytest.mark.parametrize("language", ["nb", "nn", "sv", "da", "en"])
def test_frame_keys_and_fields_are_the_same(language: str) -> None:
    table = tomllib.loads((FOLDER / "frames.toml").read_text(encoding="utf-8"))[language]
    assert set(table) == {field.name.rstrip("_") for field in fields(Frame)} - {"language"}
    assert set(table["written_in"]) == {"nb", "nn", "sv", "da", "en"}
    assert frame(language).language == language


def test_an_unknown_language_is_framed_in_bokmal() -> None:
    assert frame("fi") == frame("nb")


@pytest.mark.parametrize("name", [field.name for field in fields(Interface)])
def test_every_text_of_the_interface_is_used(name: str) -> None:
    assert re.search(rf"(texts|interface\(\))\.{name}\b", code())


@pytest.mark.parametrize("name", [field.name for field in fields(Frame)])
def test_every_text_of_the_frame_is_used(name: str) -> None:
    assert re.search(rf"(frame|words)\.{name}\b", code())


def test_no_text_hides_in_the_code() -> None:
    """Strings with Norwegian letters belong in the text files; docstrings and comments may have them."""
    without = re.sub(r'""".*?"""|#[^\n]*', "", code(), flags=re.S)
    assert not re.findall(r'"[^"\n]*[æøåÆØÅ][^"\n]*"', without)
