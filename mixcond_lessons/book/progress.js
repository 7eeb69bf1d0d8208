// A student's work in a page: answers and predictions, kept by the browser in the tables of my_work.json
// (work_text.py), so that a file goes from page to notebook and back.

const WORK_KEY = "mixcond_lessons work", WORK_FORMAT = "mixcond_lessons work", WORK_VERSION = 2;
const WORK_LARGEST = 1000000, WORK_LONGEST = 300, WORK_STATES = ["unreadable", "not yet", "right"];
const WORK_FIELDS = { answers: ["given", "state", "when"], predictions: ["expected", "when"] };

class Refused extends Error {}
class Newer extends Refused {}

const isTable = (thing) => thing !== null && typeof thing === "object" && !Array.isArray(thing);
const clipped = (text) => [...String(text)].slice(0, WORK_LONGEST).join("");
const fits = (text) => typeof text === "string" && [...text].length <= WORK_LONGEST;

function isTime(text) {
  if (!/^(?!0000)[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}[.][0-9]{6}Z$/.test(text)) return false;
  const time = new Date(text); // the 30th of February becomes another day
  return !isNaN(time) && time.toISOString().slice(0, 23) === text.slice(0, 23);
}

// One after the year 9000 is no true time, and counts as older than all that are.
const possible = (when) => when >= "9001" ? `0${when.slice(1)}` : when;

function stampAfter(entry, now = new Date()) { // the time now, or the next one after that of the entry
  const stamp = possible(now.toISOString().replace("Z", "000Z"));
  if (!entry || entry.when < stamp) return stamp;
  const micro = Number(entry.when.slice(23, 26)) + 1, milli = Date.parse(`${entry.when.slice(0, 23)}Z`);
  return new Date(milli + (micro === 1000)).toISOString()
    .replace("Z", `${String(micro % 1000).padStart(3, "0")}Z`);
}

function merged(ours, theirs) { // where both have an entry, the later one; of two at one time always the same
  const isLater = (entry, kept) => {
    const name = ["when", "expected", "given", "state"].find((one) => entry[one] !== kept[one]);
    return name !== undefined && entry[name] > kept[name];
  };
  const taken = Object.entries(theirs).filter(
    ([name, entry]) => !Object.hasOwn(ours, name) || isLater(entry, ours[name]));
  return { ...ours, ...Object.fromEntries(taken) };
}

function soundEntries(table, fields) { // [the entries that are what is written here, the number of others]
  if (!isTable(table)) return [{}, 1];
  const entries = Object.entries(table);
  const sound = entries.filter(([name, entry]) => fits(name) && isTable(entry)
    && Object.keys(entry).sort().join() === fields.join() && fields.every((field) => fits(entry[field]))
    && isTime(entry.when) && WORK_STATES.includes(entry.state ?? "right"));
  return [Object.fromEntries(sound.map(([name, entry]) => [name, { ...entry, when: possible(entry.when) }])),
    entries.length - sound.length];
}

function parseWork(text, earlierNames = {}) {
  if (text.length > WORK_LARGEST) throw new Refused("It is far larger than saved work can be.");
  let found;
  try {
    found = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw new Refused("It is damaged or no file of this kind (not JSON).");
  }
  if (!isTable(found) || found.format !== WORK_FORMAT) throw new Refused("It comes from another program.");
  const { format, version, answers, predictions, ...others } = found;
  if (version > WORK_VERSION) throw new Newer("It was made by a newer course.");
  const read = { odd: Object.keys(others).length + ![1, WORK_VERSION].includes(version) };
  for (const [name, table] of Object.entries({ answers, predictions })) {
    const [sound, odd] = soundEntries(table, WORK_FIELDS[name]);
    const today = version === 1 && earlierNames[name] || {}; // {name in version 1: name today}
    read[name] = Object.entries(sound).reduce((kept, [old, entry]) =>
      merged(kept, { [Object.hasOwn(today, old) ? today[old] : old]: entry }), {});
    read.odd += odd;
  }
  if (read.odd && !Object.keys(read.answers).length && !Object.keys(read.predictions).length)
    throw new Refused("It is damaged: none of its entries can be read.");
  return read;
}

function browserStorage() {
  try {
    return window.localStorage; // forbidden in some private windows, and in some for file://
  } catch {
    return null;
  }
}

// The work of this browser. `warning` says that it cannot be kept, as long as that is so.
class Progress {
  constructor(earlierNames = {}, storage = browserStorage()) {
    Object.assign(this, { earlierNames, storage, answers: {}, predictions: {}, warning: "" });
    this.#update(() => {});
  }

  recordAnswer(key, given, state) {
    if (WORK_STATES.includes(state)) this.#record("answers", key, { given: clipped(given), state });
  }

  recordPrediction(id, expected) {
    this.#record("predictions", id, { expected: clipped(expected) });
  }

  takeHome() { // the text of my_work.json
    const { answers, predictions } = this;
    return JSON.stringify({ format: WORK_FORMAT, version: WORK_VERSION, answers, predictions }, null, 1);
  }

  bringBack(text) { // {accepted, text: a sentence}
    let found;
    try {
      found = parseWork(text, this.earlierNames);
    } catch (reason) {
      if (!(reason instanceof Refused)) throw reason;
      return { accepted: false,
        text: `This file was not taken. ${reason.message} Your work here is as it was.` };
    }
    this.#update(() => this.#takeIn(found));
    const [answers, predictions] = ["answers", "predictions"].map((name) => Object.keys(found[name]).length);
    const odd = found.odd === 1 ? " 1 entry could not be read and was not kept."
      : found.odd ? ` ${found.odd} entries could not be read and were not kept.` : "";
    return { accepted: true,
      text: `Welcome back. In the file: answers ${answers}, predictions ${predictions}.${odd}` };
  }

  #takeIn(found) {
    for (const name of Object.keys(WORK_FIELDS)) this[name] = merged(this[name], found[name]);
  }

  #record(table, name, entry) {
    this.#update(() => {
      const when = stampAfter(Object.hasOwn(this[table], name) ? this[table][name] : null);
      this[table] = { ...this[table], [name]: { ...entry, when } };
    });
  }

  #read() { // whether the browser may be written to
    const kept = this.storage.getItem(WORK_KEY);
    try {
      if (kept !== null) this.#takeIn(parseWork(kept, this.earlierNames));
    } catch (reason) {
      return !(reason instanceof Newer);
    }
    return true;
  }

  #update(change) { // another page may have written since: take that in, change, write
    let isKept = false;
    try {
      isKept = this.#read();
    } catch { /* a browser without a memory: change here alone */ }
    change();
    try {
      if (isKept) this.storage.setItem(WORK_KEY, this.takeHome());
    } catch {
      isKept = false;
    }
    this.warning = isKept ? ""
      : "This browser does not keep your work. Before you close the page, take your work home.";
  }
}

if (typeof module !== "undefined") module.exports = { Progress, merged, parseWork, stampAfter };
