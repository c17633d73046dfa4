package io.parley.people;

import io.parley.protocol.Nickname;
import io.parley.room.MemberMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * All registered people, by nickname and by connection. No two have nicknames that look alike
 * ({@link Nickname#identityKeys}); a person who is being renamed has two. The {@link
 * NicknameRegistry} owns it.
 */
final class People {
  private final Map<String, Person> byKey = new HashMap<>();
  private final Map<ActorRef<MemberMessage>, Person> byConnection = new HashMap<>();

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

  /** Adds a person whose nickname is free. */
  void add(Person person) {
    byConnection.put(person.connection(), person);
    put(person.nickname(), person);
  }

  /** Gives a person a further nickname, which is free or the person's. */
  void rename(Person person, Nickname nickname) {
    person.setPrevious(Optional.of(person.nickname()));
    person.setNickname(nickname);
    put(nickname, person);
  }

  /** Frees the nickname that a person had before a rename. */
  void releasePrevious(Person person) {
    person
        .previous()
        .ifPresent(
            previous -> {
              List<String> kept = person.nickname().identityKeys();
              previous.identityKeys().stream()
                  .filter(key -> !kept.contains(key))
                  .forEach(byKey::remove);
            });
    person.setPrevious(Optional.empty());
  }

  /** Removes a person and frees the nicknames. */
  void remove(Person person) {
    releasePrevious(person);
    person.nickname().identityKeys().forEach(byKey::remove);
    byConnection.remove(person.connection());
  }

  int size() {
    return byConnection.size();
  }

  private void put(Nickname nickname, Person person) {
    nickname.identityKeys().forEach(key -> byKey.put(key, person));
  }
}
