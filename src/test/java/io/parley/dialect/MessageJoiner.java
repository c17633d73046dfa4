package io.parley.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.PlainTextFormatter;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Text;
import io.parley.wire.text.ChineseErrorText;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Joins messages that were sent as several packets. */
final class MessageJoiner {
  private MessageJoiner() {}

  static ClientMessage fromClient(List<ClientMessage> pieces) {
    ClientMessage first = pieces.get(0);
    if (first instanceof ClientMessage.Chat) {
      return new ClientMessage.Chat(joined(pieces, piece -> ((ClientMessage.Chat) piece).text()));
    }
    if (first instanceof ClientMessage.PrivateMessage sent) {
      return new ClientMessage.PrivateMessage(
          sent.target(), joined(pieces, piece -> ((ClientMessage.PrivateMessage) piece).text()));
    }
    assertEquals(1, pieces.size());
    return first;
  }

  /** The part of a message that a client of the dialect can read. */
  static ServerMessage expected(String dialect, ServerMessage message) {
    if (message instanceof ServerMessage.Emoted emoted) {
      return new ServerMessage.Chatted(
          emoted.nickname(), Text.sanitize("*" + emoted.text().value() + "*"));
    }
    if (dialect.equals("login") && message instanceof ServerMessage.Refused refused) {
      Problem problem = refused.problem();
      return new ServerMessage.Refused(
          new Problem(problem.code(), ChineseErrorText.format(problem)));
    }
    if (message instanceof ServerMessage.TopicChanged topic) {
      return new ServerMessage.Notice(PlainTextFormatter.format(topic));
    }
    if (message instanceof ServerMessage.PresenceSummary summary) {
      return new ServerMessage.Notice(PlainTextFormatter.format(summary));
    }
    if (message instanceof ServerMessage.Invited invited) {
      return new ServerMessage.Notice(PlainTextFormatter.format(invited));
    }
    if (message instanceof ServerMessage.Announced announced) {
      return new ServerMessage.Notice(PlainTextFormatter.format(announced));
    }
    if (message instanceof ServerMessage.Answered answered) {
      return new ServerMessage.Notice(
          Text.sanitize(joined(answered.answer().toPlainText(), Text::value)));
    }
    return message;
  }

  /** Joins the pieces of a message. */
  static ServerMessage fromServer(ServerMessage sent, List<ServerMessage> pieces) {
    ServerMessage first = pieces.get(0);
    if (first instanceof ServerMessage.Chatted chatted) {
      assertEquals(
          Set.of(chatted.nickname()),
          pieces.stream()
              .map(piece -> ((ServerMessage.Chatted) piece).nickname())
              .collect(Collectors.toSet()));
      boolean stars = sent instanceof ServerMessage.Emoted;
      String text =
          joined(
              pieces,
              piece -> {
                String one = ((ServerMessage.Chatted) piece).text().value();
                return stars ? one.substring(1, one.length() - 1) : one;
              });
      return new ServerMessage.Chatted(
          chatted.nickname(), Text.sanitize(stars ? "*" + text + "*" : text));
    }
    if (first instanceof ServerMessage.PrivateMessage one) {
      String text = joined(pieces, piece -> ((ServerMessage.PrivateMessage) piece).text().value());
      return new ServerMessage.PrivateMessage(one.from(), one.to(), Text.sanitize(text));
    }
    if (first instanceof ServerMessage.Notice) {
      return new ServerMessage.Notice(
          Text.sanitize(joined(pieces, piece -> ((ServerMessage.Notice) piece).text().value())));
    }
    assertEquals(1, pieces.size());
    return first;
  }

  private static <M> String joined(List<M> pieces, Function<M, String> text) {
    return pieces.stream().map(text).collect(Collectors.joining());
  }
}
