package io.parley.client;

import io.parley.client.model.ScreenUpdate;
import io.parley.client.screen.ScreenRenderer;
import java.io.IOError;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The thread of the screen: draws what the client's actor sends, one batch at a time. A terminal
 * that is stopped, or a pipe without a reader, blocks this actor only. It runs on the dispatcher
 * for blocking tasks.
 */
final class ScreenActor {

  /** Updates to apply, answered by {@link ClientActor.Drawn} or {@link ClientActor.DrawFailed}. */
  record Draw(List<ScreenUpdate> updates) {}

  private ScreenActor() {}

  static Behavior<Draw> create(ScreenRenderer renderer, ActorRef<ClientActor.Command> client) {
    return Behaviors.receiveMessage(
        draw -> {
          try {
            renderer.draw(draw.updates());
            client.tell(new ClientActor.Drawn());
          } catch (RuntimeException | IOError e) {
            client.tell(new ClientActor.DrawFailed(String.valueOf(e.getMessage())));
          }
          return Behaviors.same();
        });
  }
}
