package io.parley.server;

import java.net.InetSocketAddress;

/**
 * A port that the server listens on.
 *
 * @param dialect what is spoken there, by name
 * @param host as it was asked for
 * @param address with the port that was really bound
 */
public record ListenerAddress(String dialect, String host, InetSocketAddress address) {
  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return dialect + " on " + shown + ":" + address.getPort();
  }
}
