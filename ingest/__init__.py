"""Documents become passages, passages become the index that the app reads."""
