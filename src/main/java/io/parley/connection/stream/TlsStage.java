package io.parley.connection.stream;

import io.parley.connection.OutputBudget;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLProtocolException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * The server's side of TLS, between the dialect and the socket.
 *
 * <pre>
 *             +-----+
 *   clear   ~>|     |~~~> encrypted
 *             |     |
 *   clear   <~|     |<~~~ encrypted
 *             +-----+
 * </pre>
 *
 * <ol>
 *   <li>Nothing is pulled ahead: clear bytes are taken only when the socket takes bytes, and
 *       encrypted ones when the dialect reads. What waits is one incomplete record, which counts as
 *       an incomplete packet, as does a message of the handshake that the engine has a part of, and
 *       what the last pull has brought. A write counts until the socket has taken it: other than
 *       clear bytes, no two connections share it.
 *   <li>If the first byte is not that of a TLS handshake, the answer is one line in clear text.
 *   <li>A handshake has a deadline.
 *   <li>When the output completes, a {@code close_notify} follows it. The end of the peer's output
 *       is its {@code close_notify}; without one the input fails, as it may be cut short. After the
 *       end of the output nobody waits for one (RFC 8446, 6.1).
 *   <li>After the peer's {@code close_notify}, TLS 1.3 can still send. In TLS 1.2 it is answered at
 *       once, and ends both directions (RFC 5246, 7.2.1).
 * </ol>
 *
 * <p>An engine works in buffers of its thread, so that a quiet connection has none.
 */
final class TlsStage extends GraphStage<BidiShape<ByteString, ByteString, ByteString, ByteString>> {
  /** The first byte of a record of the handshake (RFC 8446, 5.1). */
  private static final int HANDSHAKE_RECORD = 22;

  /** The first byte of a record of data, and of each encrypted one of TLS 1.3. */
  private static final int DATA_RECORD = 23;

  private static final int RECORD_HEADER = 5;

  /** The largest content of a record of TLS 1.2, in bytes; TLS 1.3 has a smaller bound. */
  private static final int MAX_RECORD = 16_384 + 2048;

  /** The output that is sent at once, in bytes, unless one record more fits into a write. */
  private static final int MAX_OUTPUT = 2 * MAX_RECORD;

  /** The size of a record up to which it does not count, in bytes: that of a person's message. */
  private static final int FREE_BYTES = 2048;

  /** The clear bytes of a record, at most. */
  private static final int MAX_FRAGMENT = 16_384;

  /** The longest message of the handshake that the JDK reads, in bytes. */
  private static final int MAX_HANDSHAKE_MESSAGE = 32_768;

  private static final int CLEAR_BUFFER = 2 * MAX_RECORD;

  private static final ByteString WRONG_PROTOCOL =
      ByteString.fromString(
          "This port speaks TLS: connect with TLS 1.2 or 1.3, and then speak its dialect.\n");

  private static final String HANDSHAKE_TIMER = "handshake";

  /** The buffers of a thread: a record, and what is in it. */
  private record Buffers(ByteBuffer record, ByteBuffer clear) {
    static final ThreadLocal<Buffers> OF_THREAD =
        ThreadLocal.withInitial(
            () ->
                new Buffers(ByteBuffer.allocate(CLEAR_BUFFER), ByteBuffer.allocate(CLEAR_BUFFER)));
  }

  private final Inlet<ByteString> clearIn = Inlet.create("Tls.clearIn");
  private final Outlet<ByteString> encryptedOut = Outlet.create("Tls.encryptedOut");
  private final Inlet<ByteString> encryptedIn = Inlet.create("Tls.encryptedIn");
  private final Outlet<ByteString> clearOut = Outlet.create("Tls.clearOut");
  private final BidiShape<ByteString, ByteString, ByteString, ByteString> shape =
      BidiShape.of(clearIn, encryptedOut, encryptedIn, clearOut);
  private final Supplier<SSLEngine> engines;
  private final Duration handshakeTimeout;
  private final OutputBudget budget;

