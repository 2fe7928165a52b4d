"""A session in bad company: before each cell's end stands something that is no message. When a cell prints "die", the session ends by exit code 7, and a child holds its output."""

import os
import subprocess
import sys

tool = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE)
for line in tool.stdout:
    if b'"text":"die"' in line:
        subprocess.Popen(["sh", "-c", "until test -e let-go; do sleep 0.1; done"], start_new_session=True)
        tool.kill()
        os._exit(7)
    if b'"type":"executed"' in line:
        line = b'{not json\n42\n{"type":"stream"}\n\xff half ' + line
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()
