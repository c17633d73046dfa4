/** Options and reports of {@code parley bench}. */
package io.parley.cli.bench;
