"""Weights become a model folder, texts become vectors."""
