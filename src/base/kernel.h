#ifndef BASE_KERNEL_H
#define BASE_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The loops in which parsing and judging spend their time (matrix.h, recurrence.h), compiled
 * from kernel.c once for each kind of processor.  All give the same numbers. */
typedef struct {
	unsigned lanes; /* columns of a product at once; it must have as many */
	void (*product)(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
	                size_t n_in, size_t n_out);
	void (*sparse_product)(int32_t *c, const int16_t *a, size_t stride, const int16_t *w,
	                       size_t n, size_t n_in, size_t n_out);
	void (*recurrence)(const int32_t *sums, const float *bias, float scale, float *out,
	                   size_t n_words);
} Kernel;

extern const Kernel kernel_plain, kernel_avx2, kernel_vnni;

typedef struct {
	const Kernel *kernel;
	bool (*runs)(void); /* on the processor at hand */
} KernelChoice;

/* The widest first; the last, before a NULL, runs everywhere and takes any product. */
extern const KernelChoice kernels[];

#endif
