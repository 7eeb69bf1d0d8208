// A word of the glossary: pressed, it shows its meaning below; so it does when the mouse rests on it.
const LINGER = 300;  // ms that the mouse rests before a meaning comes or goes
const explained = { term: null, pressed: false, waiting: 0 };
const meaningOf = (term) => document.getElementById(term.getAttribute("aria-describedby")).parentElement;

function hideMeaning() {
  const { term } = explained;
  if (!term) return;
  const meaning = meaningOf(term);
  meaning.hidden = true;
  document.body.append(meaning);
  term.setAttribute("aria-expanded", "false");
  Object.assign(explained, { term: null, pressed: false });
}

// Below the word, or above it where there is no room; inside the page's width.
function showMeaning(term, pressed) {
  if (explained.term !== term) {
    hideMeaning();
    const meaning = meaningOf(term), box = term.getBoundingClientRect();
    term.after(meaning);  // so the next Tab leads to its links
    meaning.hidden = false;
    const below = box.bottom + 6, above = box.top - meaning.offsetHeight - 6;
    const top = below + meaning.offsetHeight > innerHeight && above > 0 ? above : below;
    const most = document.documentElement.clientWidth - meaning.offsetWidth - 8;
    meaning.style.top = `${top + scrollY}px`;
    meaning.style.left = `${Math.max(8, Math.min(box.left, most)) + scrollX}px`;
    term.setAttribute("aria-expanded", "true");
  }
  Object.assign(explained, { term, pressed: pressed || explained.pressed });
}

const termAt = ({ target }) => (document.body.classList.contains("book-presents") ? null
  : target.closest?.(".book-term"));
const pressTerm = (term) => (explained.term === term && explained.pressed ? hideMeaning()
  : showMeaning(term, true));

document.addEventListener("click", (event) => {
  const term = termAt(event);
  if (term) pressTerm(term);
  else if (!event.target.closest?.(".book-meaning")) hideMeaning();
});
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
  if (event.pointerType !== "mouse") return;
  clearTimeout(explained.waiting);
  const term = termAt(event);
  if (term === explained.term || event.target.closest?.(".book-meaning")) return;
  if (term) explained.waiting = setTimeout(() => showMeaning(term, false), LINGER);
  else if (!explained.pressed) explained.waiting = setTimeout(hideMeaning, LINGER);
});
// On slides a word is only a word.
document.addEventListener("book-presents", () => {
  hideMeaning();
  const plain = document.body.classList.contains("book-presents");
  for (const term of document.querySelectorAll(".book-term"))
    for (const [name, value] of [["role", "button"], ["tabindex", "0"]])
      if (plain) term.removeAttribute(name);
      else term.setAttribute(name, value);
});
