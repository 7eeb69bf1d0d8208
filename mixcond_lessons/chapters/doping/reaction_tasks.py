"""Reactions that the checker can ask for: what must appear, and what to say about what is missing."""
from ...physics.reaction_balance import Advice
from .asked_reaction import Need, Task

METALS = {"LaMnO₃": "Mn", "LaFeO₃": "Fe", "CeO₂": "Ce"}


def _electrons(side, host, hint):
    return Need(side, ("e'", f"{METALS[host]}_{METALS[host]}'"), hint)


def _holes(side, host, hint):
    return Need(side, ("h.", f"{METALS[host]}_{METALS[host]}."), hint)


STRONTIUM_IN = Need("left", ("SrO",), "Strontium comes as its oxide: put SrO on the left.")
STRONTIUM_ON_SITE = Need("right", ("Sr_La'",), "Where does strontium end? It takes the place of a lanthanum "
                                               "and carries one charge less: `Sr_La'` on the right.")
GAS_IN = Need("left", ("O2",), "The oxygen comes from the gas: O2 belongs on the left, 1/2 O2 for one atom.")
GAS_OUT = Need("right", ("O2",), "The oxygen ends in the gas: O2 belongs on the right, 1/2 O2 for one atom.")
FILLED = Need("left", ("V_O..",), "An oxygen ion needs a place: which empty one, `V_O..`, does it fill?")
EMPTIED = Need("right", ("V_O..",), "The ion that leaves makes a place empty: `V_O..` on the right, for "
                                    "places do not vanish.")
ON_SITE = Need("right", ("O_O^x",), "The oxygen becomes a normal ion on its place: `O_O^x` on the right.")
OFF_SITE = Need("left", ("O_O^x",), "An oxygen ion leaves its place: `O_O^x` on the left.")
NO_GAS = "No gas takes part here: every O atom comes with an oxide, and a place without one is empty."
FROM_GAS = "Oxygen comes from the gas here: one atom is `1/2 O2`."
TO_GAS = "Oxygen goes into the gas here: one atom is `1/2 O2`."
VACANCIES_PAY = "Vacancies pay here: how many charges does one `V_O..` bring?"
HOLES_PAY = "Holes pay here: one `h.` for each charge that is missing."
ELECTRONS = "Write it with electrons: each `e'` counts −1, and each vacancy `V_O..` +2."
ONE_ROUTE = "Both ways to pay appear here. Write the one that is asked for alone."

