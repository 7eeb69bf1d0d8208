// Reads the spelling and the grammar of a number as the notebooks do (spelling.py, numeral.py).

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
