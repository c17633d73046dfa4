/** The state of the client: rooms, members, messages, and the connection. */
package io.parley.client.state;
