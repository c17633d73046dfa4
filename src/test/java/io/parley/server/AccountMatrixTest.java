package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.TestServers;
import io.parley.dialect.Dialect;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.Password;
import io.parley.protocol.Problem;
import io.parley.protocol.Problem.Code;
import io.parley.protocol.ServerMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who may enter under which nickname, in each dialect: a free nickname or one that an account owns,
 * without a password, with a wrong and with the right one.
 */
@Timeout(120)
class AccountMatrixTest {
  private static final String PASSWORD = "correct horse";
  private static final String WRONG = "wrong battery";

  private static AllDialectsServer server;
  private static AllDialectsServer closedServer;
  private static AllDialectsServer registeringServer;

  @BeforeAll
  static void start() {
    server = start(Map.of());
    closedServer = start(Map.of("parley.accounts.required", "on"));
    registeringServer = start(Map.of("parley.accounts.login-registers", "on"));
  }

  private static AllDialectsServer start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("parley.wire.segment-gap", "100 ms");
    all.put("parley.wire.idle-gap", "100 ms");
    all.put("parley.wire.silence", "10 ms");
    all.put("parley.accounts.lockouts.account-failures", "1000");
    all.put("parley.accounts.lockouts.address-failures", "1000");
    return AllDialectsServer.start(all);
  }

  @AfterAll
  static void end() {
    server.close();
    closedServer.close();
    registeringServer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "login", "nickname", "prompt", "whisper", "notification"})
  void free_nickname_needs_no_password(String dialect) {
    server.join(dialect(server, dialect), "free_" + dialect).say("hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "nickname", "prompt", "whisper", "notification"})
  void owned_nickname_needs_a_password_for_which_the_server_asks(String dialect) {
    String nickname = registered("ask_" + dialect);

    DialectTestClient client = connect(dialect, nickname);
    assertEquals(Code.PASSWORD_REQUIRED, refusal(client, 1).code());
    giveAnswer(client, nickname, PASSWORD);
    client.await(message -> isIn(message, nickname));
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "prompt", "whisper", "notification"})
  void wrong_password_is_refused_and_the_connection_may_try_again(String dialect) {
    String nickname = registered("try_" + dialect);

    DialectTestClient client = connect(dialect, nickname);
    refusal(client, 1);
    giveAnswer(client, nickname, WRONG);
    assertEquals(Code.LOGIN_FAILED, refusal(client, 2).code());
    if (!dialect.equals("beej")) {
      client.send(new ClientMessage.Hello(nickname)); // the server has asked for it again
      assertEquals(Code.PASSWORD_REQUIRED, refusal(client, 3).code());
    }
    giveAnswer(client, nickname, PASSWORD);
    client.await(message -> isIn(message, nickname));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nickname"})
  void wrong_password_ends_a_connection_whose_dialect_has_one_attempt(String dialect) {
    String nickname = registered("end_" + dialect);

    DialectTestClient client = connect(dialect, nickname);
    refusal(client, 1);
    giveAnswer(client, nickname, WRONG);
    assertEquals(Code.LOGIN_FAILED, refusal(client, 2).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "login"})
  void password_in_the_first_packet_is_compared(String dialect) {
    String nickname = registered("first_" + dialect);

    DialectTestClient client = connect(dialect, nickname, WRONG);
    assertEquals(Code.LOGIN_FAILED, refusal(client, 1).code());
    client.send(hello(nickname, PASSWORD));
    client.await(message -> isIn(message, nickname));
  }

  @ParameterizedTest
  @ValueSource(strings = {"login"})
  void owned_nickname_without_a_password_gets_the_answer_to_a_wrong_one(String dialect) {
    String nickname = registered("none_" + dialect);

    assertEquals(Code.LOGIN_FAILED, refusal(connect(dialect, nickname), 1).code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"login"})
  void guest_of_a_dialect_with_passwords_may_give_any(String dialect) {
    DialectTestClient guest = connect(dialect, "any_" + dialect, WRONG);
    guest.await(message -> isIn(message, "any_" + dialect));
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej"})
  void password_for_a_free_nickname_is_answered_like_a_wrong_one(String dialect) {
    DialectTestClient client = connect(dialect, "unknown_" + dialect, PASSWORD);
    assertEquals(Code.LOGIN_FAILED, refusal(client, 1).code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"beej", "login", "nickname", "prompt", "whisper", "notification", "plain"})
  void server_that_requires_accounts_refuses_guests(String dialect) {
    DialectTestClient client =
        DialectTestClient.connect(
            dialect(closedServer, dialect),
            "guest_" + dialect,
            closedServer.server().system(),
            TestServers.port(closedServer.server(), dialect));
    if (!dialect.equals("plain")) {
      assertEquals(Code.ACCOUNT_REQUIRED, refusal(client, 1).code());
      return;
    }
    client.await(message -> message.toString().contains("ACCOUNT_REQUIRED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"beej", "login"})
  void first_log_in_registers_where_the_setting_says_so(String dialect) {
    String nickname = "new_" + dialect;
    DialectTestClient first =
        DialectTestClient.connectWith(
            dialect(registeringServer, dialect),
            hello(nickname, PASSWORD),
            registeringServer.server().system(),
            TestServers.port(registeringServer.server(), dialect));
    first.await(message -> isIn(message, nickname));

    DialectTestClient thief =
        DialectTestClient.connectWith(
            dialect(registeringServer, dialect),
            hello(nickname, WRONG),
            registeringServer.server().system(),
            TestServers.port(registeringServer.server(), dialect));
    assertEquals(Code.LOGIN_FAILED, refusal(thief, 1).code());
  }

  private static boolean isIn(ServerMessage message, String nickname) {
    return message.isJoinOf(Nickname.sanitize(nickname))
        || message instanceof ServerMessage.Welcomed;
  }

  private static void giveAnswer(DialectTestClient client, String nickname, String password) {
    client.send(
        client.dialect().name().equals("beej")
            ? hello(nickname, password)
            : new ClientMessage.Hello(password));
  }

  private static ClientMessage.Hello hello(String nickname, String password) {
    return new ClientMessage.Hello(nickname, false, Optional.of(Password.of(password)), false);
  }

  /** The number of the refusal is counted from 1. */
  private static Problem refusal(DialectTestClient client, int number) {
    List<Problem> refusals =
        client
            .awaitAll(
                all -> all.stream().filter(each -> each.refusal().isPresent()).count() >= number)
            .stream()
            .flatMap(message -> message.refusal().stream())
            .toList();
    return refusals.get(number - 1);
  }

  private static DialectTestClient connect(String dialect, String nickname) {
    return DialectTestClient.connect(
        dialect(server, dialect),
        nickname,
        server.server().system(),
        TestServers.port(server.server(), dialect));
  }

  private static DialectTestClient connect(String dialect, String nickname, String password) {
    return DialectTestClient.connectWith(
        dialect(server, dialect),
        hello(nickname, password),
        server.server().system(),
        TestServers.port(server.server(), dialect));
  }

  private static Dialect dialect(AllDialectsServer of, String name) {
    return of.dialect(name);
  }

  /** Registers an account with a nickname, and leaves. */
  private static String registered(String nickname) {
    server.register(nickname, PASSWORD);
    return nickname;
  }
}
