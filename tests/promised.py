#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The figures of the manual's section on what is promised: each is a lower bound, which the run that it is about checks."""
import os
import re

MANUAL = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "man/physmon.8")


def broken(what, number):
    """A sentence if the manual doesn't say "at least N WHAT", or if this run's number is lower; else None."""
    with open(MANUAL, encoding="utf-8") as f:
        section = f.read().split(".Sh WHAT IS PROMISED", 1)[-1].split("\n.Sh ", 1)[0]
    said = re.search(rf"\bat least (\d+) {re.escape(what)}\b", section)
    if not said:
        return f"man/physmon.8 doesn't say 'at least N {what}'"
    return f"man/physmon.8 says at least {said[1]} {what}: there were {number}" if number < int(said[1]) else None
