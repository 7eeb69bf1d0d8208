// In the page: when is a change in a cell's output painted after a key was pressed? Installed before any
// script of the page.
// Seen are new images (once decoded), drawing on a canvas, and any change of text or SVG, inside open shadow
// roots too; not seen are the
// slider itself, what is only spoken, and mere removals. A change counts from the end of the animation frame
// that paints it.
(() => {
  const watch = (window.watch = { on: false, pressed: null, painted: [] });
  const OUTPUT = ".jp-OutputArea",
    IGNORED = ".widget-slider, .noUi-target, .widget-readout, .jp-InputArea, .jp-OutputPrompt, "
      + ".mixcond-quiet";
  const closest = (node, selector) => {  // also out of shadow roots
    for (let at = node; at; at = at.getRootNode().host) {
      at = at.nodeType === 1 ? at : at.parentElement ?? at.host;
      const found = at?.closest(selector);
      if (found || !at) return found;
    }
    return null;
  };
  const counts = (node) => node.isConnected && closest(node, OUTPUT) && !closest(node, IGNORED);
  let waiting = false;
  const changed = () => {
    if (!watch.on || waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => { waiting = false; watch.painted.push(performance.now()); };
      after.port2.postMessage(0);
    });
  };
  const decoded = (image) => image.decode().then(changed, () => {});
  const observer = new MutationObserver((changes) => {
    if (!watch.on) return;
    for (const { type, target, attributeName, oldValue, addedNodes } of changes) {
      if (!counts(target)) continue;
      if (type === "attributes") {
        if (target.getAttribute(attributeName) === oldValue || target.tagName === "CANVAS") continue;
        target.tagName === "IMG" ? decoded(target) : changed();
      } else if (type === "characterData") changed();
      for (const node of addedNodes) {
        const images = node.nodeType !== 1 ? []
          : node.tagName === "IMG" ? [node] : [...node.querySelectorAll("img")];
        images.length ? images.forEach(decoded) : changed();
      }
    }
  });
  const all = { subtree: true, childList: true, characterData: true, attributes: true,
    attributeOldValue: true,
    attributeFilter: ["src", "d", "points", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy",
      "width", "height", "viewBox"] };
  observer.observe(document, all);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const root = attach.call(this, how);
    observer.observe(root, all);
    return root;
  };
  for (const name of ["drawImage", "putImageData", "fill", "stroke", "fillRect", "clearRect", "fillText"]) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...given) {
      const result = draw.apply(this, given);
      if (watch.on && counts(this.canvas)) changed();
      return result;
    };
  }
  window.addEventListener("keydown", () => { if (watch.on) watch.pressed ??= performance.now(); }, true);
  watch.start = () => Object.assign(watch, { on: true, pressed: null, painted: [] }) && null;
  // Milliseconds from the key to the last painted change, once nothing has changed for `quiet` ms; null if
  // nothing changed at all.
  watch.settled = (quiet, longest) => new Promise((resolve) => {
    const begin = performance.now();
    const look = () => {
      const now = performance.now(), last = watch.painted.at(-1);
      if (last === undefined ? now - begin < longest : now - last < quiet) return setTimeout(look, 10);
      watch.on = false;
      resolve(last === undefined ? null : last - watch.pressed);
    };
    look();
  });
})();
