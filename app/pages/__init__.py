"""What Streamlit shows, without logic. Modules live one folder down: Streamlit takes any file here for a page."""
