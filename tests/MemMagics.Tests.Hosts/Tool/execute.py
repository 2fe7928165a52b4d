"""Executes a notebook with nbclient, in a network namespace of its own: execute.py IN.ipynb OUT.ipynb

The tool's Jupyter mode listens on every interface; in the namespace that `unshare --net` has made there is only the loopback, which is still down.
"""

import fcntl
import socket
import struct
import sys

import nbclient
import nbformat

SIOCGIFFLAGS, SIOCSIFFLAGS, IFF_UP = 0x8913, 0x8914, 0x1

assert [name for _, name in socket.if_nameindex()] == ["lo"], "not in a network namespace of its own"
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
    request = struct.pack("16sh14x", b"lo", 0)
    (flags,) = struct.unpack_from("16xh", fcntl.ioctl(control, SIOCGIFFLAGS, request))
    fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | IFF_UP))

notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="dotnet-interactive", allow_errors=True).execute()
nbformat.validate(notebook)
nbformat.write(notebook, sys.argv[2])
