/** Connecting again, rejoining rooms, and fetching missed messages. */
package io.parley.client.reconnect;
