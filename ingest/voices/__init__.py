"""Sentences learn who speaks in them."""
