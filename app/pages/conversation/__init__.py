"""The conversation: turns in the server's memory, the page that shows them, what stands beside it."""
