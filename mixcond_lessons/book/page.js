// Questions and predictions of the page, and what is kept of them.
const { questions: asked, earlierNames, looks, review } = JSON.parse(
  document.getElementById("asked").textContent);
const progress = new Progress(earlierNames);

// `names` in the type of a cell, and what stands below the line.
function withCode(text) {
  return text.split("`").flatMap((part, place) => (place % 2 ? element("code", { textContent: part })
    : partsOf(part).map((words, lower) =>
      (lower % 2 ? element("sub", { textContent: words }) : words))));
}

const line = (tag, className, words) => element(tag, { className, textContent: words });
const unfolding = (className, title, ...inside) => element("details", { className },
  element("summary", { textContent: title }), ...inside);

function verdict({ state, text }, given, offered) {
  const [colour, sign, word] = looks[state];
  const block = element("div", { className: `mixcond-feedback mixcond-${state.replace(" ", "-")}` },
    element("strong", { textContent: `${sign} ${word}: ` }), ...withCode(text));
  block.style.setProperty("--verdict", colour);
  if (given) block.append(line("div", "book-given", `Your answer was ${given}`));
  if (offered) block.append(unfolding("", "Tried long enough? Show the answer", ...withCode(offered)));
  if (progress.warning) block.append(line("p", "book-alarm", progress.warning));
  return block;
}

// Tells that something has grown, for slides have no room to spare.
const grown = (host) => host.dispatchEvent(new CustomEvent("book-grown", { bubbles: true }));

// Options to choose from: what stands on the page, and how to read it.
function choices(name, options) {
  const inputs = options.map(([value]) => element("input", { type: "radio", name, value }));
  const rows = options.map(([, words], place) => element("label", { className: "book-option" },
    inputs[place], element("span", {}, ...withCode(words))));
  return { rows, chosen: () => inputs.find(({ checked }) => checked)?.value ?? "" };
}

// The form of a question. `read` returns what is given, and at which place of the units.
function answerForm({ id, key, options, units, same_unit: sameUnit }) {
  const said = `Your answer to ${id}`;
  const letters = Object.entries(options).map(([letter, text]) => [letter, `${letter}) ${text}`]);
  if (letters.length) {
    const { rows, chosen } = choices(key, letters);
    return { parts: [element("fieldset", {}, line("legend", "mixcond-quiet", said), ...rows)],
      read: () => [chosen(), 0],
      put: (given) => rows.forEach(({ control }) => (control.checked = control.value === given)) };
  }
  const box = element("input", { type: "text", autocomplete: "off", ariaLabel: `${said}, a number` });
  const shown = sameUnit ? units.slice(0, 1) : units;
  const unit = element("select", { ariaLabel: `Unit of your answer to ${id}` },
    ...shown.map(({ label }, place) => new Option(label || "no unit", place)));
  return { parts: [element("span", { className: "book-number" }, box, unit)],
    read: () => [box.value, Number(unit.value)], put: (given) => (box.value = given) };
}

// What is kept of an answer: with the unit that was chosen, where none stands behind the number.
function inFull(data, given, place) {
  const bare = data.units && !readNumber(given, !data.unit).rest;
  return bare ? `${given} ${data.units[place].label}`.trim() : given;
}

