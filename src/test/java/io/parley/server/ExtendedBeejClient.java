package io.parley.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.parley.RawBeejClient;
import java.util.ArrayList;
import java.util.List;

/**
 * An extended client that shows received packets as lines: {@code pat: hi #1}, {@code pat joined
 * lobby}, {@code *** a notice}, {@code past: pat: hi #1}, {@code pong}. Every wait has the deadline
 * of {@link RawBeejClient}.
 */
final class ExtendedBeejClient implements AutoCloseable {
  static final String SUSPENDED_NOTICE =
      "*** The history cannot be written. What you say is not delivered before it can be; nothing"
          + " is lost.";
  static final String RESUMED_NOTICE =
      "*** The history is being written again: messages are delivered.";

  private final RawBeejClient client;
  private final String nickname;

  private ExtendedBeejClient(ParleyServer server, String nickname) {
    client = new RawBeejClient(server);
    this.nickname = nickname;
  }

  /** Registers; packets after the confirmation stay unread. */
  static ExtendedBeejClient connect(ParleyServer server, String nickname) {
    ExtendedBeejClient witness = new ExtendedBeejClient(server, nickname);
    witness.client.send("{\"type\":\"hello\",\"nick\":\"" + nickname + "\",\"extensions\":true}");
    witness.read("users");
    return witness;
  }

  /** Registers and reads its own join. */
  static ExtendedBeejClient joined(ParleyServer server, String nickname) {
    ExtendedBeejClient witness = connect(server, nickname);
    witness.readUntil(nickname + " joined lobby");
    return witness;
  }

  /** Joins a room, which becomes the current one; returns all packets received until then. */
  List<String> joinRoom(String room) {
    client.send("{\"type\":\"join\",\"room\":\"" + room + "\"}");
    return readUntil(nickname + " joined " + room);
  }

  /** Joins a room that the server refuses to create; returns the code of the error. */
  String joinRefused(String room) {
    client.send("{\"type\":\"join\",\"room\":\"" + room + "\"}");
    return read("error").path("code").asText();
  }

  /** Sends a text and waits until the room has received it. */
  void say(String text) {
    client.chat(text);
  }

  /** All lines up to and including this one. */
  List<String> readUntil(String last) {
    List<String> received = new ArrayList<>();
    while (received.isEmpty() || !received.get(received.size() - 1).equals(last)) {
      received.addAll(lines(client.read()));
    }
    return received;
  }

  /** All lines up to and including the first one with this part. */
  List<String> readUntilContains(String part) {
    List<String> received = new ArrayList<>();
    while (received.isEmpty() || !received.get(received.size() - 1).contains(part)) {
      received.addAll(lines(client.read()));
    }
    return received;
  }

  /** All lines sent so far, with a ping as the fence. */
  List<String> readPending() {
    client.send("{\"type\":\"ping\"}");
    List<String> received = readUntil("pong");
    return received.subList(0, received.size() - 1);
  }

  /** All lines until the connection ends. */
  List<String> readToEnd() {
    return client.readToEnd().stream().flatMap(packet -> lines(packet).stream()).toList();
  }

  /** The server's answer to a request for the history of the current room. */
  List<String> history() {
    client.send("{\"type\":\"history\"}");
    return lines(read("history"));
  }

  /** Resets the connection. */
  void reset() {
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
      case "chat" -> List.of(nick.equals("***") ? "*** " + text(packet) : toLine(packet));
      case "join" -> List.of(nick + " joined " + packet.path("room").asText());
      case "leave" -> List.of(nick + " left " + packet.path("room").asText());
      case "history" -> {
        List<String> past = new ArrayList<>();
        packet.path("messages").forEach(message -> past.add("past: " + toLine(message)));
        yield past;
      }
      default -> List.of(packet.path("type").asText());
    };
  }

  private static String toLine(JsonNode packet) {
    return packet.path("nick").asText() + ": " + text(packet) + " #" + packet.path("id").asText();
  }

  private static String text(JsonNode packet) {
    return packet.path("message").asText();
  }
}
