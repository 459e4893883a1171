"""References, notes and outlines are read from the corpus folder."""
