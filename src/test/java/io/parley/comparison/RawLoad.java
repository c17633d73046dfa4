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

/** Many clients on one thread that look no closer than they must. */
final class RawLoad implements AutoCloseable {
  private static final int READ = 64 * 1024;
  private static final int JOINING = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LONGEST = 60_000_000; // microseconds
  private static final char MARK = '|';
  private static final int SENDER = 4;
  private static final int TIME = 16;
  private static final int SIZE = 64;

  /** What came of talking. */
  record Heard(long deliveries, double seconds, Histogram micros) {}

  /**
   * How the senders talk.
   *
   * @param window how many of each sender are on their way at once; 0 if that does not matter
   * @param perSecond how many all senders say in a second; 0 if that does not matter
   */
  record Talk(int window, double perSecond) {
    static Talk window(int messages) {
      return new Talk(messages, 0);
    }

    static Talk rate(double perSecond) {
      return new Talk(0, perSecond);
    }
  }

  /** One client. */
  private final class Peer implements Protocol.Hearer {
    private final SocketChannel channel;
    private final int number;
    private final String nickname;
    private final String room;
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean in;
    private long heard;

    Peer(SocketChannel channel, int number) {
      this.channel = channel;
      this.number = number;
      this.nickname = "g%04d".formatted(number);
      this.room = rooms == 1 ? "lobby" : "room-" + number % rooms;
    }

    /** Sees to it that the next message of a sender follows when this one hears it. */
    private boolean watches(int sender) {
      return protocol.echoes() ? sender == number : number == peers.size() - 1;
    }

    @Override
    public void in() {
      if (!in) {
        in = true;
        joined++;
      }
    }

    @Override
    public boolean isIn() {
      return in;
    }

    @Override
    public void chat(ByteBuffer packet) {
      int mark = 0;
      while (packet.get(mark) != MARK) {
        mark++;
      }
      int sender = (int) hex(packet, mark + 1, SENDER);
      heard++;
      deliveries++;
      latency.recordValue(
          Math.min(LONGEST, (System.nanoTime() - hex(packet, mark + 1 + SENDER, TIME)) / 1000));
      if (window > 0 && watches(sender)) {
        say(peers.get(sender), System.nanoTime());
      }
    }

    @Override
    public void answer(byte[] bytes) {
      write(this, bytes);
    }
  }

  private final Selector selector = Selector.open();
  private final ByteBuffer read = ByteBuffer.allocateDirect(2 * READ);
  private final Protocol protocol;
  private final int rooms;
  private final int senders;
  private final List<Peer> peers = new ArrayList<>();
  private final double joinsPerSecond;
  private Histogram latency = new Histogram(LONGEST, 3);
  private int joined;
  private int window;
  private long deliveries;
  private final long[] said; // in each room
  private final long[] saidBy; // each sender

  /** Connects so many, and waits until all are in. */
  RawLoad(Protocol protocol, int port, int clients, int senders, int rooms) throws IOException {
    this.protocol = protocol;
    this.senders = senders;
    this.rooms = rooms;
    this.said = new long[rooms];
    this.saidBy = new long[clients];
    long begun = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Peer peer = new Peer(channel, i);
      peers.add(peer);
      channel.register(selector, SelectionKey.OP_READ, peer);
      write(peer, protocol.greeting(peer.nickname, peer.room));
      int before = peers.size() - JOINING;
      await(() -> joined >= before);
    }
    await(() -> joined == clients);
    joinsPerSecond = clients / ((System.nanoTime() - begun) / 1e9);
  }

  double joinsPerSecond() {
    return joinsPerSecond;
  }

  /** Lets the senders talk for so long, and waits until all is heard. */
  Heard talk(Talk talk, Duration time) throws IOException {
    long before = deliveries;
    latency = new Histogram(LONGEST, 3);
    window = talk.window();
    long begun = System.nanoTime();
    for (Peer sender : peers.subList(0, senders)) {
      for (int i = 0; i < window; i++) {
        say(sender, begun);
      }
    }
    long end = begun + time.toNanos();
    long count = 0;
    for (long now = begun; now < end; now = System.nanoTime()) {
      if (talk.perSecond() > 0) {
        long due = begun + (long) (count * 1e9 / talk.perSecond());
        if (due <= now) {
          say(peers.get((int) (count++ % senders)), due);
        } else {
          turn(Math.max(1, (due - now) / 1_000_000));
        }
      } else {
        turn(1);
      }
    }
    Heard heard = new Heard(deliveries - before, (System.nanoTime() - begun) / 1e9, latency);
    window = 0;
    await(() -> peers.stream().allMatch(peer -> peer.heard >= expected(peer)));
    if (peers.stream().anyMatch(peer -> peer.heard != expected(peer))) {
      throw new IllegalStateException("somebody has heard something twice");
    }
    return heard;
  }

  private long expected(Peer peer) {
    return said[peer.number % rooms] - (protocol.echoes() ? 0 : saidBy[peer.number]);
  }

  private interface Condition {
    boolean holds();
  }

  private void await(Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the server does not answer");
      }
      turn(10);
    }
  }

  private void turn(long millis) throws IOException {
    selector.select(
        key -> {
          try {
            read((Peer) key.attachment());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        millis);
  }

  private void read(Peer peer) throws IOException {
    read.clear().put(peer.rest);
    if (peer.channel.read(read) < 0) {
      throw new IllegalStateException("the server has closed a connection");
    }
    read.flip();
    protocol.take(read, peer.nickname, peer.room, peer);
    peer.rest = ByteBuffer.allocate(read.remaining()).put(read).flip();
  }

  private void say(Peer sender, long due) {
    said[sender.number % rooms]++;
    saidBy[sender.number]++;
    StringBuilder text = new StringBuilder(SIZE).append(MARK);
    text.append("%04x".formatted(sender.number)).append("%016x".formatted(due));
    text.append(".".repeat(SIZE - text.length()));
    write(sender, protocol.chat(text.toString(), sender.room));
  }

  private static long hex(ByteBuffer from, int start, int digits) {
    long value = 0;
    for (int i = start; i < start + digits; i++) {
      value = value << 4 | Character.digit(from.get(i), 16);
    }
    return value;
  }

  private static void write(Peer peer, byte[] bytes) {
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
    for (Peer peer : peers) {
      peer.channel.close();
    }
    selector.close();
  }
}
