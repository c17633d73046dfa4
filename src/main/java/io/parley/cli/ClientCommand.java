package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import io.parley.client.CannotConnectException;
import io.parley.client.ChatClient;
import io.parley.client.ClientSettings;
import io.parley.client.PipeScreen;
import io.parley.client.Screen;
import io.parley.client.TerminalScreen;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.Dialect;
import io.parley.dialect.Dialects;
import io.parley.dialect.Wire;
import io.parley.dialect.WireTiming;
import io.parley.dialect.beej.BeejDialect;
import io.parley.protocol.Text;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.serialization.jackson.JacksonObjectMapperProvider;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    })
final class ClientCommand implements Callable<Integer> {
  /**
   * How JLine gets at the terminal, best first. The native way forgets the line's speed when it
   * gives the terminal back, so {@code stty} comes before it, where there is one.
   */
  private static final String PROVIDERS = "exec,jni";

  /** What will do is for the server to say, but it must get there in a frame. */
  private static final int LONGEST_NICKNAME = 1000;

  /** What is taken from a server, in bytes of one packet. */
  private static final int LONGEST_FRAME = 16 * 1024 * 1024;

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

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      description = "What the server speaks there; ${DEFAULT-VALUE} unless given.")
  String dialect = BeejDialect.NAME;

  @Mixin ConfigOption configOption = new ConfigOption();

  @Override
  public Integer call() throws InvalidSettingsException, CannotConnectException {
    if (nickname.length() > LONGEST_NICKNAME) {
      throw new ParameterException(
          spec.commandLine(), "NICK is longer than " + LONGEST_NICKNAME + " characters");
    }
    if (!Dialects.names().contains(dialect)) {
      throw new ParameterException(
          spec.commandLine(),
          "'" + dialect + "' is no dialect; there are " + String.join(", ", Dialects.names()));
    }
    Logs.silenceJLine();
    Logs.level(parley.debug ? Level.DEBUG : Level.OFF); // the screen belongs to the chat
    Config config = parley.config(configOption.file());
    ClientSettings settings = ClientSettings.read(config);
    AtomicReference<@Nullable Screen> open = new AtomicReference<>();
    // Tasks run in the order in which they were added. JLine adds one, too, which closes the
    // terminal under whoever reads from it; so the reading must be ended before that.
    ShutdownHooks.add(() -> close(open.get()));
    try (Screen screen = screen()) {
      open.set(screen);
      return chat(config, settings, dialect, nickname, host, port, screen);
    }
  }

  private static void close(@Nullable Screen screen) {
    if (screen != null) {
      screen.close();
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
    WireTiming timing = WireTiming.read(config);
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "parley-client",
            config.getConfig("parley-client").withFallback(config));
    ObjectMapper json =
        JacksonObjectMapperProvider.get(system).getOrCreate(Wire.MAPPER, Optional.empty());
    Wire wire = new Wire(json, LONGEST_FRAME, Text.LONGEST, timing, false, InstantSource.system());
    Dialect spoken = Dialects.find(dialect, wire).orElseThrow();
    try {
      return new ChatClient(system, settings, spoken, nickname, screen).run(host, port);
    } finally {
      system.terminate();
    }
  }

  /** A terminal if both input and output are one that can move its cursor; else it is a pipe. */
  private Screen screen() {
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
    return new PipeScreen(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }
}