function question(host) {
  const data = asked[host.dataset.question], tries = new Set();
  const { parts, read, put } = answerForm(data);
  const said = element("div", { role: "status" });
  const form = element("form", { className: "book-form" }, ...parts,
    element("button", { type: "submit", textContent: "Check" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [given, place] = read(), feedback = judge(data, given, place), whole = inFull(data, given, place);
    if (feedback.state !== "blank") progress.recordAnswer(data.key, whole, feedback.state);
    if (feedback.state === "not yet") tries.add(whole);
    const offered = feedback.state === "not yet" && tries.size >= data.tries && data.in_full;
    said.replaceChildren(verdict(feedback, data.units && /not|right/.test(feedback.state) && whole, offered));
    tellProgress();
    grown(host);
  });
  host.revealAnswer = () => {
    said.replaceChildren(verdict({ state: "told", text: data.in_full }));
    grown(host);
  };
  host.append(form, said);
  showEarlier(data, put, said);
  // Each time slides begin, a hall sees a clean sheet.
  document.addEventListener("book-presents", () => {
    if (!document.body.classList.contains("book-presents")) return;
    form.reset();
    said.replaceChildren();
  });
}

// What was answered earlier, with its verdict; an entry of another question would be judged otherwise.
function showEarlier(data, put, said) {
  const earlier = progress.answers[data.key], feedback = earlier && judge(data, earlier.given);
  if (!earlier || feedback.state !== earlier.state) return;
  // A choice may have been written in any way in a notebook; the page has its letters.
  put(data.kind === "choice" ? readLetter(earlier.given, data.options) : earlier.given);
  said.append(line("p", "book-given", `Last time you wrote “${earlier.given}”: ${earlier.state}.`),
    verdict(feedback));
}

// The form of a prediction. `read` returns what is expected, and what is wrong with it.
function expectationForm({ key, ask, options, unit }) {
  if (options) {
    const { rows, chosen } = choices(key, options.map((option) => [option, option]));
    return { parts: [element("fieldset", {}, element("legend", {}, ...withCode(`Predict: ${ask}`)), ...rows)],
      read: () => [chosen(), chosen() ? "" : "Choose one of the lines above first."] };
  }
  const box = element("input", { type: "text", autocomplete: "off" });
  return { parts: [element("label", {}, ...withCode(`Predict: ${ask} `), box, ` ${unit}`)],
    read: () => [`${box.value.trim()} ${unit}`.trim(), readNumber(box.value).problem ?? ""] };
}

function prediction(host) {
  const told = JSON.parse(host.dataset.prediction), panel = host.querySelector(".book-panel");
  const said = element("div", { role: "status" });
  const { parts, read } = expectationForm(told);
  const form = element("form", { className: "book-form" }, ...parts,
    element("button", { type: "submit", textContent: "This is what I expect" }));
  const open = async (expected) => {
    form.hidden = true;
    panel.hidden = false;
    host.classList.add("book-open");
    await wake(panel);
    const before = expected ? ["You expected: ", element("b", {}, ...withCode(expected))] : [];
    const words = element("p", {}, ...before);
    said.replaceChildren(element("p", { className: "book-asked" }, ...withCode(told.ask)), words,
      element("p", { className: "book-look" }, ...withCode(told.look)));
    if (told.found && !host.querySelector(".book-found")) host.append(unfolding("book-found",
      "Seen? Compare with what the picture says",
      element("p", {}, ...withCode(told.found))));
    const seen = host.querySelector(".book-found");
    if (seen) seen.open = document.body.classList.contains("book-presents");
    grown(host);
  };
  host.openPanel = () => open(progress.predictions[told.key]?.expected);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const [expected, problem] = read();
    if (problem) return said.replaceChildren(line("p", "", problem));
    progress.recordPrediction(told.key, expected);
    await open(expected);
    return document.body.classList.contains("book-presents") ? document.activeElement?.blur()
      : panel.querySelector("input, select")?.focus({ preventScroll: true });
  });
  host.prepend(form, said);
  if (progress.predictions[told.key]) host.openPanel();
}

// How far one is, and the file that goes to the notebooks and back.
function tellProgress() {
  const keys = Object.keys(asked);
  const right = keys.filter((key) => progress.answers[key]?.state === "right").length;
  const tried = keys.filter((key) => progress.answers[key]).length;
  const words = `In this chapter you have tried ${tried} of ${keys.length} questions; ${right} are right.`;
  document.getElementById("tried").textContent = (keys.length ? words : "")
    + (progress.warning ? ` ${progress.warning}` : "");
}

function progressRow() {
  const said = element("p", { role: "status" });
  const file = element("input", { type: "file", accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    said.textContent = progress.bringBack(await file.files[0].text()).text;
    tellProgress();
    window.dispatchEvent(new CustomEvent("book-work"));
  });
  document.getElementById("progress").append(element("p", { id: "tried" }),
    button("Take my work home", () => keep("my_work.json",
      "data:application/json;charset=utf-8," + encodeURIComponent(progress.takeHome()))),
    element("label", {}, "Bring my work back ", file), said,
    line("p", "book-note", "Your answers stay in this browser. The file my_work.json carries them to the "
      + "notebooks and back: put it beside the notebooks."));
  tellProgress();
}

document.querySelectorAll(".book-question").forEach(question);
document.querySelectorAll(".book-predict").forEach(prediction);
progressRow();
wakeAll();
