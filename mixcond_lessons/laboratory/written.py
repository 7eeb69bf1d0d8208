"""Columns and remarks as instruments write them: EC-Lab, Gamry, CSV with decimal commas, tabs.

`recordings.load_recording` reads each of them.
"""
from datetime import datetime

# The meaning of a column: its heading in EC-Lab, name and unit in Gamry, heading in plain text, and by how
# much a number in SI units is multiplied in each of the three.
HEADINGS = {
    "time": (("time/s", 1), ("T", "s", 1), ("Time (s)", 1)),
    "voltage": (("Ewe/V", 1), ("Vf", "V", 1), ("Voltage (mV)", 1e3)),
    "current": (("<I>/mA", 1e3), ("Im", "A", 1), ("Current (mA)", 1e3)),
    "conductivity": (("conductivity/S/cm", 1e-2), ("Conductivity", "S/cm", 1e-2),
                     ("Conductivity (S/cm)", 1e-2)),
    "resistance": (("R/Ohm", 1), ("R", "ohm", 1), ("Resistance (Ohm)", 1)),
    "gate voltage": (("Vg/V", 1), ("Vg", "V", 1), ("V_G (V)", 1)),
    "drain voltage": (("Vd/V", 1), ("Vd", "V", 1), ("V_DS (V)", 1)),
    "drain current": (("Id/mA", 1e3), ("Id", "A", 1), ("I_D (A)", 1)),
    "gate current": (("Ig/mA", 1e3), ("Ig", "A", 1), ("I_G (A)", 1)),
    "temperature": (("temperature/K", 1), ("Temp", "K", 1), ("Temperature (K)", 1)),
}
MADE = "Made by the virtual laboratory of mixcond_lessons: computed, not measured"
EXTENSIONS = {"EC-Lab": ".mpt", "Gamry": ".DTA", "CSV": ".csv", "tabs": ".txt"}
FORMS = {"EC-Lab": "text of EC-Lab, .mpt", "Gamry": "text of Gamry, .DTA",
         "CSV": "semicolons and decimal commas, .csv", "tabs": "tabs, .txt"}


def written(form, columns, remarks, started):
    """Return the bytes of a file.

    form: one of FORMS; columns: {meaning: numbers in SI units}; remarks: {word: text} for the head; started:
    datetime. ValueError for a form or a column that is not known.
    """
    if form not in _WRITERS:
        raise ValueError(f"form = {form!r}: allowed is one of {', '.join(FORMS)}")
    unknown = [meaning for meaning in columns if meaning not in HEADINGS]
    if unknown:
        raise ValueError(f"columns = {', '.join(unknown)}: allowed is one of {', '.join(HEADINGS)}")
    return _WRITERS[form](columns, remarks, started)


def _table(columns, place, number):
    """(headings, rows of cells) in one of the three ways."""
    scales = [HEADINGS[meaning][place][-1] for meaning in columns]
    cells = [[number(scale * value) for value in values]
             for scale, values in zip(scales, columns.values(), strict=True)]
    return [HEADINGS[meaning][place] for meaning in columns], list(zip(*cells, strict=True))


def _ec_lab(columns, remarks, started):
    headings, rows = _table(columns, 0, "{:.7E}".format)
    head = [MADE, f"Acquisition started on : {started:%m/%d/%Y %H:%M:%S}",
            *(f"{word} : {text}" for word, text in remarks.items()), ""]
    lines = ["EC-Lab ASCII FILE", f"Nb header lines : {len(head) + 3}", *head,
             "\t".join(heading[0] for heading in headings), *("\t".join(row) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode("latin-1", "replace")


def _gamry(columns, remarks, started):
    headings, rows = _table(columns, 1, "{:.7E}".format)
    lines = ["EXPLAIN", "TAG\tCHRONOA", f"TITLE\tLABEL\t{MADE}\tTest &Identifier",
             f"DATE\tLABEL\t{started:%m/%d/%Y}\tDate", f"TIME\tLABEL\t{started:%H:%M:%S}\tTime",
             *(f"NOTE{number}\tLABEL\t{word}: {text}\tNotes"
               for number, (word, text) in enumerate(remarks.items(), 1)),
             f"CURVE\tTABLE\t{len(rows)}", "\tPt\t" + "\t".join(heading[0] for heading in headings),
             "\t#\t" + "\t".join(heading[1] for heading in headings),
             *(f"\t{number}\t" + "\t".join(row) for number, row in enumerate(rows))]
    return ("\r\n".join(lines) + "\r\n").encode("latin-1", "replace")


def _csv(columns, remarks, started):
    headings, rows = _table(columns, 2, "{:.7e}".format)
    lines = [f"# {MADE}", f"# Started: {started:%Y-%m-%d %H:%M:%S}",
             *(f"# {word}: {text}" for word, text in remarks.items()),
             ";".join(heading[0] for heading in headings),
             *(";".join(row).replace(".", ",") for row in rows)]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _tabs(columns, remarks, started):
    headings, rows = _table(columns, 2, "{:.8g}".format)
    lines = [MADE, f"Started: {started:%Y-%m-%d %H:%M:%S}",
             *(f"{word}: {text}" for word, text in remarks.items()),
             "\t".join(heading[0] for heading in headings), *("\t".join(row) for row in rows)]
    return ("\n".join(lines) + "\n").encode("utf-8")


_WRITERS = {"EC-Lab": _ec_lab, "Gamry": _gamry, "CSV": _csv, "tabs": _tabs}
BEGINNING = datetime(2025, 9, 1, 8, 0)  # the laboratory opens; lab hours count from here
