package io.parley.account;

/**
 * The newest message of a room that an account has seen.
 *
 * @param room the name of the room
 * @param messageId the id of the message, above 0
 */
public record ReadMark(String room, long messageId) {}
