package io.parley.server;

import java.net.InetSocketAddress;

/**
 * The address of a bound listener.
 *
 * @param dialect the name of its dialect
 * @param host as in the settings
 * @param address with the bound port
 * @param tls whether it speaks TLS
 */
public record ListenerAddress(String dialect, String host, InetSocketAddress address, boolean tls) {

  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return dialect + (tls ? " over TLS on " : " on ") + shown + ":" + address.getPort();
  }
}
