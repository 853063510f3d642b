# SPDX-License-Identifier: GPL-2.0-or-later
"""A debugger as the protocol has it: packets in and out of physmon --gdb, and what the program says to people beside."""
import os
import select
import shlex
import subprocess
import threading
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PHYSMON = os.path.abspath(os.environ.get("PHYSMON", os.path.join(TOP, ".build/physmon")))
WRAPPER = shlex.split(os.environ.get("WRAPPER", ""))
PATIENCE = 120 if WRAPPER else 15


def frame(body):
    out = b""
    for c in body:
        out += b"}%c" % (c ^ 0x20) if c in b"$#}*" else b"%c" % c
    return b"$%s#%02x" % (out, sum(out) & 0xff)


def unframe(raw):
    """The body of a whole frame, whose checksum must be right."""
    assert raw[:1] == b"$" and raw[-3:-2] == b"#", raw
    assert int(raw[-2:], 16) == sum(raw[1:-3]) & 0xff, raw
    body, i, raw = b"", 0, raw[1:-3]
    while i < len(raw):
        if raw[i] == ord("}"):
            i += 1
            body += b"%c" % (raw[i] ^ 0x20)
        elif raw[i] == ord("*"):  # a run of the byte before
            i += 1
            body += body[-1:] * (raw[i] - 29)
        else:
            body += raw[i:i + 1]
        i += 1
    return body


class Client:
    """physmon with these arguments and --gdb, from its start to its end."""

    def __init__(self, *arguments):
        self.p = subprocess.Popen([*WRAPPER, PHYSMON, "--trace", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, bufsize=0, preexec_fn=os.setsid)
        self.got = b""
        self.said = []  # on standard error, which must not fill up
        self.listener = threading.Thread(target=lambda: self.said.extend(self.p.stderr), daemon=True)
        self.listener.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.p.poll() is None:
            self.p.kill()
        self.p.wait()
        self.listener.join()
        for f in (self.p.stdin, self.p.stdout, self.p.stderr):
            f.close()

    def raw(self, data):
        self.p.stdin.write(data)

    def take(self, n=1):
        """The next n bytes, or fewer at the end."""
        end = time.monotonic() + PATIENCE
        while len(self.got) < n:
            assert select.select([self.p.stdout], [], [], max(0, end - time.monotonic()))[0], "no answer; got %r" % self.got
            more = os.read(self.p.stdout.fileno(), 65536)
            if not more:
                break
            self.got += more
        head, self.got = self.got[:n], self.got[n:]
        return head

    def reply(self, ack=True):
        """The body of the next frame, after the '+' for what was sent."""
        if ack:
            got = self.take()
            assert got == b"+", got
        raw = self.take()
        while not raw.endswith(b"#"):
            c = self.take()
            assert c, "it ended in %r" % raw
            raw += c
        return unframe(raw + self.take(2))

    def ask(self, body):
        self.raw(frame(body if isinstance(body, bytes) else body.encode()))
        return self.reply()

    def monitor(self, text):
        """What the command printed, and the last word."""
        said, answer = b"", self.ask("qRcmd," + text.encode().hex())
        while answer.startswith(b"O") and answer != b"OK":
            said += bytes.fromhex(answer[1:].decode())
            answer = self.reply(ack=False)
        return said.decode(), answer

    def end(self):
        """Hang up; its status, and what it said on standard error."""
        self.p.stdin.close()
        status = self.p.wait(PATIENCE)
        self.listener.join()
        return status, b"".join(self.said).decode(errors="replace")
