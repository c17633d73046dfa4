package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.history.StoredMessage;
import io.parley.room.TruncatingStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.LoggingTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A room whose handler throws, because the history does not return what it has stored. */
@Timeout(120)
class RoomFailureTest {
  private static final String NOTICE =
      "The room lobby was restarted after an internal error. Messages sent just before may be lost.";

  private final TruncatingStore store = new TruncatingStore();
  private final ParleyServer server = start();

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void failed_room_notifies_members_and_delivers_stored_and_later_texts() throws Exception {
    try (ExtendedBeejClient pat = ExtendedBeejClient.joined(server, "pat");
        WhisperClient chris = new WhisperClient("chris")) {
      chris.readUntil("chris has joined the chat!\n");
      pat.readUntil("chris joined lobby");
      pat.say("before");
      pat.readUntil("pat: before #1");
      chris.readUntil("[pat] before\n");

      LoggingTestKit.error("Room lobby has failed on Stored.")
          .withOccurrences(1)
          .expect(
              server.system(),
              () -> {
                store.truncateNextAppend();
                pat.say("one");
                assertEquals(List.of("*** " + NOTICE), pat.readUntil("*** " + NOTICE));
                return 0;
              });
      assertEquals(List.of("users", "pat: one #2"), pat.readUntil("pat: one #2"));
      chris.readUntil(NOTICE + "\n");
      chris.readUntil("[pat] one\n");

      chris.say("two");
      assertEquals(List.of("chris: two #3"), pat.readUntil("chris: two #3"));
      pat.say("three");
      assertEquals(List.of("pat: three #4"), pat.readUntil("pat: three #4"));
      chris.readUntil("[pat] three\n");

      assertEquals(List.of("before", "one", "two", "three"), storedTexts());
      assertNicknameTaken("pat");
      assertNicknameTaken("chris");
    }
  }

  private List<String> storedTexts() throws Exception {
    return store.before("lobby", Long.MAX_VALUE, 10).stream()
        .map(StoredMessage::content)
        .map(message -> message.text())
        .toList();
  }

  private void assertNicknameTaken(String nickname) {
    try (RawBeejClient other = new RawBeejClient(server)) {
      other.hello(nickname);
      String answer = other.read().toString();
      assertTrue(answer.contains("NICKNAME_TAKEN"), answer);
    }
  }

  private ParleyServer start() {
    Config config = TestServers.config(Map.of());
    try {
      ServerSettings settings =
          ServerSettings.read(config)
              .withListeners(
                  Stream.of("beej", "whisper")
                      .map(dialect -> new ListenerSettings(dialect, "127.0.0.1", 0))
                      .toList());
      return ParleyServer.start(settings, config, store);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** A client of a dialect of text, with a blocking socket. */
  private final class WhisperClient implements AutoCloseable {
    private static final int DEADLINE_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    WhisperClient(String nickname) throws IOException {
      socket =
          new Socket(
              InetAddress.getLoopbackAddress(), server.addresses().get(1).address().getPort());
      socket.setSoTimeout(DEADLINE_MILLIS);
      in = socket.getInputStream();
      say(nickname);
    }

    void say(String text) throws IOException {
      socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Reads up to the end of the expected text; it must be ASCII. */
    void readUntil(String expected) throws IOException {
      StringBuilder received = new StringBuilder();
      while (received.indexOf(expected) < 0) {
        int next = in.read();
        assertNotEquals(-1, next, () -> "only received " + received);
        received.append((char) next);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
