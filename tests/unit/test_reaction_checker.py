"""The reaction checker: what balances, what was asked for, what a student gets to see, and rubbish."""

import re
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixcond_lessons.chapters import doping
from mixcond_lessons.chapters.doping import reaction_verdict
from mixcond_lessons.chapters.doping.reaction_checker import EXAMPLES, ReactionChecker
from mixcond_lessons.chapters.doping.reaction_tasks import TASKS
from mixcond_lessons.chapters.doping.reaction_verdict import balance, in_symbols, judge
from mixcond_lessons.classroom import cells
from mixcond_lessons.physics.reaction_balance import check_reaction, reaction_species

EVERY = pytest.mark.parametrize("name", TASKS)
ELSEWHERE = {  # other right ways to write it: localised carriers, other oxides, other signs, another size
    "strontium with holes": [
        "SrO + MnO2 -> Sr_La' + Mn_Mn. + 3 O_O^x",
        "2SrO + 2La_La^x + 1/2O2(g) = 2Sr_La' + La2O3 + 2h.",
        "SrO + ½ Mn₂O₃ + ¼ O₂ ⇌ Sr_La′ + Mn_Mn× + 3 O_Oˣ + h•",
    ],
    "strontium with vacancies": [
        "SrO + 1/2 Mn2O3 = Sr_La' + 1/2 V_O.. + Mn_Mn^x + 5/2 O_O^x",
        "2 SrO + 2 La_La^x + O_O^x -> 2 Sr_La' + La2O3 + V_O..",
    ],
    "gadolinia in ceria": [
        "1/2 Gd2O3 -> Gd_Ce' + 0.5 Va_O.. + 1.5 O_O^x",
        "Gd2O3 + 2 Ce_Ce^x + O_O^x = 2 Gd_Ce' + V_O.. + 2 CeO2",
    ],
    "oxygen in": [
        "1/2 O2 + V_O.. + 2 Fe_Fe^x -> O_O^x + 2 Fe_Fe.",
        "O_O^x + 2 h. <- 1/2 O2 + V_O..",
        "O2 + 2 V_O2. <-> 2 O_O^x + 4 h.",
    ],
    "oxygen out": ["O_O^x + 2 Ce_Ce^x -> 1/2 O2 + V_O.. + 2 Ce_Ce'", "2 O_O^x = O2(g) + 2 V_O.. + 4 e'"],
    "membrane, feed side": [
        "O2 + 2 V_O.. + 4 e' -> 2 O_O^x",
        "1/2 O2 + V_O.. + 2 Fe_Fe' = O_O^x + 2 Fe_Fe^x",
    ],
    "membrane, sweep side": ["2 O_O^x -> O2 + 2 V_O.. + 4 e'"],
    "disproportionation": ["Fe_Fe^x + Fe_Fe^x = Fe_Fe. + Fe_Fe'", "nil -> e' + h.", "Fe_Fe^x -> Fe_Fe. + e'"],
}


@EVERY
def test_the_solution_and_other_ways_to_write_it_are_right(name):
    for text in (TASKS[name].solution, *ELSEWHERE[name]):
        verdict = judge(text, name)
        assert (verdict.state, verdict.text) == ("right", TASKS[name].because), (text, verdict.text)
        assert verdict.balance.balanced


@EVERY
@given(st.fractions(min_value=Fraction(1, 7), max_value=9, max_denominator=12))
def test_any_multiple_is_right(name, factor):
    sides = [
        " + ".join(
            f"{(amount * factor).numerator}/{(amount * factor).denominator} {species}"
            for species, amount in side.items()
        )
        for side in reaction_species(TASKS[name].solution)
    ]
    assert judge(" -> ".join(sides), name).state == "right"


@EVERY
def test_turned_round_it_balances_but_is_not_what_was_asked_for(name):
    left, right = TASKS[name].solution.split("->")
    verdict = judge(f"{right} -> {left}", name)
    assert verdict.state == "not yet" and verdict.balance.balanced and "the other way round" in verdict.text


