"""From a path, bytes or an open file to lines of text, a block at a time: encodings, and files that are no
text."""
import difflib
import io
from pathlib import Path

BLOCK = 1 << 20  # characters read at once: about 20 000 lines
HEAD = 1 << 16  # bytes from which encoding and kind are told
EC_LAB = "In EC-Lab choose Experiment, Export as Text, and load the .mpt or .txt file"
SPREADSHEET = "In the spreadsheet choose Save as, and the kind CSV or Text (tab delimited)"
NO_TEXT = (
    (b"BIO-LOGIC MODULAR FILE", "an EC-Lab file of the kind .mpr", EC_LAB),
    (b"PK\x03\x04", "a packed file (.xlsx, .ods and .zip are such)", SPREADSHEET + ", or unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.xls)", SPREADSHEET),
    (b"%PDF", "a PDF", "Export the numbers as text from the program that measured them"),
    (b"\x89PNG", "a picture (PNG)", "A picture holds no numbers: export them as text"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "A picture holds no numbers: export them as text"),
    (b"GIF8", "a picture (GIF)", "A picture holds no numbers: export them as text"),
    (b"II*\x00", "a picture (TIFF)", "A picture holds no numbers: export them as text"),
    (b"MM\x00*", "a picture (TIFF)", "A picture holds no numbers: export them as text"),
    (b"\x1f\x8b", "a packed file (.gz)", "Unpack it first"),
    (b"7z\xbc\xaf", "a packed file (.7z)", "Unpack it first"),
    (b"Rar!", "a packed file (.rar)", "Unpack it first"),
    (b"\x89HDF", "an HDF5 file", "Write its table as CSV first"),
    (b"MATLAB 5.0", "a MATLAB file (.mat)", "In MATLAB use writetable or writematrix to make a CSV file"),
    (b"\x93NUMPY", "a file of numpy (.npy)", "Load it by numpy.load and write it by numpy.savetxt"),
    (b"SQLite", "a database", "Write its table as CSV first"),
    (b"CPY", "a project of Origin", "In Origin export the worksheet as ASCII"),
)


class NotFound(ValueError, FileNotFoundError):
    """There is no file at this path: a ValueError with a sentence, and a FileNotFoundError."""

    __str__ = ValueError.__str__


class Source:
    """A recording's bytes: `name`, `size` in bytes, `encoding`, and `blocks()` of lines with their numbers.

    ValueError for what is missing, empty, a folder, or no text; the sentence says what to do.
    """

    def __init__(self, file, encoding=None):
        self.name, self._open, self.size = _opened(file)
        with self._open() as raw:
            head = raw.read(HEAD)
        _refuse_what_is_no_text(self.name, head)
        self.encoding = encoding or _encoding(head, complete=self.size <= HEAD)

    def blocks(self):
        """Yield (number of the first line, lines), the numbers counted from 1."""
        with self._open() as raw:
            text = io.TextIOWrapper(raw, encoding=self.encoding, errors="replace", newline=None)
            first, rest = 1, ""
            while piece := text.read(BLOCK):
                lines = (rest + piece).split("\n")
                rest = lines.pop()
                if lines:
                    yield first, lines
                first += len(lines)
            if rest:
                yield first, [rest]


def _opened(file):
    """(name, function that opens it anew, size in bytes) of a path, bytes, or an open or uploaded file."""
    if isinstance(file, (tuple, list)) and len(file) == 1:  # what an upload of one file holds
        file = file[0]
    if isinstance(file, dict) and "content" in file:  # an upload of ipywidgets
        file = io.BytesIO(bytes(file["content"])) if "name" not in file else _named(file)
    if isinstance(file, (bytes, bytearray, memoryview)):
        return "bytes", lambda: io.BytesIO(bytes(file)), len(file)
    if hasattr(file, "read"):
        content = file.read()
        content = content.encode() if isinstance(content, str) else bytes(content)
        return str(getattr(file, "name", "an open file")), lambda: io.BytesIO(content), len(content)
    if not isinstance(file, (str, Path)):
        raise ValueError(f"file: a path, bytes or an open file is expected, not {type(file).__name__}")
    if isinstance(file, str) and ("\n" in file or "\r" in file):
        raise ValueError("file: this is text, not the name of a file; to read text, write text.encode()")
    return _on_disk(Path(file).expanduser())


def _named(upload):
    content = io.BytesIO(bytes(upload["content"]))
    content.name = upload["name"]
    return content


def _on_disk(path):
    if path.is_dir():
        inside = sorted(one.name for one in path.iterdir() if one.is_file())[:5]
        raise NotFound(f"“{path}” is a folder: give the name of a file in it"
                       + (f", such as “{inside[0]}”." if inside else "; it is empty."))
    if not path.exists():
        there = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
        alike = difflib.get_close_matches(path.name, there, 1)
        where = f"in the folder “{path.parent.resolve()}”" if there else "here"
        raise NotFound(f"There is no file “{path.name}” {where}."
                       + (f" Did you mean “{alike[0]}”?" if alike else ""))
    return path.name, lambda: path.open("rb"), path.stat().st_size


def _refuse_what_is_no_text(name, head):
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ValueError(f"“{name}” is empty: it has no line with a number in it.")
    for start, kind, advice in NO_TEXT:
        if head.startswith(start):
            raise ValueError(f"“{name}” is {kind}, not text. {advice}.")
    if b"\x00" in head and not _wide(head):
        raise ValueError(f"“{name}” is no text: it holds bytes that no text has. Export it as text or CSV "
                         f"from the program that wrote it.")


def _wide(head):
    """The encoding of a text with two bytes a character, or nothing."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    pairs = max(len(head) // 2, 1)
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if head[start::2].count(0) > 0.7 * pairs and head[1 - start::2].count(0) < 0.1 * pairs:
            return encoding
    return ""


def _encoding(head, complete):
    if _wide(head):
        return _wide(head)
    try:
        # A character may be cut in two at the end of the head.
        (head if complete else head[:head.rfind(b"\n") + 1] or head[:-4]).decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if _decodes(head, "cp1252") else "latin-1"
    return "utf-8-sig"


def _decodes(head, encoding):
    try:
        head.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
