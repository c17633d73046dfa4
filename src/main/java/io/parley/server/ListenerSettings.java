package io.parley.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One port to listen on.
 *
 * @param dialect what is spoken there, by name
 * @param host a name or address of this machine
 * @param port 1 to 65535, or 0 for any free one
 */
public record ListenerSettings(String dialect, String host, int port) {

  public ListenerSettings withHost(String other) {
    return new ListenerSettings(dialect, other, port);
  }

  public ListenerSettings withPort(int other) {
    return new ListenerSettings(dialect, host, other);
  }

  /** What is wrong if two of them want the same port of the same host; empty if all is well. */
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
