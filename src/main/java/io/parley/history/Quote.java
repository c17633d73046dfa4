package io.parley.history;

/**
 * The message that another one answers, as it is now.
 *
 * @param text empty if the message was deleted
 */
public record Quote(long id, String nickname, String text) {}
