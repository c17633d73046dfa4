package io.parley.connection;

import io.parley.address.AddressSlot;
import java.net.InetSocketAddress;

/**
 * The peer of a connection. Its text is for logs.
 *
 * @param id the number of the connection
 * @param address the peer's address
 * @param slot its place among the connections of its address
 */
public record Peer(long id, InetSocketAddress address, AddressSlot slot) {
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
