package io.parley.server;

import java.net.InetSocketAddress;

/**
 * The address of a bound listener.
 *
 * @param dialect the name of its dialect
 * @param host as in the settings
 * @param address with the bound port
 */
public record ListenerAddress(String dialect, String host, InetSocketAddress address) {
  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return dialect + " on " + shown + ":" + address.getPort();
  }
}
