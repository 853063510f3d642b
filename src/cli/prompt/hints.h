/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hints: what a person at the prompt is told once: a width that was not chosen, the name of a register. */
#pragma once

struct session;

/* hints_begin - from now on, before a command of @s makes accesses. Without memory there are none. */
void hints_begin(struct session *s);
