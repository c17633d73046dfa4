/**
 * The terminal client: a keyboard, a screen, and between them the stream to a server. It never sees
 * room, connection or server.
 */
package io.parley.client;
