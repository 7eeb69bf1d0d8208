"""Defect reactions as people spell them: look-alikes, TeX, numbers, words for nothing, our own lessons."""

import json
import re
import tomllib

import pytest
from checkout import ROOT

from mixcond_lessons.physics.defect_notation import UnreadableReaction, read_reaction
from mixcond_lessons.physics.defect_signs import fold
from mixcond_lessons.physics.reaction_balance import check_reaction, reaction_species

OXYGEN = "1/2 O2 + V_O.. -> O_O^x + 2 h."
BACK = "O_O^x -> 1/2 O2 + V_O.. + 2 e'"
PAIR = "e' + h. -> nil"
WATER = "H2O + V_O.. + O_O^x -> 2 OH_O."
CLUSTER = "Gd_Ce' + V_O.. -> (Gd_Ce V_O)."
SPELLINGS = {
    OXYGEN: [
        # stars and other signs for dots
        "1/2 O2 + V_O** -> O_O^x + 2 h*",
        "1/2 O2 + V_O^{**} -> O_O^x + 2h^{*}",
        "1/2 O2 + V_O^** = O_O^x + 2 h^*",
        "1/2 O2 + V_O∗∗ -> O_O^x + 2 h⁎",
        "½ O₂ + V_O‥ → O_O^x + 2 h·",
        "½ O₂ + V_O°° → O_O^x + 2 h°",
        "½ O₂ + V_O⋅⋅ ⇄ O_O^x + 2 h●",
        "½ O₂ + V_O^¨ ⟷ O_O^x + 2 h˙",
        # the mark before the site, and every case
        "1/2 O2 + V^{..}_O -> O^x_O + 2 h.",
        "1/2 O2 + V••_O = Oˣ_O + 2h•",
        "1/2 O2 + V^{••}_{O} = O^{×}_{O} + 2h•",
        "1/2 O2 + v_O.. -> O_O^X + 2h.",
        "1/2 O2 + vO.. -> OOx + 2h.",
        "1/2 O2 + v_O^{..} -> o_o^x + 2h.",
        "1/2 o2 + V_o.. -> O_o^x + 2h.",
        "1/2 O2 + Va_..O -> 1Ox_O + 2h.",
        # TeX
        r"\tfrac12\mathrm{O_2(g)} + \mathrm V_{\mathrm O}^{\bullet\bullet} \rightleftharpoons "
        r"\mathrm{O_O^x} + 2h^\bullet",
        r"$\frac{1}{2}\,\text{O}_2 + \text{V}_\text{O}^{\cdot\cdot} \longrightarrow "
        r"\text{O}_\text{O}^{\times} + 2\,\text{h}^{\cdot}$",
        r"\ce{1/2 O2 + V_O^{..} -> O_O^{x} + 2 h^.}",
        r"\ce{1/2 O2(g) + V_O^{**} <=> O_O^{x} + 2 h^{*}}",
        r"\dfrac{1}{2} O_2 \left(g\right) + V_O^{\bullet \bullet} \to O_O^\times + 2 \; h^\bullet.",
        r"\[ \frac 1 2 O_2 + V_{O}^{\ast\ast} \Leftrightarrow O_{O}^{\rm x} + 2 \cdot h^{\ast} \]",
        r"\begin{equation} {1\over 2} O_2 + V_O^{\bullet\bullet} \xrightarrow{\Delta} O_O^x + "
        r"2 h^\bullet \end{equation}",
        "½O<sub>2</sub> + V<sub>O</sub><sup>••</sup> → O<sub>O</sub><sup>×</sup> + 2h<sup>•</sup>",
        # numbers
        "(1/2) O2 + V_O.. -> O_O^x + 2·h.",
        "(1/2)O2(g) + V_O.. -> O_O^x + 2×h.",
        ".5 O2 + V_O.. -> O_O^x + 2 x h.",
        "0,5 O2 + V_O.. -> O_O^x + 2(h.)",
        "1⁄2 O2 + V_O.. -> O_O^x + 2*h.",
        "1∕2 O2 (gas) + V_O.. -> O_O^x + 2.0 h.",
        "½O2 + 1 V_O.. -> 1·O_O^x + 2 [h.]",
        # charges by number, where nothing else can be meant
        "1/2 O2 + V_O^{2+} -> O_O^0 + 2 h^+",
        "1/2 O2 + V_O²⁺ = O_O^x + 2h⁺",
        "1/2 O2 + V_O^2+ = O_O^{0} + 2h+",
        "1/2 O2 + V_O^{++} = O_O^x + 2 h^{+}",
        "1/2 O2 + V_O2. = O_O^x + 2 h.",
        # look-alikes, quotes, stops
        "1/2 О2 + V_О.. -> О_О^х + 2 h.",
        "1/2 Ο2 + V_Ο.. -> Ο_Ο^χ + 2 h.",
        "１／２ Ｏ２ ＋ Ｖ＿Ｏ．． －＞ Ｏ＿Ｏ＾ｘ ＋ ２ ｈ．",
        "1/2 O2 + V_0.. -> O_0^x + 2 h.",
        '"1/2 O2 + V_O.. -> O_O^x + 2 h."',
        "“1/2 O2 + V_O.. -> O_O^x + 2 h.”;",
        "`1/2 O2 + V_O.. -> O_O^x + 2 h.`",
        "«1/2 O2 + V_O.. -> O_O^x + 2 h.»,",
        "1/2 O2 + V_O.. -> O_O^x + 2 h..",
        "1/2 O2+V_O..->O_O^x+2h.;",
        "1/2 O2(g)+V_O..<=>O_O^x+2 h.",
        "2 h. + O_O^x <- 1/2 O2 + V_O..",
        "1/2 O2 ↑ + V_O.. <=>> O_O^x + 2 h.",
    ],
    BACK: [
        "O_O^x -> 1/2 O2 + V_O.. + 2 e-",
        "O_O^x → ½O₂ + V_O•• + 2e⁻",
        "O_O^x → ½O₂ + V_O•• + 2 e^{-}",
        "'O_O^x -> 1/2 O2 + V_O.. + 2 e''",
        "O_O^x -> V_O.. + 2 e' + 1/2 O2.",
        "O_O^x -> 1/2 O2 + V_O.. + 2 E'",
        "O_O^x -> 1/2 O2 + V_O.. + 2 e’",
        r"\mathrm{O_O^x} \rightleftharpoons \tfrac12\mathrm{O_2(g)} + \mathrm V_{\mathrm "
        r"O}^{\bullet\bullet} + 2e'",
        r"O_O^\times \leftrightarrow \frac12 O_2 + V_O^{\bullet\bullet} + 2 e^\prime",
    ],
    PAIR: [
        *(
            f"e' + h. -> {word}"
            for word in (
                "Nil",
                "NIL",
                "null",
                "Null",
                "0",
                "∅",
                "Ø",
                "ø",
                "⌀",
                r"\emptyset",
                r"\varnothing",
                "none",
                "nothing",
                "",
                "nil.",
                "Nothing;",
            )
        ),
        "h. + e' = nil",
    ],
    WATER: [
        "H2O(g) + V_O.. + O_O^x -> 2 (OH)_O.",
        "H2O + V_O.. + O_O^x -> 2OHO.",
        "H₂O + V_O•• + O_O× ⇌ 2 OH_O•",
        "H2O + V_O.. + O_O^x -> 2 OH_O^+",
        r"\ce{H2O + V_O^{..} + O_O^x <=> 2 OH_O^{.}}",
        r"H_2O + V_O^{\bullet\bullet} + O_O^\times \to 2(OH)_O^\bullet",
        "H2O + V_O.. + O_O^x -> 2 OH^._O",
    ],
    CLUSTER: [
        r"\mathrm{Gd_{Ce}'} + \mathrm V_{\mathrm O}^{\bullet\bullet} \rightleftharpoons "
        r"(\mathrm{Gd_{Ce}V_O})^\bullet",
        "Gd'_Ce + V_O.. -> [Gd_Ce V_O]^.",
        "Gd_{Ce}' + V_O.. -> {Gd_Ce-V_O}^.",
        "Gd_Ce' + V_O.. -> (Gd_Ce' V_O..).",
        "Gd_Ce' + V_O.. -> (V_O, Gd_Ce).",
        "gd_ce' + V_O.. -> Gd_CeV_O.",
    ],
}


