/** Options of {@code parley server}. */
package io.parley.cli.server;
