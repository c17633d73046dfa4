package io.parley.cli;

import com.typesafe.config.Config;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.server.ParleyServer;
import io.parley.server.ReloadableSettings;
import io.parley.server.ServerSettings;
import java.io.IOException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the settings of a running server again, and opens its log files again. */
final class ServerReload implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(ServerReload.class);

  private final ParleyCommand parley;
  private final ServerFilesOptions files;
  private final ParleyServer server;

  private final Config started;

  /** What the server has read last. */
  private Config current;

  ServerReload(
      ParleyCommand parley, ServerFilesOptions files, ParleyServer server, Config started) {
    this.parley = parley;
    this.files = files;
    this.server = server;
    this.started = started;
    this.current = started;
  }

  /** If the settings have mistakes, all of them stay as they are. */
  @Override
  public synchronized void run() {
    try {
      Logging.reopenFiles();
    } catch (IOException e) {
      log.error("Cannot open the log file again: {}", e.getMessage());
    }
    try {
      Config next = parley.config(files);
      ServerSettings settings = ServerSettings.read(next);
      server.reload(settings);
      Logging.setLevel(parley.logLevel(settings));
      logChanges(next);
      current = next;
    } catch (InvalidSettingsException e) {
      e.errors().forEach(error -> log.error("The settings stay as they are: {}", error));
    }
  }

  private void logChanges(Config next) {
    Set<String> applied = ReloadableSettings.Changes.between(current, next).applied();
    Set<String> ignored = ReloadableSettings.Changes.between(started, next).ignored();
    log.info(
        "The settings are read again; changed: {}",
        applied.isEmpty() ? "none" : String.join(", ", applied));
    if (!ignored.isEmpty()) {
      log.warn("Needs a restart to change: {}", String.join(", ", ignored));
    }
  }
}
