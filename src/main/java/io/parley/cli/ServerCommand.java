package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.cli.destination.PortConverter;
import io.parley.cli.option.ConfigOption;
import io.parley.config.InvalidSettingsException;
import io.parley.dialect.beej.BeejDialect;
import io.parley.history.HistoryException;
import io.parley.server.CannotListenException;
import io.parley.server.ListenerSettings;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley server}: runs a server until it is told to end. */
@Command(
    name = "server",
    description = "Run a chat server, until Ctrl-C or SIGTERM.",
    footer = {
      "  parley server                          as application.conf has it",
      "  parley server 3490 --host 0.0.0.0      for other machines, too",
      "  parley server --listen beej=3490 --listen whisper=12346"
    })
final class ServerCommand implements Callable<Integer> {
  private static final String LOOPBACK = "127.0.0.1";

  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PORT",
      converter = PortConverter.class,
      description = "Where to speak beej. The default is what application.conf says.")
  @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The name or address to listen on. The default is what application.conf says: this machine alone.")
  @Nullable String host;

  @Option(
      names = "--listen",
      paramLabel = "DIALECT=PORT",
      converter = ListenerConverter.class,
      description =
          "Speak DIALECT on PORT; may be given several times. These listeners replace those of application.conf.")
  List<ListenerSettings> listeners = new ArrayList<>();

  @Mixin ConfigOption configOption = new ConfigOption();

  @Override
  public Integer call() throws InvalidSettingsException, CannotListenException, HistoryException {
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.INFO);
    Config config = parley.config(configOption.file());
    ServerSettings settings = ServerSettings.read(config);
    settings = settings.withListeners(effectiveListeners(settings.listeners()));
    Logging.suppressBindFailures(true);
    ParleyServer server = ParleyServer.start(settings, config);
    Logging.suppressBindFailures(false);
    CoordinatedShutdown.get(server.system())
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "flush-log",
            () -> {
              Logging.flush();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    server.addresses().forEach(endpoint -> print("listening for " + endpoint));
    server.whenTerminated().toCompletableFuture().join();
    return CommandLine.ExitCode.OK;
  }

  /** The listeners of the file, changed as the command line says. */
  private List<ListenerSettings> effectiveListeners(List<ListenerSettings> configured) {
    List<ListenerSettings> chosen = new ArrayList<>(configured);
    if (!listeners.isEmpty()) {
      chosen.clear();
      listeners.forEach(each -> chosen.add(each.withHost(hostOf(each, configured))));
    }
    if (port != null) {
      int beej = chosen.stream().map(ListenerSettings::dialect).toList().indexOf(BeejDialect.NAME);
      if (beej < 0) {
        chosen.add(new ListenerSettings(BeejDialect.NAME, LOOPBACK, port));
      } else {
        chosen.set(beej, chosen.get(beej).withPort(port));
      }
    }
    if (chosen.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing required parameter: 'PORT' (application.conf enables no listener)");
    }
    if (host != null && host.isBlank()) {
      throw new ParameterException(spec.commandLine(), "HOST is empty");
    }
    if (host != null) {
      String everywhere = host;
      chosen.replaceAll(listener -> listener.withHost(everywhere));
    }
    ListenerSettings.findConflict(chosen)
        .ifPresent(
            clash -> {
              throw new ParameterException(spec.commandLine(), clash);
            });
    return chosen;
  }

  /** Where the file has the dialect; on this machine alone if it does not have it. */
  private static String hostOf(ListenerSettings chosen, List<ListenerSettings> configured) {
    return configured.stream()
        .filter(listener -> listener.dialect().equals(chosen.dialect()))
        .map(ListenerSettings::host)
        .findFirst()
        .orElse(LOOPBACK);
  }

  private void print(String line) {
    spec.commandLine().getOut().println("parley: " + line);
    spec.commandLine().getOut().flush();
  }
}
