package io.parley.server;

import static io.parley.access.PermissionsTable.ALLOWED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.access.PermissionsTable;
import io.parley.dialect.Dialect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows of the table of docs/security.md about entering and speaking, in the lobby, for guests
 * of all dialects that have nicknames and no other rooms.
 */
@Timeout(180)
class LobbyPermissionsTest {
  private static final String SPEAK = "speak";
  private static final List<String> ENTERING = List.of("outsider", "banned");
  private static final List<String> SPEAKING = List.of("in the room", "muted", "voice", "operator");
  private static final Map<String, String> VALUES =
      Map.of("key", "sesame", "slow", "1h", "limit", "2");

  @TempDir Path folder;
  private int people;

  @Test
  void guests_of_all_dialects_may_do_in_the_lobby_what_the_table_says() throws Exception {
    Path database = folder.resolve("parley.db");
    String url = "jdbc:sqlite:" + database;
    try (AllDialectsServer all =
            AllDialectsServer.start(
                Map.of("parley.history.url", url, "parley.accounts.check-interval", "10 ms"));
        PacketClient rosa = PacketClient.operator(all.server(), "rosa", database);
        PacketClient filler = PacketClient.guest(all.server(), "filler")) {
      List<List<String>> rows = PermissionsTable.rows();
      List<String> header = rows.get(0);
      List<String> wrong = new ArrayList<>();
      for (Dialect dialect : all.dialects()) {
        if (dialect.name().equals("plain")) {
          continue; // its guests are told their nicknames, and are tested elsewhere
        }
        for (List<String> row : rows) {
          for (String person : people(row.get(0))) {
            String expected = row.get(header.indexOf(person));
            String answer = answer(all, rosa, dialect, row, person, expected);
            if (!answer.equals(expected)) {
              wrong.add(dialect.name() + ": " + person + " " + row.subList(0, 2) + ": " + answer);
            }
          }
          filler.send("{'type':'join','room':'lobby'}"); // it may have been put out
        }
      }
      assertEquals(List.of(), wrong);
    }
  }

  private static List<String> people(String act) {
    return switch (act) {
      case "enter", "enter without the key", "enter when it is full" -> ENTERING;
      case SPEAK, "speak again at once" -> SPEAKING;
      default -> List.of();
    };
  }

  private String answer(
      AllDialectsServer all,
      PacketClient rosa,
      Dialect dialect,
      List<String> row,
      String person,
      String expected) {
    String nickname = "p" + ++people;
    String setting = row.get(1);
    boolean enters = ENTERING.contains(person);
    if (person.equals("banned")) {
      rosa.send("{'type':'ban','room':'lobby','target':'" + nickname + "'}");
      rosa.done();
    }
    String answer;
    if (enters) {
      change(rosa, setting, VALUES.getOrDefault(setting, "on"));
      DialectTestClient entering = all.connect(dialect, nickname);
      if (expected.equals(ALLOWED)) {
        awaitJoin(rosa, nickname);
        answer = ALLOWED;
      } else {
        answer = refusal(entering, expected);
      }
    } else {
      DialectTestClient speaking = all.join(dialect, nickname);
      prepare(rosa, person, nickname);
      change(rosa, setting, VALUES.getOrDefault(setting, "on"));
      if (row.get(0).equals(SPEAK)) {
        answer = speak(rosa, speaking, "text of " + nickname, expected);
      } else {
        boolean silent = person.equals("muted");
        String first = speak(rosa, speaking, "text of " + nickname, silent ? expected : ALLOWED);
        answer =
            first.equals(ALLOWED) ? speak(rosa, speaking, "more of " + nickname, expected) : first;
      }
    }
    change(rosa, setting, "off");
    return answer;
  }

  private static void awaitJoin(PacketClient rosa, String nickname) {
    while (!rosa.next("join").path("nick").asText().equals(nickname)) {
      // joins of others
    }
  }

  private static void prepare(PacketClient rosa, String person, String nickname) {
    if (person.equals("muted")) {
      rosa.send("{'type':'mute','room':'lobby','target':'" + nickname + "'}");
      rosa.done();
    } else if (!person.equals("in the room")) {
      rosa.send(
          "{'type':'role','room':'lobby','nick':'%s','role':'%s'}".formatted(nickname, person));
      rosa.done();
    }
  }

  private static String speak(
      PacketClient rosa, DialectTestClient person, String text, String expected) {
    person.say(text);
    if (!expected.equals(ALLOWED)) {
      return refusal(person, expected);
    }
    while (!rosa.next("chat").path("message").asText().equals(text)) {
      // notices of what was changed
    }
    return ALLOWED;
  }

  private static String refusal(DialectTestClient person, String code) {
    person.await(message -> message.toString().contains(code));
    return code;
  }

  private static void change(PacketClient rosa, String setting, String value) {
    if (!setting.isEmpty()) {
      rosa.send(
          "{'type':'room','room':'lobby','setting':'%s','value':'%s'}".formatted(setting, value));
      rosa.done();
    }
  }
}
