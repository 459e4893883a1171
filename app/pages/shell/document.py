"""The browser's document becomes ours: style, language, Bokmål for Streamlit's own labels; shows no content."""

from collections.abc import Mapping
from pathlib import Path

import streamlit as st

_FOLDER = Path(__file__).resolve().parent
ICON = ANSWERING = str(_FOLDER / "icon.svg")
ASKING = str(_FOLDER / "asking.svg")


def prepare_document(built_in: Mapping[str, str]) -> None:
    """Add style and language; call once per run, after set_page_config.

    Args:
        built_in: Streamlit's own English labels and what they are called here.
    """
    st.html(_FOLDER / "style.css")
    script = (_FOLDER / "document.js").read_text(encoding="utf-8")
    st.components.v2.component("tillitskilden_document", js=script)(key="document", data=dict(built_in))
