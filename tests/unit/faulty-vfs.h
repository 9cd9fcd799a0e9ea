/* A disk that fails: an SQLite VFS before the system's own, which fails one call that changes
 * the disk, or every one from some on, by a table of what each kind of call then answers. */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <string.h>

typedef enum {
	CALL_OPEN,
	CALL_WRITE,
	CALL_TRUNCATE,
	CALL_SYNC,
	CALL_INDEX,
	CALL_DELETE,
	CALL_READ,
	N_CALLS
} Call;

/* How a disk fails. */
typedef struct {
	const char *name;
	int codes[N_CALLS]; /* SQLITE_OK: such calls do not fail and are not counted */
	bool for_good;      /* else once */
	bool torn;          /* half of what was to be written is */
} Fault;

static struct {
	const Fault *fault;
	unsigned fails_at; /* the first call is 1 */
	unsigned n_calls;
	unsigned n_failed;
} faulty;

static int
fault(Call call)
{
	if (!faulty.fault || !faulty.fault->codes[call])
		return SQLITE_OK;
	faulty.n_calls++;
	if (faulty.n_calls < faulty.fails_at ||
	    (faulty.n_calls > faulty.fails_at && !faulty.fault->for_good))
		return SQLITE_OK;
	faulty.n_failed++;
	return faulty.fault->codes[call];
}

typedef struct {
	sqlite3_file base;
	sqlite3_file *real; /* lies behind this one */
} File;

static sqlite3_file *
real_of(sqlite3_file *file)
{
	return ((File *)file)->real;
}

#define PASS_ON(file, method, ...)                                                             \
	(real_of(file)->pMethods->method(real_of(file), ##__VA_ARGS__))

static int
file_close(sqlite3_file *file)
{
	return PASS_ON(file, xClose);
}

static int
file_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	int code = fault(CALL_READ);

	return code ? code : PASS_ON(file, xRead, to, n, at);
}

static int
file_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	int code = fault(CALL_WRITE);

	if (code && faulty.fault->torn)
		PASS_ON(file, xWrite, from, n / 2, at);
	return code ? code : PASS_ON(file, xWrite, from, n, at);
}

static int
file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	int code = fault(CALL_TRUNCATE);

	return code ? code : PASS_ON(file, xTruncate, size);
}

/* Nothing pulls the plug here, so what would wait for the disk does not. */
static int
file_sync(sqlite3_file *file, int flags)
{
	(void)file;
	(void)flags;
	return fault(CALL_SYNC);
}

static int
file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return PASS_ON(file, xFileSize, size);
}

static int
file_lock(sqlite3_file *file, int lock)
{
	return PASS_ON(file, xLock, lock);
}

static int
file_unlock(sqlite3_file *file, int lock)
{
	return PASS_ON(file, xUnlock, lock);
}

static int
file_check_reserved(sqlite3_file *file, int *held)
{
	return PASS_ON(file, xCheckReservedLock, held);
}

static int
file_control(sqlite3_file *file, int operation, void *argument)
{
	return PASS_ON(file, xFileControl, operation, argument);
}

static int
file_sector_size(sqlite3_file *file)
{
	return PASS_ON(file, xSectorSize);
}

static int
file_device(sqlite3_file *file)
{
	return PASS_ON(file, xDeviceCharacteristics);
}

static int
file_map_index(sqlite3_file *file, int region, int size, int extend, void volatile **to)
{
	int code = extend ? fault(CALL_INDEX) : SQLITE_OK;

	return code ? code : PASS_ON(file, xShmMap, region, size, extend, to);
}

static int
file_lock_index(sqlite3_file *file, int offset, int n, int flags)
{
	return PASS_ON(file, xShmLock, offset, n, flags);
}

static void
file_barrier(sqlite3_file *file)
{
	PASS_ON(file, xShmBarrier);
}

static int
file_unmap_index(sqlite3_file *file, int remove)
{
	return PASS_ON(file, xShmUnmap, remove);
}

static const sqlite3_io_methods file_methods = {
	.iVersion = 2,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_check_reserved,
	.xFileControl = file_control,
	.xSectorSize = file_sector_size,
	.xDeviceCharacteristics = file_device,
	.xShmMap = file_map_index,
	.xShmLock = file_lock_index,
	.xShmBarrier = file_barrier,
	.xShmUnmap = file_unmap_index,
};

static sqlite3_vfs *
real_vfs(const sqlite3_vfs *vfs)
{
	return vfs->pAppData;
}

static int
vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	File *opened = (File *)file;
	int code = fault(CALL_OPEN);

	opened->base.pMethods = NULL;
	opened->real = (sqlite3_file *)&opened[1];
	if (!code)
		code =
		    real_vfs(vfs)->xOpen(real_vfs(vfs), name, opened->real, flags, out_flags);
	if (!code)
		opened->base.pMethods = &file_methods;
	return code;
}

static int
vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_folder)
{
	int code = fault(CALL_DELETE);

	return code ? code : real_vfs(vfs)->xDelete(real_vfs(vfs), name, sync_folder);
}

static sqlite3_vfs faulty_vfs;

/* Every dossier that is opened from now on lies on the disk that fails as `how` says, at the
 * `at`th call of those that can. */
static inline void
disk_begin(const Fault *how, unsigned at)
{
	if (!faulty_vfs.zName) {
		sqlite3_vfs *real = sqlite3_vfs_find(NULL);

		faulty_vfs = *real;
		faulty_vfs.zName = "faulty";
		faulty_vfs.szOsFile += (int)sizeof(File);
		faulty_vfs.pAppData = real;
		faulty_vfs.xOpen = vfs_open;
		faulty_vfs.xDelete = vfs_delete;
	}
	memset(&faulty, 0, sizeof faulty);
	faulty.fault = how;
	faulty.fails_at = at;
	sqlite3_vfs_register(&faulty_vfs, 1);
}

/* The disk is well from now on; returns how many calls failed. */
static inline unsigned
disk_mend(void)
{
	faulty.fault = NULL;
	return faulty.n_failed;
}
