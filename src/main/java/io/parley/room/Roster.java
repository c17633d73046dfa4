package io.parley.room;

import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a room, by nickname and by address. Each member has one nickname, and no two have
 * nicknames that look alike ({@link Nickname#identityKeys}). The actor of the room owns it.
 *
 * @param <R> the address of a member
 */
final class Roster<R> {
  /** Each member by all its identity keys. */
  private final Map<String, Member<R>> byKey = new HashMap<>();

  private final Map<R, Member<R>> byReference = new LinkedHashMap<>();

  /** For all who ask before the next change; empty after a change. */
  private Optional<List<Nickname>> nicknames = Optional.empty();

  /** Adds a member that stays. */
  Member<R> add(Nickname nickname, R reference, Instant joinedAt) {
    return add(nickname, reference, joinedAt, false);
  }

  /**
   * Adds a member.
   *
   * @param once whether it leaves after one message
   * @throws IllegalStateException if a member has the nickname or one that looks like it, or if the
   *     address is a member already
   */
  Member<R> add(Nickname nickname, R reference, Instant joinedAt, boolean once) {
    List<String> keys = nickname.identityKeys();
    if (byReference.containsKey(reference) || keys.stream().anyMatch(byKey::containsKey)) {
      throw new IllegalStateException(nickname + " is a member already");
    }
    Member<R> member = new Member<>(nickname, reference, joinedAt, once);
    keys.forEach(key -> byKey.put(key, member));
    byReference.put(reference, member);
    nicknames = Optional.empty();
    return member;
  }

  Optional<Member<R>> find(R reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  /**
   * Finds the member with a nickname in any spelling, or else the one whose nickname looks like it.
   */
  Optional<Member<R>> find(Nickname nickname) {
    Member<R> sameSpelling = byKey.get(nickname.foldedKey()); // the other keys take longer
    return sameSpelling != null
        ? Optional.of(sameSpelling)
        : nickname.identityKeys().stream().filter(byKey::containsKey).map(byKey::get).findFirst();
  }

  /** Finds a member as {@link #find(Nickname)} does, but not the one with this address. */
  Optional<Member<R>> findOther(Nickname nickname, R reference) {
    return nickname.identityKeys().stream()
        .filter(byKey::containsKey)
        .map(byKey::get)
        .filter(member -> !member.reference().equals(reference))
        .findFirst();
  }

  /** Gives a member another nickname, which no other member has. The member keeps its place. */
  void rename(Member<R> member, Nickname nickname) {
    member.nickname().identityKeys().forEach(byKey::remove);
    member.setNickname(nickname);
    nickname.identityKeys().forEach(key -> byKey.put(key, member));
    nicknames = Optional.empty();
  }

  /**
   * The nicknames of all members, in the order of their joins; the same object until a member is
   * added or removed.
   */
  List<Nickname> nicknames() {
    List<Nickname> all =
        nicknames.orElseGet(() -> byReference.values().stream().map(Member::nickname).toList());
    nicknames = Optional.of(all);
    return all;
  }

  /**
   * Some nicknames in the order of their joins, that of one member included. The time does not
   * depend on the number of members.
   *
   * @param count the number of nicknames, at least 1; fewer if there are not so many members
   */
  List<Nickname> nicknamesWith(Member<R> member, int count) {
    List<Nickname> some = new ArrayList<>(firstNicknames(count));
    if (!some.contains(member.nickname())) {
      some.set(some.size() - 1, member.nickname());
    }
    return some;
  }

  /** The nicknames of at most so many members, in the order of their joins. */
  List<Nickname> firstNicknames(int count) {
    return byReference.values().stream().limit(count).map(Member::nickname).toList();
  }

  /**
   * Removes a member and frees its nickname.
   *
   * @return the former member; empty if the address is no member
   */
  Optional<Member<R>> release(R reference) {
    Optional<Member<R>> member = Optional.ofNullable(byReference.remove(reference));
    nicknames = Optional.empty();
    member.ifPresent(released -> released.nickname().identityKeys().forEach(byKey::remove));
    return member;
  }

  boolean contains(Member<R> member) {
    return byReference.get(member.reference()) == member;
  }

  /** All members, in the order of their joins. */
  Collection<Member<R>> members() {
    return byReference.values();
  }

  int size() {
    return byReference.size();
  }

  boolean isEmpty() {
    return byReference.isEmpty();
  }
}
