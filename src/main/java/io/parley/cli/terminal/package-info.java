/** The terminal, the environment and the display of the client. */
package io.parley.cli.terminal;