  /**
   * A stage for any number of connections.
   *
   * @param engines makes the engine of a connection, for the server's side
   * @param handshakeTimeout the time from the start of the stream to the end of the handshake
   * @param budget counts incomplete records, and encrypted bytes that the socket has not taken
   */
  TlsStage(Supplier<SSLEngine> engines, Duration handshakeTimeout, OutputBudget budget) {
    this.engines = engines;
    this.handshakeTimeout = handshakeTimeout;
    this.budget = budget;
  }

  @Override
  public BidiShape<ByteString, ByteString, ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {
    private final SSLEngine engine = engines.get();

    /** Received, and not decrypted. */
    private ByteString received = ByteString.emptyByteString();

    /** To be sent, and not encrypted. */
    private ByteString unencrypted = ByteString.emptyByteString();

    /** To be sent, encrypted; what the socket has not asked for. */
    private ByteString encrypted = ByteString.emptyByteString();

    /**
     * Decrypted, and maybe a part of a message of the handshake, which the engine keeps; in bytes.
     */
    private int keptByEngine;

    private int countedInput;
    private int countedWrite;
    private boolean begun;
    private boolean established;

    /** Whether nothing follows {@link #encrypted}. */
    private boolean outputEnded;

    private boolean inputEnded;

    Logic() {
      super(shape);
      setHandler(clearIn, new ClearInHandler());
      setHandler(encryptedOut, new EncryptedOutHandler());
      setHandler(encryptedIn, new EncryptedInHandler());
      setHandler(clearOut, new ClearOutHandler());
    }

    @Override
    public void preStart() throws SSLException {
      engine.beginHandshake();
      scheduleOnce(HANDSHAKE_TIMER, handshakeTimeout);
      demand();
    }

    @Override
    public void postStop() {
      countInput(0);
      countWrite(0);
    }

    @Override
    public void onTimer(Object key) {
      fail(
          new SSLHandshakeException(
              "no TLS handshake within " + handshakeTimeout.toMillis() + " ms"));
      exchange();
    }

    /** Does all that is possible at present, then asks for what is needed. */
    private void exchange() {
      try {
        boolean progress = true;
        while (progress) {
          progress = decrypt();
          progress |= encrypt();
        }
      } catch (SSLException e) {
        fail(e);
      }
      flush();
      completeInput();
      demand();
    }

    /**
     * Decrypts one record, if there is one and it is its turn.
     *
     * @return whether it has
     */
    private boolean decrypt() throws SSLException {
      if (inputEnded || !mayDecrypt()) {
        return false;
      }
      int size = recordSize();
      if (received.size() < size) {
        return false;
      }
      Buffers buffers = Buffers.OF_THREAD.get();
      buffers.record().clear();
      received.take(size).copyToBuffer(buffers.record());
      buffers.record().flip();
      buffers.clear().clear();
      SSLEngineResult result = engine.unwrap(buffers.record(), buffers.clear());
      received = received.drop(result.bytesConsumed());
      if (result.bytesProduced() > 0) {
        keptByEngine = 0; // between two records with data there is no part of a message
        countInput(0);
        deliver(copyOf(buffers.clear()));
      } else {
        keptByEngine = keptAfter(buffers.record().get(0), result.bytesConsumed());
      }
      onResult(result);
      if (engine.isInboundDone() || result.getStatus() == SSLEngineResult.Status.CLOSED) {
        received = ByteString.emptyByteString();
        if (established) {
          endInput();
          complete(clearOut);
        } // or else the handshake has failed, and the next wrap throws the reason
      }
      return result.bytesConsumed() > 0;
    }

    /**
     * The bytes that the engine may keep after a record that has brought no data: an empty record
     * of data is never inside a message of the handshake. TLS 1.3 hides the type of a record; there
     * the engine of the JDK refuses an empty one.
     */
    private int keptAfter(byte type, int size) {
      boolean isEmptyData =
          type == DATA_RECORD && engine.getSession().getProtocol().equals("TLSv1.2");
      return isEmptyData ? 0 : Math.min(keptByEngine + size, MAX_HANDSHAKE_MESSAGE);
    }

    /**
     * In a handshake the engine says whose turn it is; after it, the dialect asks for bytes. After
     * its {@code close_notify} the engine needs records until it has that of the peer, and there
     * may be data in them.
     */
    private boolean mayDecrypt() {
      return switch (engine.getHandshakeStatus()) {
        case NEED_UNWRAP, NOT_HANDSHAKING -> isAvailable(clearOut) || !established;
        default -> false;
      };
    }

    /** The size of the next record; that of its header as long as that is incomplete. */
    private int recordSize() throws SSLException {
      if (received.size() < RECORD_HEADER) {
        return RECORD_HEADER;
      }
      int content = ((received.apply(3) & 0xFF) << 8) | (received.apply(4) & 0xFF);
      if (content > MAX_RECORD) {
        throw new SSLProtocolException("a record of " + content + " bytes");
      }
      return RECORD_HEADER + content;
    }

    private void deliver(ByteString bytes) throws SSLException {
      if (!established || !isAvailable(clearOut)) {
        throw new SSLProtocolException("data inside a handshake");
      }
      push(clearOut, bytes);
    }

    /**
     * Encrypts one record, if there is anything to send and the socket takes bytes.
     *
     * @return whether it has
     */
    private boolean encrypt() throws SSLException {
      if (!outputEnded && isClosed(clearIn) && unencrypted.isEmpty()) {
        engine.closeOutbound(); // no effect the second time
      }
      if (outputEnded || encrypted.size() > MAX_OUTPUT || !mayEncrypt()) {
        return false;
      }
      Buffers buffers = Buffers.OF_THREAD.get();
      buffers.record().clear();
      ByteBuffer source = unencrypted.take(MAX_FRAGMENT).asByteBuffer();
      SSLEngineResult result = engine.wrap(source, buffers.record());
      unencrypted = unencrypted.drop(result.bytesConsumed());
      encrypted = encrypted.concat(copyOf(buffers.record()));
      onResult(result);
      if (engine.isOutboundDone()) {
        outputEnded = true;
      }
      return result.bytesConsumed() + result.bytesProduced() > 0;
    }

    private boolean mayEncrypt() {
      if (!isAvailable(encryptedOut) && !isClosed(encryptedOut)) {
        return false;
      }
      return switch (engine.getHandshakeStatus()) {
        case NEED_WRAP -> true;
        case NOT_HANDSHAKING -> established && unencrypted.nonEmpty();
        default -> false;
      };
    }

    private void onResult(SSLEngineResult result) throws SSLException {
      if (result.getHandshakeStatus() == HandshakeStatus.FINISHED && !established) {
        established = true;
        keptByEngine = 0;
        cancelTimer(HANDSHAKE_TIMER);
      }
      if (engine.getHandshakeStatus() != HandshakeStatus.NEED_TASK) {
        return;
      }
      if (established && engine.getSession().getProtocol().equals("TLSv1.2")) {
        // It costs the server much more than the client (RFC 9325, 3.5).
        throw new SSLProtocolException("the peer wants to renegotiate");
      }
      for (Runnable task = engine.getDelegatedTask();
          task != null;
          task = engine.getDelegatedTask()) {
        task.run();
      }
    }

    /** Ends both directions. An alert that the engine has is sent first. */
    private void fail(SSLException cause) {
      if (!inputEnded) {
        endInput();
        fail(clearOut, cause);
      }
      if (!outputEnded) {
        takeAlert();
        outputEnded = true;
      }
    }

    private void takeAlert() {
      try {
        engine.closeOutbound();
        Buffers buffers = Buffers.OF_THREAD.get();
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
          buffers.record().clear();
          SSLEngineResult result = engine.wrap(ByteBuffer.allocate(0), buffers.record());
          encrypted = encrypted.concat(copyOf(buffers.record()));
          if (result.bytesProduced() == 0) {
            return;
          }
        }
      } catch (SSLException e) {
        // The engine has no alert; the end of the connection must do.
      }
    }

