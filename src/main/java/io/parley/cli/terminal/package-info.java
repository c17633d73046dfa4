/** The terminal and the environment that the program was started in. */
package io.parley.cli.terminal;
