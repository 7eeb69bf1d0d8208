"""`load_recording`: many forms of the same numbers."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixcond_lessons import load_recording
from mixcond_lessons.recordings import made_recordings

TIME, CURRENT = np.array([0.5, 1.0, 1.5, 2.25]), np.array([1.5, 0.25, -0.125, 12.0])
HEADS = ("time/s", "I/mA")


def written(separator="\t", decimal=".", heads=HEADS, above="", below="", end="\n", form="{:.6E}"):
    """The two columns as a text."""
    rows = [
        separator.join(form.format(value).replace(".", decimal) for value in row)
        for row in zip(TIME, CURRENT, strict=True)
    ]
    lines = [*above.splitlines(), *([separator.join(heads)] if heads else []), *rows, *below.splitlines()]
    return end.join(lines) + end


def same(text, encoding="utf-8", **wishes):
    recording = load_recording(text if isinstance(text, bytes) else text.encode(encoding), **wishes)
    assert np.allclose(recording.column("time"), TIME, rtol=1e-6, atol=0)
    assert np.allclose(recording.column("current"), CURRENT * 1e-3, rtol=1e-6, atol=0)
    return recording


@pytest.mark.parametrize("separator", ["\t", ";", ",", " ", "   ", "; ", ", ", " ; "])
@pytest.mark.parametrize("form", ["{:.6E}", "{:.6f}", "{:g}", '"{:.4f}"', " {:.3e} "])
def test_separators(separator, form):
    same(written(separator, form=form))


@pytest.mark.parametrize("separator", ["\t", ";", "  "])
@pytest.mark.parametrize("form", ["{:.6E}", "{:.7f}", '"{:.4f}"', "{:g}"])
def test_decimal_commas(separator, form):
    assert same(written(separator, ",", form=form)).notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding, end):
    head = "Probe: Gröger, 20 °C, 5 µm\nDauer = 3 s\n"
    recording = same(written(above=head, end=end).encode(encoding))
    assert recording.remarks[0].startswith("Probe: Gröger, 20 °C, 5 µm")
    assert recording.settings["Dauer"] == "3 s"


@pytest.mark.parametrize(
    ("time", "current"),
    [
        ("Time (s)", "Current (mA)"),
        ("T(s)", "I [mA]"),
        ("t / s", "<I>/mA"),
        ("time_s", "I_mA"),
        ("Time, s", "I, mA"),
        ("Elapsed Time (sec)", "current in mA"),
        ("Zeit/s", "Strom/mA"),
        ("TIME (S)", "CURRENT (mA)"),
        ("t,s", "i (mA)"),
    ],
)
def test_names_in_whatever_spelling(time, current):
    if time == "TIME (S)":  # a siemens is no second: asked back
        with pytest.raises(ValueError, match="time"):
            same(written(heads=(time, current)))
    else:
        same(written(heads=(time, current)))


def test_other_units_become_si():
    text = written(heads=("T(ms)", "I/µA"))
    recording = load_recording(text.encode())
    assert np.allclose(recording.column("time"), TIME * 1e-3)
    assert np.allclose(recording.column("current"), CURRENT * 1e-6)
    assert recording.units == {"T(ms)": "ms", "I/µA": "µA"} and recording.unit("time") == "s"
    hours = load_recording(written(heads=("t (h)", "T (°C)")).encode())
    assert np.allclose(hours.column("temperature"), CURRENT + 273.15)
    assert np.allclose(hours.column("time"), TIME * 3600)


@pytest.mark.parametrize(
    ("heading", "meaning", "unit", "sign"),
    [
        ("Re(Z)/Ohm", "real part", "ohm", 1),
        ("-Im(Z)/Ohm", "imaginary part", "ohm", -1),
        ("Zreal (ohm)", "real part", "ohm", 1),
        ("Zimag (ohm)", "imaginary part", "ohm", 1),
        ("-Z'' (Ω)", "imaginary part", "ohm", -1),
        ("Z'(a)", "real part", "ohm", 1),
        ("Z''(b)", "imaginary part", "ohm", 1),
        ('Z"/ohm', "imaginary part", "ohm", 1),
        ("freq/Hz", "frequency", "Hz", 1),
        ("Frequency (Hz)", "frequency", "Hz", 1),
        ("Freq(Hz)", "frequency", "Hz", 1),
        ("|Z|/Ohm", "modulus", "ohm", 1),
        ("Phase(Z)/deg", "phase", "rad", 1),
        ("-Phase (°)", "phase", "rad", -1),
        ("<Ewe>/V", "voltage", "V", 1),
        ("Ewe/V", "voltage", "V", 1),
        ("WE(1).Potential (V)", "voltage", "V", 1),
        ("E (V vs. Ref.)", "voltage", "V", 1),
        ("WE(1).Current (A)", "current", "A", 1),
        ("Im (A)", "current", "A", 1),
        ("V_G", "gate voltage", "V", 1),
        ("VGS (V)", "gate voltage", "V", 1),
        ("IDS (A)", "drain current", "A", 1),
        ("Drain Current (A)", "drain current", "A", 1),
        ("I_G (A)", "gate current", "A", 1),
        ("V_DS", "drain voltage", "V", 1),
        ("σ (S/cm)", "conductivity", "S/m", 1),
        ("Conductivity (S/cm)", "conductivity", "S/m", 1),
        ("R/Ohm", "resistance", "ohm", 1),
        ("T (K)", "temperature", "K", 1),
        ("Temperature/°C", "temperature", "K", 1),
        ("T/C", "temperature", "K", 1),
        ("-Zimag (kOhm)", "imaginary part", "ohm", -1),
        ("I_DS Error (A)", "", "A", 1),
        ("Idc (A)", "", "A", 1),
        ("Re(Z) / mΩ", "real part", "ohm", 1),
        ("ReZ (MOhm)", "real part", "ohm", 1),
        ("f (mHz)", "frequency", "Hz", 1),
        ("f (MHz)", "frequency", "Hz", 1),
    ],
)
def test_meanings(heading, meaning, unit, sign):
    from mixcond_lessons.recordings.meanings import column

    found = column(heading)
    assert (found.meaning, found.si, found.sign) == (meaning, unit, sign)
    size = {"mΩ": 1e-3, "MOhm": 1e6, "kOhm": 1e3, "mHz": 1e-3, "MHz": 1e6, "S/cm": 100.0}
    assert (
        not found.unit
        or found.factor
        == pytest.approx(next((factor for name, factor in size.items() if name in heading), 1.0))
        or unit in ("rad", "K")
    )


def test_the_sign_of_the_imaginary_part():
    for head, sign in (("-Im(Z)/Ohm", -1), ("Im(Z)/Ohm", 1), ("−Z'' (ohm)", -1)):
        recording = load_recording(f"freq/Hz\tRe(Z)/Ohm\t{head}\n10\t1\t2\n1\t3\t4\n".encode())
        assert list(recording.column("imaginary part")) == [sign * 2, sign * 4]
        assert list(recording[head]) == [2, 4]  # by its name, as written
    polar = load_recording(b"f/Hz,|Z|/Ohm,Phase/deg\n10,2,-90\n1,2,0\n")
    assert np.allclose(polar.column("real part"), [0, 2]) and np.allclose(
        polar.column("imaginary part"), [-2, 0]
    )
    turned = load_recording(b"f/Hz,|Z|/Ohm,-Phase/deg\n10,2,90\n1,2,0\n")
    assert np.allclose(turned.column("imaginary part"), [-2, 0])
    assert load_recording(b"omega (rad/s), Z', Z''\n6.283185307179586, 1, -1\n12.5, 1, -2\n").column(
        "frequency"
    )[0] == pytest.approx(1)


EC_LAB = (
    "EC-Lab ASCII FILE\r\nNb header lines : 6   \r\n\r\nChronoamperometry\r\n"
    "Ewe ctrl range : min = -10,00 V\r\n"
    "time/s\tEwe/V\tI/mA\t\r\n"
)
GAMRY = (
    "EXPLAIN\nTAG\tCHRONOA\nTITLE\tLABEL\tx\tTest\nAREA\tQUANT\t1.0\tArea (cm^2)\n"
    "OCVCURVE\tTABLE\t3\n\tPt\tT\tVf\n"
    "\t#\ts\tV vs. Ref.\n\t0\t0\t1\n\t1\t1\t1\n\t2\t2\t1\n\t3\t3\t1\n\t4\t4\t1\n"
    "CURVE\tTABLE\n\tPt\tT\tVf\tIm\n\t#\ts\tV\tA\n"
)


def test_ec_lab():
    rows = "".join(f"{t:.7E}\t1.0E+000\t{i:.7E}\r\n" for t, i in zip(TIME, CURRENT, strict=True))
    assert same(EC_LAB + rows).form == "EC-Lab text"
    same((EC_LAB + rows.replace(".", ",")).encode("latin-1"))


@pytest.mark.parametrize("mark", [".", ","])
def test_gamry(mark):
    rows = "".join(
        f"\t{n}\t{t}\t0.5\t{i * 1e-3:.6E}\n" for n, (t, i) in enumerate(zip(TIME, CURRENT, strict=True))
    )
    text = (GAMRY + rows + "EXPERIMENTABORTED\tTOGGLE\tF\tAborted\n").replace("\t0.5\t", f"\t0{mark}5\t")
    text = text if mark == "." else text.replace(rows, rows.replace(".", ","))
    recording = same(GAMRY + rows.replace(".", mark))
    assert recording.form == "Gamry DTA" and "OCVCURVE" in recording.notes[0]
    assert load_recording(text.encode(), table="OCVCURVE").rows == 5
    with pytest.raises(ValueError, match="no table 'ZCURVE'"):
        load_recording(text.encode(), table="ZCURVE")


def test_gamry_with_a_tab_at_each_end_keeps_names_over_their_columns():
    text = (
        "EXPLAIN\nTAG\tEISPOT\nZCURVE\tTABLE\n\tPt\tTime\tFreq\tZreal\tZimag\n\t#\ts\tHz\tohm\tohm\n"
        "\t0\t1\t1E+5\t200\t-30\t\n\t1\t2\t1E+4\t300\t-40\t\n"
    )
    recording = load_recording(text.encode())
    assert list(recording.column("frequency")) == [1e5, 1e4] and list(recording.column("imaginary part")) == [
        -30,
        -40,
    ]


def test_zview_chi_and_autolab():
    zview = (
        '"ZPLOT2 ASCII","2.80"\n"a file"\n'
        '  Freq(Hz)        Ampl  Bias  Time(Sec)  Z\'(a)  Z\'\'(b)  GD  Err  Range\n'
        "End Comments\n 1.0E+06, 0, 0, 1, 50.5, -3.5, 0, 0, 1\n 1.0E+05, 0, 0, 2, 60.5, -4.5, 0, 0, 1\n"
    )
    recording = load_recording(zview.encode())
    assert list(recording.column("real part")) == [50.5, 60.5] and recording.form == "ZView text"
    chi = (
        "Mar. 1, 2024\nA.C. Impedance\nInit E (V) = 0.2\nFreq/Hz, Z'/ohm, Z\"/ohm, Z/ohm, Phase/deg\n\n"
        "8.252e+4, 1.079e+2, -2.715e+0, 1.080e+2, -1.4\n6.812e+4, 1.077e+2, -3.172e+0, 1.078e+2, -1.7\n"
    )
    assert list(load_recording(chi.encode()).column("imaginary part")) == [-2.715, -3.172]
    autolab = "Index;Frequency (Hz);Z' (Ω);-Z'' (Ω);Z (Ω);-Phase (°);Time (s)\n"
    autolab += "1;100000;100,5;2,5;1;2;3\n2;79000;101,5;3,5;1;2;4\n"
    assert list(load_recording(autolab.encode()).column("imaginary part")) == [-2.5, -3.5]


def test_sep_line_units_line_quotes_and_comments():
    same("sep=;\n" + written(";", ","))
    same(written(heads=("time", "I"), above="").replace("time\tI\n", "time\tI\n(s)\t(mA)\n"))
    same(written(heads=('"time"', '"I"')).replace('"I"\n', '"I"\n"s"\t"mA"\n'))
    for sign in ("#", "%", "//", "# "):
        same(f"{sign} made by hand\n{sign} time/s\tI/mA\n" + written(heads=()))
    same(written(below="V_DS =\t-0.6\nNumber of Averages =\t5\nWidth/um =\t400"))
    same(written(below="# stopped by the user"))
    assert same(written(below="V_DS =\t-0.6")).setting("vds", "V") == -0.6
    assert same(written(below="Width/um =\t400")).setting("width", "m") == pytest.approx(4e-4)


def test_missing_values_are_no_numbers():
    for word in ("", "NaN", "nan", "OVLD", "---", "n/a", "#N/A", "1.#QNAN", "9.91E+37", "Inf"):
        recording = load_recording(f"time/s\tI/mA\n1\t2\n2\t{word}\n3\t4\n".encode())
        assert np.isnan(recording.column("current")[1]) and recording.column("time")[1] == 2, word


def test_words_in_a_column_are_kept_aside():
    recording = load_recording(b"clock,time/s,I/mA,range\n12:30:05,0.5,1.5,auto\n12:30:06,1.5,2.5,10 mA\n")
    assert recording.texts == {"clock": ("12:30:05", "12:30:06"), "range": ("auto", "10 mA")}
    assert list(recording.column("current")) == [1.5e-3, 2.5e-3]


def test_without_names():
    plain = written(heads=())
    recording = load_recording(plain.encode())
    assert list(recording.columns) == ["column 1", "column 2"]
    with pytest.raises(ValueError, match="no column for the time.*names"):
        recording.column("time")
    same(plain, names=("time/s", "current/mA"))
    same(plain, names=("time", "current"), units=("s", "mA"))
    same(plain, names=("time", "current"), units={"current": "mA"})
    with pytest.raises(ValueError, match="3 are given, but there are 2 columns"):
        load_recording(plain.encode(), names=("a", "b", "c"))
    with pytest.raises(ValueError, match="no unit that I know"):
        load_recording(plain.encode(), names=("a", "b"), units=("s", "furlong"))


NUMBERS = st.lists(
    st.tuples(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12), st.floats(0, 1)), min_size=3, max_size=30
)


@given(
    NUMBERS,
    st.sampled_from(["\t", ";", ",", "  "]),
    st.sampled_from([".", ","]),
    st.sampled_from(["utf-8", "utf-16", "latin-1"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_read_back(rows, separator, decimal, encoding, end, trailing, remark):
    if separator == "," and decimal == ",":
        decimal = "."
    lines = [
        separator.join(f"{value!r}".replace(".", decimal) for value in row) + separator.strip() * trailing
        for row in rows
    ]
    text = end.join([*(["Probe: 7 µm"] if remark else []), separator.join(("t/s", "E/V", "x")), *lines]) + end
    recording = load_recording(text.encode(encoding))
    assert np.array_equal(np.column_stack([recording[name] for name in ("t/s", "E/V", "x")]), np.array(rows))


@given(st.binary(max_size=400))
def test_any_bytes_give_numbers_or_a_sentence(content):
    try:
        load_recording(content)
    except ValueError as problem:
        assert len(str(problem)) > 20


@given(st.text("0123456789.,;-eE \t\nab", max_size=80))
def test_any_text_gives_numbers_or_a_sentence(text):
    try:
        load_recording(text.encode())
    except ValueError as problem:
        assert len(str(problem)) > 20


def test_others_do_not_pay_for_it():
    code = "import sys, mixcond_lessons.chapters.conductivity; "
    code += "print('mixcond_lessons.recordings' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "False"
    )


def test_the_made_recordings_can_be_loaded_and_say_that_they_are_made():
    for path in made_recordings().values():
        recording = load_recording(path)
        assert recording.rows > 20 and path.stat().st_size < 12_000
        assert "made" in " ".join(recording.remarks).lower(), path.name
