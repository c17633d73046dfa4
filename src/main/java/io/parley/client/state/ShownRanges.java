package io.parley.client.state;

import io.parley.protocol.Answer;
import io.parley.protocol.DefaultServerMessageHandler;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.pekko.Done;

/**
 * The range of each room that was shown: the newest message, so that a replay can tell what was
 * missed, and the lowest id, so that an older page can be requested. Messages without an id count
 * for neither.
 */
public final class ShownRanges {

  /**
   * The newest message of a room.
   *
   * @param id empty if no message with an id was received since this client joined
   * @param time its time; if there is no message, when this client joined
   * @param text its text; a server whose history was reset may give its id to another message
   */
  public record Marker(OptionalLong id, Instant time, Optional<Text> text) {
    public static final Marker NONE =
        new Marker(OptionalLong.empty(), Instant.EPOCH, Optional.empty());
  }

  /** By the room's key. */
  private final Map<String, Marker> newest = new LruMap<>();

  /** By the room's key. */
  private final Map<String, Long> oldest = new LruMap<>();

  /** The keys of rooms of which the server has no older message. */
  private final Map<String, Boolean> complete = new LruMap<>();

  /** The room of a page that was requested and has not arrived. */
  private Optional<RoomName> requested = Optional.empty();

  public Marker newest(RoomName room) {
    return newest.getOrDefault(room.key(), Marker.NONE);
  }

  /** This client joined a room. What was shown of it before still counts. */
  public void onJoined(Stamp stamp) {
    if (!stamp.equals(Stamp.UNKNOWN)) {
      newest.putIfAbsent(
          stamp.room().key(), new Marker(OptionalLong.empty(), stamp.time(), Optional.empty()));
    }
  }

  /** This client left a room: messages until the next join do not count as missed. */
  public void onLeft(RoomName room) {
    newest.remove(room.key());
  }

  /** Moves the newest message on, whether the message is shown or ignored. */
  public void onReceived(ServerMessage message) {
    Done ignored = message.accept(new ReceivedHandler());
  }

  /** Moves the oldest message on. */
  public void onShown(ServerMessage message) {
    Done ignored = message.accept(new ShownHandler());
  }

  /**
   * The request for the page before the oldest shown message of a room.
   *
   * @param limit how many messages at most; empty for the server's default
   */
  public Request.History olderPage(RoomName room, OptionalInt limit) {
    Long before = oldest.get(room.key());
    return new Request.History(
        Optional.of(room.value()),
        limit,
        before == null ? OptionalLong.empty() : OptionalLong.of(before));
  }

  /** The message ids of a room restart, or none of its messages is shown any more. */
  public void forgetOldest(RoomName room) {
    oldest.remove(room.key());
    complete.remove(room.key());
  }

  /** A page of this room was requested. */
  public void onPageRequested(RoomName room) {
    requested = Optional.of(room);
  }

  /**
   * A key has asked for a page of this room: if it cannot be requested, then neither after the next
   * press of the key.
   */
  public void onKeyRequest(RoomName room) {
    if (requested.isEmpty()) {
      complete.put(room.key(), true);
    }
  }

  /** The connection is lost: a requested page does not arrive. */
  void onConnectionLost() {
    requested = Optional.empty();
    complete.clear();
  }

  /** There is another connection. */
  void onReady() {
    complete.clear();
  }

  /** Whether a page was requested and has not arrived. */
  public boolean isPageRequested() {
    return requested.isPresent();
  }

  /** Whether a key cannot get an older page of a room, until there is another connection. */
  public boolean isComplete(RoomName room) {
    return complete.containsKey(room.key());
  }

  /** A page that the user requests is older than the shown messages, unless none is shown. */
  private void updateNewestIfNewer(ServerMessage.RoomText message) {
    Stamp stamp = message.stamp();
    if (stamp.id().orElse(0) > newest(stamp.room()).id().orElse(0)) {
      updateNewest(message);
    }
  }

  private void updateNewest(ServerMessage.RoomMessage message) {
    Stamp stamp = message.stamp();
    if (stamp.id().isPresent()) {
      Optional<Text> text =
          message instanceof ServerMessage.RoomText sent
              ? Optional.of(sent.text())
              : Optional.empty();
      newest.put(stamp.room().key(), new Marker(stamp.id(), stamp.time(), text));
    }
  }

  private void updateOldest(List<ServerMessage.RoomText> page) {
    page.forEach(message -> updateOldest(message.stamp()));
  }

  private void updateOldest(Stamp stamp) {
    stamp.id().ifPresent(id -> oldest.merge(stamp.room().key(), id, Math::min));
  }

  private final class ReceivedHandler extends DefaultServerMessageHandler<Done> {

    @Override
    public Done onBacklog(ServerMessage.Backlog backlog) {
      backlog.messages().forEach(ShownRanges.this::updateNewest);
      return Done.getInstance();
    }

    @Override
    public Done onAnswered(ServerMessage.Answered answered) {
      answered
          .answer(Answer.History.class)
          .ifPresent(page -> page.messages().forEach(ShownRanges.this::updateNewestIfNewer));
      return Done.getInstance();
    }

    @Override
    protected Done onRoomMessage(ServerMessage.RoomMessage event) {
      updateNewest(event);
      return Done.getInstance();
    }

    @Override
    protected Done onOther(ServerMessage message) {
      return Done.getInstance();
    }
  }

  private final class ShownHandler extends DefaultServerMessageHandler<Done> {

    @Override
    public Done onBacklog(ServerMessage.Backlog backlog) {
      updateOldest(backlog.messages());
      return Done.getInstance();
    }

    @Override
    public Done onAnswered(ServerMessage.Answered answered) {
      answered
          .answer(Answer.History.class)
          .ifPresent(
              page -> {
                requested = Optional.empty();
                updateOldest(page.messages());
                if (page.messages().isEmpty()) {
                  complete.put(page.room().key(), true);
                } else {
                  complete.remove(page.room().key());
                }
              });
      return Done.getInstance();
    }

    @Override
    public Done onPong(ServerMessage.Pong pong) {
      return endRequest();
    }

    /** Each problem of the history may be over when the page is requested again. */
    @Override
    public Done onRefused(ServerMessage.Refused refused) {
      return endRequest();
    }

    @Override
    public Done onNotice(ServerMessage.Notice notice) {
      return endRequest();
    }

    @Override
    protected Done onRoomMessage(ServerMessage.RoomMessage event) {
      updateOldest(event.stamp());
      return Done.getInstance();
    }

    @Override
    protected Done onOther(ServerMessage message) {
      return Done.getInstance();
    }

    /** This may be the answer of a server without pages: at worst a page is requested twice. */
    private Done endRequest() {
      requested = Optional.empty();
      return Done.getInstance();
    }
  }
}
