package io.parley.client;

import io.parley.protocol.Answer;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Up to where each room was shown, that what is missed can be told from that. Thread-safe. */
final class Shown {

  /**
   * The last thing shown of a room.
   *
   * @param id its number; empty if nothing with a number was shown since this client came in
   * @param time its time; if there is none, when this client came in
   * @param words what it was; a server that begins anew may give its number to something else
   */
  record Mark(OptionalLong id, Instant time, Optional<Text> words) {
    static final Mark NONE = new Mark(OptionalLong.empty(), Instant.EPOCH, Optional.empty());
  }

  /** By the room's key. */
  private final Map<String, Mark> marks = new Latest<>();

  synchronized Mark of(RoomName room) {
    return marks.getOrDefault(room.key(), Mark.NONE);
  }

  /** This client came into a room. What was shown of it before still counts. */
  synchronized void entered(Stamp stamp) {
    if (!stamp.equals(Stamp.UNKNOWN)) {
      marks.putIfAbsent(
          stamp.room().key(), new Mark(OptionalLong.empty(), stamp.time(), Optional.empty()));
    }
  }

  /** It left a room; what is said there until it comes back is not missed. */
  synchronized void left(RoomName room) {
    marks.remove(room.key());
  }

  /** Takes in what is shown. */
  synchronized void heard(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      recalled.messages().forEach(this::show);
    } else if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.History past) {
      showIfNewer(past.messages());
    } else {
      show(message);
    }
  }

  /** A page that somebody asks for is older than what is shown, unless nothing is. */
  private void showIfNewer(List<ServerMessage> page) {
    for (ServerMessage one : page) {
      Parts.stamp(one)
          .filter(stamp -> stamp.id().orElse(0) > of(stamp.room()).id().orElse(0))
          .ifPresent(stamp -> show(one));
    }
  }

  private void show(ServerMessage message) {
    Parts.stamp(message)
        .filter(stamp -> stamp.id().isPresent())
        .ifPresent(
            stamp ->
                marks.put(
                    stamp.room().key(), new Mark(stamp.id(), stamp.time(), Parts.words(message))));
  }
}
