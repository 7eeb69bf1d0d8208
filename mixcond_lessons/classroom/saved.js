// The view of SavedWork: a download button, a file chooser, two lines of words. It needs no network.
const LARGEST = 1000000;

function add(parent, tag, properties) {
  const element = Object.assign(document.createElement(tag), properties);
  parent.append(element);
  return element;
}

function download(text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "my_work.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function render({ model, el }) {
  const view = String(Math.random());
  const box = add(el, "div", { className: "mixcond-saved" });
  box.style.cssText = "background:#fff;color:#1a1a1a;border:1px solid #6b6b6b;" +
    "padding:0.6em 0.8em;max-width:60em";
  const button = add(box, "button", { type: "button", textContent: "Take my work home" });
  button.style.cssText = "font:inherit;padding:0.3em 0.8em;margin-right:1.5em";
  const label = add(box, "label", { textContent: "Give it back: " });
  const chooser = add(label, "input", { type: "file", accept: ".json,application/json" });
  chooser.style.font = "inherit";
  const progress = add(box, "p", { className: "mixcond-progress" });
  const warning = add(box, "p", { className: "mixcond-warning" });
  warning.setAttribute("role", "alert");
  warning.style.cssText = "color:#a40000;border-left:6px solid #a40000;padding-left:0.6em";
  const said = add(box, "p", { className: "mixcond-said" });
  said.setAttribute("role", "status");
  said.setAttribute("aria-live", "polite");

  const words = () => {
    progress.textContent = model.get("progress");
    said.textContent = model.get("said");
    warning.textContent = model.get("warning");
    warning.hidden = !warning.textContent;
  };
  const arrived = (content) => {
    if (content.view === view) download(content.work);
  };
  button.onclick = () => model.send({ "take home": view });
  chooser.onchange = async () => {
    const file = chooser.files[0];
    chooser.value = "";
    if (!file) return;
    if (file.size > LARGEST)
      said.textContent = "This file was not taken: it is far larger than saved work can be.";
    else model.send({ "give back": file.size }, undefined, [await file.arrayBuffer()]);
  };
  model.on("change:progress", words);
  model.on("change:said", words);
  model.on("change:warning", words);
  model.on("msg:custom", arrived);
  words();
  return () => {
    model.off("change:progress", words);
    model.off("change:said", words);
    model.off("change:warning", words);
    model.off("msg:custom", arrived);
  };
}

export default { render };
