/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * physmon: the public interface of the library. Opens a target (physical memory, a file, the demo board) and moves
 * units of 1, 2, 4 or 8 bytes between it and a buffer: one bus access of exactly that width for each unit, in address
 * order, none repeated, merged, split or added. The library never prints and never exits.
 *
 * Functions return 0 or -errno. Where a struct physmon_error pointer is taken it may be NULL; otherwise it holds, after
 * a failure, one whole English sentence without a final full stop, made where the cause was known.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon_error.h>

struct physmon_target;

enum physmon_dir { PHYSMON_READ, PHYSMON_WRITE };

/* The result of one unit of a transfer. */
enum physmon_state {
	PHYSMON_PENDING,  /* not reached */
	PHYSMON_DONE,	  /* accessed, once */
	PHYSMON_FAULT,	  /* tried and failed, or its page can't be mapped; never a value */
	PHYSMON_LEFT_OUT, /* a no-read register inside a longer range: not accessed, on purpose */
	PHYSMON_UNKNOWN,  /* an observer skipped it (dry run); on input of a write: its value isn't known */
};

/* physmon_xfer.flags */
#define PHYSMON_XFER_EXACT 1u /* the user typed exactly this address: no-read ranges don't apply */
/*
 * For contiguous writes without state, if physmon_seeks() is true: each unit is read before it is written, and buf,
 * aligned to the width, gets what it held. DOWN: from the last unit to the first. No-read ranges are refused as
 * protected ones.
 */
#define PHYSMON_XFER_SWAP 2u
#define PHYSMON_XFER_DOWN 4u /* with PHYSMON_XFER_SWAP only */

/* The unit that a read searches for: its bits under mask are those of value. */
struct physmon_sought {
	uint64_t value, mask;
};

/*
 * One transfer. Unit i is accessed at addr + i * step. buf holds the units packed, width bytes each, in host byte order
 * as the access instruction moves them. No transfer may be larger than PHYSMON_XFER_MAX bytes of buf.
 */
struct physmon_xfer {
	enum physmon_dir dir;
	unsigned width; /* bytes: 1, 2, 4, 8 */
	unsigned flags;
	uint64_t addr;
	uint64_t step; /* bytes, a multiple of width; width: contiguous; 0: one address again and again */
	size_t nunits;
	void *buf;	/* caller's; nunits * width bytes */
	uint8_t *state; /* caller's; nunits of enum physmon_state, set by the transfer; NULL if not wanted */
	size_t done;	/* out: units handled, in their order (done, failed, left out or unknown) */

	/*
	 * For contiguous reads, if physmon_seeks() is true: end behind the first unit that matches, and keep none. buf
	 * may be NULL then. NULL: all units are kept.
	 */
	const struct physmon_sought *sought;
	bool found;		 /* out: the last unit done matches */
	size_t faults, left_out; /* out: units of a read that failed, and that were left out */
};

#define PHYSMON_XFER_MAX 65536

/*
 * physmon_transfer - make the accesses of @x, in address order.
 *
 * Checked before anything is touched, in this order: the target has a bus (PHYSMON_E_NO_BUS), width (PHYSMON_E_WIDTH),
 * alignment (PHYSMON_E_UNALIGNED), wrap-around (PHYSMON_E_WRAP), the target's extent (PHYSMON_E_EXTENT), writes to a
 * read-only target (PHYSMON_E_READ_ONLY), protected ranges (PHYSMON_E_PROTECTED). A refused transfer has x->done 0 and
 * has accessed nothing.
 *
 * A read goes on after a unit that fails (PHYSMON_E_MAP, PHYSMON_E_BUS): that unit is PHYSMON_FAULT, @e tells of the
 * first one, and the negative errno of the first one is returned at the end. A write stops at the first failing unit.
 * After the last unit of a write a fence orders it against every later access.
 *
 * Returns 0, or -errno with @e filled: -EINVAL, -ERANGE, -EROFS, -EPERM, -EFAULT (bus), -EINTR (stopped), or mmap's.
 */
int physmon_transfer(struct physmon_target *t, struct physmon_xfer *x, struct physmon_error *e);

