package io.parley.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Many clients on one thread that parse only what they need. */
final class RawLoadGenerator implements AutoCloseable {
  private static final int READ = 64 * 1024;
  private static final int MAX_JOINS_IN_FLIGHT = 16;
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long MAX_LATENCY_MICROS = 60_000_000; // microseconds
  private static final char MARK = '|';
  private static final int SENDER_DIGITS = 4;
  private static final int TIME_DIGITS = 16;
  private static final int TEXT_LENGTH = 64;

  /** The result of a run. */
  record LoadResult(long deliveries, double seconds, Histogram latency) {}

  /**
   * How the senders send.
   *
   * @param window the messages of each sender in flight; 0 for no limit
   * @param perSecond the messages of all senders in a second; 0 for no limit
   */
  record Profile(int window, double perSecond) {
    static Profile window(int messages) {
      return new Profile(messages, 0);
    }

    static Profile rate(double perSecond) {
      return new Profile(0, perSecond);
    }
  }

  /** One connection of a client. */
  private final class Client implements LoadProtocol.Listener {
    private final SocketChannel channel;
    private final int number;
    private final String nickname;
    private final String room;
    private ByteBuffer remainder = ByteBuffer.allocate(0);
    private boolean isJoined;
    private long receivedCount;

    Client(SocketChannel channel, int number) {
      this.channel = channel;
      this.number = number;
      this.nickname = "g%04d".formatted(number);
      this.room = rooms == 1 ? "lobby" : "room-" + number % rooms;
    }

    /** Sends the next message of a sender when this client has received the last one. */
    private boolean triggersNextMessage(int sender) {
      return protocol.echoesToSender() ? sender == number : number == peers.size() - 1;
    }

    @Override
    public void onJoined() {
      if (!isJoined) {
        isJoined = true;
        joined++;
      }
    }

    @Override
    public boolean isJoined() {
      return isJoined;
    }

    @Override
    public void onChat(ByteBuffer packet) {
      int mark = 0;
      while (packet.get(mark) != MARK) {
        mark++;
      }
      int sender = (int) hex(packet, mark + 1, SENDER_DIGITS);
      receivedCount++;
      deliveries++;
      latency.recordValue(
          Math.min(
              MAX_LATENCY_MICROS,
              (System.nanoTime() - hex(packet, mark + 1 + SENDER_DIGITS, TIME_DIGITS)) / 1000));
      if (window > 0 && triggersNextMessage(sender)) {
        sendChat(peers.get(sender), System.nanoTime());
      }
    }

    @Override
    public void send(byte[] bytes) {
      write(this, bytes);
    }
  }

  private final Selector selector = Selector.open();
  private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(2 * READ);
  private final LoadProtocol protocol;
  private final int rooms;
  private final int senders;
  private final List<Client> peers = new ArrayList<>();
  private final double joinsPerSecond;
  private Histogram latency = new Histogram(MAX_LATENCY_MICROS, 3);
  private int joined;
  private int window;
  private long deliveries;
  private final long[] sentPerRoom; // in each room
  private final long[] sentPerClient; // each sender

  /** Connects clients and waits until all have registered. */
  RawLoadGenerator(LoadProtocol protocol, int port, int clients, int senders, int rooms)
      throws IOException {
    this.protocol = protocol;
    this.senders = senders;
    this.rooms = rooms;
    this.sentPerRoom = new long[rooms];
    this.sentPerClient = new long[clients];
    long startTime = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Client peer = new Client(channel, i);
      peers.add(peer);
      channel.register(selector, SelectionKey.OP_READ, peer);
      write(peer, protocol.registration(peer.nickname, peer.room));
      int before = peers.size() - MAX_JOINS_IN_FLIGHT;
      await(() -> joined >= before);
    }
    await(() -> joined == clients);
    joinsPerSecond = clients / ((System.nanoTime() - startTime) / 1e9);
  }

  double joinsPerSecond() {
    return joinsPerSecond;
  }

  /** Sends for a time and waits until all messages are received. */
  LoadResult run(Profile profile, Duration time) throws IOException {
    long before = deliveries;
    latency = new Histogram(MAX_LATENCY_MICROS, 3);
    window = profile.window();
    long startTime = System.nanoTime();
    for (Client sender : peers.subList(0, senders)) {
      for (int i = 0; i < window; i++) {
        sendChat(sender, startTime);
      }
    }
    long end = startTime + time.toNanos();
    long count = 0;
    for (long now = startTime; now < end; now = System.nanoTime()) {
      if (profile.perSecond() > 0) {
        long due = startTime + (long) (count * 1e9 / profile.perSecond());
        if (due <= now) {
          sendChat(peers.get((int) (count++ % senders)), due);
        } else {
          select(Math.max(1, (due - now) / 1_000_000));
        }
      } else {
        select(1);
      }
    }
    LoadResult received =
        new LoadResult(deliveries - before, (System.nanoTime() - startTime) / 1e9, latency);
    window = 0;
    await(() -> peers.stream().allMatch(peer -> peer.receivedCount >= expected(peer)));
    if (peers.stream().anyMatch(peer -> peer.receivedCount != expected(peer))) {
      throw new IllegalStateException("a client has received a message twice");
    }
    return received;
  }

  private long expected(Client peer) {
    return sentPerRoom[peer.number % rooms]
        - (protocol.echoesToSender() ? 0 : sentPerClient[peer.number]);
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition) throws IOException {
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the server does not answer");
      }
      select(10);
    }
  }

  private void select(long millis) throws IOException {
    selector.select(
        key -> {
          try {
            read((Client) key.attachment());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        millis);
  }

  private void read(Client peer) throws IOException {
    readBuffer.clear().put(peer.remainder);
    if (peer.channel.read(readBuffer) < 0) {
      throw new IllegalStateException("the server has closed a connection");
    }
    readBuffer.flip();
    protocol.consume(readBuffer, peer.nickname, peer.room, peer);
    peer.remainder = ByteBuffer.allocate(readBuffer.remaining()).put(readBuffer).flip();
  }

  private void sendChat(Client sender, long due) {
    sentPerRoom[sender.number % rooms]++;
    sentPerClient[sender.number]++;
    StringBuilder text = new StringBuilder(TEXT_LENGTH).append(MARK);
    text.append("%04x".formatted(sender.number)).append("%016x".formatted(due));
    text.append(".".repeat(TEXT_LENGTH - text.length()));
    write(sender, protocol.chat(text.toString(), sender.room));
  }

  private static long hex(ByteBuffer from, int start, int digits) {
    long value = 0;
    for (int i = start; i < start + digits; i++) {
      value = value << 4 | Character.digit(from.get(i), 16);
    }
    return value;
  }

  private static void write(Client peer, byte[] bytes) {
    ByteBuffer all = ByteBuffer.wrap(bytes);
    try {
      while (all.hasRemaining()) {
        peer.channel.write(all);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Client peer : peers) {
      peer.channel.close();
    }
    selector.close();
  }
}
