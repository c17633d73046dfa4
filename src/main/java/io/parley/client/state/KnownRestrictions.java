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

  /** The key of the bans of the server: no room has it. */
  private static final String SERVER = "";

  /** By the rooms' keys. */
  private final Map<String, Set<Target>> rooms = new LruMap<>();

  /** Handles a message. */
  public void onMessage(ServerMessage message) {
    message
        .answer(Answer.Restrictions.class)
        .ifPresent(
            list -> {
              String key = list.room().map(RoomName::key).orElse(SERVER);
              rooms.remove(key);
              list.entries().forEach(entry -> add(key, new Target(entry.kind(), entry.target())));
            });
    if (message instanceof ServerMessage.Moderated moderated) {
      RoomName room = moderated.stamp().room();
      if (moderated.action() instanceof RoomAction.Restricted restricted) {
        add(room.key(), new Target(restricted.kind(), restricted.target()));
      } else if (moderated.action() instanceof RoomAction.Lifted lifted) {
        targets(room.key()).remove(new Target(lifted.kind(), lifted.target()));
      }
    }
  }

  private void add(String room, Target target) {
    Set<Target> known = targets(room);
    if (known.size() < MAX_TARGETS) {
      known.add(target);
    }
  }

  private Set<Target> targets(String room) {
    return rooms.computeIfAbsent(room, key -> new LinkedHashSet<>());
  }

  /** Who is banned or muted in a room, as far as is known, the oldest first. */
  public List<String> targets(RoomName room, RestrictionKind kind) {
    return targets(room.key(), kind);
  }

  /** Who is banned from the server, as far as is known, the oldest first. */
  public List<String> serverBans() {
    return targets(SERVER, RestrictionKind.BAN);
  }

  private List<String> targets(String room, RestrictionKind kind) {
    return rooms.getOrDefault(room, Set.of()).stream()
        .filter(target -> target.kind() == kind)
        .map(Target::name)
        .toList();
  }
}
