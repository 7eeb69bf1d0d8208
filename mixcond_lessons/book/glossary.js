// The page of all words: what is typed leaves the words that are called so; if none is, those whose text
// has it.
const field = document.getElementById("find"), found = document.getElementById("found");
const list = document.querySelector(".book-words"), words = [...list.children];
const SPOKEN = 400;  // ms without a key after which the count is read out
let waiting;

// As `folded` in classroom/term.py: t_ion, t_{ion} and tᵢₒₙ are one.
const folded = (text) => text.replace(/[_^{}$\\•·.]/g, "").replace(/[-–]/g, " ").replace(/ᵦ/g, "b")
  .replace(/’/g, "'").replace(/~/g, "\u0303").normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean)
  .join(" ");

function find() {
  const asked = folded(field.value);
  const named = words.filter(({ dataset }) => ` ${dataset.names}`.includes(` ${asked}`));
  const shown = named.length ? named : words.filter((word) => folded(word.textContent).includes(asked));
  for (const word of words) word.hidden = !shown.includes(word);
  const count = `${shown.length} of ${words.length}`;
  if (asked && list.getBoundingClientRect().top < 0) list.scrollIntoView({ behavior: "instant" });
  clearTimeout(waiting);
  waiting = setTimeout(() => (found.textContent = !asked ? "" : !shown.length ? "No such word."
    : named.length ? `${count} words` : `No word is called so; it stands in ${count} texts.`), SPOKEN);
}

function showAll() {
  field.value = "";
  find();
}

field.closest("p").hidden = false;  // without scripts there is no field
field.addEventListener("input", find);
field.addEventListener("keydown", ({ key }) => key === "Escape" && showAll());
document.querySelector(".book-letters").addEventListener("click", showAll);
window.addEventListener("hashchange", showAll);
