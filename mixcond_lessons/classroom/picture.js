// A picture in two layers, the sentence below it, and what unfolds: numbers, law, a copy to keep.
// a label stays readable where a line runs through it
const HALO = "text:not([style*='fill: #ffffff'])"
  + "{paint-order:stroke;stroke:#fff;stroke-width:.3em;stroke-opacity:.85;stroke-linejoin:round}";
const SVG = (text) => "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);

function element(tag, attributes = {}, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

function button(words, action) {
  const made = element("button", { type: "button", textContent: words });
  made.addEventListener("click", () => action(made));
  return made;
}

function keep(name, url) {
  const link = element("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
}

function whole(model) {
  const [still, moving] = ["still", "moving"].map((part) => model.get(part));
  const box = still.match(/viewBox="([^"]+)"/)[1];
  const [, , width, height] = box.split(" ");
  const head = `xmlns="http://www.w3.org/2000/svg" viewBox="${box}" width="${width}" height="${height}"`;
  return { width, height, text: `<svg ${head}><style>${HALO}</style>${still}${moving}</svg>` };
}

function savePNG(model) {
  const { width, height, text } = whole(model);
  const image = new Image();
  image.onload = () => {
    const canvas = element("canvas", { width: 2 * width, height: 2 * height });
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(image, 0, 0, width, height);
    keep(model.get("name") + ".png", canvas.toDataURL("image/png"));
  };
  image.src = SVG(text);
}

// To the clipboard go columns as a spreadsheet pastes them: between tabs, with the points of its numbers.
async function copy(text, pressed) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // no clipboard on a page without https
    const area = element("textarea", { value: text });
    pressed.after(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  pressed.textContent = "Copied";
  setTimeout(() => (pressed.textContent = "Copy"), 1500);
}

function tables(numbers) {
  return JSON.parse(numbers || "[]").flatMap(({ name, csv, tabbed }) => {
    const rows = tabbed.split("\n").map((line) => line.split("\t"));
    const body = rows.map((row, i) =>
      element("tr", {}, ...row.map((cell) => element(i ? "td" : "th", { textContent: cell }))));
    const heading = element("p", {}, element("b", { textContent: name + " " }),
      button("Copy", (pressed) => copy(tabbed, pressed)), " ",
      button("Save as CSV", () =>
        keep(name + ".csv", "data:text/csv;charset=utf-8," + encodeURIComponent(csv))));
    const table = element("table", {}, ...body);
    return [heading, element("div", { className: "mixcond-scroll", tabIndex: 0 }, table)];
  });
}

function keptList(kept) {
  const rows = JSON.parse(kept || "[]");
  if (!rows.length) return [element("p", { textContent: "Nothing is conserved here." })];
  return [element("ul", {}, ...rows.map(([words, agreement]) =>
    element("li", {}, words + ": ", element("b", { textContent: agreement }))))];
}

// What the law says, its symbols as a table, and its formula as it is computed.
function lawParts(law) {
  const start = Math.max(law.search(/^def /m), 0);
  const words = law.slice(0, start).trim().split(/\n\n+/).filter(Boolean);
  const rows = (words.at(-1) ?? "").split("\n").map((line) => line.match(/^(\S*) +([a-z]\w*) {2,}(\S.*)$/));
  const symbols = rows.every(Boolean) ? (words.pop(), [rows]) : [];
  return [
    ...words.map((text) => element("p", { textContent: text.replaceAll("\n", " ") })),
    element("pre", { tabIndex: 0, textContent: law.slice(start) }),
    ...symbols.map((all) => element("table", {}, ...all.map((row) => element("tr", {},
      element("td", {}, element("i", { textContent: row[1] })),
      element("td", {}, element("code", { textContent: row[2] })),
      element("td", { textContent: row[3] })))))];
}

// Makes `old` equal to `made` and changes only what differs: a new element would cost the browser its style,
// its place and its layer anew. Both have the same tag, or are text.
function mend(old, made) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== made.data) old.data = made.data;
    return;
  }
  for (const { name, value } of [...made.attributes])
    if (old.getAttribute(name) !== value) old.setAttributeNode(made.getAttributeNode(name).cloneNode());
  for (const { name } of [...old.attributes]) if (!made.hasAttribute(name)) old.removeAttribute(name);
  const before = [...old.childNodes], after = [...made.childNodes];
  after.forEach((node, i) => {
    if (!before[i]) old.append(node);
    else if (before[i].nodeName === node.nodeName) mend(before[i], node);
    else before[i].replaceWith(node);
  });
  before.slice(after.length).forEach((node) => node.remove());
}

function drawInto(room, text) {
  const made = element("template", { innerHTML: text }).content;
  room.firstChild && made.firstChild ? mend(room.firstChild, made.firstChild) : room.replaceChildren(made);
}

// ipywidgets gives its slider handles neither a name nor a value in words for a screen reader, and writes its
// own number anew at each move.
function nameSliders(el) {
  const panel = el.closest(".mixcond-panel");
  for (const control of panel ? panel.querySelectorAll(".mixcond-control") : []) {
    const words = control.querySelector(".widget-label")?.textContent ?? "";
    const box = control.querySelector(".mixcond-number input");
    const handle = control.querySelector(".noUi-handle");
    if (!handle || !box) continue;
    const say = () => handle.getAttribute("aria-valuetext") === box.value
      || handle.setAttribute("aria-valuetext", box.value);
    say();
    if (handle.getAttribute("aria-label") === words) continue;
    handle.setAttribute("aria-label", words);
    box.setAttribute("aria-label", words + ", typed");
    new MutationObserver(say).observe(handle, { attributeFilter: ["aria-valuetext"] });
  }
  // the accordion's header answers the mouse only
  const more = panel?.querySelector(".jupyter-widget-Collapse-header");
  if (more && !more.hasAttribute("role")) {
    more.setAttribute("role", "button");
    more.tabIndex = 0;
    more.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      more.click();
    });
  }
}