@pytest.mark.parametrize(
    ("meant", "typed"), [(meant, typed) for meant in SPELLINGS for typed in SPELLINGS[meant]]
)
def test_it_is_read_as_what_was_meant(meant, typed):
    assert reaction_species(typed) == reaction_species(meant)
    assert check_reaction(typed).balanced


@pytest.mark.parametrize(
    ("typed", "amounts"),
    [
        ("1½ O2 + 1 1/2 h. = 3/2 h. + 1,5 O2", [1.5, 1.5, 1.5, 1.5]),
        ("2.h. + 3 × e' = ⅓ h. + (2/3) e'", [2, 3, 1 / 3, 2 / 3]),
        ("2(V_O..) + ¼O2 = 1,5/3 O2 + 5/2V_O..", [2, 0.25, 0.5, 2.5]),
    ],
)
def test_amounts(typed, amounts):
    reaction = read_reaction(typed)
    assert [float(amount) for amount, _ in (*reaction.left, *reaction.right)] == pytest.approx(amounts)


@pytest.mark.parametrize(
    ("typed", "atoms"),
    [
        ("YO3/2", {"Y": 1, "O": 1.5}),
        ("Ba(Zr0.8Y0.2)O3", {"Ba": 1, "Zr": 0.8, "Y": 0.2, "O": 3}),
        ("Ca(OH)2", {"Ca": 1, "O": 2, "H": 2}),
        ("GdO_{1.5}", {"Gd": 1, "O": 1.5}),
        ("Xe", {"Xe": 1}),
    ],
)
def test_formulas(typed, atoms):
    ((_, species),) = read_reaction(f"{typed} -> h.").left
    assert {name: float(number) for name, number in species.atoms.items()} == pytest.approx(atoms)


