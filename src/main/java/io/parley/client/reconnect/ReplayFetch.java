package io.parley.client.reconnect;

import io.parley.client.state.ShownRanges;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Catches up with one room: what was said there while this client was away is asked for, page by
 * page, until it meets what was shown. What is said there meanwhile is held back. Used by one
 * thread.
 *
 * <pre>
 *   COMING ── own coming, nothing missing ───────────────────────────> DONE
 *      └─ own coming, a gap ─> ASKING ─ first part ─> TAKING ─ pong ─────^
 *                                 ^──────── still a gap ──┘
 * </pre>
 *
 * <p>A page may come in several parts: it is whole when a ping is answered that was sent after the
 * first of them came.
 */
final class ReplayFetch {
  /** How many messages are asked for at once; a server may give fewer. */
  private static final int PAGE_SIZE = 200;

  private enum Phase {
    JOINING,
    REQUESTING,
    RECEIVING,
    DONE
  }

  private final RoomName room;
  private final ShownRanges.Marker marker;
  private final int maxMessages;
  private final MissedMessages missedMessages;
  private final List<ServerMessage.RoomText> page = new ArrayList<>();
  private final List<ServerMessage> heldBack = new ArrayList<>();
  private Phase phase = Phase.JOINING;
  private Optional<ClientMessage> request = Optional.empty();
  private boolean truncated;

  /**
   * This client is not in the room yet.
   *
   * @param mark up to where the room was shown
   * @param most how many messages are caught up with, and how many held back
   */
  ReplayFetch(RoomName room, ShownRanges.Marker mark, int most) {
    this.room = room;
    this.marker = mark;
    this.missedMessages = new MissedMessages(mark);
    this.maxMessages = most;
  }

  RoomName room() {
    return room;
  }

  boolean isJoining() {
    return phase == Phase.JOINING;
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** Whether it is known up to where the room was shown. */
  boolean hasMarker() {
    return !marker.equals(ShownRanges.Marker.NONE);
  }

  /** Whether more is missing than what is found. */
  boolean isTruncated() {
    return truncated;
  }

  /** Whether the server has forgotten what was shown, and counts from the beginning. */
  boolean isHistoryReset() {
    return missedMessages.isHistoryReset();
  }

  /** What to say to the server now, once. */
  Optional<ClientMessage> takeRequest() {
    Optional<ClientMessage> now = request;
    request = Optional.empty();
    return now;
  }

  /** Takes a message that belongs to what is missed, or comes after it. False if it is neither. */
  boolean accept(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      return phase == Phase.JOINING
          && isThisRoom(recalled.room())
          && addBacklog(recalled.messages());
    }
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.History past) {
      return acceptPage(past);
    }
    if (phase == Phase.JOINING || isDone() || !isThisRoom(message)) {
      return false;
    }
    heldBack.add(message);
    if (heldBack.size() > maxMessages) {
      truncated = true;
      phase = Phase.DONE;
    }
    return true;
  }

  /** This client is in the room. */
  void onJoined(ServerMessage.Joined self) {
    heldBack.add(self);
    boolean unnumbered = page.stream().anyMatch(one -> MissedMessages.id(one).isEmpty());
    if (!hasMarker() || unnumbered) {
      missedMessages.addOlder(page);
      phase = Phase.DONE;
    } else {
      nextPage();
    }
  }

  /** All parts of the page are here. */
  void onPageComplete() {
    if (phase != Phase.RECEIVING) {
      return; // it was ended before
    }
    if (page.isEmpty()) {
      phase = Phase.DONE; // there is nothing older
    } else {
      nextPage();
    }
  }

  /** The server will not tell: what is here is all. */
  void giveUp() {
    truncated = phase == Phase.REQUESTING || phase == Phase.RECEIVING;
    missedMessages.addOlder(page);
    page.clear();
    phase = Phase.DONE;
  }

  /** What was missed, then what came since, in its order. */
  List<ServerMessage> result() {
    List<ServerMessage.RoomText> missed = missedMessages.messages();
    List<ServerMessage> result = new ArrayList<>();
    if (truncated) {
      missed.subList(0, Math.max(0, missed.size() - maxMessages)).clear();
      result.add(new ServerMessage.Notice(Text.sanitize(truncationNotice())));
    }
    if (!missed.isEmpty()) {
      result.add(new ServerMessage.Backlog(room, Optional.empty(), missed));
    }
    Set<Long> told =
        missed.stream()
            .flatMap(one -> MissedMessages.id(one).stream().boxed())
            .collect(Collectors.toSet());
    heldBack.stream()
        .filter(
            one ->
                MissedMessages.id(one).isEmpty()
                    || !told.contains(MissedMessages.id(one).getAsLong()))
        .forEach(result::add);
    return result;
  }

  private String truncationNotice() {
    return "Much was said in " + room + " meanwhile: what is older than the following is left out.";
  }

  private boolean addBacklog(List<ServerMessage.RoomText> messages) {
    page.addAll(messages);
    page.subList(0, Math.max(0, page.size() - maxPage())).clear(); // to be asked for, if missed
    return true;
  }

  private int maxPage() {
    return Math.max(maxMessages, PAGE_SIZE);
  }

  private boolean acceptPage(Answer.History past) {
    if ((phase != Phase.REQUESTING && phase != Phase.RECEIVING) || !isThisRoom(past.room())) {
      return false;
    }
    page.addAll(past.messages());
    if (phase == Phase.REQUESTING) {
      phase = Phase.RECEIVING;
      request = Optional.of(new ClientMessage.Ping());
    }
    if (page.size() > maxPage()) {
      giveUp(); // no page that was asked for is as long
    }
    return true;
  }

  /** Takes the page in, and asks for the one before it unless this one meets what was shown. */
  private void nextPage() {
    OptionalLong before = missedMessages.oldestId();
    missedMessages.addOlder(page);
    page.clear();
    boolean further = before.isEmpty() || missedMessages.oldestId().orElse(0) < before.getAsLong();
    boolean whole = missedMessages.isComplete();
    int missed = missedMessages.messages().size();
    truncated = missed > maxMessages || (!whole && missed == maxMessages);
    if (whole || truncated || !further) {
      phase = Phase.DONE;
    } else {
      phase = Phase.REQUESTING;
      request =
          Optional.of(
              new ClientMessage.RequestMessage(
                  new Request.History(
                      Optional.of(room.value()),
                      OptionalInt.of(PAGE_SIZE),
                      missedMessages.oldestId())));
    }
  }

  private boolean isThisRoom(RoomName other) {
    return other.isSame(room);
  }

  private boolean isThisRoom(ServerMessage message) {
    return message instanceof ServerMessage.RoomMessage event
        && !event.stamp().equals(Stamp.UNKNOWN)
        && isThisRoom(event.stamp().room());
  }
}
