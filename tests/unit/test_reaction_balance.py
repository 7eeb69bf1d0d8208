"""Reactions as students type them: spellings, the three balances, hints, and rubbish."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixcond_lessons.physics.reaction_balance import check_reaction

MANGANITE = {"La": 1, "Mn": 1, "O": 3}
CERIA = {"Ce": 1, "O": 2}
BALANCED = [
    ("1/2 O2 + V_O.. = O_O^x + 2 h.", None),
    ("O_O^x = 1/2 O2(g) + V_O.. + 2 e'", None),
    ("nil = e' + h.", None),
    ("null = e' + h.", None),
    ("O_O^x + 2 Ce_Ce^x = 1/2 O2 + V_O.. + 2 Ce_Ce'", None),
    ("O_O^x + V_i^x = V_O.. + O_i''", None),
    ("Mn_Mn^x = Mn_Mn. + e'", None),
    ("2 Mn_Mn^x = Mn_Mn' + Mn_Mn.", None),
    ("Gd_Ce' + V_O.. = (Gd_Ce V_O).", None),
    ("H2O + V_O.. + O_O^x = 2 (O_O H_i).", None),
    ("SrO + MnO2 = Sr_La' + Mn_Mn. + 3 O_O^x", MANGANITE),
    ("2 SrO + Mn2O3 = 2 Sr_La' + 2 Mn_Mn^x + 5 O_O^x + V_O..", MANGANITE),
    ("3/2 O2 = 3 O_O^x + V_La''' + V_Mn''' + 6 h.", MANGANITE),
    ("nil = V_La''' + V_Mn''' + 3 V_O..", MANGANITE),
    ("Gd2O3 = 2 Gd_Ce' + 3 O_O^x + V_O..", CERIA),
    ("2 SrO = 2 Sr_La' + 2 O_O^x + V_O..", {"La": 2, "O": 3}),
]


@pytest.mark.parametrize(("text", "host"), BALANCED)
def test_the_reactions_of_the_course_balance_both_ways(text, host):
    left, right = text.split("=")
    for way in (text, f"{right} = {left}"):
        verdict = check_reaction(way, host)
        assert verdict.readable and verdict.balanced, verdict.sentences
        assert not verdict.mass and not verdict.sites and verdict.charge == 0
        assert len(verdict.sentences) == 1
    assert check_reaction(f"{right} = {left}", host).host_units == -check_reaction(text, host).host_units


def test_host_units_are_counted_and_a_host_that_nobody_named_is_asked_for():
    text = "SrO + MnO2 = Sr_La' + Mn_Mn. + 3 O_O^x"
    for host in (MANGANITE, "LaMnO3", "LaMnO₃", "LaMnO3-δ"):
        named = check_reaction(text, host)
        assert named.balanced and named.host_units == 1 and "the host LaMnO3" in named.sentences[0]
    alone = check_reaction(text)
    assert alone.balanced and alone.host_units == 1
    assert dict(alone.crystal) == {"La": 1, "Mn": 1, "O": 3}
    assert "La : Mn : O = 1 : 1 : 3: is that your crystal?" in alone.sentences[0]
    wrong = check_reaction("SrO = Sr_La' + O_O^x + h.", MANGANITE)
    assert not wrong.balanced and wrong.sites and not wrong.mass and wrong.charge == 0
    assert "a new La site needs a new Mn site: where does the manganese come from?" in wrong.sentences[0]
    assert not check_reaction("SrO = Sr_La' + O_O^x + h.").balanced  # La : O = 1 : 1 is no neutral crystal


@pytest.mark.parametrize(
    "text",
    [
        "1/2O2+V_O..->O_O^x+2h.",
        "½ O₂(g) + V_O^•• ⇌ O_O^× + 2 h^•",
        "1/2 O2 (g) + V_O^.. <-> O_O^x + 2h.",
        "0.5 O2 + VO•• → OOˣ + 2 h•",
        "½O₂ + V_{O}^{••} ⟶ O_{O}^{×} + 2h^{•}",
        "1/2 O2 + Va_O.. <=> O_Ox + 2 h·",
        r"$1/2 O_2 + V_O^{\bullet\bullet} \rightleftharpoons O_O^\times + 2 h^\bullet$",
        "1/2 O2 + V_O2. = O_O x + 2 * h.",
        "2 h. + O_O^x ↔ V_O.. + 1/2 O2",
        "1/2 O2 + Vₒ•• = Oₒ^x + 2 h.",
    ],
)
def test_spellings_of_one_reaction(text):
    verdict = check_reaction(text)
    assert verdict.balanced, verdict.sentences


def test_a_decimal_comma_is_a_decimal_point():
    comma, point = (check_reaction(f"0{mark}5 Mn2O3 + 0{mark}25 O2 = MnO2") for mark in ",.")
    assert comma == point and comma.balanced
    assert check_reaction("1,5/3 O2 = O").balanced and not check_reaction("0,0 O2 = nil").readable


@pytest.mark.parametrize(
    ("typed", "meant"), [("SrLa-", "Sr_La'"), ("Sr_La-", "Sr_La'"), ("Sr_La^+", "Sr_La.")]
)
def test_a_charge_that_may_be_the_ions_own_is_asked_back(typed, meant):
    verdict = check_reaction(f"{typed} = h.")
    assert not verdict.readable and f"Did you mean `{meant}` ?" in verdict.sentences[0]
    assert check_reaction(f"{meant} = h.").readable
    assert "the charge of the ion itself" in check_reaction("Mn_Mn^{4+} = h.").sentences[0]
    assert "the charge of the ion itself" in check_reaction("O_O^2- = nil").sentences[0]


def test_primes_in_every_dress():
    for prime in "'′’´":
        assert check_reaction(f"nil = e{prime} + h.").balanced
    for double in ("''", "″", "′′", '"', "2'"):
        assert check_reaction(f"nil = V_O.. + O_i{double} + V_O.. + O_i{double}").charge == 0
    assert check_reaction("nil = V_La‴").charge == check_reaction("nil = V_La'''").charge == -3


@pytest.mark.parametrize(
    ("text", "mass", "sites", "charge"),
    [
        ("1/2 O2 + V_O.. = O_O^x + h.", {}, {}, -1),
        ("O2 + V_O.. = O_O^x + 2 h.", {"O": -1}, {}, 0),
        ("1/2 O2 = O_O^x", {}, {"O": 1}, 0),
        ("O_O^x = 1/2 O2 + 2 e'", {}, {"O": -1}, -2),
        ("Sr_La' = La_La^x", {"La": 1, "Sr": -1}, {}, 1),
        ("V_O.. + 2 e' = nil", {}, {"O": -1}, 0),
        ("2.5 h. = nil", {}, {}, -2.5),
        ("1/3 O2 = nil", {"O": -2 / 3}, {}, 0),
        ("La0.6Sr0.4O3 = nil", {"La": -0.6, "O": -3, "Sr": -0.4}, {}, 0),
    ],
)
def test_what_does_not_balance_and_by_how_much(text, mass, sites, charge):
    verdict = check_reaction(text)
    assert verdict.readable and not verdict.balanced
    assert dict(verdict.mass) == pytest.approx(mass)
    assert dict(verdict.sites) == pytest.approx(sites)
    assert verdict.charge == pytest.approx(charge)
    for word, wrong in (("Mass:", mass), ("Sites:", sites), ("Charge:", charge)):
        assert any(sentence.startswith(word) for sentence in verdict.sentences) == bool(wrong)


def test_sentences_tell_the_side_the_number_and_a_way_out():
    (charge,) = check_reaction("1/2 O2 + V_O.. = O_O^x + h.").sentences
    assert "+2 on the left, +1 on the right" in charge and "`1 h.` on the right side" in charge
    mended = check_reaction("1/2 O2 + V_O.. = O_O^x + h. + h.")
    assert mended.balanced
    (oxygen,) = check_reaction("O2 + V_O.. = O_O^x + 2 h.").sentences
    assert "left side has 1 O atom more" in oxygen and "1/2 O2" in oxygen
    (site,) = check_reaction("1/2 O2 = O_O^x").sentences
    assert "right side has 1 O site more" in site and "V_O" in site
    (foreign,) = (
        text for text in check_reaction("V_Ce'''' = nil", MANGANITE).sentences if text.startswith("Sites")
    )
    assert "no Ce site" in foreign


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "nothing here yet"),
        ("   ", "nothing here yet"),
        (None, "as text"),
        (42, "as text"),
        (b"e'", "as text"),
        ("x" * 10**6, "1000000 characters"),
        ("e' + h.", "no arrow"),
        ("e' = h. = nil", "more than one arrow"),
        ("->", "nothing on either side"),
        ("nil = nil", "nothing on either side"),
        ("e' + = h.", "empty"),
        ("12 = 13", "number without a species"),
        ("0 O2 = nil", "counts nothing"),
        ("1/0 O2 = nil", "counts nothing"),
        ("e = h.", "needs its mark"),
        ("H. = nil", "Which is meant?"),
        ("OH. = nil", "on which site?"),
        ("02 = nil", "letter O"),
        ("VO = OO", "no charge mark"),
        ("Gd_Ce' V_O.. = nil", "put + between"),
        (r"\foo h. = nil", "TeX command"),
        ("h.. = nil", "odd charge"),
        ("Mn_Mn = Mn_Mn.", "no charge mark"),
        ("h. - e' = nil", "cannot read"),
        ("Sr_Qq' = nil", "what sits there"),
        ("Xy2O3 = nil", "cannot read"),
        ("(" * 200 + ")" * 200 + " = h.", "cannot read"),
        ("9**9**9**9 = nil", "cannot read"),
        ("1e400 h. = nil", "cannot read"),
        ("((Gd_Ce V_O).). = nil", "cannot read"),
        ("h.\x00 = nil", "cannot read"),
        ("hello, world = 1", "cannot read"),
    ],
)
def test_rubbish_gets_one_clear_sentence(text, words):
    verdict = check_reaction(text)
    assert not verdict.readable and not verdict.balanced
    (sentence,) = verdict.sentences
    assert words in sentence and len(sentence) < 220


ALPHABET = "VOLaMnSrhe_^x.'•′+-=<>/0123456789() {}\\$½"


@given(
    st.one_of(
        st.text(max_size=600),
        st.text(ALPHABET, max_size=600),
        st.text(ALPHABET, max_size=12).map(lambda piece: (piece * 500)[:500]),
    )
)
def test_any_text_at_all_gets_a_verdict(text):
    verdict = check_reaction(text, MANGANITE)
    assert verdict.sentences and all(verdict.sentences)
    assert verdict.balanced <= verdict.readable
    if not verdict.readable:
        assert len(verdict.sentences) == 1


@given(
    st.lists(
        st.sampled_from(["O2", "V_O..", "O_O^x", "h.", "e'", "Sr_La'", "La_La^x", "Mn_Mn.", "SrO", "O_i''"]),
        min_size=1,
        max_size=6,
    ),
    st.lists(
        st.sampled_from(["O2", "V_O..", "O_O^x", "h.", "e'", "Sr_La'", "La_La^x", "Mn_Mn.", "SrO", "O_i''"]),
        min_size=1,
        max_size=6,
    ),
    st.integers(1, 9),
)
def test_differences_turn_with_the_reaction_and_grow_with_it(left, right, factor):
    def side(species, number=1):
        return " + ".join(f"{number} {name}" for name in species)

    there, back = (
        check_reaction(f"{side(left)} = {side(right)}"),
        check_reaction(f"{side(right)} = {side(left)}"),
    )
    many = check_reaction(f"{side(left, factor)} = {side(right, factor)}")
    assert there.balanced == back.balanced == many.balanced
    for what in ("mass", "sites"):
        assert getattr(there, what) == {name: -number for name, number in getattr(back, what).items()}
        assert getattr(many, what) == pytest.approx(
            {name: factor * number for name, number in getattr(there, what).items()}
        )
    assert there.charge == -back.charge and many.charge == factor * there.charge


def test_the_verdict_cannot_be_changed():
    verdict = check_reaction("O2 = nil")
    with pytest.raises(dataclasses.FrozenInstanceError):
        verdict.balanced = True
    with pytest.raises(TypeError):
        verdict.mass["O"] = 0.0


@pytest.mark.parametrize(
    "host",
    [
        {},
        [],
        "",
        "Manganite",
        "(La,Sr)MnO3",
        "La0MnO3",
        {"Qq": 1},
        {"La": 0},
        {"La": -1},
        {"La": float("nan")},
        {"La": float("inf")},
        {"La": "many"},
        {1: 1},
        {"La": None},
    ],
)
def test_an_impossible_host_is_named(host):
    with pytest.raises(ValueError, match="host = "):
        check_reaction("nil = e' + h.", host)
