package io.parley.cli.server;

import io.parley.server.ListenerAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Warns of listeners that other machines can reach. */
public final class ReachableListeners {
  private ReachableListeners() {}

  /** A line about what is not protected; empty if all listeners are bound to loopback addresses. */
  public static Optional<String> warning(List<ListenerAddress> listeners) {
    String reachable =
        listeners.stream()
            .filter(listener -> !listener.address().getAddress().isLoopbackAddress())
            .map(ListenerAddress::toString)
            .collect(Collectors.joining(", "));
    return reachable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Other machines can connect ("
                + reachable
                + "): there is no encryption (TLS) and there are no accounts; see docs/security.md");
  }
}
