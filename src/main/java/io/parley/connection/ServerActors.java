package io.parley.connection;

import io.parley.people.NicknameRegistry;
import io.parley.room.HistoryReader;
import io.parley.room.RoomRegistry;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The actors that connections send commands to.
 *
 * @param nicknames owns the nicknames, and delivers what is addressed to one
 * @param rooms creates the rooms
 * @param historyReader answers history queries
 */
public record ServerActors(
    ActorRef<NicknameRegistry.Command> nicknames,
    ActorRef<RoomRegistry.Command> rooms,
    ActorRef<HistoryReader.Command> historyReader) {}
