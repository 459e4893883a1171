"""Bytes become pages, blocks and sections."""
