/* The layers, from the inside out: limits of the process, Landlock, seccomp.
 *
 * Every one of them forbids what reading never needs, so none asks what a path or an address
 * is.  What must be loaded from files (a converter, a table) has to be there before.
 *
 * Under a sanitizer there are no layers and no limit of memory: it maps terabytes, and its
 * reports open files and ask the system for much else. */
#include "base/sandbox.h"

#include <errno.h>
#include <glib.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What a ruleset of Landlock may deny: kernels know more of it than the headers. */
typedef struct {
	uint64_t files, ports, scopes;
} Rights;

static const struct {
	int version;
	size_t size; /* of Rights that the version takes */
	Rights denied;
} rulesets[] = {
	{ 6, sizeof(Rights), { 0xffff, 0x3, 0x3 } },
	{ 5, 2 * sizeof(uint64_t), { 0xffff, 0x3, 0 } },
	{ 4, 2 * sizeof(uint64_t), { 0x7fff, 0x3, 0 } },
	{ 3, sizeof(uint64_t), { 0x7fff, 0, 0 } },
	{ 2, sizeof(uint64_t), { 0x3fff, 0, 0 } },
	{ 1, sizeof(uint64_t), { 0x1fff, 0, 0 } },
};

static int
landlock_version(void)
{
	return (int)syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
	                    LANDLOCK_CREATE_RULESET_VERSION);
}

SandboxLayers
sandbox_layers(void)
{
	SandboxLayers layers = 0;

	if (SANITIZED)
		return 0;
	/* with no filter given, a kernel that knows filters finds the pointer bad */
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) < 0 && errno == EFAULT)
		layers |= SANDBOX_CALLS;
	if (landlock_version() > 0)
		layers |= SANDBOX_FILES;
	return layers;
}

const char *
sandbox_lack(SandboxLayers layers)
{
	static const char *const lacks[] = { "neither seccomp nor Landlock", "no Landlock",
		                             "no seccomp", NULL };

	return SANITIZED ? NULL : lacks[layers & SANDBOX_ALL];
}

static bool
limit(int resource, rlim_t most)
{
	const struct rlimit both = { most, most };

	return setrlimit(resource, &both) == 0;
}

/* The bytes of data and stack that the process has; the program's size is far below any limit
 * and no part of them. */
static size_t
data_size(void)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");

	if (!file)
		return 0;
	if (fscanf(file, "%*u %*u %*u %*u %*u %lu", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static bool
deny_files(void)
{
	int version = landlock_version();

	for (unsigned i = 0; i < G_N_ELEMENTS(rulesets); i++) {
		if (version < rulesets[i].version)
			continue;
		int rules = (int)syscall(SYS_landlock_create_ruleset, &rulesets[i].denied,
		                         rulesets[i].size, 0);
		bool done = rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) == 0;

		if (rules >= 0)
			close(rules);
		return done;
	}
	return false;
}

/* What a process that only computes asks the system for; a condition on an argument each where
 * the call could do more than that. */
static bool
allow(scmp_filter_ctx filter, int fd)
{
	static const int plain[] = {
		SCMP_SYS(brk),
		SCMP_SYS(munmap),
		SCMP_SYS(mremap),
		SCMP_SYS(madvise),
		SCMP_SYS(futex),
		SCMP_SYS(clock_gettime),
		SCMP_SYS(clock_getres),
		SCMP_SYS(gettimeofday),
		SCMP_SYS(time),
		SCMP_SYS(getrandom),
		SCMP_SYS(sched_yield),
		SCMP_SYS(sched_getaffinity),
		SCMP_SYS(exit),
		SCMP_SYS(exit_group),
		SCMP_SYS(rt_sigreturn),
		SCMP_SYS(restart_syscall),
		SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(getpid),
		SCMP_SYS(gettid),
	};
	const struct scmp_arg_cmp the_socket = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)fd),
				  no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
				  no_file =
				      SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS),
				  itself = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid());
	int failed = 0;

	for (unsigned i = 0; i < G_N_ELEMENTS(plain); i++)
		failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, plain[i], 0);
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1, the_socket);
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, the_socket);
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, no_code, no_file);
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code);
	failed |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, itself);
	return !failed;
}

static bool
deny_calls(int fd)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool done = filter && allow(filter, fd) && seccomp_load(filter) == 0;

	seccomp_release(filter);
	return done;
}

static bool
limit_memory(size_t most)
{
	return !most || SANITIZED || limit(RLIMIT_DATA, data_size() + most);
}

bool
sandbox_enter(SandboxLayers layers, int fd, size_t memory)
{
	/* no copy of its memory on disk, no look into it, no rights by running other programs
	 */
	if (!limit(RLIMIT_CORE, 0) || !limit(RLIMIT_FSIZE, 0) || !limit_memory(memory) ||
	    (!SANITIZED && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return false;
	if (layers & SANDBOX_FILES && !deny_files())
		return false;
	if (!SANITIZED && !limit(RLIMIT_NOFILE, 0))
		return false;
	return !(layers & SANDBOX_CALLS) || deny_calls(fd);
}
