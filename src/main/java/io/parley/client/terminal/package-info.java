/**
 * A person at a terminal: a window for each room, how things stand, and the line they type below.
 */
package io.parley.client.terminal;
