"""How fast the packaged model answers on each backend of this machine."""
