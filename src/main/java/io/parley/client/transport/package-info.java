/** Connecting to a server, and the stream to it. */
package io.parley.client.transport;
