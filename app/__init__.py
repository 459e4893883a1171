"""Questions become checked, cited answers, on the screen or on standard output."""
