package io.parley.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a SIGHUP does during the start of a server. */
class ServerSignalsStartTest {
  private final ServerSignals signals = new ServerSignals();
  private final AtomicInteger reloads = new AtomicInteger();

  @Test
  void hangups_during_the_start_are_one_reload_after_it() {
    signals.reload();
    signals.reload();

    signals.onReload(reloads::incrementAndGet);

    assertEquals(1, reloads.get());
    signals.reload();
    assertEquals(2, reloads.get());
  }

  @Test
  void start_without_hangup_does_not_reload() {
    signals.onReload(reloads::incrementAndGet);

    assertEquals(0, reloads.get());
  }
}
