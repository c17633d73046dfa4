/** The command line: {@code parley} and one class per subcommand. */
package io.parley.cli;
