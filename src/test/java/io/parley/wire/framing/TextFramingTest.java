package io.parley.wire.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.dialect.DialectTestKit;
import io.parley.protocol.Problem;
import io.parley.wire.flow.DecodeResult;
import io.parley.wire.flow.InputMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ends of texts without frames. */
class TextFramingTest {
  private static final Duration SILENCE = Duration.ofMillis(50);
  private static final int MAX_TEXT = 4096;

  private final ActorTestKit kit =
      ActorTestKit.create("text", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestProbe<DecodeResult<String>> texts = kit.createTestProbe();
  private final TestProbe<String> ended = kit.createTestProbe();

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @Test
  void newline_ends_text() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "one\r\ntwo\n\nth");
    expect("one", "two", "");
    send(peer, "ree\n");
    expect("three");
  }

  @Test
  void silence_ends_text_before_first_newline() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "hel");
    time.expectNoMessageFor(Duration.ofMillis(49), texts);
    send(peer, "lo");
    time.expectNoMessageFor(Duration.ofMillis(49), texts);
    time.timePasses(Duration.ofMillis(1));
    expect("hello");
    send(peer, "again");
    time.timePasses(SILENCE);
    expect("again");
  }

  @Test
  void only_newlines_end_text_after_first_newline() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "pat\nhel");
    expect("pat");
    time.expectNoMessageFor(Duration.ofMinutes(1), texts);
    send(peer, "lo\n");
    expect("hello");
  }

  @Test
  void client_framing_ends_text_on_silence_after_newlines() {
    BoundedSourceQueue<ByteString> server = run(TextFraming.forClient(SILENCE, MAX_TEXT));
    send(server, "refused\nprompt:");
    expect("refused");
    time.timePasses(SILENCE);
    expect("prompt:");
  }

  @Test
  void full_read_is_a_text_without_split_characters() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "x" + "好".repeat(400));
    time.timePasses(SILENCE);
    expect("x" + "好".repeat(341));
    expect("好".repeat(59));
  }

  /** A person's first line, in as many chunks as the network makes of it. */
  @Test
  void first_line_of_maximum_length_is_one_text() {
    BoundedSourceQueue<ByteString> peer = person();
    ByteString line = ByteString.fromString("😀".repeat(MAX_TEXT) + "\r\n", StandardCharsets.UTF_8);
    for (ByteString rest = line; rest.nonEmpty(); rest = rest.drop(1000)) {
      peer.offer(rest.take(1000));
    }
    expect("😀".repeat(MAX_TEXT));
  }

  @Test
  void split_character_is_read() {
    BoundedSourceQueue<ByteString> peer = person();
    ByteString emoji = ByteString.fromString("🎉\n", StandardCharsets.UTF_8);
    for (int i = 0; i < emoji.size(); i++) {
      peer.offer(emoji.slice(i, i + 1));
    }
    expect("🎉");
  }

  @Test
  void malformed_utf8_is_replaced() {
    BoundedSourceQueue<ByteString> peer = person();
    peer.offer(ByteString.fromArray(new byte[] {'a', (byte) 0xFF, (byte) 0xC3, 'b', '\n'}));
    expect("a\uFFFD\uFFFDb");
  }

  @Test
  void line_over_limit_is_refused_once_and_next_line_is_read() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "pat\n");
    expect("pat");
    for (int i = 0; i < 1000; i++) {
      send(peer, "x".repeat(10_000)); // 10 MB in all
    }
    send(peer, "\nstill here\n");
    refused();
    expect("still here");
  }

  @Test
  void line_of_maximum_length_is_read() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "pat\n" + "😀".repeat(MAX_TEXT) + "\n" + "😀".repeat(MAX_TEXT + 1) + "\nend\n");
    expect("pat", "😀".repeat(MAX_TEXT));
    refused();
    expect("end");
  }

  @Test
  void text_without_pause_is_refused_at_limit_until_it_pauses() {
    BoundedSourceQueue<ByteString> peer = person();
    for (int i = 0; i < 100; i++) {
      send(peer, "y".repeat(1024));
    }
    for (int i = 0; i < MAX_TEXT / 1024; i++) {
      expect("y".repeat(1024));
    }
    refused();
    time.timePasses(SILENCE);
    send(peer, "calm");
    time.timePasses(SILENCE);
    expect("calm");
  }

  @Test
  void end_of_input_ends_text() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "bye");
    peer.complete();
    expect("bye");
    ended.expectMessage("ended");
  }

  @Test
  void ctrl_d_ends_input() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "pat\n\u0004\n");
    expect("pat");
    ended.expectMessage("ended");
  }

  @Test
  void text_is_complete_at_any_split() {
    String all = "one\ntwo 你好\r\n\nthree 🎉\n";
    ByteString bytes = ByteString.fromString(all, StandardCharsets.UTF_8);
    for (int i = 1; i < bytes.size(); i++) {
      List<String> read = new ArrayList<>();
      DialectTestKit.await(
              Source.from(List.of(bytes.take(i), ByteString.emptyByteString(), bytes.drop(i)))
                  .via(
                      TextFraming.forServer(
                          SILENCE, MAX_TEXT, new AtomicBoolean(true), InputMemory.UNBOUNDED))
                  .runWith(Sink.seq(), kit.system()))
          .forEach(text -> read.add(((DecodeResult.Message<String>) text).message()));
      assertEquals(List.of("one", "two 你好", "", "three 🎉"), read);
    }
  }

  /** Texts longer than one read, before and after the first newline, and malformed UTF-8. */
  static Stream<ByteString> longInput() {
    ByteString continuations = ByteString.fromArray("\u0080".repeat(2100).getBytes(ISO_8859_1));
    return Stream.of(
            "x".repeat(1024),
            "x".repeat(1024) + "\n",
            "x".repeat(1024) + "\r\nlater",
            "x".repeat(1023) + "\u597d".repeat(400),
            "x".repeat(1022) + "\uD83C\uDF89" + "\n" + "x".repeat(2000) + "\r\nlater",
            "\u597d".repeat(1500) + "\nlater",
            "x".repeat(MAX_TEXT),
            "x".repeat(MAX_TEXT + 1),
            "x".repeat(3 * MAX_TEXT) + "\nlater",
            "\u597d".repeat(3 * MAX_TEXT) + "\nlater",
            "pat\n" + "\uD83C\uDF89".repeat(MAX_TEXT) + "\r\nlater",
            "pat\n" + "x".repeat(MAX_TEXT + 1) + "\r\nlater")
        .map(text -> ByteString.fromString(text, StandardCharsets.UTF_8))
        .flatMap(text -> Stream.of(text, text.concat(continuations)));
  }

  @ParameterizedTest
  @MethodSource("longInput")
  void texts_longer_than_one_read_do_not_depend_on_the_chunks(ByteString input) {
    List<DecodeResult<String>> whole = readInChunks(input, input.size());
    for (int size : new int[] {1, 2, 3, 7, 511, 1000, 1023, 1024, 1025, 2048, 4099}) {
      assertEquals(whole, readInChunks(input, size), "chunks of " + size);
    }
  }

  private List<DecodeResult<String>> readInChunks(ByteString input, int size) {
    List<ByteString> chunks = new ArrayList<>();
    for (ByteString rest = input; rest.nonEmpty(); rest = rest.drop(size)) {
      chunks.add(rest.take(size));
    }
    return DialectTestKit.await(
        Source.from(chunks)
            .via(
                TextFraming.forServer(
                    SILENCE, MAX_TEXT, new AtomicBoolean(), InputMemory.UNBOUNDED))
            .runWith(Sink.seq(), kit.system()));
  }

  @Test
  void text_over_the_limit_is_refused_after_its_full_reads() {
    BoundedSourceQueue<ByteString> peer = person();
    send(peer, "x".repeat(3 * MAX_TEXT));
    time.timePasses(SILENCE);
    for (int i = 0; i < MAX_TEXT / 1024; i++) {
      expect("x".repeat(1024));
    }
    refused();
    send(peer, "calm\n");
    expect("calm");
  }

  private BoundedSourceQueue<ByteString> person() {
    return run(
        TextFraming.forServer(SILENCE, MAX_TEXT, new AtomicBoolean(), InputMemory.UNBOUNDED));
  }

  private BoundedSourceQueue<ByteString> run(TextFraming framing) {
    return Source.<ByteString>queue(2000)
        .via(framing)
        .wireTap(Sink.onComplete(done -> ended.getRef().tell("ended")))
        .to(Sink.foreach(text -> texts.getRef().tell(text)))
        .run(kit.system());
  }

  /** Returns when the stage has pulled the chunk, so that virtual time may pass. */
  private static void send(BoundedSourceQueue<ByteString> peer, String text) {
    assertTrue(peer.offer(ByteString.fromString(text, StandardCharsets.UTF_8)).isEnqueued());
    while (peer.size() > 0) {
      Thread.onSpinWait();
    }
  }

  private void expect(String... expected) {
    for (String text : expected) {
      assertEquals(new DecodeResult.Message<>(text), texts.receiveMessage());
    }
  }

  private void refused() {
    DecodeResult<String> answer = texts.receiveMessage();
    Problem problem = assertInstanceOf(DecodeResult.Malformed.class, answer).problem();
    assertEquals(Problem.Code.TEXT_TOO_LONG, problem.code());
    assertEquals("4096", problem.subject());
  }
}
