// The page as slides, by the cells' slide types: one press, one step. A long cell is dealt out over several
// slides, so that nothing is cut off and nothing scrolls.
const WIDTH = 1280, HEIGHT = 720, ROOM = 640;
const deck = { pages: [], at: 0, step: 0, began: null, notes: null };
const main = document.getElementById("main");
const ALONE = ".book-panel, .book-predict";

const isHeading = (block) => /^H[1-6]$/.test(block.tagName);

const isShown = (block) => block.getClientRects().length > 0;  // not so a note, which slides leave out

// What can be shown by itself: a paragraph, a picture, an item of a long list, a row of a long table.
function blocksOf(section) {
  return [...section.children].filter(isShown).flatMap((child) => {
    if (child.matches(".book-question")) return [child];
    if (child.matches(".book-predict")) return [child];
    if (child.offsetHeight < ROOM / 2) return [child];
    const items = child.matches("ul, ol") ? [...child.children] : [...child.querySelectorAll("tbody > tr")];
    if (child.matches("ol")) items.forEach((item, place) => (item.value = (child.start || 1) + place));
    return items.length ? items : [child];
  });
}

// A table that is dealt out keeps its columns: else each of its slides would have others.
function holdColumns(hold) {
  for (const cell of main.querySelectorAll("thead th"))
    cell.style.minWidth = hold ? `${Math.floor(cell.getBoundingClientRect().width)}px` : "";
}

// Deals the blocks of all cells out over pages; each page is a list of steps, each step a list of blocks.
function deal() {
  const pages = [];
  let page, top;
  holdColumns(true);
  const turn = (section, block) => {
    const heading = page?.steps.at(-1)?.at(-1);
    page = { cell: section.id, steps: [[]], notes: [] };
    if (heading && isHeading(heading) && heading.closest("section") === section) {
      pages.at(-1).steps.at(-1).pop();  // a heading stays with what it heads
      page.steps[0].push(heading);
    }
    const table = block.matches("tr:not(:first-child)") && block.closest("table");
    top = (page.steps[0][0] ?? block).getBoundingClientRect().top - (table?.tHead?.offsetHeight ?? 0);
    pages.push(page);
  };
  for (const section of main.querySelectorAll(".book-cell")) {
    const kind = section.dataset.slide;
    if (kind === "skip" || section.querySelector(".book-code")) continue;
    if (kind === "notes") {
      page?.notes.push(section.textContent);
      continue;
    }
    blocksOf(section).forEach((block, place) => {
      const alone = block.matches(ALONE);
      const bare = page?.steps.flat().every(isHeading);
      const full = page?.full || page && (alone ? !bare : block.getBoundingClientRect().bottom - top > ROOM);
      const begins = place === 0 && (kind === "slide" || kind === "subslide" && !bare);
      if (!page || full || begins) turn(section, block);
      else if (place === 0 && kind === "fragment") page.steps.push([]);
      page.steps.at(-1).push(block);
      page.full = alone;
    });
  }
  return pages.filter(({ steps }) => steps.flat().length);
}

// What does not fit below an answer takes the place of the form, and then of what was there before.
function makeRoom(page) {
  const isFull = () => main.scrollHeight > HEIGHT;
  if (isFull()) main.querySelectorAll(".book-question.book-on:has(.mixcond-feedback)").forEach((one) =>
    one.classList.add("book-told"));
  for (const block of page.steps.slice(0, deck.step).flat())
    if (isFull()) block.classList.remove("book-on");
}

function turnTo(at, step) {
  const page = deck.pages[Math.max(0, Math.min(deck.pages.length - 1, at))];
  deck.at = deck.pages.indexOf(page);
  deck.step = Math.max(0, Math.min(page.steps.length - 1, step));
  for (const name of ["book-on", "book-told"])
    main.querySelectorAll("." + name).forEach((one) => one.classList.remove(name));
  for (const block of page.steps.slice(0, deck.step + 1).flat())
    for (let one = block; one !== main; one = one.parentElement) one.classList.add("book-on");
  makeRoom(page);
  document.getElementById("slide-number").textContent = `${deck.at + 1} / ${deck.pages.length}`;
  history.replaceState(null, "", `#slide:${page.cell}`);
  tellNotes();
}

function go(steps) {
  const { step, at } = deck, count = deck.pages[at].steps.length;
  if (steps > 0) step + 1 < count ? turnTo(at, step + 1) : at + 1 < deck.pages.length && turnTo(at + 1, 0);
  else step > 0 ? turnTo(at, step - 1) : at > 0 && turnTo(at - 1, Infinity);
}

async function present(cell) {
  if (document.body.classList.contains("book-presents")) return;
  const here = cell ?? [...main.children].find((one) => one.getBoundingClientRect().bottom > 80)?.id;
  await Promise.all([...document.querySelectorAll(".book-panel")].map(wake));
  document.body.classList.add("book-presents", "book-measures");
  document.dispatchEvent(new Event("book-presents"));
  document.querySelectorAll(".book-panel").forEach((one) => one.classList.add("mixcond-hall"));
  await Promise.all([...main.querySelectorAll("img")].map((image) => image.decode().catch(() => {})));
  deck.pages = deal();
  for (const block of deck.pages.flatMap(({ steps }) => steps.flat())) {
    block.classList.add("book-block");
    for (let one = block.parentElement; one !== main; one = one.parentElement)
      one.classList.add("book-holds");
  }
  document.body.classList.remove("book-measures");
  deck.began ??= Date.now();
  const first = deck.pages.findIndex((page) => page.cell === here
    || page.steps.flat().some((block) => block.closest("section").id === here));
  fit();
  turnTo(Math.max(0, first), 0);
  document.activeElement?.blur();
}

