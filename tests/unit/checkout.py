"""The files of this checkout, as git would hand them on."""
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).parents[2]
_LEFT_OUT = {"__pycache__", "build", "dist", "node_modules"}


def files():
    """Every file of the course: what git does not ignore; without git, what is neither hidden nor built."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            [
                "git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others",
                "--exclude-standard",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if listed.returncode == 0:
            return sorted(
                path for name in set(listed.stdout.split("\0")) if name and (path := ROOT / name).is_file()
            )
    return sorted(
        path for path in ROOT.rglob("*") if path.is_file() and _belongs(path.relative_to(ROOT).parts)
    )


def _belongs(parts):
    return not any(
        part in _LEFT_OUT or (part.startswith(".") and part not in (".ci", ".github", ".gitignore")) for part in parts
    )


def sources(*folders):
    """Every Python file below the folders, or of the whole checkout."""
    return [
        path
        for path in files()
        if path.suffix == ".py" and (not folders or path.relative_to(ROOT).as_posix().startswith(folders))
    ]
