package io.parley.server;

import static io.parley.access.PermissionsTable.ALLOWED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import io.parley.TestServers;
import io.parley.access.PermissionsTable;
import io.parley.account.AccountDirectory;
import io.parley.account.AccountRole;
import io.parley.account.AccountSettings;
import io.parley.account.sql.AccountStoreFactory;
import io.parley.history.HistorySettings;
import io.parley.protocol.Nickname;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each cell of the table of docs/security.md, in a room of its own, over sockets. */
@Timeout(300)
class PermissionsAcceptanceTest {
  private static final String PASSWORD = "correct horse";
  private static final String OWNER = nicknameOf("owner");

  /** Somebody on whom others act, and somebody who is in no room. */
  private static final String TARGET = "target";

  private static final String STRANGER = "stranger";
  private static final String OTHER_SERVER_OPERATOR = "warden";
  private static final List<String> ABSENT = List.of("outsider", "banned", "invited");

  /** The values with which settings are changed. */
  private static final Map<String, String> VALUES =
      Map.of("key", "sesame", "slow", "10s", "limit", "2", "retention", "30d");

  @TempDir Path folder;
  private final Map<String, RawBeejClient> clients = new HashMap<>();
  private ParleyServer server;
  private int rooms;

  @AfterEach
  void end() {
    clients.values().forEach(RawBeejClient::close);
    server.close();
  }

  @Test
  void server_answers_as_the_table_says() throws Exception {
    start("24 h");
    check(row -> !row.get(0).endsWith("too old"));
  }

  @Test
  void server_answers_as_the_table_says_about_old_messages() throws Exception {
    start("0 s");
    check(row -> row.get(0).endsWith("too old"));
  }

