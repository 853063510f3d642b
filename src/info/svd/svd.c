/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd: the row of the format CMSIS-SVD, with a reader or, without expat, the sentence that says so. */
#include "svd.h"

const struct reg_format svd_format = { .load = svd_load };
