package io.parley.client;

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
final class CatchUp {
  /** How many messages are asked for at once; a server may give fewer. */
  private static final int PAGE = 200;

  private enum Phase {
    COMING,
    ASKING,
    TAKING,
    DONE
  }

  private final RoomName room;
  private final Shown.Mark mark;
  private final int most;
  private final Missed found;
  private final List<ServerMessage> page = new ArrayList<>();
  private final List<ServerMessage> held = new ArrayList<>();
  private Phase phase = Phase.COMING;
  private Optional<ClientMessage> toSay = Optional.empty();
  private boolean cut;

  /**
   * This client is not in the room yet.
   *
   * @param mark up to where the room was shown
   * @param most how many messages are caught up with, and how many held back
   */
  CatchUp(RoomName room, Shown.Mark mark, int most) {
    this.room = room;
    this.mark = mark;
    this.found = new Missed(mark);
    this.most = most;
  }

  RoomName room() {
    return room;
  }

  boolean isComing() {
    return phase == Phase.COMING;
  }

  boolean isDone() {
    return phase == Phase.DONE;
  }

  /** Whether it is known up to where the room was shown. */
  boolean isMarked() {
    return !mark.equals(Shown.Mark.NONE);
  }

  /** Whether more is missing than what is found. */
  boolean isCut() {
    return cut;
  }

  /** Whether the server has forgotten what was shown, and counts from the beginning. */
  boolean isAnew() {
    return found.isAnew();
  }

  /** What to say to the server now, once. */
  Optional<ClientMessage> toSay() {
    Optional<ClientMessage> now = toSay;
    toSay = Optional.empty();
    return now;
  }

  /** Takes a message that belongs to what is missed, or comes after it. False if it is neither. */
  boolean takes(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      return phase == Phase.COMING && isHere(recalled.room()) && recall(recalled.messages());
    }
    if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.History past) {
      return takesPart(past);
    }
    if (phase == Phase.COMING || isDone() || !isHere(message)) {
      return false;
    }
    held.add(message);
    if (held.size() > most) {
      cut = true;
      phase = Phase.DONE;
    }
    return true;
  }

  /** This client is in the room. */
  void in(ServerMessage.Joined self) {
    held.add(self);
    boolean unnumbered = page.stream().anyMatch(one -> Missed.id(one).isEmpty());
    if (!isMarked() || unnumbered) {
      found.addOlder(page);
      phase = Phase.DONE;
    } else {
      turn();
    }
  }

  /** All parts of the page are here. */
  void paged() {
    if (phase != Phase.TAKING) {
      return; // it was ended before
    }
    if (page.isEmpty()) {
      phase = Phase.DONE; // there is nothing older
    } else {
      turn();
    }
  }

  /** The server will not tell: what is here is all. */
  void giveUp() {
    cut = phase == Phase.ASKING || phase == Phase.TAKING;
    found.addOlder(page);
    page.clear();
    phase = Phase.DONE;
  }

  /** What was missed, then what came since, in its order. */
  List<ServerMessage> result() {
    List<ServerMessage> missed = found.messages();
    List<ServerMessage> result = new ArrayList<>();
    if (cut) {
      missed.subList(0, Math.max(0, missed.size() - most)).clear();
      result.add(new ServerMessage.Notice(Text.sanitize(cutShort())));
    }
    if (!missed.isEmpty()) {
      result.add(new ServerMessage.Backlog(room, Optional.empty(), missed));
    }
    Set<Long> told =
        missed.stream().flatMap(one -> Missed.id(one).stream().boxed()).collect(Collectors.toSet());
    held.stream()
        .filter(one -> Missed.id(one).isEmpty() || !told.contains(Missed.id(one).getAsLong()))
        .forEach(result::add);
    return result;
  }

  private String cutShort() {
    return "Much was said in " + room + " meanwhile: what is older than the following is left out.";
  }

  private boolean recall(List<ServerMessage> messages) {
    page.addAll(messages);
    page.subList(0, Math.max(0, page.size() - longest())).clear(); // to be asked for, if missed
    return true;
  }

  private int longest() {
    return Math.max(most, PAGE);
  }

  private boolean takesPart(Answer.History past) {
    if ((phase != Phase.ASKING && phase != Phase.TAKING) || !isHere(past.room())) {
      return false;
    }
    page.addAll(past.messages());
    if (phase == Phase.ASKING) {
      phase = Phase.TAKING;
      toSay = Optional.of(new ClientMessage.Ping());
    }
    if (page.size() > longest()) {
      giveUp(); // no page that was asked for is as long
    }
    return true;
  }

  /** Takes the page in, and asks for the one before it unless this one meets what was shown. */
  private void turn() {
    OptionalLong before = found.oldest();
    found.addOlder(page);
    page.clear();
    boolean further = before.isEmpty() || found.oldest().orElse(0) < before.getAsLong();
    boolean whole = found.isWhole();
    int missed = found.messages().size();
    cut = missed > most || (!whole && missed == most);
    if (whole || cut || !further) {
      phase = Phase.DONE;
    } else {
      phase = Phase.ASKING;
      toSay =
          Optional.of(
              new ClientMessage.RequestMessage(
                  new Request.History(
                      Optional.of(room.value()), OptionalInt.of(PAGE), found.oldest())));
    }
  }

  private boolean isHere(RoomName other) {
    return other.isSame(room);
  }

  private boolean isHere(ServerMessage message) {
    return Parts.stamp(message)
        .filter(stamp -> !stamp.equals(Stamp.UNKNOWN) && isHere(stamp.room()))
        .isPresent();
  }
}
