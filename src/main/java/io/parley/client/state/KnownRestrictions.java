package io.parley.client.state;

import io.parley.protocol.Answer;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bans and mutes of which the server has told this client, for completion. Owned by the
 * client's actor.
 */
public final class KnownRestrictions {
  private static final int MAX_TARGETS = 1000;

  private record Target(RestrictionKind kind, String name) {}

  /** By the rooms' keys. */
  private final Map<String, Set<Target>> rooms = new LruMap<>();

  /** Handles a message. */
  public void onMessage(ServerMessage message) {
    message
        .answer(Answer.Restrictions.class)
        .ifPresent(
            list -> {
              rooms.remove(list.room().key());
              list.entries()
                  .forEach(entry -> add(list.room(), new Target(entry.kind(), entry.target())));
            });
    if (message instanceof ServerMessage.Moderated moderated) {
      RoomName room = moderated.stamp().room();
      if (moderated.action() instanceof RoomAction.Restricted restricted) {
        add(room, new Target(restricted.kind(), restricted.target()));
      } else if (moderated.action() instanceof RoomAction.Lifted lifted) {
        targets(room).remove(new Target(lifted.kind(), lifted.target()));
      }
    }
  }

  private void add(RoomName room, Target target) {
    Set<Target> known = targets(room);
    if (known.size() < MAX_TARGETS) {
      known.add(target);
    }
  }

  private Set<Target> targets(RoomName room) {
    return rooms.computeIfAbsent(room.key(), key -> new LinkedHashSet<>());
  }

  /** Who is banned or muted in a room, as far as is known, the oldest first. */
  public List<String> targets(RoomName room, RestrictionKind kind) {
    return rooms.getOrDefault(room.key(), Set.of()).stream()
        .filter(target -> target.kind() == kind)
        .map(Target::name)
        .toList();
  }
}
