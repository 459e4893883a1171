"""PDF bytes are let in or refused, by a parser that keeps limits; it reads no text."""

import io
import logging
import struct
import zlib

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import ContentStream, DictionaryObject

from ingest.reading.errors import UnreadableDocument

_BROKEN = "filen er skadet eller ikke en PDF"
_SAVE_AGAIN = "Åpne filen i et annet program, lagre den som PDF på nytt og legg den inn igjen."
_MALFORMED = (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, RecursionError)
_DEEPEST_FORM = 4


def check_pdf(data: bytes, name: str) -> None:
    """Open a PDF the careful way.

    Raises:
        UnreadableDocument: the file is locked by a password, broken, without pages, or unpacks to far more
            than a document needs.
    """
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableDocument(
                name, "filen er låst med passord", "Lagre en kopi uten passord og legg den inn i stedet."
            )
        if not len(reader.pages):
            raise UnreadableDocument(name, "filen har ingen sider", _SAVE_AGAIN)
        for page in reader.pages:
            _unpack(page)
    except LimitReachedError as error:
        raise UnreadableDocument(
            name, "filen pakker seg ut til mye mer enn et dokument trenger", "Ikke bruk den; finn en annen utgave."
        ) from error
    except (*_MALFORMED, zlib.error, struct.error, OSError, NotImplementedError) as error:
        raise UnreadableDocument(name, _BROKEN, _SAVE_AGAIN) from error


def _unpack(page: PageObject) -> None:
    """Decompress what holds a page's text: its content streams and the forms it draws."""
    contents = page.get_contents()
    if isinstance(contents, ContentStream):
        contents.get_data()
    _unpack_forms(page, 0)


def _unpack_forms(holder: DictionaryObject, depth: int) -> None:
    resources = holder.get("/Resources")
    resources = resources.get_object() if resources is not None else None
    if depth > _DEEPEST_FORM or not isinstance(resources, DictionaryObject):
        return
    drawn = resources.get("/XObject")
    drawn = drawn.get_object() if drawn is not None else None
    if not isinstance(drawn, DictionaryObject):
        return
    for reference in drawn.values():
        form = reference.get_object()
        if isinstance(form, DictionaryObject) and form.get("/Subtype") == "/Form":
            form.get_data()  # type: ignore[attr-defined]
            _unpack_forms(form, depth + 1)
