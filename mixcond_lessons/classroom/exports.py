"""What leaves a notebook as a page, as slides or on paper: of each panel its picture and its sentence.

Both functions are preprocessors of nbconvert. `nbconvert.json` names them; it is installed with the course.
The live form of a panel needs a kernel; on a page it would be blank, so it stays away. Other people's widgets
are left as they are.
"""
import copy

# How a prediction and a trainer tell what they are, where no picture is there.
OURS = ("Predict: ", "Log-axis trainer: ")
LIVE, PICTURE, SENTENCE = "application/vnd.jupyter.widget-view+json", "image/svg+xml", "text/plain"


def _replaced(notebook, kept):
    """The notebook with each live output replaced by some outputs with one of these kinds of data each."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        outputs = []
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            for kind in [one for one in kept if one in data] if _is_ours(data) else [None]:
                one = copy.deepcopy(output)
                if kind:
                    one.data = type(output.data)({kind: data[kind]})
                outputs.append(one)
        if "outputs" in cell:
            cell.outputs = outputs
    live = [output for cell in notebook.cells for output in cell.get("outputs", ())
            if LIVE in output.get("data", {})]
    if not live:
        notebook.metadata.pop("widgets", None)  # the state of what is no longer there
    return notebook


def _is_ours(data):
    """Whether a live output belongs to this course."""
    return LIVE in data and (PICTURE in data or str(data.get(SENTENCE, "")).startswith(OURS))


def pictures_and_sentences(notebook, resources):
    """For pages and slides: each panel as its picture, and its sentence below."""
    return _replaced(notebook, (PICTURE, SENTENCE)), resources


def sentences(notebook, resources):
    """For paper through LaTeX, which cannot take an SVG without a further program: the sentences alone."""
    return _replaced(notebook, (SENTENCE,)), resources
