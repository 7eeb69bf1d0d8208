// The review and the concept check of the book: Leitner's boxes by the rules of classroom/leitner.py, kept in
// the same work under the same names. What is asked, and the intervals, are data that reviewed.py writes.
const IN_BOX = "review.", DAY = 86400000; // ms

function boxOf(entry, intervals) { // in which box a saved entry says the question is; null: in none
  const found = /^box ([1-9])$/.exec(entry?.given ?? "");
  return found && Number(found[1]) <= intervals.length ? Number(found[1]) : null;
}

const dueAt = (entry, intervals) => Date.parse(entry.when) + DAY * intervals[boxOf(entry, intervals) - 1];
const nextBox = (box, right, intervals) => right ? Math.min((box ?? 1) + 1, intervals.length) : 1;

function mixedUp(text) { // a number of 32 bits that looks like chance
  let number = 2166136261;
  for (const byte of new TextEncoder().encode(text)) number = Math.imul(number ^ byte, 16777619);
  for (const [shift, factor] of [[16, 0x85ebca6b], [13, 0xc2b2ae35]])
    number = Math.imul(number ^ number >>> shift, factor);
  return (number ^ number >>> 16) >>> 0;
}

function byNumber(names, ...numbers) { // sorted by the first number of each, or the next one
  const places = new Map(names.map((name, place) => [name, [...numbers.map((one) => one(name)), place]]));
  return [...names].sort((one, other) => {
    const first = places.get(one), second = places.get(other);
    const at = first.findIndex((number, place) => number !== second[place]);
    return at < 0 ? 0 : first[at] - second[at];
  });
}

const shuffled = (names, seed) => byNumber([...names].sort(), (name) => mixedUp(`${seed} ${name}`));

const begunIn = (chapters, answers) => new Set(Object.keys(chapters)
  .filter((key) => Object.hasOwn(answers, key)).map((key) => chapters[key]));

// Where one is: first questions and those that are repeated are counted apart.
const placeIn = (asked, queue, count) => asked.indexOf(asked.at(-1)) < asked.length - 1
  ? `Once more (${queue.length} to repeat)` : `${asked.length} of ${count}`;

// The keys of one sitting: those that are due, then new ones from the chapters that were begun, in turn.
function drawnFor({ chapters, askable, intervals }, answers, now, seed, count) {
  const entry = (key) => Object.hasOwn(answers, IN_BOX + key) ? answers[IN_BOX + key] : null;
  const box = (key) => boxOf(entry(key), intervals), all = Object.keys(chapters);
  const mixed = shuffled(all.filter((key) => askable.includes(key)), seed);
  const due = mixed.filter((key) => box(key) && dueAt(entry(key), intervals) <= now);
  const worked = begunIn(chapters, answers);
  const fresh = mixed.filter((key) => !box(key) && (!worked.size || worked.has(chapters[key])));
  const taken = {}, turn = Object.fromEntries(fresh.map((key) =>
    [key, taken[chapters[key]] = (taken[chapters[key]] ?? 0) + 1]));
  return [...byNumber(due, box), ...byNumber(fresh, (key) => turn[key])].slice(0, count);
}

// ---- On the page ----

const paragraphs = (...sentences) => sentences.map((words) => element("p", { textContent: words }));
const stressed = (text) => text.split(/\*(\w+)\*/).map((part, place) =>
  (place % 2 ? element("em", { textContent: part }) : part));
const today = () => new Date().toISOString().slice(0, 10);
const longDay = (time) => new Date(time).toLocaleDateString("en-GB", { day: "numeric", month: "long" });

function whenDue() { // in a sentence, or none
  const now = Date.now(), entries = Object.entries(progress.answers).filter(([name, entry]) =>
    name.startsWith(IN_BOX) && review.askable.includes(name.slice(IN_BOX.length))
    && boxOf(entry, review.intervals)).map(([, entry]) => entry);
  const times = entries.map((entry) => dueAt(entry, review.intervals)).sort((one, other) => one - other);
  const days = times.map((time) => time <= now || longDay(time) === longDay(now) ? "today"
    : `on ${longDay(time)}`);
  const count = (day) => `${days.filter((one) => one === day).length} ${day}`;
  const counts = [...new Set(days)].slice(0, 5).map(count);
  return counts.length ? [`Due next: ${counts.join(", ")}.`] : [];
}

