"""Any folder in BEIR layout as a retrieval suite: its documents indexed as ours are, its questions asked, scored."""
