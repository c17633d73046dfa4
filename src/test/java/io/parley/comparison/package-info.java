/**
 * Parley beside other servers, under the same load in the same minutes: beside the least that a
 * server of its protocol can do ({@link io.parley.comparison.Guard}, which {@code .ci/guard} runs),
 * and beside well-known ones ({@link io.parley.comparison.Comparison}, {@code .ci/performance}).
 */
package io.parley.comparison;
