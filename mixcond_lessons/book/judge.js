// Judges an answer in a page as `check` does in a notebook: the same numbers, the same sentences.
// What belongs to one question (values, reaches, hints, units) is data that judged.py writes.
// The grammar of a number stands in numeral.js.

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
  if (/^[-+*] ?[(.,]?[0-9]/.test(rest))
    refuse(`There is more than one number in ${quoted(text)}: work it out, and write the one that comes ` +
      "out.");
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
  if (question.fraction) // of a part of the whole the comma marks the decimals, for no part is so large
    text = text.replace(/(?<![0-9.,])([1-9][0-9]{0,2}),([0-9]{3})(?![0-9.,])/g, "$1.$2");
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
