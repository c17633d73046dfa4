/** What {@code parley accounts} reads and prints. */
package io.parley.cli.account;