@EVERY
def test_the_solutions_of_the_other_tasks_are_not_this_one(name):
    for other, task in TASKS.items():
        same = task.solution == TASKS[name].solution
        assert (judge(task.solution, name).state == "right") == same, other


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "strontium with holes",
            TASKS["strontium with vacancies"].solution,
            "Who pays for `Sr_La'` here? Holes",
        ),
        (
            "strontium with vacancies",
            TASKS["strontium with holes"].solution,
            "Who pays for `Sr_La'` here? An oxygen ion",
        ),
        (
            "strontium with holes",
            "4 SrO + 2 Mn2O3 + 1/2 O2 -> 4 Sr_La' + 2 h. + V_O.. + 4 Mn_Mn^x + 11 O_O^x",
            "Both ways to pay",
        ),
        (
            "strontium with vacancies",
            "4 SrO + 2 Mn2O3 + 1/2 O2 -> 4 Sr_La' + 2 h. + V_O.. + 4 Mn_Mn^x + 11 O_O^x",
            "Both ways to pay",
        ),
        (
            "strontium with vacancies",
            "4 SrO + 3 MnO2 + 1/2 Mn2O3 -> 4 Sr_La' + 3 Mn_Mn. + 1/2 V_O.. + Mn_Mn^x + 23/2 O_O^x",
            "Both ways to pay",
        ),
        ("membrane, feed side", "1/2 O2 + V_O.. -> O_O^x + 2 h.", "would say the same in another way"),
        ("membrane, sweep side", "O_O^x + 2 h. -> 1/2 O2 + V_O..", "would say the same in another way"),
        ("oxygen in", "1/2 O2 + V_O.. + 2 e' -> O_O^x", "holes: `h.` or `Fe_Fe.`"),
        ("oxygen in", "1/2 O2 + V_O.. + e' -> O_O^x + h.", "the electrons do not appear"),
        ("oxygen in", "nil -> V_La''' + V_Fe''' + 3 V_O..", "O2 belongs on the left"),
        ("gadolinia in ceria", "2 SrO -> 2 Sr_Ce'' + 2 V_O.. + 2 O_O^x", "Gd2O3 on the left"),
        ("gadolinia in ceria", "Gd2O3 -> 2 Gd_Ce' + V_O.. + 2 O_O^x + O_i'' + 2 h.", "Sites:"),
        (
            "gadolinia in ceria",
            "2 Gd2O3 -> 3 Gd_Ce' + V_O.. + (Gd_Ce V_O). + 6 O_O^x",
            "needs no `(Gd_Ce V_O).`",
        ),
        ("gadolinia in ceria", "Gd2O3 -> Gd_Ce' + (Gd_Ce V_O). + 3 O_O^x", "Who pays for `Gd_Ce'`?"),
        ("disproportionation", "Fe_Fe^x -> Fe_Fe^x", "gains an electron"),
        ("oxygen out", "O_O^x -> 1/2 O2 + V_O.. + 2 Fe_Fe'", "Mass:"),
        ("oxygen out", "O_O^x + Fe_Fe^x -> 1/2 O2 + V_O.. + e' + Fe_Fe'", "has no Fe site"),
        ("oxygen in", "1/2 O2 + V_O.. + La_La^x -> O_O^x + h. + La_La.", "needs no `La_La.`"),
    ],
)
def test_what_is_missing_is_named(name, text, said):
    verdict = judge(text, name)
    assert verdict.state == "not yet" and said in verdict.text, verdict.text


@EVERY
def test_every_hint_is_its_own_and_the_words_ask_for_the_solution(name):
    task = TASKS[name]
    hints = [need.hint for need in task.needs]
    assert len(set(hints)) == len(hints) and check_reaction(task.solution, task.host).balanced
    assert all(need.side in ("left", "right") and need.spellings for need in task.needs)
    assert task.solution not in " ".join((task.words, *hints))


