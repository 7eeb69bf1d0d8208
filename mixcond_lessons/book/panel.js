// A panel of the page: its frames were computed before; its picture is the view that the notebooks use.
async function unpacked(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), (sign) => sign.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

// What the picture's view asks of a widget's model, without a kernel behind it.
class PageModel {
  constructor(values) {
    this.values = values;
    this.heard = {};
  }
  get(name) { return this.values[name]; }
  set(name, value) {
    if (this.values[name] === value) return;
    this.values[name] = value;
    (this.heard["change:" + name] ?? []).forEach((act) => act());
  }
  on(event, act) { (this.heard[event] ??= []).push(act); }
  off(event, act) { this.heard[event] = this.heard[event]?.filter((other) => other !== act); }
  save_changes() {}
}

const narrow = matchMedia("(max-width: 560px)");
const largeLetters = () => narrow.matches || document.body.classList.contains("book-presents");

const GONE_BACK = "(On this page the other controls have gone back.) ";

class PagePanel {
  constructor(host, recorded) {
    Object.assign(this, { host, recorded, state: 0 });
    const { name, law, kept, alternative } = recorded;
    this.model = new PageModel({ name, law, alternative, kept: JSON.stringify(kept), numbers: "[]",
      still: "", moving: "", sentence: "", boxes: {}, plays: {}, places: {} });
    this.places = [...recorded.states[0].home];
    this.show(this.found(0));
    this.build();
    this.model.on("change:unfolded", () => this.tell());
    narrow.addEventListener("change", () => this.draw());
    document.addEventListener("book-presents", () => this.draw());
  }

  build() {
    const picture = element("div"), wider = element("p", { className: "book-note book-wider", hidden: true,
      textContent: "The picture is wider than your screen: push it sideways." });
    this.rows = this.recorded.controls.map((control, index) => this.row(control, index));
    const [open, folded] = [false, true].map((isFolded) => this.rows.filter((_, index) =>
      this.recorded.controls[index].folded === isFolded).map(({ row }) => row));
    this.host.append(element("p", { className: "mixcond-ask", textContent: this.recorded.ask }),
      element("div", { className: "book-controls" }, ...open), ...this.more(folded), this.stateRow(),
      wider, picture, element("p", { className: "book-note", textContent: this.limits() }));
    render({ model: this.model, el: picture });
    const room = picture.querySelector(".mixcond-window");
    // narrow, the picture scrolls in its room: then the keys must reach it
    new ResizeObserver(() => {
      wider.hidden = room.scrollWidth <= room.clientWidth + 1;
      if (wider.hidden) room.removeAttribute("tabindex");
      else room.setAttribute("tabindex", 0);
    }).observe(room);
    this.follow();
  }

  row(control, index) {
    const id = `${this.host.id}-control-${index}`;
    const label = element("label", { htmlFor: id, textContent: control.label });
    const row = element("div", { className: "book-control" }, label);
    if (control.kind === "choice" || control.kind === "switch") {
      const options = control.words.map((words, place) => new Option(words, place));
      const mover = element("select", { id }, ...options);
      mover.addEventListener("change", () => this.move(index, Number(mover.value)));
      row.append(mover);
      return { row, mover };
    }
    const mover = element("input", { id, type: "range", min: 0, max: control.words.length - 1, step: 1 });
    const output = element("output", { htmlFor: id });
    mover.addEventListener("input", () => this.move(index, mover.valueAsNumber));
    row.append(output, mover);
    if (control.plays) row.append(this.playButton(index, mover));
    return { row, mover, output };
  }

  more(rows) {
    return rows.length ? [element("details", { className: "book-more" },
      element("summary", { textContent: "More" }),
      element("div", { className: "book-controls" }, ...rows))] : [];
  }

  playButton(index, mover) {
    let playing;
    return button("Play", (pressed) => {
      pressed.textContent = playing ? "Play" : "Stop";
      playing = playing ? clearInterval(playing) : setInterval(() => {
        if (mover.valueAsNumber >= mover.max) pressed.click();
        else this.move(index, mover.valueAsNumber + 1);
      }, 120);
    });
  }

  stateRow() {
    const room = element("div", { className: "book-states" });
    const named = this.recorded.states.filter(({ name }) => name);
    if (named.length < 2) return room;
    const options = named.map(({ name }, place) => new Option(name, place));
    this.chooser = element("select", {}, ...options);
    this.chooser.addEventListener("change", () => this.go(Number(this.chooser.value)));
    room.append(element("label", {}, "Jump to ", this.chooser));
    return room;
  }

  // What this page cannot do, said at the panel.
  limits() {
    const { controls, states } = this.recorded;
    const joint = states[0].sweeps.some(({ moves }) => moves.length > 1);
    const free = joint ? "the first two controls move together in coarse steps, others one at a time"
      : "one control moves at a time";
    const slides = ({ folded, kind }) => folded && !/choice|switch/.test(kind);
    const rests = states.length > 1 && controls.some(slides)
      ? " Sliders under More move from the first state only." : "";
    return controls.length < 2 ? ""
      : `On this page ${free}.${rests} In the live notebook all move freely.`;
  }

