package io.parley.people;

import static java.util.Objects.requireNonNull;

import io.parley.address.Network;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import io.parley.room.MemberIdentity;
import io.parley.room.MemberMessage;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Who has a nickname: a guest with one connection, or an account with several. The {@link
 * NicknameRegistry} owns it.
 */
final class Person {
  private final Map<ActorRef<MemberMessage>, Device> devices = new LinkedHashMap<>();
  private Nickname nickname;
  private OptionalLong account;
  private long assignment;
  private Optional<Text> away = Optional.empty();

  /** The nickname before a rename that not all rooms know yet. */
  private Optional<Nickname> previous = Optional.empty();

  /** The connections whose rooms do not know the rename yet. */
  private final Set<ActorRef<MemberMessage>> renaming = new LinkedHashSet<>();

  /**
   * @param assignment the number of the assignment of the nickname
   */
  Person(Nickname nickname, OptionalLong account, long assignment) {
    this.nickname = nickname;
    this.account = account;
    this.assignment = assignment;
  }

  /** What rooms are told of the person. */
  MemberIdentity identity() {
    return new MemberIdentity(nickname, account, assignment);
  }

  Nickname nickname() {
    return nickname;
  }

  /** Empty for a guest. */
  OptionalLong account() {
    return account;
  }

  void setAccount(long id) {
    account = OptionalLong.of(id);
  }

  boolean isAccount(long id) {
    return account.isPresent() && account.getAsLong() == id;
  }

  /** The connections, the oldest first. */
  Collection<Device> devices() {
    return devices.values();
  }

  /** The connection with this address, which is one of the person's. */
  Device device(ActorRef<MemberMessage> connection) {
    return requireNonNull(devices.get(connection));
  }

  void add(Device device) {
    devices.put(device.connection(), device);
  }

  void remove(Device device) {
    devices.remove(device.connection());
  }

  /** The network of the oldest connection; empty if no limit applies to its address. */
  Optional<Network> network() {
    return devices.values().iterator().next().info().network();
  }

  /** Since when the oldest connection is there. */
  Instant since() {
    return devices.values().iterator().next().since();
  }

  /** The rooms of all connections, each once. */
  List<RoomName> rooms() {
    return devices.values().stream().flatMap(device -> device.rooms().stream()).distinct().toList();
  }

  /** The nickname before a rename that not all rooms know yet. */
  Optional<Nickname> previous() {
    return previous;
  }

  /** The rooms of all connections are told of the new nickname now. */
  void startRename(Nickname renamed, long number) {
    previous = Optional.of(nickname);
    nickname = renamed;
    assignment = number;
    renaming.addAll(devices.keySet());
  }

  /** The rooms of a connection know the new nickname. Returns whether all rooms do. */
  boolean renameCompleted(ActorRef<MemberMessage> connection) {
    return renaming.remove(connection) && renaming.isEmpty();
  }

  void endRename() {
    previous = Optional.empty();
    renaming.clear();
  }

  /** The away note; empty if the person is not away. */
  Optional<Text> away() {
    return away;
  }

  void setAway(Optional<Text> note) {
    away = note;
  }
}