function leave() {
  const here = deck.pages[deck.at].cell;
  document.body.classList.remove("book-presents");
  holdColumns(false);
  document.querySelectorAll(".book-panel").forEach((one) => one.classList.remove("mixcond-hall"));
  document.dispatchEvent(new Event("book-presents"));
  if (document.fullscreenElement) document.exitFullscreen();
  history.replaceState(null, "", `#${here}`);
  document.getElementById(here).scrollIntoView({ behavior: "instant" });
}

function fit() {
  const scale = Math.min(innerWidth / WIDTH, innerHeight / HEIGHT);
  document.body.style.setProperty("--deck-scale", scale);
}

// A second window for the lecturer: what comes next, notes, minutes left, keys.
function tellNotes() {
  const room = deck.notes?.document?.body;
  if (!room) return;
  const heading = (page) => page?.steps.flat().map((one) => one.textContent.trim()).find(Boolean)
    ?.slice(0, 90);
  const states = statesHere().map((name, place) => `${place + 1} ${name}`).join(", ");
  const minutes = Number(main.textContent.match(/Time:?\s*(\d+) minutes/)?.[1] ?? 45);
  const left = Math.round(minutes - (Date.now() - deck.began) / 60000);
  room.style.font = "22px/1.4 sans-serif";
  room.replaceChildren(...[`Slide ${deck.at + 1} of ${deck.pages.length}.`,
    `${left} of ${minutes} minutes left.`,
    `Now: ${heading(deck.pages[deck.at])}`, `Next: ${heading(deck.pages[deck.at + 1]) ?? "the end"}`,
    ...spoken(deck.pages[deck.at + 1]), ...deck.pages[deck.at].notes, ...answersHere(),
    `States: ${states || "none here"}`, KEYS].map((words) => line("p", "", words)));
}

// What the text says of a panel stands on the slide after it; the lecturer reads it beside the panel.
const spoken = (next) => (panelHere() && next
  ? [next.steps.flat().map((one) => one.textContent.trim()).join(" ")] : []);
const KEYS = "Keys: PageDown, PageUp (clicker), space, → and ← turn; O opens a prediction and shows "
  + "what is seen in it, or an answer; 1 to 9 jump to a panel's named states, or choose an option; "
  + "N notes; F full screen; "
  + "Escape leaves.";
const panelHere = () => main.querySelector(".book-panel.book-on, .book-predict.book-on .book-panel")?.panel;
// The options of the question or of the closed prediction on this slide.
const votesHere = () => [...main.querySelectorAll(".book-question.book-on:not(.book-told) input[type=radio], "
  + ".book-predict.book-on:not(.book-open) input[type=radio]")];
const statesHere = () => panelHere()?.recorded.states.map(({ name }) => name)
  .filter(Boolean) ?? [];
// What the lecturer sees and the hall does not: answers, and what a prediction's panel shows.
const answersHere = () => [...main.querySelectorAll(".book-question.book-on, .book-predict.book-on")]
  .map(({ dataset }) => (dataset.question ? `Answer: ${asked[dataset.question].in_full}`
    : `To be seen: ${JSON.parse(dataset.prediction).found}`));

function reveal() {
  const prediction = main.querySelector(".book-predict.book-on");
  if (prediction?.classList.contains("book-open")) prediction.classList.toggle("book-told");
  else if (prediction) prediction.openPanel();
  else main.querySelector(".book-question.book-on")?.revealAnswer();
}

const ACTIONS = { pagedown: () => go(1), pageup: () => go(-1), escape: leave, o: reveal,
  f: () => document.documentElement.requestFullscreen?.(),
  n: () => { deck.notes = window.open("", "notes", "width=700,height=500"); tellNotes(); } };
const QUIET_ACTIONS = { arrowright: () => go(1), arrowleft: () => go(-1), arrowdown: () => go(1),
  arrowup: () => go(-1), " ": () => go(1), home: () => turnTo(0, 0), end: () => turnTo(Infinity, Infinity) };

// A digit chooses an option, or one of a panel's named states; Enter judges what is chosen.
function numbered(key) {
  const votes = votesHere(), chosen = votes.find(({ checked }) => checked);
  const number = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  if (number in votes) return () => votes[number].click();
  if (key === "enter" && chosen) return () => chosen.form.requestSubmit();
  return number in statesHere() ? () => panelHere().go(number) : null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase(), presents = document.body.classList.contains("book-presents");
  const slides = event.target.matches?.("input[type=range]") && key === " ";  // it has no use for this key
  const typing = event.target.matches?.("input:not([type=range], [type=radio]), textarea");
  if (!presents) {
    if (key === "p" && !typing) present().then(() => ACTIONS.f());
    return;
  }
  const busy = !slides && event.target.matches?.("input, select, button, summary, a, .book-term");
  const action = !typing && numbered(key) || (typing && key.length === 1 ? null
    : ACTIONS[key] ?? (busy ? null : QUIET_ACTIONS[key]));
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}, true);
addEventListener("resize", fit);
main.addEventListener("book-grown", () => deck.pages.length && makeRoom(deck.pages[deck.at]));
// What was clicked lets the keys go back to the slides.
main.addEventListener("click", ({ target }) => document.body.classList.contains("book-presents")
  && target.closest("button, .book-term")?.blur());
document.getElementById("present").addEventListener("click", () => present());
document.body.append(element("div", { id: "slide-number", ariaHidden: "true" }));
const linked = decodeURIComponent(location.hash.match(/^#slide:(.*)/)?.[1] ?? "");
if (linked || new URLSearchParams(location.search).has("present"))
  present(linked || location.hash.slice(1) || "title");
window.deckOf = () => deck;  // for whoever looks how the slides are dealt out
