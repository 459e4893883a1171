"""A figure of matplotlib -> SVG to put into a page; knows no data."""

import re
from contextlib import AbstractContextManager
from io import StringIO

from markupsafe import Markup, escape
from matplotlib import rc_context
from matplotlib.figure import Figure

COLOURS = {
    "ink": "#1c2a2c",
    "muted": "#5c6b6d",
    "grid": "#d5ddda",
    "first": "#1f6b66",
    "second": "#b5701c",
    "first-bar": "#8fc4be",
    "second-bar": "#e6c08f",
}
"""Drawn with these, shown with the page's variable `--tk-<name>`, so that light and dark both work."""
WIDTH, HEIGHT = 5.2, 3.6  # inches of 72 units: small, so that letters can be read on a telephone


def new_figure() -> Figure:
    """Give an empty figure of the report's size."""
    return Figure(figsize=(WIDTH, HEIGHT), layout="constrained")


def style() -> AbstractContextManager[None]:
    """Draw as the report does while this context is open."""
    ink, muted = COLOURS["ink"], COLOURS["muted"]
    return rc_context(
        {
            "svg.fonttype": "none",
            "font.size": 10.5,
            "text.color": ink,
            "axes.labelcolor": ink,
            "axes.edgecolor": muted,
            "xtick.color": ink,
            "ytick.color": ink,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "legend.frameon": False,
            "legend.fontsize": 9.5,
        }
    )


def inline_svg(figure: Figure, name: str, title: str, told: str) -> Markup:
    """Write a figure as one <svg> element that refers to nothing outside itself.

    Args:
        figure: what is drawn.
        name: begins every id, so that several pictures can stand on one page.
        title: of the picture, short.
        told: what the picture shows, with its figures, for those who hear it.
    """
    written = StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
        figure.savefig(written, format="svg", transparent=True, metadata={"Date": None})
    text = written.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r"<metadata>.*?</metadata>|<style[^>]*>.*?</style>|<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"font-family: [^;\"]*; ?", "", text)  # the page's own letters
    text = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", text)
    for colour, value in COLOURS.items():
        text = text.replace(value, f"var(--tk-{colour}, {value})")
    text = re.sub(r'^<svg([^>]*?) width="[^"]*" height="[^"]*"', r"<svg\1", re.sub(r"^<svg\s+", "<svg ", text))
    head = Markup(f' role="img" aria-label="{escape(f"{title}. {told}")}"><title>{escape(title)}</title>')
    return Markup(text.strip().replace(">", head, 1))
