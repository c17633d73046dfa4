package io.parley.connection;

import io.parley.protocol.ClientMessage;
import io.parley.room.MemberMessage;
import io.parley.wire.flow.DecodeResult;
import org.apache.pekko.actor.typed.Behavior;

/** Handles messages of the peer, before or after the registration. */
interface InboundHandler
    extends DecodeResult.Handler<ClientMessage, Behavior<MemberMessage>>,
        ClientMessage.Handler<Behavior<MemberMessage>> {

  @Override
  default Behavior<MemberMessage> onMessage(ClientMessage message) {
    return message.accept(this);
  }
}
