"""Blocks become sentences, sentences become passages."""
