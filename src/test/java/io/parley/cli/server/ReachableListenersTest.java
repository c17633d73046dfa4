package io.parley.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.server.ListenerAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReachableListenersTest {

  @Test
  void loopback_listeners_need_no_warning() {
    assertEquals(
        Optional.empty(),
        ReachableListeners.warning(
            List.of(listener("beej", "127.0.0.1", 3490), listener("plain", "::1", 12345))));
  }

  @Test
  void warning_names_the_reachable_listeners_only() {
    assertEquals(
        Optional.of(
            "Other machines can connect (beej on 0.0.0.0:3490, prompt on [::]:4567): there is no"
                + " encryption (TLS) and there are no accounts; see docs/security.md"),
        ReachableListeners.warning(
            List.of(
                listener("beej", "0.0.0.0", 3490),
                listener("plain", "127.0.0.1", 12345),
                listener("prompt", "::", 4567))));
  }

  @Test
  void warning_says_which_listeners_have_no_encryption() {
    assertEquals(
        Optional.of(
            "Other machines can connect (beej over TLS on 0.0.0.0:3490, prompt on [::]:4567): there"
                + " is no encryption (TLS) for prompt on [::]:4567, and there are no accounts; see"
                + " docs/security.md"),
        ReachableListeners.warning(
            List.of(tlsListener("beej", "0.0.0.0", 3490), listener("prompt", "::", 4567))));
    assertEquals(
        Optional.of(
            "Other machines can connect (beej over TLS on 0.0.0.0:3490): there are no accounts; see"
                + " docs/security.md"),
        ReachableListeners.warning(List.of(tlsListener("beej", "0.0.0.0", 3490))));
  }

  private static ListenerAddress tlsListener(String dialect, String host, int port) {
    return new ListenerAddress(dialect, host, new InetSocketAddress(host, port), true);
  }

  private static ListenerAddress listener(String dialect, String host, int port) {
    return new ListenerAddress(dialect, host, new InetSocketAddress(host, port), false);
  }
}
