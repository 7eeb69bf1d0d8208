"""The channel of this chapter's insertion synapse: illustrative numbers that two panels share."""
MOBILITY = 1e-4  # m²/(V s), of the channel's electronic carriers: 1 cm²/(V s)
LOWEST = 1e-5  # S, the channel without inserted ions
RANGE = 6e-5  # S, how much a full channel conducts more
GATE_RANGE = 1.0  # V of the gate between an empty and a full channel
