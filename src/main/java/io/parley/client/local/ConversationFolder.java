package io.parley.client.local;

import io.parley.file.OwnerOnlyFiles;
import io.parley.protocol.Nickname;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder with the private conversations of a server, one file for each nickname of another
 * user. All spellings of a nickname have the same file, whose name is made of the folded key: it
 * must be found again after the rules for look-alikes have changed.
 */
final class ConversationFolder {
  private static final String FOLDER = "private";
  private static final String ENDING = ".jsonl";

  private record Dated(Path file, FileTime changed) {}

  private final Path folder;
  private final KeepSettings settings;

  ConversationFolder(Path serverFolder, KeepSettings settings) {
    this.folder = serverFolder.resolve(FOLDER);
    this.settings = settings;
  }

  /** Adds a message. Removes the conversation that is silent the longest if there are too many. */
  void append(Nickname peer, KeptMessage message) throws IOException {
    OwnerOnlyFiles.createFolder(folder);
    Path file = path(peer);
    boolean isNew = !Files.exists(file);
    conversation(file).append(message);
    if (isNew) {
      removeSurplus();
    }
  }

  List<KeptMessage> before(Nickname peer, Optional<KeptMessage> before, int limit)
      throws IOException {
    return conversation(path(peer)).before(before, limit);
  }

  private ConversationFile conversation(Path file) {
    return new ConversationFile(file, settings.conversationSize());
  }

  private Path path(Nickname peer) {
    return folder.resolve(FileNames.encode(peer.foldedKey()) + ENDING);
  }

  private void removeSurplus() throws IOException {
    List<Dated> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
        all.add(new Dated(file, Files.getLastModifiedTime(file)));
      }
    }
    all.sort(Comparator.comparing(Dated::changed));
    for (Dated oldest : all.subList(0, Math.max(0, all.size() - settings.conversations()))) {
      Files.deleteIfExists(oldest.file());
    }
  }
}
