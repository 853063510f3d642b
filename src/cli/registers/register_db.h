/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_db: the registers of all loaded descriptions in a session: loads them, gives their names to the language,
 * and adds their no-read registers to each target's protected ranges. It reads files, never the bus.
 */
#pragma once

#include <physmon.h>

#include "reg_edit.h"

struct selection;
struct session;

/*
 * register_db_load - add what the file @path describes (-s): before any text is compiled, for good.
 * register_db_load_text - the same for the text that is being compiled: undone if that turns out wrong.
 * Both: 0 or svd_load()'s errors. No-read registers are protected in targets that are opened from then on;
 * register_db_protect - and in this one. 0 or -ENOMEM with @e.
 */
int register_db_load(struct session *s, const char *path, struct physmon_error *e);
int register_db_load_text(struct session *s, const char *path, struct physmon_error *e);
int register_db_protect(struct session *s, struct physmon_target *t, struct physmon_error *e);

/*
 * register_db_offer - the target @spec will be used: if it describes itself, its names are known from then on, while it
 * is the session's target. The description is read when a name is first asked for. 0 or -ENOMEM with @e.
 */
int register_db_offer(struct session *s, const char *spec, struct physmon_error *e);

/*
 * register_db_edit - to define registers, for the text that is being compiled: undone if that turns out wrong. 0 or
 * -ENOMEM with @e. register_db_edited - what was defined so far, or NULL if nothing was.
 */
int register_db_edit(struct session *s, struct reg_edit **edit, struct physmon_error *e);
const struct reg_edit *register_db_edited(const struct session *s);

/*
 * register_db_get - the set of all registers that are described. It and what comes out of it live as long as the
 * session; only what a text loads that turns out wrong is taken back. 0; with @e: -ENOENT (nothing is loaded), -ENOSYS
 * (nothing can be: no expat), -ENOMEM.
 */
int register_db_get(const struct session *s, struct reg_set **svd, struct physmon_error *e);

/*
 * register_db_at - the register of @width bytes at @addr, if there is one, as a place into @sel. Its name is the
 * description's.
 */
bool register_db_at(const struct session *s, uint64_t addr, unsigned width, struct selection *sel);

/* register_db_path - path of description @i in the order of loading, or NULL past the last. */
const char *register_db_path(const struct session *s, size_t i);
