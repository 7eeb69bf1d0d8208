// What stands below the line, as in D_V and kc_O: the rule of classroom/lowered.py.
const LOW = /(?<=(?:^|[^\p{L}_])[\p{Lu}σμcnt]|[²ΔkµμT][\p{Lu}c])_((?:(?!ˣ)\p{L})+)/u;

// The parts of a text in turn: on the line, below it, on the line, ...
const partsOf = (text) => text.split(LOW);

if (typeof module !== "undefined") module.exports = { partsOf };
