/*
 * Each test is built three times: by gcc, by clang, and by gcc with sanitizers.
 * What takes long does all of it in the first of these; in the others, which
 * are slower or have nothing to add, enough to reach each of its lines.
 */
#ifndef TESTS_VARIANT_H
#define TESTS_VARIANT_H

#if defined(__SANITIZE_ADDRESS__) || defined(__clang__)
enum { VARIANT_FEW = 1 };
#else
enum { VARIANT_FEW = 0 };
#endif

#endif
