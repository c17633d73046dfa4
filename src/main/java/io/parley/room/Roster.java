package io.parley.room;

import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is in a room: one member for each nickname, one nickname for each member. Pure; one actor
 * owns it.
 *
 * @param <R> how a member is addressed
 */
final class Roster<R> {
  private final Map<String, Member<R>> byKey = new HashMap<>();
  private final Map<R, Member<R>> byReference = new LinkedHashMap<>();

  /**
   * Gives a nickname to somebody who is not in yet.
   *
   * @return the new member; empty if the nickname is somebody else's or the newcomer is in already
   */
  Optional<Member<R>> claim(Nickname nickname, R reference, Instant since) {
    if (byReference.containsKey(reference)) {
      return Optional.empty();
    }
    Member<R> member = new Member<>(nickname, reference, since);
    if (byKey.putIfAbsent(nickname.key(), member) != null) {
      return Optional.empty();
    }
    byReference.put(reference, member);
    return Optional.of(member);
  }

  Optional<Member<R>> find(R reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  /** Whoever has that nickname, however it is written. */
  Optional<Member<R>> find(Nickname nickname) {
    return Optional.ofNullable(byKey.get(nickname.key()));
  }

  /** What everybody is called, in the order in which they came. */
  List<Nickname> nicknames() {
    return byReference.values().stream().map(Member::nickname).toList();
  }

  /**
   * Takes somebody out; the nickname is free from now on.
   *
   * @return who it was; empty if nobody
   */
  Optional<Member<R>> release(R reference) {
    Optional<Member<R>> member = Optional.ofNullable(byReference.remove(reference));
    member.ifPresent(gone -> byKey.remove(gone.nickname().key()));
    return member;
  }

  /** Everybody, in the order in which they came. */
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
