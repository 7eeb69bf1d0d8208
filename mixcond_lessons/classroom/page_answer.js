// Asks the kernel for an answer and shows it: where this is read, pictures and sliders work.
function render({ model, el }) {
  const line = document.createElement("p");
  line.className = "mixcond-page-answer";
  line.setAttribute("role", "status");
  line.style.cssText = "background:#fff;color:#00704a;border-left:6px solid #00704a;" +
    "padding:0.5em 0.8em;max-width:60em";
  el.append(line);
  const words = () => { line.textContent = model.get("said"); };
  model.on("change:said", words);
  words();
  model.send({ "can you hear me": true });
  return () => model.off("change:said", words);
}

export default { render };
