package io.parley.connection;

import java.net.InetSocketAddress;

/**
 * The peer of a connection, for logs.
 *
 * @param id the number of the connection
 * @param address the peer's address
 */
public record Peer(long id, InetSocketAddress address) {
  @Override
  public String toString() {
    String host = address.getAddress().getHostAddress();
    return "c"
        + id
        + " "
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}
