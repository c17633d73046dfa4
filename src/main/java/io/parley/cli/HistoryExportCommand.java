package io.parley.cli;

import io.parley.cli.history.HistoryExportFormat;
import io.parley.cli.history.RoomJson;
import io.parley.cli.history.RoomLine;
import io.parley.cli.history.RoomLines;
import io.parley.cli.option.ExitStatus;
import io.parley.cli.option.InstantConverter;
import io.parley.cli.option.ServerFilesOptions;
import io.parley.config.InvalidSettingsException;
import io.parley.conversation.PrivateMessageStore;
import io.parley.conversation.StoredPrivateMessage;
import io.parley.conversation.sql.PrivateMessageStoreFactory;
import io.parley.file.FileErrors;
import io.parley.file.OwnerOnlyFiles;
import io.parley.history.HistoryException;
import io.parley.history.MessageStore;
import io.parley.history.StoredMessage;
import io.parley.protocol.RoomName;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
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

/** {@code parley history export}: writes stored messages, read one page at a time. */
@Command(
    name = "export",
    description =
        "Export messages in the order of their ids, and as jsonl the settings and roles of rooms.",
    footer = {
      "  parley history export --output all.jsonl",
      "  parley history export --room garden --since 2026-01-31 --format text"
    })
final class HistoryExportCommand implements Callable<Integer> {
  private static final int PAGE_SIZE = 1000;

  @ParentCommand HistoryCommand history;
  @Spec CommandSpec spec;
  @Mixin ServerFilesOptions files = new ServerFilesOptions();

  @Option(names = "--room", paramLabel = "ROOM", description = "Only messages of this room.")
  @Nullable String room;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = InstantConverter.class,
      description =
          "Only messages since TIME, for example 2026-01-31 (midnight in your time zone) or"
              + " 2026-01-31T12:00:00Z.")
  @Nullable Instant since;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = HistoryExportFormat.Converter.class,
      completionCandidates = HistoryExportFormat.Converter.class,
      description = "jsonl, which import reads, or text, for people (default: jsonl).")
  HistoryExportFormat format = HistoryExportFormat.JSONL;

  @Option(
      names = "--secrets",
      description = "With the words that people must know to enter a room (its setting key).")
  boolean secrets;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to FILE instead of standard output.")
  @Nullable Path output;

  @Option(
      names = "--private",
      description = "Also the private messages between accounts, after those of rooms.")
  boolean privately;

  @Override
  public Integer call() throws InvalidSettingsException, HistoryException, IOException {
    if (privately && room != null) {
      throw new ParameterException(
          spec.commandLine(), "--private and --room exclude each other: it is in no room");
    }
    try (MessageStore store = history.openExisting(files)) {
      if (output == null) {
        Writer out = spec.commandLine().getOut();
        write(store, out);
        out.flush();
        return isOutputClosed() ? ExitStatus.FAILED : ExitStatus.OK;
      }
      try (Writer file = OwnerOnlyFiles.newWriter(output)) {
        write(store, file);
      } catch (IOException e) {
        throw new IOException("cannot write " + output + ": " + FileErrors.describeCreation(e), e);
      }
      return ExitStatus.OK;
    }
  }

  private void write(MessageStore store, Writer out)
      throws InvalidSettingsException, HistoryException, IOException {
    writeRooms(store, out);
    if (privately) {
      try (PrivateMessageStore privateStore =
          PrivateMessageStoreFactory.beside(store, history.readSettings(files), id -> true)) {
        writePrivate(privateStore, out);
      }
    }
  }

  private void writePrivate(PrivateMessageStore store, Writer out)
      throws HistoryException, IOException {
    Instant from = since == null ? Instant.MIN : since;
    long lastId = 0;
    List<StoredPrivateMessage> page;
    do {
      page = store.after(lastId, PAGE_SIZE);
      for (StoredPrivateMessage message : page) {
        if (!message.content().time().isBefore(from)) {
          out.write(format.format(message));
          out.write('\n');
        }
        lastId = message.id();
      }
    } while (page.size() == PAGE_SIZE && !(output == null && isOutputClosed()));
  }

  private void writeRooms(MessageStore store, Writer out) throws HistoryException, IOException {
    long lastId = 0;
    List<StoredMessage> page;
    do {
      page =
          store.after(
              lastId,
              Optional.ofNullable(room).map(RoomName::stripHash),
              Optional.ofNullable(since),
              PAGE_SIZE);
      for (StoredMessage message : page) {
        out.write(format.format(message));
        out.write('\n');
        lastId = message.id();
      }
    } while (page.size() == PAGE_SIZE && !(output == null && isOutputClosed()));
    if (format == HistoryExportFormat.JSONL) {
      for (RoomLine line :
          RoomLines.of(store, Optional.ofNullable(room).map(RoomName::stripHash))) {
        out.write(RoomJson.write(line, secrets));
        out.write('\n');
      }
    }
  }

  /** Whether the reader of standard output has gone. */
  private boolean isOutputClosed() {
    return spec.commandLine().getOut().checkError();
  }
}
