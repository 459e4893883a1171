"""The engine and the baselines it is held against: a question in, an outcome out."""
