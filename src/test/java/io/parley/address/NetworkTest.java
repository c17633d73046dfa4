package io.parley.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.0/8, 127.0.0.1, true",
    "127.0.0.0/8, 127.255.255.255, true",
    "127.0.0.0/8, 126.255.255.255, false",
    "127.0.0.0/8, 128.0.0.0, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.2, false",
    "10.1.2.2/31, 10.1.2.3, true",
    "10.1.2.2/31, 10.1.2.4, false",
    "192.168.0.0/23, 192.168.1.255, true",
    "192.168.0.0/23, 192.168.2.0, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::1/128, ::1, true",
    "::1, ::2, false",
    "::/0, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true",
    "::/0, 10.0.0.1, false",
    "::/64, 10.0.0.1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "2001:db8:0:1::/64, 2001:db8:0:1:ffff::, true",
    "2001:db8:0:1::/64, 2001:db8:0:2::, false",
    "2001:db8::8000:0:0:0/65, 2001:db8::8000:0:0:1, true",
    "2001:db8::8000:0:0:0/65, 2001:db8::1, false",
    "::ffff:10.0.0.0/104, 10.9.9.9, true",
    "::ffff:10.0.0.0/104, 11.0.0.0, false",
  })
  void contains_exactly_the_addresses_with_its_prefix(
      String network, String address, boolean contained) throws Exception {
    assertEquals(contained, Network.parse(network).contains(InetAddress.getByName(address)));
  }

  @Test
  void ipv4_mapped_address_is_the_ipv4_address() throws Exception {
    InetAddress mapped = mapped(192, 0, 2, 7);

    assertTrue(Network.parse("192.0.2.0/24").contains(mapped));
    assertFalse(Network.parse("192.0.3.0/24").contains(mapped));
    assertEquals(
        Network.ofSubscriber(InetAddress.getByName("192.0.2.7")), Network.ofSubscriber(mapped));
  }

  @Test
  void subscriber_of_ipv4_is_one_address() throws Exception {
    assertEquals("192.0.2.7", Network.ofSubscriber(InetAddress.getByName("192.0.2.7")).toString());
    assertNotEquals(
        Network.ofSubscriber(InetAddress.getByName("192.0.2.7")),
        Network.ofSubscriber(InetAddress.getByName("192.0.2.6")));
  }

  @Test
  void subscriber_of_ipv6_is_its_64_bit_network() throws Exception {
    Network subscriber = Network.ofSubscriber(InetAddress.getByName("2001:db8:0:1::7"));

    assertEquals("2001:db8:0:1:0:0:0:0/64", subscriber.toString());
    assertEquals(
        subscriber, Network.ofSubscriber(InetAddress.getByName("2001:db8:0:1:ffff:ffff::")));
    assertNotEquals(subscriber, Network.ofSubscriber(InetAddress.getByName("2001:db8:0:2::7")));
  }

  @Test
  void scope_of_link_local_address_is_ignored() throws Exception {
    byte[] address = InetAddress.getByName("fe80::7").getAddress();

    assertEquals(
        Network.ofSubscriber(InetAddress.getByName("fe80::7")),
        Network.ofSubscriber(Inet6Address.getByAddress(null, address, 3)));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8",
    "10.0.0.1/32, 10.0.0.1",
    "10.0.0.1, 10.0.0.1",
    "0.0.0.0/0, 0.0.0.0/0",
    "::ffff:10.0.0.0/104, 10.0.0.0/8",
    "::1/128, 0:0:0:0:0:0:0:1",
    "2001:DB8::/32, 2001:db8:0:0:0:0:0:0/32",
  })
  void text_is_that_of_the_network(String parsed, String text) {
    assertEquals(text, Network.parse(parsed).toString());
    assertEquals(Network.parse(parsed), Network.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/8",
        "localhost",
        "example.org/8",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.01",
        "10.0.0.1.2",
        " 10.0.0.1",
        "fe80::1%eth0",
        "[::1]",
        "::1::",
        ":",
        "1:2:3:4:5:6:7:8:9",
        "12345::"
      })
  void rejects_what_is_no_address(String text) {
    assertRejected(text + " is not an IP address or a network such as 10.0.0.0/8", text);
  }

  @ParameterizedTest
  @CsvSource({"10.0.0.0/33, 32", "10.0.0.0/, 32", "10.0.0.0/-1, 32", "10.0.0.0/08, 32"})
  void rejects_prefix_length_of_ipv4(String text, int max) {
    assertRejected(text + " must have a prefix length of 0 to " + max, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"::/129", "::/x", "::/1/2", "::/ 1"})
  void rejects_prefix_length_of_ipv6(String text) {
    assertRejected(text + " must have a prefix length of 0 to 128", text);
  }

  @Test
  void rejects_bits_after_the_prefix_and_names_the_network() {
    assertRejected("10.1.0.0/8 has bits after its prefix; write 10.0.0.0/8", "10.1.0.0/8");
    assertRejected("::1/127 has bits after its prefix; write 0:0:0:0:0:0:0:0/127", "::1/127");
  }

  private static void assertRejected(String message, String text) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> Network.parse(text)).getMessage());
  }

  /** Java makes an IPv4 address of such bytes unless a scope is given. */
  private static InetAddress mapped(int a, int b, int c, int d) throws UnknownHostException {
    byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) a, (byte) b, (byte) c, (byte) d};
    InetAddress mapped = Inet6Address.getByAddress(null, bytes, 0);
    assertEquals(16, mapped.getAddress().length);
    return mapped;
  }
}
