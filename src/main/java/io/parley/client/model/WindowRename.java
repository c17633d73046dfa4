package io.parley.client.model;

import io.parley.protocol.RoomName;

/**
 * A window that has got another name, with its lines.
 *
 * @param number counts the renames of the client, from 1; a screen carries out each one once
 */
public record WindowRename(long number, RoomName from, RoomName to) {}
