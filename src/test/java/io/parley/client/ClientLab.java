package io.parley.client;

import com.typesafe.config.Config;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.wire.WireContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/** What the tests of the client start clients with. */
final class ClientLab implements AutoCloseable {
  static final String LOOPBACK = "127.0.0.1";

  static final ScreenSettings SCREEN = new ScreenSettings(List.of("deploy"), true, 1000, "auto");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  static final StayingSettings STAYING =
      new StayingSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          3,
          1000,
          10_000);

  private final ActorSystem<Void> system;
  private final Dialect dialect;

  ClientLab() {
    this("beej");
  }

  ClientLab(String dialectName) {
    Config config = config();
    system =
        ActorSystem.create(
            Behaviors.empty(),
            "client-lab",
            config.getConfig("parley-client").withFallback(config));
    dialect =
        Dialects.find(
                dialectName,
                DialectTestKit.wire(
                    JacksonObjectMapperProvider.get(system)
                        .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
                    1 << 20))
            .orElseThrow();
  }

  static Config config() {
    return config(Map.of());
  }

  static Config config(Map<String, String> settings) {
    try {
      return ConfigLoader.load(Optional.empty(), settings);
    } catch (InvalidSettingsException e) {
      throw new AssertionError(e);
    }
  }

  ChatClient client(String nickname, Screen screen, Duration linger) {
    return client(nickname, screen, settings(linger));
  }

  /** As they are shipped, but patient, and quick to come back. */
  static ClientSettings settings(Duration linger) {
    return new ClientSettings(PATIENCE, PATIENCE, linger, STAYING, SCREEN);
  }

  /** The same with another number of attempts for a script. */
  static ClientSettings withAttempts(int attempts) {
    StayingSettings staying =
        new StayingSettings(
            STAYING.ping(),
            STAYING.silence(),
            STAYING.retry(),
            STAYING.longestRetry(),
            attempts,
            STAYING.waiting(),
            STAYING.catchUp());
    return new ClientSettings(PATIENCE, PATIENCE, PATIENCE, staying, SCREEN);
  }

  private ChatClient client(String nickname, Screen screen, ClientSettings settings) {
    return new ChatClient(system, settings, dialect, nickname, screen);
  }

  /** What a visit of somebody is made with, who does nothing yet. */
  io.parley.client.Visit stillVisit(String nickname, Screen screen, Timer timer) {
    Memory memory = Memory.of(dialect, nickname, new Attention(List.of()), 1000);
    Clock clock = Clock.systemUTC();
    return new io.parley.client.Visit(
        system,
        settings(PATIENCE),
        dialect,
        screen,
        memory,
        screen.wording(memory.rooms(), clock),
        clock,
        timer);
  }

  /** Starts a client that chats in the background. */
  Visit visit(String nickname, Screen screen, int port) {
    return visit(nickname, screen, port, PATIENCE);
  }

  Visit visit(String nickname, Screen screen, int port, Duration linger) {
    return visit(nickname, screen, port, settings(linger));
  }

  Visit visit(String nickname, Screen screen, int port, Optional<String> room) {
    return visit(nickname, screen, port, settings(PATIENCE), room);
  }

  Visit visit(String nickname, Screen screen, int port, ClientSettings settings) {
    return visit(nickname, screen, port, settings, Optional.empty());
  }

  private Visit visit(
      String nickname, Screen screen, int port, ClientSettings settings, Optional<String> room) {
    ChatClient client = client(nickname, screen, settings);
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                status.complete(client.run(LOOPBACK, port, room));
              } catch (CannotConnectException | RuntimeException e) {
                status.completeExceptionally(e);
              }
            },
            "visit of " + nickname);
    thread.setDaemon(true);
    thread.start();
    return new Visit(status, screen);
  }

  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** A client that chats in the background. */
  record Visit(CompletableFuture<Integer> ending, Screen screen) implements AutoCloseable {

    /** Waits for the end. */
    int status() throws Exception {
      return ending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      screen.close(); // lets go of the thread that reads from it
    }
  }
}
