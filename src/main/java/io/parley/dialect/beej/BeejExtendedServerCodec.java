package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPacketNames.ANNOUNCEMENT;
import static io.parley.dialect.beej.BeejPacketNames.BY;
import static io.parley.dialect.beej.BeejPacketNames.CHAT;
import static io.parley.dialect.beej.BeejPacketNames.CODE;
import static io.parley.dialect.beej.BeejPacketNames.DELETE;
import static io.parley.dialect.beej.BeejPacketNames.EDIT;
import static io.parley.dialect.beej.BeejPacketNames.EMOJI;
import static io.parley.dialect.beej.BeejPacketNames.EMOTE;
import static io.parley.dialect.beej.BeejPacketNames.ERROR;
import static io.parley.dialect.beej.BeejPacketNames.FROM;
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
import static io.parley.dialect.beej.BeejPacketNames.SERVER_NICK;
import static io.parley.dialect.beej.BeejPacketNames.SETTING;
import static io.parley.dialect.beej.BeejPacketNames.TARGET;
import static io.parley.dialect.beej.BeejPacketNames.TIME;
import static io.parley.dialect.beej.BeejPacketNames.TO;
import static io.parley.dialect.beej.BeejPacketNames.TOPIC;
import static io.parley.dialect.beej.BeejPacketNames.TOTAL;
import static io.parley.dialect.beej.BeejPacketNames.UN;
import static io.parley.dialect.beej.BeejPacketNames.UNTIL;
import static io.parley.dialect.beej.BeejPacketNames.USERS;
import static io.parley.dialect.beej.BeejPacketNames.VALUE;
import static io.parley.dialect.beej.BeejPacketNames.WELCOME;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Answer;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Nickname;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.Problem;
import io.parley.protocol.Revision;
import io.parley.protocol.RoomAction;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.InputMemory;
import io.parley.wire.framing.ConnectionCodec;
import io.parley.wire.json.PosixTime;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** The server side for clients that know the extension packets. */
final class BeejExtendedServerCodec extends BeejServerCodec {
  private final BeejFrameWriter frames;
  private final BeejAnswerWriter answers;

  BeejExtendedServerCodec(
      BeejClientPacketReader reading, BeejFrameWriter frames, InputMemory inputMemory) {
    super(reading, inputMemory);
    this.frames = frames;
    this.answers = new BeejAnswerWriter(frames);
  }

  @Override
  ConnectionCodec<ServerMessage, ClientMessage> createConnectionCodec() {
    return ConnectionCodec.of(this, payload -> packetReader().read(payload, () -> {}));
  }

  /** Otherwise the client's own join is the confirmation. */
  @Override
  public ByteString onWelcomed(ServerMessage.Welcomed welcomed) {
    return welcomed.explicit()
        ? frames.frame(nicknamePacket(WELCOME, welcomed.nickname()))
        : ByteString.emptyByteString();
  }

  @Override
  public ByteString onMemberList(ServerMessage.MemberList present) {
    return frames.frameList(
        present.nicknames(),
        part -> {
          ObjectNode packet = frames.packet(USERS);
          ArrayNode users = packet.putArray(USERS);
          part.forEach(nickname -> users.add(nickname.value()));
          packet.put(ROOM, present.room().value());
          return present.isComplete() ? packet : packet.put(TOTAL, present.memberCount());
        });
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return stamped(presence(JOIN, joined.nickname(), joined.once()), joined.stamp());
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    ObjectNode packet = presence(LEAVE, left.nickname(), left.once());
    left.reason().ifPresent(reason -> packet.put(REASON, reason.value()));
    left.by().ifPresent(by -> packet.put(BY, by.value()));
    return stamped(packet, left.stamp());
  }

  @Override
  public ByteString onRenamed(ServerMessage.Renamed renamed) {
    return stamped(
        frames
            .packet(NICK)
            .put(OLD, renamed.previous().value())
            .put(NEW, renamed.nickname().value()),
        renamed.stamp());
  }

