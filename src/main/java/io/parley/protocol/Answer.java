package io.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a client asked to know. Whoever has no packet for one shows its {@link #toPlainText words}.
 */
public sealed interface Answer {

  <R> R accept(Handler<R> handler);

  /** The same in lines for people, each safe to show. */
  List<Text> toPlainText();

  /** The rooms there are, by their names. */
  record RoomList(List<Room> rooms) implements Answer {

    /** A room, and how many people are in it. */
    public record Room(RoomName name, int members) {}

    public RoomList {
      rooms = List.copyOf(rooms);
    }

    @Override
    public List<Text> toPlainText() {
      String all =
          rooms.stream()
              .map(room -> room.name() + " (" + room.members() + ")")
              .collect(Collectors.joining(", "));
      return List.of(Text.sanitize("Rooms: " + all));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRoomList(this);
    }
  }

  /**
   * What was said in a room before.
   *
   * @param messages chats, emotes and topics as they were, the oldest first
   */
  record History(RoomName room, List<ServerMessage.RoomText> messages) implements Answer {
    public History {
      messages = List.copyOf(messages);
    }

    @Override
    public List<Text> toPlainText() {
      return messages.stream().map(PlainTextFormatter::historyLine).toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onHistory(this);
    }
  }

  /**
   * What a search has found.
   *
   * @param query what was searched for, as it was typed
   * @param messages chats, emotes and topics as they were, the newest first
   */
  record SearchResults(String query, List<ServerMessage.RoomText> messages) implements Answer {
    public SearchResults {
      messages = List.copyOf(messages);
    }

    @Override
    public List<Text> toPlainText() {
      return messages.stream().map(PlainTextFormatter::historyLine).toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSearchResults(this);
    }
  }

  /**
   * Who somebody is.
   *
   * @param since when they came
   * @param away what they said when they went away from the keyboard; empty if they are there
   */
  record Whois(Nickname nickname, List<RoomName> rooms, Instant since, Optional<Text> away)
      implements Answer {
    public Whois {
      rooms = List.copyOf(rooms);
    }

    @Override
    public List<Text> toPlainText() {
      String in = rooms.stream().map(RoomName::value).collect(Collectors.joining(", "));
      String line = nickname + " is in " + in + ", here since " + since + ".";
      return List.of(
          Text.sanitize(away.map(note -> line + " Away: " + note.toSingleLine()).orElse(line)));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWhois(this);
    }
  }

  /**
   * What a room is about.
   *
   * @param topic empty if nobody has said
   */
  record Topic(RoomName room, Optional<Text> topic) implements Answer {
    private static final String PREFIX = "The topic of ";
    private static final String SEPARATOR = " is: ";

    /** Of which room these words tell a topic; empty if they are other words. */
    public static Optional<RoomName> parseRoom(Text words) {
      String text = words.value();
      int middle = text.indexOf(SEPARATOR);
      return text.startsWith(PREFIX) && middle > PREFIX.length()
          ? Optional.of(RoomName.sanitize(text.substring(PREFIX.length(), middle)))
          : Optional.empty();
    }

    @Override
    public List<Text> toPlainText() {
      return List.of(
          Text.sanitize(
              topic
                  .map(text -> PREFIX + room + SEPARATOR + text.toSingleLine())
                  .orElse(room + " has no topic.")));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTopic(this);
    }
  }

  /** One method for each answer, none with a default. */
  interface Handler<R> {
    R onRoomList(RoomList rooms);

    R onHistory(History past);

    R onSearchResults(SearchResults found);

    R onWhois(Whois whois);

    R onTopic(Topic topic);
  }
}
