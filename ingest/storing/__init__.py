"""The store that is the truth, and the states that retrieval reads."""
