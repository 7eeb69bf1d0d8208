// Whether Python answers the sliders of a panel, and what is said below the picture while it does not.
const LOST = "This panel is not connected any more: the picture is old. "
  + "In the menu choose Run → Run All Cells. Your answers are kept.";
const SILENT = "No answer from Python for some seconds: the picture is old. Another cell may still be "
  + "running. If this stays, choose Kernel → Restart Kernel and Run All Cells…. Your answers are kept.";
// ms without news: then handles follow the picture, Python is asked, the student is told
const REST = 700, ASK = 1500, SAY = 5000;

// `note` is the line of words. Returns what undoes this.
function watchPython(model, el, note) {
  const sliders = new Map(), timers = {}, kernel = model.widget_manager?.kernel;
  let lost = false, waiting = false, gone = false;
  const say = (words) => {
    if (note.textContent !== words) note.textContent = words;
    const panel = el.closest(".mixcond-panel");
    panel?.classList.toggle("mixcond-lost", words === LOST);
    panel?.classList.toggle("mixcond-silent", words === SILENT);
  };
  const apart = () => [...sliders].filter(([id, slider]) => slider.get("value") !== model.get("places")[id]);
  const later = (name, action, wait) => {
    clearTimeout(timers[name]);
    timers[name] = setTimeout(action, wait);
  };
  const stop = () => Object.values(timers).forEach(clearTimeout);
  // What went astray in a cut line is asked for, with the handles' places; Python then sends all anew.
  const ask = () => model.send({ handles: Object.fromEntries([...sliders].map(([id, slider]) =>
    [id, slider.get("value")])) });
  const wait = () => {
    later("ask", ask, ASK);
    later("say", () => lost || say(SILENT), SAY);
  };
  const settled = () => {
    waiting = false;
    stop();
    if (!lost) say("");
  };
  const moved = () => {
    if (!apart().length) settled();
    else if (!waiting) wait(waiting = true);
    clearTimeout(timers.follow);
  };
  // Another page moved the panel, or the line was cut: once all rests the handle goes where the picture is.
  const follow = () => apart().forEach(([id, slider]) =>
    slider.set_state({ value: model.get("places")[id] }));
  const answered = () => {
    if (!apart().length) settled();
    else if (waiting) wait();
    else later("follow", follow, REST);
  };
  const lose = () => {
    lost = true;
    stop();
    say(LOST);
  };
  // A kernel that dies by itself is started anew by the server, and knows nothing of this panel.
  const status = (_, now) => /restarting|dead/.test(now) && lose();
  const connection = (_, now) => now === "connected" && !lost && later("ask", ask, ASK);
  const live = (slider) => slider.comm_live || lose();
  kernel?.statusChanged?.connect(status);
  kernel?.connectionStatusChanged?.connect(connection);
  model.on("change:places", answered);
  model.on("change:moving", answered);
  for (const id of Object.keys(model.get("places"))) modelOf(model, id).then((slider) => {
    if (gone) return;
    sliders.set(id, slider);
    slider.on("change:value", moved);
    slider.on("comm_live_update", live);
  });
  return () => {
    gone = true;
    stop();
    kernel?.statusChanged?.disconnect(status);
    kernel?.connectionStatusChanged?.disconnect(connection);
      model.off("change:places", answered);
    model.off("change:moving", answered);
    sliders.forEach((slider) => slider.off("change:value", moved).off("comm_live_update", live));
  };
}
