package io.parley.connection;

import io.parley.dialect.Batch;
import io.parley.protocol.ServerMessage;
import io.parley.room.RoomEvent;
import java.util.List;

/** What rooms tell, and what becomes of it. */
final class WhatHappened implements RoomEvent.Handler<Next> {
  private final Session session;
  private final Conversation conversation;

  WhatHappened(Session session, Conversation conversation) {
    this.session = session;
    this.conversation = conversation;
  }

  @Override
  public Next onWelcomed(RoomEvent.Welcomed welcomed) {
    session.places().talkIn(welcomed.place());
    if (session.nickname().isPresent()) {
      return entered(welcomed);
    }
    session.registered(welcomed.nickname());
    session.send(
        Batch.copyOf(
            List.of(
                new ServerMessage.Welcomed(welcomed.nickname()),
                new ServerMessage.Present(welcomed.present()))));
    return session.goOn();
  }

  private Next entered(RoomEvent.Welcomed welcomed) {
    session.send(new ServerMessage.Present(welcomed.present(), welcomed.place().name()));
    return session.movedOn();
  }

  @Override
  public Next onTurnedAway(RoomEvent.TurnedAway turnedAway) {
    if (session.nickname().isEmpty()) {
      return conversation.turnAway(turnedAway.problem());
    }
    session.send(new ServerMessage.Refused(turnedAway.problem()));
    return session.movedOn();
  }

  @Override
  public Next onHeard(RoomEvent.Heard heard) {
    session.send(heard.batch());
    session.credit().heard(heard.own());
    return session.answered();
  }

  @Override
  public Next onHalted(RoomEvent.Halted halted) {
    session.halts().halted(halted.room()).ifPresent(session::send);
    return Next.STAY;
  }

  @Override
  public Next onResumed(RoomEvent.Resumed resumed) {
    session.halts().resumed(resumed.room()).ifPresent(session::send);
    return Next.STAY;
  }

  @Override
  public Next onExited(RoomEvent.Exited exited) {
    session.places().exit(exited.room());
    session.halts().resumed(exited.room()).ifPresent(session::send);
    return session.movedOn();
  }

  @Override
  public Next onFarewell(RoomEvent.Farewell farewell) {
    return session.farewell(farewell.reason());
  }
}
