package io.parley.protocol;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The answer to a request. Dialects without a packet for it send its {@link #toPlainText}. */
public sealed interface Answer {

  <R> R accept(Handler<R> handler);

  /** The answer as lines of plain text. */
  List<Text> toPlainText();

  /** All rooms. */
  record RoomList(List<Room> rooms) implements Answer {

    /** A room and the number of its members. */
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
   * Earlier messages of a room.
   *
   * @param messages oldest first
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
   * Earlier private messages between the one who asks and another person.
   *
   * @param nickname of the other person, as it was asked for
   * @param messages oldest first, with the nicknames at the time
   */
  record Conversation(Nickname nickname, List<ServerMessage.PrivateMessage> messages)
      implements Answer {
    public Conversation {
      messages = List.copyOf(messages);
    }

    @Override
    public List<Text> toPlainText() {
      return messages.stream().map(PlainTextFormatter::past).toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onConversation(this);
    }
  }

  /**
   * The result of a search.
   *
   * @param query the query as the member typed it
   * @param messages newest first
   * @param searched how many of the newest messages were searched; empty if all were, or enough
   *     found
   */
  record SearchResults(String query, List<ServerMessage.RoomText> messages, OptionalLong searched)
      implements Answer {
    public SearchResults {
      messages = List.copyOf(messages);
    }

    /** The result of a complete search. */
    public SearchResults(String query, List<ServerMessage.RoomText> messages) {
      this(query, messages, OptionalLong.empty());
    }

    /** Says that the search was not complete; empty if it was. */
    public Optional<Text> incompleteNotice() {
      return searched.isPresent()
          ? Optional.of(
              Text.sanitize("Only the newest " + searched.getAsLong() + " messages were searched."))
          : Optional.empty();
    }

    @Override
    public List<Text> toPlainText() {
      return Stream.concat(
              messages.stream().map(PlainTextFormatter::historyLine), incompleteNotice().stream())
          .toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSearchResults(this);
    }
  }

  /**
   * The status of a member.
   *
   * @param since when the member connected
   * @param away the away note; empty if the member is not away
   */
  record Whois(Nickname nickname, List<RoomName> rooms, Instant since, Optional<Text> away)
      implements Answer {
    public Whois {
      rooms = List.copyOf(rooms);
    }

    @Override
    public List<Text> toPlainText() {
      String in = rooms.stream().map(RoomName::value).collect(Collectors.joining(", "));
      String line =
          nickname + " is in " + (in.isEmpty() ? "no room" : in) + ", here since " + since + ".";
      return List.of(
          Text.sanitize(away.map(note -> line + " Away: " + note.toSingleLine()).orElse(line)));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onWhois(this);
    }
  }

  /**
   * The topic of a room.
   *
   * @param topic empty if the room has none
   */
  record Topic(RoomName room, Optional<Text> topic) implements Answer {
    private static final String PREFIX = "The topic of ";
    private static final String SEPARATOR = " is: ";

    /** The room of a topic in plain text; empty if the text is no such answer. */
    public static Optional<RoomName> parseRoom(Text line) {
      String text = line.value();
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

  /**
   * The account of the connection.
   *
   * @param account its main nickname; empty if the connection has none
   * @param text what has changed, for people
   */
  record AccountStatus(Optional<Nickname> account, Text text) implements Answer {
    @Override
    public List<Text> toPlainText() {
      return List.of(text);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAccountStatus(this);
    }
  }

  /** The connections of an account, the oldest first. */
  record Sessions(List<Session> sessions) implements Answer {

    /**
     * A connection.
     *
     * @param id for {@link Request.EndSession}
     * @param address of the client, without the port
     * @param current whether it is the one that asks
     */
    public record Session(long id, String address, Instant since, boolean current) {}

    public Sessions {
      sessions = List.copyOf(sessions);
    }

    @Override
    public List<Text> toPlainText() {
      return sessions.stream()
          .map(
              session ->
                  Text.sanitize(
                      session.id()
                          + ": "
                          + session.address()
                          + ", since "
                          + session.since()
                          + (session.current() ? " (this one)" : "")))
          .toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onSessions(this);
    }
  }

  /**
   * The nicknames that an account owns.
   *
   * @param nicknames the main one first
   */
  record Nicknames(List<Nickname> nicknames) implements Answer {
    public Nicknames {
      nicknames = List.copyOf(nicknames);
    }

    @Override
    public List<Text> toPlainText() {
      return List.of(
          Text.sanitize(
              "Your nicknames: "
                  + nicknames.stream().map(Nickname::value).collect(Collectors.joining(", "))));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onNicknames(this);
    }
  }

  /** What the person has not seen of each room of the connection. */
  record Unread(List<UnreadRoom> rooms) implements Answer {

    /**
     * The unread messages of a room: chat and emotes, also those of the person.
     *
     * @param read the id of the newest message seen; 0 if the person has seen none
     * @param newest the id of the newest message in the history; 0 if there is none
     * @param count the number of messages above {@code read}
     * @param more whether there may be more than the count
     */
    public record UnreadRoom(RoomName room, long read, long newest, int count, boolean more) {}

    public Unread {
      rooms = List.copyOf(rooms);
    }

    /** One line for each room with unread messages, or one that there are none. */
    @Override
    public List<Text> toPlainText() {
      List<Text> lines =
          rooms.stream()
              .filter(room -> room.count() > 0 || room.more())
              .map(
                  room ->
                      Text.sanitize(
                          room.room()
                              + ": "
                              + room.count()
                              + (room.more() ? " or more unread" : " unread")))
              .toList();
      return lines.isEmpty() ? List.of(Text.sanitize("No unread messages.")) : lines;
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onUnread(this);
    }
  }

  /**
   * The settings and roles of a room.
   *
   * @param own the role of who asks; empty if none
   * @param settings the values that are not the default; without the word of a key, unless who asks
   *     may change it
   * @param roles people with an account and a role, the highest first
   */
  record RoomStatus(
      RoomName room, Optional<String> own, Map<String, String> settings, List<RoleHolder> roles)
      implements Answer {

    /** Somebody with a role. */
    public record RoleHolder(Nickname nickname, String role) {}

    public RoomStatus {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
      roles = List.copyOf(roles);
    }

    @Override
    public List<Text> toPlainText() {
      String set =
          settings.entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", "));
      String holders =
          roles.stream()
              .map(holder -> holder.nickname() + " (" + holder.role() + ")")
              .collect(Collectors.joining(", "));
      return List.of(
          Text.sanitize(room + ": " + (set.isEmpty() ? "no settings" : set) + "."),
          Text.sanitize(
              holders.isEmpty()
                  ? "Nobody has a role in " + room + "."
                  : "Roles: " + holders + "."));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRoomStatus(this);
    }
  }

  /**
   * The bans and mutes of a room, or the bans of the server, the oldest first.
   *
   * @param room empty for the server
   */
  record Restrictions(Optional<RoomName> room, List<Entry> entries) implements Answer {

    /**
     * A ban or a mute.
     *
     * @param until when it ends; empty if it stays until somebody lifts it
     */
    public record Entry(
        RestrictionKind kind,
        String target,
        Nickname by,
        Instant since,
        Optional<Instant> until,
        Optional<Text> reason) {}

    /** Those of a room. */
    public Restrictions(RoomName room, List<Entry> entries) {
      this(Optional.of(room), entries);
    }

    public Restrictions {
      entries = List.copyOf(entries);
    }

    @Override
    public List<Text> toPlainText() {
      return entries.isEmpty()
          ? List.of(
              Text.sanitize(
                  room.map(name -> "Nobody is banned or muted in " + name + ".")
                      .orElse("Nobody is banned from this server.")))
          : entries.stream().map(Restrictions::line).toList();
    }

    private static Text line(Entry entry) {
      return Text.sanitize(
          entry.kind().label()
              + " of "
              + entry.target()
              + ", by "
              + entry.by()
              + " at "
              + entry.since()
              + entry.until().map(end -> ", until " + end).orElse("")
              + entry.reason().map(why -> ": " + why.toSingleLine()).orElse(""));
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onRestrictions(this);
    }
  }

  /**
   * What people with a role have done, the newest first.
   *
   * @param room empty if it is about the whole server
   */
  record Audit(Optional<RoomName> room, List<Row> entries) implements Answer {

    /**
     * One act.
     *
     * @param act a word such as {@code kick}
     * @param room empty if it was done to the whole server
     * @param target a nickname, a pattern, an address or a setting; empty if there is none
     * @param detail what more there is to say, such as the reason
     */
    public record Row(
        Instant time,
        Nickname by,
        String act,
        Optional<RoomName> room,
        Optional<String> target,
        Optional<String> detail) {

      /** As one line, without the time. */
      public String toPlainText() {
        return by
            + " "
            + act
            + target.map(name -> " " + name).orElse("")
            + room.map(name -> " in " + name).orElse("")
            + detail.map(words -> " (" + words + ")").orElse("");
      }
    }

    public Audit {
      entries = List.copyOf(entries);
    }

    @Override
    public List<Text> toPlainText() {
      return entries.isEmpty()
          ? List.of(
              Text.sanitize(
                  "Nobody with a role has done anything"
                      + room.map(name -> " in " + name).orElse("")
                      + "."))
          : entries.stream()
              .map(entry -> Text.sanitize(entry.time() + " " + entry.toPlainText()))
              .toList();
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onAudit(this);
    }
  }

  /**
   * What was asked for is done.
   *
   * @param room empty if it is about the whole server
   * @param text what has changed, for people
   */
  record Done(Optional<RoomName> room, Text text) implements Answer {
    /** Done in a room. */
    public Done(RoomName room, Text text) {
      this(Optional.of(room), text);
    }

    @Override
    public List<Text> toPlainText() {
      return List.of(text);
    }

    @Override
    public <R> R accept(Handler<R> handler) {
      return handler.onDone(this);
    }
  }

  /** One method for each answer, none with a default. */
  interface Handler<R> {
    R onRoomList(RoomList rooms);

    R onHistory(History past);

    R onConversation(Conversation past);

    R onSearchResults(SearchResults found);

    R onWhois(Whois whois);

    R onTopic(Topic topic);

    R onAccountStatus(AccountStatus status);

    R onSessions(Sessions sessions);

    R onNicknames(Nicknames nicknames);

    R onUnread(Unread unread);

    R onRoomStatus(RoomStatus status);

    R onRestrictions(Restrictions restrictions);

    R onAudit(Audit audit);

    R onDone(Done done);
  }
}
