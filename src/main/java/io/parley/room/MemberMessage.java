package io.parley.room;

/**
 * A message to the actor of one member: an event of a room, or a command of the actor's own. It is
 * the type of the actor's mailbox, so that rooms send to it directly: an adapter per room and
 * member would cost two objects per delivery. It cannot be sealed, as its subtypes are in two
 * packages; both of these are sealed.
 */
public interface MemberMessage {}
