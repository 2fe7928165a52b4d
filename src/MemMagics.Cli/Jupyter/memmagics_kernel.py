"""The Jupyter kernel "C# (MemMagics)": ipykernel speaks Jupyter's wire protocol, `memmagics serve` runs the C#.

    python memmagics_kernel.py CONNECTION_FILE COMMAND...

COMMAND serves a session over its standard streams, one JSON message a line in UTF-8 (docs/serve.md).

Jupyter interrupts by SIGINT or, where the spec says so, by a message. The spec of Windows does: a signal is an end there, and its event in place of one
(JPY_INTERRUPT_EVENT, which ipykernel waits for) is not given to this kernel by every client. All three ways end in the one handler of SIGINT. What is
here for Windows alone was written by the book and not run there: our own tests have no Python for it.
"""

import hmac
import os
import signal
import sys
import threading
from _thread import interrupt_main

import zmq
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))  # It is not there with PYTHONSAFEPATH.
from memmagics_session import Session, ending  # noqa: E402

END_OF_INPUT = "\x04"  # as IPython's clients say it


class CSharpKernel(Kernel):
    implementation = "memmagics"
    language_info = {
        "name": "C#",
        "version": "14.0",
        "mimetype": "text/x-csharp",
        "file_extension": ".cs",
        "pygments_lexer": "csharp",
        "codemirror_mode": "text/x-csharp",
    }
    command = []

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for kind in ("comm_open", "comm_msg", "comm_close"):
            self.shell_handlers[kind] = getattr(self, kind)
        self.control_handlers["interrupt_request"] = self.interrupt_request
        self.shell_handlers["interrupt_request"] = self._answer_interrupt  # It was heeded when it came, and this is its turn.
        self._parents_by_id = {}
        self._asked_by = None
        self._question = None
        self._requests = 0
        self._csharp = None
        self._version = None
        self._start()

    @property
    def implementation_version(self):
        if self._version is None:
            self._version = self._csharp.version.get() if self._csharp else ""
        return self._version

    @property
    def banner(self):
        return f"MemMagics {self.implementation_version}: C# with #!memit and #!mprun"

    def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False):
        try:
            return self._execute(code, silent, store_history, allow_stdin)
        finally:
            self._question = None
            if not silent and not store_history:
                self.execution_count -= 1

    def _execute(self, code, silent, store_history, allow_stdin):
        if not self._start():
            return self._failed("NoSession", f"The C# session cannot be started: {self._problem}", silent)
        request = self._id()
        self._parents_by_id = {request: None if silent else self.get_parent()}
        self._errors = {}
        answer = self._csharp.ask(
            id=request, type="execute", code=code, count=self.execution_count if store_history and not silent else None, input=bool(allow_stdin)
        )
        if answer is None:
            return self._failed("SessionEnded", self._last_words(), silent)
        if answer["status"] == "ok":
            return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}
        return {"status": "error", "execution_count": self.execution_count, **self._errors.get(request, {"ename": "", "evalue": "", "traceback": []})}

    def do_complete(self, code, cursor_pos):
        answer = self._ask(type="complete", code=code, cursor=cursor_pos)
        if answer.get("type") != "completed":
            return {"status": "ok", "matches": [], "cursor_start": cursor_pos, "cursor_end": cursor_pos, "metadata": {}}
        place = {"start": answer["start"], "end": answer["end"]}
        kinds = [{"text": match["text"], "type": match["kind"], **place} for match in answer["matches"]]
        return {
            "status": "ok",
            "matches": [match["text"] for match in answer["matches"]],
            "cursor_start": answer["start"],
            "cursor_end": answer["end"],
            "metadata": {"_jupyter_types_experimental": kinds},
        }

    def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        text = self._ask(type="inspect", code=code, cursor=cursor_pos, source=detail_level > 0).get("text")
        return {"status": "ok", "found": bool(text), "data": {"text/plain": text} if text else {}, "metadata": {}}

    def do_is_complete(self, code):
        status = self._ask(type="is_complete", code=code).get("status", "unknown")
        return {"status": status, "indent": "    "} if status == "incomplete" else {"status": status}

    def do_shutdown(self, restart):
        if self._csharp:
            self._csharp.end()
        return {"status": "ok", "restart": restart}

    def pre_handler_hook(self):
        # Not Python's own handler: a KeyboardInterrupt would tear this process out of reading the answer.
        if self._csharp:
            self._csharp.listen()
        self.saved_sigint_handler = signal.signal(signal.SIGINT, lambda *_: self._csharp and self._csharp.interrupt())

    def interrupt_request(self, stream, ident, parent):
        """On the control channel, which ipykernel reads in a thread of its own. As a signal: what does not run is not interrupted."""
        interrupt_main()
        self._answer_interrupt(stream, ident, parent)

    def _answer_interrupt(self, stream, ident, parent):
        self.session.send(stream, "interrupt_reply", {"status": "ok"}, parent, ident=ident)

    def schedule_dispatch(self, dispatch, *args):
        """What each message of the shell channel comes through in ipykernel 6."""
        for message in args:
            self._heed(message)
        super().schedule_dispatch(dispatch, *args)

    async def shell_channel_thread_main(self, msg):
        """The same in ipykernel 7, in a thread."""
        self._heed(msg)
        await super().shell_channel_thread_main(msg)

    def _heed(self, message):
        """Visual Studio Code asks for an interrupt on the shell channel, where it would wait for the end of what it is to interrupt."""
        try:
            _, parts = self.session.feed_identities(message, copy=False)
            signature, *signed = [part.bytes for part in parts[:5]]
            if self.session.unpack(signed[0])["msg_type"] == "interrupt_request" and hmac.compare_digest(self.session.sign(signed), signature):
                interrupt_main()
        except Exception:  # No message, then: ipykernel says so at its turn.
            self.log.debug("Not understood:", exc_info=True)

    def _read_shell(self):
        """Looks what has come on the shell channel while one of its requests runs, where nobody else does: before ipykernel 7 it has no thread."""
        if getattr(self, "shell_channel_thread", None) is None and threading.current_thread() is threading.main_thread():
            self.shell_stream.flush(zmq.POLLIN)

    def execute_request(self, stream, ident, parent):
        self._asked_by = ident, parent
        return super().execute_request(stream, ident, parent)

    def _ask_user(self, question):
        """Sends the protocol's request. The answer is not waited for here: meanwhile the cell may be interrupted, or end."""
        while self._input_reply() is not None:
            pass  # Of a question that is no more.
        self._question = question["id"]
        ident, parent = self._asked_by
        self.session.send(self.stdin_socket, "input_request", {"prompt": question["prompt"], "password": question["password"]}, parent=parent, ident=ident)

    def _read_answer(self):
        if self._question is None:
            return
        value = self._input_reply()
        if value is not None:
            question, self._question = self._question, None
            self._csharp.send(id=question, type="input", value=None if value == END_OF_INPUT else value)

    def _input_reply(self):
        """What a user has answered; None when nothing has come."""
        try:
            _, reply = self.session.recv(self.stdin_socket, zmq.NOBLOCK)
            return None if reply is None else str(reply["content"]["value"])
        except Exception:  # Not a message, or not one of this session: the user's may still come.
            self.log.warning("Not understood:", exc_info=True)
            return None

    def _meanwhile(self):
        self._read_shell()
        self._read_answer()

    def comm_open(self, stream, ident, parent):
        """Widgets live in Python kernels; the protocol's answer to an unknown target is to close it."""
        self.session.send(self.iopub_socket, "comm_close", {"comm_id": parent["content"].get("comm_id"), "data": {}}, parent=parent, ident=self._topic("comm_close"))

    def comm_msg(self, stream, ident, parent):
        pass

    def comm_close(self, stream, ident, parent):
        pass

    def _start(self):
        """Whether there is a session. One that ended is followed by a new one."""
        if self._csharp and self._csharp.process.poll() is None:
            return True
        try:
            self._csharp = Session(self.command, self._publish, self._print_text, self._ask_user, self._meanwhile)
            return True
        except FileNotFoundError:
            self._problem = (
                f"there is no {self.command[0]} any more. Install it again (dotnet tool install -g MemMagics.Tool, then memmagics jupyter install),"
                " or remove the kernel: jupyter kernelspec remove memmagics"
            )
            self._csharp = None
            return False
        except OSError as e:
            self._problem = str(e)
            self._csharp = None
            return False

    def _id(self):
        self._requests += 1
        return str(self._requests)

    def _ask(self, **request):
        return (self._start() and self._csharp.ask(id=self._id(), **request)) or {}

    def _publish(self, message):
        parent = self._parents_by_id.get(message["id"])
        kind = message["type"]
        if kind == "error":
            self._errors[message["id"]] = {"ename": message["kind"], "evalue": message["message"], "traceback": message["traceback"]}
        if parent is None:
            return
        if kind == "stream":
            self._send(parent, "stream", {"name": message["name"], "text": message["text"]})
        elif kind == "error":
            self._send(parent, "error", self._errors[message["id"]])
        elif kind == "clear":
            self._send(parent, "clear_output", {"wait": False})
        elif kind == "result":
            self._send(parent, "execute_result", {"execution_count": self.execution_count, "data": message["data"], "metadata": {}})
        else:
            content = {"data": message["data"], "metadata": {}, "transient": {"display_id": message["display"]}}
            self._send(parent, "display_data" if kind == "display" else "update_display_data", content)

    def _print_text(self, name, text):
        text = text.replace("\r\n", "\n")
        parents = [parent for parent in list(self._parents_by_id.values()) if parent is not None]
        if not parents:
            self.log.warning("The C# session wrote while no cell ran: %s", text.rstrip())
        for parent in parents:
            self._send(parent, "stream", {"name": name, "text": text})

    def _send(self, parent, kind, content):
        self.session.send(self.iopub_socket, kind, content, parent=parent, ident=self._topic(kind))

    def _last_words(self):
        return f"The C# session ended {ending(self._csharp.process.wait())}. Its variables are gone; the next cell starts a new session."

    def _failed(self, kind, sentence, silent):
        error = {"ename": kind, "evalue": sentence, "traceback": [sentence]}
        if not silent:
            self._send(self.get_parent(), "error", error)
        return {"status": "error", "execution_count": self.execution_count, **error}


if __name__ == "__main__":
    CSharpKernel.command = sys.argv[2:]
    IPKernelApp.launch_instance(argv=["-f", sys.argv[1]], kernel_class=CSharpKernel)
