package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.client.CannotConnectException;
import io.parley.client.ChatClient;
import io.parley.client.ClientSettings;
import io.parley.client.Screen;
import io.parley.client.TerminalScreen;
import io.parley.config.InvalidSettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
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
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:you left; with --once: it came back, or was sent where nothing comes back",
      "1:no connection, the server closed it or it was lost, what was said did not come back in time, or nobody reads the"
          + " output any more; with --once: it was refused, too",
      "2:the command line was wrong",
      "130, 143:Ctrl-C in a pipe; SIGTERM"
    })
final class ClientCommand implements Callable<Integer> {
  /**
   * How JLine gets at the terminal, best first. The native way forgets the line's speed when it
   * gives the terminal back, so {@code stty} comes before it, where there is one.
   */
  private static final String PROVIDERS = "exec,jni";

  /** What will do is for the server to say, but it must get there in a frame. */
  private static final int LONGEST_NICKNAME = 1000;

  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Parameters(index = "0", paramLabel = "NICK", description = "What to be called.")
  String nickname;

  @Parameters(index = "1", paramLabel = "HOST", description = "The server's name or address.")
  String host;

  @Parameters(
      index = "2",
      paramLabel = "PORT",
      converter = Port.class,
      description = "The server's port.")
  Integer port;

  @Mixin DialectOption dialect = new DialectOption();
  @Mixin ConfigOption configOption = new ConfigOption();
  @Mixin ScriptOptions script = new ScriptOptions();

  @Override
  public Integer call() throws InvalidSettingsException, CannotConnectException {
    if (nickname.length() > LONGEST_NICKNAME) {
      throw new ParameterException(
          spec.commandLine(), "NICK is longer than " + LONGEST_NICKNAME + " characters");
    }
    Logs.silenceJLine();
    Logs.level(parley.debug ? Level.DEBUG : Level.OFF); // the screen belongs to the chat
    Config config = parley.config(configOption.file());
    ClientSettings settings = ClientSettings.read(config);
    AtomicReference<@Nullable Screen> open = new AtomicReference<>();
    // Tasks run in the order in which they were added. JLine adds one, too, which closes the
    // terminal under whoever reads from it; so the reading must be ended before that.
    CountDownLatch ended = new CountDownLatch(1);
    ShutdownHooks.add(() -> close(open.get(), ended, settings.linger()));
    try (Screen screen = screen()) {
      open.set(screen);
      return ScriptOptions.status(
          screen, chat(config, settings, dialect.name(), nickname, host, port, screen));
    } finally {
      ended.countDown();
    }
  }

  /** A script says what it has read; a person has seen that. */
  private static void close(@Nullable Screen screen, CountDownLatch ended, Duration patience)
      throws InterruptedException {
    if (screen != null) {
      screen.close();
      boolean ignored =
          screen.isInteractive() || ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Chats on a screen, and returns the exit status. */
  static int chat(
      Config config,
      ClientSettings settings,
      String dialect,
      String nickname,
      String host,
      int port,
      Screen screen)
      throws CannotConnectException, InvalidSettingsException {
    try (ClientSystem system = ClientSystem.open(config, dialect, 0)) {
      return new ChatClient(system.actors(), settings, system.dialect(), nickname, screen)
          .run(host, port);
    }
  }

  /** A terminal if both input and output are one that can move its cursor; else it is a pipe. */
  private Screen screen() {
    if (script.areGiven()) {
      return script.screen(spec.commandLine());
    }
    try {
      Terminal terminal =
          TerminalBuilder.builder()
              .system(true)
              .systemOutput(TerminalBuilder.SystemOutput.SysOut)
              .dumb(false)
              .providers(PROVIDERS)
              .encoding(StandardCharsets.UTF_8)
              .build();
      if (!terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
        return new TerminalScreen(terminal, nickname);
      }
      terminal.close();
    } catch (IOException | IllegalStateException noTerminal) {
      // said by what is returned
    }
    return script.screen(spec.commandLine());
  }
}
