"""A neutrality condition in words: which one rules, or between which two the oxide stands."""
import re

RULES = 80  # % of the charge below which no pair of defects is said to rule: a convention

NAMED, NEAR = {"¼": 1 / 4, "⅙": 1 / 6}, 0.005  # exponents with a name, and how near to them counts as found

# Where these two meet, and % up to which their terms are called equal.
MEETING, EVEN = {"2[V] = [A′]", "[h] = [A′]"}, 50.5


def in_words(regime):
    """A regime's name as a student reads it: electrons and holes first, a prime for the acceptor's charge."""
    left, right = regime.replace("'", "′").replace("O_i", "Oᵢ").replace("V_M", "Vₘ").split(" = ")
    return f"{right} = {left}" if right == "[n]" and left != "[h]" else f"{left} = {right}"


def competing(tables):
    """Both conditions between which the oxide stands: of the largest terms, and the rival.

    The rival has the second largest term on a side that none rules. tables: {side: {term (%): share, a column
    of one}}. The two are the same where the largest terms rule.
    """
    largest, rival = [], []
    for side in ("positive charge", "negative charge"):
        shares = {term.removesuffix(" (%)"): float(column[0]) for term, column in tables[side].items()}
        ranked = sorted(shares, key=shares.get, reverse=True)
        largest.append(ranked[0])
        rival.append(ranked[0 if shares[ranked[0]] >= RULES else 1])
    return in_words(" = ".join(largest)), in_words(" = ".join(rival))


def in_a_sentence(words, where):
    """Which condition rules, or between which two the oxide stands, and with what exponent of the holes."""
    condition, rival = competing(words.tables)
    charge, exponent = words["share of the charge (%)"], re.sub("^-", "−", words["exponent of [h]"])
    near = next((f", nearly {name}" for name, value in NAMED.items()
                 if abs(words.number("exponent of [h]") - value) <= NEAR), "")
    slope = f"the holes' exponent is {exponent}{near}"
    if condition == rival:
        return f"{where} {condition} rules with {charge} of the charge; {slope}"
    if {condition, rival} == MEETING and words.number("share of the charge (%)") <= EVEN:
        slope = "[h] = 2[V] = [A′]/2, which makes ⅙"
    return (f"{where} the oxide is between {condition} and {rival}: "
            f"neither rules ({charge} of the charge); {slope}")
