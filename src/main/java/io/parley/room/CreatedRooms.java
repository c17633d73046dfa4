package io.parley.room;

import io.parley.address.Network;
import io.parley.protocol.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Counts who created the rooms that exist, also those that their creator has left. The actor of the
 * {@link RoomRegistry} owns it.
 */
final class CreatedRooms {

  /**
   * Who created a room.
   *
   * @param address of the member
   */
  record Creator(ActorRef<RoomEvent> member, Network address) {}

  private final Map<ActorRef<RoomEvent>, Integer> byMember = new HashMap<>();
  private final Map<Network, Integer> byAddress = new HashMap<>();

  /** Why somebody may create no further room; empty if they may. */
  Optional<Problem> problem(Creator creator, RoomLimits limits) {
    if (byMember.getOrDefault(creator.member(), 0) >= limits.maxCreated()) {
      return Optional.of(RoomProblems.tooManyCreated("You have", limits.maxCreated()));
    }
    return byAddress.getOrDefault(creator.address(), 0) >= limits.maxCreatedByAddress()
        ? Optional.of(RoomProblems.tooManyCreated("Your address has", limits.maxCreatedByAddress()))
        : Optional.empty();
  }

  void created(Creator creator) {
    byMember.merge(creator.member(), 1, Integer::sum);
    byAddress.merge(creator.address(), 1, Integer::sum);
  }

  /** A room of this creator has ended. */
  void ended(Creator creator) {
    decrement(byMember, creator.member());
    decrement(byAddress, creator.address());
  }

  private static <K> void decrement(Map<K, Integer> counts, K key) {
    int left = counts.getOrDefault(key, 0) - 1;
    if (left > 0) {
      counts.put(key, left);
    } else {
      counts.remove(key);
    }
  }
}
