package io.parley.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.dialect.Wire;
import io.parley.dialect.WireTiming;
import io.parley.protocol.Text;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/** What a client runs on, and the dialect that it speaks. */
record ClientSystem(ActorSystem<Void> actors, Dialect dialect) implements AutoCloseable {
  /** What is taken from a server, in bytes of one packet. */
  private static final int LONGEST_FRAME = 16 * 1024 * 1024;

  /**
   * Starts it.
   *
   * @param dialect a name that {@link DialectName} has let through
   * @param remembered how many packets are remembered as read, for those who are many clients at
   *     once
   */
  static ClientSystem open(Config config, String dialect, int remembered)
      throws InvalidSettingsException {
    WireTiming timing = WireTiming.read(config);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "parley-client",
            config.getConfig("parley-client").withFallback(config));
    ObjectMapper json =
        JacksonObjectMapperProvider.get(system).getOrCreate(Wire.MAPPER, Optional.empty());
    Wire wire =
        new Wire(
            json, LONGEST_FRAME, Text.LONGEST, timing, false, InstantSource.system(), remembered);
    return new ClientSystem(system, Dialects.find(dialect, wire).orElseThrow());
  }

  /** Ends it, without waiting for that. */
  @Override
  public void close() {
    actors.terminate();
  }
}
