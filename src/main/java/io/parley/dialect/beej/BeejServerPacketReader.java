package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.ACCOUNT;
import static io.parley.dialect.beej.BeejPacketNames.ANNOUNCEMENT;
import static io.parley.dialect.beej.BeejPacketNames.ARROW;
import static io.parley.dialect.beej.BeejPacketNames.AUDIT;
import static io.parley.dialect.beej.BeejPacketNames.BANS;
import static io.parley.dialect.beej.BeejPacketNames.BY;
import static io.parley.dialect.beej.BeejPacketNames.CHAT;
import static io.parley.dialect.beej.BeejPacketNames.CODE;
import static io.parley.dialect.beej.BeejPacketNames.DELETE;
import static io.parley.dialect.beej.BeejPacketNames.DONE;
import static io.parley.dialect.beej.BeejPacketNames.EDIT;
import static io.parley.dialect.beej.BeejPacketNames.EMOJI;
import static io.parley.dialect.beej.BeejPacketNames.EMOTE;
import static io.parley.dialect.beej.BeejPacketNames.EMOTE_NICK;
import static io.parley.dialect.beej.BeejPacketNames.ERROR;
import static io.parley.dialect.beej.BeejPacketNames.FROM;
import static io.parley.dialect.beej.BeejPacketNames.HISTORY;
import static io.parley.dialect.beej.BeejPacketNames.ID;
import static io.parley.dialect.beej.BeejPacketNames.INVITE;
import static io.parley.dialect.beej.BeejPacketNames.JOIN;
import static io.parley.dialect.beej.BeejPacketNames.JOINED;
import static io.parley.dialect.beej.BeejPacketNames.KIND;
import static io.parley.dialect.beej.BeejPacketNames.LEAVE;
import static io.parley.dialect.beej.BeejPacketNames.LEFT;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGE;
import static io.parley.dialect.beej.BeejPacketNames.MESSAGES;
import static io.parley.dialect.beej.BeejPacketNames.NEW;
import static io.parley.dialect.beej.BeejPacketNames.NICK;
import static io.parley.dialect.beej.BeejPacketNames.NICKS;
import static io.parley.dialect.beej.BeejPacketNames.NONE;
import static io.parley.dialect.beej.BeejPacketNames.OLD;
import static io.parley.dialect.beej.BeejPacketNames.ONCE;
import static io.parley.dialect.beej.BeejPacketNames.PAST;
import static io.parley.dialect.beej.BeejPacketNames.PM;
import static io.parley.dialect.beej.BeejPacketNames.PONG;
import static io.parley.dialect.beej.BeejPacketNames.REACT;
import static io.parley.dialect.beej.BeejPacketNames.READ;
import static io.parley.dialect.beej.BeejPacketNames.REASON;
import static io.parley.dialect.beej.BeejPacketNames.REMOVE;
import static io.parley.dialect.beej.BeejPacketNames.REVISED;
import static io.parley.dialect.beej.BeejPacketNames.ROLE;
import static io.parley.dialect.beej.BeejPacketNames.ROOM;
import static io.parley.dialect.beej.BeejPacketNames.ROOMS;
import static io.parley.dialect.beej.BeejPacketNames.SEARCH;
import static io.parley.dialect.beej.BeejPacketNames.SERVER_NICK;
import static io.parley.dialect.beej.BeejPacketNames.SESSIONS;
import static io.parley.dialect.beej.BeejPacketNames.SETTING;
import static io.parley.dialect.beej.BeejPacketNames.TARGET;
import static io.parley.dialect.beej.BeejPacketNames.TO;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;
import static io.parley.dialect.beej.BeejPacketNames.UN;
import static io.parley.dialect.beej.BeejPacketNames.UNREAD;
import static io.parley.dialect.beej.BeejPacketNames.UNTIL;
import static io.parley.dialect.beej.BeejPacketNames.USERS;
import static io.parley.dialect.beej.BeejPacketNames.VALUE;
import static io.parley.dialect.beej.BeejPacketNames.WELCOME;
import static io.parley.dialect.beej.BeejPacketNames.WHOIS;

import io.parley.protocol.Emoji;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.RejectedException;
import io.parley.protocol.RestrictionKind;
import io.parley.protocol.Revision;
import io.parley.protocol.RoomAction;
import io.parley.protocol.RoomName;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.ServerMessage.PrivateMessage.Delivery;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.json.JsonPacket;
import io.parley.wire.json.PacketTable;
import io.parley.wire.text.ErrorCodeText;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the packets of basic and extended servers for the client. All names and texts are
 * sanitized, so that they are safe to show.
 */
