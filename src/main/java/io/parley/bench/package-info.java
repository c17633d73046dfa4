/**
 * The load generator: many clients at once that measure a server and check what it delivers. Each
 * is the same stream that the terminal client is made of, in whatever dialect.
 */
package io.parley.bench;
