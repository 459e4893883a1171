"""Questions with the pages and facts that answer them."""
