/** One connection: the stream of a socket, and the actor that knows how far its peer has come. */
package io.parley.connection;
