package io.parley.room;

import java.time.Duration;

/**
 * The limits of each room.
 *
 * @param flush when a batch may follow another
 * @param maxBatch the encoded size of a full batch, which is delivered at once, in bytes; events
 *     after it form another batch
 * @param maxUnpersisted the encoded size of the texts that may wait to be stored, in bytes; more
 *     are refused
 * @param backlogSize the maximum number of messages that a new member gets
 * @param presenceSummaryMembers the number of members above which joins and leaves are summarised,
 *     and the number of nicknames in the list that comes with a join; 0 for never and for all
 * @param maxRestarts how often a room restarts after failures within the restart window
 * @param restartWindow the time in which restarts are counted, and for which a room that fails more
 *     often stays closed
 */
public record RoomSettings(
    FlushSettings flush,
    int maxBatch,
    int maxUnpersisted,
    int backlogSize,
    int presenceSummaryMembers,
    int maxRestarts,
    Duration restartWindow) {}
