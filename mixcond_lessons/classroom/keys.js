// JupyterLab takes the keys up and down for its own cells, Notebook 7 all that move; where a slider, a list
// of options, or a table or picture that scrolls has the focus they belong to it.
const OURS = ".mixcond-panel :is(.noUi-handle, .mixcond-scroll, .mixcond-window), "
  + ".mixcond-predict input[type=radio]";

function keep(event) {
  if (!event.target.matches?.(OURS)) return;
  const moves = /^(Arrow(Up|Down|Left|Right)|Home|End|Page(Up|Down))$/.test(event.key)
    && !event.ctrlKey && !event.altKey && !event.metaKey;
  // the word by which JupyterLab lets go of a key
  event.target.toggleAttribute("data-lm-suppress-shortcuts", moves);
}

function render() {
  if (window.mixcondKeys) return;
  window.mixcondKeys = true;
  window.addEventListener("keydown", keep, true);  // before JupyterLab, which listens on the document
}

export default { render };