  go(state, remark = "") {
    this.state = state;
    this.places = [...this.recorded.states[state].home];
    this.show({ ...this.found(0), remark });
    this.follow();
  }

  // Where the others move, too, with another choice: the state made for it, or the first one.
  variant(index, place) {
    const { states } = this.recorded;
    const made = states.some(({ chosen }) => chosen?.[0] === index);
    if (!made || (this.state && !states[this.state].chosen)) return -1;
    return states[0].home[index] === place ? 0
      : states.findIndex(({ chosen }) => chosen?.[0] === index && chosen[1] === place);
  }

  // The frame for a control moved from here: by itself, or together with another that is away from home.
  found(moved, from = 0, remark = "") {
    const { home, sweeps } = this.recorded.states[this.state];
    const away = home.map((_, index) => index).filter((index) =>
      index !== moved && this.places[index] !== home[index]);
    const joint = away.length === 1 && sweeps.find(({ moves }) =>
      moves.length > 1 && moves.includes(moved) && moves.includes(away[0]));
    const sweep = joint || sweeps.find(({ moves }) => moves.length === 1 && moves[0] === moved);
    if (!joint && away.length) remark = GONE_BACK;
    const frame = sweep.moves.reduce((place, index, axis) => place * sweep.at[axis].length
      + (index === moved ? toward(sweep.at[axis], from, this.places[index])
        : nearest(sweep.at[axis], this.places[index])), 0);
    return { ...sweep.frames[frame], remark };
  }

  move(index, place) {
    const variant = this.variant(index, place), { home } = this.recorded.states[this.state];
    const away = home.some((one, other) => other !== index && this.places[other] !== one);
    if (variant >= 0) return this.go(variant, away ? GONE_BACK : "");
    const from = this.places[index];
    this.places[index] = place;
    this.show(this.found(index, from));
    return this.follow();
  }

  show(frame) {
    this.frame = frame;
    this.places = [...frame.places];
    this.draw();
  }

  draw() {
    const size = largeLetters() ? "hall" : "desk", { words, [size]: texts } = this.recorded.texts;
    const [still, ...moving] = this.frame[size];
    const put = (numbers) => numbers.map((number) => texts[number]).join("");
    if (this.still !== size + still) this.model.set("still", put(texts[still].split(" ")));
    this.still = size + still;
    this.model.set("moving", put(moving));
    this.model.set("sentence", this.frame.remark + words[this.frame.sentence]);
    this.tell();
  }

  // The numbers of this state, in the form that the picture's fold shows and copies.
  tell() {
    if (!this.model.get("unfolded")) return;
    const { words, numbers } = this.recorded.texts;
    const tables = new Map();
    JSON.parse(words[this.frame.columns]).forEach(([name, column], place) => tables.set(name,
      [...(tables.get(name) ?? []), [column, ...numbers[this.frame.numbers[place]].split(",")]]));
    this.model.set("numbers", JSON.stringify([...tables].map(([name, columns]) => {
      const count = Math.max(...columns.map(({ length }) => length));
      const rows = Array.from({ length: count }, (_, row) => columns.map((column) => column[row] ?? ""));
      const quoted = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
      return { name, csv: rows.map((row) => row.map(quoted).join(",")).join("\n"),
        tabbed: rows.map((row) => row.join("\t")).join("\n") };
    })));
  }

  // The controls stand where the frame is; the one in hand stays where it was put, unless a rule stopped it.
  follow() {
    const { sweeps } = this.recorded.states[this.state];
    this.rows.forEach(({ mover, output }, index) => {
      const { words, folded } = this.recorded.controls[index];
      mover.disabled = folded && sweeps[index].frames.length < 2;
      if (Number(mover.value) !== this.places[index]) mover.value = this.places[index];
      if (!output) return;
      output.textContent = words[this.places[index]];
      mover.setAttribute("aria-valuetext", output.textContent);
    });
    if (this.chooser) this.chooser.value = this.recorded.states[this.state].name ? this.state : 0;
  }
}

const nearest = (places, place) => places.reduce((best, other, index) =>
  (Math.abs(other - place) < Math.abs(places[best] - place) ? index : best), 0);

// The nearest place that there is, but a key that asks for a step gets one.
function toward(places, from, to) {
  const best = nearest(places, to), here = nearest(places, from);
  const next = here + Math.sign(to - from);
  return best === here && to !== from && places[here] === from && next in places ? next : best;
}

// Each panel is unpacked by itself, those near the screen first, so that the first one moves early.
async function wake(host) {
  if (host.awake) return host.awake;
  host.awake = unpacked(host.dataset.frames).then((recorded) => (host.panel = new PagePanel(host, recorded)));
  return host.awake;
}

function wakeAll() {
  const hosts = [...document.querySelectorAll(".book-panel:not([hidden])")];
  const seen = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) =>
    isIntersecting && wake(target)), { rootMargin: "1500px" });
  hosts.forEach((host) => seen.observe(host));
  window.addEventListener("beforeprint", () => hosts.forEach(wake));
}
