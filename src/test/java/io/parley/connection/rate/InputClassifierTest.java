package io.parley.connection.rate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.protocol.ClientMessage;
import io.parley.protocol.Problem;
import io.parley.protocol.Request;
import io.parley.wire.flow.DecodeResult;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InputClassifierTest {
  private static final Problem PROBLEM = new Problem(Problem.Code.NOT_JSON, "No JSON.");
  private static final Optional<String> HERE = Optional.empty();

  @Test
  void what_others_see_is_a_text() {
    assertKind(
        InputKind.TEXTS,
        new ClientMessage.Chat("hi"),
        new ClientMessage.PrivateMessage("pat", "hi"),
        request(new Request.Emote("waves")),
        request(new Request.Topic(Optional.of("tea"))),
        request(new Request.Away(Optional.of("lunch"))));
  }

  @Test
  void what_only_the_sender_sees_is_a_question() {
    assertKind(
        InputKind.QUESTIONS,
        new ClientMessage.Ping(),
        request(new Request.ListMembers(HERE)),
        request(new Request.ListRooms()),
        request(new Request.Topic(Optional.empty())),
        request(new Request.Whois("pat")),
        request(new Request.History(HERE, OptionalInt.empty(), OptionalLong.empty())),
        request(new Request.Search("tea", OptionalInt.empty())),
        request(new Request.MarkRead(HERE, 7)),
        request(new Request.ListUnread()));
  }

  @Test
  void joins_and_nicknames_have_kinds_of_their_own() {
    assertKind(InputKind.JOINS, request(new Request.Join("tea")), request(new Request.Part(HERE)));
    assertKind(InputKind.NICKNAMES, new ClientMessage.Hello("pat"));
  }

  @Test
  void last_input_of_a_connection_has_no_rate() {
    assertEquals(Optional.empty(), kind(new DecodeResult.Unrecoverable<>(PROBLEM)));
    assertEquals(Optional.empty(), kind(new DecodeResult.Message<>(new ClientMessage.Quit())));
  }

  @Test
  void malformed_input_has_a_kind_of_its_own() {
    assertEquals(Optional.of(InputKind.MALFORMED), kind(new DecodeResult.Malformed<>(PROBLEM)));
  }

  private static void assertKind(InputKind expected, ClientMessage... messages) {
    for (ClientMessage message : List.of(messages)) {
      assertEquals(
          Optional.of(expected), kind(new DecodeResult.Message<>(message)), message::toString);
    }
  }

  private static Optional<InputKind> kind(DecodeResult<ClientMessage> input) {
    return input.accept(InputClassifier.INSTANCE);
  }

  private static ClientMessage request(Request request) {
    return new ClientMessage.RequestMessage(request);
  }
}
