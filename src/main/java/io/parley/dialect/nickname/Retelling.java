package io.parley.dialect.nickname;

import io.parley.dialect.Batch;
import io.parley.dialect.ChineseWords;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;

/**
 * Tells a member once more, in a {@code system} packet, what came in a packet that the original
 * client does not know: it shows no {@code private}, and no {@code error} after it is in.
 */
final class Retelling {
  private final BooleanSupplier extended;
  private boolean member;

  private Retelling(BooleanSupplier extended) {
    this.extended = extended;
  }

  /**
   * The operator for one connection.
   *
   * @param extended whether the client is known, by now, to know those packets
   */
  static Flow<Batch<ServerMessage>, Batch<ServerMessage>, NotUsed> flow(BooleanSupplier extended) {
    Retelling retelling = new Retelling(extended);
    return Flow.<Batch<ServerMessage>>create().map(retelling::retold);
  }

  private Batch<ServerMessage> retold(Batch<ServerMessage> batch) {
    member |= batch.messages().stream().anyMatch(ServerMessage.Welcomed.class::isInstance);
    if (!member
        || extended.getAsBoolean()
        || batch.messages().stream().noneMatch(Retelling::isUnknown)) {
      return batch;
    }
    List<ServerMessage> all = new ArrayList<>();
    for (ServerMessage message : batch.messages()) {
      all.add(message);
      if (message instanceof ServerMessage.PrivateMessage said) {
        all.add(notice("[私聊] " + said.from() + " -> " + said.to() + ": " + said.text().value()));
      } else if (message instanceof ServerMessage.Refused refused
          && !NicknameServerSide.isIgnored(refused.problem())) {
        all.add(notice("⚠️ " + ChineseWords.of(refused.problem())));
      }
    }
    return Batch.copyOf(all);
  }

  private static boolean isUnknown(ServerMessage message) {
    return message instanceof ServerMessage.PrivateMessage
        || message instanceof ServerMessage.Refused;
  }

  private static ServerMessage notice(String text) {
    return new ServerMessage.Notice(Text.clean(text));
  }
}
