package io.parley.client;

import io.parley.client.command.CommandTable;
import io.parley.client.command.UserCommand;
import io.parley.client.screen.ScreenInput;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The thread of the keyboard: reads one line each time that the client's actor permits it, so that
 * a script never sends more than it may. Runs on the dispatcher for blocking tasks.
 */
final class InputActor {

  /** The permit to read one line. */
  enum ReadLine {
    INSTANCE
  }

  private InputActor() {}

  static Behavior<ReadLine> create(
      ScreenInput screen, CommandTable commands, ActorRef<ClientActor.Command> client) {
    return Behaviors.receiveMessage(
        permit -> {
          client.tell(read(screen, commands));
          return Behaviors.same();
        });
  }

  private static ClientActor.Command read(ScreenInput screen, CommandTable commands) {
    try {
      Optional<String> line = screen.readLine();
      Optional<UserCommand> command =
          line.map(commands::parse).filter(parsed -> !(parsed instanceof UserCommand.Quit));
      return command.isPresent()
          ? new ClientActor.LineTyped(command.get())
          : new ClientActor.InputEnded();
    } catch (RuntimeException | Error e) { // or else the client would wait for the line forever
      return new ClientActor.InputFailed();
    }
  }
}
