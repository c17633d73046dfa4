package io.parley.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FileDescriptorsTest {

  @Test
  void gives_what_is_wanted_where_there_is_room() {
    assertEquals(
        new FileDescriptors(10_000, 1024), FileDescriptors.shareOut(10_000, 1024, 1_000_000));
  }

  @Test
  void keeps_what_the_server_and_the_refusals_need() {
    assertEquals(
        new FileDescriptors(4000 - 1000 - 32, 1000), FileDescriptors.shareOut(10_000, 1024, 4000));
  }

  @Test
  void gives_one_of_each_where_there_is_nearly_nothing() {
    assertEquals(new FileDescriptors(1, 1), FileDescriptors.shareOut(10_000, 1024, 3));
  }
}
