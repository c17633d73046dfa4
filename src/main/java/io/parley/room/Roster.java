package io.parley.room;

import io.parley.protocol.Nickname;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The members of a room by address, and the people behind them by nickname and account. A member is
 * one connection; members with the same account are one {@link Occupant}. Each occupant has one
 * nickname, and no two have nicknames that look alike ({@link Nickname#identityKeys}). The actor of
 * the room owns it.
 *
 * @param <R> the address of a member
 */
final class Roster<R> {
  private final Map<R, Member<R>> byReference = new LinkedHashMap<>();

  /** In the order of their joins; compared by identity. */
  private final Set<Occupant<R>> occupants = new LinkedHashSet<>();

  /** Each occupant by all its identity keys. */
  private final Map<String, Occupant<R>> byKey = new HashMap<>();

  private final Map<Long, Occupant<R>> byAccount = new HashMap<>();

  /** For all who ask before the next change; empty after a change. */
  private Optional<List<Nickname>> nicknames = Optional.empty();

  /** Adds a guest that stays. */
  Member<R> add(Nickname nickname, R reference, Instant joinedAt) {
    return add(MemberIdentity.guest(nickname), reference, joinedAt, false);
  }

  /**
   * Adds a member. It becomes a further device of the occupant with its account, if there is one,
   * which keeps its nickname if that was assigned later.
   *
   * @param once whether it leaves after one message
   * @throws IllegalStateException if another occupant has the nickname or one that looks like it,
   *     if the account has another nickname that was not assigned later, or if the address is a
   *     member already
   */
  Member<R> add(MemberIdentity identity, R reference, Instant joinedAt, boolean once) {
    if (byReference.containsKey(reference)) {
      throw new IllegalStateException(identity.nickname() + " is a member already");
    }
    Member<R> member = new Member<>(enter(identity), reference, joinedAt, once);
    register(member);
    return member;
  }

  /**
   * Adds a member again that was released, with another nickname or account.
   *
   * @throws IllegalStateException as {@link #add}
   */
  void addAgain(Member<R> member, MemberIdentity identity) {
    if (byReference.containsKey(member.reference())) {
      throw new IllegalStateException(identity.nickname() + " is a member already");
    }
    member.setOccupant(enter(identity));
    register(member);
  }

  private void register(Member<R> member) {
    member.occupant().add(member);
    byReference.put(member.reference(), member);
  }

  private Occupant<R> enter(MemberIdentity identity) {
    Nickname nickname = identity.nickname();
    OptionalLong account = identity.account();
    Optional<Occupant<R>> known = find(account);
    if (known.isPresent()) {
      if (!known.get().nickname().equals(nickname) && !identity.isBefore(known.get())) {
        throw new IllegalStateException(nickname + " is here as " + known.get().nickname());
      }
      return known.get();
    }
    List<String> keys = nickname.identityKeys();
    if (keys.stream().anyMatch(byKey::containsKey)) {
      throw new IllegalStateException(nickname + " is a member already");
    }
    Occupant<R> occupant = new Occupant<>(nickname, account);
    occupant.setAssignment(identity.assignment());
    keys.forEach(key -> byKey.put(key, occupant));
    account.ifPresent(id -> byAccount.put(id, occupant));
    occupants.add(occupant);
    nicknames = Optional.empty();
    return occupant;
  }

  Optional<Member<R>> find(R reference) {
    return Optional.ofNullable(byReference.get(reference));
  }

  /** Finds the occupant with an account; empty for a guest. */
  Optional<Occupant<R>> find(OptionalLong account) {
    return account.isPresent()
        ? Optional.ofNullable(byAccount.get(account.getAsLong()))
        : Optional.empty();
  }

  /**
   * Finds the occupant with a nickname in any spelling, or else one whose nickname looks like it.
   *
   * @param owner the occupant that is not meant, if there is one
   */
  Optional<Occupant<R>> findOther(Nickname nickname, Optional<Occupant<R>> owner) {
    return nickname.identityKeys().stream()
        .filter(byKey::containsKey)
        .map(byKey::get)
        .filter(occupant -> occupant != owner.orElse(null))
        .findFirst();
  }

  /** Gives an occupant another nickname, which no other has. The occupant keeps its place. */
  void rename(Occupant<R> occupant, Nickname nickname) {
    occupant.nickname().identityKeys().forEach(byKey::remove);
    occupant.setNickname(nickname);
    nickname.identityKeys().forEach(key -> byKey.put(key, occupant));
    nicknames = Optional.empty();
  }

  /**
   * Gives an occupant another account, which no other has.
   *
   * @param account empty if it is a guest from now on
   */
  void setAccount(Occupant<R> occupant, OptionalLong account) {
    occupant.account().ifPresent(byAccount::remove);
    occupant.setAccount(account);
    account.ifPresent(id -> byAccount.put(id, occupant));
  }

  /**
   * The nicknames of all occupants, in the order of their joins; the same object until an occupant
   * comes, goes or is renamed.
   */
  List<Nickname> nicknames() {
    List<Nickname> all =
        nicknames.orElseGet(() -> occupants.stream().map(Occupant::nickname).toList());
    nicknames = Optional.of(all);
    return all;
  }

  /**
   * Some nicknames in the order of their joins, that of one member included. The time does not
   * depend on the number of members.
   *
   * @param count the number of nicknames, at least 1; fewer if there are not so many occupants
   */
  List<Nickname> nicknamesWith(Member<R> member, int count) {
    List<Nickname> some = new ArrayList<>(firstNicknames(count));
    if (!some.contains(member.nickname())) {
      some.set(some.size() - 1, member.nickname());
    }
    return some;
  }

  /** The nicknames of at most so many occupants, in the order of their joins. */
  List<Nickname> firstNicknames(int count) {
    return occupants.stream().limit(count).map(Occupant::nickname).toList();
  }

  /**
   * Removes a member. Its nickname becomes free if it was the last device of its occupant ({@link
   * Occupant#hasLeft}).
   *
   * @return the former member; empty if the address is no member
   */
  Optional<Member<R>> release(R reference) {
    Optional<Member<R>> released = Optional.ofNullable(byReference.remove(reference));
    released.ifPresent(
        member -> {
          Occupant<R> occupant = member.occupant();
          occupant.remove(member);
          if (occupant.hasLeft()) {
            remove(occupant);
          }
        });
    return released;
  }

  private void remove(Occupant<R> occupant) {
    occupants.remove(occupant);
    occupant.nickname().identityKeys().forEach(byKey::remove);
    occupant.account().ifPresent(byAccount::remove);
    nicknames = Optional.empty();
  }

  boolean contains(Member<R> member) {
    return byReference.get(member.reference()) == member;
  }

  /** All members, in the order of their joins. */
  Collection<Member<R>> members() {
    return byReference.values();
  }

  /** All people, in the order of their joins. */
  Collection<Occupant<R>> occupants() {
    return Collections.unmodifiableSet(occupants);
  }

  /** The number of connections that get the events of the room. */
  int memberCount() {
    return byReference.size();
  }

  /** The number of people, which is what people are told. */
  int occupantCount() {
    return occupants.size();
  }

  boolean isEmpty() {
    return byReference.isEmpty();
  }
}
