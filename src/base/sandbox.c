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

/* The bytes of addresses that the process has now: its own and those of shared libraries. */
static size_t
address_space(void)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "re");

	if (!file)
		return 0;
	if (fscanf(file, "%lu", &pages) != 1)
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

/* What a process that only computes asks the system for; where a call could do more than that,
 * what one or two of its arguments must be. */
static bool
allow(scmp_filter_ctx filter, int fd)
{
	enum { MOST_CONDITIONS = 2 };
	typedef struct scmp_arg_cmp Condition;
	const Condition the_socket = { .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)fd },
			itself = { .op = SCMP_CMP_EQ, .datum_a = (scmp_datum_t)getpid() },
			no_code = { .arg = 2, .op = SCMP_CMP_MASKED_EQ, .datum_a = PROT_EXEC },
			no_file = { .arg = 3,
		                    .op = SCMP_CMP_MASKED_EQ,
		                    .datum_a = MAP_ANONYMOUS,
		                    .datum_b = MAP_ANONYMOUS };
	const struct {
		int call;
		unsigned n_conditions;
		Condition conditions[MOST_CONDITIONS];
	} calls[] = {
		{ SCMP_SYS(read), 1, { the_socket } },
		{ SCMP_SYS(write), 1, { the_socket } },
		{ SCMP_SYS(mmap), 2, { no_code, no_file } },
		{ SCMP_SYS(mprotect), 1, { no_code } },
		{ SCMP_SYS(tgkill), 1, { itself } },
		{ SCMP_SYS(brk), 0, { { 0 } } },
		{ SCMP_SYS(munmap), 0, { { 0 } } },
		{ SCMP_SYS(mremap), 0, { { 0 } } },
		{ SCMP_SYS(madvise), 0, { { 0 } } },
		{ SCMP_SYS(futex), 0, { { 0 } } },
		{ SCMP_SYS(clock_gettime), 0, { { 0 } } },
		{ SCMP_SYS(clock_getres), 0, { { 0 } } },
		{ SCMP_SYS(gettimeofday), 0, { { 0 } } },
		{ SCMP_SYS(time), 0, { { 0 } } },
		{ SCMP_SYS(getrandom), 0, { { 0 } } },
		{ SCMP_SYS(sched_yield), 0, { { 0 } } },
		{ SCMP_SYS(sched_getaffinity), 0, { { 0 } } },
		{ SCMP_SYS(getpid), 0, { { 0 } } },
		{ SCMP_SYS(gettid), 0, { { 0 } } },
		{ SCMP_SYS(rt_sigprocmask), 0, { { 0 } } },
		{ SCMP_SYS(rt_sigreturn), 0, { { 0 } } },
		{ SCMP_SYS(restart_syscall), 0, { { 0 } } },
		{ SCMP_SYS(exit), 0, { { 0 } } },
		{ SCMP_SYS(exit_group), 0, { { 0 } } },
	};

	for (unsigned i = 0; i < G_N_ELEMENTS(calls); i++)
		if (seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, calls[i].call,
		                           calls[i].n_conditions, calls[i].conditions) != 0)
			return false;
	return true;
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
	return !most || SANITIZED || limit(RLIMIT_AS, address_space() + most);
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
