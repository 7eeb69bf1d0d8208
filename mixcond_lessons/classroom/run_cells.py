"""What the notebook ran: which name should have got a value in a cell that stopped with an error."""
import ast
import builtins
import re
from dataclasses import dataclass, replace

from IPython import get_ipython

# In a cell that Python cannot read: "volume = 2.7 mL", "volume := 2", "volume: 2", "volume 2.7".
_GIVEN = re.compile(r"^[ \t]*([^\W\d]\w*)[ \t]*(?:[:=]{1,2}|(?<=[ \t])(?=[\"'“.\d]))(.*)$", re.M)
_NOTHING = object()


@dataclass(frozen=True)
class Left:
    """A name that a cell left as it was: what was written for it, what it holds, and the error (None where
    the cell ran, but `==` or `:` gave the name no value)."""
    name: str
    written: str
    held: object
    error: BaseException | None = None


class Cells:
    """Follows the cells of one kernel by IPython's own events."""

    def __init__(self, shell):
        self.shell, self.source, self.left = shell, "", {}
        for event, method in (("pre_run_cell", self.begins), ("post_run_cell", self.ends)):
            for other in [one for one in shell.events.callbacks[event]
                          if type(getattr(one, "__self__", None)).__name__ == "Cells"]:
                shell.events.unregister(event, other)  # of this module before it was loaded again
            shell.events.register(event, method)

    def begins(self, info):
        """A cell is about to run. A name that it has checked and that was never set counts as a blank."""
        self.source = info.raw_cell or ""
        for name in _arguments(self._plain(self.source), "check"):
            if name not in self.shell.user_ns and not hasattr(builtins, name):
                self.shell.user_ns[name] = ...
                if name in self.left:
                    self.left[name] = replace(self.left[name], held=...)

    def _plain(self, source):
        """A cell as Python: without IPython's own marks."""
        try:
            return self.shell.transform_cell(source)
        except SyntaxError:
            return ""

    def ends(self, result):
        """A cell has run: note the names that it should have set and did not."""
        try:
            error = result.error_before_exec or result.error_in_exec
            done, left = self._names(result.info.raw_cell or "", error)
        except Exception:  # an unreadable cell must not disturb the student's own output
            return
        for name in done:
            self.left.pop(name, None)
        for name, written in left.items():
            self.left[name] = Left(name, written, self.shell.user_ns.get(name, _NOTHING), error)

    def _names(self, source, error):
        """(names that a cell has set, {name that it should have set: what was written for it})."""
        try:
            tree = ast.parse(text := self.shell.transform_cell(source))
        except SyntaxError:
            return set(), {name: rest.partition("#")[0].strip() for name, rest in _GIVEN.findall(source)}
        line = _line_of(error, self.shell.user_ns) if error else 10**9
        done, left = set(), {}
        for node in tree.body:
            stopped = line <= node.end_lineno
            for name in _set_by(node):
                left.update({name: _right_side(text, node)} if stopped else {})
                done.update(() if stopped else {name})
            if not stopped and (name := _given_nothing(node)):
                left[name] = _right_side(text, node)
        return done - set(left), left

    def unset(self, function, is_first):
        """Return the Left of a name in the arguments of the call `function(first, ...)` that is running, or
        None. is_first(value): whether a value is that first argument."""
        for name in _arguments(self._plain(self.source), function, is_first):
            left = self.left.get(name)
            if left and self.shell.user_ns.get(name, _NOTHING) is left.held:
                return left
        return None


def _line_of(error, names):
    """The line of the cell in which an error arose."""
    lines, trace = [0], error.__traceback__
    while trace:
        if trace.tb_frame.f_globals is names and trace.tb_frame.f_code.co_name == "<module>":
            lines.append(trace.tb_lineno)
        trace = trace.tb_next
    return lines[-1]


def _set_by(node):
    """The names that a statement sets."""
    inside = [one for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
    empty = isinstance(node, ast.AnnAssign) and node.value is None
    return [] if empty else list(dict.fromkeys(one.id for one in inside))


def _given_nothing(node):
    """The name in `volume == 2.7` or `volume: 2.7`, which gives it no value."""
    if isinstance(node, ast.AnnAssign) and node.value is None and isinstance(node.target, ast.Name):
        return node.target.id
    compared = isinstance(node, ast.Expr) and isinstance(node.value, ast.Compare) and node.value
    if compared and isinstance(compared.left, ast.Name) and isinstance(compared.ops[0], ast.Eq):
        return compared.left.id
    return ""


def _right_side(text, node):
    """What was written for the value."""
    value = getattr(node, "value", None) or getattr(node, "annotation", None)
    value = value.comparators[-1] if isinstance(value, ast.Compare) and isinstance(node, ast.Expr) else value
    return (ast.get_source_segment(text, value) or "") if value is not None else ""


def _arguments(source, function, is_first=lambda value: True):
    """The names in the second argument of the call (of all its calls), unless the same cell sets them."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and len(node.args) > 1
             and getattr(node.func, "id", getattr(node.func, "attr", "")) == function
             and isinstance(node.args[0], ast.Constant) and is_first(node.args[0].value)]
    used = [one.id for call in calls for one in ast.walk(call.args[1]) if isinstance(one, ast.Name)]
    fresh = {name for node in tree.body for name in _set_by(node)}
    return [name for name in dict.fromkeys(used) if name not in fresh]


def follow():
    """Return the Cells of the running kernel, or None where there is none."""
    shell = get_ipython()
    return Cells(shell) if shell is not None else None
