"""The browser's document gets our look and says that it is Norwegian; Streamlit's own says English."""

from pathlib import Path

import streamlit as st

FOLDER = Path(__file__).resolve().parent
_LANGUAGE = """
export default function () {
  document.documentElement.lang = "nb";
}
"""


def prepare_document() -> None:
    """Add the style sheet and the language; call once per run, after set_page_config."""
    st.html(FOLDER / "style.css")
    st.components.v2.component("tillitskilden_language", js=_LANGUAGE)(key="document-language")
