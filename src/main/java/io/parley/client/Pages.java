package io.parley.client;

import io.parley.protocol.Answer;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How far back each room has been shown: by the lowest number of what was shown of it. What is not
 * kept under a number does not count. Thread-safe.
 */
final class Pages {
  /** By the room's key. */
  private final Map<String, Long> oldest = new Latest<>();

  private boolean turning;

  /** Takes in what is shown. */
  synchronized void heard(ServerMessage message) {
    if (message instanceof ServerMessage.Answered answered) {
      if (answered.answer() instanceof Answer.History past) {
        turning = false;
        shown(past.messages());
      }
    } else if (message instanceof ServerMessage.Backlog recalled) {
      shown(recalled.messages());
    } else if (message instanceof ServerMessage.Pong
        || message instanceof ServerMessage.Refused
        || message instanceof ServerMessage.Notice) {
      turning = false; // at worst it is asked for twice
    } else {
      Parts.stamp(message).ifPresent(at -> shown(at.room(), at));
    }
  }

  /** The next older page of a room, at most so many messages. */
  synchronized Request.History older(RoomName room, OptionalInt limit) {
    Long before = oldest.get(room.key());
    return new Request.History(
        Optional.of(room.value()),
        limit,
        before == null ? OptionalLong.empty() : OptionalLong.of(before));
  }

  /** The numbers of a room have begun anew, or nothing of it is shown any more. */
  synchronized void forget(RoomName room) {
    oldest.remove(room.key());
  }

  /** A page is asked for. */
  synchronized void turn() {
    turning = true;
  }

  /** The connection is gone: what was asked for does not come. */
  synchronized void lost() {
    turning = false;
  }

  /** Whether a page was asked for and has not come yet. */
  synchronized boolean isTurning() {
    return turning;
  }

  private void shown(List<ServerMessage> past) {
    past.forEach(one -> Parts.stamp(one).ifPresent(at -> shown(at.room(), at)));
  }

  private void shown(RoomName room, Stamp stamp) {
    stamp.id().ifPresent(id -> oldest.merge(room.key(), id, Math::min));
  }
}