    /** Gives the socket what is encrypted, if it has asked for it. */
    private void flush() {
      if (isClosed(encryptedOut)) {
        encrypted = ByteString.emptyByteString();
      } else if (encrypted.nonEmpty() && isAvailable(encryptedOut)) {
        push(encryptedOut, encrypted);
        countWrite(encrypted.size());
        encrypted = ByteString.emptyByteString();
      }
      if (outputEnded && encrypted.isEmpty()) {
        complete(encryptedOut);
        if (!isClosed(clearIn)) {
          cancel(clearIn);
        }
        unencrypted = ByteString.emptyByteString();
      }
    }

    /** The peer has closed its side: with or without what TLS has for that. */
    private void completeInput() {
      if (inputEnded || !isClosed(encryptedIn) || isRecordComplete()) {
        return;
      }
      endInput();
      if (!begun || engine.isOutboundDone()) {
        complete(clearOut); // a check of the port that sends nothing, or the answer to our end
      } else if (established) {
        fail(clearOut, new SSLException("the peer's stream is cut short: no close_notify"));
      } else {
        fail(clearOut, new SSLHandshakeException("the peer has left the handshake"));
      }
    }

    private boolean isRecordComplete() {
      try {
        return received.size() >= recordSize();
      } catch (SSLException e) {
        return false;
      }
    }

