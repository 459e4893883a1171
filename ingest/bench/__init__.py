"""How long an ingest takes beside the bare encoding of its passages."""
