"""The book: each notebook as one page that needs no kernel and no network."""
