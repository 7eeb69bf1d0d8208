// JupyterLab takes the keys up and down for its own cells; where a slider or a list of options has the focus
// they belong to it.
const OURS = ".mixcond-panel .noUi-handle, .mixcond-predict input[type=radio]";

function keep(event) {
  if (!event.target.matches?.(OURS)) return;
  const arrow = event.key === "ArrowUp" || event.key === "ArrowDown";
  // the word by which JupyterLab lets go of a key
  event.target.toggleAttribute("data-lm-suppress-shortcuts", arrow);
}

function render() {
  if (window.mixcondKeys) return;
  window.mixcondKeys = true;
  window.addEventListener("keydown", keep, true);  // before JupyterLab, which listens on the document
}

export default { render };