/*
 * physmon_check - the checks of physmon_transfer(), without any access, for any number of units: a command of many
 * transfers is refused as a whole before its first one. x->buf and x->state aren't used. 0, or as physmon_transfer().
 */
int physmon_check(struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e);

/*
 * physmon_seeks - may physmon_xfer.sought and PHYSMON_XFER_SWAP be used now? True if memory is mapped and no observer
 * needs each value; they are faster than single reads and writes.
 */
bool physmon_seeks(const struct physmon_target *t);

/* physmon_read, physmon_write - one unit of @width bytes; a transfer of one, flagged PHYSMON_XFER_EXACT. */
int physmon_read(struct physmon_target *t, uint64_t addr, unsigned width, uint64_t *value, struct physmon_error *e);
int physmon_write(struct physmon_target *t, uint64_t addr, unsigned width, uint64_t value, struct physmon_error *e);

struct physmon_options {
	bool read_only; /* open and map for reading only */
	bool narrow;	/* map only the pages that an access needs (windows of one page) */
	bool private;	/* writes stay in this process: regular files only; schemes that can't are refused */
	bool enable;	/* make a disabled PCI device decode its BARs while it is open; closing undoes it */
};

/*
 * physmon_open - open a target by its specification, "SCHEME[:REST]".
 * @spec: for instance "mem", "none", "demo", "file:dump.bin@4c000000"; copied.
 * @o: NULL for the defaults.
 * Installs the SIGBUS and SIGSEGV handlers of the fault guard (unarmed faults keep the default action).
 * Returns 0 and the target in *@t, to be closed by physmon_close(); or -errno: PHYSMON_E_SPEC (-EINVAL),
 * PHYSMON_E_OPEN (open's errno, with the cause named), PHYSMON_E_SYSTEM (-ENOMEM).
 */
int physmon_open(const char *spec, const struct physmon_options *o, struct physmon_target **t, struct physmon_error *e);
/* physmon_close - unmap, close and free; NULL is fine. */
void physmon_close(struct physmon_target *t);

/*
 * physmon_abandon - undo the changes that open targets have made to the machine (physmon_options.enable). For a signal
 * handler that ends the program: it makes system calls only, and leaves the targets open. Not in the smallest build
 * (SMALL=1), where no target changes the machine.
 */
void physmon_abandon(void);

/* What the addresses of a target are. */
enum physmon_space {
	PHYSMON_SPACE_OWN,	/* the target's own: of a file, a BAR, ports */
	PHYSMON_SPACE_PHYSICAL, /* physical ones of this machine, as in /proc/iomem */
	PHYSMON_SPACE_KERNEL,	/* virtual ones of the kernel, as its symbols are */
};

struct physmon_info {
	const char *scheme; /* of the back end's row */
	enum physmon_space space;
	const char *spec; /* as opened */
	uint64_t first;	  /* first address */
	uint64_t last;	  /* last address, where extent_known */
	bool extent_known;
	bool empty;	 /* nothing to access (an empty file): extent_known is set, last has no meaning */
	unsigned widths; /* mask: 1, 2, 4, 8 or'ed, as far as this CPU makes single accesses of them */
	bool read_only;	 /* by choice, or because writing was refused */
	bool by_copy;	 /* the kernel copies the bytes: there is no bus access, and no width */
	bool device;	 /* what is there may be the registers of hardware, where the width of an access matters */
	char note[256];	 /* a note to show the user once, or "" (for instance: writing was refused) */
};

/* physmon_info - the properties of the target; valid until it is closed. */
const struct physmon_info *physmon_info(const struct physmon_target *t);

/* physmon_holds - is the open file @fd the target's own, under whatever name? To write to it would bypass the gate. */
bool physmon_holds(const struct physmon_target *t, int fd);

/* A mapped part of a target: [first, last], at the virtual addresses from at on. */
struct physmon_window {
	uint64_t first, last;
	uint64_t at;
	size_t nbytes;
};

/*
 * physmon_window - window @i of those mapped now, in no order; false past the last, and where nothing is ever mapped.
 */
bool physmon_window(const struct physmon_target *t, size_t i, struct physmon_window *w);

/* One back end, for lists, help and completion. */
struct physmon_scheme {
	const char *scheme; /* "file" */
	const char *syntax; /* "file:PATH[@ADDR[+SIZE]]" */
	const char *help;   /* one line */
	const char *manual; /* several lines (the demo board's map), or NULL */
	bool by_copy;
};

