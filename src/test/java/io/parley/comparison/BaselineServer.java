package io.parley.comparison;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The baseline: one thread, no checks, no history. It sends every join and chat to all clients;
 * each client gets the output of one turn of the loop in one write.
 */
final class BaselineServer {
  private static final int READ = 16 * 1024;
  private static final int BATCH = 1024 * 1024;
  private static final byte[] HELLO = ByteSearch.utf8("\"hello\"");
  private static final byte[] NICK = ByteSearch.utf8("\"nick\":\"");

  /** A connection, registered or not. */
  private static final class Peer {
    private final SocketChannel channel;
    private final ByteBuffer read = ByteBuffer.allocateDirect(READ);
    private byte[] nick = new byte[0];

    Peer(SocketChannel channel) {
      this.channel = channel;
    }
  }

  private final Selector selector = Selector.open();
  private final List<Peer> members = new ArrayList<>();
  private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH);

  private BaselineServer() throws IOException {}

  /**
   * Serves until the process is ended.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) throws IOException {
    ServerSocketChannel listening = ServerSocketChannel.open();
    listening.bind(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
        1024);
    new BaselineServer().serve(listening);
  }

  private void serve(ServerSocketChannel listening) throws IOException {
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT);
    while (true) {
      selector.select(
          key -> {
            try {
              if (key.isAcceptable()) {
                accept(listening);
              } else {
                read((Peer) key.attachment());
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      batch.flip();
      if (batch.hasRemaining()) {
        for (Peer member : members) {
          ByteBuffer all = batch.duplicate();
          while (all.hasRemaining()) {
            member.channel.write(all); // all peers of a comparison read
          }
        }
      }
      batch.clear();
    }
  }

  private void accept(ServerSocketChannel listening) throws IOException {
    SocketChannel channel = listening.accept();
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.register(selector, SelectionKey.OP_READ, new Peer(channel));
  }

  private void read(Peer peer) throws IOException {
    if (peer.channel.read(peer.read) < 0) {
      members.remove(peer);
      peer.channel.close();
      return;
    }
    peer.read.flip();
    for (ByteBuffer packet = BeejLoadProtocol.nextPayload(peer.read);
        packet != null;
        packet = BeejLoadProtocol.nextPayload(peer.read)) {
      onPacket(peer, packet);
    }
    peer.read.compact();
  }

  private void onPacket(Peer peer, ByteBuffer payload) {
    if (ByteSearch.find(payload, HELLO) >= 0) {
      int from = ByteSearch.find(payload, NICK) + NICK.length;
      int to = from;
      while (payload.get(to) != '"') {
        to++;
      }
      peer.nick = new byte[to - from];
      payload.get(from, peer.nick);
      members.add(peer);
      batch.put(
          BeejLoadProtocol.frame(
              "{\"type\":\"join\",\"nick\":\""
                  + new String(peer.nick, StandardCharsets.UTF_8)
                  + "\"}"));
    } else { // a chat: the same packet with the nickname
      int length = payload.remaining() + NICK.length + peer.nick.length + 2;
      batch.putShort((short) length).put((byte) '{').put(NICK).put(peer.nick);
      batch.put((byte) '"').put((byte) ',').put(payload.position(1));
    }
  }
}
