package io.parley.client.state;

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
public final class OldestShown {
  /** By the room's key. */
  private final Map<String, Long> oldest = new LruMap<>();

  private boolean pageRequested;

  /** Takes in what is shown. */
  public synchronized void onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Answered answered) {
      if (answered.answer() instanceof Answer.History past) {
        pageRequested = false;
        update(past.messages());
      }
    } else if (message instanceof ServerMessage.Backlog recalled) {
      update(recalled.messages());
    } else if (message instanceof ServerMessage.Pong
        || message instanceof ServerMessage.Refused
        || message instanceof ServerMessage.Notice) {
      pageRequested = false; // at worst it is asked for twice
    } else if (message instanceof ServerMessage.RoomMessage event) {
      update(event.stamp());
    }
  }

  /** The next older page of a room, at most so many messages. */
  public synchronized Request.History olderPage(RoomName room, OptionalInt limit) {
    Long before = oldest.get(room.key());
    return new Request.History(
        Optional.of(room.value()),
        limit,
        before == null ? OptionalLong.empty() : OptionalLong.of(before));
  }

  /** The numbers of a room have begun anew, or nothing of it is shown any more. */
  public synchronized void forget(RoomName room) {
    oldest.remove(room.key());
  }

  /** A page is asked for. */
  public synchronized void onPageRequested() {
    pageRequested = true;
  }

  /** The connection is gone: what was asked for does not come. */
  synchronized void onConnectionLost() {
    pageRequested = false;
  }

  /** Whether a page was asked for and has not come yet. */
  public synchronized boolean isPageRequested() {
    return pageRequested;
  }

  private void update(List<ServerMessage.RoomText> past) {
    past.forEach(one -> update(one.stamp()));
  }

  private void update(Stamp stamp) {
    stamp.id().ifPresent(id -> oldest.merge(stamp.room().key(), id, Math::min));
  }
}
