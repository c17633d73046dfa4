package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.ServerMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A flood of texts beside readers of the dialects without framing, who read at once. More is sent
 * than their send queues hold.
 */
class PacedFloodTest {
  /** Short delays, so that the test is quick. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "parley.wire.segment-gap", "10 ms",
          "parley.wire.idle-gap", "10 ms",
          "parley.wire.max-delay", "1 s",
          "parley.limits.send-queue", "1 MiB");

  private static final int TEXTS = 600;
  private static final Pattern NUMBER = Pattern.compile("<(\\d+)>");
  private static final Pattern LEFT_OUT =
      Pattern.compile("(\\d+) messages? (?:was|were) left out|有 (\\d+) 条消息未显示");

  private static AllDialectsServer server;

  @BeforeAll
  static void start() {
    server = AllDialectsServer.start(SETTINGS);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "prompt", "plain", "whisper", "notification"})
  void reader_stays_and_is_told_how_many_texts_were_left_out(String dialect) {
    DialectTestClient flooder = server.join("nickname", "flood_" + dialect);
    DialectTestClient reader = server.join(dialect, "reader_" + dialect);
    flooder.await(message -> isJoinOf(message, reader));
    for (int i = 0; i < TEXTS; i++) {
      flooder.say("<" + i + "> " + "x".repeat(4000));
    }
    flooder.say("the end");
    assertEveryTextIsCounted(reader);
    reader.leave();
    flooder.leave();
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "prompt", "whisper", "notification"})
  void receiver_of_private_messages_stays(String dialect) {
    DialectTestClient flooder = server.join("nickname", "pms_" + dialect);
    DialectTestClient reader = server.join(dialect, "pm_reader_" + dialect);
    for (int i = 0; i < TEXTS; i++) {
      flooder.send(
          new ClientMessage.PrivateMessage(reader.nickname(), "<" + i + "> " + "x".repeat(4000)));
    }
    flooder.send(new ClientMessage.PrivateMessage(reader.nickname(), "the end"));
    assertEveryTextIsCounted(reader);
    reader.leave();
    flooder.leave();
  }

  private static void assertEveryTextIsCounted(DialectTestClient reader) {
    List<ServerMessage> received = reader.awaitAll(PacedFloodTest::hasEnd);
    String all = DialectTestClient.text(received);
    Set<String> shown =
        NUMBER.matcher(all).results().map(MatchResult::group).collect(Collectors.toSet());
    int leftOut =
        LEFT_OUT
            .matcher(all)
            .results()
            .mapToInt(
                count ->
                    Integer.parseInt(Optional.ofNullable(count.group(1)).orElse(count.group(2))))
            .sum();
    assertTrue(leftOut > 0, "nothing was left out");
    assertEquals(TEXTS, shown.size() + leftOut, () -> all.replaceAll("x+", "x"));
  }

  /** Joins and leaves of other tests may follow the last text. */
  private static boolean hasEnd(List<ServerMessage> received) {
    return DialectTestClient.text(
            received.subList(Math.max(0, received.size() - 20), received.size()))
        .contains("the end");
  }

  private static boolean isJoinOf(ServerMessage message, DialectTestClient reader) {
    return message instanceof ServerMessage.Joined joined
        && (joined.nickname().isGuest() || joined.nickname().value().equals(reader.nickname()));
  }
}
