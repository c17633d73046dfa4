package io.parley.cli.history;

/** A line of an export. */
public sealed interface HistoryLine permits ImportLine, PrivateMessageLine, RoomLine {}