def test_what_does_not_balance_says_so_first():
    verdict = judge("2 SrO + Mn2O3 -> 2 Sr_La' + 2 Mn_Mn^x + 5 O_O^x", "strontium with vacancies")
    assert verdict.state == "not yet" and verdict.text.startswith("Sites:") and "Charge:" in verdict.text
    assert verdict.balance.charge == -2 and dict(verdict.balance.sites) == {"O": -1}


@pytest.mark.parametrize("text", [None, ..., "", "  ", "...", "\n"])
@pytest.mark.parametrize("task", [None, "oxygen in"])
def test_blank(text, task):
    verdict = judge(text, task)
    assert verdict.state == "blank" and "three dots" in verdict.text and not verdict.balance.balanced


@pytest.mark.parametrize(
    "text",
    [
        "h.",
        "a -> b",
        "1/2 O2 + -> O_O^x",
        "x" * 600,
        "->->",
        7,
        ["1/2 O2"],
        b"1/2 O2",
        "0 O2 -> nil",
        "9**9**9 -> 1",
        "V_O.. -> 2 -> nil",
        "🙂 -> 🙂",
    ],
)
@pytest.mark.parametrize("task", [None, "disproportionation"])
def test_unreadable(text, task):
    verdict = judge(text, task)
    assert verdict.state == "unreadable" and len(verdict.text) > 20
    assert ReactionChecker(task).check(text).state == "unreadable"


@given(st.text(alphabet="OVSrLah.'x^_+->= 0123456789/()<&\"", max_size=40), st.sampled_from([None, *TASKS]))
def test_any_text_gets_a_verdict_and_never_markup(text, task):
    checker = ReactionChecker(task)
    verdict = checker.check(text)
    assert verdict.state in ("blank", "unreadable", "not yet", "right")
    tags = set(re.findall(r"<(/?[a-z]+)", checker._reply.value))
    assert tags <= {"code", "/code", "div", "/div", "strong", "/strong", "sub", "/sub", "sup", "/sup"}
    checker.dismiss()


def test_markup_typed_by_a_student_stays_text():
    checker = ReactionChecker("oxygen in")
    for text in ("<img src onerror> -> h.", "h. -> <script>alert(1)</script>", "1/2 O2 -> <b>O_O^x</b>"):
        checker.check(text)
        assert "<img" not in checker._reply.value
        assert "<script" not in checker._reply.value
        assert "<b>" not in checker._reply.value
        assert "&lt;" in checker._reply.value


def test_free_play_names_no_host_that_nobody_named():
    for text, ratio in (
        (TASKS["gadolinia in ceria"].solution, "Ce : O = 1 : 2"),
        (TASKS["strontium with holes"].solution, "La : Mn : O = 1 : 1 : 3"),
        ("SrO + CoO1.5 + 1/4 O2 -> Sr_La' + Co_Co. + 3 O_O^x", "La : Co : O = 1 : 1 : 3"),
    ):
        verdict = judge(text)
        assert verdict.state == "right" and f"{ratio}: is that your crystal?" in verdict.text
        assert "the host" not in verdict.text
    assert "host" not in judge("1/2 O2 + V_O.. -> O_O^x + 2 h.").text
    states = [judge(text).state for text in EXAMPLES.values()]
    assert states == ["right"] * (len(states) - 2) + ["not yet"] * 2


