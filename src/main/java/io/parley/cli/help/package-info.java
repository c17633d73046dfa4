/** The manual page and the completions of shells, made from the model of the command line. */
package io.parley.cli.help;
