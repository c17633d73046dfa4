package io.parley.room;

/**
 * When a room passes on what was said, and how much of it.
 *
 * @param flush when a batch may follow another
 * @param maxBatch how much text, in characters, makes a batch full: it goes out at once
 * @param maxUnpersisted how much text, in characters, may wait to be kept; more is refused
 * @param backlogSize how many messages of the past a newcomer is told
 * @param maxRooms how many rooms there may be besides the lobby
 */
public record RoomSettings(
    FlushSettings flush, int maxBatch, int maxUnpersisted, int backlogSize, int maxRooms) {}
