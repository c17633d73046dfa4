/** The formats of {@code parley history export} and {@code import}. */
package io.parley.cli.history;