TASKS = {
    "strontium with holes": Task(
        words="SrO goes into LaMnO₃, together with Mn₂O₃ and oxygen from the air. Strontium takes places of "
              "lanthanum, every oxygen place is full, and holes pay.",
        host="LaMnO₃",
        needs=(STRONTIUM_IN, STRONTIUM_ON_SITE, _holes("right", "LaMnO₃", (
            "Who pays for `Sr_La'` here? Holes, `h.` or `Mn_Mn.`: an electron is missing on manganese, and "
            "every ion is in place."))),
        solution="2 SrO + Mn2O3 + 1/2 O2 -> 2 Sr_La' + 2 Mn_Mn^x + 6 O_O^x + 2 h.",
        because="each `Sr_La'` is paid by one hole, an Mn³⁺ that has given up an electron. The oxygen took "
                "these electrons; no ion is missing, and the crystal is neutral.",
        strays={"V_O..": ONE_ROUTE},
        advice=Advice(FROM_GAS, HOLES_PAY, "`O_O^x`, with oxygen from the gas")),
    "strontium with vacancies": Task(
        words="SrO goes into LaMnO₃ together with Mn₂O₃, without any gas. Strontium takes places of "
              "lanthanum, and oxygen vacancies pay.",
        host="LaMnO₃",
        needs=(STRONTIUM_IN, STRONTIUM_ON_SITE, Need("right", ("V_O..",), (
            "Who pays for `Sr_La'` here? An oxygen ion that is not there: `V_O..` on the right."))),
        solution="2 SrO + Mn2O3 -> 2 Sr_La' + V_O.. + 2 Mn_Mn^x + 5 O_O^x",
        because="one vacancy counts 2+ and pays for two `Sr_La'`. Every Mn stays Mn³⁺: the same strontium "
                "cannot make a hole as well.",
        strays={"h.": ONE_ROUTE, "Mn_Mn.": ONE_ROUTE},
        advice=Advice(NO_GAS, VACANCIES_PAY)),
    "gadolinia in ceria": Task(
        words="Gd₂O₃ dissolves in CeO₂. Gadolinium takes places of cerium, and oxygen vacancies pay.",
        host="CeO₂",
        needs=(Need("left", ("Gd2O3",), "Gadolinium comes as its oxide: put Gd2O3 on the left."),
               Need("right", ("Gd_Ce'",), "Gd³⁺ on the place of a Ce⁴⁺ counts one charge less: `Gd_Ce'` on "
                                          "the right."),
               Need("right", ("V_O..",), "Who pays for `Gd_Ce'`? Two cerium places bring four of oxygen, and "
                                         "gadolinia brings three ions.")),
        solution="Gd2O3 -> 2 Gd_Ce' + V_O.. + 3 O_O^x",
        because="two Gd³⁺ on places of Ce⁴⁺ owe two charges, and one vacancy pays both: [V] = y/2.",
        strays={},
        advice=Advice(NO_GAS, VACANCIES_PAY)),
    "oxygen in": Task(
        words="Oxygen from the gas fills vacancies of a p-type ferrite, and holes appear.",
        host="LaFeO₃",
        needs=(GAS_IN, FILLED, ON_SITE, _holes("right", "LaFeO₃", (
            "The new O²⁻ took two electrons from the iron. What stays behind is holes: `h.` or `Fe_Fe.` on "
            "the right."))),
        solution="1/2 O2 + V_O.. -> O_O^x + 2 h.",
        because="one atom of oxygen takes two electrons from the crystal, so a vacancy is traded for two "
                "holes.",
        strays={"e'": "Written with holes, the electrons do not appear."},
        advice=Advice(FROM_GAS, "Holes balance it here: an `h.` counts +1, and a vacancy `V_O..` +2.")),
    "oxygen out": Task(
        words="Oxygen leaves ceria for the gas, and electrons stay behind.",
        host="CeO₂",
        needs=(OFF_SITE, GAS_OUT, EMPTIED, _electrons("right", "CeO₂", (
            "O²⁻ leaves as a neutral atom: its two electrons stay, `e'` or `Ce_Ce'` on the right."))),
        solution="O_O^x -> 1/2 O2 + V_O.. + 2 e'",
        because="the two electrons of O²⁻ stay in the crystal: here the vacancy counts 2+ and two electrons "
                "pay for it.",
        strays={"h.": "Written with electrons, holes do not appear."},
        advice=Advice(TO_GAS, ELECTRONS)),
    "membrane, feed side": Task(
        words="At the side of a membrane with much oxygen, the gas takes electrons from the solid and "
              "enters. Write it with electrons.",
        host="LaFeO₃",
        needs=(GAS_IN, FILLED, _electrons("left", "LaFeO₃", (
            "Where do the two charges of O²⁻ come from? Electrons of the solid: `e'` on the left. (`2 h.` on "
            "the right would say the same in another way.)")), ON_SITE),
        solution="1/2 O2 + V_O.. + 2 e' -> O_O^x",
        because="the electrons come through the solid from the other side, so no wire is needed.",
        strays={},
        advice=Advice(FROM_GAS, ELECTRONS)),
    "membrane, sweep side": Task(
        words="At the side of a membrane with little oxygen, oxygen ions leave as gas. Write it with "
              "electrons.",
        host="LaFeO₃",
        needs=(OFF_SITE, GAS_OUT, EMPTIED, _electrons("right", "LaFeO₃", (
            "O²⁻ leaves as a neutral atom: it leaves two electrons behind, `e'` on the right. (`2 h.` on the "
            "left would say the same in another way.)"))),
        solution="O_O^x -> 1/2 O2 + V_O.. + 2 e'",
        because="both sides together move O₂ from feed to sweep; vacancies and electrons only go round.",
        strays={},
        advice=Advice(TO_GAS, ELECTRONS)),
    "disproportionation": Task(
        words="Two Fe³⁺ of a ferrite share unequally: one takes an electron from the other.",
        host="LaFeO₃",
        needs=(_electrons("right", "LaFeO₃",
                          "One iron gains an electron, Fe²⁺: `Fe_Fe'` (or `e'`) on the right."),
               _holes("right", "LaFeO₃",
                      "One iron loses an electron, Fe⁴⁺: `Fe_Fe.` (or `h.`) on the right.")),
        solution="2 Fe_Fe^x -> Fe_Fe' + Fe_Fe.",
        because="an electron and a hole are made together, so the crystal stays neutral: even undoped it "
                "has a few of both.",
        strays={},
        advice=Advice("No oxygen moves here, only an electron.",
                      "One iron gains just what the other loses.")),
}
