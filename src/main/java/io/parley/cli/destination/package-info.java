/**
 * Which server, room, nickname and dialect a client connects with: arguments, URI, profile, last
 * connection.
 */
package io.parley.cli.destination;