final class BeejServerPacketReader {
  private static final Pattern PRIVATE_NICK = Pattern.compile("(\\S+)" + ARROW + "(\\S+)");
  private static final Pattern EMOTE_TEXT = Pattern.compile("(\\S+) (.*)", Pattern.DOTALL);

  /** All packets that a client reads. */
  static final Map<String, PacketTable.Reader<ServerMessage>> READERS =
      Map.ofEntries(
          Map.entry(CHAT, BeejServerPacketReader::chat),
          Map.entry(
              JOIN,
              packet ->
                  new ServerMessage.Joined(
                      nickname(packet), BeejStampFields.read(packet), packet.flag(ONCE))),
          Map.entry(
              LEAVE,
              packet ->
                  new ServerMessage.Left(
                      nickname(packet),
                      BeejStampFields.read(packet),
                      packet.flag(ONCE),
                      packet
                          .optionalString(REASON)
                          .map(reason -> Text.sanitize(Text.sanitize(reason).toSingleLine())),
                      packet.optionalString(BY).map(Nickname::sanitize))),
          Map.entry(
              NICK,
              packet ->
                  new ServerMessage.Renamed(
                      Nickname.sanitize(packet.string(OLD)),
                      Nickname.sanitize(packet.string(NEW)),
                      BeejStampFields.read(packet))),
          Map.entry(WELCOME, packet -> new ServerMessage.Welcomed(nickname(packet), true)),
          Map.entry(EMOTE, BeejServerPacketReader::emote),
          Map.entry(PM, BeejServerPacketReader::pm),
          Map.entry(PONG, packet -> new ServerMessage.Pong()),
          Map.entry(ERROR, BeejServerPacketReader::error),
          Map.entry(USERS, BeejAnswerReader::users),
          Map.entry(ROOMS, BeejAnswerReader::rooms),
          Map.entry(HISTORY, BeejAnswerReader::history),
          Map.entry(SEARCH, BeejAnswerReader::searchResult),
          Map.entry(WHOIS, BeejAnswerReader::whois),
          Map.entry(ACCOUNT, BeejAnswerReader::account),
          Map.entry(SESSIONS, BeejAnswerReader::sessions),
          Map.entry(NICKS, BeejAnswerReader::nicknames),
          Map.entry(
              READ,
              packet ->
                  new ServerMessage.MarkedRead(
                      RoomName.sanitize(packet.string(ROOM)), packet.longIfPresent(ID).orElse(0))),
          Map.entry(UNREAD, BeejAnswerReader::unread),
          Map.entry(ROOM, BeejAnswerReader::roomStatus),
          Map.entry(BANS, BeejAnswerReader::restrictions),
          Map.entry(AUDIT, BeejAnswerReader::audit),
          Map.entry(DONE, BeejAnswerReader::done),
          Map.entry(TOPIC, BeejAnswerReader::topic));

  private BeejServerPacketReader() {}

  private static ServerMessage chat(JsonPacket packet) throws RejectedException {
    String nick = packet.string(NICK);
    String message = packet.string(MESSAGE);
    if (nick.equals(SERVER_NICK)) {
      return serverChat(packet, message);
    }
    Matcher emote = EMOTE_TEXT.matcher(message);
    if (nick.equals(EMOTE_NICK) && emote.matches()) {
      return new ServerMessage.Emoted(
          Nickname.sanitize(emote.group(1)),
          Text.sanitize(emote.group(2)),
          BeejStampFields.read(packet),
          BeejAnnotations.read(packet));
    }
    Matcher names = PRIVATE_NICK.matcher(nick);
    return names.matches()
        ? new ServerMessage.PrivateMessage(
            Nickname.sanitize(names.group(1)),
            Nickname.sanitize(names.group(2)),
            Text.sanitize(message))
        : new ServerMessage.Chatted(
            nickname(packet),
            Text.sanitize(message),
            BeejStampFields.read(packet),
            BeejAnnotations.read(packet));
  }

