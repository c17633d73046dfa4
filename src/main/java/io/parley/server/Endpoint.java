package io.parley.server;

import java.net.InetSocketAddress;

/**
 * A port that the server listens on.
 *
 * @param dialect what is spoken there, by name
 * @param address with the port that was really bound
 */
public record Endpoint(String dialect, InetSocketAddress address) {
  @Override
  public String toString() {
    return dialect + " on " + address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
