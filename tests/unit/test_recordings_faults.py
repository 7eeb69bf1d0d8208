"""`load_recording`: a doubtful number is asked back, and a fault is named by line and column."""

import io

import pytest
from test_recordings import same, written

from mixcond_lessons import load_recording


@pytest.mark.parametrize(
    "text",
    [
        "a;b\n1,234;2,345\n1,235;2,346\n",
        "1,234\t5\n2,345\t6\n",
        "1,5\n2,7\n",
        "1,234\n2,345\n",
        "a;b\n1.234;1,234\n1.235;1,235\n",
    ],
)
def test_a_doubtful_comma_is_asked_back(text):
    with pytest.raises(ValueError, match='decimal="'):
        load_recording(text.encode())
    load_recording(text.encode(), decimal=",")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a;b\n1,234;2,5\n1,235;2,6\n", [1.234, 1.235]),
        ("a;b\n1,234;2.5\n1,235;2.6\n", [1234, 1235]),
        ("a;b\n1,234.5;2\n1,235.5;2\n", [1234.5, 1235.5]),
        ("a;b\n1.234,5;2\n1.235;2\n", [1234.5, 1235]),
        ("a;b\n1,234,567;2\n1,234;2\n", [1234567, 1234]),
        ("a;b\n1'234.5;2\n1'235.5;2\n", [1234.5, 1235.5]),
        ("a;b\n1 234,5;2\n1 235,5;2\n", [1234.5, 1235.5]),
        ("a;b\n0,123;2\n1,235;2\n", [0.123, 1.235]),
        ("a;b\n1,234E+02;2\n1,235E+02;2\n", [123.4, 123.5]),
        ("a;b\n1.5D-03;2\n2.5D-03;2\n", [1.5e-3, 2.5e-3]),
        ("a;b\n−1.5;2\n+2.5;2\n", [-1.5, 2.5]),
        ('a,b\n"1,234.5",2\n"1,235.5",2\n', [1234.5, 1235.5]),
        ("a,b\n1,5\n2,7\n", [1, 2]),
        ("a\n1,5\n2,75\n", None),
    ],
)
def test_the_whole_file_decides(text, numbers):
    if numbers is None:
        with pytest.raises(ValueError, match="decimal comma"):
            load_recording(text.encode())
        assert list(load_recording(text.encode(), decimal=",")["a"]) == [1.5, 2.75]
    else:
        assert list(load_recording(text.encode())["a"]) == numbers


def test_two_decimal_marks_in_one_file():
    with pytest.raises(ValueError, match="line 2, column 1: “1,5”, but line 3, column 1: “2.75”"):
        load_recording(b"a;b\n1,5;1\n2.75;2\n")


def test_commas_inside_and_between():
    with pytest.raises(ValueError, match="4 numbers under 2 names"):
        load_recording(b"time/s,I/mA\n1,5,2,5\n2,5,3,5\n")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("12,3,4\t5", "line 4, column 1: “12,3,4” is no number"),
        ("1.2.3\t5", "line 4, column 1: “1.2.3” is no number"),
        ("2\tabc", "line 4, column 2: “abc” is no number"),
        ("2\t1e", "line 4, column 2: “1e” is no number"),
        ("2", "line 4 has 1 number where the table has 2"),
        ("2\t3\t4", "line 4 has 3 numbers where the table has 2"),
        ("2\t1,5", "line 4, column 2: “1,5”, but line 2, column 1"),
        ("x2\t3", "line 4, column 1: “x2” is no number"),
    ],
)
def test_a_malformed_line_is_named(row, said):
    with pytest.raises(ValueError) as problem:
        load_recording(f"time/s\tI/mA\n0.25\t0.5\n1.5\t1.5\n{row}\n3.5\t3.5\n4.5\t4.5\n".encode())
    assert said in str(problem.value)
    assert problem.value.__cause__ is None and "loadtxt" not in str(problem.value)


def test_a_cut_last_line_is_left_out_and_said():
    recording = load_recording(b"time/s\tI/mA\tE/V\n1\t2\t3\n2\t3\t4\n3\t4")
    assert recording.rows == 2 and "cut off" in recording.notes[0]


def test_several_tables():
    text = "V_D\tI_D\n0\t1\n1\t2\nnext\nV_D\tI_D\n0\t3\n1\t4\n2\t5\n"
    recording = load_recording(text.encode())
    assert recording.rows == 3 and "2 tables" in recording.notes[0]
    assert list(load_recording(text.encode(), table=1)["I_D"]) == [1, 2]
    with pytest.raises(ValueError, match="table = 3"):
        load_recording(text.encode(), table=3)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\n \n", "is empty"),
        (b"PK\x03\x04abc", "xlsx"),
        (b"BIO-LOGIC MODULAR FILE\x1a", "mpr.*Export as Text"),
        (b"%PDF-1.4", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\x00\x01\x02\x03\x80", "no text"),
        (b"only words\nhere\n", "no table"),
        (b"\x1f\x8b\x08", "Unpack"),
    ],
)
def test_what_is_no_text_is_named(content, said):
    with pytest.raises(ValueError, match=said):
        load_recording(content)


def test_paths(tmp_path):
    (tmp_path / "transfer.txt").write_text(written())
    same((tmp_path / "transfer.txt").read_bytes())
    assert load_recording(str(tmp_path / "transfer.txt")).name == "transfer.txt"
    for wrong, said in (
        (tmp_path, "is a folder.*transfer.txt"),
        (tmp_path / "transfr.txt", "Did you mean “transfer.txt”"),
    ):
        with pytest.raises(ValueError, match=said):
            load_recording(wrong)
        with pytest.raises(FileNotFoundError):
            load_recording(wrong)
    upload = {"name": "a.txt", "content": memoryview(written().encode())}
    assert load_recording(upload).name == "a.txt" and load_recording((upload,)).name == "a.txt"
    assert load_recording(io.BytesIO(written().encode())).rows == 4
    assert load_recording(io.StringIO(written())).rows == 4
    with pytest.raises(ValueError, match="a path, bytes or an open file"):
        load_recording(5)


def test_a_long_file_is_thinned_and_says_so(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("time/s\tI/mA\n" + "".join(f"{n}\t{n % 7}\n" for n in range(60000)))
    whole, thin = load_recording(path), load_recording(path, most_rows=5000)
    assert len(whole) == whole.rows == thin.rows == 60000 and len(thin) <= 6000
    assert f"every {thin.every}th" in repr(thin) and list(thin["time/s"]) == list(range(0, 60000, thin.every))


def test_two_columns_of_one_meaning_are_asked_back():
    recording = load_recording(b"time/s\tElapsed Time (s)\tI/mA\n1\t2\t3\n2\t3\t4\n")
    with pytest.raises(ValueError, match="2 columns that can be the time"):
        recording.column("time")
    assert list(recording.column("Elapsed Time (s)")) == [2, 3]


def test_how_it_looks():
    recording = load_recording(b"V_G\tI_DS (A)\t-Im(Z)/Ohm\n1\t2\t3\n2\t3\t4\n")
    for text in (repr(recording), recording._repr_html_()):
        assert (
            "gate voltage" in text
            and "minus imaginary part" in text
            and "no unit is written, taken as V" in text
        )
