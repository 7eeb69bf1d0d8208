"""Copies the questions of the bank into the notebooks: number, prompt and options, as Markdown.

The first question of the file stands in the first answer cell of the lesson, the second in the second, and so
on.
"""
import json
import re
from pathlib import Path

_NUMBER = r"\d\d\.\d+"
# A question in a text cell: its number in bold, its prompt to the end of the paragraph, and its options.
_ASKED = re.compile(rf"^\*\*{_NUMBER}\*\*[^\n]*(?:\n(?!\n|- [a-j]\) )[^\n]+)*(?:\n\n(?:- [a-j]\) "
                    rf"[^\n]*(?:\n|$))+)?", re.M)


def as_markdown(question):
    """Return a question as it stands in a lesson: number, whether it is for the hall, prompt, options."""
    vote = "(vote) " if question.vote else ""
    options = "".join(f"\n- {letter}) {text}" for letter, text in question.options.items())
    return f"**{question.id}** {vote}{question.prompt}" + (f"\n{options}" if options else "")


def rewritten(notebook, questions):
    """Return the notebook (a dictionary) with the questions of its chapter written into it, in their order.

    ValueError where lesson and bank do not have the same number of questions.
    """
    notebook = json.loads(json.dumps(notebook))
    _renumber(notebook["cells"], iter(questions), len(questions))
    texts = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    found = sum(len(_ASKED.findall(_source(cell))) for cell in texts)
    if found != len(questions):
        raise ValueError(f"the text cells ask {found} questions, the bank has {len(questions)}")
    following = iter(questions)
    for cell in texts:
        _put(cell, _ASKED.sub(lambda place: _in_place(place[0], next(following)), _source(cell)))
    return notebook


def _renumber(cells, questions, count):
    """Give each answer cell, and the check that follows it, the number of its question."""
    tagged = [cell for cell in cells if any(tag.startswith("question:")
                                            for tag in cell["metadata"].get("tags", ()))]
    if len(tagged) != count:
        raise ValueError(f"the lesson has {len(tagged)} answer cells, the bank {count} questions")
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    for cell, question in zip(tagged, questions, strict=True):
        cell["metadata"]["tags"] = [f"question:{question.id}" if tag.startswith("question:") else tag
                                    for tag in cell["metadata"]["tags"]]
        check = code[code.index(cell) + 1]
        _put(check, re.sub(rf'check\("{_NUMBER}"', f'check("{question.id}"', _source(check)))


def _in_place(text, question):
    """The new text, with the line end of the old one."""
    return as_markdown(question) + ("\n" if text.endswith("\n") else "")


def _source(cell):
    return "".join(cell["source"])


def _put(cell, text):
    if text != _source(cell):
        cell["source"] = text.splitlines(keepends=True) if isinstance(cell["source"], list) else text


def write(folder, chapters, rewrite=rewritten):
    """Write the questions of `chapters`, (file name, questions) each, into the notebooks of a folder.

    rewrite: the function of (notebook, what is to be written) that returns the new notebook. Returns the
    names of the files that were changed. What is already right is left as it is, to the byte. ValueError as
    for `rewrite`, with the file's name.
    """
    changed = []
    for name, questions in chapters:
        path = Path(folder) / name
        old = json.loads(path.read_text(encoding="utf-8"))
        try:
            new = rewrite(old, questions)
        except ValueError as problem:
            raise ValueError(f"{name}: {problem}") from None
        if new != old:
            path.write_text(json.dumps(new, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
            changed.append(name)
    return changed
