"""The laws: pure functions on numpy arrays, in SI units, that know nothing of widgets or pictures."""
