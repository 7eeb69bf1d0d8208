"""Right reactions of textbooks in any crystal are right, wrong ones stay wrong and their reason is named."""

import pytest

from mixcond_lessons.physics.host_crystal import VALENCES, misplaced_charge, sites_of
from mixcond_lessons.physics.reaction_balance import check_reaction

RIGHT = {  # {crystal: reactions}; "" where no site is made or lost
    # Schottky
    "MgO": [
        "nil -> V_Mg'' + V_O..",
        "Al2O3 -> 2 Al_Mg. + V_Mg'' + 3 O_O^x",
        "1/2 O2 -> V_Mg'' + 2 h. + O_O^x",
        "Mg_Mg^x + O_O^x -> V_Mg'' + V_O.. + Mg_Mg^x + O_O^x",
        "Li2O -> 2 Li_Mg' + O_O^x + V_O..",
    ],
    "NaCl": [
        "nil -> V_Na' + V_Cl.",
        "CaCl2 -> Ca_Na. + V_Na' + 2 Cl_Cl^x",
        "Na -> Na_Na^x + V_Cl. + e'",
        "1/2 Cl2 -> Cl_Cl^x + V_Na' + h.",
        "Na -> Na_Na^x + V_Cl^x",
    ],
    "KCl": ["SrCl2 -> Sr_K. + V_K' + 2 Cl_Cl^x"],
    "AgCl": ["CdCl2 -> Cd_Ag. + V_Ag' + 2 Cl_Cl^x", "CdCl2 -> Cd_Ag. + Cl_Cl^x + Cl_i'"],
    "AgBr": ["CdBr2 -> Cd_Ag. + V_Ag' + 2 Br_Br^x"],
    "CaF2": ["nil -> V_Ca'' + 2 V_F.", "YF3 -> Y_Ca. + F_i' + 2 F_F^x", "NaF -> Na_Ca' + F_F^x + V_F."],
    "TiO2": [
        "nil -> V_Ti'''' + 2 V_O..",
        "Nb2O5 -> 2 Nb_Ti. + 2 e' + 4 O_O^x + 1/2 O2",
        "Al2O3 -> 2 Al_Ti' + V_O.. + 3 O_O^x",
        "Ti_Ti^x + 2 O_O^x -> Ti_i.... + 4 e' + O2",
    ],
    "ZrO2": [
        "CaO -> Ca_Zr'' + O_O^x + V_O..",
        "Y2O3 -> 2 Y_Zr' + 3 O_O^x + V_O..",
        "YO1.5 -> Y_Zr' + 1/2 V_O.. + 3/2 O_O^x",
        "Nb2O5 + Y2O3 -> 2 Nb_Zr. + 2 Y_Zr' + 8 O_O^x",
    ],
    "CeO2": [
        "Gd2O3 -> 2 Gd_Ce' + 3 O_O^x + V_O..",
        "Sm2O3 -> 2 Sm_Ce' + 3 O_O^x + V_O..",
        "CaO -> Ca_Ce'' + O_O^x + V_O..",
        "2 Ce_Ce^x + 2 O_O^x + Gd2O3 -> 2 Gd_Ce' + 3 O_O^x + V_O.. + 2 Ce_Ce^x + 2 O_O^x",
    ],
    "Y2O3": ["nil -> 2 V_Y''' + 3 V_O..", "2 ZrO2 -> 2 Zr_Y. + 3 O_O^x + O_i''"],
    "Al2O3": [
        "nil -> 2 V_Al''' + 3 V_O..",
        "3 TiO2 -> 3 Ti_Al. + V_Al''' + 6 O_O^x",
        "2 MgO -> 2 Mg_Al' + 2 O_O^x + V_O..",
        "2 TiO2 -> 2 Ti_Al. + 2 e' + 3 O_O^x + 1/2 O2",
        "MgO + TiO2 -> Mg_Al' + Ti_Al. + 3 O_O^x",
    ],
    "La2O3": ["2 SrO -> 2 Sr_La' + 2 O_O^x + V_O.."],
    "NiO": [
        "1/2 O2 -> V_Ni'' + 2 h. + O_O^x",
        "Li2O + 1/2 O2 -> 2 Li_Ni' + 2 O_O^x + 2 h.",
        "Cr2O3 -> 2 Cr_Ni. + 2 e' + 2 O_O^x + 1/2 O2",
        "Cr2O3 -> 2 Cr_Ni. + V_Ni'' + 3 O_O^x",
    ],
    "FeO": ["2 Fe_Fe^x + 1/2 O2 -> 2 Fe_Fe. + V_Fe'' + O_O^x"],
    "Cu2O": ["1/2 O2 -> O_O^x + 2 V_Cu' + 2 h."],
    "ZnO": ["Zn_Zn^x + O_O^x -> Zn_i.. + 2 e' + 1/2 O2", "Al2O3 -> 2 Al_Zn. + 2 e' + 2 O_O^x + 1/2 O2"],
    "ZnS": ["Al2S3 -> 2 Al_Zn. + V_Zn'' + 3 S_S^x", "S_S^x + Zn_Zn^x -> Zn_i.. + 2 e' + 1/2 S2"],
    "BaTiO3": [
        "nil -> V_Ba'' + V_Ti'''' + 3 V_O..",
        "La2O3 + 2 TiO2 -> 2 La_Ba. + 2 Ti_Ti^x + 6 O_O^x + 1/2 O2 + 2 e'",
        "2 La2O3 + 3 TiO2 -> 4 La_Ba. + 3 Ti_Ti^x + V_Ti'''' + 12 O_O^x",
        "Ho2O3 -> Ho_Ba. + Ho_Ti' + 3 O_O^x",
        "2 BaO + Fe2O3 -> 2 Ba_Ba^x + 2 Fe_Ti' + 5 O_O^x + V_O..",
    ],
    "BaZrO3": ["2 BaO + Y2O3 -> 2 Ba_Ba^x + 2 Y_Zr' + 5 O_O^x + V_O.."],
    "LaMnO3": [
        "2 SrO + Mn2O3 + 1/2 O2 -> 2 Sr_La' + 2 Mn_Mn. + 6 O_O^x",
        "3/2 O2 -> 3 O_O^x + V_La''' + V_Mn''' + 6 h.",
        "2 SrO + Mn2O3 -> 2 Sr_La' + 2 Mn_Mn^x + 5 O_O^x + V_O..",
    ],
    "LaCoO3": ["SrO + CoO1.5 + 1/4 O2 -> Sr_La' + Co_Co. + 3 O_O^x"],
    "LaGaO3": ["La2O3 + 2 MgO -> 2 La_La^x + 2 Mg_Ga' + 5 O_O^x + V_O.."],
    "MgAl2O4": ["nil -> V_Mg'' + 2 V_Al''' + 4 V_O..", "4 Al2O3 -> 2 Al_Mg. + V_Mg'' + 6 Al_Al^x + 12 O_O^x"],
    "": [
        # Frenkel, anti-Frenkel, antisites, also in the short form with nil
        "Ag_Ag^x + V_i^x -> V_Ag' + Ag_i.",
        "Ag_Ag^x -> V_Ag' + Ag_i.",
        "nil -> V_Ag' + Ag_i.",
        "Zn_Zn^x -> Zn_i.. + V_Zn''",
        "F_F^x + V_i^x -> V_F. + F_i'",
        "O_O^x -> V_O.. + O_i''",
        "nil -> V_O.. + O_i''",
        "Mg_Mg^x + Al_Al^x -> Mg_Al' + Al_Mg.",
        # oxidation and reduction
        "O_O^x -> 1/2 O2 + V_O.. + 2 e'",
        "1/2 O2 + V_O.. -> O_O^x + 2 h.",
        "2 Ti_Ti^x + O_O^x -> 2 Ti_Ti' + V_O.. + 1/2 O2",
        "O_O^x + 2 Ce_Ce^x -> 1/2 O2 + V_O.. + 2 Ce_Ce'",
        "1/2 O2 -> O_i'' + 2 h.",
        "U_U^x + 1/2 O2 -> U_U.. + O_i''",
        "ZnO -> Zn_i. + e' + 1/2 O2",
        "O_O^x + H2 -> V_O.. + 2 e' + H2O",
        "Zn -> Zn_i.. + 2 e'",
        # protons
        "H2O + V_O.. + O_O^x -> 2 OH_O.",
        "H2O + 2 h. + 2 O_O^x -> 2 OH_O. + 1/2 O2",
        "1/2 H2 + O_O^x -> OH_O. + e'",
        "H2O -> 2 H_i. + O_i''",
        "H2 -> 2 H_i. + 2 e'",
        "H2O + V_O.. + O_O^x -> 2 (O_O H_i).",
        # carriers, clusters, a whole oxide that leaves
        "nil -> e' + h.",
        "2 Mn_Mn^x -> Mn_Mn' + Mn_Mn.",
        "Fe_Fe^x + h. -> Fe_Fe.",
        "V_O.. + e' -> V_O.",
        "V_O. + e' -> V_O^x",
        "Gd_Ce' + V_O.. -> (Gd_Ce V_O).",
        "2 Y_Zr' + V_O.. -> (Y_Zr V_O Y_Zr)^x",
        "Ba_Ba^x + O_O^x -> V_Ba'' + V_O.. + BaO",
    ],
}
CASES = [(crystal, text) for crystal in RIGHT for text in RIGHT[crystal]]
WRONG = [  # reaction, host or None, what is named
    ("nil -> V_Mg'' + V_O.", None, "Charge:"),
    (
        "nil -> V_Mg'' + 2 V_O..",
        None,
        "Sites: for 1 Mg site (2+) you need 1 O site and have 2: one O site is too many.",
    ),
    ("nil -> V_Na' + V_Cl'", None, "Charge:"),
    ("nil -> V_Ti'''' + V_O..", None, "one O site is missing (`V_O..`)"),
    ("nil -> V_Y''' + V_O..", None, "no neutral crystal"),
    ("nil -> V_O'' + O_i..", None, "`V_O''` is odd"),
    ("nil -> V_Ag' + Ag_i'", None, "Charge:"),
    ("nil -> Ag_i.", None, "Mass: the right side has 1 Ag atom more"),
    ("nil -> O_O^x", None, "Mass:"),
    ("nil -> La_La^x + Mn_Mn^x + 3 O_O^x", None, "where did manganese come from?"),
    ("Ag_Ag^x -> V_Ag' + Ag_i. + e'", None, "Charge:"),
    ("Ag_Ag^x -> Ag_i. + e'", None, "is an empty one, `V_Ag'`, missing on the right?"),
    ("O_O^x -> V_O.. + O_i'", None, "Charge:"),
    ("O_O^x -> O_i''", None, "`V_O..`, missing on the right"),
    ("F_F^x + V_i^x -> F_i'", None, "`V_F.`, missing on the right"),
    ("Mg_Mg^x + Al_Al^x -> Mg_Al. + Al_Mg'", None, "`Mg_Al.` is odd"),
    (
        "CaO -> Ca_Zr'' + O_O^x",
        None,
        "for 1 Zr site (4+) you need 2 O sites and have 1: one O site is missing (`V_O..`)",
    ),
    ("CaO -> Ca_Zr' + O_O^x + V_O.", None, "so it is `Ca_Zr''`"),
    ("CaO -> Ca_Zr'' + 2 O_O^x + V_O..", None, "Mass: the right side has 1 O atom more"),
    ("CaO -> Ca_Zr'' + O_O^x + 2 h.", None, "one O site is missing"),
    (
        "Y2O3 -> 2 Y_Zr' + 3 O_O^x",
        None,
        "for 2 Zr sites (4+) you need 4 O sites and have 3: one O site is missing",
    ),
    ("Y2O3 -> 2 Y_Zr' + 3 O_O^x + 2 V_O..", None, "one O site is too many"),
    ("Y2O3 -> Y_Zr' + 3 O_O^x + V_O..", None, "where did yttrium go?"),
    ("Y2O3 -> 2 Y_Zr. + 3 O_O^x + O_i''", None, "Mass:"),
    ("2 ZrO2 -> 2 Zr_Y. + 4 O_O^x", None, "for 2 Y sites (3+) you need 3 O sites and have 4"),
    ("CaCl2 -> Ca_Na. + 2 Cl_Cl^x", None, "one Cl site is too many"),
    ("CaCl2 -> Ca_Na. + V_Na' + Cl_Cl^x", None, "where did chlorine go?"),
    ("CaCl2 -> Ca_Na' + V_Na. + 2 Cl_Cl^x", None, "so it is `Ca_Na.`"),
    ("Al2O3 -> 2 Al_Mg. + 3 O_O^x", None, "Sites:"),
    ("Al2O3 -> 2 Al_Mg. + 2 V_Mg'' + 3 O_O^x", None, "for 4 Mg sites (2+) you need 4 O sites and have 3"),
    ("YF3 -> Y_Ca. + 3 F_F^x", None, "one F site is too many"),
    ("NaF -> Na_Ca' + F_F^x", None, "one F site is missing (`V_F.`)"),
    ("2 MgO -> 2 Mg_Al' + 2 O_O^x", None, "for 2 Al sites (3+) you need 3 O sites and have 2"),
    ("Nb2O5 -> 2 Nb_Ti. + 5 O_O^x + 2 e'", None, "Sites:"),
    ("Nb2O5 -> 2 Nb_Ti. + 4 O_O^x + 1/2 O2", None, "The right side is 2 more positive: `2 e'` there"),
    ("La2O3 -> 2 La_Ba. + 3 O_O^x + 2 e'", None, "for 2 Ba sites (2+) you need 2 O sites and have 3"),
    ("Ho2O3 -> 2 Ho_Ba. + 3 O_O^x", None, "Charge: 0 on the left, +2 on the right"),
    ("Li2O -> 2 Li_Ni' + 2 O_O^x + 2 h.", None, "Mass: the right side has 1 O atom more"),
    ("Li2O + 1/2 O2 -> 2 Li_Ni' + 2 O_O^x", None, "Charge: 0 on the left, −2 on the right"),
    ("1/2 O2 -> V_Ni'' + h. + O_O^x", None, "`1 h.` on the right side"),
    ("1/2 O2 -> 2 h. + O_O^x", None, "Sites: the right side has 1 O site more"),
    ("O_O^x -> 1/2 O2 + V_O..", None, "Charge: 0 on the left, +2 on the right"),
    ("O_O^x -> 1/2 O2 + 2 e'", None, "`V_O..`, missing on the right"),
    ("O_O^x -> O2 + V_O.. + 2 e'", None, "Mass: the right side has 1 O atom more"),
    ("1/2 O2 + V_O.. -> O_O^x + 2 e'", None, "The left side is 4 more positive"),
    ("1/2 O2 -> O_i'' + 2 e'", None, "Charge:"),
    ("nil -> 1/2 O2 + V_O.. + 2 e'", None, "Mass: the right side has 1 O atom more"),
    ("Zn_Zn^x -> Zn_i.. + 2 e'", None, "`V_Zn''`, missing on the right"),
    ("H2O + V_O.. -> 2 OH_O.", None, "Mass: the right side has 1 O atom more"),
    ("H2O + V_O.. + O_O^x -> OH_O.", None, "Mass: the left side has 1 H atom more"),
    ("H2O + O_O^x -> 2 OH_O.", None, "`V_O..`, missing on the left"),
    (
        "2 BaO + Y2O3 -> 2 Ba_Ba^x + 2 Y_Zr' + 5 O_O^x",
        None,
        "for 2 Ba sites (2+) and 2 Zr sites (4+) you need 6 O sites",
    ),
    ("SrO -> Sr_La' + O_O^x + h.", None, "La : O = 1 : 1 make no neutral crystal"),
    ("Gd2O3 -> 2 Gd_Ce' + 3 O_O^x + 2 h.", None, "for 2 Ce sites (4+) you need 4 O sites and have 3"),
    ("Na -> Na_Na^x + V_Cl.", None, "Charge:"),
    ("Mn_Mn^x -> Mn_Mn' + Mn_Mn.", None, "Mass: the right side has 1 Mn atom more"),
    ("Gd_Ce' + V_O.. -> (Gd_Ce V_O)..", None, "Charge:"),
    ("Al2S3 -> 2 Al_Zn. + 3 S_S^x", None, "one S site is too many"),
    ("Gd2O3 -> 2 Gd_Ce' + V_O.. + 3 O_O^x", "ZrO2", "the host ZrO2 has no Ce site"),
    ("1/2 O2 + V_O.. -> O_O^x + 2 h.", "NaCl", "the host NaCl has no O site"),
    ("Y2O3 -> 2 Y_Zr' + 3 O_O^x + V_O..", "Zr2O3", "for 2 Zr sites you need 3 O sites and have 4"),
    (
        "SrO -> Sr_La' + O_O^x + h.",
        "LaMnO3",
        "a new La site needs a new Mn site: where does the manganese come from?",
    ),
    (
        "2 SrO -> 2 Sr_La' + 2 O_O^x + 2 h.",
        "LaFeO3",
        "2 new La sites need 2 new Fe sites: where does the iron come from?",
    ),
    (
        "Gd2O3 -> 2 Gd_Ce' + 3 O_O^x",
        "CeO2",
        "for 2 Ce sites you need 4 O sites and have 3: one O site is missing (`V_O..`)",
    ),
    ("Gd2O3 -> 2 Gd_Ce' + 4 O_O^x + V_O..", "CeO2", "one O site is too many"),
    (
        "2 SrO + Mn2O3 -> 2 Sr_La' + Mn_Mn^x + 5 O_O^x + V_O..",
        "LaMnO3",
        "for 2 La sites you need 2 Mn sites and have 1",
    ),
    ("O_O^x -> 1/2 O2 + 2 e'", "CeO2", "Sites of Ce : O = 1 : 2 come and go together."),
    ("nil -> V_La''' + 3 V_O.. + 3 e'", "LaMnO3", "where does the manganese come from?"),
    ("nil -> V_Mg'' + V_O..", "MgAl2O4", "where does the aluminium come from?"),
]


