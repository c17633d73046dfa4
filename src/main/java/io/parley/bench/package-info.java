/**
 * The load generator: many clients that measure a server and check its deliveries. They use the
 * transport of the terminal client, so they work with every dialect.
 */
package io.parley.bench;
