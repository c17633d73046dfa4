package io.parley.client;

import static java.util.stream.Collectors.joining;

import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What is shown of each answer. */
record AnswerLines(Spoken spoken, Times times) implements Answer.Handler<List<String>> {

  @Override
  public List<String> onRooms(Answer.Rooms rooms) {
    String all =
        rooms.rooms().stream()
            .map(room -> room.name() + " (" + room.members() + ")")
            .collect(joining(", "));
    return List.of("*** Rooms (" + rooms.rooms().size() + "): " + all);
  }

  /** The oldest first, with a line for each day but today. */
  @Override
  public List<String> onPast(Answer.Past past) {
    if (past.messages().isEmpty()) {
      return List.of("*** There is nothing older in " + past.room() + ".");
    }
    List<String> lines = earlier(past.messages());
    lines.add("*** (that was earlier; what follows is now)");
    return lines;
  }

  /** What was said before, with its times. */
  List<String> earlier(List<ServerMessage> messages) {
    List<String> lines = new ArrayList<>();
    LocalDate day = times.today();
    for (ServerMessage message : messages) {
      Optional<Spoken.Kept> kept = spoken.kept(message);
      Optional<LocalDate> next = kept.flatMap(one -> times.day(one.stamp().time()));
      if (next.isPresent() && !next.get().equals(day)) {
        day = next.get();
        lines.add("*** " + Times.date(day));
      }
      kept.ifPresent(one -> add(lines, times.time(one.stamp().time()) + " ", one));
    }
    return lines;
  }

  /** The newest last, where the eye is. */
  @Override
  public List<String> onFound(Answer.Found found) {
    List<ServerMessage> oldestFirst = new ArrayList<>(found.messages());
    Collections.reverse(oldestFirst);
    List<String> lines = new ArrayList<>();
    for (ServerMessage message : oldestFirst) {
      spoken.kept(message).ifPresent(one -> add(lines, place(one), one));
    }
    lines.add("*** Found " + found.messages().size() + ": " + oneLine(found.words()));
    return lines;
  }

  @Override
  public List<String> onWhois(Answer.Whois whois) {
    String rooms = whois.rooms().stream().map(RoomName::value).collect(joining(", "));
    String in = rooms.isEmpty() ? "" : " is in " + rooms + ",";
    List<String> lines = new ArrayList<>();
    lines.add("*** " + whois.nickname() + in + " here since " + times.since(whois.since()));
    whois
        .away()
        .ifPresent(note -> lines.add("*** " + whois.nickname() + " is away: " + note.oneLine()));
    return lines;
  }

  @Override
  public List<String> onTopic(Answer.Topic topic) {
    return topic.inWords().stream().map(words -> "*** " + words.oneLine()).toList();
  }

  private String place(Spoken.Kept kept) {
    return "[" + kept.stamp().room() + " " + times.dateAndTime(kept.stamp().time()) + "] ";
  }

  private static void add(List<String> lines, String prefix, Spoken.Kept kept) {
    kept.lines().forEach(line -> lines.add(prefix + line));
  }

  private static String oneLine(String words) {
    return Text.clean(words).oneLine();
  }
}
