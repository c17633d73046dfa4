package io.parley.connection;

import io.parley.protocol.RejectedException;
import io.parley.room.MemberMessage;
import org.apache.pekko.actor.typed.Behavior;

/** What is done for an input that may be refused. */
interface RejectableAction {
  Behavior<MemberMessage> run() throws RejectedException;
}
