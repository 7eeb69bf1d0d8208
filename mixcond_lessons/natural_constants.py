"""The natural constants that the course needs. The SI fixes them exactly since 2019, so they are typed in.

scipy.constants has the same numbers (a test compares them) but takes a quarter of the time in which a chapter starts.
"""
BOLTZMANN = 1.380649e-23  # J/K
AVOGADRO = 6.02214076e23  # 1/mol
ELEMENTARY_CHARGE = 1.602176634e-19  # C
R = AVOGADRO * BOLTZMANN  # J/(mol K)
FARADAY = AVOGADRO * ELEMENTARY_CHARGE  # C/mol
ELECTRONVOLT = AVOGADRO * ELEMENTARY_CHARGE  # J/mol: one electronvolt for each particle
ZERO_CELSIUS = 273.15  # K
