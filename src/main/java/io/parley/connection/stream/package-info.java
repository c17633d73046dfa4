/** The stream of one connection: the bridge to its actor, its send queue, the lingering close. */
package io.parley.connection.stream;
