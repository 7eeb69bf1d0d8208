// The live lecture: while lecture(True) is in force, a lesson in JupyterLab or Notebook 7 becomes a deck of
// slides, by the cells' slide types. This file is served as it stands: it is a prebuilt extension without a
// build, and takes nothing from JupyterLab but the application object that a plugin is given.
(() => {
const WIDTH = 1280, HEIGHT = 720, ROOM = 640;  // ROOM: what one slide takes of text
const ASK = 1500, RUN = 60000;  // ms until a kernel is asked again, and that all cells may take to run
const ALONE = ".mixcond-panel, .mixcond-predict";
const deck = { on: false, pages: [], at: 0, step: 0 };
let app;
const isHeading = (block) => /^H[1-6]$/.test(block.tagName);
const kindOf = (cell) => cell.model.getMetadata("slideshow")?.slide_type;
const isAnswer = (cell) => Boolean(cell.model.getMetadata("tags")?.includes("answer"));
const isCheck = (cell) => cell.model.sharedModel.getSource().startsWith("check(");
const prepared = () => app.shell.currentWidget?.node.querySelector(".mixcond-present");

// What can be shown by itself: a paragraph, a picture, an item of a long list, a row of a long table; of a
// code cell all that it shows, however often it is run again.
function blocksOf({ node, model }) {
  const shows = (one) => node.querySelector(one);
  const output = ".jp-OutputArea:not(:has(.mixcond-present)) .jp-OutputArea-output";
  if (model.type === "code") return shows(output) ? [node] : [];
  return [...shows(".jp-MarkdownOutput")?.children ?? []].flatMap((child) => {
    if (child.offsetHeight < ROOM / 2) return [child];
    const items = child.matches("ul, ol") ? [...child.children] : [...child.querySelectorAll("tbody > tr")];
    if (child.matches("ol")) items.forEach((item, place) => (item.value = (child.start || 1) + place));
    return items.length ? items : [child];
  });
}

// Deals the blocks of all cells out over pages; each page is a list of steps, each step a list of blocks.
// A question's answer and check are no step: a key shows them, and what follows them waits.
function deal(cells) {
  const pages = [];
  let page, top;
  const turn = (cell, block) => {
    const heading = page?.steps.at(-1)?.at(-1);
    page = { cell, steps: [[]], notes: [], told: [] };
    // A heading stays with what it heads.
    if (heading && isHeading(heading) && cell.node.contains(heading))
      page.steps[0].push(pages.at(-1).steps.at(-1).pop());
    top = (page.steps[0][0] ?? block).getBoundingClientRect().top;
    top -= block.closest("table")?.tHead?.offsetHeight ?? 0;  // each part of a table keeps its head
    pages.push(page);
  };
  for (const cell of cells) {
    const kind = kindOf(cell), code = cell.model.type === "code";
    if (kind === "notes") page?.notes.push(cell.node.textContent);
    const tells = isAnswer(cell) || code && isCheck(cell);
    cell.node.classList.toggle("mixcond-tells", tells);
    cell.node.classList.toggle("mixcond-answer", isAnswer(cell));
    if (tells) page?.told.push(cell);
    else if (kind !== "skip" && kind !== "notes") blocksOf(cell).forEach((block, place) => {
      const alone = code && block.querySelector(ALONE);
      const bare = page?.steps.flat().every(isHeading);
      const full = page?.full || page && (alone ? !bare : block.getBoundingClientRect().bottom - top > ROOM);
      const begins = place === 0 && (kind === "slide" || kind === "subslide" && !bare);
      if (!page || full || begins) turn(cell, block);
      else if (place === 0 && (kind === "fragment" || page.told.length)) page.steps.push([]);
      page.steps.at(-1).push(block);
      page.full = alone;
    });
  }
  return pages.filter(({ steps }) => steps.flat().length);
}

const page = () => deck.pages[deck.at];
function turnTo(at, step) {
  deck.at = Math.max(0, Math.min(deck.pages.length - 1, at));
  deck.step = Math.max(0, Math.min(page().steps.length - 1, step));
  deck.stage.classList.remove("mixcond-told", "mixcond-tight");
  show();
  deck.stage.dataset.place = `${deck.at + 1} / ${deck.pages.length}`;
  deck.stage.focus({ preventScroll: true });
  tellNotes();
}

function show(told = []) {
  const blocks = [...page().steps.slice(0, deck.step + 1).flat(), ...told.map(({ node }) => node)];
  deck.stage.querySelectorAll(".mixcond-on").forEach((one) => one.classList.remove("mixcond-on"));
  for (const block of blocks)
    for (let one = block; one !== deck.stage; one = one.parentElement) one.classList.add("mixcond-on");
  deck.stage.scrollTop = 0;
}

function go(steps) {
  const { step, at } = deck, more = step + steps >= 0 && step + steps < page().steps.length;
  if (more) turnTo(at, step + steps);
  else if (deck.pages[at + steps]) turnTo(at + steps, steps > 0 ? 0 : 1e9);
}

// The notebook's own scrolling area becomes the stage. What is around it can neither clip it nor be reached.
function setTheStage(on) {
  const { stage } = deck;
  document.body.classList.toggle("mixcond-deck", on);
  document.body.toggleAttribute("data-lm-suppress-shortcuts", on);  // JupyterLab lets go of all keys
  stage.classList.toggle("mixcond-stage", on);
  for (let one = stage; one !== document.body; one = one.parentElement) {
    if (one !== stage) one.classList.toggle("mixcond-around", on);
    for (const other of one.parentElement.children)
      if (other !== one && !other.matches(".jp-Dialog, script, style, link")) other.inert = on;
  }
  stage.tabIndex = on ? -1 : 0;
}

function dealAnew(cell, step) {
  const { stage } = deck, cells = deck.notebook.content.widgets, from = cells.indexOf(cell);
  stage.classList.add("mixcond-measures");
  stage.querySelectorAll(".mixcond-block, .mixcond-holds").forEach((one) =>
    one.classList.remove("mixcond-block", "mixcond-holds"));
  deck.pages = deal(cells);
  for (const block of deck.pages.flatMap(({ steps }) => steps.flat())) {
    block.classList.add("mixcond-block");
    for (let one = block; (one = one.parentElement) !== stage;) one.classList.add("mixcond-holds");
  }
  stage.classList.remove("mixcond-measures");
  const exact = deck.pages.findIndex(({ steps }) => steps.flat().some((block) => cell?.node.contains(block)));
  turnTo(exact >= 0 ? exact : deck.pages.findLastIndex((one) => cells.indexOf(one.cell) <= from), step);
}

async function present() {
  if (deck.on || !prepared()) return;
  const notebook = app.shell.currentWidget, stage = notebook.node.querySelector(".jp-WindowedPanel-outer");
  Object.assign(deck, { on: true, notebook, stage, began: deck.began ?? Date.now() });
  const asked = document.documentElement.requestFullscreen?.();  // at once, or the browser refuses
  setTheStage(true);
  const drawings = [...stage.querySelectorAll(".jp-MarkdownOutput img")].map((image) => image.decode());
  await Promise.allSettled([asked, ...drawings]);
  dealAnew(deck.notebook.content.activeCell, 0);
}

function leave() {
  const { content } = deck.notebook, { cell } = page();
  deck.on = false;
  setTheStage(false);
  if (document.fullscreenElement) document.exitFullscreen();
  content.activeCellIndex = content.widgets.indexOf(cell);
  content.mode = "command";
  app.shell.activateById(deck.notebook.id);
  requestAnimationFrame(() => cell.node.scrollIntoView());
}

// O: a closed prediction opens; an open one says what was expected; a question shows answer cell and check.
function reveal() {
  const closed = deck.stage.querySelector(".jp-Cell.mixcond-on .mixcond-predict:not(:has(.mixcond-panel))");
  if (closed) {
    closed.querySelector(closed.querySelector(":checked") ? ".mod-primary" : "button.mixcond-open")?.click();
    return deck.stage.focus({ preventScroll: true });
  }
  if (!page().told.length && !deck.stage.querySelector(".jp-Cell.mixcond-on .mixcond-predict")) return;
  const told = deck.stage.classList.toggle("mixcond-told");
  show(told ? page().told : []);
  deck.stage.classList.toggle("mixcond-tight", told && deck.stage.scrollHeight > HEIGHT);
  deck.stage.querySelectorAll(".mixcond-on .mixcond-predict details").forEach((one) => (one.open = told));
  (told && page().told[0]?.editor || deck.stage).focus({ preventScroll: true });
}

// Shift+Enter in the answer cell: the answer and its check run, and the slide stays.
async function judge() {
  const { content } = deck.notebook;
  content.activeCellIndex = content.widgets.indexOf(page().told[0]);
  content.extendContiguousSelectionTo(content.widgets.indexOf(page().told.at(-1)));
  await app.commands.execute("notebook:run-cell");
  deck.stage.focus({ preventScroll: true });
}

const pause = (time) => new Promise((done) => setTimeout(done, time));
// What is sent to a kernel that only just starts may be lost: it is asked again until it answers.
async function answers(kernel, seconds = 60) {
  const reply = () => kernel.requestKernelInfo().then(() => true, () => pause(ASK));
  for (const end = Date.now() + 1000 * seconds; Date.now() < end && kernel.status !== "dead";)
    if (await Promise.race([reply(), pause(ASK)])) return;
}

// After an accident with the kernel: a new one, all cells, and back to this slide with what was open on it.
async function again() {
  if (deck.runs) return;
  // A mere notice, such as "the kernel has died", is taken as read.
  document.querySelectorAll(".jp-Dialog-footer button:only-of-type").forEach((button) => button.click());
  const { at, step } = deck, cell = page().cell, { content, sessionContext } = deck.notebook;
  const opened = content.widgets.filter((one) => one.node.querySelector(".mixcond-predict .mixcond-panel"));
  deck.runs = deck.stage.dataset.runs = "A new kernel runs all cells …";
  const { kernel } = sessionContext.session;
  try {
    // The server replaces a kernel that died; two that start at once would be in each other's way.
    if (/starting|unknown/.test(kernel.status)) await answers(kernel);
    await sessionContext.restartKernel();
    await answers(kernel);
    await Promise.race([app.commands.execute("notebook:run-all-cells"), pause(RUN)]);
    const drawn = (one) => one.querySelector("button, .mixcond-picture");
    for (let left = 150; left && ![...deck.stage.querySelectorAll(ALONE)].every(drawn); left--)
      await pause(100);
    opened.forEach(({ node }) => node.querySelector("button.mixcond-open")?.click());
  } finally {
    deck.runs = null;
    delete deck.stage.dataset.runs;
    if (deck.on) cell === deck.pages[at]?.cell && prepared() ? dealAnew(cell, step) : turnTo(at, step);
  }
}

const statesHere = () => deck.stage?.querySelector(".jp-Cell.mixcond-on .mixcond-states select");
// The options of the closed prediction on this slide.
const votesHere = () => [...deck.stage?.querySelectorAll(".jp-Cell.mixcond-on "
  + ".mixcond-predict:not(:has(.mixcond-panel)) input[type=radio]") ?? []];
const namesHere = () => [...statesHere()?.options ?? []].slice(1).map((option) => option.textContent);

// A second window for the lecturer: what comes next, notes, minutes gone, a panel's states.
function tellNotes() {
  const room = deck.notes?.document?.body;
  if (!room) return;
  const first = (one) => one?.steps.flat().map((block) => block.innerText.trim()).find(Boolean)?.slice(0, 90);
  const gone = Math.round((Date.now() - deck.began) / 60000);
  const states = namesHere().map((name, place) => `${place + 1} ${name}`).join(", ") || "none here";
  const paragraph = (words) => Object.assign(document.createElement("p"), { textContent: words });
  room.replaceChildren(...[`Slide ${deck.at + 1} of ${deck.pages.length}. ${gone} minutes gone.`,
    `Now: ${first(page())}`, `Next: ${first(deck.pages[deck.at + 1]) ?? "the end"}`, ...page().notes,
    `States: ${states}`].map(paragraph));
}

const ACTIONS = { pagedown: () => go(1), pageup: () => go(-1), escape: leave, o: reveal, R: again,
  f: () => document.fullscreenElement ? 0 : document.documentElement.requestFullscreen?.(),
  n: () => { deck.notes = window.open("", "notes", "width=700,height=500"); tellNotes(); } };
const QUIET_ACTIONS = { arrowright: () => go(1), arrowleft: () => go(-1), arrowdown: () => go(1),
  arrowup: () => go(-1), " ": () => go(1), home: () => turnTo(0, 0), end: () => turnTo(1e9, 1e9) };

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { target } = event, key = event.key === "R" ? "R" : event.key.toLowerCase();
  const typing = target.closest?.("input:not([type=radio], [type=checkbox]), textarea, .cm-content");
  const busy = typing || target.closest?.("input, select, button, summary, a, .noUi-handle");
  const digit = !typing && /^[1-9]$/.test(key) && Number(key) <= namesHere().length;
  const vote = deck.on && !typing && votesHere()[Number(key) - 1];
  let action;
  if (!deck.on) action = key === "p" && !typing && prepared() ? present : null;
  else if (document.querySelector(".jp-Dialog") && key !== "R") return;
  else if (typing?.matches(".cm-content") && key === "enter" && event.shiftKey) action = judge;
  else if (vote) action = () => vote.click();
  else if (digit) action = () => {
    statesHere().selectedIndex = Number(key);
    statesHere().dispatchEvent(new Event("change", { bubbles: true }));
  };
  else action = typing && key.length === 1 ? null : ACTIONS[key] ?? (busy ? null : QUIET_ACTIONS[key]);
  if (!action) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  action();
}

function activate(application) {
  app = application;
  window.addEventListener("keydown", pressed, true);
  const scale = () => Math.min(innerWidth / WIDTH, innerHeight / HEIGHT);
  const fit = () => document.body.style.setProperty("--deck-scale", scale());
  window.addEventListener("resize", fit);
  fit();
  document.addEventListener("click", (event) => event.target.closest?.(".mixcond-present") && present());
  let full = false;  // the browser keeps Escape to itself where it leaves full screen
  document.addEventListener("fullscreenchange", () => {
    if (full && !document.fullscreenElement && deck.on) leave();
    full = Boolean(document.fullscreenElement);
  });
}

const plugin = { id: "mixcond-lessons-deck:plugin", autoStart: true, activate };
const href = new URL("deck.css", document.currentScript.src);
document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
(window._JUPYTERLAB ??= {})["mixcond-lessons-deck"] = {
  init() {}, get: async () => () => ({ __esModule: true, default: plugin }) };
})();
