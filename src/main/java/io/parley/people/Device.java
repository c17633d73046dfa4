package io.parley.people;

import io.parley.protocol.RoomName;
import io.parley.room.MemberMessage;
import java.time.Instant;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** A registered connection. The {@link NicknameRegistry} owns it. */
final class Device {
  private final ActorRef<MemberMessage> connection;
  private final ConnectionInfo info;
  private final Instant since;
  private List<RoomName> rooms = List.of();
  private boolean changesPassword;
  private boolean registersAccount;
  private boolean ready;

  Device(ActorRef<MemberMessage> connection, ConnectionInfo info, Instant since) {
    this.connection = connection;
    this.info = info;
    this.since = since;
  }

  ActorRef<MemberMessage> connection() {
    return connection;
  }

  ConnectionInfo info() {
    return info;
  }

  /** When the connection was registered. */
  Instant since() {
    return since;
  }

  /** The rooms of the connection, in the order in which they are shown. */
  List<RoomName> rooms() {
    return rooms;
  }

  void setRooms(List<RoomName> rooms) {
    this.rooms = List.copyOf(rooms);
  }

  /** Whether the connection is changing the password of its account. */
  boolean changesPassword() {
    return changesPassword;
  }

  void setChangesPassword(boolean changes) {
    changesPassword = changes;
  }

  /** Whether the connection is registering an account for its nickname. */
  boolean registersAccount() {
    return registersAccount;
  }

  void setRegistersAccount(boolean registers) {
    registersAccount = registers;
  }

  /** Whether the connection of an account shows private messages that are kept. */
  boolean isReady() {
    return ready;
  }

  void setReady(boolean isReady) {
    ready = isReady;
  }
}
