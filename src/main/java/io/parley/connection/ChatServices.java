package io.parley.connection;

import io.parley.access.ServerBans;
import io.parley.account.Accounts;
import io.parley.people.NicknameRegistry;
import io.parley.people.ReadMarkRegistry;
import io.parley.room.HistoryReader;
import io.parley.room.RoomRegistry;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * The actors that connections send commands to, and the accounts.
 *
 * @param nicknames owns the nicknames, and delivers what is addressed to one
 * @param rooms creates the rooms
 * @param historyReader answers history queries
 * @param readMarks keeps what accounts have seen of each room
 * @param accounts who owns which nickname, and with which password
 * @param bans who may not be on the server
 */
public record ChatServices(
    ActorRef<NicknameRegistry.Command> nicknames,
    ActorRef<RoomRegistry.Command> rooms,
    ActorRef<HistoryReader.Command> historyReader,
    ActorRef<ReadMarkRegistry.Command> readMarks,
    Accounts accounts,
    ServerBans bans) {}
