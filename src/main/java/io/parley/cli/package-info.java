/** The command line: one class for each subcommand. */
package io.parley.cli;
