"""What a page needs to judge an answer as `check` does: values, reaches, hints and factors of units, as data.

`judge.js` reads it. All that must be computed or looked up is computed here, so a page has no physics and no
grammar of units.
"""
from ..classroom import advice, quantity
from ..classroom.feedback import for_a_form

MOST_UNITS = 8
# Units that stand side by side in a box: what is used for the same thing.
_TOGETHER = [line.split(", ") for line in (
    "S/cm, S/m, mS/cm, mS/m, µS/cm, µS/m", "S, mS, µS, nS", "Ω, mΩ, kΩ, MΩ", "Ω cm², Ω m², mΩ cm², kΩ cm²",
    "s, ms, µs, min, h, d", "1/s, 1/ms, 1/min, 1/h", "Hz, kHz, MHz, mHz", "V, mV, µV",
    "eV, meV, keV, kJ/mol, J/mol, J", "kJ/mol, J/mol, eV, meV, kcal/mol", "J, mJ, µJ, nJ, kJ, Wh",
    "cm²/s, m²/s, mm²/s, µm²/s", "m²/s, cm²/s, mm²/s, µm²/s", "m², cm², mm², µm²",
    "m, cm, mm, µm, nm", "F, mF, µF, nF, pF", "C, mC, µC, nC, pC, fC", "A, mA, µA, nA",
    "A/cm², mA/cm², µA/cm², A/m²", "bar, mbar, Pa, kPa, atm", "°C, K", "%, ‰, ppm",
    "1/cm³, 1/m³, 1/mm³", "mol/m³, mol/L, mmol/L, mol/cm³", "cm²/(V s), m²/(V s)",
    "mol/cm²/s, mol/m²/s, µmol/cm²/s, mmol/m²/s", "mL/cm²/min, mL/cm²/s, L/m²/min, m³/m²/s")]
_NEUTRAL = ("", "%")


def as_data(question):
    """Return all that judge.js needs to judge one question, ready for JSON.

    `units`: first the one asked for, then others that may be chosen beside the box, each with `label`,
    `spellings` and what turns its numbers into the unit asked for: x * multiplier / divisor + offset. With
    `same_unit` converting is the task: the page shows the first alone, and the others are only understood.
    `values`: the answer, then the slips with their `hint`: `value`, its `reach`, and `rounded`, the number in
    two digits that counts as well (or null). `advice`: what is said of a number that is none of them.
    """
    data = {
        "key": question.key, "id": question.id, "kind": question.kind,
        "unit": quantity.unit_text(question.unit), "options": dict(question.options),
        "fraction": question.fraction, "same_unit": question.same_unit, "expected": question.expected(),
        "because": question.reason(), "in_full": question.in_full(), "hint": for_a_form(question.hint),
        "tries": question.enough, "values": list(_values(question)),
    }
    if question.kind == "choice":
        return data
    return data | {"units": units(question.unit), "base": quantity.base_unit_in(question.unit),
                   "advice": _advice(question)}


def units(unit):
    """Return the units that may stand beside the box of a question asked in `unit`, itself first."""
    asked = quantity.unit_text(unit)
    near = next((line for line in _TOGETHER if line[0] == asked),
                next((line for line in _TOGETHER if asked in line), [])) if asked else _NEUTRAL
    labels = [asked, *(label for label in near if label != asked)]
    return [_unit(label, unit) for label in labels[:MOST_UNITS]]


def _unit(label, unit):
    multiplier, divisor, offset = quantity.factors(label or "1", unit)
    return {"label": label, "multiplier": multiplier, "divisor": divisor, "offset": offset,
            "spellings": _spellings(label, unit, multiplier / divisor + offset)}


def _spellings(label, unit, wanted):
    """How the unit is often written: those of which `check` reads 1 as `wanted`, without having to
    interpret."""
    plain = label.translate(str.maketrans("²³", "23"))
    above, *rest = plain.replace("(", "").replace(")", "").split("/")
    below = " ".join(rest).split()
    raised = [f"{one.rstrip('23')}-{one[-1] if one[-1] in '23' else 1}" for one in below]
    written = {plain, "/".join([above, *below]), " ".join([above, *raised]).removeprefix("1 ")}
    written |= {f"{above}/({' '.join(below)})"} if len(below) > 1 else set()
    written |= {one.replace("Ω", name) for one in written for name in ("ohm", "Ohm")}
    read = {one: quantity.read(f"1 {one}", unit) for one in written if one}
    same = label == quantity.unit_text(unit)
    return sorted(one for one, reading in read.items()
                  if reading.value == wanted and not (same and reading.understood))


def _values(question):
    hints = [None, *(for_a_form(slip.hint) for slip in question.slips)]
    for place, (value, hint) in enumerate(zip(question.values, hints, strict=True)):
        data = {"value": value}
        if question.kind != "choice":
            data |= {"reach": question.reach(place), "rounded": None}
        if question.kind == "numeric":
            data["rounded"] = question.in_two_digits(place)
        yield data | ({"hint": hint} if place else {})


def _advice(question):
    """Sentences about a wrong number whose digits or size are right; `shortened`: the answer in fewer digits;
    `powers`: by how many powers of ten the number is off, where there is more to say than `power`."""
    answer = question.values[0]
    if question.kind != "numeric" or not answer:
        return None

    def say(value):
        return for_a_form(advice.on_sign_or_power(value, answer, question.unit, question.tolerance))
    said = {decades: say(float(f"{answer}e{decades}") if "e" not in f"{answer}" else answer * 10.0**decades)
            for decades in range(-30, 31) if decades}
    return {"sign": say(-answer), "close": say(answer), "power": said[30], "tolerance": question.tolerance,
            "shortened": sorted({float(f"{answer:.{digits}e}") for digits in range(12)}),
            "powers": {str(decades): text for decades, text in said.items() if text != said[30]}}
