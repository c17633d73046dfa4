package io.parley.client.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.RoomName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The file with the rooms of a server, for each profile of the user. */
final class RoomsFile {
  private static final String FILE_NAME = "rooms.json";
  private static final String PROFILES = "profiles";
  private static final String ROOMS = "rooms";
  private static final String SHOWN = "shown";

  /** As many as a server has by default ({@code parley.room.max-rooms}). */
  private static final int MAX_ROOMS = 1000;

  private final JsonFile file;

  RoomsFile(Path folder) {
    this.file = new JsonFile(folder.resolve(FILE_NAME));
  }

  /**
   * The rooms of a profile; none if nothing is kept.
   *
   * @param profile its name; empty for clients that are started without one
   */
  KeptRooms load(String profile, Consumer<String> problems) throws IOException {
    JsonNode kept = file.read(problems).path(PROFILES).path(profile);
    List<RoomName> rooms = new ArrayList<>();
    for (JsonNode each : kept.path(ROOMS)) {
      if (each.isTextual() && !each.textValue().isEmpty() && rooms.size() < MAX_ROOMS) {
        rooms.add(RoomName.sanitize(each.textValue()));
      }
    }
    String shown = kept.path(SHOWN).asText("");
    return new KeptRooms(rooms, shown.isEmpty() ? RoomName.LOBBY : RoomName.sanitize(shown));
  }

  /** Replaces the rooms of a profile. Those of other profiles stay. */
  void save(String profile, KeptRooms kept, Consumer<String> problems) throws IOException {
    ObjectNode content = file.read(problems);
    ObjectNode profiles =
        content.path(PROFILES) instanceof ObjectNode known ? known : content.putObject(PROFILES);
    ObjectNode entry = profiles.putObject(profile);
    ArrayNode rooms = entry.putArray(ROOMS);
    kept.rooms().forEach(room -> rooms.add(room.value()));
    entry.put(SHOWN, kept.shown().value());
    file.write(content);
  }
}
