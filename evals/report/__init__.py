"""A stored run becomes a page to read, for the one who answers for quality."""