  private static ServerMessage serverChat(JsonPacket packet, String message)
      throws RejectedException {
    OptionalLong joined = packet.optionalLong(JOINED);
    OptionalLong left = packet.optionalLong(LEFT);
    if (joined.isPresent() && left.isPresent()) {
      return new ServerMessage.PresenceSummary(
          Math.toIntExact(Math.min(Integer.MAX_VALUE, joined.getAsLong())),
          Math.toIntExact(Math.min(Integer.MAX_VALUE, left.getAsLong())),
          BeejStampFields.read(packet));
    }
    Optional<String> by = packet.optionalString(BY);
    Optional<Revision> revision = revision(packet);
    if (by.isPresent() && revision.isPresent()) {
      Stamp stamp = BeejStampFields.read(packet);
      return new ServerMessage.Revised(
          Nickname.sanitize(by.get()),
          revision.get(),
          BeejHistoryEntries.readAll(packet, stamp.room()),
          stamp);
    }
    Optional<String> topic = packet.optionalString(TOPIC);
    Optional<String> invitation = packet.optionalString(INVITE);
    if (by.isPresent() && invitation.isPresent()) {
      return new ServerMessage.Invited(
          Nickname.sanitize(by.get()), RoomName.sanitize(invitation.get()));
    }
    Optional<String> announcement = packet.optionalString(ANNOUNCEMENT);
    if (by.isPresent() && announcement.isPresent()) {
      return new ServerMessage.Announced(
          Nickname.sanitize(by.get()), Text.sanitize(announcement.get()));
    }
    Optional<RoomAction> action = action(packet);
    if (by.isPresent() && action.isPresent()) {
      return new ServerMessage.Moderated(
          Nickname.sanitize(by.get()), action.get(), BeejStampFields.read(packet));
    }
    return by.isPresent() && topic.isPresent()
        ? new ServerMessage.TopicChanged(
            Nickname.sanitize(by.get()), Text.sanitize(topic.get()), BeejStampFields.read(packet))
        : ErrorCodeText.parse(message);
  }

  private static Optional<Revision> revision(JsonPacket packet) {
    if (packet.optionalPackets(MESSAGES).isEmpty()) {
      return Optional.empty();
    }
    return switch (packet.optionalString(REVISED).orElse("")) {
      case EDIT -> Optional.of(new Revision.Edited());
      case DELETE -> Optional.of(new Revision.Deleted());
      case REACT ->
          packet
              .optionalString(EMOJI)
              .filter(Emoji::isEmoji)
              .map(emoji -> new Revision.Reacted(new Emoji(emoji), !packet.flag(REMOVE)));
      default -> Optional.empty();
    };
  }

  private static Optional<RoomAction> action(JsonPacket packet) {
    Optional<String> target = packet.optionalString(TARGET).map(BeejServerPacketReader::safe);
    Optional<String> role = packet.optionalString(ROLE).map(BeejServerPacketReader::safe);
    if (target.isPresent() && role.isPresent()) {
      return Optional.of(
          new RoomAction.RoleChanged(
              Nickname.sanitize(target.get()), role.filter(name -> !name.equals(NONE))));
    }
    Optional<String> setting = packet.optionalString(SETTING).map(BeejServerPacketReader::safe);
    Optional<String> value = packet.optionalString(VALUE).map(BeejServerPacketReader::safe);
    if (setting.isPresent() && value.isPresent()) {
      return Optional.of(new RoomAction.SettingChanged(setting.get(), value.get()));
    }
    Optional<String> kind = packet.optionalString(KIND);
    if (target.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    Optional<RestrictionKind> lifted =
        kind.filter(name -> name.startsWith(UN))
            .flatMap(name -> RestrictionKind.find(name.substring(UN.length())));
    return lifted
        .<RoomAction>map(restriction -> new RoomAction.Lifted(restriction, target.get()))
        .or(
            () ->
                kind.flatMap(RestrictionKind::find)
                    .map(
                        restriction ->
                            new RoomAction.Restricted(
                                restriction,
                                target.get(),
                                packet.optionalTime(UNTIL),
                                packet.optionalString(REASON).map(Text::sanitize))));
  }

  private static String safe(String raw) {
    return Text.sanitize(raw).toSingleLine();
  }

  private static ServerMessage emote(JsonPacket packet) throws RejectedException {
    return new ServerMessage.Emoted(
        nickname(packet), Text.sanitize(packet.string(MESSAGE)), BeejStampFields.read(packet));
  }

  private static ServerMessage pm(JsonPacket packet) throws RejectedException {
    return new ServerMessage.PrivateMessage(
        Nickname.sanitize(packet.string(FROM)),
        Nickname.sanitize(packet.string(TO)),
        Text.sanitize(packet.string(MESSAGE)),
        false,
        BeejHistoryEntries.readKept(
            packet,
            packet.flag(PAST) ? Delivery.PAST : packet.flag(LEFT) ? Delivery.LEFT : Delivery.NOW));
  }

  /** An error with an unknown code becomes a notice. */
  private static ServerMessage error(JsonPacket packet) throws RejectedException {
    String message = packet.string(MESSAGE);
    return packet
        .optionalString(CODE)
        .flatMap(Problem.Code::find)
        .<ServerMessage>map(code -> new ServerMessage.Refused(new Problem(code, message)))
        .orElseGet(() -> new ServerMessage.Notice(Text.sanitize(message)));
  }

  private static Nickname nickname(JsonPacket packet) throws RejectedException {
    return Nickname.sanitize(packet.string(NICK));
  }
}