def test_there_are_enough_of_both():
    assert len(CASES) >= 50 and len(WRONG) >= 50
    assert len(set(CASES)) == len(CASES) and len({text for text, *_ in WRONG}) >= 50


@pytest.mark.parametrize(("crystal", "text"), CASES)
def test_right_ones_are_right_and_say_which_crystal_they_make(crystal, text):
    left, right = text.split(" -> ")
    for way, turned in ((text, 1), (f"{right} -> {left}", -1)):
        alone = check_reaction(way)
        assert alone.balanced, alone.sentences
        assert dict(alone.crystal) == {site: float(n) for site, n in sites_of(crystal or None).items()}
        assert ("is that your crystal?" in alone.sentences[0]) == bool(crystal) == bool(alone.host_units)
        assert ("nil is the perfect crystal" in alone.sentences[0]) == ("nil" in text and "_i" in text)
        if crystal:
            assert f'host="{crystal}"' in alone.sentences[0]
            named = check_reaction(way, crystal)
            assert named.balanced and named.host_units == alone.host_units, named.sentences
            assert f"the host {crystal}." in named.sentences[0]
        assert (alone.host_units > 0) == (bool(crystal) and check_reaction(text).host_units * turned > 0)


@pytest.mark.parametrize(("text", "host", "named"), WRONG)
def test_wrong_ones_stay_wrong_and_the_reason_is_named(text, host, named):
    found = check_reaction(text, host)
    assert found.readable and not found.balanced and found.sentences
    assert any(named in sentence for sentence in found.sentences), found.sentences
    for sentence in found.sentences:
        assert sentence.startswith(("Mass:", "Sites:", "Charge:")) and "is that your crystal" not in sentence
    left, right = text.split(" -> ")
    assert not check_reaction(f"{right} -> {left}", host).balanced


