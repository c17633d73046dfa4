package io.parley.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawClient;
import java.util.ArrayList;
import java.util.List;

/**
 * A member who knows the extensions of beej, and tells what was heard in lines: {@code pat: hi #1},
 * {@code pat joined lobby}, {@code *** a notice}, {@code past: pat: hi #1}, {@code pong}. Every
 * wait has the deadline of {@link RawClient}.
 */
final class Witness implements AutoCloseable {
  static final String HALTED =
      "*** The history cannot be written. What you say is not delivered before it can be; nothing is"
          + " lost.";
  static final String RESUMED = "*** The history is being written again: messages are delivered.";

  private final RawClient client;
  private final String nickname;

  private Witness(ParleyServer server, String nickname) {
    client = new RawClient(server);
    this.nickname = nickname;
  }

  /** Says hello, and is let in when this returns; what else is told then is heard later. */
  static Witness in(ParleyServer server, String nickname) {
    Witness witness = new Witness(server, nickname);
    witness.client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
    witness.read("users");
    return witness;
  }

  /** The same, and has heard that it is in. */
  static Witness joined(ParleyServer server, String nickname) {
    Witness witness = in(server, nickname);
    witness.hearsUpTo(nickname + " joined lobby");
    return witness;
  }

  /** Enters a room, and talks there from now on; returns all that was heard meanwhile. */
  List<String> enter(String room) {
    client.send("{\"type\":\"join\",\"room\":\"" + room + "\"}");
    return hearsUpTo(nickname + " joined " + room);
  }

  /** Says something, and knows that it has come to the room. */
  void say(String text) {
    client.chat(text);
  }

  /** Everything that is heard, to this line. */
  List<String> hearsUpTo(String last) {
    List<String> heard = new ArrayList<>();
    while (heard.isEmpty() || !heard.get(heard.size() - 1).equals(last)) {
      heard.addAll(lines(client.read()));
    }
    return heard;
  }

  /** Everything that was on its way, by asking for an answer that comes behind it. */
  List<String> hearsSoFar() {
    client.send("{\"type\":\"ping\"}");
    List<String> heard = hearsUpTo("pong");
    return heard.subList(0, heard.size() - 1);
  }

  /** The rest, to the end of the connection. */
  List<String> hearsToEnd() {
    return client.readToEnd().stream().flatMap(packet -> lines(packet).stream()).toList();
  }

  /** The past of the room where one talks, as the server answers. */
  List<String> past() {
    client.send("{\"type\":\"history\"}");
    return lines(read("history"));
  }

  /** Ends with a reset, so that nothing more can be shown here. */
  void vanish() {
    client.reset();
  }

  @Override
  public void close() {
    client.close();
  }

  private JsonNode read(String type) {
    JsonNode packet = client.read();
    while (!packet.path("type").asText().equals(type)) {
      packet = client.read();
    }
    return packet;
  }

  private static List<String> lines(JsonNode packet) {
    String nick = packet.path("nick").asText();
    return switch (packet.path("type").asText()) {
      case "chat" -> List.of(nick.equals("***") ? "*** " + text(packet) : said(packet));
      case "join" -> List.of(nick + " joined " + packet.path("room").asText());
      case "leave" -> List.of(nick + " left " + packet.path("room").asText());
      case "history" -> {
        List<String> past = new ArrayList<>();
        packet.path("messages").forEach(message -> past.add("past: " + said(message)));
        yield past;
      }
      default -> List.of(packet.path("type").asText());
    };
  }

  private static String said(JsonNode packet) {
    return packet.path("nick").asText() + ": " + text(packet) + " #" + packet.path("id").asText();
  }

  private static String text(JsonNode packet) {
    return packet.path("message").asText();
  }
}
