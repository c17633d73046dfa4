package io.parley.conversation;

/**
 * How many messages an account has not got yet.
 *
 * @param bySender those of one sender
 * @param total those of all senders
 */
public record LeftCount(int bySender, int total) {}
