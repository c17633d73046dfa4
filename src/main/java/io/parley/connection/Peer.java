package io.parley.connection;

import java.net.InetSocketAddress;

/**
 * Who is at the other end, for logs.
 *
 * @param id counts the connections of this server
 * @param address where it connects from
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
