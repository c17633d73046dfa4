/** The full-screen terminal: a window for each room, the status line, and the input line. */
package io.parley.client.terminal;