def test_a_host_can_be_named(monkeypatch):
    monkeypatch.setattr(reaction_verdict, "display", lambda page: None)
    yttria = "Y2O3 -> 2 Y_Zr' + 3 O_O^x + V_O.."
    for host in ("ZrO2", "ZrO₂", {"Zr": 1, "O": 2}):
        verdict = balance(yttria, host=host)
        assert verdict.state == "right" and "2 formula units of the host ZrO2" in verdict.text
    assert judge(yttria.replace("->", "->[ZrO2]")).text.endswith("the host ZrO2.")
    other = balance(yttria, host="CeO2")
    assert other.state == "not yet" and "the host CeO2 has no Zr site" in other.text
    assert "no O site" in balance("1/2 O2 + V_O.. -> O_O^x + 2 h.", host="NaCl").text
    for wrong in ("zirconia", "", 7, {"Zr": 0}, {"Xx": 1}, ["ZrO2"]):
        with pytest.raises(ValueError, match="host = .*allowed is a formula"):
            balance(yttria, host=wrong)
    with pytest.raises(ValueError, match="the task is about CeO₂"):
        judge("Gd2O3 -> 2 Gd_Ce' + V_O.. + 3 O_O^x", "gadolinia in ceria", host="ZrO2")
    assert 'write host="ZrO2"' in balance(yttria, "ZrO2").text  # the second place is the task's


@EVERY
def test_no_hint_leads_to_the_reaction_of_another_task(name):
    """Whatever is left out of the solution, what is said fits the gas and the carriers of the task."""
    task = TASKS[name]
    left, right = (side.split(" + ") for side in task.solution.split(" -> "))
    for place in range(len(left) + len(right)):
        sides = [[term for at, term in enumerate(side) if at + shift != place]
                 for side, shift in ((left, 0), (right, len(left)))]
        said = judge(" -> ".join(" + ".join(side) or "nil" for side in sides), name).text
        if "O2" not in {term.split(" ")[-1] for term in (*left, *right)}:
            assert "O2(g)" not in said and "1/2 O2" not in said, said
        if name in ("strontium with vacancies", "gadolinia in ceria", "oxygen out"):
            assert "h." not in said, said
        assert "would mend it" not in said


def test_a_student_types_it_in_a_cell(monkeypatch):
    shown = []
    monkeypatch.setattr(reaction_verdict, "display", shown.append)
    verdict = doping.balance("1/2 O2 + V_O.. -> O_O^x + h.")
    assert verdict.state == "not yet" and verdict.text.startswith("Charge:") and verdict.balance.charge == -1
    page = shown[0]._repr_html_()
    assert "Not yet:" in page
    assert 'role="status"' in page
    assert "<sup>••</sup>" in page
    assert repr(shown[0]).startswith("not yet: Charge:")
    assert balance(...).state == "blank"
    assert balance("1/2 O2 + V_O.. -> O_O^x + 2 h.", "oxygen in").state == "right"
    unknown = balance("nil -> e' + h.", "oxygn in")
    assert len(shown) == 4
    assert unknown.state == "unreadable" and "oxygen in" in unknown.text
    assert isinstance(repr(verdict), str) and verdict._ipython_display_() is None


def test_the_box_the_buttons_and_the_solution():
    checker = ReactionChecker("oxygen in")
    hidden = checker._solution.layout
    assert hidden.display == "none"
    for idle in ("", "no idea", "nil -> nil", "a -> b"):
        checker.check(idle)
        assert hidden.display == "none", idle
    checker.show()  # nothing yet
    assert TASKS["oxygen in"].because not in checker._reply.value
    checker._box.value = "1/2 O2 + V_O.. -> O_O^x + h."  # as the Enter key does
    assert checker.verdict.state == "not yet" and hidden.display == "" and "Charge:" in checker._reply.value
    checker.show()
    assert TASKS["oxygen in"].because.split(",")[0] in checker._reply.value
    rows = {
        button.description: button
        for box in checker.widget.children
        for button in getattr(box, "children", ())
    }
    rows["Clear"].click()
    assert checker._box.value == "" and checker._reply.value == ""
    for piece in ("1/2", "O2", "+", "V_O..", "->", "O_O^x", "+", "2", "h."):
        rows[piece].click()
    assert checker._box.value == "1/2 O2 + V_O.. -> O_O^x + 2 h."
    assert checker._reply.value == ""  # judged when asked for, not at each piece
    rows["Check"].click()
    assert checker.verdict.state == "right"
    assert "Right:" in checker._reply.value
    assert "<sup>••</sup>" in checker._reply.value


