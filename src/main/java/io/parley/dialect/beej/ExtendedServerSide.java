package io.parley.dialect.beej;

import static io.parley.dialect.beej.BeejPackets.BY;
import static io.parley.dialect.beej.BeejPackets.CHAT;
import static io.parley.dialect.beej.BeejPackets.CODE;
import static io.parley.dialect.beej.BeejPackets.EMOTE;
import static io.parley.dialect.beej.BeejPackets.ERROR;
import static io.parley.dialect.beej.BeejPackets.FROM;
import static io.parley.dialect.beej.BeejPackets.JOIN;
import static io.parley.dialect.beej.BeejPackets.LEAVE;
import static io.parley.dialect.beej.BeejPackets.MESSAGE;
import static io.parley.dialect.beej.BeejPackets.NICK;
import static io.parley.dialect.beej.BeejPackets.PM;
import static io.parley.dialect.beej.BeejPackets.PONG;
import static io.parley.dialect.beej.BeejPackets.ROOM;
import static io.parley.dialect.beej.BeejPackets.SERVER_NICK;
import static io.parley.dialect.beej.BeejPackets.TO;
import static io.parley.dialect.beej.BeejPackets.TOPIC;
import static io.parley.dialect.beej.BeejPackets.USERS;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parley.protocol.Answer;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.Said;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import java.util.Optional;
import org.apache.pekko.util.ByteString;

/** What the server says to clients that know the extension packets. */
final class ExtendedServerSide extends BeejServerSide {
  private final BeejFrames frames;
  private final AnswerPackets answers;

  ExtendedServerSide(ClientPackets reading, BeejFrames frames) {
    super(reading);
    this.frames = frames;
    this.answers = new AnswerPackets(frames);
  }

  @Override
  public ByteString onPresent(ServerMessage.Present present) {
    return frames.list(
        present.nicknames(),
        part -> {
          ObjectNode packet = frames.packet(USERS);
          ArrayNode users = packet.putArray(USERS);
          part.forEach(nickname -> users.add(nickname.value()));
          return packet.put(ROOM, present.room().value());
        });
  }

  @Override
  public ByteString onJoined(ServerMessage.Joined joined) {
    return stamped(about(JOIN, joined.nickname()), joined.stamp());
  }

  @Override
  public ByteString onLeft(ServerMessage.Left left) {
    return stamped(about(LEAVE, left.nickname()), left.stamp());
  }

  @Override
  public ByteString onChatted(ServerMessage.Chatted chatted) {
    return stamped(
        about(CHAT, chatted.nickname()).put(MESSAGE, chatted.text().value()), chatted.stamp());
  }

  @Override
  public ByteString onEmoted(ServerMessage.Emoted emoted) {
    return stamped(
        about(EMOTE, emoted.nickname()).put(MESSAGE, emoted.text().value()), emoted.stamp());
  }

  /** A chat, because not every program that knows extensions need know this one. */
  @Override
  public ByteString onTopicSet(ServerMessage.TopicSet topic) {
    ObjectNode packet = topicSet(topic, Said.inWords(topic).value());
    return frames.frame(
        frames.fits(packet)
            ? packet
            : topicSet(topic, topic.nickname() + " has made a long text the topic."));
  }

  @Override
  public ByteString onPrivateMessage(ServerMessage.PrivateMessage message) {
    return frames.frame(
        frames
            .packet(PM)
            .put(FROM, message.from().value())
            .put(TO, message.to().value())
            .put(MESSAGE, message.text().value()));
  }

  @Override
  public ByteString onNotice(ServerMessage.Notice notice) {
    return frames.text(notice.text().value(), this::serverSays);
  }

  @Override
  public ByteString onAnswered(ServerMessage.Answered answered) {
    return answered.answer().accept(answers);
  }

  /** The past, marked as told unasked, and what the room is about in words that all can show. */
  @Override
  public ByteString onRecalled(ServerMessage.Recalled recalled) {
    ByteString past =
        recalled.messages().isEmpty() ? ByteString.emptyByteString() : answers.recalled(recalled);
    return recalled
        .topic()
        .map(text -> new Answer.Topic(recalled.room(), Optional.of(text)).inWords().get(0))
        .map(words -> past.concat(onNotice(new ServerMessage.Notice(words))))
        .orElse(past);
  }

  @Override
  public ByteString onPong(ServerMessage.Pong pong) {
    return frames.frame(frames.packet(PONG));
  }

  @Override
  ByteString refusal(Problem problem) {
    return frames.frame(
        frames.packet(ERROR).put(CODE, problem.code().name()).put(MESSAGE, problem.message()));
  }

  private ObjectNode topicSet(ServerMessage.TopicSet topic, String words) {
    ObjectNode packet =
        serverSays(words).put(TOPIC, topic.topic().value()).put(BY, topic.nickname().value());
    return Stamps.write(packet, topic.stamp());
  }

  private ObjectNode serverSays(String message) {
    return frames.packet(CHAT).put(NICK, SERVER_NICK).put(MESSAGE, message);
  }

  private ByteString stamped(ObjectNode packet, Stamp stamp) {
    return frames.frame(Stamps.write(packet, stamp));
  }

  private ObjectNode about(String type, Nickname nickname) {
    return frames.packet(type).put(NICK, nickname.value());
  }
}
