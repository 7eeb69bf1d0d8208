"""The two libraries that only the book needs; who has not got them reads what to write."""
try:
    import mistune
    from latex2mathml.converter import convert
except ModuleNotFoundError as missing:
    package = (missing.name or "").split(".")[0]
    raise ModuleNotFoundError(
        f"The book needs the package {package}: write  python -m pip install {package}", name=package
    ) from None

__all__ = ["convert", "mistune"]
