"""Loaded by every Python that the tests start: refuses any connection that would leave this machine."""
import socket

_LOCAL = {"localhost", "127.0.0.1", "::1", "", "0.0.0.0", None}


def _refuse(host):
    name = host.decode() if isinstance(host, bytes) else host
    if name not in _LOCAL and not str(name).startswith("127."):
        raise PermissionError(f"the tests may only reach this machine, not {name!r}")


def _guard(call):
    def guarded(self, address, *rest):
        if self.family != getattr(socket, "AF_UNIX", None):
            _refuse(address[0])
        return call(self, address, *rest)
    return guarded


if not getattr(socket, "only_loopback", False):
    socket.only_loopback = True
    for _name in ("connect", "connect_ex"):
        setattr(socket.socket, _name, _guard(getattr(socket.socket, _name)))
    _look_up = socket.getaddrinfo

    def _guarded_look_up(host, *rest, **options):
        _refuse(host)
        return _look_up(host, *rest, **options)

    socket.getaddrinfo = _guarded_look_up
