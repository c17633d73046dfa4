package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FileDescriptorBudgetTest {

  @Test
  void allocates_requested_connections_when_enough_are_free() {
    assertEquals(
        new FileDescriptorBudget(10_000, 1024),
        FileDescriptorBudget.allocate(10_000, 1024, 1_000_000));
  }

  @Test
  void reserves_descriptors_for_server_and_refusals() {
    assertEquals(
        new FileDescriptorBudget(4000 - 1000 - 32, 1000),
        FileDescriptorBudget.allocate(10_000, 1024, 4000));
  }

  @Test
  void allocates_at_least_one_of_each() {
    assertEquals(new FileDescriptorBudget(1, 1), FileDescriptorBudget.allocate(10_000, 1024, 3));
  }
}
