package io.parley.client.render;

import static java.util.stream.Collectors.joining;

import io.parley.client.model.LineText;
import io.parley.client.model.WindowName;
import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Formats answers of the server.
 *
 * @param inWindow whether the answer is shown in a window, where times are short and the number of
 *     lines is limited
 */
record AnswerFormatter(
    ChatTextFormatter textFormatter, TimeFormatter timeFormatter, boolean inWindow)
    implements Answer.Handler<List<LineText>> {
  /** The maximum number of search results in a window. */
  private static final int MAX_IN_WINDOW = 20;

  /** The default of {@code parley.limits.history-messages}; a full answer may not be complete. */
  private static final int MAX_FOUND = 200;

  @Override
  public List<LineText> onRoomList(Answer.RoomList rooms) {
    String all =
        rooms.rooms().stream()
            .map(room -> room.name() + " (" + room.members() + ")")
            .collect(joining(", "));
    return List.of(LineText.notice("Rooms (" + rooms.rooms().size() + "): " + all));
  }

  /** Oldest first, with a date line for each day except today. */
  @Override
  public List<LineText> onHistory(Answer.History past) {
    if (past.messages().isEmpty()) {
      return List.of(LineText.notice("No older messages in " + past.room() + "."));
    }
    List<LineText> lines = history(past.messages());
    lines.add(LineText.notice("(end of history)"));
    return lines;
  }

  /** Messages with their times. */
  List<LineText> history(List<ServerMessage.RoomText> messages) {
    List<LineText> lines = new ArrayList<>();
    LocalDate day = timeFormatter.today();
    for (ServerMessage.RoomText message : messages) {
      Instant time = message.stamp().time();
      Optional<LocalDate> next = timeFormatter.day(time);
      if (next.isPresent() && !next.get().equals(day)) {
        day = next.get();
        lines.add(LineText.notice(TimeFormatter.date(day)));
      }
      add(lines, timeFormatter.time(time) + " ", message);
    }
    return lines;
  }

  /** Oldest first, with a date line for each day except today. */
  @Override
  public List<LineText> onConversation(Answer.Conversation past) {
    if (past.messages().isEmpty()) {
      return List.of(LineText.notice("No older messages with " + past.nickname() + "."));
    }
    List<LineText> lines = new ArrayList<>();
    LocalDate day = timeFormatter.today();
    for (ServerMessage.PrivateMessage message : past.messages()) {
      Instant time =
          message.kept().map(ServerMessage.PrivateMessage.Kept::time).orElse(Instant.EPOCH);
      Optional<LocalDate> next = timeFormatter.day(time);
      if (next.isPresent() && !next.get().equals(day)) {
        day = next.get();
        lines.add(LineText.notice(TimeFormatter.date(day)));
      }
      String clock = timeFormatter.time(time) + " ";
      textFormatter.onPrivateMessage(message).forEach(line -> lines.add(line.withPrefix(clock)));
    }
    lines.add(LineText.notice("(end of history)"));
    return lines;
  }

  /** Newest last, next to the input line. */
  @Override
  public List<LineText> onSearchResults(Answer.SearchResults found) {
    int count = found.messages().size();
    int most = inWindow ? Math.min(count, MAX_IN_WINDOW) : count;
    List<ServerMessage.RoomText> oldestFirst = new ArrayList<>(found.messages().subList(0, most));
    Collections.reverse(oldestFirst);
    List<LineText> lines = new ArrayList<>();
    oldestFirst.forEach(message -> add(lines, location(message.stamp()), message));
    lines.add(
        LineText.notice(
            "Found "
                + count
                + (count >= MAX_FOUND ? " or more" : "")
                + (most < count ? ", showing the newest " + most : "")
                + ": "
                + singleLine(found.query())));
    found.incompleteNotice().ifPresent(notice -> lines.add(LineText.notice(notice.value())));
    if (!textFormatter.singleLine() && (most < count || count >= MAX_FOUND)) {
      lines.add(LineText.notice("(continue with before:DATE; narrow with from:NICK, in:ROOM)"));
    }
    return lines;
  }

  @Override
  public List<LineText> onWhois(Answer.Whois whois) {
    String rooms = whois.rooms().stream().map(RoomName::value).collect(joining(", "));
    String in = rooms.isEmpty() ? "" : " is in " + rooms + ",";
    List<LineText> lines = new ArrayList<>();
    lines.add(
        LineText.notice(
            whois.nickname() + in + " connected since " + timeFormatter.since(whois.since())));
    whois
        .away()
        .ifPresent(
            note ->
                lines.add(
                    LineText.notice(
                        whois.nickname()
                            + " is away"
                            + (note.value().isEmpty() ? "" : ": " + note.toSingleLine()))));
    return lines;
  }

  @Override
  public List<LineText> onTopic(Answer.Topic topic) {
    return notices(topic);
  }

  private String location(Stamp stamp) {
    Instant time = stamp.time();
    String when = inWindow ? timeFormatter.shortTime(time) : timeFormatter.dateAndTime(time);
    return "[" + stamp.room() + " " + when + "] ";
  }

  private void add(List<LineText> lines, String prefix, ServerMessage.RoomText message) {
    message.accept(textFormatter).forEach(line -> lines.add(line.withPrefix(prefix)));
  }

  private static String singleLine(String text) {
    return Text.sanitize(text).toSingleLine();
  }

  @Override
  public List<LineText> onAccountStatus(Answer.AccountStatus status) {
    return notices(status);
  }

  @Override
  public List<LineText> onSessions(Answer.Sessions sessions) {
    return sessions.sessions().stream()
        .map(
            session ->
                LineText.notice(
                    session.id()
                        + ": "
                        + session.address()
                        + ", connected since "
                        + timeFormatter.since(session.since())
                        + (session.current() ? " (this one)" : "")))
        .toList();
  }

  @Override
  public List<LineText> onNicknames(Answer.Nicknames nicknames) {
    return notices(nicknames);
  }

  /** The rooms with unread messages. */
  @Override
  public List<LineText> onUnread(Answer.Unread unread) {
    List<LineText> lines =
        unread.rooms().stream()
            .filter(room -> room.count() > 0 || room.more())
            .map(
                room ->
                    LineText.notice(
                        WindowName.title(room.room())
                            + ": "
                            + room.count()
                            + (room.more() ? " or more unread" : " unread")))
            .toList();
    return lines.isEmpty() ? List.of(LineText.notice("No unread messages.")) : lines;
  }

  @Override
  public List<LineText> onRoomStatus(Answer.RoomStatus status) {
    return notices(status);
  }

  @Override
  public List<LineText> onRestrictions(Answer.Restrictions restrictions) {
    return restrictions.entries().isEmpty()
        ? notices(restrictions)
        : restrictions.entries().stream().map(this::restriction).toList();
  }

  private LineText restriction(Answer.Restrictions.Entry entry) {
    return LineText.notice(
        entry.kind().label()
            + " of "
            + entry.target()
            + ", by "
            + entry.by()
            + ", "
            + timeFormatter.dateAndTime(entry.since())
            + entry.until().map(end -> ", until " + timeFormatter.dateAndTime(end)).orElse("")
            + entry.reason().map(why -> ": " + why.toSingleLine()).orElse(""));
  }

  /** The newest last, next to the input line. */
  @Override
  public List<LineText> onAudit(Answer.Audit audit) {
    if (audit.entries().isEmpty()) {
      return notices(audit);
    }
    List<LineText> lines = new ArrayList<>();
    for (Answer.Audit.Row entry : audit.entries()) {
      lines.add(
          LineText.notice(
              timeFormatter.dateAndTime(entry.time()) + " " + singleLine(entry.toPlainText())));
    }
    Collections.reverse(lines);
    return lines;
  }

  @Override
  public List<LineText> onDone(Answer.Done done) {
    return notices(done);
  }

  private static List<LineText> notices(Answer answer) {
    return answer.toPlainText().stream()
        .map(words -> LineText.notice(words.toSingleLine()))
        .toList();
  }
}
