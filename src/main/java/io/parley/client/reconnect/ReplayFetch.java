package io.parley.client.reconnect;

import io.parley.client.state.ShownRanges;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Fetches the missed messages of one room, page by page, until it reaches the marker, the newest
 * message that was received. Live messages of the room are held until then. Part of {@link
 * RejoinSequence}.
 *
 * <pre>
 *   JOINING ── own join, nothing missed ──────────────────────────────> DONE
 *      └─ own join, a gap ─> REQUESTING ─ first part ─> RECEIVING ─ pong ─^
 *                            ^─────────── still a gap ──────┘
 * </pre>
 *
 * <p>A page may arrive in several parts. It is complete when the ping that was sent after the first
 * part is answered.
 */
final class ReplayFetch {
  /** The number of messages in a request; a server may send fewer. */
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
  private final List<ServerMessage> held = new ArrayList<>();
  private Phase phase = Phase.JOINING;
  private Optional<ClientMessage> request = Optional.empty();
  private boolean truncated;

  /** Whether this client is in the room before it has requested that. */
  private boolean entered;

  private boolean joined;

  /**
   * A fetch before the join of the room.
   *
   * @param marker the newest message that was received
   * @param maxMessages the maximum number of fetched messages, and of held messages
   */
  ReplayFetch(RoomName room, ShownRanges.Marker marker, int maxMessages) {
    this.room = room;
    this.marker = marker;
    this.missedMessages = new MissedMessages(marker);
    this.maxMessages = maxMessages;
  }

  RoomName room() {
    return room;
  }

  boolean isJoining() {
    return phase == Phase.JOINING;
  }

  /** Whether a page is requested and nothing of it was received. */
  boolean isRequesting() {
    return phase == Phase.REQUESTING;
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** Whether the newest received message is known. */
  boolean hasMarker() {
    return !marker.equals(ShownRanges.Marker.NONE);
  }

  /** Whether the server has confirmed the join. */
  boolean hasJoined() {
    return joined;
  }

  /** Whether missed messages are omitted from the result. */
  boolean isTruncated() {
    return truncated;
  }

  /** Whether the server lost its history and restarted the ids. */
  boolean isHistoryReset() {
    return missedMessages.isHistoryReset();
  }

  /** Removes and returns the message to send now, if there is one. */
  Optional<ClientMessage> takeRequest() {
    Optional<ClientMessage> next = request;
    request = Optional.empty();
    return next;
  }

  /**
   * Handles a message that is part of the history or is held until the end. Returns false for other
   * messages.
   */
  boolean accept(ServerMessage message) {
    return message.accept(new MessageHandler());
  }

  /**
   * The server has let this client enter the room unasked: messages are held. The confirmation of
   * the requested join follows.
   */
  void onEntered() {
    entered = true;
  }

  /** This client is in the room. */
  void onJoined(ServerMessage self) {
    joined = true;
    held.add(self);
    boolean withoutIds = page.stream().anyMatch(message -> MissedMessages.id(message).isEmpty());
    if (!hasMarker() || withoutIds) {
      missedMessages.addOlder(page);
      phase = Phase.DONE;
    } else {
      nextPage();
    }
  }

  /** All parts of the page are received. */
  void onPageComplete() {
    if (phase != Phase.RECEIVING) {
      return; // the fetch is already done
    }
    if (page.isEmpty()) {
      phase = Phase.DONE; // there is nothing older
    } else {
      nextPage();
    }
  }

  /** The server refuses or does not answer: no further page is requested. */
  void giveUp() {
    truncated = phase == Phase.REQUESTING || phase == Phase.RECEIVING;
    missedMessages.addOlder(page);
    page.clear();
    phase = Phase.DONE;
  }

  /** The missed messages, the oldest first. */
  List<ServerMessage.RoomText> missed() {
    return missedMessages.messages();
  }

  /** The missed messages, then the held ones, in their order. */
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
    Set<Long> ids =
        missed.stream()
            .flatMap(message -> MissedMessages.id(message).stream().boxed())
            .collect(Collectors.toSet());
    held.stream()
        .filter(
            message ->
                MissedMessages.id(message).isEmpty()
                    || !ids.contains(MissedMessages.id(message).getAsLong()))
        .forEach(result::add);
    return result;
  }

  private String truncationNotice() {
    return "Older missed messages of " + room + " are not shown.";
  }

  private boolean hold(ServerMessage.RoomMessage message) {
    if ((phase == Phase.JOINING && !entered)
        || isDone()
        || !isThisRoom(message.stamp().knownRoom())) {
      return false;
    }
    held.add(message);
    if (held.size() > maxMessages) {
      truncated = true;
      phase = Phase.DONE;
    }
    return true;
  }

  private boolean addBacklog(List<ServerMessage.RoomText> messages) {
    page.addAll(messages);
    page.subList(0, Math.max(0, page.size() - maxPage())).clear(); // fetched later, if missed
    return true;
  }

  private int maxPage() {
    return Math.max(maxMessages, PAGE_SIZE);
  }

  private boolean acceptPage(Answer.History history) {
    if ((phase != Phase.REQUESTING && phase != Phase.RECEIVING) || !isThisRoom(history.room())) {
      return false;
    }
    page.addAll(history.messages());
    if (phase == Phase.REQUESTING) {
      phase = Phase.RECEIVING;
      request = Optional.of(new ClientMessage.Ping());
    }
    if (page.size() > maxPage()) {
      giveUp(); // longer than any requested page
    }
    return true;
  }

  /** Adds the page, and requests the previous page unless the marker is reached. */
  private void nextPage() {
    OptionalLong before = missedMessages.oldestId();
    missedMessages.addOlder(page);
    page.clear();
    boolean hasProgress =
        before.isEmpty() || missedMessages.oldestId().orElse(0) < before.getAsLong();
    boolean complete = missedMessages.isComplete();
    int missed = missedMessages.messages().size();
    truncated = missed > maxMessages || (!complete && missed == maxMessages);
    if (complete || truncated || !hasProgress) {
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

  private boolean isThisRoom(Optional<RoomName> other) {
    return other.filter(this::isThisRoom).isPresent();
  }

  /** Returns whether the message is part of the history, or is held. */
  private final class MessageHandler extends DefaultServerMessageHandler<Boolean> {

    @Override
    public Boolean onBacklog(ServerMessage.Backlog backlog) {
      return phase == Phase.JOINING && isThisRoom(backlog.room()) && addBacklog(backlog.messages());
    }

    @Override
    public Boolean onAnswered(ServerMessage.Answered answered) {
      return answered.answer(Answer.History.class).filter(ReplayFetch.this::acceptPage).isPresent();
    }

    @Override
    protected Boolean onRoomMessage(ServerMessage.RoomMessage event) {
      return hold(event);
    }

    @Override
    protected Boolean onOther(ServerMessage message) {
      return false;
    }
  }
}
