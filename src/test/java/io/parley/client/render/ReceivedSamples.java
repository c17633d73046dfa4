package io.parley.client.render;

import io.parley.dialect.SampleExchanges;
import io.parley.protocol.Annotations;
import io.parley.protocol.Answer;
import io.parley.protocol.Emoji;
import io.parley.protocol.EmojiReaction;
import io.parley.protocol.Nickname;
import io.parley.protocol.Problem;
import io.parley.protocol.ServerMessage;
import io.parley.protocol.Stamp;
import io.parley.protocol.Text;
import io.parley.wire.flow.DecodeResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every kind of message that a client can receive, with and without optional parts. */
final class ReceivedSamples {
  private static final Nickname PAT = new Nickname("pat");
  private static final Nickname MING = new Nickname("小明");
  private static final Problem TAKEN =
      new Problem(Problem.Code.NICKNAME_TAKEN, "The nickname pat is taken.", "pat");

  private ReceivedSamples() {}

  static List<DecodeResult<ServerMessage>> all() {
    List<ServerMessage> messages = new ArrayList<>();
    messages.add(new ServerMessage.NicknameRequested());
    messages.add(new ServerMessage.Welcomed(PAT));
    messages.add(new ServerMessage.Joined(PAT));
    messages.add(new ServerMessage.Left(PAT));
    messages.add(new ServerMessage.Chatted(MING, Text.sanitize("one\n\t\"two\" \\ 🎊\u001b[2J")));
    messages.add(new ServerMessage.Emoted(PAT, Text.sanitize("goes out")));
    messages.addAll(
        SampleExchanges.stamped().stream()
            .filter(message -> message.toString().length() < 1000)
            .toList());
    messages.add(
        new ServerMessage.Emoted(
            PAT,
            Text.sanitize("smiles"),
            SampleExchanges.STORED_STAMP,
            new Annotations(
                Optional.empty(),
                Optional.of(SampleExchanges.EARLIER),
                Optional.empty(),
                List.of(new EmojiReaction(new Emoji("🎉"), 1, List.of(MING))))));
    messages.add(
        new ServerMessage.Renamed(
            MING, PAT, new Stamp(SampleExchanges.TEA, SampleExchanges.EARLIER)));
    messages.add(new ServerMessage.Renamed(PAT, MING, Stamp.UNKNOWN));
    messages.add(new ServerMessage.TopicChanged(PAT, Text.sanitize(""), Stamp.UNKNOWN));
    messages.add(new ServerMessage.PrivateMessage(MING, PAT, Text.sanitize("psst")));
    messages.add(SampleExchanges.kept(7, ServerMessage.PrivateMessage.Delivery.NOW));
    messages.add(SampleExchanges.kept(8, ServerMessage.PrivateMessage.Delivery.LEFT));
    messages.add(SampleExchanges.kept(9, ServerMessage.PrivateMessage.Delivery.PAST));
    messages.add(new ServerMessage.Invited(MING, SampleExchanges.TEA));
    messages.add(new ServerMessage.Announced(MING, Text.sanitize("tea at five")));
    messages.add(new ServerMessage.Notice(Text.sanitize("It is late.")));
    messages.add(new ServerMessage.Refused(TAKEN));
    messages.add(new ServerMessage.Pong());
    messages.add(new ServerMessage.Goodbye(Optional.of(PAT)));
    messages.add(new ServerMessage.Goodbye(Optional.empty()));
    SampleExchanges.answers().forEach(answer -> messages.add(new ServerMessage.Answered(answer)));
    messages.add(
        new ServerMessage.Answered(
            new Answer.Whois(PAT, List.of(), Instant.EPOCH, Optional.empty())));
    messages.add(
        new ServerMessage.Backlog(
            SampleExchanges.TEA,
            Optional.of(Text.sanitize("cake")),
            SampleExchanges.storedMessages(SampleExchanges.TEA)));
    messages.add(new ServerMessage.Backlog(SampleExchanges.TEA, Optional.empty(), List.of()));
    List<DecodeResult<ServerMessage>> all = new ArrayList<>();
    messages.forEach(message -> all.add(new DecodeResult.Message<>(message)));
    all.add(new DecodeResult.Malformed<>(new Problem(Problem.Code.NOT_JSON, "That was not JSON.")));
    all.add(
        new DecodeResult.Unrecoverable<>(
            new Problem(Problem.Code.FRAME_EMPTY, "An empty frame says nothing.")));
    return all;
  }
}
