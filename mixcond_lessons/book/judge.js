// Judges an answer in a page as `check` does in a notebook: the same numbers, the same sentences.
// What belongs to one question (values, reaches, hints, units) is data that judged.py writes.

class NotRead extends Error {
  constructor(sentence, asksBack = false) { super(sentence); this.asksBack = asksBack; }
}

function refuse(sentence) { throw new NotRead(sentence); }
function askBack(sentence) { throw new NotRead(sentence, true); }

// ---- One spelling for what looks alike (spelling.py) ----

const ONE = new Map();
for (const [one, others] of [["-", "−–—‒‐‑﹣⁃˗─➖"], ["*", "×·⋅∙•✕✖⨯⨉∗・"], ["/", "⁄∕⟋÷"], [".", "․。٫"],
  ["'", "’‘ʼ′´`ʹ"], ["≈", "≃≅∼≒≐≊≙~"], ["°", "º˚∘"], ["%", "٪"], ["S", "℧"], ["e", "ᴇ⏨"], ["Å", "\u212b"]])
  for (const other of others) ONE.set(other, one);
[..."АаВЕеКМмНОоРрСсТХху"].forEach((cyrillic, at) => ONE.set(cyrillic, "AaBEeKMmHOoPpCcTXxy"[at]));
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ᐟ", LOWERED = "0123456789+-/";
const EXPONENT = new RegExp(`[${RAISED}]+(?:[.,·˙ᐧ][${RAISED}]+)?`, "g");
const TEX = [[/\\[td]?frac *(\d|\{[^{}]*\}) *(\d|\{[^{}]*\})/g, "$1/$2"], [/\{,\}/g, ","], [/\{\.\}/g, "."],
  [/\\(?:cdot|times)(?![a-zA-Z])/g, "*"], [/\^ *\{?\\circ *\}?/g, "°"], [/\\(?:circ|degree)/g, "°"],
  [/\\(?:mathrm|mathsf|text|textrm|rm|left|right|num|unit|si)(?![a-zA-Z])/g, " "],
  [/\\[,;:! ()[\]]|\\quad/g, " "], [/\\mu(?![a-z])/g, "\u00b5"], [/\\Omega/g, "Ω"],
  [/\\(?:approx|sim|simeq)(?![a-z])/g, "≈"], [/\\pm(?![a-z])/g, "±"], [/\\%/g, "%"],
  [/(?<=[\p{L}\p{N}_}])~(?=[\p{L}\p{N}_\\])/gu, " "], [/\$/g, " "]];
const QUOTES = "\"'“”„‟«»‹›‚‛″";
const AROUND = [["(", ")"], ["[", "]"], ["{", "}"], ["**", "**"], ["*", "*"], ["__", "__"], ["_", "_"]];

