"""What a fitted exponent says: a crossover, a doubt, or no contradiction to one law."""
import re

from ...physics import exponents
from .unknown_samples import CANDIDATES, MAKERS, SAMPLES

# Shares of straight lines that scatter into such a bend: below the first a crossover, then in doubt.
CROSSOVER, DOUBTFUL = 0.01, 0.05


def verdict(words):
    """Two sentences without full stops: the fitted exponent, and what may be said of it."""
    start, exponent = f"Over {words['decades']} decades the exponent", re.sub("^-", "−", words["exponent"])
    if words.number("crossover"):
        return (f"{start} is {exponent} on average",
                "The readings bend more than their noise explains: a crossover, no single law")
    near = exponents.matching_candidates(words.number("exponent"), words.number("half width"), CANDIDATES)
    found = (f"{start} is {exponent} ± {words.show('half width', 2)} ({words['certainty (%)']}), "
             f"which allows {' or '.join(near) or 'no candidate'}")
    if words.number("doubtful"):
        return found, "The readings bend rather far for noise alone: doubtful, a wider window could tell"
    if not near:
        return found, "One exponent, but none of a simple law: a mixture of carriers, or a slow crossover"
    if words.number("alike") >= 0:
        partner = list(SAMPLES)[int(words.number("alike"))]
        return found, (f"No contradiction to one law; found: sample {partner} shows the same exponent here, "
                       f"and another elsewhere")
    example = f", for example {MAKERS[near[0]]}" if len(near) == 1 else ""
    return found, f"No contradiction to one law{example}"
