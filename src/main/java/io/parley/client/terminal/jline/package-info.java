/**
 * The input line: JLine's line reader and display, and everything that relies on their internals.
 */
package io.parley.client.terminal.jline;
