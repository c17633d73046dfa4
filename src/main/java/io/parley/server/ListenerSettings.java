package io.parley.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A port to listen on.
 *
 * @param dialect the name of its dialect
 * @param host a name or an address of this machine
 * @param port 1 to 65535, or 0 for any free port
 * @param tls whether it speaks TLS, and the dialect inside
 */
public record ListenerSettings(String dialect, String host, int port, boolean tls) {

  /** A listener without TLS. */
  public ListenerSettings(String dialect, String host, int port) {
    this(dialect, host, port, false);
  }

  public ListenerSettings withHost(String other) {
    return new ListenerSettings(dialect, other, port, tls);
  }

  public ListenerSettings withPort(int other) {
    return new ListenerSettings(dialect, host, other, tls);
  }

  public ListenerSettings withTls(boolean other) {
    return new ListenerSettings(dialect, host, port, other);
  }

  /** An error text if two listeners have the same host and port; empty if not. */
  public static Optional<String> findConflict(List<ListenerSettings> listeners) {
    Map<String, ListenerSettings> byAddress = new HashMap<>();
    for (ListenerSettings listener : listeners) {
      String address = listener.host() + ":" + listener.port();
      ListenerSettings other =
          listener.port() == 0 ? null : byAddress.putIfAbsent(address, listener);
      if (other != null) {
        return Optional.of(
            other.dialect() + " and " + listener.dialect() + " cannot both listen on " + address);
      }
    }
    return Optional.empty();
  }
}
