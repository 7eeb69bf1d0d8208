// Questions and predictions of the page, and what is kept of them.
const { questions: asked, earlierNames } = JSON.parse(document.getElementById("asked").textContent);
const progress = new Progress(earlierNames);
// What each verdict looks like: colour, sign and word, as under a cell.
const LOOKS = { blank: ["#595959", "…", "No answer yet"], unreadable: ["#8A4B00", "?", "Cannot be read"],
  "not yet": ["#005AA8", "→", "Not yet"], right: ["#00704A", "✓", "Right"] };

// `names` in the type of a cell.
function withCode(text) {
  return text.split("`").map((part, place) => (place % 2 ? element("code", { textContent: part }) : part));
}

function verdict({ state, text }, given, offered) {
  const [colour, sign, word] = LOOKS[state];
  const block = element("div", { className: `mixcond-feedback mixcond-${state.replace(" ", "-")}` },
    element("strong", { textContent: `${sign} ${word}: ` }), ...withCode(text));
  block.style.setProperty("--verdict", colour);
  if (given) block.append(element("div", { className: "book-given", textContent: `Your answer was ${given}` }));
  if (offered) block.append(element("details", {}, element("summary",
    { textContent: "Tried long enough? Show the answer" }), ...withCode(offered)));
  if (progress.warning) block.append(element("p", { className: "book-alarm", textContent: progress.warning }));
  return block;
}

// A row of options to choose from; returns what stands in the row and how to read it.
function choices(name, options) {
  const inputs = options.map(([value]) => element("input", { type: "radio", name, value }));
  const rows = options.map(([value, words], place) => element("label", { className: "book-option" },
    inputs[place], element("span", { textContent: words })));
  return { rows, inputs, chosen: () => inputs.find(({ checked }) => checked)?.value ?? "" };
}

function question(host) {
  const data = asked[host.dataset.question];
  const said = element("div", { role: "status" });
  const tries = new Set();
  const options = Object.entries(data.options);
  const form = element("form", { className: "book-form" });
  const legend = element("legend", { className: "mixcond-quiet", textContent: `Your answer to ${data.id}` });
  let read;
  if (options.length) {
    const { rows, chosen } = choices(data.key, options.map(([letter, text]) => [letter, `${letter}) ${text}`]));
    form.append(element("fieldset", {}, legend, ...rows));
    read = () => [chosen(), 0];
  } else {
    const box = element("input", { type: "text", inputMode: "text", autocomplete: "off" });
    box.setAttribute("aria-label", `Your answer to ${data.id}, a number`);
    const shown = data.same_unit ? data.units.slice(0, 1) : data.units;
    const unit = element("select", {}, ...shown.map(({ label }, place) => new Option(label || "no unit", place)));
    unit.setAttribute("aria-label", "Unit of your answer");
    form.append(element("span", { className: "book-number" }, box, unit));
    read = () => [box.value, Number(unit.value)];
  }
  form.append(element("button", { type: "submit", textContent: "Check" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [given, place] = read();
    const feedback = judge(data, given, place);
    const alone = !options.length && !readNumber(given, !data.unit).rest;  // no unit stands behind the number
    const whole = alone ? `${given} ${data.units[place].label}`.trim() : given;
    if (feedback.state !== "blank") progress.recordAnswer(data.key, whole, feedback.state);
    if (feedback.state === "not yet") tries.add(whole);
    const offered = feedback.state === "not yet" && tries.size >= data.tries ? data.in_full : "";
    said.replaceChildren(verdict(feedback, /not|right/.test(feedback.state) && !options.length ? whole : "", offered));
    tellProgress();
    host.dispatchEvent(new CustomEvent("book-grown", { bubbles: true }));
  });
  host.revealAnswer = () => {
    said.replaceChildren(verdict({ state: "right", text: data.in_full }));
    host.dispatchEvent(new CustomEvent("book-grown", { bubbles: true }));
  };
  const earlier = progress.answers[data.key];
  if (earlier) said.append(element("p", { className: "book-given",
    textContent: `Last time you wrote “${earlier.given}”: ${earlier.state}.` }));
  host.append(form, said);
}

function prediction(host) {
  const told = JSON.parse(host.dataset.prediction);
  const panel = host.querySelector(".book-panel");
  const said = element("div", { role: "status" });
  const form = element("form", { className: "book-form" });
  const open = async (expected, look = true) => {
    form.hidden = true;
    panel.hidden = false;
    host.classList.add("book-open");
    await wake(panel);
    const words = expected ? element("p", {}, "You expected: ", element("b", { textContent: expected })) : "";
    said.replaceChildren(words, ...(told.look && look ? [element("p", { textContent: told.look })] : []));
    if (told.found && !host.querySelector(".book-found")) host.append(element("details",
      { className: "book-found" }, element("summary", { textContent: "Seen? Compare with what the picture says" }),
      element("p", { textContent: told.found })));
    host.dispatchEvent(new CustomEvent("book-grown", { bubbles: true }));
  };
  host.openPanel = () => open(progress.predictions[told.key]?.expected);
  let read;
  if (told.options) {
    const { rows, chosen } = choices(told.key, told.options.map((option) => [option, option]));
    form.append(element("fieldset", {}, element("legend", { textContent: `Predict: ${told.ask}` }), ...rows));
    read = () => [chosen(), chosen() ? "" : "Choose one of the lines above first."];
  } else {
    const box = element("input", { type: "text", autocomplete: "off" });
    form.append(element("label", {}, `Predict: ${told.ask} `, box, ` ${told.unit}`));
    read = () => (readNumber(box.value).problem ? [box.value, readNumber(box.value).problem]
      : [`${box.value.trim()} ${told.unit}`, ""]);
  }
  form.append(element("button", { type: "submit", textContent: "This is what I expect" }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [expected, problem] = read();
    if (problem) return said.replaceChildren(element("p", { textContent: problem }));
    progress.recordPrediction(told.key, expected);
    open(expected).then(() => panel.querySelector("input, select")?.focus({ preventScroll: true }));
    return undefined;
  });
  host.prepend(form, said);
  const earlier = progress.predictions[told.key];
  if (earlier) open(earlier.expected);
}

// How far one is, and the file that goes to the notebooks and back.
function tellProgress() {
  const keys = Object.keys(asked);
  const right = keys.filter((key) => progress.answers[key]?.state === "right").length;
  const tried = keys.filter((key) => progress.answers[key]).length;
  document.getElementById("tried").textContent =
    `In this chapter you have tried ${tried} of ${keys.length} questions; ${right} are right.`
    + (progress.warning ? ` ${progress.warning}` : "");
}

function progressRow() {
  const said = element("p", { role: "status" });
  const file = element("input", { type: "file", accept: ".json,application/json" });
  file.addEventListener("change", async () => {
    if (!file.files.length) return;
    said.textContent = progress.bringBack(await file.files[0].text()).text;
    tellProgress();
  });
  document.getElementById("progress").append(element("p", { id: "tried" }),
    button("Take my work home", () => keep("my_work.json",
      "data:application/json;charset=utf-8," + encodeURIComponent(progress.takeHome()))),
    element("label", {}, "Bring my work back ", file), said,
    element("p", { className: "book-note", textContent: "Your answers stay in this browser. The file my_work.json "
      + "carries them to the notebooks and back: put it beside the notebooks." }));
  tellProgress();
}

document.querySelectorAll(".book-question").forEach(question);
document.querySelectorAll(".book-predict").forEach(prediction);
progressRow();
wakeAll();
