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
    List<ListenerAddress> reachable =
        listeners.stream()
            .filter(listener -> !listener.address().getAddress().isLoopbackAddress())
            .toList();
    if (reachable.isEmpty()) {
      return Optional.empty();
    }
    List<ListenerAddress> clear = reachable.stream().filter(listener -> !listener.tls()).toList();
    return Optional.of(
        "Other machines can connect ("
            + names(reachable)
            + "): "
            + (clear.isEmpty() ? "" : noEncryption(clear, clear.size() == reachable.size()))
            + "there are no accounts; see docs/security.md");
  }

  private static String noEncryption(List<ListenerAddress> clear, boolean all) {
    return all
        ? "there is no encryption (TLS) and "
        : "there is no encryption (TLS) for " + names(clear) + ", and ";
  }

  private static String names(List<ListenerAddress> listeners) {
    return listeners.stream().map(ListenerAddress::toString).collect(Collectors.joining(", "));
  }
}
