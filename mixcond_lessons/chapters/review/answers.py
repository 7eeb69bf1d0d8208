"""Chapter 11 asks the questions of the other chapters, and has none of its own."""
