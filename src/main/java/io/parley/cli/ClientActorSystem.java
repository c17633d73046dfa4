package io.parley.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import io.parley.cli.destination.DefaultPorts;
import io.parley.client.transport.ProtocolDetector;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.protocol.Text;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import io.parley.wire.flow.InputMemory;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/**
 * The actor system of a client and its dialect. Whoever opens it closes it.
 *
 * @param dialects all dialects
 */
record ClientActorSystem(ActorSystem<Void> actorSystem, Dialect dialect, List<Dialect> dialects)
    implements AutoCloseable {
  /** The longest frame that a client accepts from a server. */
  private static final int MAX_FRAME_BYTES = 16 * 1024 * 1024;

  /**
   * Starts an actor system.
   *
   * @param dialect the name of a known dialect
   * @param decodeCacheSize in frames; a process with many clients decodes a frame only once. 0
   *     disables the cache
   */
  static ClientActorSystem open(Config config, String dialect, int decodeCacheSize)
      throws InvalidSettingsException {
    WireSettings timing = WireSettings.read(config);
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "parley-client", config);
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
            decodeCacheSize,
            InputMemory.UNBOUNDED);
    List<Dialect> all = Dialects.all(wire);
    Dialect spoken =
        all.stream().filter(any -> any.name().equals(dialect)).findFirst().orElseThrow();
    return new ClientActorSystem(system, spoken, all);
  }

  /** Recognizes servers that do not speak the dialect. */
  ProtocolDetector detector() {
    return new ProtocolDetector(actorSystem, dialect, dialects, DefaultPorts.dialects());
  }

  /** Terminates the actor system; does not wait for the end. */
  @Override
  public void close() {
    actorSystem.terminate();
  }
}
