package io.parley.wire.flow;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Takes out of what goes to a member what they said themselves. Whose connection it is shows by the
 * {@link ServerMessage.Welcomed} that passes first.
 */
public final class EchoFilter {
  private Optional<Nickname> self = Optional.empty();

  private EchoFilter() {}

  /** The operator; each call is for one connection. */
  public static Flow<Batch<ServerMessage>, Batch<ServerMessage>, NotUsed> create() {
    EchoFilter own = new EchoFilter();
    return Flow.<Batch<ServerMessage>>create().map(own::removeOwn);
  }

  private Batch<ServerMessage> removeOwn(Batch<ServerMessage> batch) {
    for (ServerMessage message : batch.messages()) {
      if (message instanceof ServerMessage.Welcomed welcomed) {
        self = Optional.of(welcomed.nickname());
      }
    }
    return self.isEmpty() ? batch : batch.without(this::isOwn);
  }

  private boolean isOwn(ServerMessage message) {
    // A private message to oneself is the message, not a receipt.
    return message instanceof ServerMessage.UserMessage sent
        && isSelf(sent.author())
        && !(sent instanceof ServerMessage.PrivateMessage receipt && isSelf(receipt.to()));
  }

  private boolean isSelf(Nickname nickname) {
    return self.filter(nickname::equals).isPresent();
  }
}
