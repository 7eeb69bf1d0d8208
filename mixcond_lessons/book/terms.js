// A word of the glossary: pressed, it shows its meaning below; so it does when the mouse rests on it.
const LINGER = 300;  // ms that the mouse rests before a meaning comes or goes
const explained = { term: null, pressed: false, waiting: 0 };
const meaningOf = (term) => document.getElementById(term.getAttribute("aria-describedby")).parentElement;

function hideMeaning() {
  const { term, waiting } = explained;
  clearTimeout(waiting);  // else it would come again under a mouse that rests
  if (!term) return;
  const meaning = meaningOf(term);
  meaning.hidden = true;
  document.body.append(meaning);
  term.setAttribute("aria-expanded", "false");
  Object.assign(explained, { term: null, pressed: false });
}

const presents = () => document.body.classList.contains("book-presents");

// What can be seen at once, in the page's own pixels from its place's corner: of a slide, all of it.
function stage() {
  const page = document.documentElement;
  if (!presents()) return { left: 0, top: 0, scale: 1, width: page.clientWidth, height: innerHeight,
    right: scrollX, down: scrollY };
  const { left, top, width, height } = document.getElementById("main").getBoundingClientRect();
  const scale = width / 1280;
  return { left, top, scale, width: 1280, height: height / scale, right: 0, down: 0 };
}

// Below the word, or above it where there is no room; inside the page's width.
function showMeaning(term, pressed) {
  if (explained.term !== term) {
    hideMeaning();
    const meaning = meaningOf(term), box = term.getBoundingClientRect(), seen = stage();
    term.after(meaning);  // so the next Tab leads to its links
    meaning.hidden = false;
    const below = (box.bottom - seen.top) / seen.scale + 6;
    const above = (box.top - seen.top) / seen.scale - meaning.offsetHeight - 6;
    const top = below + meaning.offsetHeight > seen.height && above > 0 ? above : below;
    const most = seen.width - meaning.offsetWidth - 8;
    meaning.style.top = `${top + seen.down}px`;
    meaning.style.left = `${Math.max(8, Math.min((box.left - seen.left) / seen.scale, most)) + seen.right}px`;
    term.setAttribute("aria-expanded", "true");
  }
  Object.assign(explained, { term, pressed: pressed || explained.pressed });
}

const termAt = ({ target }) => target.closest?.(".book-term");
const pressTerm = (term) => (explained.term === term && explained.pressed ? hideMeaning()
  : showMeaning(term, true));

document.addEventListener("click", (event) => {
  const term = termAt(event);
  if (term) pressTerm(term);
  else if (presents() || !event.target.closest?.(".book-meaning")) hideMeaning();
});
// On slides the next key closes it, and does what it does; Escape only closes it.
document.addEventListener("keydown", (event) => {
  if (!presents() || !explained.term) return;
  if (event.key === "Escape") event.stopImmediatePropagation();
  if (termAt(event) !== explained.term || !/^(Enter| )$/.test(event.key)) hideMeaning();
}, true);
document.addEventListener("keydown", (event) => {
  const term = termAt(event);
  if (event.key === "Escape" && explained.term) {
    if (meaningOf(explained.term).contains(document.activeElement)) explained.term.focus();
    hideMeaning();
  } else if (term && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    pressTerm(term);
  }
});
document.addEventListener("focusin", ({ target }) => {
  if (explained.term && target !== explained.term && !target.closest(".book-meaning")) hideMeaning();
});
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || presents()) return;  // in a hall nothing opens by itself
  clearTimeout(explained.waiting);
  const term = termAt(event);
  if (term === explained.term || event.target.closest?.(".book-meaning")) return;
  if (term) explained.waiting = setTimeout(() => showMeaning(term, false), LINGER);
  else if (!explained.pressed) explained.waiting = setTimeout(hideMeaning, LINGER);
});
document.addEventListener("book-presents", hideMeaning);
