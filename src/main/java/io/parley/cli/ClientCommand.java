package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.cli.destination.ClientConfigFile;
import io.parley.cli.destination.Destination;
import io.parley.cli.destination.DestinationArguments;
import io.parley.cli.destination.LastConnection;
import io.parley.cli.option.ConfigOption;
import io.parley.cli.terminal.DisplayOptions;
import io.parley.cli.terminal.Environment;
import io.parley.cli.terminal.PromptCancelledException;
import io.parley.cli.terminal.ScreenHolder;
import io.parley.cli.terminal.ScriptOptions;
import io.parley.client.ChatClient;
import io.parley.client.ClientSettings;
import io.parley.client.screen.Screen;
import io.parley.client.transport.ConnectionFailedException;
import io.parley.config.InvalidSettingsException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.ShutdownHooks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley client}: chats on a server, from a terminal or in a pipe. */
@Command(
    name = "client",
    description = {
      "Chat on a server.",
      "In a terminal, type and press Enter; /help shows the commands. In a pipe, one line in is one message and one line"
          + " out is one event."
    },
    exitCodeList = {
      "0:you left; with --once: it came back, or was sent where nothing comes back",
      "1:no connection, the server closed it or it was lost, what was said did not come back in time, or nobody reads the"
          + " output any more; with --once: it was refused, too",
      "2:the command line was wrong",
      "130, 143:Ctrl-C at a question, in a pipe or while the client starts; SIGTERM"
    },
    footer = {
      "  parley client                          asks where to, and as whom",
      "  parley client chris localhost 3490",
      "  parley client parley://chris@example.org:3490/garden",
      "  parley client home                     a profile of your client.conf",
      "  parley client --dialect nickname chris localhost",
      "  date | parley client clock localhost   says one line, and leaves",
      "  parley client --once done ci localhost   says that, and leaves"
    })
final class ClientCommand implements Callable<Integer> {
  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Mixin DestinationArguments destinationArguments = new DestinationArguments();
  @Mixin ConfigOption configOption = new ConfigOption();
  @Mixin DisplayOptions displayOptions = new DisplayOptions();
  @Mixin ScriptOptions scriptOptions = new ScriptOptions();

  @Override
  public Integer call()
      throws InvalidSettingsException, ConnectionFailedException, PromptCancelledException {
    Logging.silenceJLine();
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.OFF); // the screen belongs to the chat
    Environment surroundings = parley.surroundings();
    ClientConfigFile own = ClientConfigFile.read(surroundings.configFolder());
    Config config = parley.config(configOption.file(), own.settings());
    ClientSettings settings = ClientSettings.read(config);
    Destination to =
        destinationArguments.resolve(spec.commandLine(), own.readProfiles(), surroundings);
    LastConnection recent = new LastConnection(surroundings.stateFolder());
    ScreenHolder open = new ScreenHolder();
    // Tasks run in the order in which they were added. JLine adds one, too, which closes the
    // terminal under whoever reads from it; so the reading must be ended before that.
    CountDownLatch ended = new CountDownLatch(1);
    ShutdownHooks.add(() -> closeScreen(open, ended, settings.lingerTimeout()));
    try (Screen screen = screen(to.nickname(), settings, surroundings, open)) {
      Runnable remember = () -> recent.save(to);
      // what a script does is no habit of its owner
      int how = chat(config, settings, to, screen, screen.isInteractive() ? remember : () -> {});
      return ScriptOptions.exitStatus(screen, how);
    } finally {
      ended.countDown();
    }
  }

  /** A script says what it has read; a person has seen that. */
  private static void closeScreen(ScreenHolder open, CountDownLatch ended, Duration patience)
      throws InterruptedException {
    boolean ignored = !open.close() || ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Chats on a screen, and returns the exit status.
   *
   * @param connected what to do when there is a connection
   */
  static int chat(
      Config config, ClientSettings settings, Destination to, Screen screen, Runnable connected)
      throws ConnectionFailedException, InvalidSettingsException {
    try (ClientActorSystem system = ClientActorSystem.open(config, to.dialect(), 0)) {
      ChatClient client =
          new ChatClient(system.actorSystem(), settings, system.dialect(), to.nickname(), screen);
      client.whenConnected(connected);
      return client.run(to.host(), to.port(), to.room());
    }
  }

  private Screen screen(
      String nickname, ClientSettings settings, Environment surroundings, ScreenHolder open) {
    return scriptOptions.arePresent()
        ? open.open(() -> scriptOptions.screen(spec.commandLine()))
        : displayOptions.screen(nickname, settings.screen(), surroundings, open);
  }
}
