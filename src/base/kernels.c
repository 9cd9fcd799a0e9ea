/* Which of the kernels runs best on the processor at hand. */
#include "base/kernel.h"

#include "base/matrix.h"
#include "base/recurrence.h"

static bool
runs_anywhere(void)
{
	return true;
}

#ifdef __x86_64__
static bool
runs_avx2(void)
{
	return __builtin_cpu_supports("avx2");
}

static bool
runs_vnni(void)
{
	return __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
	       __builtin_cpu_supports("avx512vl");
}
#endif

const KernelChoice kernels[] = {
#ifdef __x86_64__
	{ &kernel_vnni, runs_vnni },
	{ &kernel_avx2, runs_avx2 },
#endif
	{ &kernel_plain, runs_anywhere },
	{ NULL, NULL },
};

static const Kernel *
kernel_for(size_t n_columns)
{
	const KernelChoice *choice = kernels;

	while (choice->kernel->lanes > n_columns || !choice->runs())
		choice++;
	return choice->kernel;
}

void
matrix_product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
               size_t n_in, size_t n_out)
{
	kernel_for(n_out)->product(c, a, stride, w, n, n_in, n_out);
}

void
matrix_sparse_product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
                      size_t n_in, size_t n_out)
{
	kernel_for(n_out)->sparse_product(c, a, stride, w, n, n_in, n_out);
}

void
recurrence(const int32_t *sums, const float *bias, float scale, float *out, size_t n_words)
{
	kernel_for(RECURRENCE_UNITS)->recurrence(sums, bias, scale, out, n_words);
}
