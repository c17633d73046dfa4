package io.parley.access;

import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.RoomName;
import io.parley.protocol.Text;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody has done with the power of a role.
 *
 * @param actor the nickname at that time
 * @param account empty for a guest
 * @param act a word such as {@code kick}
 * @param room empty if it was done to the whole server
 * @param target a nickname, pattern or address; empty if there is none
 * @param detail what more there is to say, such as the reason; one line, never a secret
 */
public record AuditEntry(
    Instant time,
    Nickname actor,
    OptionalLong account,
    String act,
    Optional<RoomName> room,
    Optional<String> target,
    Optional<String> detail) {

  /** The entry as it is shown, safe on a terminal. */
  public Answer.Audit.Row toAnswer() {
    return new Answer.Audit.Row(
        time,
        actor,
        act,
        room,
        target.map(name -> Text.sanitize(name).toSingleLine()),
        detail.map(words -> Text.sanitize(words).toSingleLine()));
  }
}
