package io.parley.protocol;

import java.time.Instant;
import java.util.Optional;

/** What somebody with a role has done in a room. Names and texts are safe to show. */
public sealed interface RoomAction {

  /** As the end of a sentence that begins with who has done it. */
  String toPlainText();

  /**
   * Somebody has another role.
   *
   * @param role a word such as {@code operator}; empty if none
   */
  record RoleChanged(Nickname target, Optional<String> role) implements RoomAction {
    @Override
    public String toPlainText() {
      return switch (role.orElse("")) {
        case "" -> "takes the role of " + target;
        case "owner" -> "makes " + target + " the owner";
        case "operator" -> "makes " + target + " an operator";
        case "voice" -> "gives voice to " + target;
        default -> "makes " + target + " a " + role.get();
      };
    }
  }

  /**
   * A setting has another value.
   *
   * @param value without the word of a key
   */
  record SettingChanged(String setting, String value) implements RoomAction {
    @Override
    public String toPlainText() {
      return "sets " + setting + " to " + value;
    }
  }

  /**
   * Somebody is kept out, or from speaking.
   *
   * @param until when that ends; empty if it stays until somebody lifts it
   */
  record Restricted(
      RestrictionKind kind, String target, Optional<Instant> until, Optional<Text> reason)
      implements RoomAction {
    @Override
    public String toPlainText() {
      return (kind == RestrictionKind.BAN ? "bans " : "mutes ")
          + target
          + until.map(end -> " until " + end).orElse("")
          + reason.map(why -> " (" + why.toSingleLine() + ")").orElse("");
    }
  }

  /** A ban or a mute is lifted. */
  record Lifted(RestrictionKind kind, String target) implements RoomAction {
    @Override
    public String toPlainText() {
      return "lifts the " + kind.label() + " of " + target;
    }
  }
}
