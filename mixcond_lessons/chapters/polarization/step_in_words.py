"""What the fit of a measured step tells, and what not."""


def in_words(words, drive):
    """What a fit tells, and what not."""
    if words.number("strange"):
        return (f"Even the best curve misses the readings by {words['misfit (%)']}, more than they scatter: "
                f"this law does not describe this cell. Its constants mean nothing here.")
    if drive == "current":
        start = f"R = {words['R (Ω)']} ± {words.show('R error (Ω)', 2)}"
        if words.number("told all"):
            return f"The rise is over: {start}, and tₑ = {words['tₑ']} ± {words.show('tₑ error', 2)}."
        return f"The jump tells {start}. The rise is not over: it tells neither the electrons' share nor D̃."
    told = {name: f"{name} = {words[f'{name} (S/cm)']} ± {words.show(f'{name} error (S/cm)', 2)}"
            for name, key in (("σᵢₒₙ", "ions"), ("σₑ", "electrons")) if words.number(key)}
    rest = ("D̃ is told, too (its box shows it); leads that you do not know hide in σᵢₒₙ."
            if words.number("told all") else "Too little of the fall is in the readings to tell the rest.")
    return f"The readings tell {' and '.join(told.values()) or 'neither σᵢₒₙ nor σₑ'}. {rest}"
