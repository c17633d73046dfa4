/** Options and converters that several subcommands share. */
package io.parley.cli.option;