  private void check(Predicate<List<String>> included) {
    List<List<String>> rows = PermissionsTable.rows();
    List<String> header = rows.get(0);
    List<String> wrong = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      for (int column = 2; included.test(row) && column < header.size(); column++) {
        String person = header.get(column);
        // A room that closes puts everybody out but its operators.
        boolean isOut = row.get(1).equals("closed") && isHere(person);
        String answer = answer(row.get(0), row.get(1), person);
        if (!answer.equals(isOut ? "ROOM_CLOSED" : row.get(column))) {
          wrong.add(
              "%s: %s %s: %s, not %s"
                  .formatted(person, row.get(0), row.get(1), answer, row.get(column)));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  /** Whether somebody is in the room before entering it. */
  private static boolean isHere(String person) {
    return person.equals("in the room") || person.equals("muted");
  }

  private String answer(String act, String setting, String person) {
    String room = "r" + ++rooms;
    String who = nicknameOf(person);
    long own = prepare(room, who);
    long others = say(who.equals(OWNER) ? TARGET : OWNER, room, "not yours");
    boolean enters = act.startsWith("enter") || act.startsWith("see the room,");
    boolean isHere = isHere(person);
    if (ABSENT.contains(person) || (enters && !isHere)) {
      leave(who, room);
    }
    restrict(room, person);
    if (act.contains("full") && !isHere && !who.equals(OWNER)) {
      leave(OTHER_SERVER_OPERATOR, room);
    }
    if (!setting.isEmpty()) {
      String setter = enters && who.equals(OWNER) ? OTHER_SERVER_OPERATOR : OWNER;
      assertEquals(ALLOWED, change(setter, room, setting));
    }
    String answer = perform(act, room, who, own, others);
    for (String each : List.of(who, OWNER, TARGET, OTHER_SERVER_OPERATOR)) {
      leave(each, room);
    }
    return answer;
  }

  /** Everybody is in the room, and has said something. Returns the id of the person's text. */
  private long prepare(String room, String who) {
    for (String each : List.of(OWNER, TARGET, OTHER_SERVER_OPERATOR)) {
      assertEquals(ALLOWED, enter(each, room, ""));
    }
    // The answer waits until it is recorded who owns the room.
    assertEquals(ALLOWED, ask(OWNER, "{'type':'room','room':'%s'}", room, "room"));
    assertEquals(ALLOWED, enter(who, room, ""));
    return say(who, room, "mine");
  }

  private void restrict(String room, String person) {
    String who = nicknameOf(person);
    String role =
        switch (person) {
          case "voice", "operator" -> person;
          case "invited" -> "member";
          default -> "none";
        };
    if (!role.equals("none")) {
      done(OWNER, "{'type':'role','room':'%s','nick':'%s','role':'%s'}".formatted(room, who, role));
    }
    String kind = person.equals("banned") ? "ban" : person.equals("muted") ? "mute" : "";
    if (!kind.isEmpty()) {
      done(OWNER, "{'type':'%s','room':'%s','target':'%s'}".formatted(kind, room, who));
    }
  }

  private String perform(String act, String room, String who, long own, long others) {
    return switch (act) {
      case "enter", "enter without the key", "enter when it is full" -> enter(who, room, "");
      case "enter with the key" -> enter(who, room, "sesame");
      case "see the room, and who is in it" -> see(who, room);
      case "read and search what was said" ->
          ask(who, "{'type':'history','room':'%s'}", room, "history");
      case "speak" -> chat(who, room);
      case "speak again at once" -> {
        String first = chat(who, room);
        yield first.equals(ALLOWED) ? chat(who, room) : first;
      }
      case "change the topic" ->
          request(
              who,
              "{'type':'topic','room':'%s','topic':'cake'}".formatted(room),
              packet -> packet.path("by").asText().equals(who) && packet.has("topic"));
      case "react to a message" ->
          revise(who, "{'type':'react','room':'%s','id':%d,'emoji':'👍'}", room, others);
      case "edit an own message", "edit an own message that is too old" ->
          revise(who, "{'type':'edit','room':'%s','id':%d,'message':'x'}", room, own);
      case "edit a message of somebody else" ->
          revise(who, "{'type':'edit','room':'%s','id':%d,'message':'x'}", room, others);
      case "delete an own message", "delete an own message that is too old" ->
          revise(who, "{'type':'delete','room':'%s','id':%d}", room, own);
      case "delete a message of somebody else" ->
          revise(who, "{'type':'delete','room':'%s','id':%d}", room, others);
      case "purge the messages of somebody" ->
          done(who, "{'type':'purge','room':'%s','nick':'target'}".formatted(room));
      case "see the settings and roles" -> ask(who, "{'type':'room','room':'%s'}", room, "room");
      case "see what people with a role have done" ->
          ask(who, "{'type':'audit','room':'%s'}", room, "audit");
      case "invite" ->
          done(who, "{'type':'invite','room':'%s','nick':'%s'}".formatted(room, STRANGER));
      case "give or take voice" -> role(who, room, "voice");
      case "make or unmake an operator" -> role(who, room, "operator");
      case "give the room to another owner" -> role(who, room, "owner");
      default -> act.startsWith("change ") ? changeAll(who, room, act) : against(who, room, act);
    };
  }

  /** All settings that the row names have the same answer. */
  private String changeAll(String who, String room, String act) {
    List<String> answers =
        List.of(act.substring("change ".length()).split(", ", -1)).stream()
            .map(setting -> change(who, room, setting))
            .distinct()
            .toList();
    return String.join(" or ", answers);
  }

  private String against(String who, String room, String act) {
    String target =
        switch (act.substring("kick, ban or mute ".length())) {
          case "the owner" -> OWNER;
          case "a server operator" -> OTHER_SERVER_OPERATOR;
          default -> TARGET;
        };
    if (act.endsWith("an operator")) {
      done(OWNER, "{'type':'role','room':'%s','nick':'target','role':'operator'}".formatted(room));
    }
    List<String> answers = new ArrayList<>();
    answers.add(done(who, "{'type':'mute','room':'%s','target':'%s'}".formatted(room, target)));
    answers.add(done(who, "{'type':'kick','room':'%s','nick':'%s'}".formatted(room, target)));
    answers.add(done(who, "{'type':'ban','room':'%s','target':'%s'}".formatted(room, target)));
    return String.join(" or ", answers.stream().distinct().toList());
  }

  private String see(String who, String room) {
    send(who, "{'type':'rooms'}");
    JsonNode list = clients.get(who).read();
    List<String> names = new ArrayList<>();
    while (!list.path("type").asText().equals("rooms")) {
      list = clients.get(who).read();
    }
    list.path("rooms").forEach(each -> names.add(each.asText()));
    return names.contains(room) ? ALLOWED : "NOT_IN_ROOM";
  }

  private String enter(String who, String room, String key) {
    String word = key.isEmpty() ? "" : ",'key':'" + key + "'";
    return request(
        who,
        "{'type':'join','room':'%s'%s}".formatted(room, word),
        packet -> is(packet, "join", room) && packet.path("nick").asText().equals(who));
  }

  /** Also if the person is not there any more. */
  private void leave(String who, String room) {
    String unused =
        request(
            who,
            "{'type':'leave','room':'%s'}".formatted(room),
            packet ->
                is(packet, "leave", room)
                    && packet.path("nick").asText().equals(who)
                    && !packet.has("by"));
  }

  private String chat(String who, String room) {
    return request(
        who,
        "{'type':'chat','room':'%s','message':'again'}".formatted(room),
        packet ->
            is(packet, "chat", room)
                && packet.path("nick").asText().equals(who)
                && packet.path("message").asText().equals("again"));
  }

  private long say(String who, String room, String text) {
    send(who, "{'type':'chat','room':'%s','message':'%s'}".formatted(room, text));
    JsonNode packet = clients.get(who).read();
    while (!is(packet, "chat", room)
        || !packet.path("nick").asText().equals(who)
        || !packet.path("message").asText().equals(text)) {
      packet = clients.get(who).read();
    }
    return packet.path("id").asLong();
  }

  private String change(String who, String room, String setting) {
    return done(
        who,
        "{'type':'room','room':'%s','setting':'%s','value':'%s'}"
            .formatted(room, setting, VALUES.getOrDefault(setting, "on")));
  }

  private String role(String who, String room, String role) {
    return done(
        who, "{'type':'role','room':'%s','nick':'target','role':'%s'}".formatted(room, role));
  }

  private String revise(String who, String packet, String room, long id) {
    return request(
        who,
        packet.formatted(room, id),
        event -> event.has("revised") && event.path("by").asText().equals(who));
  }

  private String ask(String who, String packet, String room, String type) {
    return request(
        who,
        packet.formatted(room),
        answer -> is(answer, type, room) && !answer.path("recalled").asBoolean());
  }

  private String done(String who, String packet) {
    return request(who, packet, answer -> answer.path("type").asText().equals("done"));
  }

  /** Sends a request, and returns the code of its refusal, or that it was allowed. */
  private String request(String who, String packet, Predicate<JsonNode> isSuccess) {
    send(who, packet);
    while (true) {
      JsonNode answer = clients.get(who).read();
      if (answer.path("type").asText().equals("error")) {
        return answer.path("code").asText();
      }
      if (isSuccess.test(answer)) {
        return ALLOWED;
      }
    }
  }

  private void send(String who, String packet) {
    clients.get(who).send(packet.replace('\'', '"'));
  }

  private static boolean is(JsonNode packet, String type, String room) {
    return packet.path("type").asText().equals(type) && packet.path("room").asText().equals(room);
  }

  private void start(String editWithin) throws Exception {
    String url = "jdbc:sqlite:" + folder.resolve("parley.db");
    server =
        TestServers.startBeej(
            Map.of(
                "parley.history.url",
                url,
                "parley.rooms.edit-within",
                editWithin,
                "parley.rooms.max-owned",
                "10000",
                "parley.accounts.check-interval",
                "10 ms"));
    List<String> header = PermissionsTable.rows().get(0);
    List<String> people = new ArrayList<>(List.of(TARGET, STRANGER, OTHER_SERVER_OPERATOR));
    header.subList(2, header.size()).forEach(person -> people.add(nicknameOf(person)));
    people.forEach(this::register);
    HistorySettings history =
        HistorySettings.read(TestServers.config(Map.of("parley.history.url", url)));
    try (AccountDirectory directory =
        AccountDirectory.open(
            AccountStoreFactory.open(history),
            AccountSettings.read(TestServers.config()),
            InstantSource.system())) {
      for (String operator : List.of(nicknameOf("server operator"), OTHER_SERVER_OPERATOR)) {
        directory.setRole(
            directory.ownerOf(Nickname.sanitize(operator)).orElseThrow().id(),
            AccountRole.OPERATOR);
      }
    }
    for (String operator : List.of(nicknameOf("server operator"), OTHER_SERVER_OPERATOR)) {
      while (!request(
              operator,
              "{'type':'bans-server'}",
              packet -> packet.path("type").asText().equals("bans"))
          .equals(ALLOWED)) {
        // the server notices the role within 10 ms
      }
    }
  }

  /** Some of the names themselves are reserved. */
  private static String nicknameOf(String person) {
    return "p-" + person.replace(' ', '-');
  }

  private void register(String nickname) {
    clients.put(nickname, new RawBeejClient(server));
    send(nickname, "{'type':'hello','nick':'" + nickname + "','extensions':true}");
    request(nickname, "{'type':'ping'}", packet -> is(packet, "join", "lobby"));
    assertEquals(
        ALLOWED,
        request(
            nickname,
            "{'type':'register','password':'" + PASSWORD + "'}",
            packet -> packet.path("type").asText().equals("account")));
  }
}
