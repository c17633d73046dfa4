package io.parley.connection;

import org.apache.pekko.actor.typed.ActorRef;

/** The way to one peer, not yet open. */
public interface Transport {

  /**
   * Opens it, once: from now on what the peer says comes to {@code connection} one message at a
   * time, each when the one before has been dealt with, and the first when {@link
   * ConnectionActor.InputReady} has been.
   */
  OutboundQueue open(ActorRef<ConnectionActor.Command> connection);
}
