"""The law of a panel as text: what it says, what its symbols are, and the formula itself."""
import ast
import inspect
import textwrap


def law_in_words(law):
    """Return docstring, a line for each argument (symbol, name, meaning, unit) and the formula of a function.

    A function that carries `quantities`, {argument: an object with word, symbol and unit}, has its arguments
    explained.
    """
    function = inspect.unwrap(law)
    text = inspect.cleandoc(function.__doc__ or "")
    symbols = _symbols(getattr(law, "quantities", {}))
    return "\n\n".join(part for part in (text, symbols, formula(function)) if part)


def _symbols(quantities):
    rows = [(quantity.symbol, name, quantity.word, quantity.unit) for name, quantity in quantities.items()]
    wide = [max(map(len, column), default=0) for column in zip(*rows, strict=True)]
    return "\n".join(f"{symbol:{wide[0]}}  {name:{wide[1]}}  {word}{f', {unit}' if unit else ''}".rstrip()
                     for symbol, name, word, unit in rows)


def formula(function):
    """Return the source of a function without its decorators and its docstring; an empty text where its file
    is out of reach, or has been edited since the function was loaded."""
    try:
        source = textwrap.dedent(inspect.getsource(function))
        node = ast.parse(source).body[0]
    except (OSError, SyntaxError):
        return ""
    if getattr(node, "name", "") != function.__name__:
        return ""
    lines = source.splitlines()
    body = node.body[1:] if ast.get_docstring(node) is not None and len(node.body) > 1 else node.body
    first = body[0].lineno
    # A comment above the first line of the body belongs to it.
    while first > 2 and lines[first - 2].lstrip().startswith("#"):
        first -= 1
    head = lines[node.lineno - 1:node.body[0].lineno - 1]
    return "\n".join([*head, *lines[first - 1:]])
