package io.parley.server;

import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.dialect.RegistrationStyle.PasswordStyle;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.ServerMessage;
import io.parley.wire.WireContext;
import io.parley.wire.WireSettings;
import io.parley.wire.flow.InputMemory;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;

/** A server with a listener for every dialect, and clients that speak them with its settings. */
final class AllDialectsServer implements AutoCloseable {
  /** In bytes; no answer of a test is longer. */
  private static final int MAX_FRAME = 16 * 1024 * 1024;

  private static final int MAX_TEXT = 4096;

  private final ParleyServer server;
  private final List<Dialect> dialects;

  private AllDialectsServer(ParleyServer server, List<Dialect> dialects) {
    this.server = server;
    this.dialects = dialects;
  }

  static AllDialectsServer start(Map<String, String> settings) {
    ParleyServer server = TestServers.startAllDialects(settings);
    try {
      WireContext context =
          new WireContext(
              JacksonObjectMapperProvider.get(server.system())
                  .getOrCreate(WireContext.MAPPER_NAME, Optional.empty()),
              MAX_FRAME,
              MAX_TEXT,
              WireSettings.read(TestServers.config(settings)),
              false,
              InstantSource.system(),
              0,
              InputMemory.UNBOUNDED);
      return new AllDialectsServer(server, Dialects.all(context));
    } catch (InvalidSettingsException e) {
      throw new AssertionError(e);
    }
  }

  ParleyServer server() {
    return server;
  }

  List<Dialect> dialects() {
    return dialects;
  }

  /**
   * Connects and registers; a client of {@code plain} has connected and may not be a member yet.
   */
  DialectTestClient join(Dialect dialect, String nickname) {
    return DialectTestClient.join(dialect, nickname, server.system(), port(dialect));
  }

  DialectTestClient join(String dialect, String nickname) {
    return join(dialect(dialect), nickname);
  }

  /** Connects and sends the nickname, without waiting for the answer. */
  DialectTestClient connect(Dialect dialect, String nickname) {
    return DialectTestClient.connect(dialect, nickname, server.system(), port(dialect));
  }

  /** Registers an account with a nickname, and leaves. */
  void register(String nickname, String password) {
    try (RawBeejClient owner = new RawBeejClient(server)) {
      owner.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
      owner.send("{\"type\":\"register\",\"password\":\"" + password + "\"}");
      while (!owner.read().path("type").asText().equals("account")) {
        // the join and the backlog
      }
      owner.send("{\"type\":\"logout\"}");
      owner.readToEnd();
    }
  }

  /** Connects, and enters under a nickname that an account owns. */
  DialectTestClient logIn(String dialectName, String nickname, String password) {
    Dialect dialect = dialect(dialectName);
    boolean asked = dialect.registration().passwordStyle() == PasswordStyle.ASKED;
    ClientMessage.Hello hello =
        new ClientMessage.Hello(
            nickname, false, asked ? Optional.empty() : Optional.of(Password.of(password)), false);
    DialectTestClient client =
        DialectTestClient.connectWith(dialect, hello, server.system(), port(dialect));
    if (asked) {
      client.await(message -> message.refusal().isPresent());
      client.send(new ClientMessage.Hello(password));
    }
    client.await(
        message ->
            message instanceof ServerMessage.Welcomed
                || message.isJoinOf(Nickname.sanitize(nickname)));
    return client;
  }

  Dialect dialect(String name) {
    return dialects.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  private int port(Dialect dialect) {
    return TestServers.port(server, dialect.name());
  }

  @Override
  public void close() {
    server.close();
  }
}
