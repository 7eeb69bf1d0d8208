"""How quickly the course answers: every panel in the kernel and in its lesson in a browser, and laws against
general solvers.

    python tests/benchmarks/run.py [--quick] [--rounds N] [--lesson 06]
                                   [--only start|panels|latency|physics|defects]

Prints its tables; a full run also writes them to results.md beside this file. Run it on a quiet machine: it
takes some
twenty minutes. --lesson: the browser opens this lesson alone, and nothing else is measured.
It needs the package's extra `test`, and for the browser a Chromium (on the path, or named by CHROMIUM).
"""
import argparse
import datetime
import importlib.metadata
import os
import pathlib
import platform
import signal
import sys

HERE = pathlib.Path(__file__).resolve().parent
PARTS = ("start", "panels", "latency", "physics", "defects")


def machine():
    """Return lines of Markdown: on what this was measured, and when."""
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    models = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    libraries = ("jupyterlab", "ipywidgets", "anywidget", "matplotlib", "numpy", "scipy")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in libraries)
    load = f"; load before the run {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return [
        "# How quickly the course answers",
        "",
        f"{datetime.date.today()}: {models[0] if models else platform.processor() or platform.machine()}, "
        f"{os.cpu_count()} cores, {platform.system()}{load}.",
        f"Python {platform.python_version()}, {versions}.",
        "",
        "Written by `python tests/benchmarks/run.py`.",
    ]


def measured(part, options):
    """Measure one part; returns lines of Markdown."""
    from tests.benchmarks import defects, latency, panels, physics, start
    if part == "start":
        return start.report(options.rounds or (1 if options.quick else 3))
    if part == "panels":
        return panels.report(40 if options.quick else 100)
    if part == "latency":
        return latency.report(
            options.rounds or (1 if options.quick else 3), 6 if options.quick else 10, options.lesson or ("",)
        )
    return (defects if part == "defects" else physics).report(3 if options.quick else 15)


def main():
    """Measure what was asked for, print it, and keep a full run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="few repeats, to try it out")
    parser.add_argument("--rounds", type=int, help="rounds through the browser (3; quick: 1)")
    parser.add_argument("--lesson", nargs="+", help="lessons to open in the browser, by their numbers: 06")
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    options = parser.parse_args()
    if options.lesson:
        options.only = "latency"
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped as after Ctrl-C
    sys.path[0] = str(
        HERE.parents[1]
    )  # this checkout, and not this folder: its physics.py is not the package's
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    # numpy and scipy each read the setting when they are loaded; kernels shall not.
    import scipy.linalg  # noqa: F401

    del os.environ["OPENBLAS_NUM_THREADS"]
    lines = machine()
    print("\n".join(lines), flush=True)
    for part in PARTS if options.only is None else (options.only,):
        found = ["", *measured(part, options)]
        print("\n".join(found), flush=True)
        lines += found
    if options.only is None and not options.quick:
        (HERE / "results.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("stopped; nothing was written")
