package io.parley.cli.history;

import io.parley.history.NewMessage;

/**
 * A private message in an export.
 *
 * @param content without a room
 * @param receiver the nickname of the receiver
 */
public record PrivateMessageLine(NewMessage content, String receiver) implements HistoryLine {}
