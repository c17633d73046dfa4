/** One connection: the stream of a socket, and the actor with its state. */
package io.parley.connection;
