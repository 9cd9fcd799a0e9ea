/* Whatever the processor, products and recurrences are those of the plainest loops. */
#include "base/kernel.h"
#include "base/matrix.h"
#include "base/recurrence.h"

#include <glib.h>
#include <string.h>

enum { ROWS = 39, IN = 64, MOST_OUT = 320, WORDS = 9 };

static int16_t a[ROWS][IN], w[IN][MOST_OUT], pairs[IN * MOST_OUT];
static int32_t sums[WORDS * RECURRENCE_GATES];

typedef void Product(int32_t *c, const int16_t *a, size_t stride, const int16_t *w, size_t n,
                     size_t n_in, size_t n_out);

/* Inputs of which so many in a hundred are not zero. */
static void
fill(GRand *rand, int hundredths, size_t n_out)
{
	for (size_t i = 0; i < ROWS; i++)
		for (size_t k = 0; k < IN; k++)
			a[i][k] = g_rand_int_range(rand, 0, 100) < hundredths
			              ? (int16_t)g_rand_int_range(rand, -16383, 16384)
			              : 0;
	for (size_t k = 0; k < IN; k++)
		for (size_t j = 0; j < n_out; j++) {
			w[k][j] = (int16_t)g_rand_int_range(rand, -2000, 2001);
			pairs[(k / 2) * 2 * n_out + 2 * j + k % 2] = w[k][j];
		}
}

static void
assert_product(Product *product, size_t n, size_t n_out)
{
	static int32_t c[ROWS + 1][MOST_OUT];
	const int32_t *at = c[0];

	memset(c, 0x55, sizeof c);
	product(c[0], a[0], IN, pairs, n, IN, n_out);
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n_out; j++) {
			int32_t sum = 0;

			for (size_t k = 0; k < IN; k++)
				sum += a[i][k] * w[k][j];
			g_assert_cmpint(*at++, ==, sum);
		}
	g_assert_cmpint(*at, ==, 0x55555555);
}

static void
assert_kernel(const Kernel *kernel, size_t n_out)
{
	for (size_t n = 0; n <= ROWS; n++) {
		assert_product(kernel->product, n, n_out);
		assert_product(kernel->sparse_product, n, n_out);
	}
}

static void
test_products(void)
{
	static const size_t columns[] = { 8, 16, 24, 56, 72, 152, 320 };
	static const int hundredths[] = { 0, 5, 50, 100 };
	g_autoptr(GRand) rand = g_rand_new_with_seed(9);

	for (size_t o = 0; o < G_N_ELEMENTS(columns); o++)
		for (size_t h = 0; h < G_N_ELEMENTS(hundredths); h++) {
			fill(rand, hundredths[h], columns[o]);
			for (const KernelChoice *choice = kernels; choice->kernel; choice++)
				if (choice->runs() && choice->kernel->lanes <= columns[o])
					assert_kernel(choice->kernel, columns[o]);
			assert_product(matrix_product, ROWS, columns[o]);
			assert_product(matrix_sparse_product, ROWS, columns[o]);
		}
}

static float
squash(float x)
{
	x = CLAMP(x, -3.0f, 3.0f);
	return x * (27 + x * x) / (27 + 9 * x * x);
}

static float
gate(float x)
{
	return 0.5f + 0.5f * squash(0.5f * x);
}

/* What the recurrence adds for one unit, word by word in the given order. */
static void
recur(const float *bias, float scale, float *out, int unit, bool back)
{
	int first = back ? RECURRENCE_GATES / 2 + unit : unit;
	float cell = 0;

	for (int i = 0; i < WORDS; i++) {
		int word = back ? WORDS - 1 - i : i;
		float gates[3];

		for (int g = 0; g < 3; g++) {
			int at = first + g * RECURRENCE_UNITS;
			gates[g] = (float)sums[word * RECURRENCE_GATES + at] * scale + bias[at];
		}
		cell = gate(gates[1]) * cell + (1 - gate(gates[1])) * squash(gates[0]);
		out[word * RECURRENCE_WIDTH + back * RECURRENCE_UNITS + unit] +=
		    gate(gates[2]) * cell;
	}
}

static void
test_recurrence(void)
{
	static float bias[RECURRENCE_GATES], expected[WORDS * RECURRENCE_WIDTH],
	    out[WORDS * RECURRENCE_WIDTH];
	const float scale = 1.0f / 1024;
	g_autoptr(GRand) rand = g_rand_new_with_seed(10);

	for (int i = 0; i < RECURRENCE_GATES; i++)
		bias[i] = (float)g_rand_double_range(rand, -2, 2);
	for (int i = 0; i < WORDS * RECURRENCE_GATES; i++)
		sums[i] = g_rand_int_range(rand, -6000, 6000);
	for (int i = 0; i < WORDS * RECURRENCE_WIDTH; i++)
		expected[i] = 1;
	for (int unit = 0; unit < RECURRENCE_UNITS; unit++) {
		recur(bias, scale, expected, unit, false);
		recur(bias, scale, expected, unit, true);
	}
	for (const KernelChoice *choice = kernels; choice->kernel; choice++) {
		if (!choice->runs())
			continue;
		for (int i = 0; i < WORDS * RECURRENCE_WIDTH; i++)
			out[i] = 1;
		choice->kernel->recurrence(sums, bias, scale, out, WORDS);
		for (int i = 0; i < WORDS * RECURRENCE_WIDTH; i++)
			g_assert_true(out[i] == expected[i]);
		choice->kernel->recurrence(sums, bias, scale, NULL, 0);
	}
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/kernels/products", test_products);
	g_test_add_func("/kernels/recurrence", test_recurrence);
	return g_test_run();
}
