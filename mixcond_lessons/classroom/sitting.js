// A sitting asks one thing after another. Enter checks, as the button does; and when the next question stands
// in the place of the last one, its first field gets the focus.
function firstField(box, turn) {
  return box.querySelector(`.mixcond-turn-${turn} :is(input, button:not(:disabled))`);
}

function render({ model, el }) {
  const box = () => el.closest(".mixcond-sitting");
  const seek = (turn, tries) => {
    const field = box() && firstField(box(), turn);
    if (field) field.focus();
    else if (tries) setTimeout(seek, 50, turn, tries - 1);  // its view is still being made
  };
  const enter = (event) => {
    if (event.key !== "Enter" || !event.target.matches("input") || !box()?.contains(event.target)) return;
    // after the field has told its value
    setTimeout(() => box()?.querySelector(".mixcond-check button, button.mixcond-check")?.click());
  };
  const follow = ({ turn }) => seek(turn, 100);
  model.on("msg:custom", follow);
  document.addEventListener("keydown", enter, true);  // a text field keeps its keys to itself
  return () => {
    model.off("msg:custom", follow);
    document.removeEventListener("keydown", enter, true);
  };
}

export default { render };