// The number boxes beside the sliders, and the Play buttons: told here, they need no messages of their own.
const modelOf = (model, id) => model.widget_manager.get_model(id);

async function tellBoxes(model) {
  for (const [id, text] of Object.entries(model.get("boxes"))) {
    (await modelOf(model, id)).set_state({ value: text });
  }
}

// A Play button goes on from where its slider stands. Returns what undoes this.
async function followSliders(model) {
  const links = [];
  for (const [mover, play] of Object.entries(model.get("plays"))) {
    const [from, to] = await Promise.all([modelOf(model, mover), modelOf(model, play)]);
    const follow = () => to.set_state({ value: from.get("value") });
    follow();
    from.on("change:value", follow);
    links.push(() => from.off("change:value", follow));
  }
  return () => links.forEach((undo) => undo());
}

// While a panel is in use, the other cells of a lesson rest (see picture.css): else the browser paints some
// seventy cells anew at each move. A number box that is set from outside tells the page that its selection
// has changed; each code cell would look what was selected.
function calm() {
  if (window.mixcondCalm) return;
  window.mixcondCalm = true;
  const rest = ({ target }) => {
    const used = target.closest?.(".mixcond-panel")?.closest(".jp-WindowedPanel-viewport");
    for (const page of document.querySelectorAll(".mixcond-rest"))
      page.classList.toggle("mixcond-rest", page === used);
    used?.classList.add("mixcond-rest");
  };
  window.addEventListener("focusin", rest);
  window.addEventListener("pointerdown", rest, true);  // a slider that is dragged need not have the focus
  window.addEventListener("selectionchange",
    (event) => event.target.closest?.(".mixcond-panel") && event.stopPropagation(), true);
}

// A number and its unit stay on one line, and so does a power of ten; a minus is a minus sign.
function glued(text) {
  const units = "%|°C|eV|bar|S/cm|m?V|m?A\\S*|mL\\S*|mol\\S*|[kM]?Hz|[mnµ]?s|min|h|"
    + "[cmnµ]?m|[cm]?m[²³/]\\S*|Ω\\S*|W/\\S*|sites\\S*";
  return text.replace(/(\d)e-(\d)/g, "$1e\u2011$2").replace(/(^|[\s(=])-(?=[\d.])/g, "$1\u2212")
    .replace(new RegExp(`(\\d) (?=(?:${units})(?:[\\s.,;:)]|$))`, "g"), "$1\u00a0");
}

function render({ model, el }) {
  calm();
  const host = element("div", { className: "mixcond-picture" });
  const still = element("img", { style: "display:block;width:100%" });
  const moving = element("div", { style: "position:absolute;inset:0;contain:strict;will-change:transform" });
  moving.setAttribute("aria-hidden", "true");
  const room = host.attachShadow({ mode: "open" });  // ids of clips and glyphs stay in here
  const look = "*{stroke-linejoin:round;stroke-linecap:butt} "
    + "svg{display:block;width:100%;height:100%}" + HALO;
  room.append(element("style", { textContent: look }), still, moving);
  const sentence = element("p", { className: "mixcond-sentence" });
  const note = element("p", { className: "mixcond-away" });
  note.setAttribute("role", "status");
  const spoken = element("div", { className: "mixcond-quiet" });
  spoken.setAttribute("aria-live", "polite");
  const numbers = element("div");
  const kept = element("div");
  const law = element("div", { className: "mixcond-law" });
  const fold = (title, inside, part) => {
    const made = element("details", {}, element("summary", { textContent: title }), inside);
    if (part) made.addEventListener("toggle", () => { model.set(part, made.open); model.save_changes(); });
    return made;
  };
  const tools = element("div", { className: "mixcond-tools" }, fold("Numbers", numbers, "unfolded"),
    fold("What must stay the same", kept, "kept_unfolded"), fold("Law", law),
    button("Save picture", () => savePNG(model)),
    button("Save as SVG", () => keep(model.get("name") + ".svg", SVG(whole(model).text))));
  el.append(element("div", { className: "mixcond-window" }, host), note, sentence, spoken, tools);
  let resting;
  const draw = {
    still: () => (still.src = SVG(model.get("still"))),
    moving: () => drawInto(moving, model.get("moving")),
    alternative: () => (still.alt = model.get("alternative")),
    law: () => law.replaceChildren(...lawParts(model.get("law"))),
    kept: () => kept.replaceChildren(...keptList(model.get("kept"))),
    boxes: () => tellBoxes(model).then(() => nameSliders(el)),
    numbers: () => numbers.replaceChildren(...tables(model.get("numbers"))),
    sentence: () => {
      sentence.textContent = glued(model.get("sentence"));
      clearTimeout(resting);  // a screen reader hears the sentence once the slider rests
      resting = setTimeout(() => {
        spoken.textContent = model.get("sentence");
        nameSliders(el);
      }, 700);
    },
  };
  for (const [part, update] of Object.entries(draw)) {
    update();
    model.on("change:" + part, update);
  }
  const undo = followSliders(model), unwatch = watchPython(model, el, note);
  return () => {
    unwatch();
    undo.then((done) => done());
    for (const [part, update] of Object.entries(draw)) model.off("change:" + part, update);
  };
}

export default { render };
