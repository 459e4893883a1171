"""Packaged weights become an ordinary sentence-transformers folder, and texts become vectors."""
