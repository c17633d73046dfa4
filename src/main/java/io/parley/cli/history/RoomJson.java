package io.parley.cli.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.access.NicknamePattern;
import io.parley.access.Restriction;
import io.parley.access.RoomModes;
import io.parley.access.RoomRole;
import io.parley.access.RoomSetting;
import io.parley.address.Network;
import io.parley.cli.history.RoomLine.NamedRestriction;
import io.parley.protocol.Nickname;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes the settings, roles and restrictions of a room as one line of JSON, and reads it. */
public final class RoomJson {
  /** A room whose key is not in the file needs an invitation, so that it is not open instead. */
  private static final String KEY_WITHHELD = "keyWithheld";

  private RoomJson() {}

  /**
   * The line of a room.
   *
   * @param secrets whether the word of the setting {@code key} is written
   */
  public static String write(RoomLine line, boolean secrets) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("room", line.room().value());
    ObjectNode settings = node.putObject("settings");
    for (RoomSetting setting : RoomSetting.values()) {
      if (line.modes().isOn(setting) && (secrets || setting != RoomSetting.KEY)) {
        settings.put(setting.label(), line.modes().value(setting));
      }
    }
    if (line.modes().isOn(RoomSetting.KEY) && !secrets) {
      node.put(KEY_WITHHELD, true);
    }
    ObjectNode roles = node.putObject("roles");
    line.roles().forEach((nickname, role) -> roles.put(nickname, role.label()));
    ArrayNode restrictions = node.putArray("restrictions");
    line.restrictions().forEach(each -> write(restrictions.addObject(), each));
    return node.toString();
  }

  private static void write(ObjectNode node, NamedRestriction named) {
    Restriction restriction = named.restriction();
    node.put("kind", restriction.kind().label()).put("target", restriction.target());
    if (!named.account().isEmpty()) {
      node.put("account", named.account());
    }
    restriction.pattern().ifPresent(pattern -> node.put("pattern", pattern.value()));
    restriction.network().ifPresent(network -> node.put("network", network.toString()));
    node.put("since", restriction.since().toString());
    restriction.until().ifPresent(until -> node.put("until", until.toString()));
    node.put("by", restriction.by().value());
    restriction.reason().ifPresent(reason -> node.put("reason", reason.value()));
  }

  /** Whether a line is about a room, and not a message. */
  static boolean isRoom(JsonNode node) {
    return !node.has("text")
        && (node.has("settings") || node.has("roles") || node.has("restrictions"));
  }

  /**
   * Reads a line. Unknown fields are ignored.
   *
   * @throws IllegalArgumentException if it is invalid; the message is shown to the user
   */
  static RoomLine read(JsonNode node) {
    RoomName room = HistoryJson.room(node);
    RoomModes modes = RoomModes.OPEN;
    for (Map.Entry<String, JsonNode> setting : object(node, "settings").properties()) {
      modes = with(modes, setting.getKey(), setting.getValue());
    }
    if (node.path(KEY_WITHHELD).asBoolean()) {
      modes = with(modes, RoomSetting.INVITE.label(), JsonNodeFactory.instance.textNode("on"));
    }
    Map<String, RoomRole> roles = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> role : object(node, "roles").properties()) {
      roles.put(
          role.getKey(),
          RoomRole.find(role.getValue().asText())
              .orElseThrow(
                  () -> new IllegalArgumentException("has an unknown role of " + role.getKey())));
    }
    if (roles.values().stream().filter(role -> role == RoomRole.OWNER).count() > 1) {
      throw new IllegalArgumentException("has more than one owner");
    }
    List<NamedRestriction> restrictions = new ArrayList<>();
    node.path("restrictions").forEach(each -> restrictions.add(restriction(each)));
    return new RoomLine(room, modes, roles, restrictions);
  }

  private static JsonNode object(JsonNode node, String field) {
    JsonNode value = node.has(field) ? node.path(field) : JsonNodeFactory.instance.objectNode();
    if (!value.isObject()) {
      throw new IllegalArgumentException("has no object '" + field + "'");
    }
    return value;
  }

  private static RoomModes with(RoomModes modes, String name, JsonNode value) {
    RoomSetting setting =
        RoomSetting.find(name)
            .orElseThrow(() -> new IllegalArgumentException("has an unknown setting " + name));
    try {
      return modes.with(setting, value.asText());
    } catch (RejectedException e) {
      throw new IllegalArgumentException("has an invalid setting: " + e.getMessage(), e);
    }
  }

  private static NamedRestriction restriction(JsonNode node) {
    RestrictionKind kind =
        RestrictionKind.find(HistoryJson.text(node, "kind"))
            .orElseThrow(
                () -> new IllegalArgumentException("has a restriction of no valid 'kind'"));
    String target = HistoryJson.text(node, "target");
    if (optional(node, "pattern").or(() -> optional(node, "network")).isEmpty()
        && optional(node, "account").isEmpty()) {
      throw new IllegalArgumentException("has a restriction of nobody");
    }
    return new NamedRestriction(
        new Restriction(
            kind,
            target,
            OptionalLong.empty(),
            optional(node, "pattern").map(RoomJson::pattern),
            optional(node, "network").map(RoomJson::network),
            HistoryJson.time(node, "since"),
            node.has("until") ? Optional.of(HistoryJson.time(node, "until")) : Optional.empty(),
            Nickname.sanitize(HistoryJson.text(node, "by")),
            optional(node, "reason").map(Text::sanitize)),
        optional(node, "account").orElse(""));
  }

  private static Optional<String> optional(JsonNode node, String field) {
    return node.has(field) ? Optional.of(HistoryJson.text(node, field)) : Optional.empty();
  }

  private static NicknamePattern pattern(String value) {
    try {
      return NicknamePattern.parse(value);
    } catch (RejectedException e) {
      throw new IllegalArgumentException("has an invalid 'pattern': " + e.getMessage(), e);
    }
  }

  private static Network network(String value) {
    try {
      return Network.parse(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has an invalid 'network': " + value, e);
    }
  }
}
