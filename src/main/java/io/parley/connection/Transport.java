package io.parley.connection;

import org.apache.pekko.actor.typed.ActorRef;

/** A connection to one peer that is not open yet. */
public interface Transport {

  /**
   * Opens it, once. It delivers the messages of the peer to {@code connection} one at a time, each
   * after the acknowledgement of the last, and the first after that of {@link
   * ConnectionActor.InputReady}.
   */
  PeerStream open(ActorRef<ConnectionActor.Command> connection);
}
