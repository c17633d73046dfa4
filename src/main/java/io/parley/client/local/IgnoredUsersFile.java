package io.parley.client.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Nickname;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The file with the ignored nicknames of a server. */
final class IgnoredUsersFile {
  private static final String FILE_NAME = "ignored.json";
  private static final String IGNORED = "ignored";

  private final JsonFile file;

  IgnoredUsersFile(Path folder) {
    this.file = new JsonFile(folder.resolve(FILE_NAME));
  }

  /** The ignored nicknames, in the order in which they were added. */
  List<Nickname> load(Consumer<String> problems) throws IOException {
    return nicknames(file.read(problems));
  }

  /** Adds or removes a nickname. Other spellings of it are the same. */
  void change(Nickname nickname, boolean ignored, Consumer<String> problems) throws IOException {
    ObjectNode content = file.read(problems);
    List<Nickname> all = nicknames(content);
    all.removeIf(nickname::isSame);
    if (ignored) {
      all.add(nickname);
    }
    ArrayNode list = content.putArray(IGNORED);
    all.forEach(each -> list.add(each.value()));
    file.write(content);
  }

  private static List<Nickname> nicknames(ObjectNode content) {
    List<Nickname> all = new ArrayList<>();
    for (JsonNode each : content.path(IGNORED)) {
      if (each.isTextual() && !each.textValue().isEmpty()) {
        all.add(Nickname.sanitize(each.textValue()));
      }
    }
    return all;
  }
}
