package io.parley.cli.server;

import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.MessageStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says where the history of a server is.
 *
 * @param dataFolder the data folder; empty if none is named
 * @param isNew whether this start has created the history
 */
public record HistoryReport(HistorySettings settings, Optional<Path> dataFolder, boolean isNew) {
  /** Enough for some million messages; a person waits for the line. */
  private static final Duration COUNT_LIMIT = Duration.ofMillis(500);

  /** The lines for the output of the server. Counts for a limited time. */
  public List<String> lines(MessageStore store) {
    List<String> lines = new ArrayList<>();
    if (!settings.isInMemory()) { // which somebody has asked for
      lines.add(
          isNew
              ? "new history in " + settings.location()
              : "history in " + settings.location() + count(store));
    }
    dataFolder
        .filter(folder -> !isBelow(folder))
        .ifPresent(
            folder ->
                lines.add(
                    "the history is not in the data folder "
                        + folder
                        + ", because parley.history.url names another place"));
    return lines;
  }

  private static String count(MessageStore store) {
    try {
      return ", " + store.count(COUNT_LIMIT);
    } catch (HistoryException e) {
      return ""; // the server is ending, or its log has the same problem
    }
  }

  private boolean isBelow(Path folder) {
    return settings.file().map(file -> absolute(file).startsWith(absolute(folder))).orElse(false);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
