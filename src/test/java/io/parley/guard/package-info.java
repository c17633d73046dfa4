/**
 * A comparison that keeps the fan-out fast: Parley beside the least that a server of its protocol
 * can do, under the same load in the same minutes. {@code .ci/guard} runs it.
 */
package io.parley.guard;
