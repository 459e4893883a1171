"""A case and its outcome -> figures; one measure a file, each computable without a judge."""
