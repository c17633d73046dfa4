package io.parley.wire.flow;

import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Removes a member's own messages from the batches sent to them, for clients that show their own
 * messages themselves. It learns the nickname from the {@link ServerMessage.Welcomed} that passes.
 */
public final class EchoFilter {
  private Optional<Nickname> self = Optional.empty();

  EchoFilter() {}

  /** A stage for one connection. */
  public static Flow<Batch<ServerMessage>, Batch<ServerMessage>, NotUsed> create() {
    EchoFilter filter = new EchoFilter();
    return Flow.<Batch<ServerMessage>>create().map(filter::removeOwn);
  }

  /** The nickname of the member; empty before its registration. */
  Optional<Nickname> self() {
    return self;
  }

  /** The batch without the member's own messages. */
  Batch<ServerMessage> removeOwn(Batch<ServerMessage> batch) {
    for (ServerMessage message : batch.messages()) {
      if (message instanceof ServerMessage.Welcomed welcomed) {
        self = Optional.of(welcomed.nickname());
      } else if (message instanceof ServerMessage.Renamed renamed && isSelf(renamed.previous())) {
        self = Optional.of(renamed.nickname()); // by another connection of the account
      }
    }
    return self.isEmpty() ? batch : batch.without(this::isOwn);
  }

  private boolean isOwn(ServerMessage message) {
    // A private message to oneself is not an echo: it arrives only once.
    return message instanceof ServerMessage.UserMessage sent
        && isSelf(sent.author())
        && !(sent instanceof ServerMessage.PrivateMessage receipt && isSelf(receipt.to()));
  }

  private boolean isSelf(Nickname nickname) {
    return self.filter(nickname::equals).isPresent();
  }
}
