/**
 * The server, nickname, room and dialect of a client, taken from arguments, a URI, a profile, the
 * last connection and the user.
 */
package io.parley.cli.destination;
