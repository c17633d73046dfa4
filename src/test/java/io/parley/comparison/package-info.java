/**
 * Compares Parley with other servers under the same load: with a minimal server of its protocol
 * ({@link io.parley.comparison.ThroughputGuard}, which {@code .ci/guard} runs), and with well-known
 * servers ({@link io.parley.comparison.Comparison}, {@code .ci/performance}).
 */
package io.parley.comparison;
