package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.COUNT;
import static io.parley.dialect.beej.BeejPacketNames.DELETED;
import static io.parley.dialect.beej.BeejPacketNames.EDITED;
import static io.parley.dialect.beej.BeejPacketNames.EMOJI;
import static io.parley.dialect.beej.BeejPacketNames.ID;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.NICKS;
import static io.parley.dialect.beej.BeejPacketNames.REACTIONS;
import static io.parley.dialect.beej.BeejPacketNames.REPLY;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Annotations;
import io.parley.protocol.Citation;
import io.parley.protocol.Emoji;
import io.parley.protocol.EmojiReaction;
import io.parley.protocol.Nickname;
import io.parley.protocol.Text;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.PosixTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a text that tell what it answers, and what was done to it. */
final class BeejAnnotations {
  private BeejAnnotations() {}

  /** Adds the fields of the annotations that there are. */
  static ObjectNode write(ObjectNode packet, Annotations annotations) {
    if (annotations.equals(Annotations.NONE)) {
      return packet; // the most frequent case
    }
    annotations
        .answers()
        .ifPresent(
            citation ->
                packet
                    .putObject(REPLY)
                    .put(ID, citation.id())
                    .put(NICK, citation.nickname().value())
                    .put(MESSAGE, citation.excerpt().value()));
    annotations.edited().ifPresent(time -> packet.putRawValue(EDITED, PosixTime.format(time)));
    annotations.deletedBy().ifPresent(by -> packet.put(DELETED, by.value()));
    if (!annotations.reactions().isEmpty()) {
      ArrayNode reactions = packet.putArray(REACTIONS);
      for (EmojiReaction reaction : annotations.reactions()) {
        ObjectNode entry = reactions.addObject();
        entry.put(EMOJI, reaction.emoji().value()).put(COUNT, reaction.count());
        ArrayNode nicknames = entry.putArray(NICKS);
        reaction.nicknames().forEach(nickname -> nicknames.add(nickname.value()));
      }
    }
    return packet;
  }

  /** Reads the fields; those that are not as they should be are ignored. */
  static Annotations read(JsonPacket packet) {
    Optional<Citation> answers = packet.optionalPacket(REPLY).flatMap(BeejAnnotations::citation);
    Optional<Instant> edited = packet.optionalTime(EDITED);
    Optional<Nickname> deletedBy = packet.optionalString(DELETED).map(Nickname::sanitize);
    List<EmojiReaction> reactions = new ArrayList<>();
    for (JsonPacket entry : packet.optionalPackets(REACTIONS)) {
      reaction(entry).ifPresent(reactions::add);
    }
    return answers.isEmpty() && edited.isEmpty() && deletedBy.isEmpty() && reactions.isEmpty()
        ? Annotations.NONE
        : new Annotations(answers, edited, deletedBy, reactions);
  }

  private static Optional<Citation> citation(JsonPacket reply) {
    return reply.optionalString(NICK).isPresent() && reply.optionalLong(ID).isPresent()
        ? Optional.of(
            Citation.of(
                reply.optionalLong(ID).getAsLong(),
                Nickname.sanitize(reply.optionalString(NICK).get()),
                Text.sanitize(reply.optionalString(MESSAGE).orElse(""))))
        : Optional.empty();
  }

  private static Optional<EmojiReaction> reaction(JsonPacket entry) {
    List<Nickname> nicknames =
        entry.optionalStringList(NICKS).stream()
            .limit(EmojiReaction.MAX_NICKNAMES)
            .map(Nickname::sanitize)
            .toList();
    int count = Math.max(entry.optionalCount(COUNT).orElse(0), nicknames.size());
    return entry
        .optionalString(EMOJI)
        .filter(Emoji::isEmoji)
        .filter(emoji -> count > 0)
        .map(emoji -> new EmojiReaction(new Emoji(emoji), count, nicknames));
  }
}