def test_free_play_has_examples_and_no_solution():
    checker = ReactionChecker()
    chooser = next(child for child in checker.widget.children if hasattr(child, "options"))
    for example, text in EXAMPLES.items():
        chooser.value = example
        assert checker._box.value == text and checker.verdict.balance.readable
        assert checker._solution.layout.display == "none"
    with pytest.raises(ValueError, match="task = 'oxygen'"):
        ReactionChecker("oxygen")


def test_it_goes_when_its_cell_is_run_again_and_is_saved_as_text(monkeypatch):
    run = SimpleNamespace(prompt_count=1)
    shell = SimpleNamespace(parent_header={"metadata": {"cellId": "here"}}, displayhook=run)
    monkeypatch.setattr(cells, "get_ipython", lambda: shell)
    monkeypatch.setattr(cells, "_in_cells", {})
    first, second = ReactionChecker("disproportionation"), ReactionChecker("disproportionation")
    assert first._repr_mimebundle_()["text/plain"] == f"Reaction checker: {TASKS['disproportionation'].words}"
    assert first.widget.comm is not None
    run.prompt_count = 2
    bundle = second._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert first.widget.comm is None
    assert second.widget.comm is not None
    assert ReactionChecker()._repr_mimebundle_()["text/plain"].startswith("Reaction checker: write")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("½O₂(g) + VO•• ⟶ O_O^× + 2h^•", ({"O2": Fraction(1, 2), "V_O..": 1}, {"O_O^x": 1, "h.": 2})),
        ("O_Ox <-- V_O2. + O_i″", ({"V_O..": 1, "O_i''": 1}, {"O_O^x": 1})),
        ("h. + 2 h. <-> nil", ({"h.": 3}, {})),
        ("Gd_Ce' + Va_O.. = (V_O, Gd_Ce).", ({"Gd_Ce'": 1, "V_O..": 1}, {"(Gd_Ce V_O).": 1})),
    ],
)
def test_one_spelling_for_each_species(text, expected):
    assert reaction_species(text) == expected


@given(st.sampled_from([text for task in TASKS for text in (TASKS[task].solution, *ELSEWHERE[task])]))
def test_the_one_spelling_means_the_same(text):
    rewritten = " -> ".join(
        " + ".join(f"{amount} {species}" for species, amount in side.items()) or "nil"
        for side in reaction_species(text)
    )
    assert reaction_species(rewritten) == reaction_species(text)
    for host in (None, "LaMnO3", "LaFeO3", "CeO2"):
        assert check_reaction(rewritten, host).balanced == check_reaction(text, host).balanced


def test_species_of_what_cannot_be_read():
    for text in ("h.", "a -> b", None):
        with pytest.raises(ValueError, match="."):
            reaction_species(text)


def test_symbols_as_in_print():
    assert (
        in_symbols("1/2 O2 + V_O.. -> O_O^x + 2 h.")
        == "1/2 O<sub>2</sub> + V<sub>O</sub><sup>••</sup> → O<sub>O</sub><sup>×</sup> + 2 h<sup>•</sup>"
    )
    assert in_symbols("nil = e' + h.") == "nil → e<sup>′</sup> + h<sup>•</sup>"
    assert in_symbols("Gd_Ce' + V_O.. = (Gd_Ce V_O).").endswith("(Gd<sub>Ce</sub> V<sub>O</sub>)<sup>•</sup>")


def test_a_missing_oxygen_place_is_filled_where_holes_pay():
    """The hint must not lead to the vacancies of the next task."""
    oxides, ions = "2 SrO + Mn2O3 -> ", "2 Sr_La' + 2 Mn_Mn^x + 5 O_O^x"
    said = ReactionChecker("strontium with holes").check(f"{oxides}{ions} + 2 h.").text
    assert "one O site is missing (`O_O^x`, with oxygen from the gas)" in said and "V_O" not in said
    said = ReactionChecker("strontium with vacancies").check(oxides + ions).text
    assert "one O site is missing (`V_O..`)" in said
