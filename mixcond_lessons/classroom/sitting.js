// A sitting asks one thing after another. Enter checks, as the button does; and when the next question stands
// in the place of the last one, its first field gets the focus.
let groups = 0;

// One name for each list of options: so Tab leaves a list, and the arrows stay in it.
function nameOptions(box) {
  for (const list of box.querySelectorAll(".widget-radio-box")) {
    list.dataset.group ??= `mixcond-options-${groups++}`;
    for (const option of list.querySelectorAll("input")) option.name = list.dataset.group;
  }
}

function render({ model, el }) {
  const box = () => el.closest(".mixcond-sitting");
  const watch = new MutationObserver(() => box() && nameOptions(box()));
  const begin = (tries) => {
    if (!box()) return tries && setTimeout(begin, 50, tries - 1); // not on the page yet
    watch.observe(box(), { childList: true, subtree: true });
    return nameOptions(box());
  };
  const seek = (turn, fields, tries) => {
    const inside = (what) => box()?.querySelectorAll(`.mixcond-turn-${turn} :is(${what})`) ?? [];
    const isMade = inside(".widget-radio-box:has(input), input[type=text]").length >= fields;
    if (isMade && inside("button").length) inside("input, button:not(:disabled)")[0]?.focus();
    else if (tries) setTimeout(seek, 50, turn, fields, tries - 1); // its views are still being made
  };
  const enter = (event) => {
    if (event.key !== "Enter" || !event.target.matches("input") || !box()?.contains(event.target)) return;
    // after the field has told its value
    setTimeout(() => box()?.querySelector("button.mixcond-check")?.click());
  };
  const follow = ({ turn, fields }) => seek(turn, fields, 100);
  begin(100);
  model.on("msg:custom", follow);
  document.addEventListener("keydown", enter, true); // a text field keeps its keys to itself
  return () => {
    watch.disconnect();
    model.off("msg:custom", follow);
    document.removeEventListener("keydown", enter, true);
  };
}

export default { render };
