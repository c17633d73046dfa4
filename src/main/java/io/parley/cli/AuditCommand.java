package io.parley.cli;

import ch.qos.logback.classic.Level;
import io.parley.access.AuditEntry;
import io.parley.access.RoomStore;
import io.parley.access.sql.RoomStoreFactory;
import io.parley.cli.history.AuditFormat;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.history.HistoryException;
import io.parley.history.HistorySettings;
import io.parley.protocol.RoomName;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code parley audit}: prints what people with a role have done. */
@Command(
    name = "audit",
    description = {
      "Print what operators and owners of rooms, and operators of the server, have done.",
      "The newest is last. The server may run at the same time."
    },
    footer = {"  parley audit --room tea", "  parley audit --limit 1000 --format json"})
final class AuditCommand implements Callable<Integer> {
  private static final int MAX_LIMIT = 10_000_000;

  @ParentCommand ParleyCommand parley;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Option(names = "--room", paramLabel = "ROOM", description = "Only what was done in ROOM.")
  @Nullable String room;

  @Option(names = "--limit", paramLabel = "N", description = "The newest N at most (default: 100).")
  int limit = 100;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = AuditFormat.Converter.class,
      completionCandidates = AuditFormat.Converter.class,
      description = "text, for people, or json, one object a line (default: text).")
  AuditFormat format = AuditFormat.TEXT;

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ParameterException(
          spec.commandLine(), "--limit is a number from 1 to " + MAX_LIMIT);
    }
    Logging.setLevel(parley.debug ? Level.DEBUG : Level.WARN);
    HistorySettings settings = HistorySettings.read(parley.config(files));
    if (!settings.isInMemory()) {
      HistoryCommand.requireExisting(settings);
    }
    List<AuditEntry> entries;
    try (RoomStore store = RoomStoreFactory.open(settings)) {
      entries =
          new ArrayList<>(
              store.audit(
                  Optional.ofNullable(room).map(RoomName::stripHash).map(RoomName::sanitize),
                  limit));
    }
    Collections.reverse(entries);
    PrintWriter out = spec.commandLine().getOut();
    for (AuditEntry entry : entries) {
      out.println(format.line(entry.toAnswer(), ZoneId.systemDefault()));
    }
    out.flush();
    return ExitStatus.OK;
  }
}
