"""An answer becomes markup: pure functions from values to text, no Streamlit and no session."""
