/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outfile: see outfile.h. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "outfile.h"

#define PATH_SHOWN 200 /* characters of a path in a sentence */

int outfile_failed(const char *path, int err, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, err, "%.*s can't be written: %s", PATH_SHOWN, path, strerror(err));
}

static int not_regular(const char *path, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%.*s is not a regular file", PATH_SHOWN, path);
}

int outfile_open(const char *path, bool append, bool secret, int *fd, struct physmon_error *e)
{
	/* a FIFO must not make it wait; what isn't a regular file must not be emptied */
	const int flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | (append ? O_APPEND : 0);
	struct stat st;
	int err = 0;

	*fd = open(path, flags, secret ? 0600 : 0666);
	if (*fd < 0 && errno == ENXIO) /* a FIFO that nobody reads, a device that is gone */
		return not_regular(path, e);
	if (*fd < 0)
		return outfile_failed(path, errno, e);
	if (fstat(*fd, &st))
		err = errno;
	else if (!S_ISREG(st.st_mode))
		err = EINVAL;
	else if (!append && st.st_size && ftruncate(*fd, 0))
		err = errno;
	if (!err)
		return 0;
	close(*fd);
	*fd = -1;
	return err == EINVAL ? not_regular(path, e) : outfile_failed(path, err, e);
}
