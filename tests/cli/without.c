/* Runs a program as on a kernel that lacks a layer of the sandbox.
 *
 * usage: without seccomp|Landlock PROGRAM [ARGUMENT...] */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
	const struct scmp_arg_cmp sets = { .op = SCMP_CMP_EQ, .datum_a = PR_SET_SECCOMP };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int failed = argc < 3 || !filter;

	if (!failed && strcmp(argv[1], "seccomp") == 0)
		failed =
		    seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0) |
		    seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
		                           &sets);
	else if (!failed)
		failed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
		                          SCMP_SYS(landlock_create_ruleset), 0);
	if (failed || seccomp_load(filter) != 0) {
		fprintf(stderr, "without: no filter\n");
		return 99;
	}
	execv(argv[2], argv + 2);
	return 98;
}
