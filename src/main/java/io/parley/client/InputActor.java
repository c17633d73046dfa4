package io.parley.client;

import io.parley.client.command.CommandTable;
import io.parley.client.command.UserCommand;
import io.parley.client.screen.Screen;
import io.parley.protocol.Password;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The thread of the keyboard: reads one line each time that the client's actor permits it, so that
 * a script never sends more than it may. Runs on the dispatcher for blocking tasks.
 */
final class InputActor {

  /**
   * The permit to read one line.
   *
   * @param question the question for a password that the line answers; empty if it is any line
   */
  record ReadLine(Optional<String> question) {}

  private InputActor() {}

  static Behavior<ReadLine> create(
      Screen screen, CommandTable commands, ActorRef<ClientActor.Command> client) {
    Reader reader = new Reader(screen, commands);
    return Behaviors.receiveMessage(
        permit -> {
          permit.question().ifPresent(screen::askPassword);
          client.tell(reader.read());
          return Behaviors.same();
        });
  }

  /** Reads lines, and parses them as the screen requires. */
  private static final class Reader {
    private static final String TEXT_HINT =
        "a line that begins with / is sent as text; --commands makes it a command";

    private final Screen screen;
    private final CommandTable commands;
    private boolean hinted;

    Reader(Screen screen, CommandTable commands) {
      this.screen = screen;
      this.commands = commands;
    }

    ClientActor.Command read() {
      try {
        Optional<UserCommand> command = nextCommand();
        if (command.isPresent() && command.get() instanceof UserCommand.Quit quit) {
          return new ClientActor.InputEnded(quit.reason());
        }
        return command.isPresent()
            ? new ClientActor.LineTyped(command.get())
            : new ClientActor.InputEnded();
      } catch (RuntimeException | Error e) { // or else the client would wait for the line forever
        return new ClientActor.InputFailed();
      }
    }

    private Optional<UserCommand> nextCommand() {
      Optional<String> line = screen.readLine();
      while (line.isPresent() && !screen.traits().interactive()) {
        Optional<String> refusal = refusal(line.get());
        if (refusal.isEmpty() && !isSkipped(line.get())) {
          return line.map(this::parse);
        }
        refusal.ifPresent(screen::refuseLine);
        line = screen.readLine();
      }
      return screen.wasPassword()
          ? line.map(answer -> new UserCommand.EnterPassword(Password.of(answer)))
          : line.map(commands::parse);
    }

    private UserCommand parse(String line) {
      if (screen.readsCommands()) {
        return commands.parse(line);
      }
      if (!hinted && commands.isCommand(line)) {
        hinted = true;
        screen.showDiagnostic(TEXT_HINT);
      }
      return new UserCommand.Say(line);
    }

    /** Why a line of a script is not sent. A person reads it among the lines of the chat. */
    private Optional<String> refusal(String line) {
      return screen.readsCommands() ? commands.refusal(line) : Optional.empty();
    }

    /** An empty line separates others, and is no message. */
    private static boolean isSkipped(String line) {
      return line.isBlank();
    }
  }
}
