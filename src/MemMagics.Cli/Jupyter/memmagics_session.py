"""The C# session behind the Jupyter kernel: one `memmagics serve` process and what is said to it (docs/serve.md)."""

import json
import os
import queue
import re
import signal
import subprocess
import threading
import traceback

GRACE = 8  # seconds that a session is waited for when it is told to end

MESSAGE = re.compile(r'\{"(?:id|type)":')


def split(line):
    """What is no message in a line of the session's, and the message behind it; None for none."""
    for start in MESSAGE.finditer(line):
        try:
            message = json.loads(line[start.start():])
        except ValueError:
            continue
        if isinstance(message.get("type"), str):
            return line[: start.start()], message
    return line, None


def ending(code):
    """How a process ended, by its exit code as Python has it."""
    if code < 0:
        return "by " + {known.value: known.name for known in signal.Signals}.get(-code, f"signal {-code}")
    return f"with exit code {code if code < 1 << 31 else f'0x{code:08X}'}"


class Session:
    """One `memmagics serve` process. Its events go to `publish`, its answers to whoever asks, all else that it writes to `print_text`.

    A question of its code goes to `question`, on the thread that waits for an answer; that thread also calls `meanwhile`, again and again.
    """

    def __init__(self, command, publish, print_text, question, meanwhile):
        # A process group of its own: an interrupt reaches it as a message, not as a signal to the whole group, nor as the console's Ctrl-C.
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self.version = queue.SimpleQueue()
        self._requests = queue.SimpleQueue()
        self._answers = queue.SimpleQueue()
        self._interrupted = False
        self._publish = publish
        self._print_text = print_text
        self._question = question
        self._meanwhile = meanwhile
        self._readers = [threading.Thread(target=work, daemon=True) for work in (self._read, self._read_errors)]
        for thread in (*self._readers, threading.Thread(target=self._write, daemon=True), threading.Thread(target=self._watch, daemon=True)):
            thread.start()

    def send(self, **request):
        """Also safe in a signal handler, as SimpleQueue.put is."""
        self._requests.put(request)

    def ask(self, **request):
        """The answer to a request; None when the session ended before it came."""
        self.send(**request)
        if self._interrupted:  # It came before the request that it is meant for.
            self.send(type="interrupt")
        patience = 0.2
        while True:
            try:
                # A signal that comes right before the wait begins is only seen after it: no wait may be endless.
                answer = self._answers.get(timeout=patience)
            except queue.Empty:
                self._meanwhile()
                continue
            if answer is None:
                self._answers.put(None)
                return None
            if answer["type"] == "input":
                self._question(answer)
                patience = 0.02  # The user's answer is looked for meanwhile.
            elif answer.get("id") == request["id"]:
                return answer

    def listen(self):
        """A new request is about to come: interrupts are meant for it from now on."""
        self._interrupted = False

    def interrupt(self):
        self._interrupted = True
        self.send(type="interrupt")

    def end(self):
        """Ends the session and everything that its cells started and left in its process group."""
        self.send(type="shutdown")
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self._kill_group()
        self.process.wait()

    def _kill_group(self):
        # On Windows there is no such group: measured code's processes are in job objects, which end with the session.
        if hasattr(os, "killpg"):
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass

    def _write(self):
        try:
            while True:
                line = json.dumps(self._requests.get()).encode() + b"\n"
                self.process.stdin.write(line)
                self.process.stdin.flush()
        except (OSError, ValueError):
            pass  # It ended; the reader says so.

    def _read(self):
        for line in self.process.stdout:
            foreign, message = split(line.decode(errors="replace"))
            try:
                if foreign:
                    self._print_text("stdout", foreign)
                if message:
                    self._handle(message)
            except Exception:  # Whatever is wrong with one message, the next one may be what somebody waits for.
                traceback.print_exc()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()  # It can say nothing any more.

    def _handle(self, message):
        if message["type"] == "ready":
            self.version.put(message["version"])
        elif message["type"] in ("stream", "display", "update", "result", "error", "clear"):
            self._publish(message)
        else:
            self._answers.put(message)

    def _read_errors(self):
        # What no console of a cell has written: native code, child processes, the last words of a dying runtime.
        for line in self.process.stderr:
            self._print_text("stderr", line.decode(errors="replace"))

    def _watch(self):
        """Says that no answer will come any more. Not the readers do: a child process may hold their pipes longer than the session lives."""
        self.process.wait()
        self._kill_group()
        for reader in self._readers:  # Last words come before the news of the end.
            reader.join(1)
        self.version.put("")
        self._answers.put(None)
