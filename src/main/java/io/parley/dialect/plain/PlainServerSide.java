package io.parley.dialect.plain;

import io.parley.dialect.CodedText;
import io.parley.dialect.Received;
import io.parley.dialect.TextServerSide;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;

/** What the server says: what guests say as it is, and the name before what others say. */
final class PlainServerSide extends TextServerSide {
  PlainServerSide(Wire wire) {
    super(wire);
  }

  @Override
  protected Received<ClientMessage> read(String text) {
    return new Received.Message<>(new ClientMessage.Chat(text));
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of();
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of();
  }

  @Override
  public List<String> onPresent(ServerMessage.Present present) {
    return List.of();
  }

  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return List.of();
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return List.of();
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    return said(chatted.nickname().isGuest() ? "" : chatted.nickname() + ": ", chatted.text(), "");
  }

  @Override
  public List<String> onEmoted(ServerMessage.Emoted emoted) {
    return said("* " + emoted.nickname() + " ", emoted.text(), "");
  }

  @Override
  public List<String> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return said(message.from() + " (private): ", message.text(), "");
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return said("*** ", notice.text(), "");
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return problem.code() == Problem.Code.TEXT_EMPTY // an empty line is no mistake
        ? List.of()
        : List.of("*** " + CodedText.of(problem));
  }

  @Override
  public List<String> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of();
  }
}
