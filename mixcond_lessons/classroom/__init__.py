"""The classroom kit: panel, live picture, prediction, question, saved work. It knows nothing of
conductors."""
