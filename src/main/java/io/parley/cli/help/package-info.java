/** Generates the manual page and the completion scripts from the model of the command line. */
package io.parley.cli.help;