@pytest.mark.parametrize(
    "doubtful",
    [
        "Mn_Mn^{4+} -> h.",
        "O_O^{2-} -> h.",
        "Sr_La^- -> h.",
        "(Gd_Ce' V_O..).. -> h.",
        "Ni.. -> h.",
        "Bi'' -> h.",
        "OO -> h.",
        "VO -> h.",
        "h -> e'",
        "h' -> e'",
        "e. -> h.",
        "V_O -> h.",
        "((O2) -> h.",
        "O2)( -> h.",
    ],
)
def test_what_is_doubtful_is_asked_back(doubtful):
    with pytest.raises(UnreadableReaction):
        read_reaction(doubtful)


def test_the_formula_over_the_arrow_names_the_host():
    for arrow in (
        r"\xrightarrow{ZrO_2}",
        "->[ZrO2]",
        r"\overset{\mathrm{ZrO_2}}{\rightarrow}",
        r"\xrightarrow[]{ZrO2}",
    ):
        found = check_reaction(f"Y2O3 {arrow} 2 Y_Zr' + 3 O_O^x + V_O..")
        assert found.balanced and found.sentences[0].endswith("of the host ZrO2.")
    assert fold("h. ->[ZrO2] h.")[1] == "ZrO2" and fold("h. -> h.")[1] == ""


# --- What our own lessons print

ARROW = re.compile(r"->|→|⇌|⟶|\\rightleftharpoons|\\rightarrow")
MARK = re.compile(r"_O|\bh\.|\bh\^|[eh][•′]|O_O|V_")


def printed():
    """Every defect reaction that a lesson or a question prints: displayed formulas, code, prose."""
    texts = []
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        texts += ["".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    for path in sorted((ROOT / "mixcond_lessons/chapters").glob("*/questions.toml")):
        for question in tomllib.loads(path.read_text(encoding="utf-8")).values():
            texts += [question["ask"], question["because"]]
    pieces = []
    for text in texts:
        for formula in re.findall(r"\$\$(.*?)\$\$", text, flags=re.DOTALL):
            pieces += re.split(r"\\qquad", formula)
        text = re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)
        pieces += re.findall(r"`([^`]*)`|\"([^\"\n]*)\"", text) and [
            first or second for first, second in re.findall(r"`([^`]*)`|\"([^\"\n]*)\"", text)
        ]
        plain = re.sub(r"`[^`]*`|\"[^\"\n]*\"", "", text)
        pieces += re.findall(r"[½(]?[A-Z½][^\s]* [+⇌→][^.:;,]*?(?=[:.;,]| in )", plain)
    return [piece.strip(" ,\n") for piece in pieces if ARROW.search(piece) and MARK.search(piece)]


def test_every_reaction_that_our_lessons_print_can_be_read_and_balances():
    found = printed()
    assert len(found) >= 7 and any("bullet" in one for one in found) and any("⇌" in one for one in found)
    assert any("2 SrO" in one for one in found) and any("Ce" in one for one in found)
    for text in found:
        assert check_reaction(text).balanced, (text, check_reaction(text).sentences)
