"""Text of documents and questions becomes harmless markup; the only place that builds tags from it."""

import re
from html import escape

_COMMAND = re.compile(r"`([^`]+)`")
_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&@/\"'^=])")


def element(tag: str, text: str, *, kind: str = "", language: str = "") -> str:
    """Return one element whose content is `text`, escaped.

    >>> element("p", "<b>", kind="note", language="nb")
    '<p class="tk-note" lang="nb">&lt;b&gt;</p>'
    """
    return wrapped(tag, escape(text), kind=kind, language=language)


def wrapped(tag: str, markup: str, *, kind: str = "", language: str = "", role: str = "") -> str:
    """Return one element around markup that is already safe."""
    attributes = "".join(
        f' {name}="{escape(value)}"'
        for name, value in (("class", kind and f"tk-{kind}"), ("lang", language), ("role", role))
        if value
    )
    return f"<{tag}{attributes}>{markup}</{tag}>"


def plain_label(text: str) -> str:
    """Return Markdown that shows `text` as it is, for labels that Streamlit reads as Markdown.

    Every sign is escaped, and a word joiner keeps "www." and "http:" from becoming links.

    >>> plain_label("a*b")
    'a\\\\*b'
    """
    unlinked = re.sub(r"(?i)\b(www|https?|ftp|mailto|xmpp)(?=[.:])", "\\1\u2060", text)
    return _PUNCTUATION.sub(r"\\\1", " ".join(unlinked.split()))


def sentence_with_code(text: str) -> str:
    """Return escaped text whose `commands` stand in code elements.

    >>> sentence_with_code("Kjør `make ingest` <nå>.")
    'Kjør <code>make ingest</code> &lt;nå&gt;.'
    """
    return _COMMAND.sub(r"<code>\1</code>", escape(text))


def first_command(text: str) -> str:
    """Return the first of the `commands` of a text, all of a text that is no sentence, or nothing.

    >>> first_command("Kjør `python -m ingest` (eller `make ingest`)."), first_command("make ingest")
    ('python -m ingest', 'make ingest')
    """
    found = _COMMAND.search(text)
    if found:
        return found[1]
    return "" if text.endswith(".") else text
