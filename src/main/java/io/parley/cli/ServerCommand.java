package io.parley.cli;

import ch.qos.logback.classic.Level;
import com.typesafe.config.Config;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.cli.server.HistoryReport;
import io.parley.cli.server.ListenerOptions;
import io.parley.cli.server.ReachableListeners;
import io.parley.cli.server.ServerSignals;
import io.parley.cli.server.StartCertificate;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import io.parley.history.factory.MessageStoreFactory;
import io.parley.server.CannotListenException;
import io.parley.server.ParleyServer;
import io.parley.server.ServerSettings;
import io.parley.tls.InvalidCertificateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley server}: runs a server until a signal stops it. */
@Command(
    name = "server",
    description = "Run a chat server until Ctrl-C or SIGTERM.",
    footer = {
      "  parley server                          listeners of application.conf",
      "  parley server 3490 --host 0.0.0.0      reachable from other machines",
      "  parley server --listen beej=3490 --listen whisper=12346",
      "  parley server --tls --host 0.0.0.0     encrypted; prints the certificate's fingerprint"
    })
final class ServerCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ServerCommand.class);

  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;

  @Mixin ListenerOptions listenerOptions = new ListenerOptions();
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Override
  public Integer call()
      throws InvalidSettingsException,
          CannotListenException,
          HistoryException,
          InvalidCertificateException,
          IOException {
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.INFO);
    ServerSignals signals = ServerSignals.install();
    CommandLine command = spec.commandLine();
    Config config = parley.config(files);
    ServerSettings configured = ServerSettings.read(config);
    boolean ownListeners = ServerSettings.hasOwnListeners(config);
    ServerSettings settings =
        configured.withListeners(
            listenerOptions.apply(command, configured.listeners(), ownListeners));
    Logging.setLevel(parley.logLevel(settings));
    Logging.suppressBindFailures(true); // printed as the command's error instead
    StartCertificate certificate = StartCertificate.open(settings);
    HistoryReport history = historyReport(settings.history(), config);
    MessageStore store = MessageStoreFactory.open(settings.history());
    ParleyServer server = ParleyServer.start(settings, config, store, certificate.certificate());
    Logging.suppressBindFailures(false);
    CoordinatedShutdown.get(server.system())
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "flush-log",
            () -> {
              Logging.flush();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    server
        .addresses()
        .forEach(address -> ParleyCommand.print(command.getOut(), "listening for " + address));
    listenerOptions
        .omission(ownListeners)
        .ifPresent(line -> ParleyCommand.print(command.getOut(), line));
    certificate.lines().forEach(line -> ParleyCommand.print(command.getOut(), line));
    history.lines(store).forEach(line -> ParleyCommand.print(command.getOut(), line));
    ReachableListeners.warning(server.addresses()).ifPresent(log::warn);
    signals.onReload(new ServerReload(parley, files, server, config));
    server.whenTerminated().toCompletableFuture().join();
    return ExitStatus.OK;
  }

  /** Before the history is opened, which creates it if there is none. */
  private static HistoryReport historyReport(HistorySettings history, Config config)
      throws HistoryException {
    return new HistoryReport(
        history,
        Optional.of(config.getString(ParleyCommand.DATA_FOLDER))
            .filter(folder -> !folder.isEmpty())
            .map(Path::of),
        !MessageStoreFactory.exists(history));
  }
}
