/** What the client knows of rooms, members and messages. */
package io.parley.client.state;
