package io.parley.room;

/**
 * When a room passes on what was said, and how much of it.
 *
 * @param pace when a batch may follow another
 * @param maxBatch how much text, in characters, makes a batch full: it goes out at once
 * @param maxUndelivered how much text, in characters, may wait to be kept; more is refused
 * @param recalled how many messages of the past a newcomer is told
 * @param maxRooms how many rooms there may be besides the lobby
 */
public record RoomSettings(
    PaceSettings pace, int maxBatch, int maxUndelivered, int recalled, int maxRooms) {}
