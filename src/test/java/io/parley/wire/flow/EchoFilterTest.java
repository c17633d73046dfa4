package io.parley.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.dialect.SampleExchanges;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection gets no echo of its own texts, but its own topic changes. */
class EchoFilterTest {
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname CHRIS = new Nickname("chris");
  private static final Text HI = Text.sanitize("hi");

  @Test
  void own_messages_are_removed() {
    List<ServerMessage> own =
        List.of(
            new ServerMessage.Chatted(PAT, HI),
            new ServerMessage.Emoted(PAT, HI),
            new ServerMessage.PrivateMessage(PAT, CHRIS, HI));
    assertEquals(List.of(), received(Batch.copyOf(own).asOwn()));
  }

  @Test
  void messages_of_others_and_of_other_connections_of_the_account_pass() {
    List<ServerMessage> messages =
        List.of(
            new ServerMessage.Welcomed(PAT),
            new ServerMessage.Joined(PAT),
            new ServerMessage.Chatted(PAT, HI),
            new ServerMessage.Chatted(CHRIS, HI),
            new ServerMessage.PrivateMessage(PAT, CHRIS, HI),
            new ServerMessage.PrivateMessage(CHRIS, PAT, HI));
    assertEquals(messages, received(Batch.copyOf(messages)));
  }

  @Test
  void only_the_own_ones_of_equal_texts_are_removed() {
    ServerMessage text = new ServerMessage.Chatted(PAT, HI);
    BitSet second = new BitSet();
    second.set(1);
    assertEquals(
        List.of(text, text), received(Batch.copyOf(List.of(text, text, text)).withOwn(second)));
  }

  @Test
  void private_message_to_oneself_passes() {
    List<ServerMessage> sent = List.of(new ServerMessage.PrivateMessage(PAT, PAT, HI));
    assertEquals(sent, received(Batch.copyOf(sent).asOwn()));
  }

  @Test
  void own_topic_change_passes() {
    List<ServerMessage> set =
        List.of(new ServerMessage.TopicChanged(PAT, Text.sanitize("cake"), Stamp.UNKNOWN));
    assertEquals(set, received(Batch.copyOf(set).asOwn()));
    List<ServerMessage> answers =
        SampleExchanges.answers().stream().<ServerMessage>map(ServerMessage.Answered::new).toList();
    assertEquals(answers, received(Batch.copyOf(answers)));
  }

  private static List<ServerMessage> received(Batch<ServerMessage> batch) {
    return EchoFilter.removeOwn(batch).messages();
  }
}
