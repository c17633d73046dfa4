package io.parley.client.state;

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
public final class ReadMarkers {

  /**
   * The last thing shown of a room.
   *
   * @param id its number; empty if nothing with a number was shown since this client came in
   * @param time its time; if there is none, when this client came in
   * @param text what it was; a server that begins anew may give its number to something else
   */
  public record Marker(OptionalLong id, Instant time, Optional<Text> text) {
    public static final Marker NONE =
        new Marker(OptionalLong.empty(), Instant.EPOCH, Optional.empty());
  }

  /** By the room's key. */
  private final Map<String, Marker> markers = new LruMap<>();

  public synchronized Marker get(RoomName room) {
    return markers.getOrDefault(room.key(), Marker.NONE);
  }

  /** This client came into a room. What was shown of it before still counts. */
  public synchronized void onJoined(Stamp stamp) {
    if (!stamp.equals(Stamp.UNKNOWN)) {
      markers.putIfAbsent(
          stamp.room().key(), new Marker(OptionalLong.empty(), stamp.time(), Optional.empty()));
    }
  }

  /** It left a room; what is said there until it comes back is not missed. */
  public synchronized void onLeft(RoomName room) {
    markers.remove(room.key());
  }

  /** Takes in what is shown. */
  public synchronized void onMessage(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog recalled) {
      recalled.messages().forEach(this::update);
    } else if (message instanceof ServerMessage.Answered answered
        && answered.answer() instanceof Answer.History past) {
      updateIfNewer(past.messages());
    } else if (message instanceof ServerMessage.RoomMessage event) {
      update(event);
    }
  }

  /** A page that somebody asks for is older than what is shown, unless nothing is. */
  private void updateIfNewer(List<ServerMessage.RoomText> page) {
    for (ServerMessage.RoomText one : page) {
      if (one.stamp().id().orElse(0) > get(one.stamp().room()).id().orElse(0)) {
        update(one);
      }
    }
  }

  private void update(ServerMessage.RoomMessage message) {
    Stamp stamp = message.stamp();
    if (stamp.id().isPresent()) {
      Optional<Text> text =
          message instanceof ServerMessage.RoomText sent
              ? Optional.of(sent.text())
              : Optional.empty();
      markers.put(stamp.room().key(), new Marker(stamp.id(), stamp.time(), text));
    }
  }
}
