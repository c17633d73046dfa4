/** The load options and the reports of {@code parley bench}. */
package io.parley.cli.bench;
