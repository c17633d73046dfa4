package io.parley.cli;

import io.parley.config.InvalidSettingsException;
import io.parley.history.ConflictException;
import io.parley.history.Entry;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.history.HistoryStore;
import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley history import}: takes back what export wrote, a batch at a time. */
@Command(
    name = "import",
    description = {
      "Take back what export wrote as jsonl, with its ids.",
      "What is there already is passed over; what has the id of something else ends it."
    },
    footer = {
      "  parley history import all.jsonl",
      "  parley history export | parley history import --config other.conf"
    })
final class HistoryImport implements Callable<Integer> {
  private static final int BATCH = 500;
  private static final String STANDARD_INPUT = "-";

  @ParentCommand HistoryCommand history;
  @Spec CommandSpec spec;
  @Mixin ConfigOption config = new ConfigOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "What to take back; standard input if it is missing or -.")
  @Nullable String file;

  private long fresh;
  private long known;

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException, IOException {
    HistorySettings settings = history.settings(config);
    try (Utf8Lines lines =
            new Utf8Lines(input()); // first: no history is made for a slip of the pen
        HistoryStore store = HistoryStore.open(settings)) {
      List<Entry> batch = new ArrayList<>(BATCH);
      Map<Long, Long> lineOfId = new HashMap<>();
      for (Optional<Entry> next = next(lines); next.isPresent(); next = next(lines)) {
        batch.add(next.get());
        lineOfId.put(next.get().id(), lines.number());
        if (batch.size() == BATCH) {
          restore(store, batch, lineOfId);
        }
      }
      restore(store, batch, lineOfId);
    }
    spec.commandLine().getErr().println("parley: " + written());
    spec.commandLine().getErr().flush();
    return CommandLine.ExitCode.OK;
  }

  private InputStream input() throws IOException {
    if (file == null || file.equals(STANDARD_INPUT)) {
      return new FilterInputStream(System.in) {
        @Override
        public void close() {
          // It is the whole process's.
        }
      };
    }
    Path path = Path.of(file);
    if (!Files.isRegularFile(path) && !Files.isReadable(path)) {
      throw new FileNotFoundException(file + ": no such file");
    }
    if (Files.isDirectory(path)) {
      throw new FileNotFoundException(file + " is a folder");
    }
    return Files.newInputStream(path);
  }

  private Optional<Entry> next(Utf8Lines lines) throws IOException, HistoryException {
    try {
      return lines.next().map(HistoryJson::read);
    } catch (IllegalArgumentException e) {
      throw mistake(lines.number(), String.valueOf(e.getMessage()), e);
    }
  }

  private void restore(HistoryStore store, List<Entry> batch, Map<Long, Long> lineOfId)
      throws HistoryException {
    try {
      int taken = store.restore(batch);
      fresh += taken;
      known += batch.size() - taken;
    } catch (ConflictException e) {
      throw mistake(lineOfId.getOrDefault(e.id(), 0L), String.valueOf(e.getMessage()), e);
    } catch (HistoryException e) {
      throw new HistoryException(e.getMessage() + "; " + written(), e);
    }
    batch.clear();
    lineOfId.clear();
  }

  private HistoryException mistake(long line, String what, Exception cause) {
    return new HistoryException("line " + line + ": " + what + "; " + written(), cause);
  }

  private String written() {
    return fresh + " imported, " + known + " here already";
  }
}
