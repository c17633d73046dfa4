package io.parley.wire.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.parley.dialect.DialectTestKit;
import io.parley.dialect.SampleExchanges;
import io.parley.protocol.Nickname;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import java.util.List;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A client gets no echo of its own messages, but its own topic changes. */
class EchoFilterTest {
  private static final DialectTestKit KIT = new DialectTestKit();
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname CHRIS = new Nickname("chris");
  private static final Text HI = Text.sanitize("hi");

  @AfterAll
  static void end() {
    KIT.close();
  }

  @Test
  void own_messages_are_removed() {
    List<ServerMessage> own =
        List.of(
            new ServerMessage.Chatted(PAT, HI),
            new ServerMessage.Emoted(PAT, HI),
            new ServerMessage.PrivateMessage(PAT, CHRIS, HI));
    assertEquals(List.of(), received(own));
  }

  @Test
  void messages_of_others_pass() {
    List<ServerMessage> messages =
        List.of(
            new ServerMessage.Joined(PAT),
            new ServerMessage.Chatted(CHRIS, HI),
            new ServerMessage.PrivateMessage(CHRIS, PAT, HI),
            new ServerMessage.PrivateMessage(PAT, PAT, HI));
    assertEquals(messages, received(messages));
  }

  @Test
  void own_topic_change_passes() {
    List<ServerMessage> set =
        List.of(new ServerMessage.TopicChanged(PAT, Text.sanitize("cake"), Stamp.UNKNOWN));
    assertEquals(set, received(set));
    List<ServerMessage> answers =
        SampleExchanges.answers().stream().<ServerMessage>map(ServerMessage.Answered::new).toList();
    assertEquals(answers, received(answers));
  }

  /** The messages that pass the filter to pat. */
  private static List<ServerMessage> received(List<ServerMessage> messages) {
    List<Batch<ServerMessage>> batches =
        List.of(Batch.of(new ServerMessage.Welcomed(PAT)), Batch.copyOf(messages));
    return KIT.all(
        Source.from(batches).via(EchoFilter.create()).drop(1).mapConcat(Batch::messages));
  }
}
