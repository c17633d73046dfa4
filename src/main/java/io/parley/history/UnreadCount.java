package io.parley.history;

/**
 * The messages of a room above an id.
 *
 * @param newest the id of the newest message of the room, also of a topic; 0 if there is none
 * @param messages the number of chat messages and emotes that were counted
 * @param complete whether all were counted for certain: fewer than the limit were there
 */
public record UnreadCount(long newest, int messages, boolean complete) {}
