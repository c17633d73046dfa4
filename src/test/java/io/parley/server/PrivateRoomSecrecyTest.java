package io.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.parley.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An outsider tries to learn of a private room. No byte that it gets has a word of the room in it,
 * and an answer about the room is the same as one about a room that does not exist. That one needs
 * an invitation to enter it is the only difference.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateRoomSecrecyTest {
  private static final String ROOM = "attic-club";

  /** A room that does not exist. */
  private static final String TWIN = "attic-flub";

  private static final String TOPIC = "zanzibar";
  private static final String TEXT = "xylophone";

  /** Somebody who is in the private room only. */
  private static final String HIDDEN = "quillon";

  private static final Pattern LOBBY_EVENT =
      Pattern.compile("\\{\"type\":\"(read|join|leave|users)\".*\"room\":\"lobby\"");

  private static final List<String> SECRETS = List.of(TOPIC, TEXT, HIDDEN);

  private ParleyServer server;
  private PacketClient owner;
  private PacketClient hidden;
  private PacketClient host;
  private int numbers;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        TestServers.startAllDialects(
            Map.of(
                "parley.history.url",
                "jdbc:sqlite:" + folder.resolve("parley.db"),
                "parley.accounts.check-interval",
                "10 ms"));
    host = PacketClient.registered(server, "host");
    owner = PacketClient.registered(server, "olga");
    hidden = PacketClient.registered(server, HIDDEN);
    owner.join(ROOM);
    owner.set(ROOM, "private", "on");
    owner.set(ROOM, "key", "sesame");
    invite(HIDDEN);
    hidden.join(ROOM);
    for (PacketClient member : List.of(owner, hidden)) {
      member.send("{'type':'leave','room':'lobby'}");
      member.nextIn("leave", "lobby");
    }
    owner.send("{'type':'topic','room':'" + ROOM + "','topic':'" + TOPIC + "'}");
    owner.nextWith("topic");
    owner.send("{'type':'ban','room':'" + ROOM + "','target':'troll*'}");
    owner.done();
    talk();
  }

  @AfterAll
  void end() {
    owner.close();
    hidden.close();
    host.close();
    server.close();
  }

  /** Packets that name the room, with ROOM for its name. */
  private static final Map<String, String> NAMING =
      Map.ofEntries(
          Map.entry("members", "{'type':'users','room':'ROOM'}"),
          Map.entry("history", "{'type':'history','room':'ROOM'}"),
          Map.entry("history of a page", "{'type':'history','room':'ROOM','limit':1}"),
          Map.entry("history before an id", "{'type':'history','room':'ROOM','before':999999}"),
          Map.entry("history before the first", "{'type':'history','room':'ROOM','before':1}"),
          Map.entry("search in the room", "{'type':'search','words':'xylo in:ROOM'}"),
          Map.entry("search in the room only", "{'type':'search','words':'in:ROOM'}"),
          Map.entry("topic", "{'type':'topic','room':'ROOM'}"),
          Map.entry("change of the topic", "{'type':'topic','room':'ROOM','topic':'mine'}"),
          Map.entry("removal of the topic", "{'type':'topic','room':'ROOM','topic':''}"),
          Map.entry("text", "{'type':'chat','room':'ROOM','message':'hello?'}"),
          Map.entry("emote", "{'type':'emote','room':'ROOM','message':'listens'}"),
          Map.entry("part", "{'type':'leave','room':'ROOM'}"),
          Map.entry("part with a reason", "{'type':'leave','room':'ROOM','reason':'bye'}"),
          Map.entry("invitation", "{'type':'invite','room':'ROOM','nick':'host'}"),
          Map.entry("invitation of oneself", "{'type':'invite','room':'ROOM','nick':'SELF'}"),
          Map.entry("invitation of nobody", "{'type':'invite','room':'ROOM','nick':'nobody'}"),
          Map.entry("kick of the owner", "{'type':'kick','room':'ROOM','nick':'olga'}"),
          Map.entry("kick of nobody", "{'type':'kick','room':'ROOM','nick':'nobody'}"),
          Map.entry("ban", "{'type':'ban','room':'ROOM','target':'olga'}"),
          Map.entry("ban of an address", "{'type':'ban','room':'ROOM','target':'192.0.2.1'}"),
          Map.entry("unban of a ban", "{'type':'unban','room':'ROOM','target':'troll*'}"),
          Map.entry("unban of none", "{'type':'unban','room':'ROOM','target':'nobody'}"),
          Map.entry("mute", "{'type':'mute','room':'ROOM','target':'olga'}"),
          Map.entry("unmute", "{'type':'unmute','room':'ROOM','target':'olga'}"),
          Map.entry("bans", "{'type':'bans','room':'ROOM'}"),
          Map.entry("role", "{'type':'role','room':'ROOM','nick':'SELF','role':'operator'}"),
          Map.entry("ownership", "{'type':'role','room':'ROOM','nick':'SELF','role':'owner'}"),
          Map.entry("role of none", "{'type':'role','room':'ROOM','nick':'olga','role':'none'}"),
          Map.entry("settings", "{'type':'room','room':'ROOM'}"),
          Map.entry(
              "change of a setting",
              "{'type':'room','room':'ROOM','setting':'private','value':'off'}"),
          Map.entry(
              "change of the key", "{'type':'room','room':'ROOM','setting':'key','value':'x'}"),
          Map.entry("unknown setting", "{'type':'room','room':'ROOM','setting':'x','value':'x'}"),
          Map.entry("audit", "{'type':'audit','room':'ROOM'}"),
          Map.entry("audit of one row", "{'type':'audit','room':'ROOM','limit':1}"),
          Map.entry("read mark", "{'type':'read','room':'ROOM','id':3}"),
          Map.entry("read mark of the future", "{'type':'read','room':'ROOM','id':999999}"),
          Map.entry("reply", "{'type':'chat','room':'ROOM','message':'hm','reply':2}"),
          Map.entry("edit", "{'type':'edit','room':'ROOM','id':2,'message':'mine'}"),
          Map.entry("deletion", "{'type':'delete','room':'ROOM','id':2}"),
          Map.entry("purge", "{'type':'purge','room':'ROOM','nick':'olga'}"),
          Map.entry("reaction", "{'type':'react','room':'ROOM','id':2,'emoji':'👍'}"),
          Map.entry("text with white space", "{'type':'chat','room':'ROOM','message':'  '}"));

  @TestFactory
  Stream<DynamicTest> answer_is_that_for_a_room_that_does_not_exist() {
    return NAMING.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            way ->
                Stream.of(false, true)
                    .map(
                        account ->
                            dynamicTest(
                                way.getKey() + (account ? " by an account" : " by a guest"),
                                () -> answersAlike(way.getValue(), account))));
  }

  private void answersAlike(String packet, boolean account) {
    String nickname = (account ? "member" : "visitor") + ++numbers;
    try (PacketClient outsider = outsider(nickname, account)) {
      String own = packet.replace("SELF", nickname);
      List<String> secret = ask(outsider, own.replace("ROOM", ROOM));
      List<String> spelled = ask(outsider, own.replace("ROOM", ROOM.toUpperCase(Locale.ROOT)));
      List<String> twin = ask(outsider, own.replace("ROOM", TWIN));
      assertEquals(nameless(twin), nameless(secret));
      assertEquals(nameless(twin), nameless(spelled));
      assertTrue(String.join("", secret).contains("error"), secret::toString);
      assertHidden(secret, SECRETS);
    }
  }

  /** Without the events of the lobby, which come at any time. */
  private static List<String> nameless(List<String> packets) {
    return packets.stream()
        .filter(packet -> !LOBBY_EVENT.matcher(packet).lookingAt())
        .map(packet -> packet.replaceAll("(?i)attic-[cf]lub", "ROOM"))
        .toList();
  }

  /** Packets that name no room, or another one. */
  private static final Map<String, String> WITHOUT_NAME =
      Map.ofEntries(
          Map.entry("list of rooms", "{'type':'rooms'}"),
          Map.entry("members here", "{'type':'users'}"),
          Map.entry("members of the lobby", "{'type':'users','room':'lobby'}"),
          Map.entry("whois of the owner", "{'type':'whois','nick':'olga'}"),
          Map.entry("whois of somebody who may not be here", "{'type':'whois','nick':'nobody'}"),
          Map.entry("search of all", "{'type':'search','words':'hello'}"),
          Map.entry("search of one letter", "{'type':'search','words':'x'}"),
          Map.entry("search of a person", "{'type':'search','words':'from:olga'}"),
          Map.entry("search of a day", "{'type':'search','words':'after:2020-01-01'}"),
          Map.entry("history here", "{'type':'history'}"),
          Map.entry("history by an id of any room", "{'type':'history','before':999999}"),
          Map.entry("unread", "{'type':'unread'}"),
          Map.entry("sessions", "{'type':'sessions'}"),
          Map.entry("audit of the server", "{'type':'audit'}"),
          Map.entry("audit of the lobby", "{'type':'audit','room':'lobby'}"),
          Map.entry("bans of the server", "{'type':'bans-server'}"),
          Map.entry("private message to nobody", "{'type':'pm','to':'nobody','message':'hi'}"),
          Map.entry("nickname of the owner", "{'type':'nick','new':'olga'}"),
          Map.entry("look-alike of the owner", "{'type':'nick','new':'o1ga'}"),
          Map.entry("invitation of the owner", "{'type':'invite','room':'lobby','nick':'olga'}"),
          Map.entry("kick from the lobby", "{'type':'kick','room':'lobby','nick':'olga'}"),
          Map.entry("settings of the lobby", "{'type':'room','room':'lobby'}"),
          Map.entry("reply to its text", "{'type':'chat','message':'hm','reply':2}"),
          Map.entry("edit of its text", "{'type':'edit','id':2,'message':'mine'}"),
          Map.entry("deletion of its text", "{'type':'delete','id':2}"),
          Map.entry("reaction to its text", "{'type':'react','id':2,'emoji':'👍'}"),
          Map.entry("conversation of two members", "{'type':'history','nick':'olga'}"),
          Map.entry("hello again", "{'type':'hello','nick':'olga'}"));

  @TestFactory
  Stream<DynamicTest> answer_does_not_tell_of_the_room() {
    return WITHOUT_NAME.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(way -> dynamicTest(way.getKey(), () -> tellsNothing(way.getValue())));
  }

  private void tellsNothing(String packet) {
    try (PacketClient outsider = outsider("member" + ++numbers, true)) {
      assertHidden(ask(outsider, packet), SECRETS);
      assertHidden(ask(outsider, packet), List.of(ROOM));
    }
  }

  @TestFactory
  Stream<DynamicTest> join_only_says_that_an_invitation_is_needed() {
    return Map.of(
            "without a key", "{'type':'join','room':'attic-club'}",
            "with the key", "{'type':'join','room':'attic-club','key':'sesame'}",
            "with a wrong key", "{'type':'join','room':'attic-club','key':'x'}",
            "in another spelling", "{'type':'join','room':'Attic-CLUB'}")
        .entrySet()
        .stream()
        .flatMap(
            way ->
                Stream.of("visitor", "troll_") // one of them is banned, and must not learn that
                    .map(
                        nickname ->
                            dynamicTest(
                                nickname + " " + way.getKey(),
                                () -> joinIsRefused(nickname + ++numbers, way.getValue()))));
  }

  private void joinIsRefused(String nickname, String packet) {
    try (PacketClient outsider = outsider(nickname, false)) {
      List<String> answer = ask(outsider, packet);
      assertEquals(
          List.of(
              "{\"type\":\"error\",\"code\":\"INVITATION_REQUIRED\",\"message\":\"attic-club is"
                  + " entered by invitation: ask somebody who is in it.\"}",
              "{\"type\":\"pong\"}"),
          answer);
    }
  }

  /** What members do, with the fence of the outsider after it. */
  @TestFactory
  Stream<DynamicTest> what_happens_in_the_room_is_not_told() {
    return Map.<String, Runnable>ofEntries(
            Map.entry("text", this::talk),
            Map.entry(
                "emote",
                () -> {
                  inRoom(owner, "{'type':'emote','room':'attic-club','message':'xylophone'}");
                  owner.next("emote");
                }),
            Map.entry(
                "topic",
                () -> {
                  inRoom(owner, "{'type':'topic','room':'attic-club','topic':'zanzibar'}");
                  owner.nextWith("topic");
                }),
            Map.entry("setting", () -> owner.set(ROOM, "slow", "1s")),
            Map.entry("setting back", () -> owner.set(ROOM, "slow", "off")),
            Map.entry(
                "role",
                () -> {
                  inRoom(
                      owner, "{'type':'role','room':'attic-club','nick':'quillon','role':'voice'}");
                  owner.done();
                }),
            Map.entry(
                "mute",
                () -> {
                  inRoom(owner, "{'type':'mute','room':'attic-club','target':'nobody'}");
                  owner.done();
                }),
            Map.entry("invitation of somebody else", () -> invite("host")),
            Map.entry(
                "leave and join of a member",
                () -> {
                  inRoom(hidden, "{'type':'leave','room':'attic-club'}");
                  hidden.nextIn("leave", ROOM);
                  hidden.join(ROOM);
                }),
            Map.entry(
                "rename of a member",
                () -> {
                  hidden.send("{'type':'nick','new':'quillon-zanzibar'}");
                  hidden.next("nick");
                  hidden.send("{'type':'nick','new':'quillon'}");
                  hidden.next("nick");
                }),
            Map.entry(
                "away note of a member",
                () -> {
                  hidden.send("{'type':'away','message':'xylophone'}");
                  hidden.fence();
                }))
        .entrySet()
        .stream()
        .map(
            way ->
                dynamicTest(
                    way.getKey(),
                    () -> {
                      try (PacketClient outsider = outsider("member" + ++numbers, true)) {
                        way.getValue().run();
                        List<String> seen = outsider.fence();
                        assertHidden(seen, SECRETS);
                        assertHidden(seen, List.of(ROOM));
                      }
                    }));
  }

  @Test
  void somebody_who_is_kicked_gets_nothing_more() {
    try (PacketClient former = outsider("former", true)) {
      invite("former");
      former.join(ROOM);
      owner.send("{'type':'kick','room':'attic-club','nick':'former'}");
      owner.done();
      former.nextIn("leave", ROOM);
      former.takeReceived();
      talk();
      List<String> after = former.fence();
      assertHidden(after, SECRETS);
      assertHidden(after, List.of(ROOM));
      for (String packet : NAMING.values()) {
        String own = packet.replace("SELF", "former");
        List<String> secret = ask(former, own.replace("ROOM", ROOM));
        assertEquals(nameless(ask(former, own.replace("ROOM", TWIN))), nameless(secret), packet);
        assertHidden(secret, SECRETS);
      }
      assertEquals("INVITATION_REQUIRED", former.refusal("{'type':'join','room':'attic-club'}"));
    }
    try (PacketClient again = PacketClient.member(server, "former")) { // and after a reconnect
      talk();
      again.send("{'type':'search','words':'xylo'}");
      again.next("search");
      again.send("{'type':'unread'}");
      again.next("unread");
      List<String> replayed = again.fence();
      assertEquals(
          List.of(),
          replayed.stream()
              .filter(packet -> packet.contains(ROOM) || packet.contains(TOPIC))
              .toList());
      assertEquals(
          List.of(),
          replayed.stream()
              .filter(packet -> packet.contains(TEXT))
              .filter(packet -> !packet.contains("\"type\":\"search\""))
              .toList());
    }
  }

  @Test
  void somebody_whose_membership_is_taken_does_not_come_back() {
    try (PacketClient former = outsider("ex-member", true)) {
      invite("ex-member");
      former.join(ROOM);
      former.send("{'type':'leave','room':'attic-club'}");
      former.nextIn("leave", ROOM);
      former.join(ROOM); // still a member
      former.send("{'type':'leave','room':'attic-club'}");
      former.nextIn("leave", ROOM);
      owner.send("{'type':'role','room':'attic-club','nick':'ex-member','role':'none'}");
      owner.done();
      former.takeReceived();
      talk();
      assertEquals("INVITATION_REQUIRED", former.refusal("{'type':'join','room':'attic-club'}"));
      former.takeReceived();
      former.send("{'type':'rooms'}");
      former.send("{'type':'whois','nick':'olga'}");
      List<String> seen = former.fence();
      assertHidden(seen, SECRETS);
      assertHidden(seen, List.of(ROOM));
    }
  }

  @Test
  void guest_with_the_nickname_of_a_former_guest_is_an_outsider() {
    try (PacketClient gus = outsider("gus", false)) {
      invite("gus");
      gus.nextWith("invite");
      gus.join(ROOM);
    }
    String left;
    do {
      left = owner.nextIn("leave", ROOM).path("nick").asText();
    } while (!left.equals("gus"));
    try (PacketClient other = PacketClient.connected(server, "127.0.0.1")) {
      enterWhenFree(other, "gus");
      talk();
      assertEquals("INVITATION_REQUIRED", other.refusal("{'type':'join','room':'attic-club'}"));
      other.takeReceived();
      other.send("{'type':'rooms'}");
      other.send("{'type':'history'}");
      other.send("{'type':'search','words':'xylo'}");
      List<String> seen = other.fence();
      assertHidden(seen, List.of(ROOM, TOPIC, HIDDEN));
      assertHidden(seen.stream().filter(packet -> !packet.contains("words")).toList(), SECRETS);
    }
  }

  @Test
  void nickname_of_a_member_does_not_say_where_the_member_is() {
    try (PacketClient stranger = PacketClient.connected(server, "127.0.0.1")) {
      stranger.send("{'type':'hello','nick':'olga','extensions':true}");
      assertHidden(stranger.fence(), List.of(ROOM, TOPIC, TEXT, HIDDEN));
    }
  }

  /** A client of {@code nickname} has packets for rooms, and the others have only texts. */
  @TestFactory
  Stream<DynamicTest> other_dialects_tell_nothing() {
    return Stream.of(
        dynamicTest(
            "nickname",
            () ->
                rawly(
                    "nickname",
                    List.of("{\"type\":\"nickname_response\",\"nickname\":\"NICK\"}"),
                    List.of(
                        "{\"type\":\"rooms\"}",
                        "{\"type\":\"leave_room\",\"room\":\"attic-club\"}",
                        "{\"type\":\"join_room\",\"room\":\"attic-club\"}",
                        "{\"type\":\"private\",\"target\":\"nobody\",\"content\":\"hi\"}",
                        "{\"type\":\"ping\"}"),
                    "{\"type\":\"chat\",\"content\":\"TEXT\"}")),
        dynamicTest(
            "whisper",
            () ->
                rawly(
                    "whisper",
                    List.of("NICK\n"),
                    List.of("/w nobody hi\n", "/join attic-club\n", "/rooms\n"),
                    "TEXT\n")),
        dynamicTest(
            "prompt",
            () ->
                rawly(
                    "prompt",
                    List.of("NICK\n"),
                    List.of("/join attic-club\n", "/rooms\n"),
                    "TEXT\n")),
        dynamicTest(
            "plain", () -> rawly("plain", List.of(), List.of("/names attic-club\n"), "TEXT\n")),
        dynamicTest(
            "basic beej",
            () ->
                rawly(
                    "beej",
                    List.of("{\"type\":\"hello\",\"nick\":\"NICK\"}"),
                    List.of("{\"type\":\"chat\",\"message\":\"/rooms\"}"),
                    "{\"type\":\"chat\",\"message\":\"TEXT\"}")));
  }

  private void rawly(String dialect, List<String> hello, List<String> tries, String chat)
      throws IOException {
    String number = Integer.toString(++numbers);
    try (RawPeer outsider = new RawPeer(dialect, TestServers.port(server, dialect))) {
      for (String line : hello) {
        outsider.write(line.replace("NICK", "raw_" + number));
      }
      outsider.write(chat.replace("TEXT", "here-" + number));
      hostHears("here-" + number);
      talk();
      for (String line : tries) {
        outsider.write(line);
      }
      outsider.write(chat.replace("TEXT", "mine-" + number));
      hostHears("mine-" + number);
      host.send("{'type':'chat','room':'lobby','message':'fence-" + number + "'}");
      String all = outsider.readUntil("fence-" + number);
      for (String secret : SECRETS) {
        assertFalse(all.contains(secret), all);
      }
      // the answers to what the outsider has asked with the name
      String rest =
          all.replaceAll("attic-club is entered by invitation|You are not in attic-club", "");
      assertFalse(rest.contains(ROOM), rest);
    }
  }

  private void hostHears(String text) {
    String heard;
    do {
      heard = host.next("chat").path("message").asText();
    } while (!heard.equals(text));
  }

  private PacketClient outsider(String nickname, boolean account) {
    PacketClient client =
        account ? PacketClient.registered(server, nickname) : PacketClient.guest(server, nickname);
    client.fence();
    return client;
  }

  /** Sends a packet; members talk; returns all that the outsider gets. */
  private List<String> ask(PacketClient outsider, String packet) {
    outsider.takeReceived();
    outsider.send(packet);
    talk();
    return outsider.fence();
  }

  /** The nickname is free a moment after its last room has told of the leave. */
  private static void enterWhenFree(PacketClient client, String nickname) {
    client.send("{'type':'hello','nick':'other','extensions':true}");
    client.nextIn("join", "lobby");
    do {
      client.send("{'type':'nick','new':'" + nickname + "'}");
    } while (client.next("nick", "error").path("type").asText().equals("error"));
    client.fence();
  }

  private void talk() {
    String text = TEXT + " " + ++numbers;
    inRoom(owner, "{'type':'chat','room':'attic-club','message':'" + text + "'}");
    String heard;
    do {
      heard = owner.next("chat").path("message").asText();
    } while (!heard.equals(text));
    do {
      heard = hidden.next("chat").path("message").asText();
    } while (!heard.equals(text));
  }

  private static void inRoom(PacketClient member, String packet) {
    member.send(packet);
  }

  private void invite(String nickname) {
    owner.send("{'type':'invite','room':'attic-club','nick':'" + nickname + "'}");
    owner.done();
  }

  private static void assertHidden(List<String> packets, List<String> secrets) {
    for (String packet : packets) {
      for (String secret : secrets) {
        assertFalse(packet.contains(secret), () -> secret + " in " + packet);
      }
    }
  }

  /** A socket whose bytes nobody decodes. */
  private static final class RawPeer implements AutoCloseable {
    private final Socket socket;
    private final int lengthBytes;

    RawPeer(String dialect, int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(60_000);
      lengthBytes = dialect.equals("beej") ? 2 : dialect.equals("nickname") ? 4 : 0;
    }

    void write(String message) throws IOException {
      byte[] payload = message.getBytes(UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(lengthBytes + payload.length);
      if (lengthBytes == 2) {
        frame.putShort((short) payload.length);
      } else if (lengthBytes == 4) {
        frame.putInt(payload.length);
      }
      socket.getOutputStream().write(frame.put(payload).array());
    }

    String readUntil(String text) throws IOException {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      while (!all.toString(UTF_8).contains(text)) {
        int next = socket.getInputStream().read();
        if (next < 0) {
          throw new AssertionError("the connection ended after " + all.toString(UTF_8));
        }
        all.write(next);
      }
      return all.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
