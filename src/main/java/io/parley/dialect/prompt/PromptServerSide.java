package io.parley.dialect.prompt;

import io.parley.dialect.ChineseWords;
import io.parley.dialect.Received;
import io.parley.dialect.TextServerSide;
import io.parley.dialect.Wire;
import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import java.util.List;

/** What the server says: each line ends in a newline, save the prompt and the last word. */
final class PromptServerSide extends TextServerSide {
  PromptServerSide(Wire wire) {
    super(wire);
  }

  @Override
  protected Received<ClientMessage> read(String text) {
    return new Received.Message<>(
        text.equals(PromptWords.QUIT) ? new ClientMessage.Quit() : new ClientMessage.Chat(text));
  }

  @Override
  public List<String> onNicknameRequested(ServerMessage.NicknameRequested requested) {
    return List.of(PromptWords.PROMPT);
  }

  @Override
  public List<String> onWelcomed(ServerMessage.Welcomed welcomed) {
    return List.of(PromptWords.ACCEPTED + "\n");
  }

  @Override
  public List<String> onPresent(ServerMessage.Present present) {
    return List.of();
  }

  @Override
  public List<String> onJoined(ServerMessage.Joined joined) {
    return List.of(PromptWords.SYSTEM + joined.nickname() + PromptWords.HAS_JOINED + "\n");
  }

  @Override
  public List<String> onLeft(ServerMessage.Left left) {
    return List.of(PromptWords.SYSTEM + left.nickname() + PromptWords.HAS_LEFT + "\n");
  }

  @Override
  public List<String> onChatted(ServerMessage.Chatted chatted) {
    return said(chatted.nickname() + ":", chatted.text(), "\n");
  }

  @Override
  public List<String> onEmoted(ServerMessage.Emoted emoted) {
    return said("* " + emoted.nickname() + " ", emoted.text(), "\n");
  }

  @Override
  public List<String> onPrivateMessage(ServerMessage.PrivateMessage message) {
    return said(message.from() + PromptWords.PRIVATELY + ":", message.text(), "\n");
  }

  @Override
  public List<String> onNotice(ServerMessage.Notice notice) {
    return said(PromptWords.SYSTEM + ":", notice.text(), "\n");
  }

  @Override
  public List<String> onRefused(ServerMessage.Refused refused) {
    Problem problem = refused.problem();
    return switch (problem.code()) {
      case TEXT_EMPTY -> List.of(); // an empty line is no mistake
      case NICKNAME_TAKEN -> List.of(PromptWords.TAKEN + "\n");
      default -> List.of(ChineseWords.of(problem) + " [" + problem.code() + "]\n");
    };
  }

  @Override
  public List<String> onPong(ServerMessage.Pong pong) {
    return List.of();
  }

  @Override
  public List<String> onGoodbye(ServerMessage.Goodbye goodbye) {
    return List.of(PromptWords.GOODBYE);
  }
}
