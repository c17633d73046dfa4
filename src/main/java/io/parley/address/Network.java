package io.parley.address;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of IPv6 addresses, or of IPv4 addresses as IPv4-mapped IPv6 ones ({@code
 * ::ffff:0:0/96}), so that both forms of an IPv4 address are the same.
 *
 * @param high the first 64 bits of the network
 * @param low the last 64 bits; the bits after the prefix are zero
 * @param prefixLength 0 to 128
 */
public record Network(long high, long low, int prefixLength) {
  private static final int IPV4_OFFSET = 96;
  private static final int BITS = 128;

  /** One subscriber usually has a whole /64 of IPv6 addresses and may use any of them. */
  private static final int SUBSCRIBER_LENGTH = 64;

  private static final long IPV4_MAPPED = 0xFFFFL << 32;

  private static final Pattern IPV4 =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern LENGTH = Pattern.compile("0|[1-9]\\d{0,2}");

  public Network {
    high = high & highMask(prefixLength);
    low = low & lowMask(prefixLength);
  }

  /**
   * The network of one subscriber: an IPv4 address alone, or the first 64 bits of an IPv6 address.
   */
  public static Network ofSubscriber(InetAddress address) {
    Network exact = of(address, BITS);
    return exact.isIpv4() ? exact : new Network(exact.high, exact.low, SUBSCRIBER_LENGTH);
  }

  /**
   * Parses an address such as {@code ::1}, or a network such as {@code 10.0.0.0/8}. Never asks a
   * name server.
   *
   * @throws IllegalArgumentException if it is none, or has bits after its prefix; the message says
   *     which, in words that follow its text
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean ipv4 = IPV4.matcher(address).matches();
    Network exact = of(parseAddress(text, address), BITS);
    int offset = ipv4 ? IPV4_OFFSET : 0;
    int length =
        slash < 0 ? BITS : offset + parseLength(text, text.substring(slash + 1), BITS - offset);
    Network network = new Network(exact.high, exact.low, length);
    if (network.high != exact.high || network.low != exact.low) {
      throw new IllegalArgumentException(text + " has bits after its prefix; write " + network);
    }
    return network;
  }

  /** An IPv6 network never contains an IPv4 address, not even {@code ::/0}. */
  public boolean contains(InetAddress address) {
    Network exact = of(address, BITS);
    return exact.isIpv4() == isIpv4()
        && (exact.high & highMask(prefixLength)) == high
        && (exact.low & lowMask(prefixLength)) == low;
  }

  /** Whether all addresses of the other network are in this one. */
  public boolean containsNetwork(Network other) {
    return other.isIpv4() == isIpv4()
        && other.prefixLength >= prefixLength
        && (other.high & highMask(prefixLength)) == high
        && (other.low & lowMask(prefixLength)) == low;
  }

  /** Whether the network has a shorter prefix than these bits of its kind of address. */
  public boolean isWider(int minIpv4Prefix, int minIpv6Prefix) {
    return prefixLength < (isIpv4() ? IPV4_OFFSET + minIpv4Prefix : minIpv6Prefix);
  }

  /** The address, and the prefix length unless it is that of one address. */
  @Override
  public String toString() {
    int bits = isIpv4() ? BITS - IPV4_OFFSET : BITS;
    int length = prefixLength - (BITS - bits);
    return address().getHostAddress() + (length == bits ? "" : "/" + length);
  }

  private boolean isIpv4() {
    return prefixLength >= IPV4_OFFSET && high == 0 && low >>> 32 == IPV4_MAPPED >>> 32;
  }

  private InetAddress address() {
    ByteBuffer bytes = ByteBuffer.allocate(BITS / 8).putLong(high).putLong(low);
    try {
      return InetAddress.getByAddress(bytes.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // 16 bytes are an address
    }
  }

  private static Network of(InetAddress address, int length) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      return new Network(
          0, IPV4_MAPPED | Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt()), length);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new Network(buffer.getLong(), buffer.getLong(), length);
  }

  private static InetAddress parseAddress(String text, String address) {
    Matcher ipv4 = IPV4.matcher(address);
    boolean valid = ipv4.matches() ? hasBytes(ipv4) : IPV6.matcher(address).matches();
    try {
      if (valid) { // for any other text it would ask a name server
        return InetAddress.getByName(address);
      }
    } catch (UnknownHostException e) {
      // a text with colons that is no address
    }
    throw new IllegalArgumentException(
        text + " is not an IP address or a network such as 10.0.0.0/8");
  }

  private static boolean hasBytes(Matcher octets) {
    for (int i = 1; i <= octets.groupCount(); i++) {
      if (Integer.parseInt(octets.group(i)) > 255) {
        return false;
      }
    }
    return true;
  }

  private static int parseLength(String text, String length, int max) {
    if (!LENGTH.matcher(length).matches() || Integer.parseInt(length) > max) {
      throw new IllegalArgumentException(text + " must have a prefix length of 0 to " + max);
    }
    return Integer.parseInt(length);
  }

  private static long highMask(int length) {
    return mask(Math.min(length, 64));
  }

  private static long lowMask(int length) {
    return mask(Math.max(length - 64, 0));
  }

  /** A mask of the first bits of 64. */
  private static long mask(int length) {
    return length == 0 ? 0 : -1L << (64 - length);
  }
}
