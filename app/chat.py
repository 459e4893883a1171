"""What `streamlit run` starts: the browser's tab, the look, the conversation; nothing else."""

import streamlit as st

from app.pages.conversation.page import conversation
from app.pages.shell.document import ICON, prepare_document
from app.texts.loader import interface

st.set_page_config(page_title=interface().title, page_icon=ICON, layout="centered")
prepare_document(interface().built_in)
conversation()
