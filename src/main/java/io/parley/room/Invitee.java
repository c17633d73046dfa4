package io.parley.room;

import io.parley.protocol.Nickname;
import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Somebody who may be invited to a room.
 *
 * @param account empty for a guest
 * @param connections those that are told; none if an account is not connected
 */
public record Invitee(
    Nickname nickname, OptionalLong account, List<ActorRef<MemberMessage>> connections) {
  public Invitee {
    connections = List.copyOf(connections);
  }
}