function reviewSitting(host) {
  let queue, first, asked; // still to come; first verdict on each key; keys as they were asked
  let count, opening; // of the questions drawn; what is said above the first one

  function begin() {
    const keys = drawnFor(review, progress.answers, Date.now(), today(), review.count);
    [queue, first, asked] = [keys.map((key) => review.questions[key]), new Map(), []];
    count = queue.length;
    opening = [begunIn(review.chapters, progress.answers).size ? "" : review.none_begun, review.comes_again];
    turn();
  }

  function record(key, right) { // only the first verdict of a sitting moves the box
    if (first.has(key)) return;
    first.set(key, right);
    const box = nextBox(boxOf(progress.answers[IN_BOX + key], review.intervals), right, review.intervals);
    progress.recordAnswer(IN_BOX + key, `box ${box}`, right ? "right" : "not yet");
  }

  function turn(withFocus = false) {
    if (!queue.length) return end();
    const data = queue[0], said = element("div", { role: "status" }), { parts, read } = answerForm(data);
    let verdictOf = null; // the first one of this turn
    asked.push(data.key);
    const next = button("Next", () => {
      queue.shift();
      const times = asked.filter((key) => key === data.key).length;
      if (!verdictOf && times <= review.again) queue.push(data);
      turn(true);
    });
    const judged = (right) => {
      verdictOf ??= right;
      next.disabled = false;
      record(data.key, right);
    };
    const form = element("form", { className: "book-form" }, ...parts,
      element("button", { type: "submit", textContent: "Check" }), button("I do not know", () => {
        judged(false);
        said.replaceChildren(verdict({ state: "told", text: data.in_full }));
      }), next);
    next.disabled = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const [given, place] = read(), feedback = judge(data, given, place);
      if (/^(right|not yet)$/.test(feedback.state)) judged(feedback.state === "right");
      said.replaceChildren(verdict(feedback, data.units && feedback.state !== "blank" && inFull(data, given,
        place)));
      grown(host);
    });
    const from = review.lessons[data.chapter], above = asked.length === 1 ? opening.filter(Boolean) : [];
    host.replaceChildren(...above.map((words) => line("p", "book-note", words)),
    element("p", { className: "book-note" }, `${placeIn(asked, queue, count)}. From `,
      element("a", { href: from.file, textContent: `chapter ${from.number}` }), `, question ${data.id}.`),
    element("p", { className: "book-asked" }, ...stressed(data.ask)), form, said);
    if (withFocus) form.querySelector("input").focus();
    grown(host);
  }

  function end() {
    const missed = [...first].filter(([, right]) => !right).map(([key]) => review.questions[key].id).sort();
    const words = first.size ? [`Done. You were asked ${first.size} questions and knew `
      + `${first.size - missed.length} of them at once.`] : ["Nothing is due now."];
    if (missed.length) words.push(`Missed: ${missed.join(", ")}. They are in box 1 now, and come back from `
      + "tomorrow on.");
    words.push(...whenDue());
    host.replaceChildren(element("div", { role: "status", tabIndex: -1 }, ...paragraphs(...words)),
      button("Ask more", begin));
    if (first.size) host.firstChild.focus();
    grown(host);
  }

  begin();
  window.addEventListener("book-work", () => { if (!first.size) begin(); }); // work was brought back
}

const conceptKey = (time, key) => `concept_check.${time}.${key}`;

function chosenAt(time) { // {key of an item: choice, such as "b2"}
  const given = review.items.map(({ key }) => [key, progress.answers[conceptKey(time, key)]?.given ?? ""]);
  const fits = ([key, choice]) => choice.length === 2 && (({ answers, reasons }) => choice[0] in answers
    && choice[1] in reasons)(review.items.find((item) => item.key === key));
  return Object.fromEntries(given.filter(fits));
}

const thoughtBy = ({ answers, reasons }, choice) =>
  new Set([answers[choice[0]].thinks, reasons[choice[1]].thinks].filter(Boolean));

// Which tier is wrong, what is right, and which ideas stand behind what is wrong: as Item.comment in Python.
function commentOn(item, choice, names) {
  const pick = (name) => ({ answer: item.answers[name[0]], reason: item.reasons[name[1]] });
  const chosen = pick(choice), right = pick(item.right);
  const wrong = Object.keys(chosen).filter((tier) => chosen[tier].thinks), [tier] = wrong;
  if (!wrong.length) return [];
  const other = tier === "answer" ? "reason" : "answer", ideas = new Map();
  for (const one of wrong)
    ideas.set(chosen[one].thinks, [...(ideas.get(chosen[one].thinks) ?? []), `your ${one}`]);
  return [wrong.length === 2 ? `Right is “${right.answer.text}”. ${right.reason.text}`
    : `Your ${other} is right, your ${tier} is not: the right ${tier} is “${right[tier].text}”`
      + (/[.?]$/.test(right[tier].text) ? "" : "."),
  ...[...ideas].map(([id, tiers]) => `Behind ${tiers.join(" and ")} is a common idea that is wrong: `
    + `“${names[id]}” (${id}).`)];
}

function saidOf(item, choice) { // what is said of a choice after the course
  return [...commentOn(item, choice, review.misconceptions), item.because,
    `More in chapter ${review.lessons[item.lesson].number}.`].join(" ");
}