  /** A chat with more fields, because a client may know extensions but not this one. */
  @Override
  public ByteString onPresenceSummary(ServerMessage.PresenceSummary summary) {
    return stamped(
        serverChat(PlainTextFormatter.format(summary).value())
            .put(JOINED, summary.joined())
            .put(LEFT, summary.left()),
        summary.stamp());
  }

  @Override
  public ByteString onChatted(ServerMessage.Chatted chatted) {
    ObjectNode packet =
        nicknamePacket(CHAT, chatted.nickname()).put(MESSAGE, chatted.text().value());
    return stamped(BeejAnnotations.write(packet, chatted.annotations()), chatted.stamp());
  }

  @Override
  public ByteString onEmoted(ServerMessage.Emoted emoted) {
    ObjectNode packet =
        nicknamePacket(EMOTE, emoted.nickname()).put(MESSAGE, emoted.text().value());
    return stamped(BeejAnnotations.write(packet, emoted.annotations()), emoted.stamp());
  }

  /** A chat with more fields, because a client may know extensions but not this one. */
  @Override
  public ByteString onTopicChanged(ServerMessage.TopicChanged topic) {
    ObjectNode packet = topicSet(topic, PlainTextFormatter.format(topic).value());
    return frames.frame(
        frames.fits(packet)
            ? packet
            : topicSet(topic, topic.nickname() + " has made a long text the topic."));
  }

  /** A chat with more fields, because a client may know extensions but not this one. */
  @Override
  public ByteString onModerated(ServerMessage.Moderated moderated) {
    ObjectNode packet =
        serverChat(PlainTextFormatter.format(moderated).value())
            .put(BY, moderated.nickname().value());
    RoomAction action = moderated.action();
    if (action instanceof RoomAction.RoleChanged changed) {
      packet.put(TARGET, changed.target().value()).put(ROLE, changed.role().orElse(NONE));
    } else if (action instanceof RoomAction.SettingChanged changed) {
      packet.put(SETTING, changed.setting()).put(VALUE, changed.value());
    } else if (action instanceof RoomAction.Restricted restricted) {
      packet.put(KIND, restricted.kind().label()).put(TARGET, restricted.target());
      restricted.until().ifPresent(until -> packet.putRawValue(UNTIL, PosixTime.format(until)));
      restricted.reason().ifPresent(reason -> packet.put(REASON, reason.value()));
    } else if (action instanceof RoomAction.Lifted lifted) {
      packet.put(KIND, UN + lifted.kind().label()).put(TARGET, lifted.target());
    }
    return stamped(packet, moderated.stamp());
  }

  /** A chat with more fields, because a client may know extensions but not this one. */
  @Override
  public ByteString onRevised(ServerMessage.Revised revised) {
    return frames.frameList(
        revised.messages(),
        part -> {
          ServerMessage.Revised some =
              new ServerMessage.Revised(
                  revised.nickname(), revised.revision(), part, revised.stamp());
          String words = PlainTextFormatter.format(some).map(Text::value).orElse("");
          ObjectNode packet = revision(some, words);
          return frames.fits(packet)
              ? packet
              : revision(some, revised.nickname() + " corrected a long text.");
        });
  }

  private ObjectNode revision(ServerMessage.Revised revised, String words) {
    ObjectNode packet = serverChat(words).put(BY, revised.nickname().value());
    if (revised.revision() instanceof Revision.Reacted reacted) {
      packet.put(REVISED, REACT).put(EMOJI, reacted.emoji().value());
      if (!reacted.added()) {
        packet.put(REMOVE, true);
      }
    } else {
      packet.put(REVISED, revised.revision() instanceof Revision.Edited ? EDIT : DELETE);
    }
    BeejHistoryEntries.write(packet.putArray(MESSAGES), revised.messages());
    return BeejStampFields.write(packet, revised.stamp());
  }

