package io.parley.people;

import io.parley.protocol.Nickname;
import io.parley.room.MemberMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * All registered people, by nickname, account and connection. No two have nicknames that look alike
 * ({@link Nickname#identityKeys}); a person who is being renamed has two. The {@link
 * NicknameRegistry} owns it.
 */
final class People {
  private final Map<String, Person> byKey = new HashMap<>();
  private final Map<ActorRef<MemberMessage>, Person> byConnection = new HashMap<>();
  private final Map<Long, Person> byAccount = new HashMap<>();

  /**
   * The nicknames that connections had before they became part of an account, and that rooms do not
   * know to be free yet.
   */
  private final Map<ActorRef<MemberMessage>, Nickname> held = new HashMap<>();

  /** Finds who has a nickname in any spelling, or else whose nickname looks like it. */
  Optional<Person> find(Nickname nickname) {
    Person sameSpelling = byKey.get(nickname.foldedKey()); // the other keys take longer
    return sameSpelling != null
        ? Optional.of(sameSpelling)
        : nickname.identityKeys().stream().filter(byKey::containsKey).map(byKey::get).findFirst();
  }

  /** Finds who has a nickname as {@link #find(Nickname)} does, but not this person. */
  Optional<Person> findOther(Nickname nickname, Person person) {
    return nickname.identityKeys().stream()
        .filter(byKey::containsKey)
        .map(byKey::get)
        .filter(other -> other != person)
        .findFirst();
  }

  Optional<Person> find(ActorRef<MemberMessage> connection) {
    return Optional.ofNullable(byConnection.get(connection));
  }

  /** Finds the person of an account that has a connection. */
  Optional<Person> findAccount(long id) {
    return Optional.ofNullable(byAccount.get(id));
  }

  /** Everybody, each once. */
  Collection<Person> all() {
    return new LinkedHashSet<>(byConnection.values());
  }

  /** Adds a person without connections, whose nickname is free. */
  void add(Person person) {
    put(person.nickname(), person);
    person.account().ifPresent(id -> byAccount.put(id, person));
  }

  /** Adds a connection to a person. */
  void connect(Person person, Device device) {
    person.add(device);
    byConnection.put(device.connection(), person);
  }

  /** The person has an account from now on. */
  void setAccount(Person person, long id) {
    person.setAccount(id);
    byAccount.put(id, person);
  }

  /**
   * Gives a person a further nickname, which is free or the person's.
   *
   * @param assignment the number of the assignment
   */
  void rename(Person person, Nickname nickname, long assignment) {
    person.startRename(nickname, assignment);
    put(nickname, person);
  }

  /**
   * Moves the only connection of a guest to the person of an account. The nickname of the guest
   * stays taken, and means that person, until {@link #completeRename}.
   */
  void move(Person guest, Device device, Person account) {
    held.put(device.connection(), guest.nickname());
    put(guest.nickname(), account);
    guest.remove(device);
    connect(account, device);
  }

  /** The rooms of a connection know its new nickname: the old one becomes free if all do. */
  void completeRename(Person person, ActorRef<MemberMessage> connection) {
    releaseHeld(person, connection);
    if (person.renameCompleted(connection)) {
      releasePrevious(person);
    }
  }

  private void releaseHeld(Person person, ActorRef<MemberMessage> connection) {
    Nickname nickname = held.remove(connection);
    if (nickname != null) {
      free(nickname, person);
    }
  }

  private void releasePrevious(Person person) {
    Optional<Nickname> previous = person.previous();
    person.endRename();
    previous.ifPresent(nickname -> free(nickname, person));
  }

  /** Removes a connection; frees the nicknames if it is the last of its person. */
  void disconnect(Person person, Device device) {
    completeRename(person, device.connection());
    byConnection.remove(device.connection());
    person.remove(device);
    if (person.devices().isEmpty()) {
      releasePrevious(person);
      person.nickname().identityKeys().forEach(byKey::remove);
      person.account().ifPresent(byAccount::remove);
    }
  }

  private void put(Nickname nickname, Person person) {
    nickname.identityKeys().forEach(key -> byKey.put(key, person));
  }

  /** Frees a nickname except for what the person's other nicknames need. */
  private void free(Nickname nickname, Person person) {
    List<String> kept = person.nickname().identityKeys();
    List<String> alsoKept = person.previous().map(Nickname::identityKeys).orElse(List.of());
    nickname.identityKeys().stream()
        .filter(key -> !kept.contains(key) && !alsoKept.contains(key))
        .forEach(byKey::remove);
  }
}