function plain(text) {
  const fold = (written) => Array.from(written, (sign) => ONE.get(sign) ?? sign).join("");
  const lower = (written) => Array.from(written, (sign) => "·˙ᐧ".includes(sign) ? "."
    : LOWERED[RAISED.indexOf(sign)] ?? sign).join("");
  if (/[\\$~{]/.test(text)) for (const [pattern, meant] of TEX) text = text.replace(pattern, meant);
  text = text.trimEnd().replace(/⁰ ?(?=[CKF]$)/, "°")
    .replace(EXPONENT, (found) => found === "⁺" || found === "⁻" ? lower(found) : `^(${lower(found)})`)
    .replace(/(?<=[0-9])(?=[¼-¾⅐-⅞])|(?<=[¼-¾⅐-⅞])(?=[0-9])/g, " "); // 1½ is not 11/2
  text = fold(fold(text).normalize("NFKC")).replaceAll("\u03bc", "\u00b5").replace(/\p{Cf}/gu, "");
  return text.replaceAll("**", "^").replaceAll("{", "(").replaceAll("}", ")").trim().replace(/\s+/g, " ");
}

function unwrapped(text) {
  for (let before = null; text !== before;) {
    before = text;
    text = text.trim();
    if (text && QUOTES.includes(text[0])) text = stripped(text.slice(1), "", QUOTES);
    text = text.replace(/(?<=[\p{L}\p{N}_)%°\]}'"”»])[ .;,:!?…]+$/u, "");
    for (const [start, end] of AROUND) {
      const inside = text.slice(start.length, -end.length);
      if (text.startsWith(start) && text.endsWith(end) && inside && !/[()[\]{}]/.test(inside)) text = inside;
    }
  }
  return text;
}

function stripped(text, left, right) {
  while (text && left.includes(text[0])) text = text.slice(1);
  while (text && right.includes(text.at(-1))) text = text.slice(0, -1);
  return text;
}

function quoted(text) {
  const signs = [...text];
  const short = signs.slice(0, 30).join("") + (signs.length > 30 ? "…" : "");
  return `“${short.replace(/[\p{C}\p{Z}]/gu, " ")}”`;
}

// ---- The grammar of a number (numeral.py). Patterns with the flag y match where they are told to. ----

const ABOUT = /(?:(?:[≈=:]|(?:ca|circa|about|approx|approximately|around|roughly)\b\.?) ?)+/iy;
const NAME = new RegExp("(?!log|ln|lg|exp(?!onent)|sqrt)\\\\?[\\p{L}_][\\p{L}\\p{N}_\\u0300-\\u036f]{0,19}" +
  "(?:_?\\([\\p{L}\\p{N}_]{1,9}\\))?[*'+\\-]{0,3} ?[=≈:]", "iuy");
const DIGITS = "(?:[1-9][0-9]{0,2}(?:[ '_][0-9]{3}(?![0-9]))+|[0-9]+)";
const LAST = "[ '_][0-9]{1,2}(?![0-9]| ?[/^])"; // the last group of decimals
const MANTISSA = new RegExp(`(?=[.,]?[0-9])${DIGITS}?(?:[.,][0-9]{3}(?:(?:[ '_][0-9]{3}(?![0-9]))+` +
  `(?:${LAST})?|${LAST})(?![.,])|[0-9.,]*)`, "y");
const SIGNED = "[+-]? ?[0-9]+(?:[.,][0-9]+)?";
const POWER = ` ?\\^ ?(?:\\( ?(?<within>${SIGNED}) ?(?:/ ?(?<below>[1-9][0-9]*) ?)?\\)|(?<after>${SIGNED}))`;
const TEN = new RegExp("10" + POWER, "y");
const TIMES_TEN = new RegExp(`(?: ?[*xX.] ?| )10${POWER}| ?[*xX.] ?10 ?(?<bare>[+-][0-9]+)(?![0-9.,/^])` +
  `| ?[eE] ?(?<e>${SIGNED})`, "y");
const MIXED = /([0-9]+) ([0-9]+) ?\/ ?([0-9]+)(?![0-9.,^])/y;
const SPREAD = new RegExp(` ?(?:±|\\+/-) ?${DIGITS}(?:[.,][0-9]+)?`, "y");
const THOUSANDS = /^[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*(?:(?!\1)[.,][0-9]*)?$/;

function matchAt(pattern, text, place) {
  pattern.lastIndex = place;
  const found = pattern.exec(text);
  return found && Object.assign(found, { end: place + found[0].length });
}

function readNumeral(text) {
  text = text.replace(/ times (?=10\b)/gi, "*").replace(/(?<=10) to the (?:power (?:of )?)?/gi, "^")
    .replace(/(?<![\p{L}\p{N}_])minus (?=[0-9.,])/giu, "-");
  let start = matchAt(NAME, text, 0)?.end ?? 0;
  start = matchAt(ABOUT, text, start)?.end ?? start;
  const sign = matchAt(/\s*([+-]|plus\b)? ?/y, text, start), side = sign[1] === "-" ? -1 : 1;
  const [whole, end, thousands] = unsigned(text, sign.end);
  let [value, at] = divided(whole, text, end);
  const grouped = thousands && at === end ? side * thousands : null;
  at = withoutSpread(text, at);
  noHalfPower(text, at);
  return { value: side * value, rest: text.slice(at).trim(), thousands: grouped };
}

function unsigned(text, at) { // [value, where it ends, its value if the point marks the thousands]
  const ten = matchAt(TEN, text, at), mixed = matchAt(MIXED, text, at);
  if (ten) return [scaled("1", exponentOf(ten)), ten.end, null];
  if (mixed && text[at - 1] !== "/" && Number(mixed[2].slice(0, 9)) < Number(mixed[3].slice(0, 9))) {
    if (mixed[2].length === 3)
      askBack(`I cannot tell where the fraction in ${quoted(text)} begins: write a decimal number.`);
    return [Number(mixed[1]) + Number(mixed[2]) / Number(mixed[3]), mixed.end, null];
  }
  const digits = matchAt(MANTISSA, text, at);
  if (!digits && text[at] === "(") return bracketed(text, at);
  if (!digits)
    refuse(text ? `I find no number at the start of ${quoted(text)}: write it in digits, and its unit ` +
      "if you like." : "This text is empty: write a number.");
  const [written, end] = pointAsTimes(digits[0], text, digits.end);
  const power = matchAt(TIMES_TEN, text, end);
  const grouped = /^[1-9][0-9]{0,2}\.[0-9]{3}$/.test(written) && !power;
  return [scaled(mantissaOf(written, power), exponentOf(power)), power?.end ?? end,
    grouped ? Number(written.replace(".", "")) : null];
}

function pointAsTimes(written, text, end) { // 1,5.10^-3 is how French books write a product
  if (/^[0-9]+[.,][0-9]+\.10$/.test(written) && /^(?: ?\^|[+-][0-9])/.test(text.slice(end)))
    return [written.slice(0, -3), end - 3];
  if (written.endsWith(".10") && /^ ?\^/.test(text.slice(end)))
    askBack(`Is the point in ${quoted(text)} a times sign? Write ${written.slice(0, -3)}*10^…, or the ` +
      "number with an e, as a calculator does.");
  return [written, end];
}

const noBrackets = (text) =>
  refuse(`I cannot read the brackets in ${quoted(text)}: write a number without them.`);

function bracketed(text, at) {
  const end = text.indexOf(")", at);
  if (end < 0 || text.slice(at + 1, end).includes("(")) noBrackets(text);
  const { value, rest } = readNumeral(text.slice(at + 1, end)), power = matchAt(TIMES_TEN, text, end + 1);
  if (rest)
    refuse(`I read the number ${general(value)}, but not ${quoted(rest)} behind it: write the number ` +
      "alone, and its unit if you like.");
  return power ? [scaled(String(value), exponentOf(power)), power.end, null] : [value, end + 1, null];
}

function exponentOf(found) { // [whole number as text, the rest from 0 to 1]
  const { within, after, bare, e, below } = found?.groups ?? {};
  const text = (within ?? after ?? bare ?? e ?? "0").replaceAll(" ", "").replaceAll(",", ".");
  if (!text.includes(".") && !below) return [text, 0];
  const exponent = Math.max(-1e6, Math.min(1e6, Number(text) / Number((below ?? "1").slice(0, 9))));
  return [String(Math.floor(exponent)), exponent - Math.floor(exponent)];
}

function scaled(mantissa, [whole, part]) {
  const digits = part ? String(Number(mantissa) * 10 ** part) : mantissa;
  const value = digits.includes("e") ? Number(digits) * Number(`1e${whole}`) : Number(`${digits}e${whole}`);
  if (value === 0 && Number(mantissa) !== 0) refuse("This number is smaller than a computer can hold.");
  return value;
}

function mantissaOf(written, power) { // the digits with a decimal point, whichever mark was used
  const text = written.replace(/[ '_]/g, ""), marks = text.replace(/[0-9]/g, "");
  if (marks.length > 1) {
    if (!THOUSANDS.test(text))
      refuse(`I cannot tell which mark in ${quoted(written)} is the decimal one: write the number with a ` +
        "single point.");
    const decimal = marks.includes(",") && marks.includes(".") ? marks.at(-1) : "";
    return text.replace(/[.,]/g, (mark) => mark === decimal ? "." : "");
  }
  if (!power && /^[1-9][0-9]{0,2},[0-9]{3}$/.test(written))
    askBack(`Is the comma in ${written} a decimal comma or does it mark the thousands? ` +
      `Write ${written.replace(",", ".")}0 or ${written.replace(",", "")}.`);
  return text.replace(",", ".");
}

function divided(value, text, at) {
  const slash = matchAt(/ ?\/ ?\(? ?(?=[+-]?[.,]?[0-9])/y, text, at);
  if (!slash) return [value, at];
  const sign = text[slash.end] === "-" ? -1 : 1, bracket = slash[0].includes("(");
  let [below, end] = unsigned(text, slash.end + ("+-".includes(text[slash.end]) ? 1 : 0));
  const hasPower = !bracket && /[*xX ] ?10/.test(text.slice(slash.end, end));
  if (bracket && text[end++] !== ")") noBrackets(text);
  if (hasPower || /^ ?[*x] ?[0-9]/.test(text.slice(end)))
    askBack(`I cannot tell what in ${quoted(text)} stands below the slash: write a single number.`);
  if (below === 0) refuse(`In ${quoted(text)} something is divided by 0: write another number.`);
  return [value / (sign * below), end];
}

function withoutSpread(text, at) { // 1.5 ± 0.1 is read as 1.5
  const spread = matchAt(SPREAD, text, at);
  if (spread && matchAt(TIMES_TEN, text, spread.end))
    askBack(`I cannot tell what in ${quoted(text)} the power of ten belongs to: write the number without ` +
      "its uncertainty.");
  return spread?.end ?? at;
}

function noHalfPower(text, at) {
  const before = text.slice(0, at).trim(), rest = text.slice(at), signed = rest.match(/^ ?([+-] ?[0-9]+)/);
  if (/(?<![0-9.,])10$/.test(before) && signed)
    askBack(`Is a power of ten meant by ${quoted(text)}? Then write it with an e, as a calculator does: ` +
      `1e${signed[1].replace(" ", "")}.`);
  if (/^ ?[eE] ?\^/.test(rest))
    askBack(`Is a power of ten meant by ${quoted(text)}? Then leave the ^ out, as a calculator does.`);
  if (before !== "0" && /^(?: ?[*xX] ?| )10/.test(rest))
    askBack(`Which power of ten is meant by ${quoted(text)}? Write the number with an e, as a ` +
      `calculator does: ${before}e and the power.`);
  if (/^\*[0-9]/.test(rest))
    askBack(`Is the mark in ${quoted(text)} a decimal point or a times sign? Write a single number.`);
}

// ---- A number with what stands behind it (quantity.py) ----

function readText(text, isPlain, unitFollows = false) {
  const length = [...text].length, tidy = unwrapped(plain(unwrapped(text))), alone = isPlain && !unitFollows;
  if (length > 100) refuse(`This text has ${length} characters: a number with its unit fits into 100.`);
  const factor = /^(?:(?:by )?(?:a )?factor (?:of )?|[xX*] ?(?=[0-9]))/;
  let found;
  try {
    found = readNumeral(isPlain ? tidy.replace(factor, "") : tidy);
  } catch (reason) {
    throw new NotRead(reason.message.replaceAll(quoted(tidy), () => quoted(text.trim())), reason.asksBack);
  }
  const { value, rest, thousands } = found;
  if (/^\(?1\)?$/.test(rest))
    refuse(`I cannot tell what the last 1 in ${quoted(text)} means: write a single number.`);
  if (alone && /^[0-9]+(?:[.,][0-9]+)?[+-]$/.test(tidy)) // a valence carries its sign behind
    return { value: rest === "-" ? -value : value, rest: "", thousands: null };
  if (alone && /^(?:[xX*]|times(?: as [\p{L}\p{N}_]+| more| [\p{L}\p{N}_]+er)?|-?fold)$/u.test(rest))
    return { value, rest: "", thousands };
  return { value, rest: rest.replace(/^\* ?(?=[\p{L}_])/u, ""), thousands };
}

// {value, rest: what stands behind it, thousands: its value if its point marks the thousands}, or {problem}.
function readNumber(text, isPlain = false) {
  try {
    return readText(text, isPlain);
  } catch (reason) {
    return { problem: reason.message, asksBack: reason.asksBack };
  }
}

function unitWritten(question, rest) {
  const folded = rest.replace(/\^?\(([+-]?[0-9]+)\)|\^(?=[+-]?[0-9])/g, "$1").replace(/ ?[*] ?/g, " ")
    .replace(/ ?\/ ?/g, "/");
  return question.units.find((unit) => unit.spellings.includes(folded));
}

function readAnswer(question, text, unitPlace) {
  const { value: number, rest, thousands } = readText(text, !question.unit, unitPlace > 0);
  const unit = rest ? unitWritten(question, rest) : question.units[unitPlace];
  if (!unit)
    askBack(`I read the number ${general(number)}, but not ${quoted(rest.replace(/\^\(([^)]*)\)/g, "$1"))} ` +
      "behind it: choose the unit beside the box.");
  const turned = (given) => given * unit.multiplier / unit.divisor + unit.offset;
  const value = turned(number), bare = !rest && unitPlace === 0;
  if (!Number.isFinite(value)) refuse("This number is larger than a computer can hold.");
  if (question.fraction) checkFraction(value, question.unit === "%" ? 100 : 1, bare);
  const converted = unit.multiplier !== 1 || unit.divisor !== 1 || unit.offset !== 0;
  return { value, bare, converted, thousands: thousands && turned(thousands) };
}

function checkFraction(number, whole, bare) {
  const lies = "A part of the whole lies between 0 and ", said = general(number);
  if (!(-1e-9 <= number / whole && number / whole <= 1 + 1e-6)) {
    if (bare && whole === 1 && 1 < number && number <= 100)
      askBack(`${lies}1: do you mean ${general(number / 100)}? Write that, or "${said} %".`);
    refuse(`${lies}${whole}${whole > 1 ? " %" : ""}, and ${said} does not.`);
  }
  if (bare && whole === 100 && 0 < number && number <= 1)
    askBack(`Do you mean ${general(number * 100)} % or ${said} %? Write it with the sign %.`);
}

const short = (digits) => digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;

function rounded(number, digits) { // [mantissa, exponent]; of two that are equally near, the even one
  const half = new RegExp(`^(-?[0-9]\\.[0-9]{${digits - 2}}[02468])50*(e.*)$`);
  const [, mantissa, exponent] = number.toExponential(60).match(half) ?? [];
  return (mantissa ? mantissa + exponent : number.toExponential(digits - 1)).split("e");
}

function general(number) { // as Python's :g
  if (!Number.isFinite(number)) return number < 0 ? "-inf" : "inf";
  const [mantissa, exponent] = rounded(number, 6);
  if (exponent >= -4 && exponent < 6) return short(Number(`${mantissa}e${exponent}`).toFixed(5 - exponent));
  return `${short(mantissa)}e${exponent[0]}${exponent.slice(1).padStart(2, "0")}`;
}

function show(number, unit, digits) { // as quantity.show
  let [mantissa, exponent] = rounded(number, digits), text = `${short(mantissa)}e${Number(exponent)}`;
  const size = Math.abs(Number(text)), decimals = Math.max(digits - 1 - exponent, 0);
  if (number === 0 || 1e-3 <= size && size < 1e5)
    text = short(Number(rounded(number, Math.max(digits, Number(exponent) + 1)).join("e")).toFixed(decimals));
  return `${text === "-0" ? "0" : text} ${unit}`.trimEnd();
}

// ---- Which option is meant (letters.py) ----

function readLetter(text, options) {
  if ([...text].length > 1000) refuse(`This text has ${[...text].length} characters.`);
  const fold = (written) => unwrapped(unwrapped(plain(unwrapped(written)))).toLowerCase()
    .replaceAll("\u00b5", "\u03bc");
  const texts = Object.entries(options).map(([letter, option]) => [letter, fold(option)]);
  const folded = fold(text);
  const whole = texts.find(([, option]) => option === folded);
  if (whole) return whole[0];
  const begun = (start) => texts.filter(([, option]) => start.length > 2 && option.startsWith(start))
    .map(([letter]) => letter);
  const found = folded.match(new RegExp("^(?:(?:my |the )?(?:options?|answer|choice|letter|number)" +
    `(?: is| ?[:=])? ?)?["'([]*([${Object.keys(options).join("")}])(["')\\].:,;>=-]*)` +
    "(?: +(.*)|(?<=[).:]).+)?$"));
  if (found) return byLetter(found, folded, texts, begun);
  const meant = begun(stripped(folded, "", ". "));
  if (meant.length > 1) refuse(`So begin the options ${meant.join(" and ")}.`);
  if (!meant.length) refuse("This is none of the options.");
  return meant[0];
}

function byLetter([, letter, mark, behind], text, texts, begun) {
  const own = texts.find(([one]) => one === letter)[1], start = letter + mark;
  const rest = stripped(behind || text.slice(text.indexOf(start) + start.length), " -:.", " -:.");
  if (!rest || own.startsWith(rest) || rest.startsWith(own)) return letter;
  const other = texts.filter(([one, option]) => option.startsWith(rest) || rest === one).map(([one]) => one);
  if (!other.length && mark && !/^(or|and|to|,|\/|\+|&)\b/.test(rest)) return letter;
  const byText = begun(text);
  if (byText.length === 1) return byText[0];
  return refuse(other.length ? `Which one is meant: ${letter} or ${other.join(" or ")}?`
    : "This names more than one option, or none.");
}

// ---- The verdict (question.py, advice.py) ----

// {state, text} of what was written in the box, with the unit that was chosen beside it.
function judge(question, given, unitPlace = 0) {
  if (["", "...", "…"].includes(given.trim()))
    return { state: "blank", text: question.kind === "choice" ? `Choose ${question.expected}.`
      : `Write ${question.expected} into the box.` };
  try {
    return question.kind === "choice" ? judgeChoice(question, readLetter(given, question.options))
      : judgeNumber(question, readAnswer(question, given, unitPlace), given);
  } catch (reason) {
    if (!(reason instanceof NotRead)) throw reason;
    const expected = question.expected.replace(/,$/, "");
    const more = question.kind === "choice" ? ` ${expected[0].toUpperCase()}${expected.slice(1)} is expected.`
      : reason.asksBack ? "" : ` Expected is ${expected}.`;
    return { state: "unreadable", text: reason.message + more };
  }
}

function judgeChoice(question, letter) {
  const place = question.values.findIndex((one) => one.value === letter);
  if (place === 0) return { state: "right", text: question.because };
  return { state: "not yet", text: question.values[place]?.hint ?? question.hint };
}

const isClose = (first, second) =>
  Math.abs(first - second) <= 1e-9 * Math.max(Math.abs(first), Math.abs(second));

function near(question, value, one) {
  const apart = question.kind === "numeric" ? Math.abs(value - one.value)
    : Math.min(value, one.value) > 0 ? Math.abs(Math.log10(value) - Math.log10(one.value)) : Infinity;
  return apart <= one.reach;
}

function judgeNumber(question, { value, bare, converted, thousands }, given) {
  const [answer, ...slips] = question.values;
  const meant = (number, one) => near(question, number, one)
    || one.rounded !== null && isClose(number, one.rounded);
  const slipHint = (number) => slips.find((slip) => meant(number, slip))?.hint;
  if (question.same_unit && converted)
    return { state: "not yet", text: "That unit is understood, but to change it is your task here: give " +
      `the number in ${question.unit}.` };
  const understood = converted ? ` (Your answer was understood as ${show(value, question.unit, 4)}.)` : "";
  if (meant(value, answer)) return { state: "right", text: question.because + understood };
  const slip = slipHint(value);
  if (thousands && (meant(thousands, answer) || slipHint(thousands) && !slip)) {
    const digits = plain(given).match(/[0-9]{1,3}[.][0-9]{3}/)[0];
    askBack(`Is the point in ${digits} a decimal point, or does it mark the thousands? ` +
      `Write ${digits}0, or ${digits.replace(".", "")}.`);
  }
  if (bare && !slip && near(question, value * question.base, answer))
    askBack(`In which unit? A bare number counts in ${question.unit} here: write yours with its unit.`);
  return { state: "not yet", text: (slip ?? adviceOn(question, value, answer.value)) + understood };
}

function adviceOn(question, value, answer) {
  if (question.kind !== "numeric")
    return value <= 0 ? "Only a number greater than zero has an order of magnitude." : question.hint;
  const said = question.advice;
  if (!said || value === 0) return question.hint;
  if (Math.abs(value + answer) <= 0.02 * Math.abs(answer)) return said.sign;
  if (said.shortened.some((one) => isClose(value, one)) || Math.abs(value - answer) <= 2 * said.tolerance)
    return said.close;
  const decades = Math.log10(Math.abs(value)) - Math.log10(Math.abs(answer)), whole = Math.round(decades);
  if (value > 0 !== answer > 0 || Math.abs(10 ** (decades - whole) - 1) > 0.02 || !whole)
    return question.hint;
  return (said.powers[whole] ?? said.power) || question.hint;
}

if (typeof module !== "undefined") module.exports = { judge, readNumber };