function conceptCheck(host) {
  const { time } = host.dataset;
  let queue;

  function begin(all = false) {
    const done = chosenAt(time);
    queue = review.items.filter(({ key }) => all || !(key in done));
    if (time === "before" && queue.length && Object.keys(chosenAt("after")).length)
      host.replaceChildren(...paragraphs("You have begun the check after the course, so it is too late for "
        + "the one before it."));
    else turn();
  }

  function turn(withFocus = false) {
    if (!queue.length) return end();
    const item = queue[0], said = element("div", { role: "status" });
    const tiers = [["Answer", item.answers], ["Reason", item.reasons]].map(([title, options]) => ({ title,
      ...choices(`${time} ${item.key} ${title}`, Object.entries(options).map(([name, { text }]) =>
        [name, `${name}) ${text}`])) }));
    const goOn = () => {
      queue.shift();
      turn(true);
    };
    const next = button("Next", goOn);
    next.disabled = true;
    const form = element("form", { className: "book-form" },
      ...tiers.map(({ title, rows }) => element("fieldset", {}, line("legend", "", title), ...rows)),
      element("button", { type: "submit", textContent: time === "before" ? "Next" : "Check" }),
      ...(time === "before" ? [] : [next]));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const choice = tiers.map(({ chosen }) => chosen()).join(""), right = choice === item.right;
      if (choice.length < 2) return said.replaceChildren(...paragraphs("Choose an answer and a reason."));
      progress.recordAnswer(conceptKey(time, item.key), choice, right ? "right" : "not yet");
      window.dispatchEvent(new CustomEvent("book-choice"));
      if (time === "before") return goOn();
      next.disabled = false;
      said.replaceChildren(verdict({ state: right ? "right" : "not yet", text: saidOf(item, choice) }));
      return grown(host);
    });
    host.replaceChildren(line("p", "book-note", `${review.items.length - queue.length + 1} of `
      + review.items.length), line("p", "book-asked", item.ask), form, said);
    if (withFocus) form.querySelector("input").focus();
    grown(host);
  }

  function end() {
    const done = chosenAt("after"), count = Object.keys(done).length;
    const right = review.items.filter((item) => done[item.key] === item.right).length;
    const words = time === "before" ? review.thanks
      : [`Done: in ${right} of ${count} items answer and reason are right.`];
    host.replaceChildren(element("div", { role: "status" }, ...paragraphs(...words)),
      ...(time === "before" ? [] : [button("Take it again", () => begin(true))]));
    grown(host);
  }

  begin();
  window.addEventListener("book-work", () => begin());
}

// {held: {time: {misconception: [for each item that can show it: whether it did]}}, count, right: {time: n}}
function compared() {
  const given = { before: chosenAt("before"), after: chosenAt("after") }, times = Object.keys(given);
  const both = times.every((time) => Object.keys(given[time]).length);
  const found = { held: {}, count: {}, right: {} };
  for (const time of times) {
    const items = review.items.filter(({ key }) => key in given[time]
      && (!both || times.every((one) => key in given[one])));
    found.held[time] = {};
    for (const item of items) for (const id of item.misconceptions)
      (found.held[time][id] ??= []).push(thoughtBy(item, given[time][item.key]).has(id));
    found.count[time] = items.length;
    found.right[time] = items.filter(({ key, right }) => given[time][key] === right).length;
  }
  return found;
}

function comparison(host) {
  const { held, count, right } = compared(), times = ["before", "after"].filter((time) => count[time]);
  if (!times.length) return host.replaceChildren(...paragraphs("There is nothing to compare yet: take the "
    + "concept check before the course, on page 00, and after it, on this page."));
  const ids = Object.keys(review.misconceptions).filter((id) => times.some((time) => held[time][id]));
  const cell = (shown = []) => line("td", "", `${shown.map((one) => one ? "●" : "○").join(" ")} `
    + `${shown.filter(Boolean).length} of ${shown.length}`);
  const head = element("tr", {}, ...["misconception", ...times].map((words) =>
    element("th", { scope: "col", textContent: words })));
  const rows = ids.map((id) => element("tr", {}, element("th", { scope: "row",
    textContent: `${id}: ${review.misconceptions[id]}` }), ...times.map((time) => cell(held[time][id]))));
  const said = times.map((time) => `${time === "before" ? "Before" : "After"} the course answer and reason `
    + `were right in ${right[time]} of ${count[time]} items.`);
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows));
  return host.replaceChildren(...paragraphs(said.join(" ")), element("div", { className: "book-table" },
    table), ...[`${review.legend} ● your choice showed it, ○ your choice did not show it.`, review.left_out]
    .filter(Boolean).map((words) => line("p", "book-note", words)));
}

if (typeof document !== "undefined" && review) {
  document.querySelectorAll(".book-review").forEach(reviewSitting);
  document.querySelectorAll(".book-concepts").forEach(conceptCheck);
  const redraw = () => document.querySelectorAll(".book-comparison").forEach(comparison);
  for (const name of ["book-work", "book-choice"]) window.addEventListener(name, redraw);
  redraw();
}

if (typeof module !== "undefined")
  module.exports = { begunIn, boxOf, commentOn, drawnFor, dueAt, nextBox, placeIn, shuffled };
