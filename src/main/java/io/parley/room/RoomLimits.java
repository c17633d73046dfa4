package io.parley.room;

/**
 * The limits of the number of rooms, the permanent ones not included.
 *
 * @param maxRooms the maximum number of rooms at the same time
 * @param maxCreated how many of them one member may have created
 * @param maxCreatedByAddress how many of them the members of one address may have created
 */
public record RoomLimits(int maxRooms, int maxCreated, int maxCreatedByAddress) {}
