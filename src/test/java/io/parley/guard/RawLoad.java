package io.parley.guard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Many clients on one thread that look no closer than they must. */
final class RawLoad implements AutoCloseable {
  private static final int READ = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] CHAT = "\"chat\"".getBytes(StandardCharsets.US_ASCII);

  /** One client. */
  private static final class Peer {
    private final SocketChannel channel;
    private final ByteBuffer read = ByteBuffer.allocateDirect(READ);
    private final byte[] nick;
    private final byte[] chat;
    private boolean in;
    private long heard;

    Peer(SocketChannel channel, int number) {
      this.channel = channel;
      String name = "g%04d".formatted(number);
      this.nick = ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
      this.chat = Frames.of("{\"type\":\"chat\",\"message\":\"" + ".".repeat(64) + "\"}");
    }
  }

  private final Selector selector = Selector.open();
  private final List<Peer> peers = new ArrayList<>();
  private final int senders;
  private boolean talking;
  private long said;

  /** Connects so many, and waits until all are in. */
  RawLoad(int port, int clients, int senders) throws IOException {
    this.senders = senders;
    for (int i = 0; i < clients; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      Peer peer = new Peer(channel, i);
      peers.add(peer);
      channel.register(selector, SelectionKey.OP_READ, peer);
      write(
          peer,
          Frames.of(
              "{\"type\":\"hello\",\"nick\":"
                  + new String(peer.nick, StandardCharsets.US_ASCII)
                  + "}"));
      await(() -> peer.in);
    }
  }

  /**
   * Lets the senders talk for so long, each with so many messages on the way; how many were heard.
   */
  long talk(int window, Duration time) throws IOException {
    long before = heard();
    talking = true;
    for (Peer sender : peers.subList(0, senders)) {
      for (int i = 0; i < window; i++) {
        say(sender);
      }
    }
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      turn();
    }
    long heard = heard() - before;
    talking = false;
    await(() -> peers.stream().allMatch(peer -> peer.heard >= said));
    if (peers.stream().anyMatch(peer -> peer.heard != said)) {
      throw new IllegalStateException("somebody has heard something twice");
    }
    return heard;
  }

  private long heard() {
    return peers.stream().mapToLong(peer -> peer.heard).sum();
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
      turn();
    }
  }

  private void turn() throws IOException {
    selector.select(
        key -> {
          try {
            read((Peer) key.attachment());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        100);
  }

  private void read(Peer peer) throws IOException {
    if (peer.channel.read(peer.read) < 0) {
      throw new IllegalStateException("the server has closed a connection");
    }
    Frames.take(peer.read, payload -> onPacket(peer, payload));
  }

  private void onPacket(Peer peer, ByteBuffer payload) {
    if (!peer.in) {
      peer.in = Frames.find(payload, peer.nick) >= 0;
    } else if (Frames.find(payload, CHAT) >= 0) {
      peer.heard++;
      if (talking && peers.indexOf(peer) < senders && Frames.find(payload, peer.nick) >= 0) {
        say(peer);
      }
    }
  }

  private void say(Peer peer) {
    said++;
    try {
      write(peer, peer.chat);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Peer peer, byte[] frame) throws IOException {
    ByteBuffer all = ByteBuffer.wrap(frame);
    while (all.hasRemaining()) {
      peer.channel.write(all);
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
