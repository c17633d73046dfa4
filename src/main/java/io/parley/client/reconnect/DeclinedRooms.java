package io.parley.client.reconnect;

import io.parley.client.state.ClientState;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Request;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rooms that the user has left over an earlier connection. A server that lets everybody enter
 * them at the registration is told to let this client leave them, and the user hears nothing of it.
 * Part of {@link RejoinSequence}.
 */
final class DeclinedRooms {
  private final ClientState state;

  /** The keys of the rooms. */
  private final Set<String> left;

  /** The keys of the rooms whose leave is requested and not confirmed. */
  private final Set<String> leaving = new HashSet<>();

  DeclinedRooms(ClientState state, Collection<RoomName> left) {
    this.state = state;
    this.left = left.stream().map(RoomName::key).collect(Collectors.toCollection(HashSet::new));
  }

  /** Whether a message is about a room that this client does not want to be in. */
  boolean contains(ServerMessage message) {
    if (left.isEmpty()) {
      return false;
    }
    Optional<RoomName> room = room(message);
    room.filter(name -> state.rooms().isRequested(name) && !leaving.contains(name.key()))
        .ifPresent(name -> left.remove(name.key())); // the user has changed their mind
    return room.filter(name -> left.contains(name.key())).isPresent();
  }

  /** Handles a message that is about such a room; returns the request to send. */
  Optional<ClientMessage> onMessage(ServerMessage message) {
    RoomName room = message.stamp().room();
    if (message.isLeaveOf(state.self()) && leaving.remove(room.key())) {
      left.remove(room.key());
    } else if (message.isJoinOf(state.self()) && leaving.add(room.key())) {
      return Optional.of(
          new ClientMessage.RequestMessage(new Request.Part(Optional.of(room.value()))));
    }
    return Optional.empty();
  }

  private static Optional<RoomName> room(ServerMessage message) {
    if (message instanceof ServerMessage.Backlog backlog) {
      return Optional.of(backlog.room());
    }
    return message instanceof ServerMessage.MemberList list
        ? Optional.of(list.room())
        : message.stamp().knownRoom();
  }
}
