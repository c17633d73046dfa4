package io.parley.room;

import java.time.Duration;

/**
 * When a room passes on what was said. The next batch goes out no sooner after the last than {@code
 * max(flushFloor, members × flushPerMember)}: nobody sees that, and the sockets see a fraction of
 * the writes.
 *
 * @param flushFloor the least time between two batches
 * @param flushPerMember what every member adds to it
 * @param maxBatch how much text, in characters, makes a batch full: it goes out at once
 * @param maxUndelivered how much text, in characters, may wait to be kept; more is refused
 * @param recalled how many messages of the past a newcomer is told
 * @param maxRooms how many rooms there may be besides the lobby
 */
public record RoomSettings(
    Duration flushFloor,
    Duration flushPerMember,
    int maxBatch,
    int maxUndelivered,
    int recalled,
    int maxRooms) {}
