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


def with_commands(text: str) -> str:
    """Return escaped text whose `commands` stand in code elements; a text that is no sentence is a command.

    A code element is a box of its own on the page, so a full stop right after the last one falls away.

    >>> with_commands("Kjør `make ingest`.")
    'Kjør <code>make ingest</code>'
    >>> with_commands("make ingest")
    '<code>make ingest</code>'
    """
    if "`" not in text and not text.endswith("."):
        return element("code", text)
    sentence = text.removesuffix(".") if text.endswith("`.") else text
    return _COMMAND.sub(r"<code>\1</code>", escape(sentence))
