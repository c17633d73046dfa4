package io.parley.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.parley.address.AddressAdmission.Reason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressTableTest {
  private static final Rate UNLIMITED = Rate.perSecond(1_000_000, 1_000_000);
  private static final String ADDRESS = "192.0.2.1";
  private static final String OTHER = "192.0.2.2";

  private long now;
  private AddressTable table = table(limits(3, UNLIMITED, 2));

  @Test
  void connections_of_an_address_are_limited() throws Exception {
    List<AddressSlot> slots =
        List.of(registered(ADDRESS), registered(ADDRESS), registered(ADDRESS));

    assertRefused(Reason.CONNECTIONS, ADDRESS);
    registered(OTHER);
    slots.get(1).close();
    registered(ADDRESS);
    assertRefused(Reason.CONNECTIONS, ADDRESS);
  }

  @Test
  void connections_of_one_ipv6_network_are_of_one_address() throws Exception {
    registered("2001:db8::1");
    registered("2001:db8::2");
    registered("2001:db8::ffff:0:0:3");

    assertRefused(Reason.CONNECTIONS, "2001:db8::4");
    registered("2001:db8:0:1::1");
  }

  @Test
  void unregistered_connections_of_an_address_are_limited() throws Exception {
    AddressSlot first = admitted(ADDRESS);
    admitted(ADDRESS);

    assertRefused(Reason.UNREGISTERED, ADDRESS);
    admitted(OTHER);
    first.registered();
    admitted(ADDRESS);
    assertRefused(Reason.CONNECTIONS, ADDRESS);
  }

  @Test
  void unregistered_connection_that_closes_frees_its_place() throws Exception {
    AddressSlot first = admitted(ADDRESS);
    admitted(ADDRESS);
    first.close();
    admitted(ADDRESS);

    assertRefused(Reason.UNREGISTERED, ADDRESS);
  }

  @Test
  void slot_counts_once_however_often_it_registers_and_closes() throws Exception {
    AddressSlot first = admitted(ADDRESS);
    AddressSlot second = admitted(ADDRESS);
    first.registered();
    first.registered();
    first.close();
    first.close();
    first.registered();
    second.close();
    second.registered();
    admitted(ADDRESS);
    admitted(ADDRESS);

    assertRefused(Reason.UNREGISTERED, ADDRESS);
  }

  @Test
  void new_connections_of_an_address_are_limited_in_time() throws Exception {
    table = table(limits(100, Rate.perSecond(2, 1), 100));
    admitted(ADDRESS).close();
    admitted(ADDRESS).close();

    assertRefused(Reason.NEW_CONNECTIONS, ADDRESS);
    admitted(OTHER);
    pass(Duration.ofSeconds(1));
    admitted(ADDRESS);
    assertRefused(Reason.NEW_CONNECTIONS, ADDRESS);
  }

  @Test
  void connection_over_a_count_does_not_use_up_the_rate() throws Exception {
    table = table(limits(1, Rate.perSecond(2, 1), 1));
    AddressSlot first = admitted(ADDRESS);
    assertRefused(Reason.CONNECTIONS, ADDRESS);
    assertRefused(Reason.CONNECTIONS, ADDRESS);
    first.close();

    admitted(ADDRESS);
  }

  @Test
  void many_refusals_are_resets_and_an_answer_tells_their_number() throws Exception {
    Rate refusals = Rate.perSecond(2, 1);
    table = table(new AddressLimits(1, UNLIMITED, 1, refusals, 100, List.of()));
    admitted(ADDRESS);
    assertRefused(Reason.CONNECTIONS, ADDRESS);
    assertRefused(Reason.CONNECTIONS, ADDRESS);

    assertEquals(AddressAdmission.Reset.INSTANCE, admit(ADDRESS));
    assertEquals(AddressAdmission.Reset.INSTANCE, admit(ADDRESS));
    pass(Duration.ofSeconds(1));
    assertEquals(new AddressAdmission.Refused(Reason.CONNECTIONS, 2), admit(ADDRESS));
    pass(Duration.ofSeconds(1));
    assertEquals(new AddressAdmission.Refused(Reason.CONNECTIONS, 0), admit(ADDRESS));
  }

  @Test
  void exempt_network_has_no_limits_and_is_not_remembered() throws Exception {
    List<Network> exempt = List.of(Network.parse("10.0.0.0/8"), Network.parse("::1"));
    table = table(new AddressLimits(1, Rate.perSecond(1, 1), 1, UNLIMITED, 100, exempt));
    for (int i = 0; i < 10; i++) {
      admitted("10.1.2.3");
      assertEquals(Optional.empty(), admitted("::1").network());
    }
    admitted("::1").registered();
    admitted("::1").close();

    assertEquals(0, table.size());
  }

  @Test
  void new_limits_apply_to_the_next_connection() throws Exception {
    registered(ADDRESS);
    table.setLimits(limits(1, UNLIMITED, 1));

    assertRefused(Reason.CONNECTIONS, ADDRESS);
    table.setLimits(limits(2, UNLIMITED, 1));
    registered(ADDRESS);
    assertRefused(Reason.CONNECTIONS, ADDRESS);
  }

  @Test
  void input_rates_are_shared_by_the_connections_of_an_address() throws Exception {
    Rate rate = Rate.perSecond(1, 1);
    TokenBuckets first = admitted(ADDRESS).inputRates().orElseThrow();
    TokenBuckets second = admitted(ADDRESS).inputRates().orElseThrow();
    first.take(0, rate, 1, now);

    assertEquals(Duration.ofSeconds(1).toNanos(), second.take(0, rate, 1, now));
    assertEquals(0, admitted(OTHER).inputRates().orElseThrow().take(0, rate, 1, now));
  }

  @Test
  void input_rates_survive_a_reconnect_until_they_have_recovered() throws Exception {
    Rate rate = Rate.perSecond(1, 1);
    AddressSlot slot = admitted(ADDRESS);
    slot.inputRates().orElseThrow().take(0, rate, 10, now);
    slot.close();

    assertEquals(
        Duration.ofSeconds(10).toNanos(),
        admitted(ADDRESS).inputRates().orElseThrow().take(0, rate, 1, now));
  }

  @Test
  void address_is_forgotten_when_its_rates_have_recovered() throws Exception {
    table = table(limits(3, Rate.perSecond(2, 1), 2));
    AddressSlot slot = admitted(ADDRESS);
    assertEquals(1, table.size());
    slot.close();
    assertEquals(1, table.size());
    pass(Duration.ofSeconds(1));

    admitted(OTHER).close();
    assertEquals(1, table.size());
  }

  @Test
  void memory_is_bounded_under_a_flood_of_addresses() throws Exception {
    table = table(new AddressLimits(1, Rate.perMinute(1, 1), 1, UNLIMITED, 50, List.of()));
    AddressSlot stays = admitted("2001:db8:0:ffff::1");
    for (int i = 0; i < 1000; i++) {
      admitted("2001:db8:0:" + Integer.toHexString(i) + "::1").close();
      assertTrue(table.size() <= 52, "size " + table.size());
    }

    assertRefused(Reason.CONNECTIONS, "2001:db8:0:ffff::1");
    assertRefused(Reason.NEW_CONNECTIONS, "2001:db8:0:3e7::1");
    admitted("2001:db8:0:1::1"); // it left first and is forgotten
    stays.close();
  }

  @Test
  void refused_addresses_are_bounded_too() throws Exception {
    table = table(new AddressLimits(1, UNLIMITED, 0, Rate.perMinute(1, 1), 50, List.of()));
    for (int i = 0; i < 1000; i++) {
      assertRefused(Reason.UNREGISTERED, "2001:db8:0:" + Integer.toHexString(i) + "::1");
      assertTrue(table.size() <= 51, "size " + table.size());
    }
  }

  @Test
  void threads_together_get_no_more_slots_than_there_are() throws Exception {
    table = table(limits(7, UNLIMITED, 7));
    InetAddress address = InetAddress.getByName(ADDRESS);
    Callable<Integer> thread =
        () -> {
          List<AddressSlot> held = new ArrayList<>();
          for (int i = 0; i < 2000; i++) {
            if (table.admit(address) instanceof AddressAdmission.Admitted admitted) {
              held.add(admitted.slot());
              admitted.slot().registered();
            }
            if (held.size() > 1) {
              held.remove(0).close();
            }
          }
          return held.size();
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      int held = 0;
      for (Future<Integer> each : threads.invokeAll(List.of(thread, thread, thread, thread))) {
        held += each.get();
      }
      int free = (int) IntStream.range(0, 20).filter(i -> isAdmitted(address)).count();
      assertEquals(7, held + free);
    } finally {
      threads.shutdownNow();
    }
  }

  private boolean isAdmitted(InetAddress address) {
    return table.admit(address) instanceof AddressAdmission.Admitted;
  }

  private AddressSlot registered(String address) throws UnknownHostException {
    AddressSlot slot = admitted(address);
    slot.registered();
    return slot;
  }

  private AddressSlot admitted(String address) throws UnknownHostException {
    return assertInstanceOf(AddressAdmission.Admitted.class, admit(address)).slot();
  }

  private void assertRefused(Reason reason, String address) throws UnknownHostException {
    assertEquals(new AddressAdmission.Refused(reason, 0), admit(address));
  }

  private AddressAdmission admit(String address) throws UnknownHostException {
    return table.admit(InetAddress.getByName(address));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private AddressTable table(AddressLimits limits) {
    return new AddressTable(limits, 1, () -> now);
  }

  private static AddressLimits limits(int connections, Rate newConnections, int unregistered) {
    return new AddressLimits(connections, newConnections, unregistered, UNLIMITED, 100, List.of());
  }
}
