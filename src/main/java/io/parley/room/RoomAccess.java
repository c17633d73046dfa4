package io.parley.room;

import io.parley.access.AccessLimits;
import io.parley.access.RoomProfiles;
import io.parley.account.AccountLookup;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What the rooms need to know who may do what.
 *
 * @param profiles the settings, roles and restrictions of all rooms
 * @param writer changes them
 * @param accounts who has which nickname
 */
public record RoomAccess(
    RoomProfiles profiles,
    ActorRef<? super ProfileWriter.Command> writer,
    AccountLookup accounts,
    AccessLimits limits) {}
