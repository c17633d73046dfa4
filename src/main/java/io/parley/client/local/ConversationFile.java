package io.parley.client.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.parley.file.OwnerOnlyFiles;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The messages of one private conversation: a JSON object in each line, the oldest first. A line is
 * only appended, so a client that is killed leaves at most one line in part, which is skipped.
 */
final class ConversationFile {
  private static final String TIME = "time";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String TEXT = "text";

  private final Path file;
  private final int maxBytes;

  /**
   * The file, which may be missing.
   *
   * @param maxBytes above this size, the older half is removed
   */
  ConversationFile(Path file, int maxBytes) {
    this.file = file;
    this.maxBytes = maxBytes;
  }

  /** Adds the newest message. The caller holds the {@link FolderLock}. */
  void append(KeptMessage kept) throws IOException {
    OwnerOnlyFiles.createFileIfMissing(file);
    byte[] line = (format(kept) + "\n").getBytes(StandardCharsets.UTF_8);
    long size;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.position(channel.size());
      if (endsInsideLine(channel)) {
        OwnerOnlyFiles.writeFully(channel, new byte[] {'\n'});
      }
      OwnerOnlyFiles.writeFully(channel, line);
      size = channel.size();
    }
    if (size > maxBytes) {
      removeOlderHalf();
    }
  }

  /**
   * The messages before another one, or the newest ones.
   *
   * @param before a message of this file; empty for the end
   * @param limit how many messages at most
   * @return the oldest first; empty if there are no older ones, or if {@code before} was removed
   */
  List<KeptMessage> before(Optional<KeptMessage> before, int limit) throws IOException {
    List<KeptMessage> all = readAll();
    int end = before.map(all::lastIndexOf).orElse(all.size());
    return end <= 0 ? List.of() : List.copyOf(all.subList(Math.max(0, end - limit), end));
  }

  private List<KeptMessage> readAll() throws IOException {
    List<KeptMessage> all = new ArrayList<>();
    if (Files.exists(file)) {
      String content = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      content.lines().forEach(line -> parse(line).ifPresent(all::add));
    }
    return all;
  }

  private static boolean endsInsideLine(FileChannel channel) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
  }

  private void removeOlderHalf() throws IOException {
    byte[] content = Files.readAllBytes(file);
    int start = content.length - maxBytes / 2;
    while (start < content.length && content[start - 1] != '\n') {
      start++;
    }
    OwnerOnlyFiles.replace(file, Arrays.copyOfRange(content, start, content.length));
  }

  private static String format(KeptMessage kept) {
    return JsonFile.MAPPER
        .createObjectNode()
        .put(TIME, kept.time().toString())
        .put(FROM, kept.message().from().value())
        .put(TO, kept.message().to().value())
        .put(TEXT, kept.message().text().value())
        .toString();
  }

  /** Empty for a line that was written in part, or by somebody else. */
  private static Optional<KeptMessage> parse(String line) {
    try {
      JsonNode entry = JsonFile.MAPPER.readTree(line);
      if (!entry.path(FROM).isTextual()
          || !entry.path(TO).isTextual()
          || !entry.path(TEXT).isTextual()) {
        return Optional.empty();
      }
      return Optional.of(
          new KeptMessage(
              Instant.parse(entry.path(TIME).asText()),
              new ServerMessage.PrivateMessage(
                  Nickname.sanitize(entry.path(FROM).textValue()),
                  Nickname.sanitize(entry.path(TO).textValue()),
                  Text.sanitize(entry.path(TEXT).textValue()))));
    } catch (JsonProcessingException | DateTimeException e) {
      return Optional.empty();
    }
  }
}
