package io.parley.connection.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.TestServers;
import io.parley.connection.OutputBudget;
import io.parley.tls.TestCertificates;
import io.parley.tls.TlsProtocol;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** The stage of TLS between a dialect and a socket that read only what the test asks for. */
class TlsStageTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MANY = 1_000_000;
  private static final TestCertificates.Identity IDENTITY =
      TestCertificates.selfSigned("localhost");
  private static final SSLContext CONTEXT = IDENTITY.serverContext();

  private final ActorTestKit kit =
      ActorTestKit.create("tls-stage", ManualTime.config().withFallback(TestServers.config()));
  private final ManualTime time = ManualTime.get(kit.system());
  private final OutputBudget budget = new OutputBudget(1_000_000);

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void handshake_waits_for_no_dialect_and_data_does(String version) throws Exception {
    Connection connection = established(version);
    connection.fromPeer("a");
    connection.fromPeer("b");
    connection.dialect.take(1);
    assertEquals("a", connection.dialect.next());
    connection.fence();
    assertEquals(0, connection.dialect.waiting(), "one was asked for");
    connection.dialect.take(1);
    assertEquals("b", connection.dialect.next());
  }

  @Test
  void socket_is_not_read_while_the_dialect_does_not_read() throws Exception {
    Connection connection = established("TLSv1.3");
    int before = connection.read.get();
    for (int i = 0; i < 10; i++) {
      connection.fromPeer("a");
    }
    connection.fence();
    assertEquals(before, connection.read.get());
    connection.dialect.take(10);
    for (int i = 0; i < 10; i++) {
      assertEquals("a", connection.dialect.next());
    }
    assertEquals(before + 10, connection.read.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void several_records_in_one_read_are_given_one_by_one(String version) throws Exception {
    Connection connection = established(version);
    connection.fromPeer(
        connection
            .peer
            .send("a")
            .concat(connection.peer.send("b"))
            .concat(connection.peer.send("c")));
    for (String expected : new String[] {"a", "b", "c"}) {
      connection.dialect.take(1);
      assertEquals(expected, connection.dialect.next());
      connection.fence();
      assertEquals(0, connection.dialect.waiting());
    }
  }

  @Test
  void clear_bytes_are_taken_only_when_the_socket_takes_bytes() throws Exception {
    Connection connection = established("TLSv1.3");
    for (int i = 0; i < 5; i++) {
      connection.toPeer(Integer.toString(i));
    }
    connection.fromPeer("fence");
    connection.dialect.take(1);
    assertEquals("fence", connection.dialect.next());
    assertEquals(0, connection.taken.get());
    for (int i = 1; i <= 5; i++) {
      connection.socket.take(1);
      connection.peer.receive(connection.socket.next());
      assertEquals(i, connection.taken.get());
    }
    assertEquals("01234", connection.peer.text());
  }

  @Test
  void large_batch_is_encrypted_as_the_socket_takes_it_and_each_write_counts() throws Exception {
    Connection connection = established("TLSv1.3");
    String large = "x".repeat(MANY);
    connection.toPeer(large);
    connection.toPeer("end");
    while (!connection.peer.text().endsWith("end")) {
      connection.socket.take(1);
      ByteString write = connection.socket.next();
      assertTrue(write.size() <= 64 * 1024, write.size() + " bytes in one write");
      connection.peer.receive(write);
      assertEquals(Math.max(0, write.size() - 2048), budget.used());
    }
    assertEquals(large + "end", connection.peer.text());
    assertEquals(0, budget.used());
  }

  @Test
  void incomplete_record_counts_until_it_is_complete() throws Exception {
    Connection connection = established("TLSv1.3");
    ByteString record = connection.peer.send("x".repeat(16_000));
    connection.dialect.take(1);
    connection.fromPeer(record.take(10_000));
    awaitUsed(connection, 10_000 - 2048);
    connection.fromPeer(record.drop(10_000));
    assertEquals("x".repeat(16_000), connection.dialect.next());
    awaitUsed(connection, 0);
  }

  /** What the peer has sent may reach the stage after a fence. */
  private void awaitUsed(Connection connection, long bytes) throws Exception {
    for (int i = 0; i < 1000 && budget.used() != bytes; i++) {
      connection.fence();
    }
    assertEquals(bytes, budget.used());
  }

  @Test
  void incomplete_record_without_memory_for_it_ends_the_connection() throws Exception {
    budget.inputMemory().tryAdd(245_000); // of a quarter of the limit
    Connection connection = established("TLSv1.3");
    connection.dialect.take(1);
    connection.fromPeer(connection.peer.send("x".repeat(16_000)).take(10_000));
    assertEquals("the server has no memory for an incomplete record", connection.dialect.failure());
    connection.readToEnd();
    assertEquals(245_000, budget.used());
  }

  @Test
  void part_of_a_handshake_message_that_the_engine_keeps_counts() throws Exception {
    Connection connection = new Connection("TLSv1.3");
    int part = 10_000;
    ByteString hello =
        ByteString.fromArray(new byte[] {22, 3, 1, (byte) (part >> 8), (byte) part, 1, 0, 0x70, 0})
            .concat(ByteString.fromArray(new byte[part - 4]));
    connection.fromPeer(hello);
    connection.fromPeer(ByteString.emptyByteString());
    connection.awaitReads(2); // the first is counted before the second is read
    assertEquals(part + 5 - 2048, budget.used());
    connection.network.complete();
    assertEquals("the peer has left the handshake", connection.dialect.failure());
    connection.dialectOutput.complete();
    connection.readToEnd();
    assertEquals(0, budget.used());
  }

  @Test
  void after_close_notify_of_the_peer_tls_1_3_sends_on() throws Exception {
    Connection connection = established("TLSv1.3");
    connection.fromPeer("last");
    connection.fromPeer(connection.peer.closeNotify());
    connection.dialect.take(2);
    assertEquals("last", connection.dialect.next());
    connection.dialect.awaitEnd();
    connection.toPeer("answer");
    connection.dialectOutput.complete();
    connection.readToEnd();
    assertEquals("answer", connection.peer.text());
    assertTrue(connection.peer.isClosed());
  }

  @Test
  void close_notify_of_the_peer_ends_both_directions_of_tls_1_2() throws Exception {
    Connection connection = established("TLSv1.2");
    connection.fromPeer("last");
    connection.fromPeer(connection.peer.closeNotify());
    connection.dialect.take(2);
    assertEquals("last", connection.dialect.next());
    connection.dialect.awaitEnd();
    connection.readToEnd();
    assertTrue(connection.peer.isClosed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void after_the_end_of_the_output_data_still_waits_for_the_dialect(String version)
      throws Exception {
    Connection connection = established(version);
    connection.dialectOutput.complete();
    ByteString records = connection.peer.send("a").concat(connection.peer.send("b"));
    connection.readToEnd();
    assertTrue(connection.peer.isClosed());
    connection.fromPeer(records);
    connection.dialect.take(1);
    assertEquals("a", connection.dialect.next());
    connection.dialect.take(1);
    assertEquals("b", connection.dialect.next());
    connection.network.complete(); // without close_notify, which nobody waits for
    connection.dialect.take(1);
    connection.dialect.awaitEnd();
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2, 0", "TLSv1.2, 7", "TLSv1.3, 0", "TLSv1.3, 7"})
  void stream_without_close_notify_fails_after_what_is_complete(String version, int rest)
      throws Exception {
    Connection connection = established(version);
    connection.fromPeer(
        connection.peer.send("complete").concat(connection.peer.send("cut").take(rest)));
    connection.network.complete();
    connection.fence();
    connection.dialect.take(1);
    assertEquals("complete", connection.dialect.next());
    assertEquals("the peer's stream is cut short: no close_notify", connection.dialect.failure());
    connection.dialectOutput.complete();
    connection.readToEnd();
    assertTrue(connection.peer.isClosed(), "it is told the end");
  }

  @Test
  void peer_that_sends_nothing_has_checked_the_port() throws Exception {
    Connection connection = new Connection("TLSv1.3");
    connection.network.complete();
    connection.dialect.awaitEnd();
  }

  @Test
  void failure_of_the_socket_is_that_of_the_input() throws Exception {
    Connection connection = established("TLSv1.3");
    connection.network.fail(new IllegalStateException("reset"));
    assertEquals("reset", connection.dialect.failure());
  }

  @Test
  void handshake_that_is_not_complete_at_its_deadline_fails() throws Exception {
    Connection connection = new Connection("TLSv1.3");
    connection.fromPeer(connection.peer.startHandshake());
    connection.socket.take(1);
    connection.peer.receive(connection.socket.next());
    time.timePasses(TIMEOUT.minusMillis(1));
    connection.socket.take(1);
    assertEquals(0, connection.dialect.waiting());
    time.timePasses(Duration.ofMillis(1));
    assertEquals("no TLS handshake within 10000 ms", connection.dialect.failure());
    assertTrue(connection.socket.next().nonEmpty(), "an alert");
    connection.socket.awaitEnd();
  }

  @Test
  void deadline_does_not_concern_a_complete_handshake() throws Exception {
    Connection connection = established("TLSv1.3");
    time.timePasses(Duration.ofHours(1));
    connection.fromPeer("late");
    connection.dialect.take(1);
    assertEquals("late", connection.dialect.next());
  }

  @Test
  void new_handshake_of_a_client_of_tls_1_2_is_refused() throws Exception {
    Connection connection = established("TLSv1.2");
    connection.fromPeer("before");
    connection.fromPeer(connection.peer.startHandshake());
    connection.dialect.take(2);
    assertEquals("before", connection.dialect.next());
    assertEquals("the peer wants to renegotiate", connection.dialect.failure());
    assertThrows(SSLException.class, connection::readToEnd);
  }

  @Test
  void key_update_is_answered_and_data_goes_on_in_both_directions() throws Exception {
    Connection connection = established("TLSv1.3");
    for (int i = 0; i < 3; i++) {
      connection.fromPeer(connection.peer.startHandshake().concat(connection.peer.send("a")));
      connection.dialect.take(1);
      connection.socket.take(1);
      connection.peer.receive(connection.socket.next()); // its key update
      assertEquals("a", connection.dialect.next());
      connection.fence();
    }
  }

  @Test
  void key_updates_without_end_wait_for_a_peer_that_does_not_read_the_answers() throws Exception {
    Connection connection = established("TLSv1.3");
    int before = connection.read.get();
    connection.dialect.take(1);
    int updates = 100;
    for (int i = 0; i < updates; i++) {
      connection.fromPeer(connection.peer.startHandshake());
    }
    connection.fromPeer("a");
    for (int i = 0; i < updates; i++) {
      connection.socket.take(1);
      connection.peer.receive(connection.socket.next());
      int read = connection.read.get() - before;
      assertTrue(read <= i + 2, read + " are read, and " + (i + 1) + " answered");
    }
    assertEquals("a", connection.dialect.next());
    connection.fence();
  }

  @Test
  void record_that_is_too_long_fails() throws Exception {
    Connection connection = established("TLSv1.3");
    connection.dialect.take(1);
    connection.fromPeer(ByteString.fromArray(new byte[] {23, 3, 3, 0x7F, 0}));
    assertEquals("a record of 32512 bytes", connection.dialect.failure());
    connection.readToEnd();
  }

  @Test
  void damaged_record_fails_with_an_alert() throws Exception {
    Connection connection = established("TLSv1.3");
    connection.dialect.take(1);
    byte[] record = connection.peer.send("a").toArray();
    record[record.length - 1] ^= 1;
    connection.fromPeer(ByteString.fromArray(record));
    connection.dialect.failure();
    SSLException alert = assertThrows(SSLException.class, connection::readToEnd);
    assertTrue(alert.getMessage().contains("bad_record_mac"), alert.getMessage());
  }

  @Test
  void records_without_content_take_no_memory_and_end_at_the_deadline() throws Exception {
    Connection connection = new Connection("TLSv1.3");
    ByteString empty = ByteString.fromArray(new byte[] {22, 3, 3, 0, 0});
    for (int i = 0; i < 100; i++) {
      connection.fromPeer(empty);
    }
    connection.awaitReads(100);
    assertEquals(0, budget.used());
    time.timePasses(TIMEOUT);
    assertEquals("no TLS handshake within 10000 ms", connection.dialect.failure());
    connection.socket.take(2);
    connection.socket.awaitEnd();
  }

  @Test
  void empty_records_among_data_of_tls_1_2_are_no_data() throws Exception {
    Connection connection = established("TLSv1.2");
    connection.dialect.take(2);
    connection.fromPeer(EmptyRecordEngine.EMPTY_RECORD);
    connection.fromPeer("a");
    connection.fromPeer(EmptyRecordEngine.EMPTY_RECORD.concat(connection.peer.send("b")));
    assertEquals("a", connection.dialect.next());
    assertEquals("b", connection.dialect.next());
    connection.fromPeer(EmptyRecordEngine.EMPTY_RECORD.concat(connection.peer.closeNotify()));
    connection.dialect.take(1);
    connection.dialect.awaitEnd();
  }

  @Test
  void empty_records_without_end_take_no_memory_and_leave_the_output_alone() throws Exception {
    Connection connection = established("TLSv1.2");
    connection.dialect.take(1);
    int before = connection.read.get();
    connection.reads.drainPermits();
    int chunks = 50;
    byte[] empty = EmptyRecordEngine.EMPTY_RECORD.toArray();
    byte[] records = new byte[1000 * empty.length];
    for (int i = 0; i < records.length; i++) {
      records[i] = empty[i % empty.length];
    }
    for (int i = 0; i < chunks; i++) {
      connection.fromPeer(ByteString.fromArray(records));
      connection.fence();
    }
    connection.awaitReads(chunks);
    connection.fence();
    assertEquals(before + chunks, connection.read.get());
    assertEquals(0, connection.dialect.waiting());
    assertEquals(0, budget.used());
    connection.fromPeer("a");
    assertEquals("a", connection.dialect.next());
  }

  @Test
  void dialect_that_stops_reading_can_still_send() throws Exception {
    Connection connection = established("TLSv1.3");
    connection.dialect.cancel();
    connection.toPeer("goodbye");
    connection.dialectOutput.complete();
    connection.network.offer(connection.peer.send("unread")); // nobody takes it
    connection.readToEnd();
    assertEquals("goodbye", connection.peer.text());
    assertTrue(connection.peer.isClosed());
  }

  private Connection established(String version) throws Exception {
    Connection connection = new Connection(version);
    connection.fromPeer(connection.peer.startHandshake());
    while (connection.peer.isHandshaking()) {
      connection.socket.take(1);
      connection.peer.receive(connection.socket.next());
      ByteString answer = connection.peer.send("");
      if (answer.nonEmpty()) {
        connection.fromPeer(answer);
      }
    }
    if (version.equals("TLSv1.3")) { // the ticket of a session
      connection.socket.take(1);
      connection.peer.receive(connection.socket.next());
    }
    assertEquals("", connection.peer.text());
    assertFalse(connection.peer.isClosed());
    return connection;
  }

  private static SSLEngine newEngine() {
    SSLEngine engine = CONTEXT.createSSLEngine();
    engine.setUseClientMode(false);
    TlsProtocol.restrict(engine);
    return new EmptyRecordEngine(engine);
  }

  /** A running stage. */
  private final class Connection {
    final TlsEnginePeer peer;

    /** What the dialect gets. */
    final Reader<String> dialect = new Reader<>();

    /** What the socket gets. */
    final Reader<ByteString> socket = new Reader<>();

    /** How many chunks the stage has read from the socket, and taken from the dialect. */
    final AtomicInteger read = new AtomicInteger();

    final Semaphore reads = new Semaphore(0);
    final AtomicInteger taken = new AtomicInteger();
    final BoundedSourceQueue<ByteString> network;
    final BoundedSourceQueue<ByteString> dialectOutput;

    Connection(String version) {
      peer = new TlsEnginePeer(IDENTITY, version);
      var networkSource = Source.<ByteString>queue(200).preMaterialize(kit.system());
      network = networkSource.first();
      dialectOutput =
          Source.<ByteString>queue(200)
              .map(counted(taken))
              .viaMat(
                  BidiFlow.fromGraph(new TlsStage(TlsStageTest::newEngine, TIMEOUT, budget))
                      .join(
                          Flow.fromSinkAndSource(
                              Sink.fromSubscriber(socket),
                              networkSource.second().map(counted(read)).map(this::signalRead))),
                  Keep.left())
              .map(ByteString::utf8String)
              .to(Sink.fromSubscriber(dialect))
              .run(kit.system());
    }

    void fromPeer(String text) throws SSLException {
      fromPeer(peer.send(text));
    }

    void fromPeer(ByteString records) {
      assertTrue(network.offer(records).isEnqueued());
    }

    void toPeer(String text) {
      assertTrue(dialectOutput.offer(ByteString.fromString(text)).isEnqueued());
    }

    /** Waits until the stage has done all that it could do before. */
    void fence() throws Exception {
      toPeer(".");
      String before = peer.text();
      socket.take(1);
      peer.receive(socket.next());
      assertEquals(before + ".", peer.text());
    }

    private ByteString signalRead(ByteString bytes) {
      reads.release();
      return bytes;
    }

    /** Waits until the stage has read so many chunks from the socket in all. */
    void awaitReads(int count) throws Exception {
      assertTrue(reads.tryAcquire(count, 60, TimeUnit.SECONDS), "reads no more");
    }

    /** Reads until the stage ends the output. */
    void readToEnd() throws Exception {
      socket.take(MANY);
      socket.awaitEnd();
      while (socket.waiting() > 0) {
        peer.receive(socket.next());
      }
    }
  }

  private static Function<ByteString, ByteString> counted(AtomicInteger count) {
    return bytes -> {
      count.incrementAndGet();
      return bytes;
    };
  }

  /** Reads when it is told to. */
  private static final class Reader<T> implements Subscriber<T> {
    private static final int DEADLINE_SECONDS = 15;

    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    private final LinkedBlockingQueue<T> elements = new LinkedBlockingQueue<>();
    private final CompletableFuture<Optional<Throwable>> end = new CompletableFuture<>();

    void take(int count) throws Exception {
      subscription.get(DEADLINE_SECONDS, TimeUnit.SECONDS).request(count);
    }

    void cancel() throws Exception {
      subscription.get(DEADLINE_SECONDS, TimeUnit.SECONDS).cancel();
    }

    T next() throws Exception {
      T element = elements.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (element == null) {
        throw new AssertionError("nothing comes; ended: " + end);
      }
      return element;
    }

    /** The elements that have come and are not read. */
    int waiting() {
      return elements.size();
    }

    void awaitEnd() throws Exception {
      assertEquals(Optional.empty(), end.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }

    /** Waits for the failure, and returns its text. */
    String failure() throws Exception {
      return String.valueOf(end.get(DEADLINE_SECONDS, TimeUnit.SECONDS).orElseThrow().getMessage());
    }

    @Override
    public void onSubscribe(Subscription s) {
      subscription.complete(s);
    }

    @Override
    public void onNext(T element) {
      elements.add(element);
    }

    @Override
    public void onError(Throwable cause) {
      end.complete(Optional.of(cause));
    }

    @Override
    public void onComplete() {
      end.complete(Optional.empty());
    }
  }
}