/*
 * physmon_space - physmon_info.space of the target that @spec specifies. Opens nothing. PHYSMON_SPACE_OWN if no scheme
 * understands @spec.
 */
enum physmon_space physmon_space(const char *spec);

/*
 * physmon_registers - the registers of the target that @spec specifies: the text of a CMSIS-SVD file; NULL if the
 * target has none, or this build can't read it. Opens nothing.
 */
const char *physmon_registers(const char *spec);

/* physmon_schemes - row @i of the schemes that this build has, or NULL past the last. The first one is the default. */
const struct physmon_scheme *physmon_schemes(size_t i);

/* Called with a specification ("pci:0000:00:02.0/0"), and what is known of that target, or NULL. */
typedef void physmon_spec_fn(void *ctx, const char *spec, const char *hint);

/*
 * physmon_specs - call @add with each specification of @scheme on this machine, in order: with none for schemes that
 * can't list their targets, or that need no more than their name. It opens nothing and touches no bus.
 * physmon_offers - call @add with each specification that is worth opening on the machine whose files are behind @root
 * ("": this one), of all schemes in their order. What lockdown closes is left out; a scheme that can't list its targets
 * gives its syntax.
 */
void physmon_specs(const char *scheme, physmon_spec_fn *add, void *ctx);
void physmon_offers(const char *root, physmon_spec_fn *add, void *ctx);

/*
 * Protected ranges. RAM: writes are refused. PORT: every access is refused. NOREAD: units inside a longer read are left
 * out (PHYSMON_LEFT_OUT); a transfer flagged PHYSMON_XFER_EXACT reads them. FENCE: every access is refused, and nothing
 * opens it. Ranges may overlap and touch.
 */
enum physmon_protection {
	PHYSMON_PROTECT_RAM = 1,
	PHYSMON_PROTECT_PORT = 2,
	PHYSMON_PROTECT_NOREAD = 4,
	PHYSMON_PROTECT_FENCE = 8
};

struct physmon_range {
	uint64_t first, last; /* inclusive */
	unsigned what;	      /* enum physmon_protection, or'ed */
};

/* physmon_protect - add a range. 0, -EINVAL if last < first, or -ENOMEM. */
int physmon_protect(struct physmon_target *t, uint64_t first, uint64_t last, unsigned what, struct physmon_error *e);
/* physmon_protected - range @i of the sorted, disjoint array, or NULL past the last; valid until the next protect. */
const struct physmon_range *physmon_protected(const struct physmon_target *t, size_t i);
/* physmon_allow - open every protected range of the kinds in @mask, from now on. physmon_allowed - the kinds open. */
void physmon_allow(struct physmon_target *t, unsigned mask);
unsigned physmon_allowed(const struct physmon_target *t);

/* One access, as an observer sees it. */
struct physmon_access {
	enum physmon_dir dir;
	unsigned width; /* bytes */
	uint64_t addr;
	uint64_t value; /* what is written; after a read: what was read */
	bool known;	/* value is valid (false before a read, and for a write of an unknown value in a dry run) */
};

enum physmon_verdict { PHYSMON_GO, PHYSMON_SKIP, PHYSMON_STOP, PHYSMON_FAIL };

/*
 * An observer sees every single access. before() may skip it (its unit is PHYSMON_UNKNOWN), stop the transfer (-EINTR,
 * PHYSMON_E_STOPPED), or fail it, since it can't announce the access (-EIO, PHYSMON_E_SYSTEM); after() gets the result.
 * Either may be NULL. Observers are asked in the order they were added; the first verdict that isn't PHYSMON_GO counts.
 * The struct belongs to the caller and must live until the target is closed or it is removed.
 */
struct physmon_observer {
	enum physmon_verdict (*before)(void *ctx, const struct physmon_access *a);
	void (*after)(void *ctx, const struct physmon_access *a, enum physmon_state state);
	void *ctx;
	struct physmon_observer *next; /* the library's */
};

void physmon_observe(struct physmon_target *t, struct physmon_observer *o);
void physmon_unobserve(struct physmon_target *t, struct physmon_observer *o);
