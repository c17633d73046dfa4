package io.parley.client.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.file.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A file with one JSON object, which only its owner can read. A client that is killed leaves the
 * old or the new content.
 */
final class JsonFile {
  static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private static final int MAX_BYTES = 1024 * 1024;

  private final Path file;

  JsonFile(Path file) {
    this.file = file;
  }

  /**
   * Reads the object; an empty one if there is no file. A damaged file is renamed, so that nothing
   * is lost and the next change starts with an empty object.
   *
   * @param problems receives the line that says so
   * @throws IOException with the reason of the system
   */
  ObjectNode read(Consumer<String> problems) throws IOException {
    if (!Files.exists(file)) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (Files.size(file) <= MAX_BYTES) {
      try {
        JsonNode content = MAPPER.readTree(Files.readAllBytes(file));
        if (content instanceof ObjectNode object) {
          return object;
        }
      } catch (JsonProcessingException e) {
        // the same as a file with another content
      }
    }
    Path aside = file.resolveSibling(file.getFileName() + ".damaged");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    problems.accept(file + " is damaged; it is now " + aside.getFileName());
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Replaces the file. The caller holds the {@link FolderLock}.
   *
   * @throws IOException with the reason of the system
   */
  void write(ObjectNode content) throws IOException {
    OwnerOnlyFiles.replace(file, (content + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
