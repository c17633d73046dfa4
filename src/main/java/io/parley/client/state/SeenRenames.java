package io.parley.client.state;

import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the first message of each rename: every common room of two people tells a rename by itself.
 */
public final class SeenRenames {
  /** Rooms stamp the same rename one after the other; a later one is another rename. */
  private static final Duration SAME = Duration.ofSeconds(10);

  /** A rename and the keys of the rooms that have told it. */
  private record Seen(Instant time, Set<String> rooms) {}

  /** By both folded nicknames. */
  private final Map<String, Seen> renames = new LruMap<>();

  /**
   * Whether a rename is told for the first time. A room tells it once: if the same room tells the
   * same two nicknames again, that is another rename.
   */
  public boolean isFirst(ServerMessage.Renamed renamed) {
    String pair =
        key(renamed.previous()) + " " + key(renamed.nickname()); // no nickname has a space
    Stamp stamp = renamed.stamp();
    String room = stamp.knownRoom().map(RoomName::key).orElse("");
    Seen seen = renames.get(pair);
    if (seen != null && isSame(seen.time(), stamp.time()) && seen.rooms().add(room)) {
      return false;
    }
    renames.put(pair, new Seen(stamp.time(), new HashSet<>(Set.of(room))));
    return true;
  }

  /** The exact spelling: a rename may change nothing else. */
  private static String key(Nickname nickname) {
    return nickname.value();
  }

  private static boolean isSame(Instant first, Instant second) {
    return Duration.between(first, second).abs().compareTo(SAME) <= 0;
  }
}