    private void endInput() {
      inputEnded = true;
      received = ByteString.emptyByteString();
      countInput(0);
      if (!isClosed(encryptedIn)) {
        cancel(encryptedIn);
      }
    }

    /** Asks for bytes: of the peer, if it is its turn; of the dialect, if they can be sent. */
    private void demand() {
      if (!inputEnded && established && isClosed(clearOut)) {
        endInput();
      }
      if (!inputEnded && mayDecrypt() && !isClosed(encryptedIn) && !hasBeenPulled(encryptedIn)) {
        received = received.compact();
        if (countInput(received.size() + keptByEngine)) {
          pull(encryptedIn);
        } else {
          fail(new SSLException("the server has no memory for an incomplete record"));
          flush();
        }
      }
      if (established
          && !outputEnded
          && unencrypted.isEmpty()
          && isAvailable(encryptedOut)
          && !isClosed(clearIn)
          && !hasBeenPulled(clearIn)) {
        pull(clearIn);
      }
    }

    /** Counts what waits of an incomplete record; returns false if there is no memory for it. */
    private boolean countInput(int size) {
      int bytes = Math.max(0, size - FREE_BYTES);
      if (bytes > countedInput && !budget.inputMemory().tryAdd(bytes - countedInput)) {
        return false;
      }
      if (bytes < countedInput) {
        budget.inputMemory().remove(countedInput - bytes);
      }
      countedInput = bytes;
      return true;
    }

    /** Counts the write that the socket has not taken. */
    private void countWrite(int size) {
      int bytes = Math.max(0, size - FREE_BYTES);
      if (bytes != countedWrite) {
        budget.add(bytes - countedWrite);
        countedWrite = bytes;
      }
    }

    /** A copy of what was written into a buffer. */
    private ByteString copyOf(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return ByteString.fromArrayUnsafe(bytes); // no other reference exists
    }

    private final class ClearInHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        unencrypted = grab(clearIn);
        exchange();
      }

      @Override
      public void onUpstreamFinish() {
        exchange();
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        fail(encryptedOut, cause);
      }
    }

    private final class EncryptedOutHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        countWrite(0);
        exchange();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        countWrite(0);
        outputEnded = true;
        encrypted = ByteString.emptyByteString();
        unencrypted = ByteString.emptyByteString();
        cancel(clearIn, cause);
        exchange();
      }
    }

    private final class EncryptedInHandler extends AbstractInHandler {
      @Override
      public void onPush() {
        ByteString bytes = grab(encryptedIn);
        if (!begun && bytes.nonEmpty()) {
          begun = true;
          if (bytes.head() != (byte) HANDSHAKE_RECORD) {
            cancelTimer(HANDSHAKE_TIMER);
            encrypted = WRONG_PROTOCOL;
            outputEnded = true;
            fail(new SSLHandshakeException("the peer does not speak TLS"));
          }
        }
        if (!inputEnded) {
          received = received.concat(bytes);
        }
        exchange();
      }

      @Override
      public void onUpstreamFinish() {
        exchange();
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        inputEnded = true;
        received = ByteString.emptyByteString();
        countInput(0);
        fail(clearOut, cause);
      }
    }

    private final class ClearOutHandler extends AbstractOutHandler {
      @Override
      public void onPull() {
        exchange();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        exchange();
      }
    }
  }
}
