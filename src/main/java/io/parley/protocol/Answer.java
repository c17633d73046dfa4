package io.parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client asked to know. Whoever has no packet for one shows its {@link #inWords words}. */
public sealed interface Answer {

  <R> R accept(Handler<R> handler);

  /** The same in lines for people, each safe to show. */
  List<Text> inWords();

  /** The rooms there are, by their names. */
  record Rooms(List<Room> rooms) implements Answer {

    /** A room, and how many people are in it. */
    public record Room(RoomName name, int members) {}

    public Rooms {
      rooms = List.copyOf(rooms);
    }

    @Override
    public List<Text> inWords() {
      String all =
          rooms.stream()
              .map(room -> room.name() + " (" + room.members() + ")")
              .collect(Collectors.joining(", "));
      return List.of(Text.clean("Rooms: " + all));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRooms(this);
    }
  }

  /**
   * What was said in a room before.
   *
   * @param messages chats, emotes and topics as they were, the oldest first
   */
  record Past(RoomName room, List<ServerMessage> messages) implements Answer {
    public Past {
      messages = List.copyOf(messages);
    }

    @Override
    public List<Text> inWords() {
      return messages.stream().map(Said::inWords).toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onPast(this);
    }
  }

  /**
   * What a search has found.
   *
   * @param words what was searched for, as it was typed
   * @param messages chats, emotes and topics as they were, the newest first
   */
  record Found(String words, List<ServerMessage> messages) implements Answer {
    public Found {
      messages = List.copyOf(messages);
    }

    @Override
    public List<Text> inWords() {
      return messages.stream().map(Said::inWords).toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onFound(this);
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
    public List<Text> inWords() {
      String in = rooms.stream().map(RoomName::value).collect(Collectors.joining(", "));
      String line = nickname + " is in " + in + ", here since " + since + ".";
      return List.of(Text.clean(away.map(note -> line + " Away: " + note.oneLine()).orElse(line)));
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
    private static final String BEGINNING = "The topic of ";
    private static final String MIDDLE = " is: ";

    /** Of which room these words tell a topic; empty if they are other words. */
    public static Optional<RoomName> roomIn(Text words) {
      String text = words.value();
      int middle = text.indexOf(MIDDLE);
      return text.startsWith(BEGINNING) && middle > BEGINNING.length()
          ? Optional.of(RoomName.foreign(text.substring(BEGINNING.length(), middle)))
          : Optional.empty();
    }

    @Override
    public List<Text> inWords() {
      return List.of(
          Text.clean(
              topic
                  .map(text -> BEGINNING + room + MIDDLE + text.oneLine())
                  .orElse(room + " has no topic.")));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onTopic(this);
    }
  }

  /** One method for each answer, none with a default. */
  interface Handler<R> {
    R onRooms(Rooms rooms);

    R onPast(Past past);

    R onFound(Found found);

    R onWhois(Whois whois);

    R onTopic(Topic topic);
  }
}