  /** A chat with more fields, because a client may know extensions but not this one. */
  @Override
  public ByteString onInvited(ServerMessage.Invited invited) {
    return frames.frame(
        serverChat(PlainTextFormatter.format(invited).value())
            .put(BY, invited.by().value())
            .put(INVITE, invited.room().value()));
  }

  /**
   * A chat with more fields, because a client may know extensions but not this one. The text is
   * twice in it, unless it is too long for that.
   */
  @Override
  public ByteString onAnnounced(ServerMessage.Announced announced) {
    ObjectNode packet = announcement(announced, PlainTextFormatter.format(announced).value());
    return frames.frame(
        frames.fits(packet)
            ? packet
            : announcement(announced, "announcement by " + announced.by() + ", a long one"));
  }

  private ObjectNode announcement(ServerMessage.Announced announced, String message) {
    return serverChat(message)
        .put(BY, announced.by().value())
        .put(ANNOUNCEMENT, announced.text().value());
  }

  @Override
  public ByteString onPrivateMessage(ServerMessage.PrivateMessage message) {
    ObjectNode packet =
        frames
            .packet(PM)
            .put(FROM, message.from().value())
            .put(TO, message.to().value())
            .put(MESSAGE, message.text().value());
    message
        .kept()
        .ifPresent(
            kept -> packet.put(ID, kept.id()).putRawValue(TIME, PosixTime.format(kept.time())));
    if (message.isPast()) {
      packet.put(PAST, true);
    } else if (message.isLeft()) {
      packet.put(LEFT, true);
    }
    return frames.frame(packet);
  }

  @Override
  public ByteString onNotice(ServerMessage.Notice notice) {
    return frames.frameText(notice.text().value(), this::serverChat);
  }

  @Override
  public ByteString onAnswered(ServerMessage.Answered answered) {
    return answered.answer().accept(answers);
  }

  /** The messages, marked as backlog, and the topic as a notice, which every client can show. */
  @Override
  public ByteString onBacklog(ServerMessage.Backlog backlog) {
    ByteString messages =
        backlog.messages().isEmpty() ? ByteString.emptyByteString() : answers.backlog(backlog);
    return backlog
        .topic()
        .map(text -> new Answer.Topic(backlog.room(), Optional.of(text)).toPlainText().get(0))
        .map(text -> messages.concat(onNotice(new ServerMessage.Notice(text))))
        .orElse(messages);
  }

  @Override
  public ByteString onMarkedRead(ServerMessage.MarkedRead marked) {
    return frames.frame(frames.packet(READ).put(ROOM, marked.room().value()).put(ID, marked.id()));
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return frames.frame(frames.packet(PONG));
  }

  @Override
  ByteString refusal(Problem problem) {
    ObjectNode packet =
        frames.packet(ERROR).put(CODE, problem.code().name()).put(MESSAGE, problem.message());
    return frames.frame(
        problem.code() == Problem.Code.LOCKED_OUT ? packet.put(UNTIL, problem.subject()) : packet);
  }

  private ObjectNode topicSet(ServerMessage.TopicChanged topic, String words) {
    ObjectNode packet =
        serverChat(words).put(TOPIC, topic.text().value()).put(BY, topic.nickname().value());
    return BeejStampFields.write(packet, topic.stamp());
  }

  private ObjectNode serverChat(String message) {
    return frames.packet(CHAT).put(NICK, SERVER_NICK).put(MESSAGE, message);
  }

  private ByteString stamped(ObjectNode packet, Stamp stamp) {
    return frames.frame(BeejStampFields.write(packet, stamp));
  }

  private ObjectNode presence(String type, Nickname nickname, boolean once) {
    ObjectNode packet = nicknamePacket(type, nickname);
    return once ? packet.put(ONCE, true) : packet;
  }

  private ObjectNode nicknamePacket(String type, Nickname nickname) {
    return frames.packet(type).put(NICK, nickname.value());
  }
}
