"""A Jupyter client (jupyter_client) that does what each line of its input says, and answers with a line of what came of it."""

import json
import queue
import sys
import time
import traceback

import psutil
from jupyter_client.manager import start_new_kernel

TIMEOUT = 120

manager, client = start_new_kernel(kernel_name="memmagics", startup_timeout=TIMEOUT)
everything = set()


def processes():
    kernel = psutil.Process(manager.provisioner.pid)
    found = [kernel, *kernel.children(recursive=True)]
    everything.update(found)
    return [process.pid for process in found]


def execute(step):
    """Sends a cell and gathers its messages until it is idle. Once `when` is in one (of the type `in`), does what `then` says.

    With `answers` the cell may ask: each question is answered by the next of them; a null, or one too many, interrupts the kernel instead.
    """
    # After a failed cell ipykernel answers "aborted" for a moment, also to what is sent only then: cells are wanted, whatever became of the last.
    options = {"stop_on_error": False, **{name: step[name] for name in ("silent", "store_history", "stop_on_error") if name in step}}
    answers = step.get("answers")
    sent = client.execute(step["code"], allow_stdin=answers is not None, **options)
    waiting_for = step.get("when")
    interrupt = None
    messages = []
    while True:
        message = client.get_iopub_msg(timeout=TIMEOUT) if answers is None else answering(answers)
        if message["parent_header"].get("msg_id") != sent:
            continue
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            break
        messages.append({"type": message["msg_type"], **message["content"]})
        if waiting_for and message["msg_type"] == step.get("in", message["msg_type"]) and waiting_for in json.dumps(message["content"], ensure_ascii=False):
            waiting_for = None
            if step["then"] in interrupts:
                interrupt = interrupts[step["then"]]()
            else:
                open(step["then"], "w").close()
    return {"reply": reply(sent), "messages": messages, "interrupted": interrupt and reply(interrupt)["status"]}


def answering(answers):
    """The next message of a cell that may ask; a question is one, too."""
    deadline = time.monotonic() + TIMEOUT
    while time.monotonic() < deadline:
        try:
            return client.get_iopub_msg(timeout=0.05)
        except queue.Empty:
            pass
        try:
            question = client.get_stdin_msg(timeout=0.05)
        except queue.Empty:
            continue
        answer = answers.pop(0) if answers else None
        if answer is None:
            manager.interrupt_kernel()
        else:
            client.input(answer)
        return question
    raise TimeoutError("Neither output nor a question came.")


def interrupt_by_message():
    """As jupyter_client does it for a spec that says so."""
    manager.kernel_spec.interrupt_mode = "message"
    manager.interrupt_kernel()
    manager.kernel_spec.interrupt_mode = "signal"


def interrupt_on_the_shell_channel():
    """As Visual Studio Code does it for a spec that says "message": it waits for the answer."""
    message = client.session.msg("interrupt_request", {})
    client.shell_channel.send(message)
    return message["header"]["msg_id"]


interrupts = {"interrupt": manager.interrupt_kernel, "interrupt by message": interrupt_by_message, "interrupt on the shell channel": interrupt_on_the_shell_channel}


def reply(sent):
    while True:
        message = client.get_shell_msg(timeout=TIMEOUT)
        if message["parent_header"].get("msg_id") == sent:
            return message["content"]


def send(step):
    """Any other message of the shell channel, and what it is answered on the iopub channel."""
    message = client.session.msg(step["type"], step.get("content", {}))
    client.shell_channel.send(message)
    answers = []
    while True:
        answer = client.get_iopub_msg(timeout=TIMEOUT)
        if answer["parent_header"].get("msg_id") != message["header"]["msg_id"]:
            continue
        if answer["msg_type"] == "status" and answer["content"]["execution_state"] == "idle":
            return {"messages": answers}
        answers.append({"type": answer["msg_type"], **answer["content"]})


def restart(step):
    processes()
    manager.restart_kernel(now=False)
    client.wait_for_ready(timeout=TIMEOUT)
    return {}


def shutdown(step):
    processes()
    client.stop_channels()
    manager.shutdown_kernel(now=step.get("now", False))
    _, alive = psutil.wait_procs(everything, timeout=20)
    return {"ended": len(everything) - len(alive), "alive": [" ".join(process.cmdline()) for process in alive if process.status() != psutil.STATUS_ZOMBIE]}


steps = {
    "execute": execute,
    "send": send,
    "restart": restart,
    "shutdown": shutdown,
    "complete": lambda step: client.complete(step["code"], step.get("cursor"), reply=True, timeout=TIMEOUT)["content"],
    "inspect": lambda step: client.inspect(step["code"], step.get("cursor"), step.get("detail", 0), reply=True, timeout=TIMEOUT)["content"],
    "is_complete": lambda step: reply(client.is_complete(step["code"])),
    "kernel_info": lambda step: client.kernel_info(reply=True, timeout=TIMEOUT)["content"],
    "processes": lambda step: {"pids": processes()},
}

print(json.dumps({"ready": True}), flush=True)
try:
    for line in sys.stdin:
        step = json.loads(line)
        try:
            answer = steps[step["do"]](step)
        except Exception:
            answer = {"failed": traceback.format_exc()}
        print(json.dumps(answer), flush=True)
finally:
    if manager.is_alive():
        manager.shutdown_kernel(now=True)
