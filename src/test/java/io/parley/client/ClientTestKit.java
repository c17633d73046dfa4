package io.parley.client;

import com.typesafe.config.Config;
import io.parley.client.local.KeepSettings;
import io.parley.client.local.LocalStore;
import io.parley.client.local.StorageQueue;
import io.parley.client.model.JoinSettings;
import io.parley.client.reconnect.ReconnectSettings;
import io.parley.client.screen.Screen;
import io.parley.client.screen.ScreenSettings;
import io.parley.client.state.ClientState;
import io.parley.client.state.MemberLists;
import io.parley.client.state.MessageFilter;
import io.parley.client.tls.CertificateTrust;
import io.parley.client.transport.AnswerSettings;
import io.parley.client.transport.ClientHeartbeat;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.client.transport.ProtocolDetector;
import io.parley.config.ConfigLoader;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.DialectTestKit;
import io.parley.dialect.Dialects;
import io.parley.protocol.Password;
import io.parley.wire.WireContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/** Starts clients for tests. */
public final class ClientTestKit implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  static final ScreenSettings SCREEN =
      new ScreenSettings(
          List.of("deploy"), true, 1000, "auto", true, "auto", false, JoinSettings.ALL);

  /** Everything is kept, if there is a place for it. */
  public static final KeepSettings KEEP = new KeepSettings(true, true, true, 1024 * 1024, 200);

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  static final ReconnectSettings RECONNECT =
      new ReconnectSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofMillis(10),
          Duration.ofMillis(100),
          3,
          1000,
          10_000);

  static final AnswerSettings ANSWER = new AnswerSettings(TIMEOUT, Duration.ofMillis(10));

  private final ActorSystem<Void> system;
  private final List<Dialect> dialects;
  private final Dialect dialect;
  private final String host;

  public ClientTestKit() {
    this("beej");
  }

  ClientTestKit(String dialectName) {
    this(dialectName, HOST);
  }

  /** A kit whose clients connect to this host. */
  ClientTestKit(String dialectName, String host) {
    this.host = host;
    Config config = config();
    system = ActorSystem.create(Behaviors.empty(), "client-test", config);
    dialects =
        Dialects.all(
            DialectTestKit.wire(
                JacksonObjectMapperProvider.get(system)
                    .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
                1 << 20));
    dialect =
        dialects.stream().filter(any -> any.name().equals(dialectName)).findFirst().orElseThrow();
  }

  public static Config config() {
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

  /** The default settings, with long timeouts and short reconnect delays. */
  static ClientSettings settings(Duration linger) {
    return new ClientSettings(TIMEOUT, TIMEOUT, ANSWER, TIMEOUT, linger, RECONNECT, SCREEN, KEEP);
  }

  /** The same settings with another maximum number of attempts. */
  static ClientSettings withAttempts(int attempts) {
    ReconnectSettings staying =
        new ReconnectSettings(
            RECONNECT.pingInterval(),
            RECONNECT.silenceTimeout(),
            RECONNECT.initialDelay(),
            RECONNECT.maxDelay(),
            attempts,
            RECONNECT.maxPending(),
            RECONNECT.maxReplay());
    return new ClientSettings(TIMEOUT, TIMEOUT, ANSWER, TIMEOUT, TIMEOUT, staying, SCREEN, KEEP);
  }

  private ChatClient client(String nickname, Screen screen, ClientSettings settings) {
    return new ChatClient(settings, detector(), nickname, screen);
  }

  /** Knows no usual ports. */
  ProtocolDetector detector() {
    return detector(Map.of());
  }

  /** Knows these usual ports. */
  ProtocolDetector detector(Map<Integer, String> usualPorts) {
    return new ProtocolDetector(system, dialect, dialects, usualPorts);
  }

  Dialect dialect() {
    return dialect;
  }

  /** The state of a client that has not connected. */
  public ClientState state(String nickname) {
    MemberLists members = new MemberLists();
    return ClientState.create(
        dialect,
        nickname,
        members,
        new MessageFilter(List.of(), members),
        1000,
        new ClientHeartbeat(RECONNECT.pingInterval(), RECONNECT.silenceTimeout(), System::nanoTime),
        StorageQueue.disabled(),
        InstantSource.system());
  }

  /** Starts a client in the background. */
  public RunningClient start(String nickname, Screen screen, int port) {
    return start(nickname, screen, port, TIMEOUT);
  }

  public RunningClient start(String nickname, Screen screen, int port, Duration linger) {
    return start(nickname, screen, port, settings(linger));
  }

  RunningClient start(String nickname, Screen screen, int port, Optional<String> room) {
    return start(nickname, screen, port, settings(TIMEOUT), room);
  }

  RunningClient start(String nickname, Screen screen, int port, ClientSettings settings) {
    return start(nickname, screen, port, settings, Optional.empty());
  }

  /** Starts a client that keeps its files in this folder. */
  RunningClient start(String nickname, Screen screen, int port, Path stateFolder) {
    return start(nickname, screen, port, stateFolder, Optional.empty());
  }

  RunningClient start(
      String nickname, Screen screen, int port, Path stateFolder, Optional<String> room) {
    ChatClient client = client(nickname, screen, settings(TIMEOUT));
    client.useStore(LocalStore.ofServer(stateFolder, host, port, "", KEEP));
    return run(client, nickname, screen, port, room);
  }

  /** Starts a client that knows the password of its account. */
  RunningClient startWithPassword(
      String nickname, Screen screen, int port, Optional<Password> password) {
    ChatClient client = client(nickname, screen, settings(TIMEOUT));
    password.ifPresent(client::usePassword);
    return run(client, nickname, screen, port, Optional.empty());
  }

  /** Starts a client with TLS. */
  RunningClient start(String nickname, Screen screen, int port, CertificateTrust trust) {
    return start(nickname, screen, port, settings(TIMEOUT), trust);
  }

  RunningClient start(
      String nickname, Screen screen, int port, ClientSettings settings, CertificateTrust trust) {
    ChatClient client = client(nickname, screen, settings);
    client.useTls(trust);
    return run(client, nickname, screen, port, Optional.empty());
  }

  private RunningClient start(
      String nickname, Screen screen, int port, ClientSettings settings, Optional<String> room) {
    return run(client(nickname, screen, settings), nickname, screen, port, room);
  }

  private RunningClient run(
      ChatClient client, String nickname, Screen screen, int port, Optional<String> room) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                status.complete(client.run(host, port, room));
              } catch (ConnectionFailedException | RuntimeException e) {
                status.completeExceptionally(e);
              }
            },
            "client of " + nickname);
    thread.setDaemon(true);
    thread.start();
    return new RunningClient(status, screen);
  }

  @Override
  public void close() {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** A client in the background. */
  public record RunningClient(CompletableFuture<Integer> exitStatus, Screen screen)
      implements AutoCloseable {

    /** Waits for the end. */
    public int status() throws Exception {
      return exitStatus.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      screen.close(); // releases the thread that reads from it
    }
  }
}
