package io.parley.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTableTest {
  private final InputTable table = new InputTable();

  @ParameterizedTest
  @ValueSource(strings = {"/q", "/quit", "/q ", "/q now please"})
  void quits(String line) {
    assertEquals(new Input.Quit(), table.interpret(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", " /q", " ", "hello /q", "\\", "ä😀", "q"})
  void says_whatever_does_not_begin_with_a_slash_as_it_is(String line) {
    assertEquals(new Input.Say(line), table.interpret(line));
  }

  @Test
  void says_a_text_that_begins_with_a_slash_when_the_slash_is_doubled() {
    assertEquals(new Input.Say("/q"), table.interpret("//q"));
    assertEquals(new Input.Say("/"), table.interpret("//"));
    assertEquals(new Input.Say("//x"), table.interpret("///x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/Q", "/qq", "/helpme", "/pm leslie hi", "/ q"})
  void names_an_unknown_command_and_sends_nothing(String line) {
    List<String> shown = shown(line);

    assertEquals(1, shown.size());
    String word = line.split(" ", -1)[0];
    assertTrue(shown.get(0).startsWith("*** There is no command " + word + ". "), shown.get(0));
  }

  @Test
  void does_nothing_at_all_for_an_empty_line() {
    assertEquals(List.of(), shown(""));
  }

  @Test
  void a_message_has_a_target_and_a_text() {
    assertEquals(
        new Input.Tell("pat", "how are you?"), table.interpret("/message pat how are you?"));
    assertEquals(new Input.Tell("pat", "hi"), table.interpret("/msg  pat  hi "));
    assertEquals(
        List.of("*** To say something to one person: /message NICK TEXT"), shown("/message pat"));
    assertEquals(new Input.Names(), table.interpret("/names"));
    assertEquals(new Input.Ping(), table.interpret("/ping"));
  }

  @Test
  void help_has_a_line_for_each_command_and_for_the_doubled_slash() {
    assertEquals(
        List.of(
            "*** /message, /msg  NICK TEXT: say TEXT to NICK alone",
            "*** /names          show who is here",
            "*** /ping           ask whether the server is there",
            "*** /q, /quit       leave the chat",
            "*** /help           show this table",
            "*** //text          say /text"),
        shown("/help"));
  }

  private List<String> shown(String line) {
    return ((Input.Show) table.interpret(line)).lines();
  }
}
