"""The figure that both reference notebooks show: two log-log axes with four curves, a cursor and two labels,
moved by one slider."""

import numpy as np

PRESSURE = np.logspace(-25, 5, 200)

# The floor: a canvas drawn by hand, sent nothing but the numbers.
CANVAS = """
export default { render({ model, el }) {
  const canvas = document.createElement("canvas");
  canvas.width = 900; canvas.height = 400; el.append(canvas);
  const pen = canvas.getContext("2d"), colours = ["#1f77b4", "#ff7f0e", "#1f77b4", "#ff7f0e"];
  const draw = () => {
    const sent = model.get("curves"), values = new Float32Array(sent.buffer.slice(sent.byteOffset,
      sent.byteOffset + sent.byteLength));
    pen.clearRect(0, 0, 900, 400); pen.font = "11px sans-serif"; pen.strokeStyle = pen.fillStyle = "#000";
      pen.lineWidth = 1;
    for (const left of [60, 510]) {
      pen.strokeRect(left, 20, 360, 320);
      for (let i = 0; i < 7; i++) {
        pen.fillText("1e" + (5 * i - 25), left - 10 + 60 * i, 356);
        pen.fillText("1e" + (12 - 3 * i), left - 35, 24 + 53.3 * i);
      }
    }
    const n = values.length / 5;
    for (let k = 0; k < 4; k++) {
      pen.beginPath(); pen.strokeStyle = colours[k]; pen.lineWidth = 1.5;
      for (let i = 0; i < n; i++) pen.lineTo((k > 1 ? 510 : 60) + (values[i] + 25) * 12,
        20 + (12 - values[(k + 1) * n + i]) / 18 * 320);
      pen.stroke();
    }
    pen.fillText(model.get("label"), 100, 320);
  };
  model.on("change:curves", draw); draw();
} };
"""


def model(x):
    """Electrons, holes and their sum with ions that do not change, against oxygen pressure; x shifts both by
    decades."""
    electrons, holes = 1e3 * PRESSURE**-0.25 * 10**x, 1e-2 * PRESSURE**0.25 * 10**-x
    return electrons, holes, electrons + holes + 5.0


def draw(figure, x):
    """Draw the whole figure, as the function below `interact` does at each move."""
    electrons, holes, total = model(x)
    left, right = figure.subplots(1, 2)
    left.loglog(PRESSURE, electrons, label=r"$[e^\prime]$")
    left.loglog(PRESSURE, holes, label=r"$[h^\bullet]$")
    left.axvline(10 ** (-12 + 4 * x), linestyle=":", color="k")
    left.annotate(f"transition at x = {x:.2f}", (1e-20, 1e-4))
    right.loglog(PRESSURE, total, label=r"$\sigma_{tot}$")
    right.loglog(PRESSURE, electrons, "--", label=r"$\sigma_e$")
    right.annotate(f"sum at 1e-20: {total[33]:.2e}", (1e-20, 1e-4))
    for axes, title in ((left, "concentration"), (right, r"$\sigma$ / S/cm")):
        axes.set(xlim=(1e-25, 1e5), ylim=(1e-6, 1e12), xlabel=r"$p_{O_2}$ / bar", ylabel=title)
        axes.legend(loc="upper right")
        axes.grid(alpha=0.3)
    figure.subplots_adjust(left=0.09, right=0.98, bottom=0.15, top=0.95, wspace=0.25)


def canvas():
    """Return a slider above the bare canvas."""
    import anywidget
    import ipywidgets
    import traitlets

    class Canvas(anywidget.AnyWidget):
        _esm = CANVAS
        curves = traitlets.Bytes().tag(sync=True)
        label = traitlets.Unicode().tag(sync=True)

    def packed(x):
        electrons, holes, total = model(x)
        return np.log10([PRESSURE, electrons, holes, total, electrons]).astype("f4").tobytes()

    def moved(change):
        with shown.hold_sync():
            shown.label, shown.curves = f"transition at x = {change['new']:.2f}", packed(change["new"])

    shown, slider = (
        Canvas(curves=packed(0.0), label="x = 0"),
        ipywidgets.FloatSlider(value=0, min=-1, max=1, step=0.01, description="x"),
    )
    slider.observe(moved, "value")
    return ipywidgets.VBox([slider, shown])
