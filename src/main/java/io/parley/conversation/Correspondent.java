package io.parley.conversation;

/**
 * One side of a private message.
 *
 * @param account the id of the account
 * @param nickname the nickname at the time of the message, as it is shown
 */
public record Correspondent(long account, String nickname) {}
