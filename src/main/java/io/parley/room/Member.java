package io.parley.room;

import io.parley.protocol.Nickname;

/**
 * Somebody who is in a room, and how far they have heard it. One actor owns it.
 *
 * @param <R> how a member is addressed
 */
final class Member<R> {
  private final Nickname nickname;
  private final R reference;

  /** Index into the pending batch: what was said before they came is not for them. */
  private int hearsFrom;

  /** How many messages of the pending batch are their own. */
  private int unheard;

  Member(Nickname nickname, R reference) {
    this.nickname = nickname;
    this.reference = reference;
  }

  Nickname nickname() {
    return nickname;
  }

  R reference() {
    return reference;
  }

  int hearsFrom() {
    return hearsFrom;
  }

  int unheard() {
    return unheard;
  }

  void hearFrom(int index) {
    hearsFrom = index;
  }

  void said() {
    unheard++;
  }

  /** The pending batch was passed on up to {@code index}. */
  void heardUpTo(int index) {
    hearsFrom = index;
    unheard = 0;
  }
}
