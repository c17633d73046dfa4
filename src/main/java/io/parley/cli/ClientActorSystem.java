package io.parley.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import io.parley.cli.option.DialectConverter;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/** What a client runs on, and the dialect that it speaks. */
record ClientActorSystem(ActorSystem<Void> actorSystem, Dialect dialect) implements AutoCloseable {
  /** What is taken from a server, in bytes of one packet. */
  private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

  /**
   * Starts it.
   *
   * @param dialect a name that {@link DialectConverter} has let through
   * @param remembered how many packets are remembered as read, for those who are many clients at
   *     once
   */
  static ClientActorSystem open(Config config, String dialect, int remembered)
      throws InvalidSettingsException {
    WireSettings timing = WireSettings.read(config);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "parley-client",
            config.getConfig("parley-client").withFallback(config));
    ObjectMapper json =
        JacksonObjectMapperProvider.get(system)
            .getOrCreate(WireContext.MAPPER_NAME, Optional.empty());
    WireContext wire =
        new WireContext(
            json,
            MAX_FRAME_BYTES,
            Text.MAX_LIMIT,
            timing,
            false,
            InstantSource.system(),
            remembered);
    return new ClientActorSystem(system, Dialects.find(dialect, wire).orElseThrow());
  }

  /** Ends it, without waiting for that. */
  @Override
  public void close() {
    actorSystem.terminate();
  }
}
