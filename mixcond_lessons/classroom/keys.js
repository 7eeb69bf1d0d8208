// JupyterLab takes the keys up and down for its own cells, Notebook 7 all that move; where a slider, a list
// of options, or a table or picture that scrolls has the focus they belong to it.
const OURS = ".mixcond-panel :is(.noUi-handle, .mixcond-scroll, .mixcond-window), "
  + ":is(.mixcond-predict, .mixcond-sitting) input[type=radio]";

function keep(event) {
  if (!event.target.matches?.(OURS)) return;
  const enters = event.key === "Enter" && event.target.matches(".mixcond-sitting input");  // it judges
  const moves = (enters || /^(Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down))$/.test(event.key))
    && !event.ctrlKey && !event.altKey && !event.metaKey;
  // the word by which JupyterLab lets go of a key
  event.target.toggleAttribute("data-lm-suppress-shortcuts", moves);
}

const LOST = "This form is not connected to Python any more. In the menu choose Run → Run All Cells. "
  + "Your answers are kept.";

// Says so in `el` when the kernel dies or is started anew. Returns what undoes this.
function watch(kernel, el) {
  el.classList.add("mixcond-gone");
  el.setAttribute("role", "status");
  const status = (_, now) => {
    if (/restarting|dead/.test(now)) el.textContent = LOST;
  };
  kernel?.statusChanged?.connect(status);
  return () => kernel?.statusChanged?.disconnect(status);
}

function render({ model, el } = {}) {
  // before JupyterLab, which listens on the document
  if (!window.mixcondKeys) window.addEventListener("keydown", keep, true);
  window.mixcondKeys = true;
  return model?.get("tells") ? watch(model.widget_manager?.kernel, el) : undefined;
}

export default { render };