@pytest.mark.parametrize(("crystal", "text"), [case for case in CASES if case[0]])
def test_no_right_one_is_right_in_a_crystal_of_another_ratio_or_with_a_species_less(crystal, text):
    sites = sites_of(crystal)
    assert not check_reaction(text, {**sites, max(sites): sites[max(sites)] + 1}).balanced
    left, right = (side.split(" + ") for side in text.split(" -> "))
    for place in range(len(right)):
        rest = right[:place] + right[place + 1 :]
        if (
            set(rest) | set(left) != {"nil"}
            and right[place] not in ("Mg_Mg^x", "O_O^x")
            and "Ce_Ce^x" not in right[place]
        ):
            assert not check_reaction(" -> ".join((" + ".join(left), " + ".join(rest) or "nil"))).balanced


def test_where_charges_are_odd_by_the_usual_valences():
    assert misplaced_charge("Ca", "Zr", -1) == -2 and misplaced_charge("Ca", "Zr", -2) is None
    assert (
        misplaced_charge("V", "O", -2) == 2 and misplaced_charge("V", "O", 1) is None
    )  # an electron is held there
    assert misplaced_charge("O", "i", 2) == -2 and misplaced_charge("Zn", "i", 1) is None
    assert (
        misplaced_charge("Mn", "Mn", 1) is None and misplaced_charge("Fe", "Ti", -1) is None
    )  # several valences
    assert misplaced_charge("F", "O", 1) is None and misplaced_charge("N", "O", 1) == -1
    assert all(VALENCES.values())
